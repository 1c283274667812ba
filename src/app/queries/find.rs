//! Find: any word, in any order, accents and case folded; by place, with whom, kind and time.

use super::lines::{Line, headline, line};
use crate::app::App;
use crate::app::index::Entry;
use crate::domain::entries;
use crate::domain::fields;
use crate::domain::ids::RecordId;
use crate::domain::revision::Kind;
use crate::domain::search::Query;
use chrono::NaiveDate;
use serde_json::Value;
use std::ops::Range;

/// Records whose words one look folds. With all of ten thousand a letter would wait for a third of a second on a slow phone.
const FOLDED_AT_ONCE: usize = 100;
/// Characters on each side of a passage.
const AROUND: usize = 60;

/// What is looked for. Empty parts ask for nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Wanted {
    /// Half-remembered words.
    pub text: String,
    /// A place.
    pub place: Option<RecordId>,
    /// A party one was with.
    pub with: Option<String>,
    /// A kind; none: notes, responses and groups.
    pub kind: Option<Kind>,
    /// From this day on.
    pub since: Option<NaiveDate>,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// The first of them, latest day first.
    pub lines: Vec<Line>,
    /// How many there are in all.
    pub total: usize,
    /// Whether there are records that were not looked through, since their words are not [ready](App::ready_to_find).
    pub is_partial: bool,
}

impl App {
    /// Everything that fits, of which the first `limit` are spelled out. Where very many records came in since
    /// [`App::ready_to_find`], it says that it is partial: call that, and ask again.
    pub fn find(&self, wanted: &Wanted, limit: usize) -> Found {
        let state = self.state();
        let query = Query::parse(&wanted.text);
        let mut found = Found::default();
        let mut folded = 0;
        for (record, entry) in state.index.latest_first().filter(|(_, entry)| fits(entry, wanted)) {
            if !query.is_empty() && !entry.is_folded() {
                folded += 1;
                if folded > FOLDED_AT_ONCE {
                    found.is_partial = true;
                    continue;
                }
            }
            if query.is_empty() || query.matches(entry.searched()) {
                found.total += 1;
                if found.lines.len() < limit {
                    found.lines.extend(line(&state, record));
                }
            }
        }
        found
    }

    /// Folds the words of all records beforehand, in slices, so that no letter waits for it.
    pub async fn ready_to_find(&self) {
        let mut records = Vec::new();
        records.extend(self.state().index.latest_first().map(|(record, _)| record));
        let mut slices = self.slices();
        for record in records {
            if let Some(entry) = self.state().index.get(record) {
                entry.searched();
            }
            slices.breathe().await;
        }
    }

    /// A piece of a record's words around the first of the words looked for, where its headline shows none of them.
    pub fn passage(&self, record: RecordId, query: &Query) -> Option<String> {
        let state = self.state();
        let view = state.view(record).filter(|_| !query.is_empty())?;
        if !query.highlights(&headline(&view.kind, &view.fields)).is_empty() {
            return None;
        }
        let searched = view
            .fields
            .iter()
            .filter(|(path, _)| fields::find(&view.kind, path).is_some_and(|field| field.searched));
        searched.flat_map(|(_, value)| words_in(value)).find_map(|text| {
            let first = query.highlights(text).into_iter().next()?;
            Some(around(text, first))
        })
    }
}

/// The words of a searched value: its own, or those of the item.
fn words_in(value: &Value) -> Vec<&str> {
    match value {
        Value::Array(items) => items.iter().filter_map(Value::as_str).collect(),
        Value::Object(_) => vec![entries::member(value, "text")],
        other => other.as_str().into_iter().collect(),
    }
}

/// The place in a text with some of what stands on both sides of it, cut between words.
fn around(text: &str, place: Range<usize>) -> String {
    let before = text[..place.start].char_indices().rev().nth(AROUND).map_or(0, |(at, _)| at);
    let after = text[place.end..].char_indices().nth(AROUND).map_or(text.len(), |(at, _)| place.end + at);
    let start = match text[before..place.start].find(char::is_whitespace) {
        Some(space) if before > 0 => before + space,
        _ => before,
    };
    let end = match text[place.end..after].rfind(char::is_whitespace) {
        Some(space) if after < text.len() => place.end + space,
        _ => after,
    };
    let dots = |cut: bool| if cut { "…" } else { "" };
    format!("{}{}{}", dots(start > 0), text[start..end].trim(), dots(end < text.len()))
}

fn fits(entry: &Entry, wanted: &Wanted) -> bool {
    let kind = match &wanted.kind {
        Some(kind) => entry.kind == *kind,
        None => matches!(entry.kind, Kind::Engagement | Kind::Response | Kind::Organisation),
    };
    kind && entry.state.is_open()
        && wanted.place.is_none_or(|place| entry.places.contains(&place))
        && wanted.with.as_ref().is_none_or(|with| entry.with_kinds.contains(with))
        && wanted.since.is_none_or(|since| entry.day >= since)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_is_cut_between_words() {
        let long = format!("{}the blue door{}", "many words ".repeat(20), " and more".repeat(20));
        let query = Query::parse("blue");
        let place = query.highlights(&long).remove(0);
        let passage = around(&long, place);
        assert!(passage.starts_with("…") && passage.ends_with("…"), "{passage}");
        assert!(passage.contains("the blue door and more"), "{passage}");
        assert!(passage.chars().count() < 2 * AROUND + 8, "{passage}");
        assert_eq!(around("a blue door", 2..6), "a blue door");
    }
}
