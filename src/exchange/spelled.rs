//! A revision as JSON: the same in files and in sealed rows.
//!
//! Decoding is strict about the members this build knows (one meaning, one spelling: encoding what was decoded gives
//! the same canonical bytes) and keeps the rest: unknown members, kinds, acts, levels, paths and values pass through.

use super::json;
use super::members::{Members, is_name, is_path};
use crate::domain::dates;
use crate::domain::ids::{RecordId, RevisionId};
use crate::domain::order;
use crate::domain::revision::{Act, Fingerprint, Kind, Revision, Sharing, Spelling};
use serde_json::Value;

/// Why a JSON value is not a revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RevisionFault {
    /// It is not an object.
    NotAnObject,
    /// This member is missing, of the wrong type, or not spelled as the format says.
    Member(&'static str),
    /// It names itself as its parent.
    OwnParent,
    /// It names a parent twice, or closes a path twice.
    Twice(&'static str),
    /// More than [`limits::LINKS`](super::limits::LINKS) in this member.
    TooMany(&'static str),
    /// A stub has fields.
    StubWithFields,
    /// A new writing or an erasure names paths to close.
    StrayCloses,
    /// A path is empty, too long, or has other characters than `A-Z a-z 0-9 _ - .`.
    Path,
}

/// Why a revision must not be saved: no file could carry it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// A value has a fault.
    Value(json::Fault),
    /// A member has a fault.
    Revision(RevisionFault),
}

/// The members of a revision that this build knows.
const MEMBERS: &[&str] =
    &["id", "record", "kind", "parents", "act", "closes", "spelling", "by", "on", "n", "sharing", "fields"];

/// The revision as a JSON object.
pub fn to_value(revision: &Revision) -> Value {
    let mut object = order::object(revision.extra.iter().map(|(name, value)| (name.clone(), value.clone())));
    let mut put = |name: &str, value: Value| object.insert(name.to_owned(), value);
    put("id", revision.id.to_string().into());
    put("record", revision.record.to_string().into());
    put("kind", revision.kind.as_str().into());
    put("parents", revision.parents.iter().map(ToString::to_string).collect());
    put("act", revision.act.as_str().into());
    put("spelling", revision.spelling.as_str().into());
    put("on", revision.on.to_string().into());
    put("sharing", revision.sharing.as_str().into());
    put("fields", Value::Object(order::object(revision.fields.iter().map(|(p, v)| (p.clone(), v.clone())))));
    if !revision.closes.is_empty() {
        put("closes", revision.closes.iter().map(String::as_str).collect());
    }
    if let Some(by) = &revision.by {
        put("by", by.as_str().into());
    }
    if let Some(n) = revision.n {
        put("n", n.into());
    }
    Value::Object(object)
}

/// The canonical bytes of a revision: what is sealed, and what a file's digest is taken over.
pub fn canonical(revision: &Revision) -> Vec<u8> {
    json::canonical(&to_value(revision))
}

/// Reads a revision back from bytes (a sealed row).
///
/// # Errors
/// [`Unfit`], with what is wrong.
pub fn from_bytes(bytes: &[u8]) -> Result<Revision, Unfit> {
    let value = json::parse(bytes).map_err(|flaw| Unfit::Value(flaw.fault))?;
    from_value(&value).map_err(Unfit::Revision)
}

/// Whether a file can carry this revision. To be asked before saving: what is saved must be able to leave.
///
/// # Errors
/// [`Unfit`], with what is wrong (words over 64 KB, most likely).
pub fn check(revision: &Revision) -> Result<(), Unfit> {
    from_bytes(&canonical(revision)).map(drop)
}

/// Reads a revision from a value that [`json::parse`] gave.
///
/// # Errors
/// The first [`RevisionFault`].
pub fn from_value(value: &Value) -> Result<Revision, RevisionFault> {
    let members = Members(value.as_object().ok_or(RevisionFault::NotAnObject)?);
    let id = members.text("id", |t| RevisionId::parse(t).ok())?;
    let record = members.text("record", |t| RecordId::parse(t).ok())?;
    let kind = members.text("kind", |t| is_name(t).then(|| Kind::from(t)))?;
    let act = members.text("act", |t| is_name(t).then(|| Act::from(t)))?;
    let spelling = members.text("spelling", Spelling::parse)?;
    let on = members.text("on", dates::day)?;
    let sharing = members.text("sharing", |t| is_name(t).then(|| Sharing::from(t)))?;
    let by = members.optional("by", |v| v.as_str().and_then(Fingerprint::parse))?;
    let n = members.optional("n", Value::as_u64)?;
    let parents =
        members.list("parents", |t| RevisionId::parse(t).ok())?.ok_or(RevisionFault::Member("parents"))?;
    let closes = members.list("closes", |t| is_path(t).then(|| t.to_owned()))?;
    let fields = members.fields()?;

    if parents.contains(&id) {
        return Err(RevisionFault::OwnParent);
    }
    if spelling == Spelling::Stub && !fields.is_empty() {
        return Err(RevisionFault::StubWithFields);
    }
    if closes.is_some() && matches!(act, Act::Write | Act::Erase) {
        return Err(RevisionFault::StrayCloses);
    }
    // An empty list is spelled by leaving the member out.
    if closes.as_ref().is_some_and(Vec::is_empty) {
        return Err(RevisionFault::Member("closes"));
    }
    Ok(Revision {
        id,
        record,
        kind,
        parents,
        act,
        closes: closes.unwrap_or_default(),
        spelling,
        by,
        on,
        n,
        sharing,
        fields,
        extra: members.others(MEMBERS),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::limits;
    use serde_json::json;

    const ID: &str = "0b0c2d3e-4f50-4a1b-8c2d-000000000001";
    const OTHER: &str = "0b0c2d3e-4f50-4a1b-8c2d-000000000002";

    fn sample() -> Value {
        json!({
            "id": ID, "record": OTHER, "kind": "engagement", "parents": [OTHER], "act": "write", "spelling": "whole",
            "by": "0123456789abcdef0123456789abcdef", "on": "2026-01-19", "n": 7, "sharing": "private",
            "fields": {"words": "Tea at the hall", "promises.0b0c2d3e-4f50-4a1b-8c2d-000000000003": {"text": "ring"}}
        })
    }

    fn with(name: &str, value: Value) -> Value {
        let mut changed = sample();
        changed[name] = value;
        changed
    }

    #[test]
    fn what_a_later_build_wrote_comes_through_unchanged() {
        let later = [
            with("kind", json!("harvest")),
            with("act", json!("hand_over")),
            with("sharing", json!("county")),
            with("mood", json!({"a": [1, true, "x"]})),
            with("fields", json!({"Shape.of-things": [{"deep": []}]})),
            with("parents", json!([])),
        ];
        for value in later.into_iter().chain([sample()]) {
            assert_eq!(to_value(&from_value(&value).unwrap()), value);
        }
        let withdrawal = json!({
            "id": ID, "record": OTHER, "kind": "engagement", "parents": [OTHER], "act": "withdraw",
            "closes": ["words"], "spelling": "stub", "on": "2026-01-19", "sharing": "my_coordinator", "fields": {}
        });
        assert_eq!(to_value(&from_value(&withdrawal).unwrap()), withdrawal);
    }

    #[test]
    fn each_member_has_one_spelling() {
        let many: Vec<String> = (0..=limits::LINKS).map(|n| format!("p{n}")).collect();
        let mut cases = vec![
            (json!([]), RevisionFault::NotAnObject),
            (with("id", json!(ID.to_uppercase())), RevisionFault::Member("id")),
            (with("id", json!("0b0c2d3e-4f50-1a1b-8c2d-000000000001")), RevisionFault::Member("id")),
            (with("record", json!(5)), RevisionFault::Member("record")),
            (with("kind", json!("")), RevisionFault::Member("kind")),
            (with("kind", json!("Engagement")), RevisionFault::Member("kind")),
            (with("kind", json!("a".repeat(65))), RevisionFault::Member("kind")),
            (with("act", json!("take back")), RevisionFault::Member("act")),
            (with("spelling", json!("fuller")), RevisionFault::Member("spelling")),
            (with("by", json!("0123")), RevisionFault::Member("by")),
            (with("n", json!(-1)), RevisionFault::Member("n")),
            (with("sharing", json!(1)), RevisionFault::Member("sharing")),
            (with("fields", json!([])), RevisionFault::Member("fields")),
            (with("fields", json!({"": 1})), RevisionFault::Path),
            (with("fields", json!({"w\u{202e}ords": 1})), RevisionFault::Path),
            (with("fields", json!({"a".repeat(201): 1})), RevisionFault::Path),
            (with("parents", json!([ID])), RevisionFault::OwnParent),
            (with("parents", json!([OTHER, OTHER])), RevisionFault::Twice("parents")),
            (with("parents", json!(OTHER)), RevisionFault::Member("parents")),
            (with("parents", json!(many)), RevisionFault::TooMany("parents")),
            (with("closes", json!(["words"])), RevisionFault::StrayCloses),
            (with("closes", json!(["words", "words"])), RevisionFault::Twice("closes")),
            (with("spelling", json!("stub")), RevisionFault::StubWithFields),
        ];
        for day in [
            "2026-02-30",
            "2026-1-9",
            "0000-01-01",
            "+2026-01-19",
            "19 January",
            "2026-01-19T00:00:00",
            " 2026-01-19",
        ] {
            cases.push((with("on", json!(day)), RevisionFault::Member("on")));
        }
        for (value, fault) in cases {
            assert_eq!(from_value(&value), Err(fault), "{value}");
        }
        let mut withdrawal = with("act", json!("withdraw"));
        withdrawal["closes"] = json!([]);
        assert_eq!(from_value(&withdrawal), Err(RevisionFault::Member("closes")));
    }

    #[test]
    fn words_that_no_file_could_carry_are_noticed_before_saving() {
        let mut revision = from_value(&sample()).unwrap();
        assert_eq!(check(&revision), Ok(()));
        revision.fields.insert("words".into(), json!("x".repeat(limits::STRING_BYTES + 1)));
        assert_eq!(check(&revision), Err(Unfit::Value(json::Fault::TooLong)));
        revision.fields.insert("words".into(), json!(null));
        assert_eq!(check(&revision), Err(Unfit::Value(json::Fault::Null)));
    }
}
