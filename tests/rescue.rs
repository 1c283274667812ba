//! A notebook that was saved by the rescue page comes back on another phone.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on stops here")]

#[allow(dead_code, reason = "not every suite uses all of it")]
#[path = "support/phone.rs"]
mod phone;
#[path = "support/rescue.rs"]
mod support;
#[allow(dead_code, reason = "not every suite uses all of it")]
#[path = "support/used.rs"]
mod used;

use ginnel::app::commands::bring_in::{NotStaged, Staged};
use ginnel::app::ports::{Row, Table};
use ginnel::app::rows::{self, name};
use ginnel::domain::revision::Sharing::{self, MyCoordinator};
use ginnel::exchange::read::Refusal;
use ginnel::vault::keyslots::Keyslots;
use phone::{Phone, note_fields};
use pollster::block_on;
use std::collections::BTreeSet;
use support::{rescue_file, with_header};
use used::{told, used};

#[test]
fn on_another_phone_every_revision_and_draft_is_back_and_said_in_counts() {
    let (old, records) = used();
    let file = rescue_file(&old.rows());
    assert!(!file.contains("eat here") && !file.contains("heron"));
    let mut new = Phone::new(7);
    let staged = block_on(new.app.stage(file.as_bytes())).unwrap();
    let counting: usize = records.iter().map(|record| old.app.versions(*record).len()).sum();
    assert_eq!(staged.report.new.len(), counting + 1 + 2, "the group, and the colleagues whose files stayed");
    assert_eq!((staged.report.known, staged.report.waiting.len()), (0, 0));
    assert_eq!((staged.aside.drafts.len(), staged.aside.waiting.len(), staged.aside.damaged), (1, 1, 0));
    block_on(new.app.bring_in(&staged)).unwrap();
    assert_eq!(told(&new.app), told(&old.app));
    new.reopen();
    assert_eq!(told(&new.app), told(&old.app));
    assert!(!String::from_utf8_lossy(&new.send()).contains("heron"));

    let again = block_on(new.app.stage(file.as_bytes())).unwrap();
    assert_eq!((again.report.new.len(), again.report.known), (0, counting + 3));
    assert!(again.aside.drafts.is_empty());
}

#[test]
fn what_only_its_writer_may_see_is_sealed_so_on_the_new_phone_in_every_version() {
    let (old, records) = used();
    let new = Phone::new(7);
    new.bring_in(rescue_file(&old.rows()).as_bytes());
    let all = new.rows();
    let keyslots = all.iter().find(|(_, row)| row.id == name::KEYSLOTS).unwrap();
    let ring = Keyslots::parse(&keyslots.1.sealed).unwrap().ring().unwrap();
    for (record, private) in [(records[0], false), (records[1], true), (records[2], true)] {
        let of_record = |(table, row): &&(Table, Row)| {
            *table == Table::Log && rows::revision_in(&ring, row).unwrap().record == record
        };
        let keys: Vec<bool> =
            all.iter().filter(of_record).map(|(_, row)| row.key == ring.mine.id()).collect();
        assert!(!keys.is_empty() && keys.iter().all(|is_mine| *is_mine == private), "{keys:?}");
    }
}

#[test]
fn the_phone_that_was_rescued_already_has_all_of_it() {
    let (phone, _) = used();
    let before = (phone.rows(), told(&phone.app));
    let staged = block_on(phone.app.stage(rescue_file(&phone.rows()).as_bytes())).unwrap();
    assert_eq!((staged.report.new.len(), staged.report.fuller.len(), staged.report.waiting.len()), (0, 0, 0));
    assert!(staged.report.known > 5 && staged.aside.drafts.is_empty());
    assert_eq!((phone.rows(), told(&phone.app)), before);
}

#[test]
fn a_rescue_file_from_before_an_erasure_does_not_revive_what_was_erased() {
    let phone = Phone::new(1);
    let note = phone.note(note_fields("One lives by the chapel."), MyCoordinator);
    let old = rescue_file(&phone.rows());
    block_on(phone.app.erase(note)).unwrap();
    phone.bring_in(old.as_bytes());
    assert_eq!(phone.words(note), None);
    assert!(!phone.on_disk().contains("chapel"));
}

#[test]
fn a_draft_that_was_saved_since_does_not_come_back_as_a_draft() {
    let phone = Phone::new(1);
    let mut draft = phone.app.begin_note();
    draft.main_mut().unwrap().fields.insert("words".to_owned(), "once".into());
    block_on(phone.app.keep_draft(&draft)).unwrap();
    let old = rescue_file(&phone.rows());
    block_on(phone.app.save(&draft)).unwrap();
    let staged = block_on(phone.app.stage(old.as_bytes())).unwrap();
    assert!(staged.aside.drafts.is_empty());
}

#[test]
fn what_waited_to_be_looked_at_waits_again_and_does_not_act() {
    let (mine, theirs) = (Phone::new(1), Phone::new(2));
    let note = mine.note(note_fields("The hall opens at eight."), MyCoordinator);
    theirs.bring_in(&mine.send());
    block_on(theirs.app.take_back(note)).unwrap();
    mine.bring_in(&theirs.send());
    assert_eq!(mine.app.to_look_at().len(), 1);
    let new = Phone::new(7);
    new.bring_in(rescue_file(&mine.rows()).as_bytes());
    assert_eq!(new.app.to_look_at().len(), 1);
    assert_eq!(new.words(note).as_deref(), Some("The hall opens at eight."));
}

/// The ids of all that a staged file would bring, acting or not.
fn content(staged: &Staged) -> BTreeSet<String> {
    let report = &staged.report;
    let revisions = report.new.iter().chain(report.waiting.iter().map(|waiting| &waiting.revision));
    let drafts = staged.aside.drafts.iter().map(|draft| draft.id.to_string());
    revisions.map(|revision| revision.id.to_string()).chain(drafts).collect()
}

#[test]
fn one_flipped_bit_costs_one_row_and_all_others_come_back() {
    let (old, _) = used();
    let rows = old.rows();
    let whole = content(&block_on(Phone::new(7).app.stage(rescue_file(&rows).as_bytes())).unwrap());
    for (nth, (table, row)) in rows.iter().enumerate() {
        // Without its keys nothing of it opens.
        if row.id == name::KEYSLOTS {
            continue;
        }
        let mut damaged = rows.clone();
        let middle = row.sealed.len() / 2;
        damaged[nth].1.sealed[middle] ^= 1;
        let new = Phone::new(7);
        let staged = block_on(new.app.stage(rescue_file(&damaged).as_bytes())).unwrap();
        assert_eq!(staged.aside.damaged, 1, "{table:?} {}", row.id);
        let found = content(&staged);
        let lost: Vec<&String> = whole.difference(&found).collect();
        assert!(lost.iter().all(|id| **id == row.id), "{table:?} {} cost {lost:?}", row.id);
        block_on(new.app.bring_in(&staged)).unwrap();
    }
}

#[test]
fn the_phone_it_comes_back_on_speaks_for_the_same_worker_and_one_that_was_written_on_stays_who_it_is() {
    let (old, records) = used();
    let coordinator = Phone::new(5);
    coordinator.bring_in(&old.send());
    assert_eq!(coordinator.words(records[0]).as_deref(), Some("Fifty eat here."));
    let file = rescue_file(&old.rows());

    let mut new = Phone::new(7);
    new.bring_in(file.as_bytes());
    new.reopen();
    block_on(new.app.take_back(records[0])).unwrap();
    let (_, _, waiting) = coordinator.bring_in(&new.send());
    assert_eq!((waiting, coordinator.words(records[0])), (0, None));

    let another = Phone::new(8);
    let own = another.note(note_fields("Written before."), MyCoordinator);
    let before = another.send();
    another.bring_in(file.as_bytes());
    let desk = Phone::new(9);
    desk.bring_in(&before);
    block_on(another.app.take_back(own)).unwrap();
    desk.bring_in(&another.send());
    assert_eq!(desk.words(own), None, "its own file still acts");
}

#[test]
fn a_rescue_file_that_is_broken_or_locked_says_why_and_changes_nothing() {
    let (old, _) = used();
    let rows = old.rows();
    let good = rescue_file(&rows);
    let with_keyslots = |text: &str| {
        let mut rows = rows.clone();
        let row = rows.iter_mut().find(|(_, row)| row.id == name::KEYSLOTS).unwrap();
        row.1.sealed = text.as_bytes().to_vec();
        rescue_file(&rows)
    };
    let without_keyslots: Vec<(Table, Row)> =
        rows.iter().filter(|(_, row)| row.id != name::KEYSLOTS).cloned().collect();
    let locked = r#"{"keyslots":1,"notes":"a","mine":"b","retired":[],"slots":[{"kind":"passphrase"}]}"#;
    let many = with_header(&rows, |header| header["rows"] = 7.into());
    let refused = |why| Err(NotStaged::Refused(why));
    let cases = [
        ("cut off", good[..good.len() * 2 / 3].to_owned(), refused(Refusal::Truncated)),
        (
            "its last byte gone",
            good.trim_end()[..good.trim_end().len() - 1].to_owned(),
            refused(Refusal::Truncated),
        ),
        ("a row taken out", many, refused(Refusal::Changed)),
        ("newer", good.replacen("\"version\":1", "\"version\":2", 1), refused(Refusal::NewerVersion(2))),
        ("no rows", "{\"format\":\"ginnel-rescue\",\"version\":1}".to_owned(), refused(Refusal::OtherFormat)),
        (
            "no day",
            with_header(&rows, |h| h["made_on"] = "then".into()),
            refused(Refusal::BadHeader("header")),
        ),
        ("two lists", good.replacen("\n]}", "\n],\"rows\":[]}", 1), Err(NotStaged::NoKeys)),
        ("no keyslots", rescue_file(&without_keyslots), Err(NotStaged::NoKeys)),
        ("spoilt keyslots", with_keyslots("nonsense"), Err(NotStaged::NoKeys)),
        ("a password", with_keyslots(locked), Err(NotStaged::Locked)),
    ];
    let phone = Phone::new(7);
    phone.note(note_fields("All that there is."), MyCoordinator);
    let before = (phone.rows(), told(&phone.app));
    for (what, file, why) in cases {
        let staged = block_on(phone.app.stage(file.as_bytes()));
        match what {
            "two lists" => assert!(matches!(staged, Err(NotStaged::Refused(Refusal::DuplicateKey(_))))),
            _ => assert_eq!(staged.map(drop), why, "{what}"),
        }
        assert_eq!((phone.rows(), told(&phone.app)), before, "{what}");
    }
}

#[test]
fn a_forged_rescue_file_cannot_take_back_what_is_here() {
    let mine = Phone::new(1);
    let note = mine.note(note_fields("The hall opens at eight."), MyCoordinator);
    let forger = Phone::new(2);
    forger.bring_in(&mine.send());
    block_on(forger.app.take_back(note)).unwrap();
    let staged = block_on(mine.app.stage(rescue_file(&forger.rows()).as_bytes())).unwrap();
    assert_eq!((staged.report.new.len(), staged.report.waiting.len()), (0, 1));
    block_on(mine.app.bring_in(&staged)).unwrap();
    assert_eq!(mine.words(note).as_deref(), Some("The hall opens at eight."));
}

#[test]
fn a_locked_notebook_comes_back_with_its_password_or_its_code_and_with_nothing_else() {
    let lost = Phone::new(1);
    let note = lost.note(note_fields("The hall opens at eight."), MyCoordinator);
    let private = lost.note(note_fields("I was not sure."), Sharing::Private);
    let code = lost.app.fresh_code();
    block_on(lost.app.set_passphrase("kettle ladder moss", &code)).unwrap();
    block_on(lost.door().quick_note("Ask about the gate.", None)).unwrap();
    let file = rescue_file(&lost.rows());
    assert!(!file.contains("eight"));
    let on_paper = code.groups().collect::<Vec<_>>().join(" ");
    for (secret, opens) in
        [("kettle ladder moss ", true), (on_paper.as_str(), true), ("kettle ladder", false), ("", false)]
    {
        let phone = Phone::new(2);
        assert_eq!(block_on(phone.app.stage(file.as_bytes())).map(drop), Err(NotStaged::Locked));
        match block_on(phone.app.stage_locked(file.as_bytes(), secret)) {
            Ok(staged) => {
                assert_eq!(staged.aside.damaged, 0);
                block_on(phone.app.bring_in(&staged)).unwrap();
            }
            Err(why) => assert_eq!((why, opens), (NotStaged::WrongSecret, false), "{secret}"),
        }
        let words = [note, private].map(|record| phone.words(record).is_some());
        assert_eq!(words, [opens; 2], "{secret}");
        let drafts: Vec<String> = phone.app.home().drafts.into_iter().map(|draft| draft.headline).collect();
        assert_eq!(drafts.len(), usize::from(opens), "{secret}");
        assert!(drafts.iter().all(|draft| draft.contains("Ask about the gate")), "{drafts:?}");
    }
}
