//! Lenses: typed reading of the fields of one kind. They read what they understand and leave the map as it is;
//! saving copies the parent's map and sets only what a person changed, so that what a later build wrote survives.

pub mod engagement;
pub mod organisation;
pub mod response;

use super::order;
use super::revision::Fields;
use serde_json::Value;

/// The text at a path; empty when there is none.
pub fn text<'a>(fields: &'a Fields, path: &str) -> &'a str {
    fields.get(path).and_then(Value::as_str).unwrap_or_default()
}

/// The texts of an array at a path.
pub fn texts<'a>(fields: &'a Fields, path: &str) -> Vec<&'a str> {
    fields.get(path).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect()
}

/// Whether the path holds `true`.
pub fn yes(fields: &Fields, path: &str) -> bool {
    fields.get(path).and_then(Value::as_bool).unwrap_or(false)
}

/// Sets a text, or removes the path when the text is only white space: an empty field is an absent one.
pub fn set_text(fields: &mut Fields, path: &str, text: &str) {
    if text.trim().is_empty() {
        fields.remove(path);
    } else {
        fields.insert(path.to_owned(), Value::from(text));
    }
}

/// Sets a set of codes or ids: sorted, each once; an empty one removes the path.
pub fn set_codes(fields: &mut Fields, path: &str, codes: impl IntoIterator<Item = String>) {
    let sorted = order::set(codes);
    if sorted.is_empty() {
        fields.remove(path);
    } else {
        fields.insert(path.to_owned(), Value::from(sorted.into_iter().collect::<Vec<_>>()));
    }
}

/// Items of a list inside a record, in their `order`, then by path.
pub fn items<'a>(fields: &'a Fields, list: &'a str) -> Vec<(&'a str, &'a Value)> {
    let mut items: Vec<(&str, &Value)> = fields
        .iter()
        .filter_map(|(path, value)| {
            let item = path.strip_prefix(list)?.strip_prefix('.')?;
            (!item.is_empty()).then_some((item, value))
        })
        .collect();
    order::by_key(&mut items, |(id, value)| {
        (value.get("order").and_then(Value::as_i64).unwrap_or(i64::MAX), *id)
    });
    items
}

/// The text of a member of an item.
pub fn member<'a>(item: &'a Value, name: &str) -> &'a str {
    item.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// Sets a member of an item, keeping the members this build does not know; an empty text removes it.
pub fn set_member(item: &mut Value, name: &str, value: Value) {
    if !item.is_object() {
        *item = Value::Object(serde_json::Map::new());
    }
    if let Some(object) = item.as_object_mut() {
        if value.as_str().is_some_and(|text| text.trim().is_empty()) {
            object.remove(name);
        } else {
            object.insert(name.to_owned(), value);
        }
    }
}
