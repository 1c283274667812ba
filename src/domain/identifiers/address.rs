//! A house number and its street: *14 Albert Street*. A street alone is a place, and fine.

use super::numbers::{self, DigitRun};
use super::words;
use std::ops::Range;

/// What streets are called, whether it is written with a capital or not.
const STREETS: [&str; 10] =
    ["street", "st", "road", "rd", "lane", "avenue", "ave", "crescent", "terrace", "drive"];

/// What streets are called where it is written with a capital. Without one, these are everyday words.
const CALLED: [&str; 14] = [
    "Ln", "Dr", "Close", "Court", "Place", "Square", "Gardens", "Grove", "Mews", "Row", "Walk", "Way",
    "Cres", "Parade",
];

/// Words before a house number that belong to it.
const NUMBER: [&str; 4] = ["no", "nos", "number", "flat"];
/// Words before the number of a flat.
const FLAT: [&str; 4] = ["flat", "apartment", "apt", "unit"];

/// Most words of one street.
const LONGEST: usize = 5;

/// Where a house number and a street stand.
pub(super) fn find(text: &str, runs: &[DigitRun]) -> Vec<Range<usize>> {
    let house = |(place, run): (usize, &DigitRun)| {
        let number = number_before(text, runs, place)?;
        Some(with_what_leads(text, number)..end_of_street(text, end_of_number(text, run)?)?)
    };
    runs.iter().enumerate().filter_map(house).collect()
}

/// The street of a find.
pub(super) fn street(fragment: &str) -> &str {
    let after = fragment.rfind(char::is_numeric).and_then(|last| fragment.get(last..)).unwrap_or(fragment);
    let name = after.trim_start_matches(char::is_alphanumeric);
    name.trim_start_matches(|c: char| c == ',' || c.is_whitespace())
}

/// Whether a house may have this number: no year, and nothing that begins with a nought.
fn is_house(run: &DigitRun) -> bool {
    match run.digits.as_slice() {
        [] | [0, ..] => false,
        [1, century, _, _] => *century < 7,
        [2, century, _, _] => *century > 0,
        digits => digits.len() <= 4,
    }
}

/// Where the number begins that ends with this run, if it is one of a house: `14`, `14-16` and `2/1` are, the end of
/// a time, a price or a date is not.
fn number_before(text: &str, runs: &[DigitRun], place: usize) -> Option<usize> {
    let run = runs.get(place).filter(|run| is_house(run))?;
    let stands_free = |at: usize| {
        let of_more =
            |c: char| c.is_alphanumeric() || matches!(c, ':' | '.' | ',' | '/' | '-' | '–' | '#' | '_');
        !numbers::before(text, at).is_some_and(|c| of_more(c) || matches!(c, '£' | '$' | '€'))
    };
    let start = run.range.start;
    if stands_free(start) {
        return Some(start);
    }
    let first = runs.get(place.checked_sub(1)?).filter(|first| is_house(first))?;
    let joined = matches!(text.get(first.range.end..start)?, "-" | "–" | "/");
    (joined && stands_free(first.range.start)).then_some(first.range.start)
}

/// Where the number ends: with its letter, where it has one. An hour (`10am`) and a distance (`5k`) are none.
fn end_of_number(text: &str, run: &DigitRun) -> Option<usize> {
    let rest = text.get(run.range.end..)?;
    let letter = rest.chars().next().filter(|c| matches!(c.to_ascii_lowercase(), 'a'..='h'));
    let end = run.range.end + letter.map_or(0, char::len_utf8);
    let goes_on = text.get(end..)?.chars().next().is_some_and(char::is_alphanumeric);
    (!goes_on).then_some(end)
}

/// Takes what leads up to a house number with it: "number 14", "Flat 3, 14".
fn with_what_leads(text: &str, start: usize) -> usize {
    let Some((range, between)) = words::ending(text, start) else { return start };
    let word = &text[range.clone()];
    if words::is_one_of(word, &NUMBER) && !between.contains(',') {
        return range.start;
    }
    let of_flat = word.starts_with(char::is_numeric).then(|| words::ending(text, range.start)).flatten();
    of_flat
        .filter(|(flat, _)| words::is_one_of(&text[flat.clone()], &FLAT))
        .map_or(start, |(flat, _)| flat.start)
}

/// Where the street ends that follows a house number.
fn end_of_street(text: &str, number: usize) -> Option<usize> {
    let mut after = number + usize::from(text.get(number..)?.starts_with(','));
    let mut end = None;
    for place in 0..LONGEST {
        let Some(range) = words::after(text, after) else { break };
        let word = &text[range.clone()];
        let is_name = words::is_capital(word);
        if place > 0 && (words::is_one_of(word, &STREETS) || is_name && words::is_one_of(word, &CALLED)) {
            end = Some(range.end);
        } else if !is_name {
            break;
        }
        let is_saint = words::is_one_of(word, &["st"]) && text.get(range.end..)?.starts_with(". ");
        after = range.end + usize::from(is_saint);
    }
    end
}
