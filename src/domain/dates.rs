//! Days as they are spelled in files and rows.

use chrono::NaiveDate;

/// A real day of the years 1 to 9999, spelled `2026-01-19` and no other way. Told apart here and not by chrono, whose
/// reader of any format weighs four kilobytes; what days there are is chrono's to say.
pub fn day(text: &str) -> Option<NaiveDate> {
    let bytes = text.as_bytes();
    let shape = |(place, byte): (usize, &u8)| match place {
        4 | 7 => *byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    if bytes.len() != 10 || !bytes.iter().enumerate().all(shape) {
        return None;
    }
    let year = text[..4].parse().ok().filter(|year| *year > 0)?;
    NaiveDate::from_ymd_opt(year, text[5..7].parse().ok()?, text[8..].parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_real_day_in_its_one_spelling_is_a_day() {
        for text in ["2026-01-19", "2024-02-29", "0001-01-01", "9999-12-31"] {
            assert_eq!(day(text).map(|day| day.to_string()).as_deref(), Some(text));
        }
        for text in [
            "",
            "2026-1-19",
            "2026-01-9",
            "2026-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-01-32",
            "0000-01-01",
            "+2026-01-19",
            "-026-01-19",
            "20260119",
            "2026-01-19 ",
            "2026-01-1é",
            "2026/01/19",
            "+026-01-19",
        ] {
            assert_eq!(day(text), None, "{text:?}");
        }
    }
}
