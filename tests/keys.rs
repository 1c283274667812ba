//! Whom files are sealed for: an issuer is confirmed by a person and by nothing else, and what others name changes
//! nothing.
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
use ginnel::app::commands::bring_in::Staged;
use ginnel::app::queries::issuer::KeysInFile;
use ginnel::domain::revision::{Act, Kind, Revision, Sharing};
use ginnel::exchange::header::Purpose;
use ginnel::exchange::read::{Reader, Refusal};
use ginnel::exchange::write::{Facts, write_file};
use ginnel::vault::envelope::identity;
use ginnel::vault::six_words;
use phone::{Phone, note_fields};
use pollster::block_on;
use sample::{Person, day, facts, person, read};
use serde_json::{Value, json};

/// A fresh recipient, for always.
fn key() -> Value {
    json!({"key": identity().recipient})
}

fn staged(phone: &Phone, file: &[u8]) -> Staged {
    block_on(phone.app.stage(file)).unwrap()
}

fn labels(phone: &Phone) -> Vec<String> {
    phone.app.recipients().into_iter().map(|recipient| recipient.label).collect()
}

const NOBODY: [&str; 0] = [];

/// A phone on which the desk was confirmed, and the desk.
fn confirmed() -> (Phone, Person) {
    let (phone, desk) = (Phone::new(1), person(2));
    let issuer = desk.worker.public();
    let file = pack(&desk, &[keys(issuer, 1, 1, &[], &[("Desk", key()), ("Deputy", key())])]);
    phone.bring_in(&file);
    block_on(phone.app.pin_issuer(issuer)).unwrap();
    assert_eq!(labels(&phone), ["Desk", "Deputy"]);
    (phone, desk)
}

#[test]
fn the_first_keys_wait_until_a_person_confirmed_whose_they_are() {
    let (mut phone, desk) = (Phone::new(1), person(2));
    let issuer = desk.worker.public();
    let file = pack(&desk, &[keys(issuer, 1, 1, &[], &[("Desk", key()), ("Deputy", key())])]);
    assert_eq!(phone.app.keys_in(&staged(&phone, &file)), KeysInFile::First(issuer));
    assert_eq!(phone.bring_in(&file), (0, 0, 1), "the file by itself takes nothing in");
    assert_eq!((labels(&phone), phone.app.issuer()), (vec![], None));
    phone.reopen();
    let [asked] = &phone.app.unconfirmed_issuers()[..] else { panic!("one question") };
    assert_eq!((asked.issuer, asked.instead_of, asked.recipients.len()), (issuer, None, 2));
    assert_eq!(asked.says, ["Calderfold desk"]);
    let words = block_on(phone.app.words_of_issuer(issuer)).unwrap();
    assert_eq!(words, six_words::of_issuer(issuer), "those that its coordinator reads out");

    let window = phone.second_window();
    block_on(phone.app.pin_issuer(issuer)).unwrap();
    assert_eq!(labels(&phone), ["Desk", "Deputy"]);
    assert!(phone.app.unconfirmed_issuers().is_empty() && phone.app.to_look_at().is_empty());
    block_on(window.catch_up()).unwrap();
    assert_eq!(
        (window.issuer(), window.recipients().len()),
        (Some(issuer), 2),
        "another window knows it too"
    );
    phone.reopen();
    assert_eq!(
        (labels(&phone), phone.app.issuer()),
        (vec!["Desk".to_owned(), "Deputy".to_owned()], Some(issuer))
    );
    assert_eq!(phone.app.keys_in(&staged(&phone, &file)), KeysInFile::None, "all of it is known now");
}

#[test]
fn nobody_is_confirmed_of_whom_nothing_came() {
    let phone = Phone::new(1);
    let stranger = person(7).worker.public();
    assert_eq!(block_on(phone.app.pin_issuer(stranger)), Err(Failure::Gone));
    assert_eq!(phone.app.issuer(), None);
}

#[test]
fn the_confirmed_desk_changes_its_keys_without_a_question() {
    let (mut phone, desk) = confirmed();
    let issuer = desk.worker.public();
    let third = [("Desk", key()), ("Deputy", key()), ("Paper", key())];
    let file = pack(&desk, &[keys(issuer, 1, 1, &[], &[]).stub(), keys(issuer, 2, 1, &[1], &third)]);
    assert_eq!(phone.app.keys_in(&staged(&phone, &file)), KeysInFile::Known);
    phone.bring_in(&file);
    assert_eq!(labels(&phone), ["Desk", "Deputy", "Paper"]);

    // A restored laptop of the desk is another device of the same worker.
    let laptop = sample::device_of(2, 33);
    let over = json!({"key": identity().recipient, "until": "2026-01-18"});
    let narrower = [("Desk", key()), ("Deputy", over)];
    let stubs = [1, 2].map(|n| keys(issuer, n, 1, if n == 1 { &[] } else { &[1] }, &[]).stub());
    phone.bring_in(&pack(&laptop, &[&stubs[..], &[keys(issuer, 3, 1, &[2], &narrower)]].concat()));
    assert_eq!(labels(&phone), NOBODY, "the deputy's time is over, and one alone is nobody");
    phone.reopen();
    assert_eq!((labels(&phone), phone.app.issuer()), (vec![], Some(issuer)));
}

#[test]
fn the_desk_takes_its_keys_back() {
    let (phone, desk) = confirmed();
    let first = keys(desk.worker.public(), 1, 1, &[], &[]).stub();
    let back = Revision { act: Act::Withdraw, ..keys(desk.worker.public(), 2, 1, &[1], &[]) };
    assert_eq!(phone.bring_in(&pack(&desk, &[first, Revision { fields: Default::default(), ..back }])).2, 0);
    assert_eq!(labels(&phone), NOBODY);
}

#[test]
fn whatever_a_stranger_signs_the_keys_in_force_stay() {
    let (mut phone, desk) = confirmed();
    let (issuer, forger) = (desk.worker.public(), person(66));
    let before = phone.app.recipients();
    let own = forger.worker.public();
    let two = || [("Desk", key()), ("Deputy", key())];
    let first = || keys(issuer, 1, 1, &[], &[]).stub();
    let act = |act| Revision { act, fields: Default::default(), ..keys(issuer, 9, 1, &[1], &[]) };
    for (what, forged) in [
        ("keys of their own", vec![keys(own, 2, 2, &[], &two())]),
        ("keys in the desk's name", vec![keys(issuer, 3, 3, &[], &two())]),
        ("a change of the desk's", vec![first(), keys(issuer, 4, 1, &[1], &two())]),
        ("a change that names them", vec![first(), keys(own, 5, 1, &[1], &two())]),
        ("other words for the same state", vec![keys(issuer, 1, 1, &[], &two())]),
        ("taking it back", vec![first(), act(Act::Withdraw)]),
        ("erasing it", vec![first(), act(Act::Erase)]),
        ("drawing it back", vec![first(), keys(issuer, 9, 1, &[1], &[]).stub()]),
        (
            "another kind on top",
            vec![first(), Revision { kind: Kind::Area, ..keys(issuer, 9, 1, &[1], &two()) }],
        ),
    ] {
        let file = pack(&forger, &forged);
        let look = staged(&phone, &file);
        let asked = phone.app.keys_in(&look);
        assert!(matches!(asked, KeysInFile::None | KeysInFile::Other { .. }), "{what}: {asked:?}");
        let (new, _, waits) = phone.bring_in(&file);
        assert_eq!((new, waits), (0, 1), "{what}");
        assert_eq!(phone.app.recipients(), before, "{what}");
        phone.reopen();
        assert_eq!((phone.app.recipients(), phone.app.issuer()), (before.clone(), Some(issuer)), "{what}");
        for waiting in phone.app.to_look_at() {
            block_on(phone.app.leave_out(waiting.revision.id)).unwrap();
        }
    }
}

#[test]
fn a_new_issuer_stands_in_question_until_a_person_confirms_it() {
    let (mut phone, desk) = confirmed();
    let (old, next) = (desk.worker.public(), person(5));
    let new = next.worker.public();
    let file = pack(&next, &[keys(new, 7, 7, &[], &[("New desk", key()), ("New deputy", key())])]);
    let asked = phone.app.keys_in(&staged(&phone, &file));
    assert_eq!(asked, KeysInFile::Other { signed_by: new, confirmed: old });
    phone.bring_in(&file);
    phone.reopen();
    assert_eq!(labels(&phone), ["Desk", "Deputy"], "the old ones stay in force");
    let [question] = &phone.app.unconfirmed_issuers()[..] else { panic!("one question") };
    assert_eq!((question.issuer, question.instead_of), (new, Some(old)));
    block_on(phone.app.pin_issuer(new)).unwrap();
    assert_eq!(labels(&phone), ["New desk", "New deputy"], "and the old ones are used no more");
    phone.reopen();
    assert_eq!(labels(&phone), ["New desk", "New deputy"]);
    let late = pack(&desk, &[keys(old, 8, 8, &[], &[("Desk", key()), ("Deputy", key())])]);
    assert_eq!(phone.bring_in(&late), (0, 0, 1), "the old desk is a stranger now");
    assert_eq!(labels(&phone), ["New desk", "New deputy"]);
}

#[test]
fn whoever_is_confirmed_names_keys_in_no_other_name_that_may_be_confirmed_later() {
    let (desk, next) = (person(2), person(5));
    let (old, new) = (desk.worker.public(), next.worker.public());
    let forged = || pack(&desk, &[keys(new, 9, 9, &[], &[("Planted", key()), ("Planted too", key())])]);
    let before = Phone::new(1);
    before.bring_in(&forged());
    before.bring_in(&pack(&desk, &[keys(old, 1, 1, &[], &[("Desk", key()), ("Deputy", key())])]));
    block_on(before.app.pin_issuer(old)).unwrap();
    let (after, _) = confirmed();
    assert_eq!(after.bring_in(&forged()), (0, 0, 1));
    for phone in [before, after] {
        phone.bring_in(&pack(&next, &[keys(new, 7, 7, &[], &[("New desk", key()), ("New deputy", key())])]));
        block_on(phone.app.pin_issuer(new)).unwrap();
        assert_eq!(labels(&phone), ["New desk", "New deputy"]);
    }
}

#[test]
fn two_that_ask_are_two_questions() {
    let phone = Phone::new(1);
    let (desk, forger) = (person(2), person(66));
    for (nth, from) in [(1, &desk), (2, &forger)] {
        let issuer = from.worker.public();
        phone.bring_in(&pack(from, &[keys(issuer, nth, nth, &[], &[("Desk", key()), ("Deputy", key())])]));
    }
    assert_eq!(phone.app.unconfirmed_issuers().len(), 2);
    block_on(phone.app.pin_issuer(desk.worker.public())).unwrap();
    let [left] = &phone.app.unconfirmed_issuers()[..] else { panic!("one left") };
    assert_eq!((left.issuer, left.instead_of), (forger.worker.public(), Some(desk.worker.public())));
    assert_eq!(phone.app.recipients().len(), 2);
}

#[test]
fn a_copy_that_somebody_else_signed_does_not_make_the_question_go_away() {
    let (desk, forger) = (person(2), person(66));
    let issuer = desk.worker.public();
    let revision = keys(issuer, 1, 1, &[], &[("Desk", key()), ("Deputy", key())]);
    let (true_one, copy) = (pack(&desk, std::slice::from_ref(&revision)), pack(&forger, &[revision]));
    for order in [[&copy, &true_one], [&true_one, &copy]] {
        let phone = Phone::new(1);
        for file in order {
            phone.bring_in(file);
        }
        let [asked] = &phone.app.unconfirmed_issuers()[..] else { panic!("one question") };
        assert_eq!(asked.issuer, issuer);
        block_on(phone.app.pin_issuer(issuer)).unwrap();
        assert_eq!(labels(&phone), ["Desk", "Deputy"]);
    }
}

#[test]
fn a_pack_of_the_desk_may_narrow_and_never_widen() {
    let (phone, desk) = confirmed();
    let note = phone.note(note_fields("Ask us first."), Sharing::MyCoordinator);
    let file = phone.send();
    let (_, held) = read(&file).unwrap();
    let head = held.iter().find(|revision| revision.record == note).unwrap();
    let on_top = |n: u8, sharing, act| {
        let fields = if act == Act::Write { head.fields.clone() } else { Default::default() };
        let more = desk.revision(n, 1, &[], json!({}));
        Revision {
            record: note,
            kind: Kind::Engagement,
            parents: vec![head.id],
            sharing,
            act,
            fields,
            on: day(20),
            ..more
        }
    };
    for revision in [
        on_top(20, Sharing::Publishable, Act::Write),
        on_top(21, Sharing::AllAreas, Act::Write),
        on_top(22, Sharing::MyCoordinator, Act::Withdraw),
        on_top(23, Sharing::MyCoordinator, Act::Erase),
    ] {
        let facts = Facts { audience: Sharing::MyCoordinator, ..facts(Purpose::Pack) };
        let file =
            write_file(facts, std::slice::from_ref(&revision), Some(&desk.signer())).unwrap().remove(0);
        assert_eq!(phone.bring_in(&file), (0, 0, 1), "{revision:?}");
        assert_eq!(phone.words(note).as_deref(), Some("Ask us first."));
        assert_eq!(phone.app.note(note).unwrap().view.sharing, Sharing::MyCoordinator);
    }
}

#[test]
fn keys_come_in_no_file_without_a_signature() {
    let unsigned = write_file(facts(Purpose::Pack), &[keys(person(2).worker.public(), 1, 1, &[], &[])], None);
    assert!(unsigned.is_err(), "nothing here writes one");
    let signed = pack(&person(2), &[keys(person(2).worker.public(), 1, 1, &[], &[])]);
    let mut file: Value = serde_json::from_slice(&signed).unwrap();
    file.as_object_mut().unwrap().remove("signature");
    file["header"].as_object_mut().unwrap().remove("voucher");
    let bytes = file.to_string();
    assert_eq!(Reader::new(bytes.as_bytes()).unwrap().finish().err(), Some(Refusal::Unsigned));
}

#[test]
fn keys_leave_in_no_file_of_a_worker() {
    let (phone, _) = confirmed();
    phone.note(note_fields("Ask us first."), Sharing::Publishable);
    let (_, sent) = read(&phone.send()).unwrap();
    assert!(sent.len() == 1 && sent.iter().all(|revision| revision.kind != Kind::Keys));
}
