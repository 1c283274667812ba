//! What Unicode leaves of a character that is taken apart (NFKD) and loses its marks.
//!
//! The usual crate brings every table of Unicode's normal forms, 44 KB of the phone's program after compression. This
//! one question is answered from `letters.txt`, 8 KB, which `tests/letters.rs` draws from that crate; every character is proved.

use std::sync::LazyLock;

/// A run a line: its first character, then what is left of it and of those that follow it, with tabs between.
const TABLE: &str = include_str!("letters.txt");

static RUNS: LazyLock<Vec<(u32, Vec<&'static str>)>> =
    LazyLock::new(|| TABLE.lines().filter_map(run).collect());

/// Hands over what is left of a character: itself, others, or nothing of a mark that stands over or under a letter.
pub fn taken_apart(c: char, take: &mut dyn FnMut(char)) {
    if let '가'..='힣' = c {
        return syllable(c, take);
    }
    let code = u32::from(c);
    let after = RUNS.partition_point(|(first, _)| *first <= code);
    let left = after
        .checked_sub(1)
        .and_then(|run| RUNS.get(run))
        .and_then(|(first, run)| run.get(usize::try_from(code - first).ok()?));
    match left {
        Some(left) => left.chars().for_each(take),
        None => take(c),
    }
}

/// Korean syllables are not in the table: their parts follow from their number.
fn syllable(c: char, take: &mut dyn FnMut(char)) {
    const VOWELS: u32 = 21;
    const TAILS: u32 = 28;
    let place = u32::from(c) - u32::from('가');
    let (head, vowel, tail) = (place / (VOWELS * TAILS), place / TAILS % VOWELS, place % TAILS);
    let tail = (tail > 0).then_some(0x11A7 + tail);
    [Some(0x1100 + head), Some(0x1161 + vowel), tail]
        .into_iter()
        .flatten()
        .filter_map(char::from_u32)
        .for_each(take);
}

fn run(line: &'static str) -> Option<(u32, Vec<&'static str>)> {
    let first = line.chars().next()?;
    Some((first.into(), line.get(first.len_utf8()..)?.split('\t').collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::canonical_combining_class;

    fn left(c: char) -> String {
        std::iter::once(c).nfkd().filter(|part| canonical_combining_class(*part) == 0).collect()
    }

    #[test]
    fn every_character_comes_apart_as_unicode_says() {
        for c in '\0'..=char::MAX {
            let mut parts = String::new();
            taken_apart(c, &mut |part| parts.push(part));
            assert_eq!(parts, left(c), "{:x}", u32::from(c));
        }
    }
}
