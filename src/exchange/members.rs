//! The members of a JSON object whose spelling the format fixes: names, paths, lists.

use super::limits;
use super::spelled::RevisionFault;
use crate::domain::order;
use crate::domain::revision::Fields;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The members of an object.
pub(super) struct Members<'a>(pub(super) &'a Map<String, Value>);

impl Members<'_> {
    /// A member that must be a string for which `read` gives something.
    pub(super) fn text<T>(
        &self,
        name: &'static str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<T, RevisionFault> {
        self.optional(name, |v| v.as_str().and_then(&read))?.ok_or(RevisionFault::Member(name))
    }

    /// A member that may be absent; where it is present, `read` must give something.
    pub(super) fn optional<T>(
        &self,
        name: &'static str,
        read: impl Fn(&Value) -> Option<T>,
    ) -> Result<Option<T>, RevisionFault> {
        self.0.get(name).map(|value| read(value).ok_or(RevisionFault::Member(name))).transpose()
    }

    /// The members that this build does not know.
    pub(super) fn others(&self, known: &[&str]) -> BTreeMap<String, Value> {
        let others = self.0.iter().filter(|(name, _)| !known.contains(&name.as_str()));
        order::map(others.map(|(name, value)| (name.clone(), value.clone())))
    }

    /// An array of strings without repeats.
    pub(super) fn list<T: Clone + Ord>(
        &self,
        name: &'static str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<Vec<T>>, RevisionFault> {
        let Some(items) = self.optional(name, |v| v.as_array().cloned())? else {
            return Ok(None);
        };
        if items.len() > limits::LINKS {
            return Err(RevisionFault::TooMany(name));
        }
        let list: Option<Vec<T>> = items.iter().map(|item| item.as_str().and_then(&read)).collect();
        let list = list.ok_or(RevisionFault::Member(name))?;
        let distinct = order::set(list.iter().cloned());
        if distinct.len() < list.len() { Err(RevisionFault::Twice(name)) } else { Ok(Some(list)) }
    }

    /// The fields of a revision.
    pub(super) fn fields(&self) -> Result<Fields, RevisionFault> {
        let fields =
            self.0.get("fields").and_then(Value::as_object).ok_or(RevisionFault::Member("fields"))?;
        if !fields.keys().all(|path| is_path(path)) {
            return Err(RevisionFault::Path);
        }
        Ok(order::map(fields.iter().map(|(path, value)| (path.clone(), value.clone()))))
    }
}

/// A name of the format: of a kind, an act, a level, a purpose, a party. Lower-case letters, digits and `_`,
/// beginning with a letter.
pub(super) fn is_name(text: &str) -> bool {
    (1..=limits::NAME_BYTES).contains(&text.len())
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'_'))
}

/// A path of a field.
pub(super) fn is_path(text: &str) -> bool {
    (1..=limits::PATH_BYTES).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.'))
}
