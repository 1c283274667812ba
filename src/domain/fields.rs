//! THE table of fields. Forms, the record view, differences, search, the JSON Schema and the data dictionary are
//! drawn from it by one renderer each. A new field is one row.
//!
//! Start with the rows themselves: [`engagement`], [`organisation`], [`response`], [`settings`].

pub mod codes;
pub mod engagement;
pub mod organisation;
pub mod response;
pub mod settings;

use super::ids::RecordId;
use super::revision::{Fields, Kind};
use serde_json::Value;

/// One row: everything the app knows about a path of a kind.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// The path, or for items of a list the prefix with `.*`.
    pub path: &'static str,
    /// What a value may be.
    pub value: ValueType,
    /// Asked for under *Finish later*; only words block Save.
    pub required: bool,
    /// The fold of the form it stands in.
    pub fold: Fold,
    /// Paths of one unit move as one when versions are put together. `None`: the path is its own unit.
    pub unit: Option<&'static str>,
    /// The widest audience it may go to, as a level (1 my coordinator, 2 all areas, 3 anyone).
    pub limit: u8,
    /// Whether Find looks in it.
    pub searched: bool,
}

impl Field {
    /// A row for a field that may go to anyone, is its own unit, and is neither required nor searched.
    const fn new(path: &'static str, value: ValueType, fold: Fold) -> Self {
        Self { path, value, required: false, fold, unit: None, limit: 3, searched: false }
    }

    const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    const fn unit(self, unit: &'static str) -> Self {
        Self { unit: Some(unit), ..self }
    }

    const fn limit(self, level: u8) -> Self {
        Self { limit: level, ..self }
    }

    const fn searched(self) -> Self {
        Self { searched: true, ..self }
    }
}

/// What a value may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueType {
    /// One line.
    Line,
    /// Free words.
    Words,
    /// A civil date, `2026-01-19`.
    Date,
    /// True or false.
    YesNo,
    /// A whole number.
    Number,
    /// One code of a list.
    OneOf(&'static [&'static str]),
    /// Several codes of a list, sorted, each once.
    AnyOf(&'static [&'static str]),
    /// One of five steps, or `not_sure`.
    Scale,
    /// Own words as an array of lines.
    Lines,
    /// The id of a record.
    Record,
    /// Ids of records, sorted, each once.
    Records,
    /// An object; its members have their own rules in `entries`.
    Object,
    /// An array of objects.
    Objects,
}

/// Where a field stands on the form of its record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fold {
    /// Always in sight.
    Open,
    /// *Their words*.
    TheirWords,
    /// *A promise*.
    Promise,
    /// *Who was missing, what is strong*.
    Missing,
    /// *More*.
    More,
    /// Filled by the app, not by a hand.
    Quiet,
}

/// How a kind gets into a file for somebody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Travels {
    /// On its own account.
    ByItself,
    /// Only where an open revision of another record names it.
    WhenNamed,
    /// Never from a phone: area settings come from whoever issues them.
    Never,
}

/// The path by which a response names its note.
pub const NOTE_LINK: &str = "engagement_id";

/// The path by which a group says that it was added for its own sake.
pub const ON_PURPOSE: &str = "added_on_purpose";

/// The path of what a group has asked for.
pub const WISHES: &str = "wishes";

/// Paths that hold no words, and are never closed: without them nobody could tell how far a record ever went, and a
/// withdrawal would not reach those who hold it.
pub fn is_never_closed(path: &str) -> bool {
    path == NOTE_LINK || path == ON_PURPOSE
}

/// The rows of a kind; none for the kinds of a later build.
pub fn of(kind: &Kind) -> &'static [Field] {
    match kind {
        Kind::Engagement => engagement::FIELDS,
        Kind::Organisation => organisation::FIELDS,
        Kind::Response => response::FIELDS,
        Kind::Area => settings::AREA,
        Kind::Place => settings::PLACE,
        Kind::Words => settings::WORDS,
        Kind::PromptSet => settings::PROMPT_SET,
        Kind::Prompt => settings::PROMPT,
        Kind::Keys => settings::KEYS,
        Kind::Rules => settings::RULES,
        Kind::Other(_) => &[],
    }
}

/// The row of a path: an exact one, or the one of the list it is an item of.
pub fn find(kind: &Kind, path: &str) -> Option<&'static Field> {
    of(kind).iter().find(|field| match field.path.strip_suffix('*') {
        Some(prefix) => path.strip_prefix(prefix).is_some_and(|item| !item.is_empty()),
        None => field.path == path,
    })
}

/// The paths of these fields that this build does not know. They are kept, and said to be there.
pub fn unknown_paths<'a>(kind: &'a Kind, fields: &'a Fields) -> impl Iterator<Item = &'a str> {
    fields.keys().map(String::as_str).filter(move |path| find(kind, path).is_none())
}

/// What moves as one with this path when versions are put together.
pub fn unit(kind: &Kind, path: &str) -> String {
    find(kind, path).and_then(|field| field.unit).unwrap_or(path).to_owned()
}

/// How this kind gets into a file for somebody else. A kind of a later build travels, so that it is not lost.
pub fn travels(kind: &Kind) -> Travels {
    match kind {
        Kind::Engagement | Kind::Response | Kind::Other(_) => Travels::ByItself,
        Kind::Organisation | Kind::Place | Kind::Area => Travels::WhenNamed,
        Kind::Words | Kind::PromptSet | Kind::Prompt | Kind::Keys | Kind::Rules => Travels::Never,
    }
}

/// The widest audience this path may go to. A path of a later build goes to the coordinator and no further, since
/// nobody here knows what it holds. A quotation goes further only when that was asked and [`agreed`].
pub fn reach(kind: &Kind, path: &str, agreed: bool) -> u8 {
    if agreed && *kind == Kind::Engagement && path.starts_with("quotes.") {
        3
    } else {
        find(kind, path).map_or(1, |field| field.limit)
    }
}

/// Whether those whose words are quoted were asked whether they may go further, and agreed.
pub fn agreed(fields: &Fields) -> bool {
    fields.get("told_purpose").and_then(Value::as_str) == Some("asked_and_agreed")
}

/// Whether a group was added for its own sake, so that it may leave without a note that names it.
pub fn was_added_on_purpose(fields: &Fields) -> bool {
    fields.get(ON_PURPOSE).and_then(Value::as_bool) == Some(true)
}

/// The note that a response belongs to.
pub fn linked_note(fields: &Fields) -> Option<RecordId> {
    fields.get(NOTE_LINK).and_then(record_id)
}

/// Every record that these fields name: groups, places, the area, those a promise was made to.
pub fn named_records(fields: &Fields) -> Vec<RecordId> {
    let mut named: Vec<RecordId> = ["orgs", "places"]
        .iter()
        .filter_map(|path| fields.get(*path).and_then(Value::as_array))
        .flatten()
        .chain(fields.get("area"))
        .filter_map(record_id)
        .collect();
    let promises = fields.iter().filter(|(path, _)| path.starts_with("promises."));
    named.extend(promises.filter_map(|(_, promise)| promise.get("to")?.get("org")).filter_map(record_id));
    named
}

fn record_id(value: &Value) -> Option<RecordId> {
    RecordId::parse(value.as_str()?).ok()
}

/// Whether these fields carry the wish not to be named.
pub fn wishes_no_name(fields: &Fields) -> bool {
    fields.get(WISHES).and_then(Value::as_array).is_some_and(|w| w.iter().any(|v| v == "do_not_name"))
}

/// Whether a path of a group would tell who it is.
pub fn names_a_group(path: &str) -> bool {
    matches!(path, "name" | "aliases" | "what_they_do" | "public_contact" | "identifiers" | "places")
}
