//! Text that looks as if it points at one person: asked on Save and again on Send. Warns, never blocks.

use crate::app::App;
use crate::app::draft::Draft;
use crate::domain::fields::{self, ValueType};
use crate::domain::identifiers::{self, Finding};
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
    /// Puts the suggestion in its place in a draft.
    pub fn replace(&self, draft: &mut Draft) {
        let entries = draft.entries.iter_mut().filter(|entry| entry.record == self.record);
        for value in entries.filter_map(|entry| entry.fields.get_mut(&self.path)) {
            *value = replace_in(value, &self.finding);
        }
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
}

/// What looks like one person in the words of a record. The public contact of a group and what is no words (dates,
/// ids, codes) are not asked.
pub(crate) fn in_fields(record: RecordId, kind: &Kind, all: &Fields, today: NaiveDate) -> Vec<Warning> {
    let words = all.iter().filter(|(path, _)| {
        path.as_str() != "public_contact"
            && fields::find(kind, path).is_some_and(|field| {
                matches!(
                    field.value,
                    ValueType::Line | ValueType::Words | ValueType::Lines | ValueType::Object
                )
            })
    });
    words
        .flat_map(|(path, value)| {
            texts(value)
                .into_iter()
                .flat_map(move |text| identifiers::find(text, today))
                .map(move |finding| Warning { record, path: path.clone(), finding })
        })
        .collect()
}

/// Replaces a fragment by its suggestion wherever it stands in a field.
pub fn replace_in(value: &Value, finding: &Finding) -> Value {
    match value {
        Value::String(text) => {
            Value::from(identifiers::replace(text, &identifiers::find_again(text, &finding.fragment)))
        }
        Value::Array(items) => items.iter().map(|item| replace_in(item, finding)).collect(),
        Value::Object(members) => {
            let replaced = members.iter().map(|(name, member)| {
                let is_words = matches!(name.as_str(), "text" | "why");
                (name.clone(), if is_words { replace_in(member, finding) } else { member.clone() })
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
