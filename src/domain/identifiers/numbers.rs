//! Numbers made of runs of digits: phone numbers and NHS numbers.

use std::ops::Range;

/// Digits that stand together.
pub(super) struct DigitRun {
    /// Where they stand.
    pub(super) range: Range<usize>,
    /// What they are.
    pub(super) digits: Vec<u8>,
}

/// The value of a decimal digit in the scripts that keyboards round here write.
fn digit(c: char) -> Option<u8> {
    const ZEROS: [char; 8] = ['0', '٠', '۰', '०', '০', '੦', '૦', '０'];
    ZEROS.into_iter().find_map(|zero| {
        let value = u32::from(c).checked_sub(u32::from(zero)).filter(|value| *value < 10)?;
        u8::try_from(value).ok()
    })
}

/// Every run of digits in the text, in order.
pub(super) fn digit_runs(text: &str) -> Vec<DigitRun> {
    let mut runs: Vec<DigitRun> = Vec::new();
    for (at, c) in text.char_indices() {
        let Some(value) = digit(c) else { continue };
        let end = at + c.len_utf8();
        match runs.last_mut().filter(|run| run.range.end == at) {
            Some(run) => {
                run.digits.push(value);
                run.range.end = end;
            }
            None => runs.push(DigitRun { range: at..end, digits: vec![value] }),
        }
    }
    runs
}

/// Whether what stands between two runs of digits may stand inside one number.
pub(super) fn joins(between: &str, most: usize) -> bool {
    between.chars().count() <= most
        && between
            .chars()
            .all(|c| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '-' | '‐' | '‑' | '–' | '.' | '(' | ')'))
}

/// The letter that stands before.
pub(super) fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

fn after(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// Whether it is not a part of a longer word.
pub(super) fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let part_of_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    !part_of_word(before(text, range.start)) && !part_of_word(after(text, range.end))
}

/// Digits of a full number after the leading 0: nine in a few old area codes, otherwise ten.
fn is_whole_phone(national: &[u8]) -> bool {
    match national.first() {
        Some(1) => matches!(national.len(), 9 | 10),
        Some(2 | 3 | 7) => national.len() == 10,
        _ => false,
    }
}

/// What follows the leading 0, if the digits begin like a number here or in international form.
fn national(digits: &[u8], plus: bool) -> Option<&[u8]> {
    match digits {
        [4, 4, 0, rest @ ..] | [4, 4, rest @ ..] if plus => Some(rest),
        [0, 0, 4, 4, 0, rest @ ..] | [0, 0, 4, 4, rest @ ..] | [0, rest @ ..] if !plus => Some(rest),
        _ => None,
    }
}

/// Where phone numbers stand.
pub(super) fn phones(text: &str, runs: &[DigitRun]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (first, run) in runs.iter().enumerate() {
        if found.last().is_some_and(|last| run.range.start < last.end) {
            continue;
        }
        let plus = before(text, run.range.start) == Some('+');
        // An area code has three digits at least: "01-02-2026 10:00" is a day.
        if !plus && run.digits.len() < 3 && !run.digits.starts_with(&[0, 7]) {
            continue;
        }
        let mut digits: Vec<u8> = Vec::new();
        let mut longest = None;
        let mut end = run.range.start;
        for next in &runs[first..] {
            let between = text.get(end..next.range.start).unwrap_or_default();
            if digits.len() + next.digits.len() > 15 || !joins(between, 3) {
                break;
            }
            digits.extend(&next.digits);
            end = next.range.end;
            if national(&digits, plus).is_some_and(is_whole_phone) {
                longest = Some(end);
            }
        }
        if let Some(end) = longest {
            let opens = usize::from(
                plus || (before(text, run.range.start) == Some('(')
                    && text[run.range.start..end].contains(')')),
            );
            found.push(run.range.start - opens..end);
        }
    }
    found
}

/// Where NHS numbers stand, written whole or 3-3-4.
pub(super) fn nhs_numbers(text: &str, runs: &[DigitRun]) -> Vec<Range<usize>> {
    let whole = runs.iter().map(std::slice::from_ref);
    let spaced = runs.windows(3).filter(|three| {
        three.iter().map(|run| run.digits.len()).eq([3, 3, 4])
            && three
                .windows(2)
                .all(|two| text.get(two[0].range.end..two[1].range.start).is_some_and(|b| joins(b, 2)))
    });
    whole
        .chain(spaced)
        .filter_map(|runs| {
            let digits: Vec<u8> = runs.iter().flat_map(|run| run.digits.iter().copied()).collect();
            let range = runs.first()?.range.start..runs.last()?.range.end;
            (is_nhs_number(&digits) && stands_alone(text, &range)).then_some(range)
        })
        .collect()
}

/// Modulus 11: weights 10 to 2, and the tenth digit is 11 less the remainder (11 counts as 0; 10 is never given
/// out). Ten equal digits pass the sum and are nobody's number.
fn is_nhs_number(digits: &[u8]) -> bool {
    let [body @ .., check] = digits else { return false };
    let sum: u32 = body.iter().zip((2..=10).rev()).map(|(digit, weight)| u32::from(*digit) * weight).sum();
    let expected = (11 - sum % 11) % 11;
    digits.len() == 10 && expected == u32::from(*check) && body.iter().any(|digit| digit != check)
}
