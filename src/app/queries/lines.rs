//! One line of a list: what a person recognises a record by.

use crate::app::App;
use crate::app::index::Entry;
use crate::app::state::{State, Told};
use crate::domain::entries::{self, engagement, organisation, response};
use crate::domain::ids::RecordId;
use crate::domain::merge;
use crate::domain::revision::{Fields, Kind, Sharing};
use chrono::NaiveDate;

/// A record in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The record.
    pub record: RecordId,
    /// What it is.
    pub kind: Kind,
    /// The first sentence of its words.
    pub headline: String,
    /// The day it is about.
    pub day: NaiveDate,
    /// Labels of its places.
    pub places: Vec<String>,
    /// Names of its groups.
    pub groups: Vec<String>,
    /// Whom it was with.
    pub with_kinds: Vec<String>,
    /// Who may see it.
    pub sharing: Sharing,
    /// How it stands in the set.
    pub state: merge::State,
    /// How far it has got.
    pub standing: Standing,
    /// Whether it waits under *Finish later*.
    pub unfinished: bool,
}

/// How far a record has got, in the words of the screen: *Saved on this phone* or *Sent (you told us)*.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// On this phone.
    Saved,
    /// In a file of this day that, as the worker said, went.
    Sent(NaiveDate),
    /// It came from elsewhere.
    Brought,
}

impl App {
    /// The line of a record.
    pub fn line(&self, record: RecordId) -> Option<Line> {
        line(&self.state(), record)
    }

    /// What a record is called: a group's name, a place's or an area's label, else its headline.
    pub fn name_of(&self, record: RecordId) -> String {
        name_of(&self.state(), record)
    }
}

pub(in crate::app) fn line(state: &State, record: RecordId) -> Option<Line> {
    let entry = state.index.get(record)?;
    let view = state.view(record)?;
    Some(Line {
        record,
        headline: match state.away.lines.get(&record) {
            Some(line) if state.is_away(record) => line.clone(),
            _ => headline(&view.kind, &view.fields),
        },
        day: entry.day,
        places: entry.places.iter().map(|place| name_of(state, *place)).filter(|n| !n.is_empty()).collect(),
        groups: engagement::groups(&view.fields)
            .into_iter()
            .map(|group| name_of(state, group))
            .filter(|n| !n.is_empty())
            .collect(),
        with_kinds: entry.with_kinds.clone(),
        sharing: view.sharing.clone(),
        state: view.state,
        standing: standing(state, record, entry),
        unfinished: entry.unfinished,
        kind: view.kind,
    })
}

pub(super) fn headline(kind: &Kind, fields: &Fields) -> String {
    match kind {
        Kind::Response => response::headline(fields),
        Kind::Organisation => organisation::names(fields).first().copied().unwrap_or_default().to_owned(),
        Kind::Area | Kind::Place => entries::text(fields, "label").to_owned(),
        _ => engagement::headline(entries::text(fields, "words")),
    }
}

pub(super) fn name_of(state: &State, record: RecordId) -> String {
    state.view(record).map(|view| headline(&view.kind, &view.fields)).unwrap_or_default()
}

fn standing(state: &State, record: RecordId, entry: &Entry) -> Standing {
    let heads = state.notebook.heads(record);
    if entry.sharing.level() > 0
        && let Some(sent) = state
            .sent
            .iter()
            .rev()
            .filter(|sent| sent.told == Told::Went)
            .find(|sent| heads.iter().all(|head| sent.open.contains(&head.id)))
    {
        return Standing::Sent(sent.on);
    }
    if !heads.iter().any(|head| state.notebook.is_own(head)) { Standing::Brought } else { Standing::Saved }
}
