//! The main ways on WebKit, which is in every iPhone, and on Firefox: through every screen, and a week's worth of doing with the
//! host gone after the first load. Pictures go to `screenshots/webkit` and
//! `screenshots/firefox`.

use crate::device::{Profile, Screen};
use crate::door::{lock_now, set_password, try_password, unlock};
use crate::engine::Engine;
use crate::host::Host;
use crate::killed::{nothing_is_lost, on_disk};
use crate::look::Eye;
use crate::person::{self, Note, Said, Spoken};
use crate::phone::Phone;
use crate::send::{complete, holds_none_of, read};
use crate::talk::{ROOTS, TRUST};
use crate::walk::{walk_as_new, walk_in_practice};
use ginnel::ui::text::{
    backup, bring_in, common, find, home, lock, note, note_form, note_saved, refusals, send, versions,
};

/// How often Firefox is ended, unless `GINNEL_ENDS` says otherwise.
const ENDS: usize = 12;

const WORDS: &str = "Forty eat here on Mondays now and nobody outside the hall knows.";
const CHANGED: &str = "Fifty eat here on Mondays now.";
const PRIVATE: &str = "heron-at-dusk, left cross, sleep on it";

fn profile(engine: Engine, name: &str) -> Profile {
    Profile::of(engine, &format!("{engine:?}-{name}"))
}

async fn online(engine: Engine, name: &str) -> Phone {
    Phone::on(profile(engine, name), Host::start(), Screen::PHONE).await
}

/// A phone without a signal, after the first run.
async fn offline(engine: Engine, name: &str) -> Phone {
    Phone::begun_on(profile(engine, name)).await
}

/// Every screen and state of a new notebook, and of the one to look around in.
async fn every_screen(engine: Engine) {
    let phone = online(engine, "new").await;
    let eye = Eye::on(&phone.browser);
    walk_as_new(&phone, async |state| eye.look(state).await).await;
    eye.judge(20);
    phone.end().await;
    let phone = online(engine, "week").await;
    let eye = Eye::on(&phone.browser);
    walk_in_practice(&phone, async |state| eye.look(state).await).await;
    eye.judge(40);
    phone.end().await;
}

/// Writes, talks, finds, changes, takes back, locks, sends and copies; a second phone takes in what was sent, a third is
/// given the copy.
async fn the_whole_way(engine: Engine) {
    let phone = offline(engine, "first").await;
    let browser = &phone.browser;
    let first = Note {
        groups: &["Kettle Table"],
        with: &["informal_group"],
        quote: Some(("We need a bigger pan.", true)),
        folded: &[("Their words", "told_purpose", "told_verbally")],
        promise: Some(("Find a small kitchen grant", "us", "2030-01-23")),
        ..complete(WORDS)
    };
    let record = person::write_note(browser, &first).await;
    browser.press(note_saved::TALK_ABOUT).await;
    person::choose_points(browser, &[ROOTS, TRUST]).await;
    let said = [(ROOTS, Said::Answered("They rang round.", "")), (TRUST, Said::RatherNot)];
    person::hold_talk(browser, &said, &Spoken { whose: "my_paraphrase", ..Spoken::default() }).await;
    person::done(browser).await;
    let private = Note { words: PRIVATE, private: true, ..Note::default() };
    person::write_note(browser, &private).await;
    person::done(browser).await;
    browser.see(WORDS).await;

    // Without a host: again from the start, and at an address in the middle.
    browser.reload().await;
    browser.see(WORDS).await;
    phone.open(&format!("note/{record}")).await;
    browser.see_heading(WORDS).await;
    browser.press(common::CHANGE).await;
    browser.rewrite(note_form::WORDS, CHANGED).await;
    browser.press(common::SAVE).await;
    browser.see_heading(CHANGED).await;
    browser.press(&note::versions(2)).await;
    browser.see_heading(versions::VERSIONS).await;
    browser.see("Forty").await;
    person::open_note(&phone, record).await;
    browser.press(note::TAKE_BACK).await;
    browser.see(note::IN_BIN).await;
    browser.press(common::UNDO).await;
    browser.see_heading(CHANGED).await;
    browser.press(common::FIND).await;
    browser.write(find::LABEL, "monday kett").await;
    browser.see(&find::found(1, true)).await;
    browser.see(CHANGED).await;

    // What is half typed is there after a load.
    browser.press(common::HOME).await;
    browser.press(common::NEW_NOTE).await;
    browser.field_has_focus().await;
    browser.type_here("Half a sentence about the kingfisher").await;
    browser.press(common::BACK).await;
    browser.see(home::DRAFTS).await;
    browser.reload().await;
    browser.see("kingfisher").await;

    let file = person::send_file(&phone).await;
    holds_none_of("the file", &file, &["heron-at-dusk"]);
    let sent = read(&file).1.into_iter().filter(|revision| revision.record == record).count();
    assert!(sent >= 2, "both versions are in it: {sent}");

    let paper = set_password(browser, None).await;
    lock_now(browser).await;
    try_password(browser, "not this one").await;
    browser.see(lock::WRONG).await;
    unlock(browser, &paper.password).await;
    browser.press(common::HOME).await;
    browser.see(CHANGED).await;
    let copy = own_copy(&phone, &paper.password).await;
    phone.end().await;

    let second = offline(engine, "second").await;
    person::take_in(&second, &file).await;
    person::open_note(&second, record).await;
    second.browser.see_heading(CHANGED).await;
    second.browser.see("We need a bigger pan.").await;
    second.end().await;

    let third = offline(engine, "third").await;
    let file = third.profile.put("copy.age", &copy);
    person::choose_file(&third, &file).await;
    let browser = &third.browser;
    browser.see(refusals::BACKUP.happened).await;
    browser.rewrite(lock::PASSWORD, &paper.password).await;
    browser.press(lock::OPEN_FILE).await;
    browser.press(bring_in::ADD).await;
    browser.see(bring_in::EVERYTHING_BACK).await;
    browser.press(common::HOME).await;
    browser.see(CHANGED).await;
    browser.see(PRIVATE).await;
    browser.see("kingfisher").await;
    third.end().await;
}

/// The own copy, made and put into the downloads.
async fn own_copy(phone: &Phone, password: &str) -> Vec<u8> {
    let browser = &phone.browser;
    browser.press(common::MINE).await;
    browser.press(backup::KEEP).await;
    browser.see_heading(backup::KEEP).await;
    browser.rewrite(lock::PASSWORD, password).await;
    browser.press(backup::MAKE).await;
    browser.see_heading(backup::READY).await;
    browser.press("Put it in downloads").await;
    let file = phone.profile.download();
    browser.press(send::YES).await;
    browser.see(backup::KEEPING.went).await;
    file
}

#[tokio::test]
async fn an_iphone_s_engine_draws_every_screen() {
    every_screen(Engine::WebKit).await;
}

#[tokio::test]
async fn an_iphone_s_engine_goes_the_whole_way_without_a_signal() {
    the_whole_way(Engine::WebKit).await;
}

#[tokio::test]
async fn firefox_draws_every_screen() {
    every_screen(Engine::Firefox).await;
}

#[tokio::test]
async fn firefox_goes_the_whole_way_without_a_signal() {
    the_whole_way(Engine::Firefox).await;
}

/// WebKit's smallest browser forgets all when it ends.
#[tokio::test]
async fn firefox_killed_in_mid_typing_and_in_mid_saving_loses_nothing_acknowledged() {
    nothing_is_lost(offline(Engine::Firefox, "killed").await, ENDS, Profile::kill).await;
}

#[tokio::test]
#[ignore = "mounts a disk, for which it must be root"]
async fn firefox_without_power_loses_nothing_acknowledged() {
    nothing_is_lost(on_disk(Engine::Firefox, "firefox-no-power").await, ENDS, Profile::cut_power).await;
}
