//! An engagement record, read through its fields.

use super::{items, member, text, texts};
use crate::domain::ids::RecordId;
use crate::domain::order;
use crate::domain::revision::Fields;
use serde_json::Value;

/// Longest headline in a list, in characters.
pub const HEADLINE: usize = 200;

/// The headline: the first sentence of the words, cut at [`HEADLINE`] characters.
pub fn headline(words: &str) -> String {
    let line = words.trim_start().lines().next().unwrap_or_default();
    let mut end = line.len();
    let mut chars = line.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let sentence_ends = matches!(c, '.' | '!' | '?' | '…' | '۔' | '؟')
            && chars.peek().is_none_or(|(_, next)| next.is_whitespace() || matches!(next, '"' | '”' | '’'));
        if sentence_ends {
            end = chars.peek().map_or(line.len(), |(next, _)| *next).max(at);
            break;
        }
    }
    let sentence = &line[..end];
    match sentence.char_indices().nth(HEADLINE) {
        Some((cut, _)) => format!("{}…", sentence[..cut].trim_end()),
        None => sentence.to_owned(),
    }
}

/// The groups a note names.
pub fn groups(fields: &Fields) -> Vec<RecordId> {
    texts(fields, "orgs").into_iter().filter_map(|id| RecordId::parse(id).ok()).collect()
}

/// The places a note is about.
pub fn places(fields: &Fields) -> Vec<RecordId> {
    texts(fields, "places").into_iter().filter_map(|id| RecordId::parse(id).ok()).collect()
}

/// Something somebody said, in their words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote<'a> {
    /// The item's id.
    pub id: &'a str,
    /// The words.
    pub text: &'a str,
    /// Which party said it.
    pub said_by: &'a str,
    /// Whether it was read back to them.
    pub checked_back: bool,
}

/// The quotations, in their order.
pub fn quotes(fields: &Fields) -> Vec<Quote<'_>> {
    items(fields, "quotes")
        .into_iter()
        .map(|(id, item)| Quote {
            id,
            text: member(item, "text"),
            said_by: member(item, "said_by"),
            checked_back: item.get("checked_back").and_then(Value::as_bool).unwrap_or(false),
        })
        .collect()
}

/// Which of the required fields of a note are still missing: asked for under *Finish later*, never blocking.
pub fn unfinished(fields: &Fields) -> Vec<&'static str> {
    let mut missing = Vec::new();
    if text(fields, "words").trim().is_empty() {
        missing.push("words");
    }
    if texts(fields, "places").is_empty() && !super::yes(fields, "whole_area") {
        missing.push("places");
    }
    if texts(fields, "with_kinds").is_empty() {
        missing.push("with_kinds");
    }
    if !quotes(fields).is_empty() && text(fields, "told_purpose").is_empty() {
        missing.push("told_purpose");
    }
    missing
}

/// What *Repeat* copies: place, with whom, group, setting; never words, quotations or promises.
pub fn repeated(fields: &Fields) -> Fields {
    const COPIED: &[&str] = &["area", "places", "whole_area", "with_kinds", "orgs", "setting", "activity"];
    let copied = fields.iter().filter(|(path, _)| COPIED.contains(&path.as_str()));
    order::map(copied.map(|(p, v)| (p.clone(), v.clone())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_headline_is_the_first_sentence() {
        for (words, expected) in [
            ("Forty eat here. Nobody knows.", "Forty eat here."),
            ("no full stop", "no full stop"),
            ("One line\nanother", "One line"),
            ("Item 3.5 was next. Then tea.", "Item 3.5 was next."),
            ("\n  Really? Yes.", "Really?"),
            ("", ""),
            ("فیصلے سے پہلے ہم سے پوچھیں۔ بعد میں نہیں۔", "فیصلے سے پہلے ہم سے پوچھیں۔"),
        ] {
            assert_eq!(headline(words), expected);
        }
        assert_eq!(headline(&"é".repeat(300)).chars().count(), HEADLINE + 1);
    }
}
