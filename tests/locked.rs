//! A notebook with a passphrase: what opens it, what does not, and that nothing is lost on the way there.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops here")]

#[path = "support/phone.rs"]
mod phone;

use futures_util::task::noop_waker;
use ginnel::app::Failure;
use ginnel::app::door::{Passkey, Shut};
use ginnel::app::open::OpenError;
use ginnel::app::ports::{StoreError, Table};
use ginnel::domain::ids::RecordId;
use ginnel::domain::revision::Sharing;
use ginnel::storage::faulty::{Call, Fault};
use ginnel::vault::keyslots::{KeyslotError, Way};
use ginnel::vault::recovery_code::RecoveryCode;
use phone::{Phone, note_fields};
use pollster::block_on;
use std::cell::Cell;
use std::collections::BTreeSet;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll};

const FIRST: &str = "kettle ladder moss";
const SECOND: &str = "a second one entirely";

/// A phone with a note for the coordinator, a private one, one that was taken back, and something half written.
fn lived_in() -> (Phone, Vec<RecordId>) {
    let phone = Phone::new(5);
    let shared = phone.note(note_fields("the hall is cold on Tuesdays"), Sharing::MyCoordinator);
    let private = phone.note(note_fields("I was not sure of this"), Sharing::Private);
    let gone = phone.note(note_fields("not for anyone"), Sharing::MyCoordinator);
    block_on(phone.app.take_back(gone)).unwrap();
    phone.change(shared, serde_json::json!({"words": "the hall is cold all week"}));
    let draft = phone.app.begin_change(private).unwrap();
    block_on(phone.app.keep_draft(&draft)).unwrap();
    (phone, vec![shared, private])
}

fn locked() -> (Phone, Vec<RecordId>, RecoveryCode) {
    let (phone, records) = lived_in();
    let code = phone.app.fresh_code();
    block_on(phone.app.set_passphrase(FIRST, &code)).unwrap();
    (phone, records, code)
}

/// What a person finds in it.
fn found(phone: &Phone, records: &[RecordId]) -> (Vec<Option<String>>, usize, usize, usize) {
    let words = records.iter().map(|record| phone.words(*record)).collect();
    let safety = phone.app.safety();
    (words, safety.drafts, safety.binned, safety.broken)
}

fn key_ids(phone: &Phone) -> BTreeSet<String> {
    let rows = [Table::Log, Table::Drafts, Table::Meta].into_iter().flat_map(|table| phone.rows_of(table));
    rows.map(|row| row.key).filter(|key| !key.is_empty()).collect()
}

#[test]
fn it_opens_with_the_password_or_the_code_and_with_nothing_else() {
    let (mut phone, records, code) = locked();
    let before = found(&phone, &records);
    assert_eq!(before.0, [Some("the hall is cold all week".into()), Some("I was not sure of this".into())]);
    assert_eq!(phone.keeps_shut(), Some(OpenError::Keys(KeyslotError::Locked)));
    for (way, secret, opens) in [
        (Way::Passphrase, FIRST, true),
        (Way::Passphrase, " kettle ladder moss ", true),
        (Way::Passphrase, "Kettle ladder moss", false),
        (Way::Passphrase, "", false),
        (Way::Passphrase, code.digits(), false),
        (Way::Recovery, code.digits(), true),
        (Way::Recovery, FIRST, false),
    ] {
        let opened = phone.unlock(way, secret);
        assert_eq!(opened, if opens { Ok(()) } else { Err(Shut::Wrong) }, "{secret}");
        assert_eq!(found(&phone, &records), before, "{secret}");
    }
}

#[test]
fn a_passkey_opens_it_too_until_it_is_taken_away_and_the_password_goes_on() {
    let (mut phone, records, code) = locked();
    let before = found(&phone, &records);
    let passkey = Passkey { credential: vec![1; 16], salt: phone.app.fresh_salt() };
    assert!(!phone.app.has_passkey());
    block_on(phone.app.set_passkey(&passkey, &[7; 32])).unwrap();
    assert!(phone.app.has_passkey());
    assert_eq!(phone.keeps_shut(), Some(OpenError::Keys(KeyslotError::Locked)));
    // What the device gives after an update may be another secret: that opens nothing and changes nothing.
    assert_eq!(phone.unlock_with_passkey(&passkey, 8), Err(Shut::Wrong));
    let other = Passkey { credential: vec![2; 16], ..passkey.clone() };
    assert_eq!(phone.unlock_with_passkey(&other, 7), Err(Shut::Wrong));
    assert_eq!(phone.unlock_with_passkey(&passkey, 7), Ok(()));
    assert_eq!(found(&phone, &records), before, "all of it, private notes too");
    // Another password keeps the passkey; without the passkey there is still the password.
    block_on(phone.app.change_passphrase(SECOND)).unwrap();
    assert_eq!(phone.unlock_with_passkey(&passkey, 7), Ok(()));
    block_on(phone.app.remove_passkey()).unwrap();
    assert_eq!(phone.unlock_with_passkey(&passkey, 7), Err(Shut::Wrong));
    for (way, secret) in [(Way::Passphrase, SECOND), (Way::Recovery, code.digits())] {
        assert_eq!(phone.unlock(way, secret), Ok(()));
        assert_eq!(found(&phone, &records), before);
    }
}

#[test]
fn once_sealed_again_no_row_opens_with_the_keys_before() {
    let (phone, records) = lived_in();
    let open_keys = key_ids(&phone);
    let code = phone.app.fresh_code();
    let before = found(&phone, &records);
    block_on(phone.app.set_passphrase(FIRST, &code)).unwrap();
    assert!(phone.rows_of(Table::Drafts).iter().all(|row| !open_keys.contains(&row.key)), "at once");
    assert!(phone.rows_of(Table::Meta).iter().all(|row| !open_keys.contains(&row.key)), "at once");
    assert!(phone.app.is_to_be_sealed_again());
    block_on(phone.app.seal_again(|_| ())).unwrap();
    assert!(key_ids(&phone).is_disjoint(&open_keys));
    assert_eq!(found(&phone, &records), before);
    assert!(!phone.app.is_to_be_sealed_again());
}

#[test]
fn a_phone_that_was_put_down_in_the_middle_goes_on_where_it_was() {
    let (mut phone, records, _) = locked();
    let before = found(&phone, &records);
    phone.unlock(Way::Passphrase, FIRST).unwrap();
    assert!(phone.app.is_to_be_sealed_again(), "it is seen when it is opened again");
    block_on(phone.app.seal_again(|_| ())).unwrap();
    phone.unlock(Way::Passphrase, FIRST).unwrap();
    assert!(!phone.app.is_to_be_sealed_again());
    assert_eq!(found(&phone, &records), before);
}

#[test]
fn another_password_or_code_takes_the_place_of_the_one_before() {
    let (mut phone, records, code) = locked();
    let before = found(&phone, &records);
    block_on(phone.app.change_passphrase(SECOND)).unwrap();
    let other_code = phone.app.fresh_code();
    block_on(phone.app.change_code(&other_code)).unwrap();
    assert_eq!(phone.unlock(Way::Passphrase, FIRST), Err(Shut::Wrong));
    assert_eq!(phone.unlock(Way::Recovery, code.digits()), Err(Shut::Wrong));
    phone.unlock(Way::Recovery, other_code.digits()).unwrap();
    phone.unlock(Way::Passphrase, SECOND).unwrap();
    assert_eq!(found(&phone, &records), before);
}

/// What goes wrong with the call after `well` good ones; every later one too.
fn failing(well: usize, fault: Fault) -> impl FnMut(Call) -> Fault + 'static {
    let mut calls = 0;
    move |_| {
        calls += 1;
        if calls > well { fault.clone() } else { Fault::None }
    }
}

#[test]
fn killed_or_full_at_any_step_something_opens_and_nothing_is_lost() {
    let fails = [Fault::Fail(StoreError::Quota), Fault::FailAfter(StoreError::Stale)];
    for fault in fails.into_iter().chain([Fault::PauseBefore, Fault::PauseAfter]) {
        let mut ended = false;
        for well in 0..40 {
            let (mut phone, records) = lived_in();
            let before = found(&phone, &records);
            let code = phone.app.fresh_code();
            let passkey = Passkey { credential: vec![1; 16], salt: phone.app.fresh_salt() };
            // Everything that changes keys, one after the other, over a store that stops somewhere.
            let is_open = Rc::new(Cell::new(false));
            let mut goes_wrong = failing(well, fault.clone());
            let opened = is_open.clone();
            let plan = move |call| if opened.get() { goes_wrong(call) } else { Fault::None };
            let window = phone.second_window_over(plan);
            is_open.set(true);
            let work = async {
                window.set_passphrase(FIRST, &code).await?;
                window.set_passkey(&passkey, &[7; 32]).await?;
                window.change_passphrase(SECOND).await?;
                window.remove_passkey().await?;
                window.seal_again(|_| ()).await
            };
            let mut work = pin!(work);
            // Polled a few times only: where the store waits, the phone is killed there.
            let waker = noop_waker();
            ended = work.as_mut().poll(&mut Context::from_waker(&waker)) == Poll::Ready(Ok(()));
            let opens = phone.keeps_shut().is_none();
            if opens {
                phone.reopen();
            } else {
                let ways = [FIRST, SECOND].map(|secret| phone.unlock(Way::Passphrase, secret));
                assert!(ways.iter().any(Result::is_ok), "{fault:?} after {well}: {ways:?}");
                phone.unlock(Way::Recovery, code.digits()).unwrap();
                // A passkey that is said to be there opens it.
                if phone.app.has_passkey() {
                    phone.unlock_with_passkey(&passkey, 7).unwrap();
                }
            }
            assert_eq!(found(&phone, &records), before, "{fault:?} after {well}");
        }
        assert!(ended, "{fault:?} after as many calls as there are: no step was left out");
    }
}

#[test]
fn a_window_that_slept_through_it_loses_no_word_and_changes_nothing_it_cannot_read() {
    let (mut phone, records) = lived_in();
    let asleep = phone.second_window();
    let code = phone.app.fresh_code();
    block_on(phone.app.set_passphrase(FIRST, &code)).unwrap();
    let mut new = asleep.begin_note();
    new.main_mut().unwrap().fields.insert("words".into(), "typed while it slept".into());
    let saved = block_on(asleep.save(&new)).unwrap();
    assert_eq!(block_on(asleep.erase(records[0])), Err(Failure::Locked));
    assert!(asleep.has_old_keys());
    assert_eq!(block_on(asleep.set_passphrase(SECOND, &code)), Err(Failure::Locked));
    phone.unlock(Way::Passphrase, FIRST).unwrap();
    assert_eq!(phone.words(saved.record).as_deref(), Some("typed while it slept"));
    assert_eq!(phone.words(records[0]).as_deref(), Some("the hall is cold all week"));
    assert!(phone.app.is_to_be_sealed_again(), "also what it sealed with the keys before");
    block_on(phone.app.seal_again(|_| ())).unwrap();
    phone.unlock(Way::Passphrase, FIRST).unwrap();
    assert!(!phone.app.is_to_be_sealed_again());
}

/// A window that was open when the first password was set in another, on a phone with a colleague's file.
fn asleep() -> (Phone, Vec<RecordId>, ginnel::app::App) {
    let (phone, records) = lived_in();
    let colleague = Phone::new(9);
    colleague.note(note_fields("the bus does not come"), Sharing::MyCoordinator);
    phone.bring_in(&colleague.send());
    let window = phone.second_window();
    let code = phone.app.fresh_code();
    block_on(phone.app.set_passphrase(FIRST, &code)).unwrap();
    (phone, records, window)
}

#[test]
fn a_window_that_slept_through_it_on_a_phone_with_a_file_knows_that_it_is_to_lock_and_never_tries_for_ever() {
    let (mut phone, records, window) = asleep();
    block_on(window.catch_up()).unwrap();
    assert!(window.has_old_keys());
    let (_, _, window) = asleep();
    assert_eq!(block_on(window.erase(records[0])), Err(Failure::Locked));
    let (mut other, _, window) = asleep();
    let draft = window.home().drafts.first().map(|line| window.draft(line.id).unwrap()).unwrap();
    block_on(window.drop_draft(&draft)).unwrap();
    let mut new = window.begin_note();
    new.main_mut().unwrap().fields.insert("words".into(), "typed while it slept".into());
    let saved = block_on(window.save(&new)).unwrap();
    other.unlock(Way::Passphrase, FIRST).unwrap();
    assert_eq!(other.words(saved.record).as_deref(), Some("typed while it slept"));
    phone.unlock(Way::Passphrase, FIRST).unwrap();
    assert_eq!(phone.app.safety().broken, 0);
}

#[test]
fn a_window_that_slept_through_it_sends_nothing_that_was_taken_back_since() {
    let (phone, records, window) = asleep();
    block_on(phone.app.take_back(records[0])).unwrap();
    assert_eq!(block_on(window.make_file("desk", true)).map(drop), Err(Failure::Locked));
}

#[test]
fn what_a_sleeping_window_kept_in_drafts_and_settings_is_sealed_again_too() {
    let (mut phone, _, window) = asleep();
    block_on(phone.app.seal_again(|_| ())).unwrap();
    let mut draft = window.begin_note();
    draft.main_mut().unwrap().fields.insert("words".into(), "half a thought".into());
    let kept = block_on(window.keep_draft(&draft)).unwrap();
    block_on(window.keep_profile(window.profile())).unwrap();
    phone.unlock(Way::Passphrase, FIRST).unwrap();
    assert!(phone.app.is_to_be_sealed_again(), "also where no note is to be");
    block_on(phone.app.seal_again(|_| ())).unwrap();
    assert!(!phone.app.is_to_be_sealed_again());
    let keyslots = phone.rows_of(Table::Meta).into_iter().find(|row| row.id == "keyslots").unwrap();
    let row: serde_json::Value = serde_json::from_slice(&keyslots.sealed).unwrap();
    let retired: Vec<String> = serde_json::from_value(row["retired"].clone()).unwrap();
    assert!(retired.iter().all(|key| !key_ids(&phone).contains(key)));
    assert!(phone.app.draft(kept).is_some());
}

#[test]
fn what_is_erased_while_rows_are_sealed_again_stays_erased() {
    let (phone, records, _) = locked();
    let other = {
        let mut other = Phone::on_the_same(&phone);
        other.unlock(Way::Passphrase, FIRST).unwrap();
        other
    };
    block_on(other.app.erase(records[0])).unwrap();
    block_on(phone.app.seal_again(|_| ())).unwrap();
    let mut phone = phone;
    phone.unlock(Way::Passphrase, FIRST).unwrap();
    assert_eq!(phone.words(records[0]), None);
}

#[test]
fn three_words_are_enough_for_a_password() {
    let (phone, _) = lived_in();
    for _ in 0..200 {
        let words = block_on(phone.app.three_words()).unwrap();
        assert_eq!(words.split(' ').count(), 3);
        assert!(ginnel::app::commands::keys::is_enough(&words), "{words}");
    }
    for short in ["", "kettle", "1234567890123", "  short   "] {
        assert!(!ginnel::app::commands::keys::is_enough(short), "{short}");
    }
}

#[test]
fn a_quick_note_is_kept_while_it_is_locked_and_read_by_nobody_before_it_is_opened() {
    let (mut phone, records, _) = locked();
    let before = found(&phone, &records);
    let door = phone.door();
    block_on(door.quick_note("the caretaker said  yes \u{1f511}", None)).unwrap();
    assert_eq!(block_on(door.quick_note("  \n", None)), Err(Failure::Empty));
    let rows = phone.rows_of(Table::Drafts);
    let quick = rows.iter().find(|row| row.suite == 2).unwrap();
    assert!(!String::from_utf8_lossy(&quick.sealed).contains("caretaker"));
    phone.unlock(Way::Passphrase, FIRST).unwrap();
    assert_eq!(found(&phone, &records), before, "it waits, and is not called broken");
    block_on(phone.app.open_quick_notes()).unwrap();
    phone.unlock(Way::Passphrase, FIRST).unwrap();
    block_on(phone.app.open_quick_notes()).unwrap();
    let drafts = phone.app.home().drafts;
    assert_eq!(drafts.iter().filter(|draft| draft.headline.contains("the caretaker said")).count(), 1);
    assert_eq!(phone.app.safety().drafts, before.1 + 1);
    assert!(phone.rows_of(Table::Drafts).iter().all(|row| row.suite != 2));
}

#[test]
fn a_quick_note_that_is_typed_on_stays_one_note() {
    let (mut phone, ..) = locked();
    let door = phone.door();
    let waiting = |phone: &Phone| phone.rows_of(Table::Drafts).iter().filter(|row| row.suite == 2).count();
    let first = block_on(door.quick_note("the gate", None)).unwrap();
    let second = block_on(door.quick_note("the gate is open", Some(first))).unwrap();
    assert_eq!(waiting(&phone), 1);
    // Another window opens the notebook in the middle of the sentence.
    phone.unlock(Way::Passphrase, FIRST).unwrap();
    block_on(phone.app.open_quick_notes()).unwrap();
    let third = block_on(door.quick_note("the gate is open at night", Some(second))).unwrap();
    assert_eq!(waiting(&phone), 1);
    phone.unlock(Way::Passphrase, FIRST).unwrap();
    block_on(phone.app.open_quick_notes()).unwrap();
    let drafts = phone.app.home().drafts;
    for words in ["the gate is open", "the gate is open at night"] {
        assert_eq!(drafts.iter().filter(|draft| draft.headline == words).count(), 1, "{words}");
    }
    // Thought better of: opened already, so it stays where it was opened; a new one goes.
    block_on(door.forget_quick_note(third)).unwrap();
    assert_eq!(phone.app.home().drafts.len(), drafts.len());
    let other = block_on(door.quick_note("never mind", None)).unwrap();
    block_on(door.forget_quick_note(other)).unwrap();
    assert_eq!(waiting(&phone), 0);
}

#[test]
fn no_tick_for_a_quick_note_in_a_notebook_that_was_erased_meanwhile() {
    let (phone, ..) = locked();
    let door = phone.door();
    let kept = block_on(door.quick_note("the gate", None)).unwrap();
    phone.erase();
    for before in [None, Some(kept)] {
        assert_eq!(block_on(door.quick_note("the gate is open", before)), Err(Failure::Gone));
    }
    assert!(phone.rows().is_empty(), "and nothing comes back");
}

#[test]
fn only_who_knows_the_password_or_has_the_paper_can_change_them() {
    let (phone, _, code) = locked();
    let paper = code.groups().collect::<Vec<_>>().join(" ");
    for (typed, answer) in [
        (FIRST, Ok(())),
        (" kettle ladder moss ", Ok(())),
        (paper.as_str(), Ok(())),
        ("kettle ladder mess", Err(Failure::WrongPassword)),
        ("", Err(Failure::WrongPassword)),
    ] {
        assert_eq!(block_on(phone.app.prove(typed)), answer, "{typed:?}");
    }
}

#[test]
fn a_quick_note_that_no_one_can_open_is_named_and_stays() {
    let (mut phone, records, _) = locked();
    block_on(phone.door().quick_note("one", None)).unwrap();
    phone.flip_a_bit_of_what_was_written_while_locked();
    phone.unlock(Way::Passphrase, FIRST).unwrap();
    block_on(phone.app.open_quick_notes()).unwrap();
    assert_eq!(phone.app.safety().broken, 1);
    assert_eq!(found(&phone, &records).0.iter().flatten().count(), 2);
    assert!(phone.rows_of(Table::Drafts).iter().any(|row| row.suite == 2));
}
