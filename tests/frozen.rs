//! Notebooks and files that earlier builds left behind: this one opens them, and shows what they showed.
//!
//! Each folder of `fixtures/profiles/` is a phone at the end of a release: its rows, and the files of its week. With
//! `GINNEL_FREEZE=0.1 cargo xtask test --only dist e2e` the journey of the week makes them; the same variable on this
//! suite writes down what they show, to be looked at before it is committed.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops here")]

#[allow(dead_code, reason = "not every suite sends and brings in")]
#[path = "support/phone.rs"]
mod phone;

use ginnel::app::App;
use ginnel::app::ports::{Row, Store, Table, Write};
use ginnel::app::queries::find::Wanted;
use ginnel::storage::memory::MemoryStore;
use phone::Phone;
use pollster::block_on;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn profiles() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/profiles");
    let all: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(!all.is_empty(), "no release was frozen");
    all
}

fn parse(file: &Path) -> Value {
    serde_json::from_slice(&fs::read(file).unwrap()).unwrap()
}

fn store_of(rows: &Value) -> MemoryStore {
    let store = MemoryStore::default();
    let text = |row: &Value, member: &str| row[member].as_str().unwrap().to_owned();
    for (table, name) in [(Table::Log, "log"), (Table::Drafts, "drafts"), (Table::Meta, "meta")] {
        let puts = rows[name].as_array().unwrap().iter().map(|row| {
            let row = Row {
                seq: None,
                id: text(row, "id"),
                key: text(row, "key"),
                suite: u8::try_from(row["suite"].as_u64().unwrap()).unwrap(),
                batch: text(row, "batch"),
                sealed: hex::decode(text(row, "sealed")).unwrap(),
            };
            Write::Put(table, row)
        });
        block_on(store.commit(puts.collect())).unwrap();
    }
    store
}

/// All that a person can read in a notebook.
fn shown(app: &App) -> Value {
    let found = app.find(&Wanted::default(), usize::MAX).lines;
    let records = found.iter().map(|line| {
        let view = app.view(line.record).unwrap();
        let told = json!({
            "kind": view.kind.as_str(),
            "state": format!("{:?}", view.state),
            "sharing": view.sharing.as_str(),
            "on": view.on.to_string(),
            "versions": app.versions(line.record).len(),
            "fields": view.fields,
        });
        (line.record.to_string(), told)
    });
    let home = app.home();
    let safety = app.safety();
    json!({
        "records": records.collect::<BTreeMap<_, _>>(),
        "drafts": home.drafts.iter().map(|draft| app.draft(draft.id).unwrap().to_value()).collect::<Vec<_>>(),
        "promises": home.promises.iter().map(|line| line.promise.text.clone()).collect::<Vec<_>>(),
        "bin": app.bin().iter().map(|line| line.headline.clone()).collect::<Vec<_>>(),
        "to look at": app.to_look_at().len(),
        "sent": app.sent().iter().map(|sent| format!("{} {} {:?}", sent.on, sent.to, sent.told)).collect::<Vec<_>>(),
        "broken": safety.broken,
        "missing": safety.missing,
        "code": app.profile().code,
    })
}

fn agree(name: &Path, found: &Value) {
    if std::env::var_os("GINNEL_FREEZE").is_some() {
        fs::write(name, serde_json::to_string_pretty(found).unwrap() + "\n").unwrap();
    }
    let kept = parse(name);
    for (member, kept) in kept.as_object().unwrap() {
        assert_eq!(&found[member], kept, "{}: {member}", name.display());
    }
}

#[test]
fn a_notebook_of_an_earlier_build_opens_with_all_that_was_in_it() {
    for profile in profiles() {
        let phone = Phone::on(store_of(&parse(&profile.join("notebook.json"))));
        agree(&profile.join("shown.json"), &shown(&phone.app));
        // And it is not only for reading.
        let note = phone.note(
            phone::note_fields("Written by the build of today."),
            ginnel::domain::revision::Sharing::MyCoordinator,
        );
        assert_eq!(phone.words(note).as_deref(), Some("Written by the build of today."));
    }
}

#[test]
fn the_files_of_an_earlier_build_come_in_and_say_the_same() {
    for profile in profiles() {
        let phone = Phone::new(7);
        let mut files: Vec<PathBuf> =
            fs::read_dir(&profile).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.retain(|file| file.file_name().is_some_and(|name| name.to_string_lossy().starts_with("from-")));
        files.sort();
        assert!(!files.is_empty(), "{} has no files", profile.display());
        for file in &files {
            let bytes = fs::read(file).unwrap();
            let (new, known, waiting) = phone.bring_in(&bytes);
            assert!(new > 0 && waiting == 0, "{}: {new} new, {waiting} waiting", file.display());
            assert_eq!(phone.bring_in(&bytes), (0, new + known, 0), "a second time");
        }
        let mut shown = shown(&phone.app);
        shown.as_object_mut().unwrap().remove("code");
        agree(&profile.join("brought-in.json"), &shown);
    }
}
