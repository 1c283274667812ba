//! One record: what it says, what belongs to it, and how it came to be.

use super::lines::{Line, line};
use crate::app::App;
use crate::app::state::State;
use crate::domain::fields;
use crate::domain::ids::{RecordId, RevisionId};
use crate::domain::merge::{self, View};
use crate::domain::order;
use crate::domain::revision::{Act, Fields, Kind, Revision, Sharing};
use chrono::NaiveDate;

/// A record, to be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// As it is shown.
    pub view: View,
    /// Its line.
    pub line: Line,
    /// The responses that belong to it.
    pub responses: Vec<Line>,
    /// The notes that name it, latest first.
    pub named_in: Vec<Line>,
    /// How many versions there are.
    pub versions: usize,
    /// Whether its words were put away here.
    pub is_away: bool,
    /// Paths that this build does not know: they are kept, and it is said that they are there.
    pub unknown: usize,
}

/// One version of a record.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// The revision.
    pub id: RevisionId,
    /// The day it was written.
    pub on: NaiveDate,
    /// What it did.
    pub act: Act,
    /// Who might see the record from then on.
    pub sharing: Sharing,
    /// Who might see it before; none for the first version.
    pub shared_before: Option<Sharing>,
    /// What of it is here to read, bin included.
    pub fields: Fields,
    /// The version before it, as far as it is here: differences are shown against it.
    pub before: Fields,
    /// The paths that changed.
    pub changed: Vec<String>,
    /// Whether some of it was closed or did not come with it.
    pub incomplete: bool,
    /// Whether it is a current version.
    pub is_head: bool,
}

impl App {
    /// A record, to be read; `None` when nothing of it is held.
    pub fn note(&self, record: RecordId) -> Option<Note> {
        let state = self.state();
        let view = state.view(record)?;
        let responses = state
            .index
            .latest_first()
            .filter(|(_, entry)| entry.kind == Kind::Response && entry.state.is_open())
            // Most name another note in all they ever said: only the others are put together to be asked.
            .filter(|(id, _)| {
                state.notebook.revisions_of(*id).any(|r| fields::linked_note(&r.fields) == Some(record))
            })
            .filter(|(id, _)| state.view(*id).and_then(|v| fields::linked_note(&v.fields)) == Some(record))
            .filter_map(|(id, _)| line(&state, id))
            .collect();
        let naming = order::set(state.index.naming(record));
        let mut named_in: Vec<Line> = naming
            .into_iter()
            .filter_map(|other| line(&state, other))
            .filter(|line| line.kind == Kind::Engagement && line.state.is_open())
            .collect();
        order::by_key(&mut named_in, |line| std::cmp::Reverse((line.day, line.record)));
        let unknown = fields::unknown_paths(&view.kind, &view.fields).count();
        Some(Note {
            line: line(&state, record)?,
            responses,
            named_in,
            versions: state.notebook.revisions_of(record).count(),
            is_away: state.is_away(record),
            unknown,
            view,
        })
    }

    /// A record as it is shown, without what belongs to it.
    pub fn view(&self, record: RecordId) -> Option<View> {
        self.state().view(record)
    }

    /// Every version of a record, latest first.
    pub fn versions(&self, record: RecordId) -> Vec<Version> {
        let state = self.state();
        let heads: Vec<RevisionId> = state.notebook.heads(record).iter().map(|head| head.id).collect();
        let mut revisions: Vec<&Revision> = state.notebook.revisions_of(record).collect();
        order::by_key(&mut revisions, |revision| revision.display_order());
        let mut versions: Vec<Version> = revisions
            .into_iter()
            .map(|revision| {
                let fields = readable(&state, revision);
                let before = revision.parents.iter().filter_map(|id| state.notebook.get(*id)).next_back();
                let shared_before = before.map(|parent| parent.sharing.clone());
                let before = before.map(|parent| readable(&state, parent)).unwrap_or_default();
                Version {
                    id: revision.id,
                    on: revision.on,
                    act: revision.act.clone(),
                    sharing: revision.sharing.clone(),
                    shared_before,
                    changed: merge::changed_paths(&before, &fields).into_iter().collect(),
                    incomplete: revision.spelling != crate::domain::revision::Spelling::Whole,
                    is_head: heads.contains(&revision.id),
                    fields,
                    before,
                }
            })
            .collect();
        versions.reverse();
        versions
    }

    /// Whether this phone wrote a revision.
    pub fn wrote(&self, revision: &Revision) -> bool {
        revision.by.as_ref() == Some(&self.state().device.fingerprint())
    }
}

/// What may be read of a version on this phone: all that is held, bin included.
fn readable(state: &State, revision: &Revision) -> Fields {
    let coverage = state.notebook.coverage(revision.record);
    revision.redacted(|path| !coverage.is_gone(revision.id, path)).fields
}
