//! Revisions as stories make them: ids that are the same on every run, and words that tell where they were entered.

use chrono::NaiveDate;
use ginnel::domain::ids::{RecordId, RevisionId};
use ginnel::domain::revision::{Act, Fields, Fingerprint, Kind, Revision, Sharing, Spelling};
use serde_json::{Value, json};

/// An id made of a number.
pub fn id_bytes(room: u8, number: usize) -> [u8; 16] {
    let mut bytes = [room; 16];
    bytes[..8].copy_from_slice(&(number as u64).to_be_bytes());
    bytes
}

/// The id of the record with this number.
pub fn record_id(number: usize) -> RecordId {
    RecordId::from_random(id_bytes(0x11, number))
}

/// The id of the revision with this number. They do not sort in the order of making.
pub fn revision_id(number: usize) -> RevisionId {
    let mut bytes = id_bytes(0x22, number);
    bytes[0] = (number as u8).wrapping_mul(89);
    RevisionId::from_random(bytes)
}

/// A device.
pub fn device(number: usize) -> Option<Fingerprint> {
    Fingerprint::parse(&format!("{number:032x}"))
}

/// The word entered at this path of this revision: found in any bytes, and no part of any other.
pub fn canary(revision: usize, path: &str) -> String {
    format!("<{revision}:{path}>")
}

/// The paths a person edits, by kind. Three of a note and one of a kind of a later build are unknown to this one.
pub fn paths(kind: &Kind) -> &'static [&'static str] {
    match kind {
        Kind::Engagement => &[
            "words",
            "who_was_missing",
            "quotes.00000000-0000-4000-8000-000000000001",
            "promises.00000000-0000-4000-8000-000000000002",
            "tags",
            "told_purpose",
            "orgs",
            "setting",
            "later.path",
        ],
        Kind::Organisation => &["name", "aliases", "what_they_do", "party", "wishes", "added_on_purpose"],
        Kind::Response => &["answer", "whose_words", "scale", "prompt_as_asked", "author"],
        _ => &["shape", "colour.of-things"],
    }
}

/// The value a person enters at a path: it carries the canary wherever words can stand. `choice` decides codes, and
/// `group` is the group that a note names.
pub fn value(path: &str, canary: String, choice: u16, group: Option<RecordId>) -> Option<Value> {
    let group = group.map(|id| id.to_string());
    Some(match path {
        "orgs" => json!([group?]),
        "wishes" => json!([if choice.is_multiple_of(2) { "do_not_name" } else { "no_more_visits" }]),
        "told_purpose" => json!(if choice.is_multiple_of(2) { "asked_and_agreed" } else { "leaflet" }),
        "added_on_purpose" => json!(choice.is_multiple_of(2)),
        "scale" => json!(choice % 5 + 1),
        "tags" | "aliases" => json!([canary]),
        "shape" => json!({"deep": [1, true, {"word": canary}]}),
        _ if path.starts_with("quotes.") => json!({"order": 1, "text": canary, "mood": {"later": true}}),
        _ if path.starts_with("promises.") => match group {
            Some(group) if choice % 2 == 1 => json!({"text": canary, "by": "us", "to": {"org": group}}),
            _ => json!({"text": canary, "by": "us"}),
        },
        _ => json!(canary),
    })
}

/// A revision as its writer saves it: whole.
pub fn written(number: usize, record: usize, kind: Kind, parents: &[usize], fields: Fields) -> Revision {
    Revision {
        id: revision_id(number),
        record: record_id(record),
        kind,
        parents: parents.iter().map(|p| revision_id(*p)).collect(),
        act: Act::Write,
        closes: Vec::new(),
        spelling: Spelling::Whole,
        by: device(1),
        on: NaiveDate::default(),
        n: Some(number as u64),
        sharing: Sharing::MyCoordinator,
        fields,
        extra: Default::default(),
    }
}
