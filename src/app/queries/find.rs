//! Find: any word, in any order, accents and case folded; by place, with whom, kind and time.

use super::lines::{Line, line};
use crate::app::App;
use crate::app::index::Entry;
use crate::domain::ids::RecordId;
use crate::domain::revision::Kind;
use crate::domain::search::Query;
use chrono::NaiveDate;

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
}

impl App {
    /// Everything that fits, of which the first `limit` are spelled out.
    pub fn find(&self, wanted: &Wanted, limit: usize) -> Found {
        let state = self.state();
        let query = Query::parse(&wanted.text);
        let mut found = Found::default();
        for (record, entry) in state.index.latest_first() {
            if fits(entry, wanted) && query.matches(&entry.folded) {
                found.total += 1;
                if found.lines.len() < limit {
                    found.lines.extend(line(&state, record));
                }
            }
        }
        found
    }
}

fn fits(entry: &Entry, wanted: &Wanted) -> bool {
    let kind = match &wanted.kind {
        Some(kind) => entry.kind == *kind,
        None => matches!(entry.kind, Kind::Engagement | Kind::Response | Kind::Organisation),
    };
    kind && entry.state.is_open()
        && wanted.place.is_none_or(|place| entry.places.contains(&place))
        && wanted
            .with
            .as_ref()
            .is_none_or(|with| entry.with_kinds.contains(with))
        && wanted.since.is_none_or(|since| entry.day >= since)
}
