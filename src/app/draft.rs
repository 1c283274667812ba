//! Unfinished writing: a bundle of records that will be saved together, all or none.
//!
//! A note with a group typed for the first time is one draft of two records; a conversation is one of several
//! responses. Each already has the id of the revision it will become, so that a save tried twice is saved once.

use super::ports::{Ids, Row};
use crate::domain::dates;
use crate::domain::ids::{DraftId, RecordId, RevisionId};
use crate::domain::revision::{Fields, Kind, Sharing};
use chrono::NaiveDate;
use serde_json::{Value, json};

/// What a page has open and has not saved.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// Names the row it is kept in.
    pub id: DraftId,
    /// Names the page that wrote it: each page that opens a draft has a hand of its own.
    pub hand: DraftId,
    /// The page that opens it again.
    pub page: Page,
    /// The day of the first keystroke.
    pub on: NaiveDate,
    /// When it was last touched, by the phone's clock; orders drafts and never leaves the phone.
    pub touched_ms: u64,
    /// What will be saved. The first is what the page is about.
    pub entries: Vec<Entry>,
    /// What the page needs to go on from where it was (which talking points, asked or not). No record holds it.
    pub progress: Value,
    /// The row it was read from, which whoever opened it may write over; none before it was ever kept.
    pub row: Option<Row>,
}

/// The page a draft belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// A new note.
    Note,
    /// A change of something that was saved.
    Change,
    /// A conversation over talking points.
    Talk,
}

/// One record of a draft.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The record it belongs to.
    pub record: RecordId,
    /// The id its revision will have.
    pub revision: RevisionId,
    /// What it is.
    pub kind: Kind,
    /// The heads it was opened from: the parents of its revision.
    pub base: Vec<RevisionId>,
    /// All fields, those this build does not know included.
    pub fields: Fields,
    /// The level it will have.
    pub sharing: Sharing,
    /// Pieces of text that the person was warned of on this page. Those that are gone by the save leave the earlier
    /// versions too.
    pub warned: Vec<String>,
}

impl Entry {
    /// A record that is not in the notebook yet.
    pub fn new(ids: &dyn Ids, kind: Kind, fields: Fields, sharing: Sharing) -> Self {
        Self {
            record: ids.record(),
            revision: ids.revision(),
            kind,
            base: Vec::new(),
            fields,
            sharing,
            warned: Vec::new(),
        }
    }
}

impl Draft {
    /// The record the page is about.
    pub fn main(&self) -> Option<&Entry> {
        self.entries.first()
    }

    /// The record the page is about, to change.
    pub fn main_mut(&mut self) -> Option<&mut Entry> {
        self.entries.first_mut()
    }

    /// The form in which it is sealed.
    pub fn to_value(&self) -> Value {
        let entries: Vec<Value> = self.entries.iter().map(entry_to_value).collect();
        let mut value = json!({
            "id": self.id.to_string(),
            "page": self.page.as_str(),
            "on": self.on.to_string(),
            "touched_ms": self.touched_ms,
            "entries": entries,
            "progress": self.progress,
        });
        if self.hand != self.id {
            value["hand"] = self.hand.to_string().into();
        }
        value
    }

    /// Reads the sealed form; `None` for what no build of this app wrote.
    pub fn from_value(value: &Value) -> Option<Self> {
        let id = DraftId::parse(value["id"].as_str()?).ok()?;
        let hand = value["hand"].as_str().and_then(|hand| DraftId::parse(hand).ok());
        Some(Self {
            id,
            hand: hand.unwrap_or(id),
            page: Page::parse(value["page"].as_str()?)?,
            on: dates::day(value["on"].as_str()?)?,
            touched_ms: value["touched_ms"].as_u64()?,
            entries: value["entries"].as_array()?.iter().map(entry_from_value).collect::<Option<_>>()?,
            progress: value["progress"].clone(),
            row: None,
        })
    }
}

impl Page {
    fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Change => "change",
            Self::Talk => "talk",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        [Self::Note, Self::Change, Self::Talk].into_iter().find(|page| page.as_str() == text)
    }
}

fn entry_to_value(entry: &Entry) -> Value {
    let mut value = json!({
        "record": entry.record.to_string(),
        "revision": entry.revision.to_string(),
        "kind": entry.kind.as_str(),
        "base": entry.base.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "fields": entry.fields,
        "sharing": entry.sharing.as_str(),
    });
    if !entry.warned.is_empty() {
        value["warned"] = entry.warned.clone().into();
    }
    value
}

fn entry_from_value(value: &Value) -> Option<Entry> {
    Some(Entry {
        record: RecordId::parse(value["record"].as_str()?).ok()?,
        revision: RevisionId::parse(value["revision"].as_str()?).ok()?,
        kind: value["kind"].as_str()?.into(),
        base: value["base"]
            .as_array()?
            .iter()
            .map(|id| RevisionId::parse(id.as_str()?).ok())
            .collect::<Option<_>>()?,
        fields: value["fields"].as_object()?.clone().into_iter().collect(),
        sharing: value["sharing"].as_str()?.into(),
        warned: strings(&value["warned"]),
    })
}

/// The texts of a list that a draft of an earlier build does not have.
fn strings(list: &Value) -> Vec<String> {
    let items = list.as_array().into_iter().flatten();
    items.filter_map(Value::as_str).map(str::to_owned).collect()
}
