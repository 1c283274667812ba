//! Finding by half-remembered words: any order, any case, with or without accents.
//!
//! Text is *folded* once and kept; a query is folded as it is typed. Both sides then compare as plain substrings.

mod letters;
mod pairs;

use super::order;
use pairs::{Letters, Pairs};
use std::ops::Range;

/// The text as it is compared: taken apart (NFKD), without marks and invisible characters, lower-case, straight
/// quotation marks and hyphens, white space collapsed to single spaces and trimmed.
///
/// Only marks that stand over or under a letter go (combining class not 0). The vowel signs of Indic scripts stay:
/// without them different names would be the same.
pub fn fold(text: &str) -> String {
    Folded::new(text).text
}

/// The key by which two names are one group: folded, with no white space at all and no punctuation at the end.
pub fn fold_name(name: &str) -> String {
    let mut key = fold(name);
    key.retain(|c| c != ' ');
    let trimmed = key.trim_end_matches(ends_a_phrase);
    if trimmed.is_empty() { key } else { trimmed.to_owned() }
}

fn ends_a_phrase(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '"' | '-' | '،' | '؛' | '؟' | '۔')
}

/// A text as it is looked through.
#[derive(Debug, Clone)]
pub struct Searched {
    folded: String,
    letters: Letters,
    pairs: Pairs,
}

impl Searched {
    /// Folds the text.
    pub fn of(text: &str) -> Self {
        let folded = fold(text);
        let mut pairs = Pairs::default();
        pairs.add(&folded);
        Self { letters: Letters::of(&folded), folded, pairs }
    }
}

/// What somebody typed to find a note.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    words: Vec<String>,
    pairs: Pairs,
}

impl Query {
    /// Takes the typed text apart into words.
    pub fn parse(typed: &str) -> Self {
        let mut query = Self::default();
        for word in fold(typed).split_whitespace() {
            if !query.words.iter().any(|known| known == word) {
                query.words.push(word.to_owned());
                query.pairs.add(word);
            }
        }
        query
    }

    /// Whether nothing was typed; such a query matches everything.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether every word occurs somewhere in a text.
    pub fn matches(&self, text: &Searched) -> bool {
        let holds =
            |word: &String| text.letters.hold(word).unwrap_or_else(|| text.folded.contains(word.as_str()));
        text.pairs.may_hold(&self.pairs) && self.words.iter().all(holds)
    }

    /// Where the words stand in the text as it was written: byte ranges on character boundaries, in order, none
    /// touching another.
    pub fn highlights(&self, text: &str) -> Vec<Range<usize>> {
        let folded = Folded::new(text);
        let mut found: Vec<Range<usize>> = self
            .words
            .iter()
            .flat_map(|word| folded.text.match_indices(word.as_str()))
            .map(|(at, word)| folded.original(at..at + word.len()))
            .collect();
        order::by_key(&mut found, |range| (range.start, range.end));
        let mut joined: Vec<Range<usize>> = Vec::new();
        for range in found {
            match joined.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => joined.push(range),
            }
        }
        joined
    }
}

/// A folded text that remembers which original character each of its own came from.
struct Folded {
    text: String,
    /// Where each original character that left a trace starts, here and in the original.
    starts: Vec<(usize, usize)>,
    /// Where the original ends, white space after it left out.
    end: usize,
}

impl Folded {
    fn new(original: &str) -> Self {
        let mut folded = Self {
            text: String::with_capacity(original.len()),
            starts: Vec::new(),
            end: original.trim_end().len(),
        };
        let mut gap = None;
        let mut left = String::new();
        for (at, c) in original.char_indices() {
            if c.is_whitespace() {
                gap = gap.or(Some(at));
                continue;
            }
            left.clear();
            fold_char(c, &mut left);
            if left.is_empty() {
                continue;
            }
            if let (Some(space_at), false) = (gap.take(), folded.text.is_empty()) {
                folded.starts.push((folded.text.len(), space_at));
                folded.text.push(' ');
            }
            folded.starts.push((folded.text.len(), at));
            folded.text.push_str(&left);
        }
        folded
    }

    /// The original characters behind a range, with the marks that follow them.
    fn original(&self, range: Range<usize>) -> Range<usize> {
        let first = self.starts.partition_point(|(here, _)| *here <= range.start).saturating_sub(1);
        let after = self.starts.partition_point(|(here, _)| *here < range.end);
        let start = self.starts.get(first).map_or(0, |(_, there)| *there);
        let end = self.starts.get(after).map_or(self.end, |(_, there)| *there);
        start..end
    }
}

/// Appends what is left of one character. Marks vanish, so taking apart character by character gives what taking
/// the whole text apart would give.
fn fold_char(c: char, out: &mut String) {
    if c.is_ascii_alphanumeric() {
        return out.push(c.to_ascii_lowercase());
    }
    letters::taken_apart(c, &mut |part| {
        for part in part.to_lowercase() {
            push_alike(part, out);
        }
    });
}

/// Appends a part of a character, as the one that people type for it.
fn push_alike(part: char, out: &mut String) {
    match part {
        _ if is_invisible(part) => {}
        '‘' | '’' | 'ʼ' | '`' => out.push('\''),
        '“' | '”' | '„' => out.push('"'),
        '‐'..='―' | '−' => out.push('-'),
        // Letters that Unicode does not take apart, though people leave their marks out when typing.
        'ł' => out.push('l'),
        'ø' => out.push('o'),
        'đ' => out.push('d'),
        'ı' => out.push('i'),
        'ß' => out.push_str("ss"),
        'ς' => out.push('σ'),
        // Arabic keyboards and Urdu keyboards have different letters for one sound.
        'ي' | 'ى' => out.push('ی'),
        'ك' => out.push('ک'),
        // Some characters come apart into a space and a mark; words have none in them.
        _ if part.is_whitespace() => {}
        _ => out.push(part),
    }
}

/// Soft hyphens, joiners, direction marks and other characters that nobody sees or types.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_note_is_found_however_the_words_are_typed() {
        let note = Searched::of(
            "Forty eat at the Café by Łódź Street; we don’t need a leaflet,\n  we need a BIGGER pan.",
        );
        for typed in [
            "pan bigger",
            "cafe",
            "CAFÉ",
            "lodz",
            "don't",
            "forty leaf",
            "  ",
            "",
            "leaflet, we need a",
            "pan pan",
        ] {
            assert!(Query::parse(typed).matches(&note), "{typed:?}");
        }
        for typed in ["smaller pan", "pans", "forty fifty"] {
            assert!(!Query::parse(typed).matches(&note), "{typed:?}");
        }
    }

    #[test]
    fn words_in_other_scripts_are_found() {
        for (note, typed) in [
            ("فیصلے سے پہلے ہم سے پوچھیں", "پہلے"),
            ("پُرانا محلہ", "پرانا"),
            ("علي كتاب", "علی کتاب"),
            ("Straße am Fluß", "strasse fluss"),
            ("ΟΔΟΣ", "οδος"),
            ("ｆｕｌｌ ｗｉｄｔｈ", "full width"),
            ("soft\u{ad}hyphen zero\u{200b}width", "softhyphen zerowidth"),
        ] {
            assert!(Query::parse(typed).matches(&Searched::of(note)), "{note} {typed}");
        }
        assert_ne!(fold_name("કિ"), fold_name("કે"), "vowel signs tell names apart");
    }

    #[test]
    fn one_group_has_one_name_however_it_is_spelled() {
        for other in [
            "kettle table",
            " Kettle  Table ",
            "Kéttle Table.",
            "KettleTable",
            "KETTLE\u{a0}TABLE!",
            "Kettle\u{200b} Table",
        ] {
            assert_eq!(fold_name(other), fold_name("Kettle Table"), "{other:?}");
        }
        for other in ["Kettle Table 2", "Kettle Table lunch club", "Kettle (Table)", "Kettle Table 🍲"] {
            assert_ne!(fold_name(other), fold_name("Kettle Table"), "{other:?}");
        }
        assert_eq!(fold_name("?!"), "?!", "a name of nothing but marks is still a name");
    }

    #[test]
    fn what_was_found_is_marked_in_the_words_as_written() {
        for (text, typed, marked) in [
            ("The Café, the cafe", "cafe", vec!["Café", "cafe"]),
            ("Cafe\u{301} closes", "cafe", vec!["Cafe\u{301}"]),
            ("bigger pan", "big igg", vec!["bigg"]),
            ("two   beds", "beds two", vec!["two", "beds"]),
            ("ﬁre", "i", vec!["ﬁ"]),
            ("the pan  ", "pan", vec!["pan"]),
            ("nothing", "", vec![]),
        ] {
            let found: Vec<&str> =
                Query::parse(typed).highlights(text).into_iter().map(|r| &text[r]).collect();
            assert_eq!(found, marked, "{text}");
        }
    }

    #[test]
    fn folding_any_character_twice_changes_nothing() {
        for c in '\0'..=char::MAX {
            let once = fold(&c.to_string());
            assert_eq!(fold(&once), once, "{:x}", u32::from(c));
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn a_word_is_found_where_it_stands_and_nowhere_else(text in "[a-eé ]{0,12}", word in "[a-eé]{1,2}") {
            prop_assert_eq!(Query::parse(&word).matches(&Searched::of(&text)), fold(&text).contains(&fold(&word)));
        }

        #[test]
        fn every_piece_of_a_text_finds_it(text in "[a-zA-Zéü \\t’ł0-9.]{0,60}", from in 0usize..60, to in 0usize..60) {
            let chars: Vec<char> = text.chars().collect();
            let (from, to) = (from.min(chars.len()), to.min(chars.len()));
            let piece: String = chars.get(from.min(to)..from.max(to)).unwrap_or_default().iter().collect();
            prop_assert!(Query::parse(&piece).matches(&Searched::of(&text)));
        }

        #[test]
        fn marks_lie_inside_the_text(text in "\\PC{0,40}", typed in "\\PC{0,6}") {
            let mut last = 0;
            for range in Query::parse(&typed).highlights(&text) {
                prop_assert!(range.start >= last && range.end > range.start);
                prop_assert!(text.get(range.clone()).is_some());
                last = range.end;
            }
        }
    }
}
