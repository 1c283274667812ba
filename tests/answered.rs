//! A password that was forgotten, and an organisation that helps: every note that may leave the phone is back, and
//! nothing of what is only the worker's own.
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

use futures_util::task::noop_waker;
use ginnel::app::asking::NoHelp;
use ginnel::app::door::{RecoveryCode, Shut};
use ginnel::app::ports::StoreError;
use ginnel::domain::revision::Sharing;
use ginnel::storage::faulty::{Call, Fault};
use ginnel::vault::answer::{Request, open_answer};
use ginnel::vault::envelope::identity;
use ginnel::vault::keyslots::{Keyslots, Way};
use ginnel::vault::seal::KeyRing;
use helped::*;
use phone::{Phone, note_fields};
use pollster::block_on;
use serde_json::json;
use std::cell::Cell;
use std::pin::pin;
use std::rc::Rc;
use std::task::Context;

#[test]
fn a_forgotten_password_costs_no_note_that_may_be_shared_and_gives_away_none_that_may_not() {
    let Scene { phone, shared, widened, private, .. } = helped();
    assert_eq!(phone.words(shared).as_deref(), Some(SHARED));
    assert_eq!(phone.words(widened).as_deref(), Some("nothing to hide"));
    assert_eq!(private.map(|record| phone.words(record)), [None, None]);
    let opened = opened_by(&phone, &ring(&phone));
    assert!(opened.contains(SHARED) && opened.contains("nothing to hide"));
    for words in CLOSED {
        assert!(!opened.contains(words), "{words}");
    }
    // Two of what was never shared, two that were narrowed, one before it was widened, one draft; and the words at the door.
    block_on(phone.app.open_quick_notes()).unwrap();
    let safety = phone.app.safety();
    assert_eq!((safety.closed, safety.broken, safety.missing), (6, 0, 0), "{safety:?}");
    assert!(phone.app.damaged().is_empty());
    assert!(!phone.rows().iter().any(|(_, row)| String::from_utf8_lossy(&row.sealed).contains("AGE-SECRET")));
}

#[test]
fn the_organisation_is_given_keys_of_notes_and_no_other() {
    let scene = locked();
    let before = ring(&scene.phone);
    let asked = identity();
    let slot = Keyslots::parse(&keyslots_row(&scene.phone)).unwrap().organisation().unwrap().sealed.clone();
    for who in 0..2 {
        let text = Request::new(&slot, &asked.recipient).to_text();
        let keys = open_answer(&scene.desk.answer(who, &text), &asked.secret).unwrap();
        let ids: Vec<&str> = keys.iter().map(|key| key.id()).collect();
        let notes: Vec<&str> = before.all_notes().into_iter().map(|key| key.id()).collect();
        assert_eq!(ids, notes);
        assert_eq!(ids.len(), 2, "also what older rows are sealed with");
        let only_notes = KeyRing {
            mine: keys[0].clone(),
            notes: keys[0].clone(),
            retired: vec![[keys[1].clone(), keys[1].clone()]],
        };
        let opened = opened_by(&scene.phone, &only_notes);
        assert!(opened.contains(SHARED) && opened.contains("the hall is cold"));
        assert!(CLOSED.iter().all(|words| !opened.contains(words)));
    }
}

#[test]
fn what_was_sealed_before_the_first_password_comes_back_too_and_everything_is_sealed_again() {
    let scene = helped();
    assert!(scene.phone.app.is_to_be_sealed_again());
    block_on(scene.phone.app.seal_again(|_| ())).unwrap();
    let now = ring(&scene.phone);
    let mut phone = scene.phone;
    phone.unlock(Way::Passphrase, SECOND).unwrap();
    assert!(!phone.app.is_to_be_sealed_again());
    assert_eq!(phone.words(scene.shared).as_deref(), Some(SHARED));
    let old: Vec<&str> = now.retired.iter().map(|[notes, _]| notes.id()).collect();
    assert!(phone.rows().iter().all(|(_, row)| !old.contains(&row.key.as_str())));
}

#[test]
fn what_another_window_writes_at_its_door_after_the_help_opens() {
    let mut scene = locked();
    let door = scene.phone.door();
    let kept = block_on(door.quick_note("the gate", None)).unwrap();
    let answered = answered(&scene);
    block_on(answered.set_passphrase(SECOND, &phone_code())).unwrap();
    for before in [None, Some(kept)] {
        block_on(door.quick_note("the gate is open", before)).unwrap();
    }
    scene.phone.unlock(Way::Passphrase, SECOND).unwrap();
    block_on(scene.phone.app.open_quick_notes()).unwrap();
    let drafts = scene.phone.app.home().drafts;
    assert_eq!(drafts.iter().filter(|draft| draft.headline == "the gate is open").count(), 2);
}

#[test]
fn what_is_no_answer_says_so_and_changes_nothing() {
    let scene = locked();
    let door = scene.phone.door();
    assert_eq!(block_on(door.answered("hello")).err(), Some(NoHelp::NotAsked));
    let asked = block_on(door.ask()).unwrap();
    let answer = scene.desk.answer(0, &asked.text);
    let rows = scene.phone.rows();
    let other = locked_of(6);
    let elsewhere = other.desk.answer(0, &block_on(other.phone.door().ask()).unwrap().text);
    for (text, why) in [
        ("", NoHelp::OtherText),
        (&*asked.text, NoHelp::OtherText),
        (&answer[..answer.len() - 4], NoHelp::CutShort),
        (&answer.replace("ginnel-answer 1", "ginnel-answer 2"), NoHelp::Newer),
        (&elsewhere, NoHelp::NotOpened),
    ] {
        assert_eq!(block_on(door.answered(text)).err(), Some(why), "{text}");
        assert_eq!(scene.phone.rows(), rows);
    }
    // Keys for this very request, of another notebook.
    let slot = Keyslots::parse(&keyslots_row(&other.phone)).unwrap().organisation().unwrap().sealed.clone();
    let recipient = Keyslots::parse(&keyslots_row(&scene.phone)).unwrap().asked().unwrap().recipient;
    let strange = other.desk.answer(0, &Request::new(&slot, &recipient).to_text());
    assert_eq!(block_on(door.answered(&strange)).err(), Some(NoHelp::NotOpened));
    assert!(block_on(door.answered(&answer)).is_ok());
}

#[test]
fn killed_or_full_at_any_step_something_opens_and_nothing_is_lost() {
    let faults = [
        Fault::Fail(StoreError::Quota),
        Fault::FailAfter(StoreError::Stale),
        Fault::PauseBefore,
        Fault::PauseAfter,
    ];
    let (mut asked_again, mut helped, mut neither) = (0, 0, 0);
    for fault in faults {
        for well in 0..14 {
            let mut scene = locked();
            let mut calls = 0;
            let (plan_fault, is_on) = (fault.clone(), Rc::new(Cell::new(true)));
            let door = scene.phone.door_over(move |_: Call| {
                calls += 1;
                if is_on.get() && calls > well { plan_fault.clone() } else { Fault::None }
            });
            let code = RecoveryCode::new([7; 16]);
            let desk = &scene.desk;
            let work = async {
                let asked = door.ask().await.ok()?;
                let answered = door.answered(&desk.answer(0, &asked.text)).await.ok()?;
                answered.set_passphrase(SECOND, &code).await.ok()
            };
            {
                let mut work = pin!(work);
                let waker = noop_waker();
                // Polled once: where the store waits, the phone is killed there.
                let _ = work.as_mut().poll(&mut Context::from_waker(&waker));
            }
            let opened = scene.phone.unlock(Way::Passphrase, SECOND);
            let what = format!("{fault:?} after {well}");
            if opened.is_ok() {
                helped += 1;
                scene.phone.unlock(Way::Recovery, code.digits()).unwrap();
                assert_eq!(scene.phone.unlock(Way::Passphrase, FIRST), Err(Shut::Wrong), "{what}");
                assert_eq!(scene.phone.words(scene.shared).as_deref(), Some(SHARED), "{what}");
                assert_eq!(scene.phone.app.safety().broken, 0, "{what}");
                block_on(scene.phone.app.open_earlier(FIRST)).unwrap();
            } else {
                asked_again += usize::from(scene.phone.door().is_asked());
                neither += usize::from(!scene.phone.door().is_asked());
                scene.phone.unlock(Way::Passphrase, FIRST).unwrap();
                scene.phone.unlock(Way::Recovery, scene.code.digits()).unwrap();
                // And the help is still to be had.
                let answered = answered(&scene);
                block_on(answered.set_passphrase(SECOND, &code)).unwrap();
                scene.phone.unlock(Way::Passphrase, SECOND).unwrap();
                assert_eq!(scene.phone.words(scene.shared).as_deref(), Some(SHARED), "{what}");
                block_on(scene.phone.app.open_earlier(scene.code.digits())).unwrap();
            }
            assert_eq!(scene.phone.words(scene.private[0]).as_deref(), Some(PRIVATE), "{what}");
            assert_eq!(scene.phone.app.safety().broken, 0, "{what}");
        }
    }
    assert!(asked_again > 0 && helped > 0 && neither > 0, "{asked_again} {helped} {neither}");
}

#[test]
fn what_they_wrote_before_is_still_their_own_and_what_they_change_reaches_the_desk() {
    let mut scene = locked();
    let group = scene.phone.group("Lantern Room", &["do_not_name"]);
    let before = scene.phone.send();
    let elsewhere = Phone::new(9);
    elsewhere.bring_in(&before);
    assert_eq!(elsewhere.words(scene.shared).as_deref(), Some(SHARED));
    let answered = answered(&scene);
    block_on(answered.set_passphrase(SECOND, &phone_code())).unwrap();
    scene.phone.unlock(Way::Passphrase, SECOND).unwrap();
    let phone = &scene.phone;
    let name = |phone: &Phone| phone.app.note(group).and_then(|note| note.view.fields.get("name").cloned());
    assert_eq!(name(phone), Some("Lantern Room".into()), "its writer reads it");
    assert_eq!(name(&elsewhere), None, "and nobody else");
    phone.change(scene.shared, json!({"words": "the hall is warm now"}));
    block_on(phone.app.take_back(scene.widened)).unwrap();
    let after = phone.send();
    let (_, _, waits) = elsewhere.bring_in(&after);
    assert_eq!(elsewhere.words(scene.shared).as_deref(), Some("the hall is warm now"));
    assert_eq!(waits, 1, "what was taken back waits for a person");
    assert_eq!(elsewhere.words(scene.widened).as_deref(), Some("nothing to hide"));
    // A file of their own from before takes nothing back by surprise, and asks nothing.
    assert_eq!(phone.bring_in(&before).2, 0);
}

#[test]
fn a_window_that_was_open_meanwhile_loses_no_word_and_locks() {
    let scene = locked();
    let mut phone = Phone::on_the_same(&scene.phone);
    let answered = answered(&scene);
    block_on(answered.set_passphrase(SECOND, &phone_code())).unwrap();
    let window = &scene.phone;
    let late = window.note(note_fields("typed in the other window"), Sharing::MyCoordinator);
    assert!(block_on(window.app.erase(scene.shared)).is_err());
    assert!(window.app.has_old_keys());
    phone.unlock(Way::Passphrase, SECOND).unwrap();
    assert_eq!(phone.words(late).as_deref(), Some("typed in the other window"));
    assert_eq!(phone.words(scene.shared).as_deref(), Some(SHARED));
    assert_eq!(phone.app.safety().broken, 0);
}

#[test]
fn an_answer_that_was_opened_before_the_keys_changed_sets_nothing() {
    let scene = locked();
    let (one, two) = (answered(&scene), answered(&scene));
    block_on(one.set_passphrase(SECOND, &phone_code())).unwrap();
    let rows = scene.phone.rows();
    assert!(block_on(two.set_passphrase("the third and last", &phone_code())).is_err());
    assert_eq!(scene.phone.rows(), rows);
}
