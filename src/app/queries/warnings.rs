//! Text that looks as if it points at one person: asked on Save and again on Send. Warns, never blocks.

use crate::app::App;
use crate::app::draft::{Draft, Entry};
use crate::domain::fields::{self, ValueType};
use crate::domain::identifiers::{self, Finding, Looks};
use crate::domain::ids::RecordId;
use crate::domain::revision::{Fields, Kind};
use chrono::NaiveDate;
use serde_json::Value;

/// One find, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Warning {
    /// The record.
    pub record: RecordId,
    /// The field.
    pub path: String,
    /// What was found.
    pub finding: Finding,
}

impl Warning {
    /// Whether both are of one piece of text in one place. Where in it does not matter, nor how often.
    pub fn is_same(&self, other: &Self) -> bool {
        (self.record, &self.path, &self.finding.fragment)
            == (other.record, &other.path, &other.finding.fragment)
    }

    /// These words with the suggestion in its place.
    pub fn replaced_in(&self, words: &str) -> String {
        identifiers::replace(words, &identifiers::find_again(words, &self.finding.fragment))
    }

    /// Puts the suggestion in its place in a draft.
    pub fn replace(&self, draft: &mut Draft) {
        let entries = draft.entries.iter_mut().filter(|entry| entry.record == self.record);
        for value in entries.filter_map(|entry| entry.fields.get_mut(&self.path)) {
            *value = replace_in(value, &self.finding.fragment);
        }
    }
}

impl Draft {
    /// Remembers what the person was warned of. What of it is gone when this is saved, the save takes out of the
    /// earlier versions too.
    pub fn remember_warned(&mut self, warnings: &[Warning]) {
        for warning in warnings {
            let fragment = &warning.finding.fragment;
            for entry in self.entries.iter_mut().filter(|entry| entry.record == warning.record) {
                if !entry.warned.contains(fragment) {
                    entry.warned.push(fragment.clone());
                }
            }
        }
    }
}

impl Entry {
    /// Puts the suggestion in the place of a fragment in all words of the record. False where none holds it.
    pub(crate) fn replace(&mut self, fragment: &str) -> bool {
        let mut replaced = false;
        for (_, value) in self.fields.iter_mut().filter(|(path, _)| is_asked(&self.kind, path)) {
            let new = replace_in(value, fragment);
            replaced |= new != *value;
            *value = new;
        }
        replaced
    }
}

impl App {
    /// What looks like one person in a draft.
    pub fn warnings_in(&self, draft: &Draft) -> Vec<Warning> {
        let today = self.today();
        draft
            .entries
            .iter()
            .flat_map(|entry| in_fields(entry.record, &entry.kind, &entry.fields, today))
            .collect()
    }

    /// What looks like one person in words that are about to be saved in a field, and are in no draft.
    pub fn warnings_in_words(&self, record: RecordId, path: &str, words: &str) -> Vec<Warning> {
        let found = identifiers::find(words, self.today());
        found.into_iter().map(|finding| Warning { record, path: path.to_owned(), finding }).collect()
    }

    /// Whether this worker began a record, so that what is taken out of it is taken out everywhere.
    pub fn began(&self, record: RecordId) -> bool {
        self.state().notebook.is_begun_here(record)
    }
}

/// What looks like one person in the words of a record, each piece once a field.
pub(crate) fn in_fields(record: RecordId, kind: &Kind, all: &Fields, today: NaiveDate) -> Vec<Warning> {
    let mut warnings: Vec<Warning> = Vec::new();
    for (path, value) in all.iter().filter(|(path, _)| is_asked(kind, path)) {
        for finding in texts(value).into_iter().flat_map(|text| identifiers::find(text, today)) {
            // A venue has a postcode.
            if *kind == Kind::Place && finding.looks == Looks::Postcode {
                continue;
            }
            let warning = Warning { record, path: path.clone(), finding };
            if !warnings.iter().any(|known| known.is_same(&warning)) {
                warnings.push(warning);
            }
        }
    }
    warnings
}

/// Whether a field is asked: the public contact of a group and what is no words (dates, ids, codes) are not.
fn is_asked(kind: &Kind, path: &str) -> bool {
    let is_words =
        |value| matches!(value, ValueType::Line | ValueType::Words | ValueType::Lines | ValueType::Object);
    path != PUBLIC_CONTACT && fields::find(kind, path).is_some_and(|field| is_words(field.value))
}

/// Where a phone number and an address are in their place.
const PUBLIC_CONTACT: &str = "public_contact";

/// The paths at which any of the fragments stands, fields of a later build included. Here it is better to find too
/// much: what is found is taken out.
pub(crate) fn paths_with<'a>(all: &'a Fields, fragments: &[String]) -> impl Iterator<Item = &'a String> {
    let is_in = |value: &Value| fragments.iter().any(|fragment| holds(value, fragment));
    let paths = all.iter().filter(|(path, _)| *path != PUBLIC_CONTACT && !fields::is_never_closed(path));
    paths.filter(move |(_, value)| is_in(value)).map(|(path, _)| path)
}

/// Whether a fragment still stands in the words that are asked.
pub(crate) fn still_say(kind: &Kind, all: &Fields, fragment: &str) -> bool {
    all.iter().any(|(path, value)| is_asked(kind, path) && holds(value, fragment))
}

fn holds(value: &Value, fragment: &str) -> bool {
    match value {
        Value::String(text) => text.contains(fragment) || !identifiers::find_again(text, fragment).is_empty(),
        Value::Array(items) => items.iter().any(|item| holds(item, fragment)),
        Value::Object(members) => members.values().any(|member| holds(member, fragment)),
        _ => false,
    }
}

/// Replaces a fragment by its suggestion wherever it stands in a field.
fn replace_in(value: &Value, fragment: &str) -> Value {
    match value {
        Value::String(text) => {
            Value::from(identifiers::replace(text, &identifiers::find_again(text, fragment)))
        }
        Value::Array(items) => items.iter().map(|item| replace_in(item, fragment)).collect(),
        Value::Object(members) => {
            let replaced = members.iter().map(|(name, member)| {
                let is_words = matches!(name.as_str(), "text" | "why");
                (name.clone(), if is_words { replace_in(member, fragment) } else { member.clone() })
            });
            Value::Object(replaced.collect())
        }
        other => other.clone(),
    }
}

fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(items) => items.iter().flat_map(texts).collect(),
        Value::Object(members) => {
            ["text", "why"].iter().filter_map(|name| members.get(*name)?.as_str()).collect()
        }
        _ => Vec::new(),
    }
}
