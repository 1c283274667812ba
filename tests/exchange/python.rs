//! `tests/reader.py`, written from docs/format.md alone, must agree with the app on every file there is.

use super::sample::*;
use super::{refused, vectors};
use ginnel::domain::revision::{Act, Kind, Revision};
use ginnel::exchange::header::{Header, Purpose};
use ginnel::exchange::write::write_file;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What reader.py prints for a file, or `None` (said aloud) where there is no Python. In CI there must be.
fn reader_py(file: &Path) -> Option<Value> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reader.py");
    let output = match Command::new("python3").arg(script).arg(file).output() {
        Ok(output) => output,
        Err(error) => {
            assert!(std::env::var_os("CI").is_none(), "python3: {error} (cargo xtask test installs it)");
            eprintln!("skipped: no python3 on this machine");
            return None;
        }
    };
    let printed = serde_json::from_slice(&output.stdout);
    Some(
        printed.unwrap_or_else(|_| panic!("{}: {}", file.display(), String::from_utf8_lossy(&output.stderr))),
    )
}

/// The same from the app's own reading.
fn our_reading(bytes: &[u8]) -> Value {
    match read(bytes) {
        Ok((header, revisions)) => summary(&header, &revisions),
        Err(refusal) => json!({"refused": refusal.name()}),
    }
}

fn summary(header: &Header, revisions: &[Revision]) -> Value {
    let mut records: BTreeMap<String, Vec<&Revision>> = BTreeMap::new();
    for revision in revisions {
        records.entry(revision.record.to_string()).or_default().push(revision);
    }
    let about: Map<String, Value> = records.into_iter().map(|(id, all)| (id, about_record(&all))).collect();
    json!({
        "id": header.id.to_string(), "purpose": header.purpose.as_str(), "audience": header.audience.as_str(),
        "count": header.count, "digest": header.digest, "part": header.part, "parts": header.parts,
        "signed": header.voucher.is_some(), "records": about,
    })
}

fn about_record(all: &[&Revision]) -> Value {
    let parents: BTreeSet<_> = all.iter().flat_map(|r| &r.parents).collect();
    let heads: Vec<_> = all.iter().filter(|r| !parents.contains(&r.id)).collect();
    let ids =
        |of: &mut dyn Iterator<Item = &&Revision>| of.map(|r| r.id.to_string()).collect::<BTreeSet<_>>();
    let erased = all.iter().any(|r| r.act == Act::Erase);
    let mut words: Vec<&str> = heads.iter().filter_map(|r| r.fields.get("words")?.as_str()).collect();
    words.sort_unstable();
    json!({
        "kind": all[0].kind.as_str(),
        "revisions": ids(&mut all.iter()).len(),
        "heads": ids(&mut heads.into_iter()),
        "words": if erased { Vec::new() } else { words },
        "open": ids(&mut all.iter().filter(|r| !r.fields.is_empty())).len(),
    })
}

fn json_files(folder: PathBuf) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.extension().is_some_and(|e| e == "json")).collect()
}

#[test]
fn the_python_reader_agrees_on_every_file_that_is_kept() {
    let packs = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/packs");
    let folders = [fixture(""), fixture("refused"), packs];
    for file in folders.into_iter().flat_map(json_files) {
        let bytes = std::fs::read(&file).unwrap();
        let ours = our_reading(&bytes);
        // What hangs on Ed25519 alone is beyond Python's standard library.
        if ours != json!({"refused": "BadSignature"}) {
            assert_eq!(reader_py(&file).unwrap_or_else(|| ours.clone()), ours, "{}", file.display());
        }
    }
}

#[test]
fn the_python_reader_agrees_on_files_written_now() {
    let wren = person(1);
    let folder = tempfile();
    let backup = write_file(facts(Purpose::Backup), &week(), Some(&wren.signer())).unwrap();
    let edges =
        wren.revision(1, 1, &[], json!({"words": "\u{7f}\u{2028}\u{10ffff}\u{0}\u{1f}", "a": ["", {}, -1]}));
    let files = [
        backup[0].clone(),
        notes(&wren, &[]),
        notes(&wren, &[edges]),
        vectors::turned_round().into_bytes(),
        refused::cases().swap_remove(0).1,
        issued(&wren, Kind::Keys, true),
        issued(&wren, Kind::Keys, false),
        issued(&wren, Kind::Rules, true),
        issued(&wren, Kind::Rules, false),
    ];
    for (nth, bytes) in files.iter().enumerate() {
        let path = folder.join(format!("{nth}.json"));
        std::fs::write(&path, bytes).unwrap();
        let ours = our_reading(bytes);
        assert_eq!(reader_py(&path).unwrap_or_else(|| ours.clone()), ours);
    }
    std::fs::remove_dir_all(folder).unwrap();
}

/// Area settings that name keys to seal for or set rules, with a signature or without the one they need.
fn issued(from: &Person, kind: Kind, signed: bool) -> Vec<u8> {
    let issuer = from.worker.public().to_hex();
    let fields = match kind {
        Kind::Keys => json!({"issuer": issuer, "recipients.a": {"key": "age1", "label": "Desk"}}),
        _ => json!({"issuer": issuer, "lock_minutes": 3, "org_names_cross_areas": false}),
    };
    let revision = Revision { kind, ..from.revision(1, 1, &[], fields) }.without_author();
    let mut file = write_file(facts(Purpose::Pack), &[revision], Some(&from.signer())).unwrap().remove(0);
    if !signed {
        let mut value: Value = serde_json::from_slice(&file).unwrap();
        value.as_object_mut().unwrap().remove("signature");
        value["header"].as_object_mut().unwrap().remove("voucher");
        file = value.to_string().into_bytes();
    }
    file
}

#[test]
fn the_python_reader_is_short_enough_to_be_read() {
    let script = include_str!("../reader.py");
    assert!(script.lines().count() <= 150);
}

fn tempfile() -> PathBuf {
    let folder = std::env::temp_dir().join(format!("ginnel-exchange-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}
