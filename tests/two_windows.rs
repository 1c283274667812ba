//! Two windows of one notebook: each hears what the other keeps, and neither writes over the other.
#![cfg(not(target_arch = "wasm32"))]

#[allow(dead_code)]
#[path = "support/phone.rs"]
mod phone;

use ginnel::app::App;
use ginnel::domain::entries::{set_text, text};
use ginnel::domain::ids::RecordId;
use ginnel::domain::merge::State;
use ginnel::domain::revision::Sharing::MyCoordinator;
use phone::{Phone, note_fields};
use pollster::block_on;

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
    block_on(other.drop_draft(draft.id)).unwrap();
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
