//! A worker's own backup, and what it brings back on another phone.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on stops here")]

#[allow(dead_code, reason = "not every suite uses all of it")]
#[path = "support/phone.rs"]
mod phone;
#[allow(dead_code, reason = "not every suite uses all of it")]
#[path = "support/used.rs"]
mod used;

use ginnel::app::commands::backup::MadeBackup;
use ginnel::app::commands::bring_in::{NotStaged, Staged};
use ginnel::app::ports::StoreError;
use ginnel::app::profile::Profile;
use ginnel::app::state::Told;
use ginnel::app::{App, Failure};
use ginnel::domain::revision::Sharing::{self, MyCoordinator};
use ginnel::exchange::envelope::{open_backup, seal_backup};
use ginnel::exchange::read::Refusal;
use ginnel::storage::faulty::{Call, Fault};
use phone::{Phone, note_fields};
use pollster::block_on;
use serde_json::{Value, json};
use used::{told, used};

const PASSWORD: &str = "kettle ladder moss";

fn lock(phone: &Phone) {
    block_on(phone.app.set_passphrase(PASSWORD, &phone.app.fresh_code())).unwrap();
}

fn made(phone: &Phone) -> MadeBackup {
    block_on(phone.app.make_backup(&format!(" {PASSWORD} "))).unwrap()
}

/// The one file of a backup.
fn backup(phone: &Phone) -> Vec<u8> {
    let made = made(phone).made;
    assert_eq!(made.parts.len(), 1);
    made.parts[0].1.clone()
}

fn staged(phone: &Phone, file: &[u8]) -> Staged {
    assert_eq!(block_on(phone.app.stage(file)).map(drop), Err(NotStaged::Backup));
    block_on(phone.app.stage_locked(file, PASSWORD)).unwrap()
}

fn restore(phone: &Phone, file: &[u8]) {
    let staged = staged(phone, file);
    block_on(phone.app.bring_in(&staged)).unwrap();
}

/// What stands in the file, past its seal.
fn inside(file: &[u8]) -> Value {
    serde_json::from_slice(&open_backup(file, PASSWORD).unwrap()).unwrap()
}

/// The log of files that were made.
fn files_of(app: &App) -> Vec<String> {
    app.sent().iter().map(|sent| format!("{} {} {} {:?}", sent.file, sent.on, sent.to, sent.told)).collect()
}

/// A phone that has done everything, sent something that went, and then set a password.
fn old_phone() -> (Phone, Vec<ginnel::domain::ids::RecordId>) {
    let (mut phone, records) = used();
    let sent = block_on(phone.app.make_file("the desk", false)).unwrap();
    block_on(phone.app.tell(sent.file, Told::Went)).unwrap();
    lock(&phone);
    // Two windows that change one note at once leave two versions of it.
    let apart = phone.note(note_fields("The gate was shut."), MyCoordinator);
    phone.unlock(ginnel::vault::keyslots::Way::Passphrase, PASSWORD).unwrap();
    let drafts = ["The gate was open.", "The gate was gone."].map(|words| {
        let mut draft = phone.app.own_copy(phone.app.begin_change(apart).unwrap());
        draft.main_mut().unwrap().fields.insert("words".to_owned(), words.into());
        draft
    });
    drafts.iter().for_each(|draft| drop(block_on(phone.app.save(draft)).unwrap()));
    assert_eq!(phone.app.versions_apart(apart).len(), 2);
    (phone, records)
}

#[test]
fn on_a_new_phone_everything_is_back_and_it_is_a_new_device_of_the_same_worker() {
    let (old, records) = old_phone();
    let made = made(&old);
    let (name, file) = &made.made.parts[0];
    assert_eq!((name.as_str(), made.left_out), ("ginnel-wren-4-copy-2026-01-19.age", 0));
    for typed in ["Fifty", "heron", "wren", "blue door"] {
        assert!(!String::from_utf8_lossy(file).contains(typed), "{typed}");
    }
    let mut new = Phone::new(7);
    let staged = staged(&new, file);
    assert_eq!(staged.new_records(&new.app)["engagement"], 7);
    assert_eq!((staged.aside.drafts.len(), staged.aside.waiting.len(), staged.aside.damaged), (1, 1, 0));
    assert_eq!(staged.header.author.as_deref(), Some("wren-4"));
    block_on(new.app.bring_in(&staged)).unwrap();
    for _ in 0..2 {
        assert_eq!(told(&new.app), told(&old.app));
        assert_eq!(new.app.profile(), old.app.profile());
        assert_eq!(files_of(&new.app), files_of(&old.app));
        assert_eq!(new.app.to_look_at(), old.app.to_look_at());
        assert_eq!(new.app.bin().len(), 1);
        new.reopen();
    }
    // What went still counts as gone, and what did not as not gone.
    let stands = |app: &App| (app.safety().unsent, app.line(records[0]).unwrap().standing);
    assert_eq!(stands(&new.app), stands(&old.app));
    assert!(!String::from_utf8_lossy(&new.send()).contains("heron"));

    let desk = Phone::new(9);
    desk.bring_in(&old.send());
    block_on(new.app.take_back(records[0])).unwrap();
    let (_, _, waiting) = desk.bring_in(&new.send());
    assert_eq!((waiting, desk.words(records[0])), (0, None), "it speaks for the same worker");
    let device = |file: &[u8]| serde_json::from_slice::<Value>(file).unwrap()["header"]["voucher"].clone();
    let (one, other) = (device(&old.send()), device(&new.send()));
    assert_eq!(one["worker_key"], other["worker_key"]);
    assert_ne!(one["device_key"], other["device_key"]);
}

#[test]
fn restored_twice_or_on_the_phone_that_made_it_nothing_is_new() {
    let (old, _) = old_phone();
    let file = backup(&old);
    let before = told(&old.app);
    let here = staged(&old, &file);
    assert_eq!((here.report.new.len(), here.report.fuller.len(), here.report.waiting.len()), (0, 0, 0));
    assert!(here.aside.drafts.is_empty() && here.aside.waiting.is_empty());
    restore(&old, &file);
    assert_eq!(told(&old.app), before);

    let new = Phone::new(7);
    restore(&new, &file);
    let (shown, rows) = (told(&new.app), new.rows().len());
    let again = staged(&new, &file);
    assert_eq!((again.report.new.len(), again.report.fuller.len(), again.report.waiting.len()), (0, 0, 0));
    assert!(again.aside.drafts.is_empty() && again.aside.waiting.is_empty());
    restore(&new, &file);
    assert_eq!((told(&new.app), new.rows().len()), (shown, rows + 1), "but for the line that it came");
}

#[test]
fn on_a_phone_of_the_same_worker_nothing_of_either_is_lost() {
    let (old, records) = old_phone();
    let first = backup(&old);
    let new = Phone::new(7);
    restore(&new, &first);
    new.change(records[0], note_fields("Sixty eat here."));
    old.note(note_fields("Written on the old phone since."), MyCoordinator);
    let both = [told(&old.app), told(&new.app)].concat();
    restore(&new, &backup(&old));
    let now = told(&new.app);
    assert!(both.iter().filter(|line| !line.contains("Fifty")).all(|line| now.contains(line)), "{now:#?}");
    assert_eq!(new.words(records[0]).as_deref(), Some("Sixty eat here."));
}

#[test]
fn a_note_written_before_the_backup_was_thought_of_stays_and_is_the_same_workers() {
    let (old, records) = old_phone();
    let new = Phone::new(7);
    let early = new.note(note_fields("Written on the new phone first."), Sharing::Private);
    let settings = Profile { started: true, code: "rook-9".to_owned(), ..new.app.profile() };
    block_on(new.app.keep_profile(settings)).unwrap();
    restore(&new, &backup(&old));
    assert_eq!(new.words(early).as_deref(), Some("Written on the new phone first."));
    assert_eq!(new.words(records[0]).as_deref(), Some("Fifty eat here."));
    assert_eq!(new.app.profile().code, "wren-4");
    assert_eq!(new.app.bin().len(), 1);
}

#[test]
fn on_a_phone_that_sent_as_somebody_else_it_comes_in_as_anothers_and_changes_nobody() {
    let (old, records) = old_phone();
    let other = Phone::new(8);
    let own = other.note(note_fields("Somebody else was here."), MyCoordinator);
    let desk = Phone::new(9);
    desk.bring_in(&other.send());
    let before = (other.app.profile(), other.app.sent());
    restore(&other, &backup(&old));
    assert_eq!((other.app.profile(), other.app.sent()), before);
    assert_eq!(other.words(records[0]).as_deref(), Some("Fifty eat here."));
    block_on(other.app.take_back(own)).unwrap();
    desk.bring_in(&other.send());
    assert_eq!(desk.words(own), None, "its own file still acts");
}

#[test]
fn a_backup_is_made_with_the_right_password_and_with_no_other() {
    let phone = Phone::new(1);
    phone.note(note_fields("Forty eat here."), MyCoordinator);
    let make = |password: &str| block_on(phone.app.make_backup(password)).map(drop);
    assert_eq!(make(PASSWORD), Err(Failure::WrongPassword), "there is none yet");
    lock(&phone);
    for wrong in ["", "kettle ladder", "Kettle ladder moss"] {
        assert_eq!(make(wrong), Err(Failure::WrongPassword), "{wrong}");
    }
    assert_eq!(make(PASSWORD), Ok(()));
}

#[test]
fn a_backup_that_does_not_open_says_why_and_changes_nothing() {
    let (old, _) = old_phone();
    let file = backup(&old);
    let plain = open_backup(&file, PASSWORD).unwrap().to_vec();
    let text = String::from_utf8(plain.clone()).unwrap();
    let seal = |plain: &[u8]| seal_backup(plain, PASSWORD).unwrap();
    let flipped = |at: usize| {
        let mut file = file.clone();
        file[at] = if file[at] == b'A' { b'B' } else { b'A' };
        file
    };
    let changed = Err(NotStaged::Refused(Refusal::Changed));
    let draft = text.replacen("blue door ask again", "blue door ask never", 1);
    let line = text.find("{\"is\":\"draft\"").or(text.find("\"is\":\"draft\"")).unwrap();
    let without_around = format!("{}\n]}}\n", text.split("\n],\n\"around\"").next().unwrap());
    let cases = [
        ("another password", file.clone(), "kettle ladder", Err(NotStaged::WrongSecret)),
        ("nothing typed", file.clone(), "", Err(NotStaged::WrongSecret)),
        ("cut off", file[..file.len() * 2 / 3].to_vec(), PASSWORD, changed.clone()),
        ("a byte in the middle", flipped(file.len() / 2), PASSWORD, changed.clone()),
        ("one near the end", flipped(file.len() - 60), PASSWORD, changed.clone()),
        ("a draft changed inside", seal(draft.as_bytes()), PASSWORD, changed.clone()),
        ("the rest left out", seal(without_around.as_bytes()), PASSWORD, changed),
        ("cut off inside", seal(&plain[..line]), PASSWORD, Err(NotStaged::Refused(Refusal::Truncated))),
        ("something else inside", seal(b"{}"), PASSWORD, Err(NotStaged::Refused(Refusal::OtherFormat))),
    ];
    let phone = Phone::new(7);
    phone.note(note_fields("All that there is."), MyCoordinator);
    let before = (phone.rows(), told(&phone.app));
    for (what, file, password, why) in cases {
        assert_eq!(block_on(phone.app.stage_locked(&file, password)).map(drop), why, "{what}");
        assert_eq!((phone.rows(), told(&phone.app)), before, "{what}");
    }
    let work = String::from_utf8(file).unwrap();
    let hostile = work.replacen(&work[80..100], "AAAAAAAAAAAAAAAAAAAA", 1);
    assert!(block_on(phone.app.stage_locked(hostile.as_bytes(), PASSWORD)).is_err());
    assert_eq!((phone.rows(), told(&phone.app)), before);
}

#[test]
fn what_the_backup_of_another_says_of_settings_and_keys_is_not_taken_from_a_file_in_clear() {
    let (old, _) = old_phone();
    let plain = open_backup(&backup(&old), PASSWORD).unwrap();
    let new = Phone::new(7);
    new.bring_in(&plain);
    assert_eq!(new.app.profile(), Profile::default());
    assert!(new.app.sent().is_empty() && new.app.home().drafts.is_empty());
    let device = |phone: &Phone| {
        serde_json::from_slice::<Value>(&phone.send()).unwrap()["header"]["voucher"]["worker_key"].clone()
    };
    assert_ne!(device(&new), device(&old));
}

#[test]
fn a_phone_that_is_full_during_the_restore_loses_nothing_and_can_still_send() {
    let (old, _) = old_phone();
    // More than goes in at once.
    for n in 0..600 {
        old.note(note_fields(&format!("Note {n}.")), MyCoordinator);
    }
    let file = backup(&old);
    for nth in 1.. {
        let new = Phone::new(7);
        let note = new.note(note_fields("All that there is."), MyCoordinator);
        let before = told(&new.app);
        let mut commits = 0;
        let window = new.second_window_over(move |call| {
            commits += usize::from(call == Call::Commit);
            if call == Call::Commit && commits >= nth { Fault::Fail(StoreError::Quota) } else { Fault::None }
        });
        let staged = block_on(window.stage_locked(&file, PASSWORD)).unwrap();
        match block_on(window.bring_in(&staged)) {
            Ok(_) => {
                assert!(nth > 2, "it came in with {} writes", nth - 1);
                break;
            }
            failed => assert_eq!(failed.map(drop), Err(Failure::Store(StoreError::Quota))),
        }
        assert_eq!(told(&window), before);
        let sent = block_on(window.make_file("the desk", false)).unwrap();
        assert!(String::from_utf8_lossy(&sent.parts[0].1).contains("All that there is."));
        let mut new = new;
        new.reopen();
        assert_eq!(told(&new.app), before);
        // With room again, it comes in.
        restore(&new, &file);
        assert!(told(&old.app).iter().all(|line| told(&new.app).contains(line)));
        assert_eq!(new.words(note).as_deref(), Some("All that there is."));
    }
}

#[test]
fn what_stands_only_on_this_phone_is_counted_until_it_went_or_a_backup_is_kept() {
    let phone = Phone::new(1);
    lock(&phone);
    let only_here = || (phone.app.safety().only_here, phone.app.safety().last_backup.is_some());
    phone.note(note_fields("Forty eat here."), MyCoordinator);
    phone.note(note_fields("For me."), Sharing::Private);
    assert_eq!(only_here(), (2, false));
    let sent = block_on(phone.app.make_file("the desk", false)).unwrap();
    assert_eq!(only_here(), (2, false), "made, and nobody said that it went");
    block_on(phone.app.tell(sent.file, Told::Went)).unwrap();
    assert_eq!(only_here(), (1, false), "what is for nobody else never goes");
    let made = made(&phone);
    assert_eq!(only_here(), (1, false), "made, and not kept anywhere yet");
    phone.note(note_fields("Written after it was made."), Sharing::Private);
    block_on(phone.app.keep_backup(made.kept)).unwrap();
    assert_eq!(only_here(), (1, true));
    let new = Phone::new(7);
    restore(&new, &made.made.parts[0].1);
    assert_eq!(new.app.safety().only_here, 0);
    new.note(note_fields("On the new phone."), Sharing::Private);
    assert_eq!((new.app.safety().only_here, new.app.safety().last_backup.is_some()), (1, true));
}

#[test]
fn a_draft_that_is_longer_than_a_file_may_hold_is_named_and_all_else_is_in_it() {
    let phone = Phone::new(1);
    lock(&phone);
    let note = phone.note(note_fields("Forty eat here."), MyCoordinator);
    let mut draft = phone.app.begin_note();
    draft.main_mut().unwrap().fields.insert("words".to_owned(), json!("w".repeat(70_000)));
    block_on(phone.app.keep_draft(&draft)).unwrap();
    let made = made(&phone);
    assert_eq!(made.left_out, 1);
    let new = Phone::new(7);
    restore(&new, &made.made.parts[0].1);
    assert_eq!(new.words(note).as_deref(), Some("Forty eat here."));
}

/// The backup of the first build that made one, as it travels and as it is inside. `GINNEL_FREEZE=1` writes it anew.
#[test]
fn a_backup_of_an_earlier_build_comes_back_whole() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let (sealed, plain) = (folder.join("envelopes/backup.age"), folder.join("files/backup.json"));
    if std::env::var_os("GINNEL_FREEZE").is_some() {
        let (old, _) = old_phone();
        let file = backup(&old);
        std::fs::write(&plain, &*open_backup(&file, PASSWORD).unwrap()).unwrap();
        std::fs::write(&sealed, file).unwrap();
    }
    let file = std::fs::read(&sealed).unwrap();
    let inside = inside(&file);
    assert_eq!(inside, serde_json::from_slice::<Value>(&std::fs::read(&plain).unwrap()).unwrap());
    let phone = Phone::new(7);
    restore(&phone, &file);
    let told = told(&phone.app).join("\n");
    for words in
        ["Fifty eat here.", "heron-at-dusk", "bin Twelve came.", "draft blue door ask again", "wren-4"]
    {
        assert!(told.contains(words) || phone.app.profile().code == words, "{words} in\n{told}");
    }
    let records: std::collections::BTreeSet<_> =
        inside["revisions"].as_array().unwrap().iter().map(|r| r["record"].to_string()).collect();
    assert_eq!(phone.app.find(&Default::default(), usize::MAX).lines.len() + 1, records.len());
    assert_eq!((phone.app.to_look_at().len(), files_of(&phone.app).len()), (1, 2));
}

#[test]
fn what_was_sent_often_stands_in_the_file_once() {
    let phone = Phone::new(1);
    lock(&phone);
    for n in 0..4 {
        phone.note(note_fields(&format!("Note {n}.")), MyCoordinator);
        let sent = block_on(phone.app.make_file("the desk", false)).unwrap();
        block_on(phone.app.tell(sent.file, Told::Went)).unwrap();
    }
    let file = backup(&phone);
    let inside = inside(&file);
    let sent = inside["around"].as_array().unwrap().iter().filter(|item| item["is"] == "sent");
    let open: Vec<usize> = sent.map(|item| item["open"].as_array().unwrap().len()).collect();
    assert_eq!(open.iter().sum::<usize>(), 4);
    let new = Phone::new(7);
    restore(&new, &file);
    assert_eq!((new.app.safety().unsent, new.app.sent().len()), (0, 4));
}
