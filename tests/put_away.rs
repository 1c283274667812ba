//! A phone lets go of words that went long ago: only when told, only what is safe elsewhere, and they stay away.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[allow(dead_code, reason = "not every suite needs all of it")]
#[path = "support/phone.rs"]
mod phone;

use ginnel::app::Failure;
use ginnel::app::ports::{StoreError, Table};
use ginnel::app::queries::find::Wanted;
use ginnel::app::state::Told;
use ginnel::domain::ids::RecordId;
use ginnel::domain::put_away::{OFFERED_AFTER, OFFERED_AGAIN_AFTER};
use ginnel::domain::revision::Sharing::{MyCoordinator, Private};
use ginnel::storage::faulty::{Call, Fault};
use phone::{Phone, note_fields};
use pollster::block_on;
use serde_json::{Value, json};
use std::cell::Cell;

const WORDS: &str = "The kettle is on. Nobody minds the heron.";

/// A finished note.
fn finished(words: &str) -> Value {
    let mut fields = note_fields(words);
    fields["told_purpose"] = "told".into();
    fields["who_was_missing"] = "the herons of the mill".into();
    fields
}

/// Makes a file, and says that it went.
fn send(phone: &Phone) -> Vec<u8> {
    let made = block_on(phone.app.make_file("the desk", true)).unwrap();
    block_on(phone.app.tell(made.file, Told::Went)).unwrap();
    made.parts.into_iter().next().unwrap().1
}

fn offered(phone: &Phone) -> Vec<RecordId> {
    phone.app.may_be_put_away().into_iter().map(|line| line.record).collect()
}

/// A phone with a note that may be put away, and the file that carried it.
fn long_ago(seed: u64) -> (Phone, RecordId, Vec<u8>) {
    let mut phone = Phone::new(seed);
    let note = phone.note(finished(WORDS), MyCoordinator);
    let file = send(&phone);
    phone.use_for(OFFERED_AFTER);
    (phone, note, file)
}

#[test]
fn only_what_went_long_enough_ago_is_offered() {
    let mut phone = Phone::new(1);
    let note = phone.note(finished(WORDS), MyCoordinator);
    phone.use_for(1);
    send(&phone);
    phone.use_for(OFFERED_AFTER - 1);
    assert_eq!(offered(&phone), []);
    phone.rest_for(1000);
    phone.reopen();
    assert_eq!(offered(&phone), [], "days without use do not count");
    phone.use_for(1);
    assert_eq!(offered(&phone), [note]);
}

#[test]
fn what_is_private_unsent_promised_owed_unfinished_changed_or_open_is_never_offered() {
    let with = |more: Value| {
        let mut fields = finished(WORDS);
        fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        fields
    };
    let promise = json!({"text": "Ask about chairs", "who": "us", "state": "open", "order": 1});
    let mut phone = Phone::new(1);
    let shared: Vec<RecordId> = [
        with(json!({"promises.18fe5dae-c3f6-40f7-81e3-85211ceaa41b": promise})),
        with(json!({"loop": "not_yet"})),
        json!({"words": WORDS}),
        finished(WORDS),
        finished(WORDS),
    ]
    .into_iter()
    .map(|fields| phone.note(fields, MyCoordinator))
    .collect();
    phone.note(finished(WORDS), Private);
    send(&phone);
    phone.note(finished(WORDS), MyCoordinator);
    phone.change(shared[3], json!({"words": "changed since"}));
    block_on(phone.app.keep_draft(&phone.app.begin_change(shared[4]).unwrap())).unwrap();
    phone.use_for(OFFERED_AGAIN_AFTER);
    assert_eq!(offered(&phone), []);
}

#[test]
fn a_file_that_the_worker_did_not_call_gone_lets_nothing_go() {
    for told in [None, Some(Told::Handed), Some(Told::DidNot), Some(Told::NotSure)] {
        let mut phone = Phone::new(1);
        phone.note(finished(WORDS), MyCoordinator);
        let made = block_on(phone.app.make_file("the desk", true)).unwrap();
        if let Some(told) = told {
            block_on(phone.app.tell(made.file, told)).unwrap();
        }
        phone.use_for(OFFERED_AGAIN_AFTER);
        assert_eq!(offered(&phone), [], "{told:?}");
    }
}

#[test]
fn whoever_says_not_now_is_asked_again_much_later() {
    let (mut phone, note, _) = long_ago(1);
    block_on(phone.app.put_off_putting_away()).unwrap();
    phone.reopen();
    assert_eq!(offered(&phone), []);
    phone.use_for(OFFERED_AGAIN_AFTER - OFFERED_AFTER);
    assert_eq!(offered(&phone), [note]);
}

#[test]
fn one_line_stays_and_no_other_word_is_on_the_phone() {
    let (mut phone, note, _) = long_ago(1);
    let other = phone.note(finished("The swan asked for more time."), MyCoordinator);
    block_on(phone.app.put_away(&[note, other])).unwrap();
    for _ in 0..2 {
        let shown = phone.app.note(note).unwrap();
        assert!(shown.is_away);
        assert_eq!(shown.line.headline, "The kettle is on.");
        assert_eq!(shown.view.fields["with_kinds"], json!(["residents"]));
        assert!(!phone.on_disk().contains("minds"));
        assert!(
            phone.on_disk().contains("swan"),
            "what was not sent is not touched, though it was asked for"
        );
        let find =
            |text: &str| phone.app.find(&Wanted { text: text.to_owned(), ..Wanted::default() }, 9).total;
        assert_eq!((find("kettle"), find("minds"), find("swan")), (1, 0, 1));
        assert_eq!(offered(&phone), []);
        assert!(!phone.app.line(note).unwrap().unfinished);
        phone.reopen();
    }
}

#[test]
fn earlier_versions_go_too_and_a_window_beside_it_lets_go() {
    let mut phone = Phone::new(1);
    let note = phone.note(finished(WORDS), MyCoordinator);
    phone.change(note, json!({"words": "The kettle is off."}));
    send(&phone);
    phone.use_for(OFFERED_AFTER);
    let beside = phone.second_window();
    block_on(phone.app.put_away(&[note])).unwrap();
    assert!(!phone.on_disk().contains("heron"));
    block_on(beside.catch_up()).unwrap();
    assert!(beside.versions(note).iter().all(|version| !version.fields.contains_key("words")));
}

#[test]
fn a_row_that_was_not_emptied_yet_brings_nothing_back_to_another_window() {
    let mut phone = Phone::new(1);
    let note = phone.note(finished(WORDS), MyCoordinator);
    // What was taken back once is read again at each look.
    block_on(phone.app.take_back(note)).unwrap();
    block_on(phone.app.undo_take_back(note)).unwrap();
    send(&phone);
    phone.use_for(OFFERED_AFTER);
    let beside = phone.second_window();
    let commits = Cell::new(0);
    let killed = phone.second_window_over(move |call| {
        let is_late = matches!(call, Call::Commit) && commits.replace(commits.get() + 1) > 0;
        if is_late { Fault::Fail(StoreError::Quota) } else { Fault::None }
    });
    assert!(block_on(killed.put_away(&[note])).is_err());
    assert!(phone.on_disk().contains("heron"), "its rows are still to be emptied");
    block_on(beside.catch_up()).unwrap();
    assert!(beside.note(note).unwrap().is_away);
    assert!(beside.versions(note).iter().all(|version| !version.fields.contains_key("words")));
    block_on(beside.empty_what_is_away()).unwrap();
    assert!(!phone.on_disk().contains("heron"));
}

#[test]
fn the_words_do_not_come_back_with_a_file() {
    let (mut phone, note, file) = long_ago(1);
    block_on(phone.app.put_away(&[note])).unwrap();
    let staged = block_on(phone.app.stage(&file)).unwrap();
    assert_eq!((staged.report.new.len(), staged.report.fuller.len(), staged.put_away), (0, 0, 1));
    block_on(phone.app.bring_in(&staged)).unwrap();
    phone.reopen();
    assert!(phone.app.note(note).unwrap().is_away && !phone.on_disk().contains("heron"));
}

#[test]
fn whoever_got_the_file_keeps_every_word_whatever_this_phone_sends_later() {
    let (phone, note, file) = long_ago(1);
    let desk = Phone::new(2);
    desk.bring_in(&file);
    block_on(phone.app.put_away(&[note])).unwrap();
    phone.note(finished("A later note."), MyCoordinator);
    let (new, _, waiting) = desk.bring_in(&send(&phone));
    assert_eq!((new, waiting), (1, 0));
    assert_eq!(desk.words(note).as_deref(), Some(WORDS));
}

#[test]
fn nothing_is_made_from_a_line_alone_that_would_be_without_the_words_elsewhere() {
    let (phone, note, file) = long_ago(1);
    block_on(phone.app.put_away(&[note])).unwrap();
    assert_eq!(phone.app.begin_change(note).map(drop), Err(Failure::PutAway));
    assert_eq!(block_on(phone.app.take_back(note)), Err(Failure::PutAway));
    let rest = phone.app.note(note).unwrap().view.fields;
    assert_eq!(block_on(phone.app.take_out(note, rest)), Err(Failure::PutAway));
    assert!(phone.app.begin_repeat(note).is_ok());
    // It can be erased, and is then erased everywhere.
    block_on(phone.app.erase(note)).unwrap();
    let desk = Phone::new(2);
    desk.bring_in(&file);
    desk.bring_in(&send(&phone));
    assert_eq!(desk.words(note), None);
}

#[test]
fn a_version_that_comes_later_has_its_own_words() {
    let (mut phone, note, file) = long_ago(1);
    let desk = Phone::new(2);
    desk.bring_in(&file);
    block_on(phone.app.put_away(&[note])).unwrap();
    desk.change(note, json!({"words": "The kettle is on, and the door is blue."}));
    assert_eq!(phone.bring_in(&desk.send()).0, 1);
    phone.reopen();
    let shown = phone.app.note(note).unwrap();
    assert!(!shown.is_away);
    assert_eq!(phone.words(note).as_deref(), Some("The kettle is on, and the door is blue."));
}

#[test]
fn killed_at_any_moment_nothing_half_done_stays() {
    for kill in 0.. {
        let (mut phone, note, _) = long_ago(1);
        let calls = Cell::new(0);
        let window = phone.second_window_over(move |call| {
            let is_commit = matches!(call, Call::Commit);
            let nth = calls.replace(calls.get() + u32::from(is_commit));
            if is_commit && nth >= kill { Fault::Fail(StoreError::Quota) } else { Fault::None }
        });
        let done = block_on(window.put_away(&[note]));
        phone.reopen();
        block_on(phone.app.empty_what_is_away()).unwrap();
        let is_away = phone.app.note(note).unwrap().is_away;
        assert_eq!(is_away, !phone.on_disk().contains("heron"), "killed at commit {kill}");
        assert_eq!(is_away, kill > 0);
        if done.is_ok() {
            assert!(kill >= 2, "a mark, and the rows");
            return;
        }
    }
}

#[test]
fn what_is_kept_of_it_is_sealed() {
    let (phone, note, _) = long_ago(1);
    block_on(phone.app.put_away(&[note])).unwrap();
    let rows = phone.rows_of(Table::Meta);
    let ours: Vec<_> = rows.iter().filter(|row| row.id.starts_with("away.") || row.id == "days").collect();
    assert_eq!(ours.len(), 2);
    for row in ours {
        assert!(row.suite != 0 && !String::from_utf8_lossy(&row.sealed).contains("kettle"));
    }
}
