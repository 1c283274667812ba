//! Days in words. Never a clock time: none is kept.

use super::common;
use chrono::{Datelike, Days, NaiveDate, Weekday};

/// A day as people say it: *Today*, *Yesterday*, *Monday 19 January*, with the year where it is not this one.
pub fn day(day: NaiveDate, today: NaiveDate) -> String {
    if day == today {
        common::TODAY.to_owned()
    } else if day.checked_add_days(Days::new(1)) == Some(today) {
        common::YESTERDAY.to_owned()
    } else {
        format!("{} {}", weekday(day.weekday()), date(day, today))
    }
}

/// A day in the middle of a sentence: *today*, *yesterday*, else as [`day`].
pub fn near(then: NaiveDate, today: NaiveDate) -> String {
    let mut said = day(then, today);
    if matches!(said.as_str(), common::TODAY | common::YESTERDAY) {
        said.make_ascii_lowercase();
    }
    said
}

/// A day without its weekday: *19 January*, with the year where it is not this one.
pub fn date(day: NaiveDate, today: NaiveDate) -> String {
    if day.year() == today.year() { day_and_month(day) } else { dated(day) }
}

/// A day with its year, for paper: *19 January 2026*.
pub fn dated(day: NaiveDate) -> String {
    format!("{} {}", day_and_month(day), day.year())
}

fn day_and_month(day: NaiveDate) -> String {
    format!("{} {}", day.day(), MONTHS[day.month0() as usize % 12])
}

/// The name of a day of the week.
pub fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_said_as_people_say_them() {
        let on = |text: &str| -> NaiveDate { text.parse().unwrap() };
        for (of, expected) in [
            ("2026-01-20", "Today"),
            ("2026-01-19", "Yesterday"),
            ("2026-01-16", "Friday 16 January"),
            ("2026-01-23", "Friday 23 January"),
            ("2025-12-31", "Wednesday 31 December 2025"),
        ] {
            assert_eq!(day(on(of), on("2026-01-20")), expected);
        }
        assert_eq!(near(on("2026-01-19"), on("2026-01-20")), "yesterday");
        assert_eq!(date(on("2026-01-23"), on("2026-01-20")), "23 January");
    }
}
