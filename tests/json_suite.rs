//! The JSON parsing test suite of Nicolas Seriot (MIT), where it is at hand: other people's idea of broken JSON.
//!
//! `n_` must not be taken in, `y_` may be refused only for our own stricter rules, `i_` either way; nothing may hang
//! or crash. The suite is not part of this project: `GINNEL_JSON_SUITE` names its folder, or it lies beside the
//! checkout.

// Helpers stand outside `#[test]`, where clippy's own exception for tests does not reach.
#![allow(clippy::unwrap_used)]

use ginnel::exchange::json::{Fault, canonical, parse};
use ginnel::exchange::read::{Reader, Refusal};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

fn suite() -> Option<Vec<(String, Vec<u8>)>> {
    let beside = || {
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .map(|p| p.join("shared").join("data").join("json-test-suite"))
    };
    let folder = std::env::var_os("GINNEL_JSON_SUITE").map(PathBuf::from).or_else(beside)?;
    let Ok(entries) = std::fs::read_dir(&folder) else {
        eprintln!("skipped: no JSON test suite here (GINNEL_JSON_SUITE names its folder)");
        return None;
    };
    let mut files: Vec<(String, Vec<u8>)> = entries
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap()))
        .filter(|(name, _)| name.ends_with(".json"))
        .collect();
    files.sort();
    assert!(files.len() > 300, "only {} files in {}", files.len(), folder.display());
    Some(files)
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

#[test]
fn broken_json_is_never_taken_in() {
    for (name, bytes) in suite().unwrap_or_default() {
        assert!(read(&bytes).is_err(), "{name} as a file");
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
    }
}
