//! What stands on this phone and nowhere else, as far as the worker said: in no file that went, and in no backup that is
//! kept elsewhere. Private notes count: Send never takes them.

use crate::app::App;
use crate::app::state::{State, Told};
use crate::domain::ids::RecordId;
use crate::domain::revision::{Kind, Revision};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// So many notes and responses are worth a line.
const MANY: usize = 10;
/// So are words that are this many days old: a week of fieldwork.
pub(super) const LONG_AGO_DAYS: i64 = 7;

/// How many notes and responses there are of the kind, and the day on which the earliest was begun.
pub(super) fn only_here(state: &State) -> (usize, Option<NaiveDate>) {
    let mut records: BTreeSet<RecordId> = BTreeSet::new();
    let mut since: Option<NaiveDate> = None;
    for head in heads(state) {
        records.insert(head.record);
        since = Some(since.map_or(head.on, |since| since.min(head.on)));
    }
    (records.len(), since)
}

/// Whether that is enough for a backup to be offered.
pub(super) fn is_much(count: usize, since: Option<NaiveDate>, today: NaiveDate) -> bool {
    count >= MANY || since.is_some_and(|since| is_long_ago(since, today))
}

fn is_long_ago(since: NaiveDate, today: NaiveDate) -> bool {
    today.signed_duration_since(since).num_days() >= LONG_AGO_DAYS
}

/// Whether the latest words of it are in a file that went.
pub(super) fn went(state: &State, head: &Revision) -> bool {
    state.sent.iter().any(|sent| sent.told == Told::Went && sent.open.contains(&head.id))
}

/// Written with this device: what came from this worker's others came in a file.
fn heads(state: &State) -> impl Iterator<Item = &Revision> + '_ {
    let device = state.device.fingerprint();
    let kept = state.kept.map_or(0, |kept| kept.n);
    let is_late = move |r: &&Revision| {
        matches!(r.kind, Kind::Engagement | Kind::Response)
            && r.n > Some(kept)
            && r.by.as_ref() == Some(&device)
    };
    let is_open = |r: &Revision| state.index.get(r.record).is_some_and(|entry| entry.state.is_open());
    let late = state.notebook.revisions().filter(is_late);
    late.filter(move |r| !went(state, r) && is_open(r) && !state.has_children(r))
}

impl App {
    /// Whether enough stands only on this phone for a backup to be offered. Cheap where something is sent or backed up
    /// now and then.
    pub fn wants_backup(&self) -> bool {
        let (state, today) = (self.state(), self.today());
        let mut count = 0;
        heads(&state).any(|head| {
            count += 1;
            is_much(count, Some(head.on), today)
        })
    }
}
