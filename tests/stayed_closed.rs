//! What stays closed after an organisation's help: the old password or the printed code opens it, on that phone and, from a
//! copy of one's own, on a new one.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on stops here"
)]

#[path = "support/desk.rs"]
mod desk;
#[allow(dead_code, reason = "not every suite needs all of it")]
#[path = "support/helped.rs"]
mod helped;
#[allow(dead_code, reason = "not every suite needs all of it")]
#[path = "support/phone.rs"]
mod phone;
#[allow(dead_code, reason = "not every suite needs all of it")]
#[path = "exchange/sample.rs"]
mod sample;
#[path = "support/rescue.rs"]
mod support;

use futures_util::task::noop_waker;
use ginnel::app::door::Shut;
use ginnel::app::ports::{StoreError, Table};
use ginnel::app::rows::name;
use ginnel::domain::revision::Sharing;
use ginnel::exchange::envelope::open_backup;
use ginnel::storage::faulty::{Call, Fault};
use ginnel::vault::keyslots::Way;
use helped::*;
use phone::{Phone, note_fields};
use pollster::block_on;
use serde_json::json;
use std::cell::Cell;
use std::pin::pin;
use std::rc::Rc;
use std::task::Context;

#[test]
fn the_old_password_or_the_printed_code_opens_what_stayed_closed() {
    for by_code in [false, true] {
        let mut scene = helped();
        block_on(scene.phone.app.open_quick_notes()).unwrap();
        let other = scene.phone.app.fresh_code();
        for wrong in [SECOND, "something else entirely", other.digits()] {
            assert_eq!(block_on(scene.phone.app.open_earlier(wrong)), Err(Shut::Wrong));
        }
        assert_eq!(scene.phone.app.safety().closed, 6);
        let secret = if by_code { scene.code.digits() } else { FIRST };
        block_on(scene.phone.app.open_earlier(secret)).unwrap();
        for open in [false, true] {
            if open {
                scene.phone.unlock(Way::Passphrase, SECOND).unwrap();
            }
            let phone = &scene.phone;
            assert_eq!(
                scene.private.map(|record| phone.words(record)),
                [Some(PRIVATE.into()), Some(NARROWED.into())]
            );
            let safety = phone.app.safety();
            assert_eq!((safety.closed, safety.broken, safety.drafts), (0, 0, 2), "{safety:?}");
            let drafts: Vec<String> =
                phone.app.home().drafts.into_iter().map(|draft| draft.headline).collect();
            assert!(
                drafts.iter().any(|d| d.contains(QUICK)) && drafts.iter().any(|d| d.contains(DRAFTED)),
                "{drafts:?}"
            );
            assert!(!phone.rows().iter().any(|(_, row)| row.id.starts_with(name::EARLIER)));
        }
        assert!(!scene.phone.app.is_to_be_sealed_again());
    }
}

#[test]
fn who_forgets_twice_opens_each_time_by_itself() {
    let mut scene = helped();
    // Once the notebook is open the slot follows of itself; here nobody looks at a page.
    block_on(scene.phone.app.keep_organisation_slot()).unwrap();
    let second = scene.phone.note(note_fields("only since then"), Sharing::Private);
    let answered = answered(&scene);
    let third = "the third and last";
    block_on(answered.set_passphrase(third, &phone_code())).unwrap();
    scene.phone.unlock(Way::Passphrase, third).unwrap();
    assert_eq!(scene.phone.words(scene.shared).as_deref(), Some(SHARED));
    assert_eq!(scene.phone.words(second), None);
    block_on(scene.phone.app.open_earlier(FIRST)).unwrap();
    assert_eq!(
        (scene.phone.words(scene.private[0]).as_deref(), scene.phone.words(second)),
        (Some(PRIVATE), None)
    );
    block_on(scene.phone.app.open_earlier(SECOND)).unwrap();
    assert_eq!(scene.phone.words(second).as_deref(), Some("only since then"));
    scene.phone.unlock(Way::Passphrase, third).unwrap();
    assert_eq!((scene.phone.app.safety().closed, scene.phone.app.safety().broken), (0, 0));
}

#[test]
fn opening_what_stayed_closed_may_be_broken_off_anywhere() {
    for fault in [Fault::Fail(StoreError::Quota), Fault::PauseBefore, Fault::PauseAfter] {
        for well in 0..24 {
            let mut scene = helped();
            let is_on = Rc::new(Cell::new(false));
            let (on, plan_fault, mut calls) = (is_on.clone(), fault.clone(), 0);
            let app = scene.phone.unlocked_over(SECOND, move |_: Call| {
                calls += usize::from(on.get());
                if on.get() && calls > well { plan_fault.clone() } else { Fault::None }
            });
            is_on.set(true);
            {
                let mut work = pin!(app.open_earlier(FIRST));
                let waker = noop_waker();
                let _ = work.as_mut().poll(&mut Context::from_waker(&waker));
            }
            let what = format!("{fault:?} after {well}");
            scene.phone.unlock(Way::Passphrase, SECOND).unwrap();
            block_on(scene.phone.app.open_quick_notes()).unwrap();
            assert_eq!(scene.phone.app.safety().broken, 0, "{what}");
            match block_on(scene.phone.app.open_earlier(FIRST)) {
                Ok(()) => {}
                // It had come to its end.
                error => assert_eq!(error, Err(Shut::Wrong), "{what}"),
            }
            assert_eq!(scene.phone.words(scene.private[0]).as_deref(), Some(PRIVATE), "{what}");
            let safety = scene.phone.app.safety();
            assert_eq!((safety.closed, safety.broken, safety.drafts), (0, 0, 2), "{what}");
        }
    }
}

/// The copy of a phone on which something is closed, under its password of today.
fn copy(phone: &Phone) -> Vec<u8> {
    let mut made = block_on(phone.app.make_backup(SECOND)).unwrap();
    assert_eq!((made.left_out, made.made.parts.len()), (0, 1));
    made.made.parts.remove(0).1
}

fn restore(phone: &Phone, copy: &[u8]) {
    let staged = block_on(phone.app.stage_locked(copy, SECOND)).unwrap();
    block_on(phone.app.bring_in(&staged)).unwrap();
    // As every page does.
    block_on(phone.app.open_quick_notes()).unwrap();
}

/// What stands closed, what is damaged, and the drafts.
fn stands(phone: &Phone) -> (usize, usize, usize) {
    let safety = phone.app.safety();
    (safety.closed, safety.broken, safety.drafts)
}

fn rows_to_keys(phone: &Phone) -> usize {
    phone.rows_of(Table::Meta).iter().filter(|row| row.id.starts_with(name::EARLIER)).count()
}

/// Every closed word is to be read again, also after the next start.
fn assert_open(scene: &Scene, mut phone: Phone) {
    for _ in 0..2 {
        let words = scene.private.map(|record| phone.words(record));
        assert_eq!(words, [Some(PRIVATE.into()), Some(NARROWED.into())]);
        let drafts: Vec<String> = phone.app.home().drafts.into_iter().map(|draft| draft.headline).collect();
        for typed in [QUICK, DRAFTED] {
            assert!(drafts.iter().any(|draft| draft.contains(typed)), "{drafts:?}");
        }
        assert_eq!((stands(&phone), rows_to_keys(&phone)), ((0, 0, 2), 0));
        phone.reopen();
        block_on(phone.app.open_quick_notes()).unwrap();
    }
}

#[test]
fn a_copy_takes_what_stayed_closed_to_a_new_phone_where_the_old_password_or_code_opens_it() {
    let scene = helped();
    let copy = copy(&scene.phone);
    let inside = open_backup(&copy, SECOND).unwrap();
    let inside = String::from_utf8_lossy(&inside);
    assert!(inside.contains(SHARED) && CLOSED.iter().all(|words| !inside.contains(words)));
    for secret in [FIRST, scene.code.digits()] {
        let mut new = Phone::new(7);
        restore(&new, &copy);
        for _ in 0..2 {
            assert_eq!(new.words(scene.shared).as_deref(), Some(SHARED));
            assert_eq!((stands(&new), stands(&scene.phone)), ((6, 0, 0), (6, 0, 0)));
            assert_eq!(block_on(new.app.open_earlier(SECOND)), Err(Shut::Wrong));
            new.reopen();
            block_on(new.app.open_quick_notes()).unwrap();
        }
        block_on(new.app.open_earlier(secret)).unwrap();
        assert_open(&scene, new);
    }
}

#[test]
fn what_is_closed_goes_from_copy_to_copy_and_with_a_password_set_on_the_new_phone() {
    let scene = helped();
    let middle = Phone::new(7);
    restore(&middle, &copy(&scene.phone));
    block_on(middle.app.set_passphrase(SECOND, &middle.app.fresh_code())).unwrap();
    block_on(middle.app.seal_again(|_| ())).unwrap();
    assert_eq!(stands(&middle), (6, 0, 0));
    let last = Phone::new(8);
    restore(&last, &copy(&middle));
    block_on(last.app.open_earlier(FIRST)).unwrap();
    assert_open(&scene, last);
}

#[test]
fn who_forgot_twice_opens_both_on_the_new_phone_in_any_order() {
    let mut scene = helped();
    block_on(scene.phone.app.keep_organisation_slot()).unwrap();
    let second = scene.phone.note(note_fields("only since then"), Sharing::Private);
    block_on(answered(&scene).set_passphrase("the third and last", &phone_code())).unwrap();
    scene.phone.unlock(Way::Passphrase, "the third and last").unwrap();
    let file = block_on(scene.phone.app.make_backup("the third and last")).unwrap().made.parts.remove(0).1;
    for order in [[FIRST, SECOND], [SECOND, FIRST]] {
        let new = Phone::new(7);
        let staged = block_on(new.app.stage_locked(&file, "the third and last")).unwrap();
        block_on(new.app.bring_in(&staged)).unwrap();
        order.iter().for_each(|secret| block_on(new.app.open_earlier(secret)).unwrap());
        assert_eq!(new.words(second).as_deref(), Some("only since then"));
        assert_open(&scene, new);
    }
}

#[test]
fn a_copy_brings_no_closed_row_to_where_it_is_and_none_of_it_to_somebody_elses_phone() {
    let mut scene = helped();
    let copy = copy(&scene.phone);
    let before = stands(&scene.phone);
    restore(&scene.phone, &copy);
    assert_eq!((stands(&scene.phone), rows_to_keys(&scene.phone)), (before, 1));
    block_on(scene.phone.app.open_earlier(FIRST)).unwrap();
    restore(&scene.phone, &copy);
    scene.phone.unlock(Way::Passphrase, SECOND).unwrap();
    assert_eq!((stands(&scene.phone), rows_to_keys(&scene.phone)), ((0, 0, 2), 0));
    let other = Phone::new(8);
    other.note(note_fields("somebody else was here"), Sharing::MyCoordinator);
    other.send();
    restore(&other, &copy);
    assert_eq!((stands(&other), rows_to_keys(&other)), ((0, 0, 0), 0));
}

#[test]
fn taken_out_with_its_copy_it_counts_no_more_and_counts_again_with_the_next() {
    let scene = helped();
    let copy = copy(&scene.phone);
    let new = Phone::new(7);
    restore(&new, &copy);
    block_on(new.app.take_file_out(new.app.brought()[0].batch)).unwrap();
    assert_eq!(stands(&new), (2, 0, 0), "drafts stay");
    restore(&new, &copy);
    assert_eq!(stands(&new), (6, 0, 0));
    block_on(new.app.take_file_out(new.app.brought()[0].batch)).unwrap();
    block_on(new.app.open_earlier(FIRST)).unwrap();
    assert_eq!(new.words(scene.private[0]), None);
    let staged = block_on(new.app.stage_locked(&copy, SECOND)).unwrap();
    assert_eq!(staged.aside.stays_closed, 4);
    restore(&new, &copy);
    assert_open(&scene, new);

    let new = Phone::new(7);
    [&copy, &copy].into_iter().for_each(|copy| restore(&new, copy));
    block_on(new.app.take_file_out(new.app.brought()[1].batch)).unwrap();
    block_on(new.app.open_earlier(FIRST)).unwrap();
    assert_open(&scene, new);
}

#[test]
fn a_rescued_notebook_brings_what_is_closed_in_it_too() {
    let scene = helped();
    let new = Phone::new(7);
    restore(&new, support::rescue_file(&scene.phone.rows()).as_bytes());
    assert_eq!(stands(&new), (6, 0, 0));
    block_on(new.app.open_earlier(FIRST)).unwrap();
    assert_open(&scene, new);
}

#[test]
fn a_phone_that_is_full_keeps_nothing_of_what_is_closed_and_all_of_it_once_there_is_room() {
    let scene = helped();
    let copy = copy(&scene.phone);
    for nth in 1.. {
        let new = Phone::new(7);
        let before = new.rows().len();
        let mut commits = 0;
        let window = new.second_window_over(move |call| {
            commits += usize::from(call == Call::Commit);
            if call == Call::Commit && commits >= nth { Fault::Fail(StoreError::Quota) } else { Fault::None }
        });
        let staged = block_on(window.stage_locked(&copy, SECOND)).unwrap();
        if block_on(window.bring_in(&staged)).is_ok() {
            assert!(nth > 1, "no write was refused");
            break;
        }
        assert_eq!((window.safety().closed, rows_to_keys(&new)), (0, 0));
        assert!(nth > 1 || new.rows().len() == before);
        let mut new = new;
        new.reopen();
        restore(&new, &copy);
        block_on(new.app.open_earlier(FIRST)).unwrap();
        assert_open(&scene, new);
    }
}

/// A file has the closed records as lines without words, or as words of somebody's choosing.
#[test]
fn no_file_is_written_over_what_is_closed() {
    let mut scene = locked();
    let narrowed = scene.phone.note(note_fields("said to all"), Sharing::MyCoordinator);
    let open = scene.phone.send();
    share(&scene.phone, narrowed, Sharing::Private);
    scene.phone.change(narrowed, json!({"words": "said to nobody"}));
    let lines = scene.phone.send();
    block_on(answered(&scene).set_passphrase(SECOND, &phone_code())).unwrap();
    scene.phone.unlock(Way::Passphrase, SECOND).unwrap();
    let elsewhere = Phone::new(9);
    elsewhere.bring_in(&open);
    for file in [&lines, &open, &elsewhere.send()] {
        scene.phone.bring_in(file);
    }
    let copy = copy(&scene.phone);
    block_on(scene.phone.app.open_earlier(FIRST)).unwrap();
    assert_eq!(scene.phone.words(narrowed).as_deref(), Some("said to nobody"));
    assert_eq!(scene.phone.app.versions(narrowed).len(), 3);
    assert_eq!(scene.phone.words(scene.private[1]).as_deref(), Some(NARROWED));
    let new = Phone::new(7);
    restore(&new, &copy);
    block_on(new.app.open_earlier(FIRST)).unwrap();
    assert_eq!(new.words(narrowed).as_deref(), Some("said to nobody"));
}
