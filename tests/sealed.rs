//! The sealed file, from the notebook to whoever opens it: with exactly the keys that the confirmed issuer names on that
//! day, to exactly the bytes of the file that is not sealed.
#![cfg(not(target_arch = "wasm32"))]
// Helpers stand outside `#[test]`, where clippy's own exception for tests does not reach.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/desk.rs"]
mod desk;
#[allow(dead_code, reason = "not every suite needs all of it")]
#[path = "support/phone.rs"]
mod phone;
#[allow(dead_code, reason = "not every suite needs all of it")]
#[path = "exchange/sample.rs"]
mod sample;

use desk::{keys, pack};
use ginnel::app::Failure;
use ginnel::app::commands::bring_in::NotStaged;
use ginnel::app::commands::send::MadeFile;
use ginnel::app::heavy::HeavyError;
use ginnel::app::ports::Table;
use ginnel::app::rows::name;
use ginnel::domain::revision::Sharing;
use ginnel::exchange::envelope::{open, seal_backup};
use ginnel::vault::envelope::{KeyPair, NotOpened, identity, is_envelope, wants_passphrase};
use phone::{Phone, note_fields};
use pollster::block_on;
use sample::{Person, person};
use serde_json::{Value, json};

/// What area settings say of a key.
fn of(key: &KeyPair) -> Value {
    json!({"key": key.recipient})
}

/// The same, with the first and the last day.
fn between(key: &KeyPair, from: &str, until: &str) -> Value {
    json!({"key": key.recipient, "from": from, "until": until})
}

/// Brings in keys of this issuer, in a record of its own.
fn bring_keys(phone: &Phone, from: &Person, n: u8, recipients: &[(&str, Value)]) {
    phone.bring_in(&pack(from, &[keys(from.worker.public(), n, n, &[], recipients)]));
}

fn confirm(phone: &Phone, who: &Person) {
    block_on(phone.app.pin_issuer(who.worker.public())).unwrap();
}

fn sealed(phone: &Phone) -> Result<MadeFile, Failure> {
    block_on(phone.app.make("the desk", false, true))
}

const NOT_SEALED: Failure = Failure::Heavy(HeavyError::Envelope);

/// A phone that knows these keys of the desk, with a note on it. Two of them are the same to the last byte.
fn with_a_note(recipients: &[(&str, Value)]) -> Phone {
    let phone = Phone::new(1);
    let desk = person(2);
    bring_keys(&phone, &desk, 1, recipients);
    confirm(&phone, &desk);
    phone.note(note_fields("The hall was full."), Sharing::MyCoordinator);
    phone
}

#[test]
fn whoever_was_named_opens_it_to_the_very_bytes_of_the_file_that_is_not_sealed() {
    let (desk, deputy) = (identity(), identity());
    let named = [("Desk", of(&desk)), ("Deputy", of(&deputy))];
    let plain = block_on(with_a_note(&named).app.make_file("the desk", false)).unwrap();
    let made = sealed(&with_a_note(&named)).unwrap();
    assert_eq!(
        (made.file, &made.sealed_for[..]),
        (plain.file, &["Desk".to_owned(), "Deputy".to_owned()][..])
    );
    assert!(plain.sealed_for.is_empty());
    let ([(name, envelope)], [(plain_name, file)]) = (&made.parts[..], &plain.parts[..]) else {
        panic!("one part each")
    };
    assert_eq!(plain_name.strip_suffix(".json"), name.strip_suffix(".age.txt"));
    assert!(name.ends_with(".age.txt") && envelope.is_ascii() && is_envelope(envelope));
    for key in [&desk, &deputy] {
        assert!(*open(envelope, &[&*key.secret]).unwrap() == *file);
    }
    assert_eq!(open(envelope, &[&*identity().secret]), Err(NotOpened::NotForYou));
}

#[test]
fn whoever_is_not_named_for_this_day_does_not_open_it() {
    // It is 19 January 2026 on these phones.
    let [desk, deputy, past, later] = [identity(), identity(), identity(), identity()];
    let phone = with_a_note(&[
        ("Past", between(&past, "2025-01-01", "2026-01-18")),
        ("Desk", between(&desk, "2026-01-19", "2026-12-31")),
        ("Deputy", between(&deputy, "2025-01-01", "2026-01-19")),
        ("Later", between(&later, "2026-01-20", "2027-01-01")),
    ]);
    let made = sealed(&phone).unwrap();
    assert_eq!(made.sealed_for, ["Desk", "Deputy"]);
    let opens = |key: &KeyPair| open(&made.parts[0].1, &[&*key.secret]).is_ok();
    assert_eq!([&desk, &deputy, &past, &later].map(opens), [true, true, false, false]);
    let sealing = phone.app.sealing();
    assert_eq!((sealing.named.len(), sealing.recipients.len()), (4, 2));
}

#[test]
fn keys_that_ran_out_seal_nothing_and_the_file_that_is_not_sealed_is_still_to_be_had() {
    let (desk, deputy) = (identity(), identity());
    let mut phone =
        with_a_note(&[("Desk", of(&desk)), ("Deputy", between(&deputy, "2025-01-01", "2026-01-18"))]);
    let sealing = phone.app.sealing();
    assert!(sealing.confirmed && sealing.recipients.is_empty() && sealing.named.len() == 2);
    assert_eq!(sealed(&phone), Err(NOT_SEALED));
    phone.reopen();
    let is_sent = |id: &str| id.starts_with(name::SENT);
    assert!(!phone.rows_of(Table::Meta).iter().any(|row| is_sent(&row.id)), "nor is it remembered as made");
    assert!(!is_envelope(&phone.send()));
}

#[test]
fn nothing_is_sealed_for_keys_that_nobody_confirmed() {
    let phone = Phone::new(1);
    phone.note(note_fields("The hall was full."), Sharing::MyCoordinator);
    assert_eq!(sealed(&phone), Err(NOT_SEALED));
    bring_keys(&phone, &person(2), 1, &[("Desk", of(&identity())), ("Deputy", of(&identity()))]);
    assert_eq!(sealed(&phone), Err(NOT_SEALED));
    let sealing = phone.app.sealing();
    assert!(!sealing.confirmed && sealing.named.is_empty() && sealing.asks.is_some());
}

#[test]
fn a_key_that_is_none_stops_the_sealing_and_nothing_leaves_open_in_its_place() {
    let mut broken = identity().recipient;
    let last = if broken.pop() == Some('q') { 'p' } else { 'q' };
    broken.push(last);
    let phone = with_a_note(&[("Desk", of(&identity())), ("Deputy", json!({"key": broken}))]);
    assert_eq!(phone.app.recipients().len(), 2, "by its looks it is one");
    assert_eq!(sealed(&phone), Err(NOT_SEALED));
}

#[test]
fn another_issuers_keys_seal_nothing_until_confirmed_and_the_first_ones_nothing_after() {
    let [desk, deputy, next, second] = [identity(), identity(), identity(), identity()];
    let mut phone = with_a_note(&[("Desk", of(&desk)), ("Deputy", of(&deputy))]);
    let opened_by = |phone: &Phone| {
        let made = sealed(phone).unwrap();
        [&desk, &deputy, &next, &second].map(|key| open(&made.parts[0].1, &[&*key.secret]).is_ok())
    };
    bring_keys(&phone, &person(5), 7, &[("New desk", of(&next)), ("New deputy", of(&second))]);
    let asked = phone.app.sealing().asks.unwrap();
    assert_eq!(asked.instead_of, Some(person(2).worker.public()));
    assert_eq!(opened_by(&phone), [true, true, false, false]);
    confirm(&phone, &person(5));
    assert_eq!(opened_by(&phone), [false, false, true, true]);
    phone.reopen();
    assert_eq!(opened_by(&phone), [false, false, true, true]);
    assert_eq!(
        (phone.app.sealing().since, phone.app.sealing().asks),
        (Some("2026-01-19".parse().unwrap()), None)
    );
}

#[test]
fn a_damaged_row_of_whom_was_confirmed_does_not_pass_for_nobody() {
    let mut phone = with_a_note(&[("Desk", of(&identity())), ("Deputy", of(&identity()))]);
    let mut row = phone.rows_of(Table::Meta).into_iter().find(|row| row.id == name::ISSUER).unwrap();
    *row.sealed.last_mut().unwrap() ^= 1;
    phone.put(Table::Meta, row);
    phone.reopen();
    let sealing = phone.app.sealing();
    assert!(sealing.confirmed && sealing.recipients.is_empty());
    assert_eq!(sealed(&phone), Err(NOT_SEALED));
}

#[test]
fn a_phone_says_of_an_envelope_what_would_open_it() {
    let phone = with_a_note(&[("Desk", of(&identity())), ("Deputy", of(&identity()))]);
    let armored = sealed(&phone).unwrap().parts.remove(0).1;
    let backup = seal_backup(b"words", "kettle marsh lantern").unwrap();
    let mailed =
        |bytes: &[u8]| format!("\n{}\n", String::from_utf8_lossy(bytes).replace('\n', "\r\n")).into_bytes();
    let binary = |stanza: &str| format!("age-encryption.org/v1\n-> {stanza} x\n").into_bytes();
    for (bytes, with_passphrase) in [
        (armored.clone(), false),
        (mailed(&armored), false),
        (binary("X25519"), false),
        (b"age-encryption.org/v9\n-> scrypt x\n".to_vec(), false),
        (backup.clone(), true),
        (mailed(&backup), true),
        (binary("scrypt"), true),
    ] {
        assert_eq!(
            wants_passphrase(&bytes),
            with_passphrase,
            "{}",
            String::from_utf8_lossy(&bytes[..60.min(bytes.len())])
        );
        let why = block_on(phone.app.stage(&bytes)).map(drop);
        assert_eq!(why, Err(if with_passphrase { NotStaged::Backup } else { NotStaged::ForDesk }));
    }
}
