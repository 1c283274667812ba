//! Postcodes: a district and the half that points at a few doors.

use std::ops::Range;

/// Characters of the second half of a postcode.
const INWARD: usize = 3;

/// The district of a postcode: its first half, in capitals.
pub(super) fn outward(postcode: &str) -> String {
    let joined: String = postcode.split_whitespace().collect();
    let end = joined.len().saturating_sub(INWARD);
    joined.get(..end).unwrap_or_default().to_ascii_uppercase()
}

/// Where whole postcodes stand.
pub(super) fn find(text: &str) -> Vec<Range<usize>> {
    let words = words(text);
    let alone = words.iter().filter(|word| {
        let (outward, inward) = text[(*word).clone()].split_at(word.len().saturating_sub(INWARD));
        is_outward(outward) && is_inward(inward)
    });
    let pairs = words.windows(2).filter(|two| {
        let gap = &text[two[0].end..two[1].start];
        gap.chars().count() <= 2
            && gap.chars().all(|c| c.is_whitespace() && c != '\n')
            && is_outward(&text[two[0].clone()])
            && is_inward(&text[two[1].clone()])
    });
    alone.cloned().chain(pairs.map(|two| two[0].start..two[1].end)).collect()
}

/// Whole words of nothing but ASCII letters and digits.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        match words.last_mut().filter(|word| word.end == at) {
            Some(word) => word.end += c.len_utf8(),
            None => words.push(at..at + c.len_utf8()),
        }
    }
    words.retain(|word| text[word.clone()].is_ascii());
    words
}

/// A9, A99, AA9, AA99, A9A, AA9A, and the one that is all letters.
fn is_outward(word: &str) -> bool {
    let shape: String = word.chars().map(|c| if c.is_ascii_digit() { '9' } else { 'A' }).collect();
    matches!(shape.as_str(), "A9" | "A99" | "AA9" | "AA99" | "A9A" | "AA9A")
        || word.eq_ignore_ascii_case("GIR")
}

/// A digit and two letters, none of C I K M O V.
fn is_inward(word: &str) -> bool {
    let letter = |b: u8| b.is_ascii_alphabetic() && !b"CIKMOV".contains(&b.to_ascii_uppercase());
    matches!(word.as_bytes(), [digit, one, two] if digit.is_ascii_digit() && letter(*one) && letter(*two))
}
