//! `public/schema/ginnel-fields-1.json` is drawn from the table of fields, and says what is in it now.
//!
//! After a change of the table: `GINNEL_DRAW=1 cargo test --test schema` writes it again. Files are held against it in
//! `schema/files.rs`.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops here")]

#[path = "support/drawn.rs"]
mod drawn;
#[path = "schema/files.rs"]
mod files;
#[allow(dead_code, reason = "not every suite needs all of it")]
#[path = "support/phone.rs"]
mod phone;

use ginnel::domain::fields::{self, Field, ValueType};
use ginnel::domain::revision::Kind;
use serde_json::{Map, Value, json};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/public/schema/ginnel-fields-1.json");
const KINDS: &[&str] = &[
    "engagement",
    "organisation",
    "response",
    "area",
    "place",
    "words",
    "prompt_set",
    "prompt",
    "keys",
    "rules",
];

#[test]
fn the_schema_of_the_fields_is_that_of_the_table() {
    let drawn = format!("{:#}\n", drawn());
    drawn::is_kept(FILE, &drawn);
}

/// The whole schema: of a file, looking only at the fields of the kinds that this build knows.
fn drawn() -> Value {
    let rule = |kind: &&str| {
        json!({
            "if": {"properties": {"kind": {"const": kind}}},
            "then": {"properties": {"fields": {"$ref": format!("#/$defs/{kind}")}}},
        })
    };
    let mut defs: Map<String, Value> =
        KINDS.iter().map(|kind| ((*kind).to_owned(), of_kind(&Kind::from(*kind)))).collect();
    defs.insert("day".into(), json!({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}));
    let id = "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$";
    defs.insert("id".into(), json!({"type": "string", "pattern": id}));
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:ginnel:schema:ginnel-fields-1",
        "title": "What the fields of each kind hold",
        "description": "Drawn from the table of fields: what this build writes. A file may hold more: paths, codes, \
            kinds and values of a later build are no fault. ginnel-export-1.json has the file around it.",
        "type": "object",
        "properties": {"revisions": {"items": {"allOf": KINDS.iter().map(rule).collect::<Vec<_>>()}}},
        "$defs": defs,
    })
}

fn of_kind(kind: &Kind) -> Value {
    let (mut exact, mut items) = (Map::new(), Map::new());
    for field in fields::of(kind) {
        match field.path.strip_suffix('*') {
            Some(prefix) => items.insert(format!("^{}.", prefix.replace('.', "\\.")), of_field(field)),
            None => exact.insert(field.path.to_owned(), of_field(field)),
        };
    }
    let mut all = json!({"type": "object", "properties": exact});
    if !items.is_empty() {
        all["patternProperties"] = Value::Object(items);
    }
    all
}

/// What a field may hold, and the widest circle it may go to.
fn of_field(field: &Field) -> Value {
    let circle = ["private", "my_coordinator", "all_areas", "publishable"][usize::from(field.limit)];
    let mut schema = of_value(field.value);
    schema["$comment"] = json!(format!("May go as far as {circle}."));
    schema
}

/// Codes are named as examples: a list may grow.
fn of_value(value: ValueType) -> Value {
    let codes = |codes: &[&str]| json!({"type": "string", "examples": codes});
    let list = |items: Value| json!({"type": "array", "items": items});
    let set = |items: Value| json!({"type": "array", "uniqueItems": true, "items": items});
    let record = || json!({"$ref": "#/$defs/id"});
    match value {
        ValueType::Line | ValueType::Words => json!({"type": "string"}),
        ValueType::Date => json!({"$ref": "#/$defs/day"}),
        ValueType::YesNo => json!({"type": "boolean"}),
        ValueType::Number => json!({"type": "integer"}),
        ValueType::OneOf(list) => codes(list),
        ValueType::AnyOf(list) => set(codes(list)),
        ValueType::Scale => json!({"anyOf": [
            {"type": "integer", "minimum": 1, "maximum": 5},
            {"const": "not_sure"},
        ]}),
        ValueType::Lines => list(json!({"type": "string"})),
        ValueType::Record => record(),
        ValueType::Records => set(record()),
        ValueType::Object => json!({"type": "object"}),
        ValueType::Objects => list(json!({"type": "object"})),
    }
}
