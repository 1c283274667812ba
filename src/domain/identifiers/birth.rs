//! Days in figures that are so long ago that somebody was born on them. Notes are about what was said lately.

use super::numbers::{DigitRun, stands_alone};
use chrono::{Datelike, NaiveDate};
use std::ops::Range;

/// Days of the last ten years are everyday.
const YEARS: i32 = 10;

/// Where days more than ten years before `today` stand, written `12/03/1948`, with dots or with hyphens.
pub(super) fn find(text: &str, runs: &[DigitRun], today: NaiveDate) -> Vec<Range<usize>> {
    let long_ago = (today.year() - YEARS, today.month(), today.day());
    let days = runs.windows(3).filter_map(|three| {
        let [day, month, year] = three else { return None };
        let range = day.range.start..year.range.end;
        let (one, two) =
            (text.get(day.range.end..month.range.start)?, text.get(month.range.end..year.range.start)?);
        let is_date = one == two
            && matches!(one, "/" | "." | "-")
            && (1..=2).contains(&day.digits.len())
            && (1..=2).contains(&month.digits.len())
            && year.digits.len() == 4
            && stands_alone(text, &range);
        let born = NaiveDate::from_ymd_opt(i32::try_from(value(year)).ok()?, value(month), value(day))?;
        let is_old = (born.year(), born.month(), born.day()) < long_ago;
        (is_date && is_old && born.year() >= 1900).then_some(range)
    });
    days.collect()
}

fn value(run: &DigitRun) -> u32 {
    run.digits.iter().take(4).fold(0, |value, digit| value * 10 + u32::from(*digit))
}
