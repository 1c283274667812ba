//! A phone without room, and one on which a much newer build has been: no word is lost, and Send works.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on stops here")]

#[allow(dead_code, reason = "not every suite uses all of it")]
#[path = "support/phone.rs"]
mod phone;
#[allow(dead_code, reason = "not every suite uses all of it")]
#[path = "support/used.rs"]
mod used;

use ginnel::app::ports::StoreError;
use ginnel::app::{App, Failure};
use ginnel::domain::entries::{set_text, text};
use ginnel::domain::revision::Sharing::MyCoordinator;
use ginnel::storage::faulty::{Call, Fault};
use ginnel::ui::text::errors;
use phone::{Phone, note_fields};
use pollster::block_on;
use used::{told, used};

/// A window on a phone that is full from its `nth` write on.
fn full_from(phone: &Phone, nth: usize) -> App {
    let mut commits = 0;
    phone.second_window_over(move |call| {
        commits += usize::from(call == Call::Commit);
        if call == Call::Commit && commits >= nth { Fault::Fail(StoreError::Quota) } else { Fault::None }
    })
}

#[test]
fn on_a_full_phone_words_that_could_not_be_kept_stay_within_reach_and_the_rest_can_be_sent() {
    let (phone, _) = used();
    let before = (phone.rows(), told(&phone.app));
    let window = full_from(&phone, 1);
    let mut draft = window.own_copy(window.begin_note());
    set_text(&mut draft.main_mut().unwrap().fields, "words", "kingfisher under the bridge");
    let full = Err(Failure::Store(StoreError::Quota));
    assert_eq!(block_on(window.keep_draft(&draft)).map(drop), full);
    assert_eq!(block_on(window.save(&draft)).map(drop), full);
    // The page is left, for Send: the words are under Drafts, and go from there.
    let made = block_on(window.make_file("the desk", true)).unwrap();
    assert!(String::from_utf8_lossy(&made.parts[0].1).contains("Fifty eat here."));
    let held =
        |app: &App| app.home().drafts.iter().filter(|draft| draft.headline.contains("kingfisher")).count();
    assert_eq!(held(&window), 1);
    block_on(window.catch_up()).unwrap();
    assert_eq!(held(&window), 1);
    assert_eq!((phone.rows(), told(&phone.app)), before);
}

#[test]
fn when_there_is_room_again_the_words_are_kept_by_themselves_and_can_be_saved() {
    let phone = Phone::new(1);
    let full = std::rc::Rc::new(std::cell::Cell::new(true));
    let is_full = full.clone();
    let window = phone.second_window_over(move |call| match call {
        Call::Commit if is_full.get() => Fault::Fail(StoreError::Quota),
        _ => Fault::None,
    });
    let mut draft = window.own_copy(window.begin_note());
    set_text(&mut draft.main_mut().unwrap().fields, "words", "kingfisher");
    block_on(window.keep_draft(&draft)).unwrap_err();
    let from_home = window.own_copy(window.draft(window.home().drafts[0].id).unwrap());
    assert_eq!(text(&from_home.main().unwrap().fields, "words"), "kingfisher");
    block_on(window.keep_unkept()).unwrap_err();
    full.set(false);
    block_on(window.keep_unkept()).unwrap();
    let other = phone.second_window();
    assert_eq!(other.home().drafts.len(), 1);
    block_on(window.save(&draft)).unwrap();
    let other = phone.second_window();
    assert_eq!((other.home().drafts.len(), other.home().recent.len()), (0, 1));
    block_on(window.keep_unkept()).unwrap();
    assert_eq!(phone.second_window().home().drafts.len(), 0);
}

#[test]
fn a_draft_whose_answer_got_lost_is_saved_once_and_leaves_no_second() {
    let phone = Phone::new(1);
    for lost in [Fault::FailAfter(StoreError::Quota), Fault::FailAfter(StoreError::Stale)] {
        let mut commits = 0;
        let window = phone.second_window_over(move |call| {
            commits += usize::from(call == Call::Commit);
            if call == Call::Commit && commits == 1 { lost.clone() } else { Fault::None }
        });
        let mut draft = window.own_copy(window.begin_note());
        set_text(&mut draft.main_mut().unwrap().fields, "words", "once");
        block_on(window.keep_draft(&draft)).unwrap_err();
        let before = phone.second_window().home().recent.len();
        block_on(window.save(&draft)).unwrap();
        let after = phone.second_window();
        assert_eq!((after.home().drafts.len(), after.home().recent.len()), (0, before + 1));
    }
}

#[test]
fn a_file_that_finds_no_room_counts_not_at_all_and_sending_still_works() {
    let (colleague, _) = used();
    // More than goes in at once.
    for n in 0..600 {
        colleague.note(note_fields(&format!("Note {n}.")), MyCoordinator);
    }
    let file = colleague.send();
    let mut nth = 1;
    loop {
        let phone = Phone::new(7);
        phone.note(note_fields("Forty eat here."), MyCoordinator);
        let before = told(&phone.app);
        let window = full_from(&phone, nth);
        let staged = block_on(window.stage(&file)).unwrap();
        match block_on(window.bring_in(&staged)) {
            Ok(_) => break,
            Err(why) => assert_eq!(why, Failure::Store(StoreError::Quota)),
        }
        assert_eq!(told(&window), before);
        assert_eq!(told(&phone.try_open().unwrap()), before);
        let made = block_on(window.make_file("the desk", true)).unwrap();
        assert!(String::from_utf8_lossy(&made.parts[0].1).contains("Forty eat here."));
        // With room it comes in whole.
        assert!(phone.bring_in(&file).0 > 0);
        nth += 1;
    }
    assert!(nth > 2, "it came in with {} writes", nth - 1);
}

#[test]
fn what_a_much_newer_build_keeps_is_read_and_sent_and_not_written() {
    let (phone, records) = used();
    let before = phone.rows();
    let window = phone.window_that_keeps_nothing(StoreError::TooNew { found: 100, supported: 1 });
    assert_eq!(told(&window), told(&phone.app));
    let made = block_on(window.make_file("the desk", true)).unwrap();
    assert!(String::from_utf8_lossy(&made.parts[0].1).contains("Fifty eat here."));
    block_on(window.take_back(records[0])).unwrap_err();
    assert_eq!(phone.rows(), before);
    let notice = errors::store(&StoreError::TooNew { found: 100, supported: 1 });
    assert!(errors::asks_to_rescue(&notice) && !errors::asks_to_send(&notice));
}
