//! The packs that come with the app, read as the app reads them, and packs as somebody else would write them.

use chrono::NaiveDate;
use ginnel::domain::ids::RecordId;
use ginnel::domain::merge::{self, View};
use ginnel::domain::notebook::{Added, Notebook};
use ginnel::domain::revision::Revision;
use ginnel::exchange::read::Reader;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// The settings that every phone has.
pub const DEFAULT: &str = include_str!("../../public/packs/default.json");
/// An invented area, to try things out in.
pub const CALDERFOLD: &str = include_str!("../../public/packs/calderfold.json");
/// The practice notebook.
pub const PRACTICE: &str = include_str!("../../public/packs/practice.json");

/// A civil date.
pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The revisions of a file, read as the app reads them.
pub fn revisions(file: &str) -> Vec<Revision> {
    let practice = file.contains("\"purpose\":\"practice\"");
    let mut reader =
        if practice { Reader::practice(file.as_bytes()) } else { Reader::new(file.as_bytes()) }.unwrap();
    let revisions = reader.by_ref().map(Result::unwrap).collect();
    reader.finish().unwrap();
    revisions
}

/// What is shown once these files were taken in.
pub fn views(files: &[&str]) -> Vec<View> {
    let mut notebook = Notebook::default();
    for revision in files.iter().flat_map(|file| revisions(file)) {
        assert_eq!(notebook.add(revision), Added::New, "no id stands twice");
    }
    notebook.records().filter_map(|record| merge::view(&notebook, record)).collect()
}

/// A pack as somebody else would write it.
pub fn pack(revisions: &[Value]) -> String {
    let mut digest = Sha256::new();
    for revision in revisions {
        digest.update(format!("{revision}\n"));
    }
    let header = json!({
        "id": "7d1f6c0e-58a9-4b7e-9a36-0c2d4e6f8a10", "purpose": "pack", "audience": "publishable",
        "made_on": "2027-03-01", "app": "0.1.0", "count": revisions.len(),
        "digest": hex::encode(digest.finalize()), "part": 1, "parts": 1,
    });
    json!({"format": "ginnel-export", "version": 1, "header": header, "revisions": revisions}).to_string()
}

/// A revision of a pack, with ids made of a number.
pub fn revision(n: u8, kind: &str, fields: Value) -> Value {
    json!({
        "id": RecordId::from_random([n; 16]).to_string(), "record": RecordId::from_random([n + 100; 16]).to_string(),
        "kind": kind, "parents": [], "act": "write", "spelling": "whole", "on": "2027-03-01",
        "sharing": "publishable", "fields": fields,
    })
}
