//! Who could help with a forgotten password, and what they are asked: it follows whom the confirmed desk names.
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

use desk::Desk;
use ginnel::app::asking::NoHelp;
use ginnel::vault::answer::{Request, answer};
use ginnel::vault::envelope::identity;
use ginnel::vault::keyslots::Way;
use helped::*;
use phone::Phone;
use pollster::block_on;
use serde_json::Value;

#[test]
fn the_slot_follows_whom_the_confirmed_desk_names() {
    let mut scene = locked();
    let former = identity();
    let former = std::mem::replace(&mut scene.desk.keys[1], former);
    scene.phone.bring_in(&scene.desk.pack(2, &[1]));
    block_on(scene.phone.app.keep_organisation_slot()).unwrap();
    let rows = scene.phone.rows();
    block_on(scene.phone.app.keep_organisation_slot()).unwrap();
    assert_eq!(scene.phone.rows(), rows, "nothing is to do");
    let asked = block_on(scene.phone.door().ask()).unwrap();
    let request = Request::parse(&asked.text).unwrap();
    assert!(answer(&request, &[&*former.secret]).is_err(), "whoever left helps no more");
    for who in 0..2 {
        assert!(block_on(scene.phone.door().answered(&scene.desk.answer(who, &asked.text))).is_ok());
    }
    // One alone is nobody, and there is no slot for nobody.
    scene.desk.keys.truncate(1);
    scene.phone.bring_in(&scene.desk.pack(3, &[1, 2]));
    block_on(scene.phone.app.keep_organisation_slot()).unwrap();
    assert!(!scene.phone.app.has_organisation_slot() && !scene.phone.door().has_organisation());
    assert_eq!(block_on(scene.phone.door().ask()).err(), Some(NoHelp::NotAsked));
    scene.phone.unlock(Way::Passphrase, FIRST).unwrap();
}

#[test]
fn there_is_no_slot_without_a_password_or_without_a_confirmed_desk() {
    let (phone, desk) = (Phone::new(5), Desk::new());
    phone.bring_in(&desk.pack(1, &[]));
    let code = phone.app.fresh_code();
    block_on(phone.app.set_passphrase(FIRST, &code)).unwrap();
    assert!(!phone.app.has_organisation_slot(), "nobody was confirmed");
    block_on(phone.app.pin_issuer(desk.issuer())).unwrap();
    block_on(phone.app.keep_organisation_slot()).unwrap();
    assert!(phone.app.has_organisation_slot());
    let (open, desk) = (Phone::new(6), Desk::new());
    confirm(&desk, &open);
    block_on(open.app.keep_organisation_slot()).unwrap();
    assert!(!open.app.has_organisation_slot(), "there is nothing to forget");
}

#[test]
fn two_windows_that_find_it_out_of_date_make_one_slot() {
    let scene = locked();
    let mut other = Phone::on_the_same(&scene.phone);
    other.unlock(Way::Passphrase, FIRST).unwrap();
    let (phone, desk) = (scene.phone, Desk::new());
    phone.bring_in(&desk.pack(2, &[1]));
    block_on(other.app.catch_up()).unwrap();
    let both =
        async { futures_util::join!(phone.app.keep_organisation_slot(), other.app.keep_organisation_slot()) };
    let done = block_on(both);
    assert_eq!(done, (Ok(()), Ok(())));
    let row: Value = serde_json::from_slice(&keyslots_row(&phone)).unwrap();
    let slots = row["slots"].as_array().unwrap().iter().filter(|slot| slot["kind"] == "organisation");
    assert_eq!(slots.count(), 1);
}

#[test]
fn the_request_is_the_same_until_the_notebook_is_opened() {
    let mut scene = locked();
    let first = block_on(scene.phone.door().ask()).unwrap();
    assert_eq!(first.words.split(' ').count(), 6);
    assert!(scene.phone.door().is_asked());
    assert_eq!(block_on(scene.phone.door().ask()).unwrap(), first);
    let answer = scene.desk.answer(0, &first.text);
    // The password came to mind after all.
    scene.phone.unlock(Way::Passphrase, FIRST).unwrap();
    block_on(scene.phone.app.keep_organisation_slot()).unwrap();
    let door = scene.phone.door();
    assert!(!door.is_asked() && door.has_organisation());
    assert_eq!(block_on(door.answered(&answer)).err(), Some(NoHelp::NotAsked));
    let again = block_on(door.ask()).unwrap();
    assert_ne!(again, first);
    assert_eq!(block_on(door.answered(&answer)).err(), Some(NoHelp::NotOpened));
}
