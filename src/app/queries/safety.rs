//! *Is my data safe?*: what is on this phone, what has left it, what is wrong, and what waits to be looked at.

use super::lines::{Line, headline, line};
use super::only_here::{only_here, went};
use crate::app::App;
use crate::app::state::{Batch, Sent, State, Told, Waiting};
use crate::domain::merge;
use crate::domain::order;
use crate::domain::revision::{Act, Kind};
use chrono::NaiveDate;

/// What Mine shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Safety {
    /// Notes on this phone.
    pub notes: usize,
    /// Responses on this phone.
    pub responses: usize,
    /// Unfinished writing.
    pub drafts: usize,
    /// Notes and responses that may leave and have not, as far as the worker said.
    pub unsent: usize,
    /// The last file that went, or was handed over.
    pub last_sent: Option<Sent>,
    /// Notes and responses whose latest words are nowhere but on this phone: in no file that went, and in no backup
    /// that is kept elsewhere, as far as the worker said.
    pub only_here: usize,
    /// The day the earliest of them was begun.
    pub only_here_since: Option<NaiveDate>,
    /// The day of the last backup that is kept elsewhere.
    pub last_backup: Option<NaiveDate>,
    /// Rows that cannot be opened.
    pub broken: usize,
    /// Pieces that stay closed since an organisation helped with a forgotten password.
    pub closed: usize,
    /// Rows that were here once and are not any more.
    pub missing: u64,
    /// Things to look at.
    pub waiting: usize,
    /// Records in the bin.
    pub binned: usize,
    /// Whether all of this is counted from the whole log.
    pub complete: bool,
}

impl App {
    /// What is on this phone and how it stands.
    pub fn safety(&self) -> Safety {
        let state = self.state();
        let of_kind = |kind: &Kind| {
            state.index.latest_first().filter(|(_, e)| e.kind == *kind && e.state.is_open()).count()
        };
        let (only_here, only_here_since) = only_here(&state);
        Safety {
            notes: of_kind(&Kind::Engagement),
            responses: of_kind(&Kind::Response),
            drafts: state.drafts.len(),
            unsent: unsent(&state),
            last_sent: state.sent.iter().rev().find(|sent| sent.told != Told::Made).cloned(),
            only_here,
            only_here_since,
            last_backup: state.kept.map(|kept| kept.on),
            broken: state.broken.len(),
            closed: state.closed.len(),
            missing: state.loaded.missing,
            waiting: state.waiting.len(),
            binned: binned(&state).count(),
            complete: state.loaded.all,
        }
    }

    /// Rows that were here once and are not any more.
    pub fn missing(&self) -> u64 {
        self.state().loaded.missing
    }

    /// Whether no more than one note is here to read.
    pub fn is_first_note(&self) -> bool {
        let state = self.state();
        let notes =
            state.index.latest_first().filter(|(_, e)| e.kind == Kind::Engagement && e.state.is_open());
        notes.take(2).count() <= 1
    }

    /// What was taken back and is still here to read, latest first.
    pub fn bin(&self) -> Vec<Line> {
        let state = self.state();
        let lines = binned(&state).filter_map(|record| line(&state, record));
        lines
            .map(|line| {
                let words = self.words_in_bin(line.record);
                let headline = words.last().map(|revision| headline(&revision.kind, &revision.fields));
                Line { headline: headline.filter(|h| !h.is_empty()).unwrap_or(line.headline.clone()), ..line }
            })
            .collect()
    }

    /// What came and did not act.
    pub fn to_look_at(&self) -> Vec<Waiting> {
        self.state().waiting.values().cloned().collect()
    }

    /// The files brought in that count, latest first.
    pub fn brought(&self) -> Vec<Batch> {
        let mut visible: Vec<Batch> = self.state().batches.values().filter(|b| b.visible).cloned().collect();
        order::by_key(&mut visible, |batch| std::cmp::Reverse((batch.on, batch.batch)));
        visible
    }

    /// The files made here, latest first.
    pub fn sent(&self) -> Vec<Sent> {
        self.state().sent.iter().rev().cloned().collect()
    }
}

fn unsent(state: &State) -> usize {
    state
        .index
        .latest_first()
        .filter(|(_, e)| matches!(e.kind, Kind::Engagement | Kind::Response))
        .filter(|(_, e)| e.state.is_open() && e.sharing.level() > 0)
        .filter(|(record, _)| {
            let heads = state.notebook.heads(*record);
            heads.iter().any(|head| state.notebook.is_own(head) && !went(state, head))
        })
        .count()
}

/// Records taken back on this phone whose words are still here.
fn binned(state: &State) -> impl Iterator<Item = crate::domain::ids::RecordId> + '_ {
    state
        .index
        .latest_first()
        .filter(|(_, entry)| entry.state == merge::State::TakenBack)
        .map(|(record, _)| record)
        .filter(|record| {
            let coverage = state.notebook.coverage(*record);
            state
                .notebook
                .heads(*record)
                .iter()
                .filter(|head| head.act == Act::Withdraw && head.closes.is_empty())
                .flat_map(|head| &head.parents)
                .filter_map(|id| state.notebook.get(*id))
                .any(|parent| parent.fields.keys().any(|path| !coverage.is_gone(parent.id, path)))
        })
}
