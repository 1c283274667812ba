//! What a record says, in words: every value drawn from the table of fields. For reading, for differences, for
//! copying as text.

use super::{days, labels, note, talk};
use crate::domain::dates;
use crate::domain::entries::{self, member};
use crate::domain::fields::{self, Field, ValueType};
use crate::domain::ids::RecordId;
use crate::domain::promises::{self, State, Whom};
use crate::domain::revision::{Fields, Kind};
use chrono::NaiveDate;
use serde_json::Value;

/// What is needed to say a value: the names of other records, and what day it is.
#[derive(Clone, Copy)]
pub struct Speaker<'a> {
    /// The name of a record, or empty.
    pub name_of: &'a dyn Fn(RecordId) -> String,
    /// Today.
    pub today: NaiveDate,
}

/// The paths of a record in the order of the table, items in their own order. Paths that no screen has a name for
/// are left out; those of a later build stand last.
pub fn in_order(kind: &Kind, all: &Fields) -> Vec<String> {
    let mut known = Vec::new();
    for field in fields::of(kind) {
        match field.path.strip_suffix(".*") {
            Some(list) => {
                let items = entries::items(all, list).into_iter();
                known.extend(items.map(|(id, _)| format!("{list}.{id}")));
            }
            None if !labels::label(field.path).is_empty() && all.contains_key(field.path) => {
                known.push(field.path.to_owned());
            }
            None => {}
        }
    }
    known.extend(fields::unknown_paths(kind, all).map(str::to_owned));
    known
}

/// What a field is called. One item of a list is called in the singular.
pub fn label(path: &str) -> &'static str {
    if path.starts_with("promises.") {
        note::ONE_PROMISE
    } else {
        match labels::label(path) {
            "" => note::NEWER,
            label => label,
        }
    }
}

/// Whether a person wrote the value in words of their own choice.
pub fn is_free(kind: &Kind, path: &str) -> bool {
    let value = fields::find(kind, path).map(|field| field.value);
    matches!(value, Some(ValueType::Words | ValueType::Object))
}

/// Whether two values are compared word by word: free words, and whatever else is typed.
pub fn is_typed(kind: &Kind, path: &str) -> bool {
    is_free(kind, path) || fields::find(kind, path).is_some_and(|field| field.value == ValueType::Line)
}

/// A value in words.
pub fn value(kind: &Kind, path: &str, value: &Value, speaker: Speaker<'_>) -> String {
    match fields::find(kind, path) {
        Some(field) if path.starts_with("quotes.") && field.value == ValueType::Object => quote(value),
        Some(field) if path.starts_with("promises.") && field.value == ValueType::Object => {
            promise(value, speaker)
        }
        Some(field) => plain(field, value, speaker),
        None => value.as_str().unwrap_or(note::KEPT_AS_IT_IS).to_owned(),
    }
}

fn plain(field: &Field, value: &Value, speaker: Speaker<'_>) -> String {
    let one = |text: &str| match field.value {
        ValueType::Date => {
            dates::day(text).map_or_else(|| text.to_owned(), |day| days::day(day, speaker.today))
        }
        ValueType::Record | ValueType::Records => name(text, speaker),
        _ if field.path == "language_used" => talk::language(text).to_owned(),
        _ => labels::value_label(field.path, text).to_owned(),
    };
    match value {
        Value::String(text) => one(text),
        Value::Bool(true) => note::YES.to_owned(),
        Value::Bool(false) => note::NO.to_owned(),
        Value::Number(step) if field.value == ValueType::Scale => note::step(step),
        Value::Array(items) => {
            let items: Vec<String> = items
                .iter()
                .map(|item| match item {
                    Value::String(text) => one(text),
                    Value::Object(_) => format!("{} {}", member(item, "scheme"), member(item, "value")),
                    other => other.to_string(),
                })
                .collect();
            items.join(", ")
        }
        other => other.to_string(),
    }
}

fn name(id: &str, speaker: Speaker<'_>) -> String {
    let name = RecordId::parse(id).map(speaker.name_of).unwrap_or_default();
    if name.is_empty() { note::NOT_HERE.to_owned() } else { name }
}

fn quote(item: &Value) -> String {
    let mut parts = vec![note::quoted(member(item, "text"))];
    parts.extend(Some(quote_about(item)).filter(|about| !about.is_empty()));
    parts.join(" · ")
}

/// Who said it, and whether it was read back to them.
pub fn quote_about(item: &Value) -> String {
    let mut about = Vec::new();
    let said_by = member(item, "said_by");
    if !said_by.is_empty() {
        about.push(labels::value_label("said_by", said_by));
    }
    if item.get("checked_back").and_then(Value::as_bool) == Some(true) {
        about.push(note::READ_BACK);
    }
    about.join(", ")
}

fn promise(item: &Value, speaker: Speaker<'_>) -> String {
    let to = promises::whom(item.get("to"));
    let mut about = promise_about(member(item, "by"), &to, dates::day(member(item, "due")), speaker);
    let state = State::from(member(item, "state"));
    if state != State::Open {
        about.push(promise_state(&state, member(item, "why")));
    }
    about.insert(0, member(item, "text").to_owned());
    about.join(" · ")
}

/// Who promised, to whom and for when.
pub fn promise_about(by: &str, to: &Whom, due: Option<NaiveDate>, speaker: Speaker<'_>) -> Vec<String> {
    let mut about = Vec::new();
    if !by.is_empty() {
        about.push(labels::value_label("by", by).to_owned());
    }
    match to {
        Whom::Group(group) => about.push(note::to(&name(&group.to_string(), speaker))),
        Whom::Party(party) => about.push(note::to(labels::value_label("to", party))),
        Whom::Unsaid => {}
    }
    if let Some(due) = due {
        about.push(note::by_day(&days::day(due, speaker.today)));
    }
    about
}

/// What became of a promise, with the word why.
pub fn promise_state(state: &State, why: &str) -> String {
    let state = labels::value_label("state", state.as_str());
    if why.is_empty() { state.to_owned() } else { format!("{state}: {why}") }
}

/// The whole record as plain text, to be copied: what it is about, then every field with its name.
pub fn as_text(kind: &Kind, all: &Fields, line: &[String], speaker: Speaker<'_>) -> String {
    let main = main_path(kind);
    let mut text = line.join(" · ");
    if let Some(words) = main.and_then(|path| all.get(path)).and_then(Value::as_str) {
        text.push_str(&format!("\n\n{words}\n"));
    }
    for path in in_order(kind, all) {
        if Some(path.as_str()) != main
            && !stands_in_line(kind, &path)
            && let Some(of) = all.get(&path)
        {
            text.push_str(&format!("\n{}: {}", label(&path), value(kind, &path, of, speaker)));
        }
    }
    text.trim().to_owned()
}

/// The field that holds the words a record is recognised by.
pub fn main_path(kind: &Kind) -> Option<&'static str> {
    match kind {
        Kind::Engagement => Some("words"),
        Kind::Response => Some("answer"),
        Kind::Organisation => Some("name"),
        _ => None,
    }
}

/// Whether a field is said in the line over a record: place, day, with whom, groups.
pub fn stands_in_line(kind: &Kind, path: &str) -> bool {
    matches!(kind, Kind::Engagement | Kind::Response)
        && matches!(path, "places" | "whole_area" | "area" | "happened_on" | "with_kinds" | "orgs")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn speaker() -> Speaker<'static> {
        Speaker { name_of: &|_| "Kettle Table".to_owned(), today: "2026-01-20".parse().unwrap() }
    }

    #[test]
    fn every_kind_of_value_is_said_in_words() {
        let group = RecordId::from_random([7; 16]).to_string();
        for (kind, path, given, expected) in [
            (Kind::Engagement, "words", json!("Forty eat here."), "Forty eat here."),
            (Kind::Engagement, "happened_on", json!("2026-01-19"), "Yesterday"),
            (Kind::Engagement, "orgs", json!([group]), "Kettle Table"),
            (Kind::Engagement, "orgs", json!(["no id"]), "Not on this phone"),
            (Kind::Engagement, "themes", json!(["food", "later"]), "Food, later"),
            (Kind::Engagement, "whole_area", json!(true), "Yes"),
            (Kind::Engagement, "tags", json!(["pan", "grant"]), "pan, grant"),
            (Kind::Response, "scale", json!(2), "2 of 5"),
            (Kind::Response, "scale", json!("not_sure"), "Not sure"),
            (Kind::Response, "language_used", json!("ur"), "Urdu"),
            (Kind::Engagement, "later_field", json!("kept"), "kept"),
            (
                Kind::Engagement,
                "quotes.a",
                json!({"text": "A bigger pan.", "said_by": "informal_group", "checked_back": true}),
                "“A bigger pan.” · Informal group, read back to them",
            ),
            (
                Kind::Engagement,
                "promises.a",
                json!({"text": "Find a grant", "by": "us", "to": {"org": group}, "due": "2026-01-23", "state": "let_go", "why": "no kitchen"}),
                "Find a grant · We promised · to Kettle Table · by Friday 23 January · Let go: no kitchen",
            ),
            (Kind::Organisation, "identifiers", json!([{"scheme": "GB-CHC", "value": "1"}]), "GB-CHC 1"),
        ] {
            assert_eq!(value(&kind, path, &given, speaker()), expected, "{path}");
        }
    }

    #[test]
    fn a_note_is_copied_with_its_words_first_and_its_fields_by_name() {
        let fields: Fields = json!({
            "words": "Forty eat here.\nNobody knows.",
            "happened_on": "2026-01-19",
            "who_was_missing": "The men who eat and leave",
            "quotes.b": {"order": 2, "text": "Two."},
            "quotes.a": {"order": 3, "text": "Three."},
            "later_field": "kept",
        })
        .as_object()
        .unwrap()
        .clone()
        .into_iter()
        .collect();
        assert_eq!(
            as_text(
                &Kind::Engagement,
                &fields,
                &["Alder Brow".to_owned(), "Yesterday".to_owned()],
                speaker()
            ),
            "Alder Brow · Yesterday\n\nForty eat here.\nNobody knows.\n\nTheir words: “Two.”\nTheir words: “Three.”\n\
             Who was missing: The men who eat and leave\nFrom a newer Ginnel: kept"
        );
    }
}
