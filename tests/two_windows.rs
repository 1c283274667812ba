//! Two windows of one notebook: each hears what the other keeps, and neither writes over the other.
#![cfg(not(target_arch = "wasm32"))]

#[allow(dead_code)]
#[path = "support/phone.rs"]
mod phone;

#[path = "two_windows/drafts.rs"]
mod drafts;

use futures_util::FutureExt;
use ginnel::app::ports::StoreError;
use ginnel::app::{App, Failure};
use ginnel::domain::entries::{set_text, text};
use ginnel::domain::ids::RecordId;
use ginnel::domain::merge::State;
use ginnel::domain::revision::Sharing::MyCoordinator;
use ginnel::storage::faulty::{Call, Fault};
use phone::{Phone, note_fields};
use pollster::block_on;
use std::cell::Cell;
use std::pin::pin;
use std::rc::Rc;

fn words(app: &App, record: RecordId) -> Option<String> {
    let view = app.note(record)?.view;
    view.state.is_open().then(|| text(&view.fields, "words").to_owned())
}

#[test]
fn what_one_window_saves_is_seen_in_the_other() {
    let phone = Phone::new(1);
    let other = phone.second_window();
    let first = phone.note(note_fields("Forty eat here."), MyCoordinator);
    assert_eq!(words(&other, first), None);
    block_on(other.catch_up()).unwrap();
    assert_eq!(words(&other, first).as_deref(), Some("Forty eat here."));

    for n in 0..100 {
        phone.note(note_fields(&format!("Note {n}.")), MyCoordinator);
    }
    block_on(other.catch_up()).unwrap();
    assert_eq!(other.safety().notes, 101);

    let mut draft = other.begin_note();
    draft.main_mut().unwrap().fields =
        note_fields("Begun here.").as_object().unwrap().clone().into_iter().collect();
    block_on(other.keep_draft(&draft)).unwrap();
    block_on(phone.app.catch_up()).unwrap();
    assert_eq!(phone.app.home().drafts.len(), 1);
    block_on(other.drop_draft(&draft)).unwrap();
    block_on(phone.app.catch_up()).unwrap();
    assert!(phone.app.home().drafts.is_empty());
}

#[test]
fn one_draft_in_two_windows_makes_two_versions_and_no_word_is_lost() {
    let phone = Phone::new(1);
    let note = phone.note(note_fields("First"), MyCoordinator);
    let begun = phone.app.begin_change(note).unwrap();
    block_on(phone.app.keep_draft(&begun)).unwrap();
    let other = phone.second_window();
    for (app, said) in [(&phone.app, "One window"), (&other, "Other window")] {
        let mut draft = app.own_copy(app.draft(begun.id).unwrap());
        set_text(&mut draft.main_mut().unwrap().fields, "words", said);
        block_on(app.save(&draft)).unwrap();
    }
    block_on(phone.app.catch_up()).unwrap();
    assert_eq!(phone.app.note(note).unwrap().view.state, State::Conflict);
    let mut kept: Vec<String> =
        phone.app.versions_apart(note).iter().map(|head| text(&head.fields, "words").to_owned()).collect();
    kept.sort();
    assert_eq!(kept, ["One window", "Other window"]);
}

#[test]
fn a_draft_saved_in_two_windows_at_once_keeps_the_words_of_both() {
    let phone = Phone::new(1);
    let other = phone.second_window();
    let begun = phone.app.begin_note();
    let mut note = None;
    for (app, said) in [(&phone.app, "One window"), (&other, "Other window")] {
        // Under the same ids, and without having heard of each other.
        let mut draft = begun.clone();
        set_text(&mut draft.main_mut().unwrap().fields, "words", said);
        note = Some(block_on(app.save(&draft)).unwrap().record);
    }
    let note = note.unwrap();
    let kept: Vec<String> =
        other.versions(note).iter().map(|version| text(&version.fields, "words").to_owned()).collect();
    assert!(kept.contains(&"One window".to_owned()) && kept.contains(&"Other window".to_owned()), "{kept:?}");
    block_on(phone.app.catch_up()).unwrap();
    assert_eq!(phone.app.note(note), other.note(note));
}

#[test]
fn words_that_one_window_takes_out_for_good_or_empties_from_the_bin_leave_the_other() {
    let phone = Phone::new(1);
    let note = phone.note(note_fields("One lives by the chapel."), MyCoordinator);
    let binned = phone.note(note_fields("Left cross."), MyCoordinator);
    block_on(phone.app.take_back(binned)).unwrap();
    let other = phone.second_window();
    let new = note_fields("Taken out.").as_object().unwrap().clone().into_iter().collect();
    block_on(phone.app.take_out(note, new)).unwrap();
    block_on(phone.app.empty_bin()).unwrap();
    block_on(other.catch_up()).unwrap();
    assert_eq!(words(&other, note).as_deref(), Some("Taken out."));
    let all = format!("{:?}{:?}", other.versions(note), other.versions(binned));
    assert!(!all.contains("chapel") && !all.contains("cross"));
    assert_eq!(other.safety().binned, 0);
}

#[test]
fn a_window_whose_store_failed_while_it_caught_up_shows_nothing_of_a_file_that_went_again() {
    let colleague = Phone::new(2);
    let note = colleague.note(note_fields("Two beds are ready."), MyCoordinator);
    let file = colleague.send();
    let mut failed = 0;
    for fails_at in 1..20 {
        let phone = Phone::new(1);
        let calls_left = Rc::new(Cell::new(None));
        let left = calls_left.clone();
        let other = phone.second_window_over(move |_| {
            left.set(left.get().map(|n: i32| n - 1));
            if left.get() == Some(0) { Fault::Fail(StoreError::Stale) } else { Fault::None }
        });
        phone.bring_in(&file);
        calls_left.set(Some(fails_at));
        failed += u32::from(block_on(other.catch_up()).is_err());
        block_on(phone.app.take_file_out(phone.app.brought()[0].batch)).unwrap();
        calls_left.set(None);
        block_on(other.catch_up()).unwrap();
        assert_eq!(words(&other, note), None, "call {fails_at} failed");
    }
    assert!(failed > 3);
}

#[test]
fn what_one_window_erased_is_not_written_again_by_one_that_has_not_heard() {
    let phone = Phone::new(1);
    let (note, binned) = (
        phone.note(note_fields("One lives by the chapel."), MyCoordinator),
        phone.note(note_fields("Left cross."), MyCoordinator),
    );
    block_on(phone.app.take_back(binned)).unwrap();
    let other = phone.second_window();
    let mut draft = other.begin_change(note).unwrap();
    set_text(&mut draft.main_mut().unwrap().fields, "words", "By the chapel, at noon.");
    block_on(phone.app.erase(note)).unwrap();
    block_on(phone.app.erase(binned)).unwrap();
    assert_eq!(block_on(other.save(&draft)), Err(Failure::Gone));
    assert_eq!(block_on(other.undo_take_back(binned)), Err(Failure::Gone));
    assert_eq!((other.versions(note).len(), other.versions(binned).len()), (2, 3));
}

/// A window that stops before each of its writes until it is asked again.
fn slow_window(phone: &Phone) -> App {
    phone.second_window_over(|call| match call {
        Call::Commit => Fault::PauseBefore,
        _ => Fault::None,
    })
}

#[test]
fn what_one_window_erases_is_not_kept_by_a_save_that_had_begun() {
    let mut phone = Phone::new(1);
    let note = phone.note(note_fields("One lives by the chapel."), MyCoordinator);
    let other = slow_window(&phone);
    let mut draft = other.begin_change(note).unwrap();
    set_text(&mut draft.main_mut().unwrap().fields, "words", "By the chapel, at noon.");
    let mut save = pin!(other.save(&draft));
    assert_eq!(save.as_mut().now_or_never(), None);
    block_on(phone.app.erase(note)).unwrap();
    assert_eq!(block_on(save), Err(Failure::Gone));
    phone.reopen();
    assert!(!format!("{:?}", phone.app.versions(note)).contains("chapel"));
}

#[test]
fn a_save_that_had_begun_is_erased_with_the_rest() {
    let mut phone = Phone::new(1);
    let note = phone.note(note_fields("One lives by the chapel."), MyCoordinator);
    let other = slow_window(&phone);
    let mut erase = pin!(other.erase(note));
    assert_eq!(erase.as_mut().now_or_never(), None);
    phone.change(note, serde_json::json!({"words": "By the chapel, at noon."}));
    block_on(erase).unwrap();
    phone.reopen();
    assert!(!format!("{:?}", phone.app.versions(note)).contains("chapel"));
}

#[test]
fn a_file_that_two_windows_bring_in_at_once_is_there_afterwards() {
    let colleague = Phone::new(2);
    let note = colleague.note(note_fields("Two beds are ready."), MyCoordinator);
    // More than goes in at once.
    for n in 0..600 {
        colleague.note(note_fields(&format!("Note {n}.")), MyCoordinator);
    }
    let file = colleague.send();
    for turns in 0.. {
        let mut phone = Phone::new(1);
        let other = slow_window(&phone);
        let staged = block_on(other.stage(&file)).unwrap();
        let mut slow = pin!(other.bring_in(&staged));
        let is_over = (0..turns).any(|_| slow.as_mut().now_or_never().is_some());
        phone.bring_in(&file);
        if !is_over {
            block_on(slow).ok();
        }
        phone.reopen();
        assert_eq!(phone.words(note).as_deref(), Some("Two beds are ready."), "after {turns} turns");
        if is_over {
            assert!(turns > 2, "it came in within {turns} turns");
            break;
        }
    }
}

#[test]
fn words_leave_rows_that_were_not_read_yet() {
    let mut phone = Phone::new(1);
    let [note, erased, binned] = ["One lives by the chapel.", "Erase me.", "Left cross."]
        .map(|words| phone.note(note_fields(words), MyCoordinator));
    block_on(phone.app.take_back(binned)).unwrap();
    let first = phone.app.versions(note)[0].id;
    for n in 0..100 {
        phone.note(note_fields(&format!("Note {n}.")), MyCoordinator);
    }
    // The last change of each is on the first screen; what it was made from is not.
    phone.change(note, serde_json::json!({"who_was_missing": "The young"}));
    phone.change(erased, serde_json::json!({"who_was_missing": "The young"}));
    let new = note_fields("Taken out.").as_object().unwrap().clone().into_iter().collect();
    block_on(phone.just_opened().take_out(note, new)).unwrap();
    block_on(phone.just_opened().erase(erased)).unwrap();
    block_on(phone.just_opened().empty_bin()).unwrap();
    phone.reopen();
    let held = phone.app.versions(note).into_iter().find(|version| version.id == first).unwrap();
    assert!(held.incomplete);
    for record in [erased, binned] {
        assert!(phone.app.versions(record).iter().all(|version| version.incomplete || version.is_head));
    }
}

#[test]
fn a_file_that_one_window_brings_in_or_takes_out_comes_and_goes_in_the_other() {
    let colleague = Phone::new(2);
    let note = colleague.note(note_fields("Two beds are ready."), MyCoordinator);
    let file = colleague.send();
    let phone = Phone::new(1);
    let other = phone.second_window();
    phone.bring_in(&file);
    block_on(other.catch_up()).unwrap();
    assert_eq!(words(&other, note).as_deref(), Some("Two beds are ready."));
    let batch = phone.app.brought()[0].batch;
    block_on(phone.app.take_file_out(batch)).unwrap();
    block_on(other.catch_up()).unwrap();
    assert_eq!(words(&other, note), None);
    phone.bring_in(&file);
    block_on(other.catch_up()).unwrap();
    assert_eq!(words(&other, note).as_deref(), Some("Two beds are ready."));
}
