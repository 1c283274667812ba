//! What lists and Find read: one small entry a record, brought up to date when a revision of it comes in.
//!
//! It is a cache of the set and nothing else: dropped and rebuilt, it is the same.

use crate::domain::dates;
use crate::domain::entries::{self, engagement};
use crate::domain::fields;
use crate::domain::ids::{RecordId, RevisionId};
use crate::domain::merge::{self, State, View};
use crate::domain::notebook::Notebook;
use crate::domain::promises::{self, Promise};
use crate::domain::revision::{Kind, Sharing, Spelling};
use crate::domain::search::Searched;
use chrono::NaiveDate;
use serde_json::Value;
use std::cell::{OnceCell, RefCell};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The order of lists: latest day first, then the latest written.
type Place = Reverse<(NaiveDate, NaiveDate, u64, RevisionId)>;

/// What stays of records that were put away.
type Lines = HashMap<RecordId, String>;

/// The entries of all records.
#[derive(Debug, Default)]
pub struct Index {
    /// In the order of lists: they pass over all of them, again and again.
    entries: BTreeMap<Place, (RecordId, Entry)>,
    places: HashMap<RecordId, Place>,
    named_by: HashMap<RecordId, BTreeSet<RecordId>>,
}

/// What is kept of a record.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// How it stands.
    pub state: State,
    /// The day it is about.
    pub day: NaiveDate,
    /// The narrowest level of its heads.
    pub sharing: Sharing,
    /// What of it is searched, until it is folded.
    words: RefCell<String>,
    folded: OnceCell<Searched>,
    /// The places it is about.
    pub places: Vec<RecordId>,
    /// Whom it was with.
    pub with_kinds: Vec<String>,
    /// What it names.
    pub names: Vec<RecordId>,
    /// Whether something required is missing.
    pub unfinished: bool,
    /// Whether it holds an open promise.
    pub promised: bool,
    /// Whether somebody is owed word of what happened.
    pub owed: bool,
}

impl Entry {
    /// Whether its words are folded already.
    pub fn is_folded(&self) -> bool {
        self.folded.get().is_some()
    }

    /// Its searched words. They are folded when they are first asked for: no list needs them, and the first part of the
    /// program does without the table of letters.
    pub fn searched(&self) -> &Searched {
        self.folded.get_or_init(|| Searched::of(&self.words.take()))
    }
}

impl Index {
    /// The entry of a record.
    pub fn get(&self, record: RecordId) -> Option<&Entry> {
        self.entries.get(self.places.get(&record)?).map(|(_, entry)| entry)
    }

    /// All entries, latest day first.
    pub fn latest_first(&self) -> impl Iterator<Item = (RecordId, &Entry)> {
        self.entries.values().map(|(record, entry)| (*record, entry))
    }

    /// The records that name this one.
    pub fn naming(&self, record: RecordId) -> impl Iterator<Item = RecordId> + '_ {
        self.named_by.get(&record).into_iter().flatten().copied()
    }

    /// Reads the record again, and where it has a name, those that name it.
    /// `lines` is what stays of records that were put away.
    pub fn refresh(&mut self, notebook: &Notebook, lines: &Lines, record: RecordId) {
        self.refresh_one(notebook, lines, record);
        if self.get(record).is_none_or(|e| matches!(e.kind, Kind::Organisation | Kind::Place)) {
            let naming: Vec<RecordId> = self.naming(record).collect();
            for other in naming {
                self.refresh_one(notebook, lines, other);
            }
        }
    }

    fn refresh_one(&mut self, notebook: &Notebook, lines: &Lines, record: RecordId) {
        let old = self.places.remove(&record).and_then(|place| self.entries.remove(&place));
        if let Some((_, old)) = old {
            for named in old.names {
                if let Some(naming) = self.named_by.get_mut(&named) {
                    naming.remove(&record);
                }
            }
        }
        let Some((place, entry)) = read(notebook, lines, record) else {
            return;
        };
        for named in &entry.names {
            self.named_by.entry(*named).or_default().insert(record);
        }
        self.places.insert(record, place);
        self.entries.insert(place, (record, entry));
    }
}

fn read(notebook: &Notebook, lines: &Lines, record: RecordId) -> Option<(Place, Entry)> {
    let view = merge::view(notebook, record)?;
    let latest = notebook.get(*view.heads.last()?)?;
    let day = dates::day(entries::text(&view.fields, "happened_on")).unwrap_or(view.on);
    let (on, n, id) = latest.display_order();
    let names = fields::named_records(&view.fields);
    let entry = Entry {
        day,
        words: RefCell::new(searched(notebook, &view, &names, lines.get(&record))),
        folded: OnceCell::new(),
        places: engagement::places(&view.fields),
        with_kinds: entries::texts(&view.fields, "with_kinds").into_iter().map(str::to_owned).collect(),
        unfinished: view.kind == Kind::Engagement
            && view.state.is_open()
            // What is not here cannot be finished here.
            && latest.spelling == Spelling::Whole
            && !engagement::unfinished(&view.fields).is_empty(),
        promised: promises::of_note(&view).iter().any(Promise::is_open),
        owed: entries::text(&view.fields, "loop") == "not_yet",
        names,
        kind: view.kind,
        state: view.state,
        sharing: view.sharing,
    };
    Some((Reverse((day, on, n, id)), entry))
}

/// The searched fields, the line that stays of them, and the names of what the record names.
fn searched(notebook: &Notebook, view: &View, names: &[RecordId], line: Option<&String>) -> String {
    let mut words = line.cloned().unwrap_or_default();
    words.push('\n');
    for (path, value) in &view.fields {
        if fields::find(&view.kind, path).is_some_and(|field| field.searched) {
            add_words(&mut words, value);
        }
    }
    for named in names {
        for head in notebook.heads(*named) {
            for path in ["name", "aliases", "label"] {
                if let Some(value) = head.fields.get(path) {
                    add_words(&mut words, value);
                }
            }
        }
    }
    words
}

fn add_words(words: &mut String, value: &Value) {
    match value {
        Value::String(text) => {
            words.push_str(text);
            words.push('\n');
        }
        Value::Array(items) => items.iter().for_each(|item| add_words(words, item)),
        Value::Object(members) => members.get("text").into_iter().for_each(|text| add_words(words, text)),
        _ => {}
    }
}
