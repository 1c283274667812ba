//! What day it is, by the device's own calendar.

use crate::app::ports::Clock;
use chrono::NaiveDate;
use js_sys::Date;

/// The device's clock. It may be wrong, and nothing that is kept depends on it but the order of display.
#[derive(Debug, Clone, Copy, Default)]
pub struct DeviceClock;

impl Clock for DeviceClock {
    fn today(&self) -> NaiveDate {
        let now = Date::new_0();
        let year = i32::try_from(now.get_full_year()).unwrap_or_default();
        // JavaScript counts months from 0. A clock outside of all calendars shows as the first day of 1970.
        NaiveDate::from_ymd_opt(year, now.get_month() + 1, now.get_date()).unwrap_or_default()
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "whole milliseconds after 1970"
    )]
    fn now_ms(&self) -> u64 {
        Date::now() as u64
    }
}
