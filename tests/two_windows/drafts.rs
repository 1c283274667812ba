//! One kept draft in two windows: what is typed in one is never only on its screen because of the other.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops here")]

use super::phone::{Phone, note_fields};
use ginnel::app::App;
use ginnel::app::draft::Draft;
use ginnel::app::ports::StoreError;
use ginnel::domain::entries::{set_text, text};
use ginnel::domain::ids::DraftId;
use ginnel::domain::revision::Sharing::MyCoordinator;
use ginnel::storage::faulty::{Call, Fault};
use pollster::block_on;
use std::cell::Cell;
use std::rc::Rc;

/// A draft as a page has it that opens it.
fn open(app: &App, id: DraftId) -> Draft {
    app.own_copy(app.draft(id).unwrap())
}

/// Types other words, and keeps them.
fn type_on(app: &App, draft: &mut Draft, words: &str) {
    set_text(&mut draft.main_mut().unwrap().fields, "words", words);
    draft.id = block_on(app.keep_draft(draft)).unwrap();
}

fn begun(app: &App, words: &str) -> DraftId {
    let mut draft = app.own_copy(app.begin_note());
    type_on(app, &mut draft, words);
    draft.id
}

/// The words of all drafts, as a fresh start has them.
fn kept(phone: &mut Phone) -> Vec<String> {
    phone.reopen();
    let words = |draft: Draft| text(&draft.main().unwrap().fields, "words").to_owned();
    let home = phone.app.home();
    let mut kept: Vec<String> =
        home.drafts.iter().filter_map(|line| phone.app.draft(line.id)).map(words).collect();
    kept.sort();
    kept
}

#[test]
fn two_windows_that_type_on_one_draft_keep_the_words_of_both() {
    let mut phone = Phone::new(1);
    let id = begun(&phone.app, "Begun.");
    let windows = [phone.app.clone(), phone.second_window()];
    let mut pages = windows.each_ref().map(|app| open(app, id));
    for round in ["once", "again", "and again"] {
        for ((name, app), page) in ["One", "Other"].into_iter().zip(&windows).zip(&mut pages) {
            type_on(app, page, &format!("{name} {round}."));
        }
    }
    assert_eq!(pages[0].id, id);
    assert_eq!(windows[1].home().drafts.len(), 2);
    assert_eq!(kept(&mut phone), ["One and again.", "Other and again."]);
}

#[test]
fn a_page_loaded_again_goes_on_in_its_draft() {
    let mut phone = Phone::new(1);
    let id = begun(&phone.app, "Begun.");
    for words in ["Typed on.", "Typed on, later."] {
        phone.reopen();
        let mut page = open(&phone.app, id);
        type_on(&phone.app, &mut page, words);
        assert_eq!(page.id, id);
        assert_eq!(kept(&mut phone), [words]);
    }
}

#[test]
fn a_draft_that_was_kept_though_the_phone_said_no_is_still_one_draft() {
    let mut phone = Phone::new(1);
    let id = begun(&phone.app, "Begun.");
    let answers_get_lost = Rc::new(Cell::new(false));
    let lost = answers_get_lost.clone();
    let app = phone.second_window_over(move |call| match call {
        Call::Commit if lost.get() => Fault::FailAfter(StoreError::Stale),
        _ => Fault::None,
    });
    let mut page = open(&app, id);
    let keep_in_vain = |page: &mut Draft, words: &str| {
        answers_get_lost.set(true);
        set_text(&mut page.main_mut().unwrap().fields, "words", words);
        block_on(app.keep_draft(page)).unwrap_err();
        answers_get_lost.set(false);
    };
    keep_in_vain(&mut page, "Half.");
    type_on(&app, &mut page, "Half of it.");
    assert_eq!(kept(&mut phone), ["Half of it."]);
    keep_in_vain(&mut page, "All of it.");
    block_on(app.save(&page)).unwrap();
    assert_eq!(kept(&mut phone), [""; 0]);
    let mut page = app.own_copy(app.begin_note());
    keep_in_vain(&mut page, "Begun.");
    block_on(app.drop_draft(&page)).unwrap();
    assert_eq!(kept(&mut phone), [""; 0]);
}

#[test]
fn saving_or_throwing_away_in_one_window_leaves_what_the_other_typed() {
    let mut phone = Phone::new(1);
    let id = begun(&phone.app, "Begun.");
    let other = phone.second_window();
    let page = open(&phone.app, id);
    type_on(&other, &mut open(&other, id), "Typed on.");
    block_on(phone.app.save(&page)).unwrap();
    assert_eq!(kept(&mut phone), ["Typed on."]);

    let other = phone.second_window();
    let page = open(&phone.app, id);
    type_on(&other, &mut open(&other, id), "Typed on here.");
    block_on(phone.app.drop_draft(&page)).unwrap();
    assert_eq!(kept(&mut phone), ["Typed on here."]);

    // What a window has heard of it leaves as well.
    let (app, other) = (phone.app.clone(), phone.second_window());
    let page = open(&app, id);
    type_on(&other, &mut open(&other, id), "Typed on there.");
    block_on(app.catch_up()).unwrap();
    block_on(app.save(&page)).unwrap();
    assert_eq!(kept(&mut phone), ["Typed on there."]);
}

#[test]
fn a_draft_that_ended_here_and_was_typed_on_elsewhere_is_kept_here_again() {
    let mut phone = Phone::new(1);
    let note = phone.note(note_fields("First"), MyCoordinator);
    let begun = phone.app.begin_change(note).unwrap();
    block_on(phone.app.keep_draft(&begun)).unwrap();
    let other = phone.second_window();
    let mut page = open(&other, begun.id);
    block_on(phone.app.save(&open(&phone.app, begun.id))).unwrap();
    type_on(&other, &mut page, "Typed on");
    block_on(phone.app.catch_up()).unwrap();
    let mut draft = phone.app.own_copy(phone.app.begin_change(note).unwrap());
    type_on(&phone.app, &mut draft, "Typed on here");
    assert_eq!(draft.id, begun.id);
    assert_eq!(kept(&mut phone), ["Typed on here"]);
}
