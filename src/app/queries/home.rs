//! What Home shows: what was begun, what is to be finished, what was promised, what came last.

use super::lines::{Line, line, name_of};
use crate::app::App;
use crate::app::draft::{Draft, Page};
use crate::app::index::Entry;
use crate::app::state::{Sent, State, Told};
use crate::domain::entries::{self, engagement};
use crate::domain::ids::{DraftId, RecordId};
use crate::domain::merge;
use crate::domain::order;
use crate::domain::promises::{self, Promise, Whom};
use crate::domain::revision::Kind;
use chrono::NaiveDate;

/// Recent notes on Home.
const RECENT: usize = 12;

/// What Home shows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Home {
    /// Unfinished writing, last touched first.
    pub drafts: Vec<DraftLine>,
    /// Saved notes that miss something required.
    pub unfinished: Vec<Line>,
    /// Open promises, in the order to think of them.
    pub promises: Vec<PromiseLine>,
    /// Notes whose people are owed word of what happened.
    pub owed: Vec<Line>,
    /// The latest notes and responses.
    pub recent: Vec<Line>,
    /// A file that was handed over on an earlier day, and nobody was asked about yet.
    pub ask_about: Option<Sent>,
    /// Records with two versions.
    pub conflicts: Vec<Line>,
}

/// A draft in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct DraftLine {
    /// The draft.
    pub id: DraftId,
    /// The page that opens it.
    pub page: Page,
    /// The record a change is about.
    pub record: Option<RecordId>,
    /// Its first words.
    pub headline: String,
    /// The day it was begun.
    pub on: NaiveDate,
}

/// An open promise.
#[derive(Debug, Clone, PartialEq)]
pub struct PromiseLine {
    /// The promise.
    pub promise: Promise,
    /// The name of the group it was made to; empty when it was made to a party or to nobody in particular.
    pub group: String,
}

impl App {
    /// What Home shows now. Before the whole log is read it shows what has been.
    pub fn home(&self) -> Home {
        let state = self.state();
        let mut home = Home {
            drafts: draft_lines(&state),
            ask_about: ask_about(&state, self.ports.clock.today()),
            ..Home::default()
        };
        for (record, entry) in state.index.latest_first() {
            if !matches!(entry.kind, Kind::Engagement | Kind::Response) || !entry.state.is_open() {
                continue;
            }
            if home.recent.len() < RECENT {
                home.recent.extend(line(&state, record));
            }
            collect(&state, record, entry, &mut home);
        }
        order::by_key(&mut home.promises, |line| line.promise.display_order());
        home
    }

    /// A draft, to go on with.
    pub fn draft(&self, id: DraftId) -> Option<Draft> {
        self.state().drafts.get(&id).cloned()
    }
}

fn collect(state: &State, record: RecordId, entry: &Entry, home: &mut Home) {
    if entry.unfinished {
        home.unfinished.extend(line(state, record));
    }
    if entry.owed {
        home.owed.extend(line(state, record));
    }
    if entry.state == merge::State::Conflict {
        home.conflicts.extend(line(state, record));
    }
    if entry.promised {
        home.promises.extend(open_promises(state, record));
    }
}

fn open_promises(state: &State, record: RecordId) -> Vec<PromiseLine> {
    let view = state.view(record);
    let promises = view.iter().flat_map(promises::of_note).filter(Promise::is_open);
    promises
        .map(|promise| {
            let group = match &promise.to {
                Whom::Group(group) => name_of(state, *group),
                _ => String::new(),
            };
            PromiseLine { promise, group }
        })
        .collect()
}

fn draft_lines(state: &State) -> Vec<DraftLine> {
    let mut drafts: Vec<&Draft> = state.drafts.values().collect();
    order::by_key(&mut drafts, |draft| std::cmp::Reverse(draft.touched_ms));
    drafts
        .into_iter()
        .map(|draft| DraftLine {
            id: draft.id,
            page: draft.page,
            record: draft.main().filter(|main| !main.base.is_empty()).map(|main| main.record),
            headline: draft
                .entries
                .iter()
                .map(first_words)
                .find(|words| !words.is_empty())
                .unwrap_or_default(),
            on: draft.on,
        })
        .collect()
}

fn first_words(entry: &crate::app::draft::Entry) -> String {
    let path = if entry.kind == Kind::Response { "answer" } else { "words" };
    engagement::headline(entries::text(&entry.fields, path))
}

/// The latest file handed over before today that nobody was asked about.
fn ask_about(state: &State, today: NaiveDate) -> Option<Sent> {
    state.sent.last().filter(|sent| sent.told == Told::Handed && sent.on < today).cloned()
}
