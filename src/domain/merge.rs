//! What is shown of a record: one head is current, several are put together where they can be, and where they
//! cannot, a person decides. A view never writes.

use super::fields;
use super::ids::{RecordId, RevisionId};
use super::notebook::Notebook;
use super::revision::{Act, Fields, Kind, Revision, Sharing, Spelling};
use crate::domain::order;
use std::collections::BTreeSet;

/// A record as it is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// The record.
    pub record: RecordId,
    /// What it is.
    pub kind: Kind,
    /// Its heads, earliest first: the parents of whatever is saved next.
    pub heads: Vec<RevisionId>,
    /// How it stands.
    pub state: State,
    /// The open fields: of the one head, of all heads put together, or in a conflict of the latest.
    pub fields: Fields,
    /// The narrowest level of the heads.
    pub sharing: Sharing,
    /// The day of the latest head.
    pub on: chrono::NaiveDate,
}

/// How a record stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// One head, or several that show the same.
    Current,
    /// Several heads that changed different things; put together for display only.
    Merged,
    /// Several heads that a person has to look at.
    Conflict,
    /// Taken back, or drawn back from us.
    TakenBack,
    /// Erased.
    Erased,
}

impl State {
    /// Whether there are words to show.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Current | Self::Merged | Self::Conflict)
    }
}

/// The record as it is shown, or `None` when nothing of it is held.
pub fn view(notebook: &Notebook, record: RecordId) -> Option<View> {
    let coverage = notebook.coverage(record);
    let mut heads: Vec<Revision> =
        notebook.heads(record).into_iter().map(|head| notebook.open(head, &coverage)).collect();
    let latest = heads.last()?;
    let (kind, on) = (latest.kind.clone(), latest.on);
    let sharing = heads.iter().map(|h| h.sharing.clone()).reduce(Sharing::narrower)?;
    let withdrawn = heads.iter().filter(|h| is_withdrawal(h)).count();
    let (state, fields) = if coverage.erased {
        (State::Erased, Fields::new())
    } else if coverage.narrowed || withdrawn == heads.len() {
        (State::TakenBack, Fields::new())
    } else if withdrawn > 0 {
        let kept = heads.iter().rev().find(|h| !is_withdrawal(h)).map(|h| h.fields.clone());
        (State::Conflict, kept.unwrap_or_default())
    } else if heads[1..].iter().all(|h| h.fields == heads[0].fields) {
        // Most records have one, and its fields go on as they are.
        (State::Current, std::mem::take(&mut heads[0].fields))
    } else {
        match put_together(notebook, record, &heads) {
            Some(fields) => (State::Merged, fields),
            None => (State::Conflict, latest.fields.clone()),
        }
    };
    Some(View { record, kind, heads: heads.iter().map(|h| h.id).collect(), state, fields, sharing, on })
}

/// A withdrawal of the whole record (one with paths is a new wording).
fn is_withdrawal(head: &Revision) -> bool {
    head.act == Act::Withdraw && head.closes.is_empty()
}

/// The fields of all heads together, if they changed different things since one nearest common ancestor that is
/// fully open. Paths of one unit (an answer and its scale) move as one.
fn put_together(notebook: &Notebook, record: RecordId, heads: &[Revision]) -> Option<Fields> {
    let base = nearest_common_ancestor(notebook, heads)?;
    let base = notebook.open(notebook.get(base)?, &notebook.coverage(record));
    if base.spelling != Spelling::Whole || heads.iter().any(|h| h.spelling != Spelling::Whole) {
        return None;
    }
    let mut merged = base.fields.clone();
    let mut changed_units: Vec<(String, &Revision)> = Vec::new();
    for head in heads {
        for path in changed_paths(&base.fields, &head.fields) {
            let unit = fields::unit(&head.kind, &path);
            let rival = changed_units.iter().any(|(known, by)| {
                *known == unit
                    && by.id != head.id
                    && unit_of(&by.fields, &by.kind, &unit) != unit_of(&head.fields, &head.kind, &unit)
            });
            if rival {
                return None;
            }
            match head.fields.get(&path) {
                Some(value) => merged.insert(path.clone(), value.clone()),
                None => merged.remove(&path),
            };
            changed_units.push((unit, head));
        }
    }
    Some(merged)
}

fn unit_of<'a>(all: &'a Fields, kind: &Kind, unit: &str) -> Vec<(&'a String, &'a serde_json::Value)> {
    all.iter().filter(|(path, _)| fields::unit(kind, path) == unit).collect()
}

/// The paths whose value differs between two versions.
pub fn changed_paths(old: &Fields, new: &Fields) -> BTreeSet<String> {
    order::set(old.keys().chain(new.keys()).filter(|path| old.get(*path) != new.get(*path)).cloned())
}

fn nearest_common_ancestor(notebook: &Notebook, heads: &[Revision]) -> Option<RevisionId> {
    let common = heads
        .iter()
        .map(|h| notebook.ancestors(h.id))
        .reduce(|a, b| a.intersection(&b).copied().collect())?;
    let nearest: Vec<RevisionId> = common
        .iter()
        .copied()
        .filter(|one| !common.iter().any(|other| notebook.ancestors(*other).contains(one)))
        .collect();
    match nearest.as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}
