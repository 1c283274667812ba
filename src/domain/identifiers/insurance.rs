//! National Insurance numbers: two letters, six digits, and one of A to D.

use super::numbers::{DigitRun, joins, stands_alone};
use std::ops::Range;

/// Digits of a number.
const DIGITS: usize = 6;

/// Where National Insurance numbers stand, written whole or in pairs. Without the last letter it is as often the number
/// of a charity or a company.
pub(super) fn find(text: &str, runs: &[DigitRun]) -> Vec<Range<usize>> {
    let number = |first: usize| {
        let start = prefix(text, runs.get(first)?.range.start)?;
        let last = last_run(text, &runs[first..])?;
        let rest = text.get(last..)?;
        let suffix = rest.trim_start_matches(JOINTS);
        let is_suffix = suffix.starts_with(|c: char| matches!(c.to_ascii_uppercase(), 'A'..='D'));
        let gap = rest.len() - suffix.len();
        let range = start..last + gap + 1;
        (is_suffix && gap <= 2 && stands_alone(text, &range)).then_some(range)
    };
    (0..runs.len()).filter_map(number).collect()
}

const JOINTS: [char; 4] = [' ', '-', '.', '\u{a0}'];

/// Where the two letters before the digits begin, if they may begin a number.
fn prefix(text: &str, digits: usize) -> Option<usize> {
    let head = text.get(..digits)?;
    let letters = head.trim_end_matches(JOINTS);
    let start = letters.len().checked_sub(2)?;
    let [one, two] = letters.get(start..)?.as_bytes() else { return None };
    let pair = [one.to_ascii_uppercase(), two.to_ascii_uppercase()];
    let is_given = pair.iter().all(u8::is_ascii_uppercase)
        && !b"DFIQUV".contains(&pair[0])
        && !b"DFIOQUV".contains(&pair[1])
        && ![*b"BG", *b"GB", *b"KN", *b"NK", *b"NT", *b"TN", *b"ZZ"].contains(&pair);
    (is_given && head.len() - letters.len() <= 2).then_some(start)
}

/// Where six digits end that begin with the first of these runs, each two of which may stand for themselves.
fn last_run(text: &str, runs: &[DigitRun]) -> Option<usize> {
    let mut digits = 0;
    let mut end = runs.first()?.range.start;
    for run in runs {
        if run.digits.len() % 2 != 0 || !joins(text.get(end..run.range.start)?, 1) {
            return None;
        }
        digits += run.digits.len();
        end = run.range.end;
        if digits >= DIGITS {
            break;
        }
    }
    (digits == DIGITS).then_some(end)
}
