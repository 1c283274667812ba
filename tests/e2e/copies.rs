//! A copy of one's own notebook: made and kept on one phone, brought in on a new one. Looked at by axe on the way.

use crate::browser::Browser;
use crate::door::set_password;
use crate::look::Eye;
use crate::person::{self, Note};
use crate::phone::{ANYBODY, Phone, Worker};
use crate::rows::rows;
use crate::send::{complete, holds_none_of, read};
use ginnel::ui::text::{
    backup, bring_in, common, find, home, lock, mine, note_form, refusals, send, welcome,
};
use serde_json::Value;
use std::collections::BTreeSet;

const PASSWORD: &str = "kettle ladder moss";
const SHARED: &str = "Forty eat here on Mondays now.";
const CHANGED: &str = "Fifty eat here on Mondays now.";
const PRIVATE: &str = "heron-at-dusk, left cross, sleep on it";
const GROUP: &str = "Lantern Room";
const DRAFT: &str = "Half a sentence about the kingfisher";
const CODE: &str = "dipper-7";

/// The ids of all rows of a table.
async fn ids(phone: &Phone, table: &str) -> BTreeSet<String> {
    let all = rows(phone).await;
    let of_row = |row: &Value| row["id"].as_str().expect("an id").to_owned();
    all[table].as_array().expect("a table").iter().map(of_row).collect()
}

/// A phone with a note for the coordinator that was changed, a private one, a group and something half written.
async fn lived_in() -> Phone {
    let phone = Phone::of("copy-old", &Worker { code: Some(CODE), ..ANYBODY }).await;
    let browser = &phone.browser;
    let record = person::write_note(browser, &complete(SHARED)).await;
    person::open_note(&phone, record).await;
    browser.press(common::CHANGE).await;
    browser.rewrite(note_form::WORDS, CHANGED).await;
    browser.press(common::SAVE).await;
    browser.see(CHANGED).await;
    browser.press(common::HOME).await;
    browser.see(common::NEW_NOTE).await;
    let private = Note { words: PRIVATE, groups: &[GROUP], private: true, ..Note::default() };
    person::write_note(browser, &private).await;
    person::done(browser).await;
    browser.press(common::NEW_NOTE).await;
    browser.field_has_focus().await;
    browser.type_into_words(DRAFT).await;
    browser.press(common::BACK).await;
    browser.see(DRAFT).await;
    phone
}

async fn to_copy(browser: &Browser) {
    browser.press(common::MINE).await;
    browser.press(backup::KEEP).await;
    browser.see_heading(backup::KEEP).await;
}

/// Makes the copy, with a slip first, and says that it is kept.
async fn keep_a_copy(phone: &Phone, eye: &Eye<'_>) -> Vec<u8> {
    let browser = &phone.browser;
    to_copy(browser).await;
    browser.see(backup::NO_PASSWORD).await;
    eye.look("copy-without-password").await;
    set_password(browser, Some(PASSWORD)).await;
    to_copy(browser).await;
    eye.look("copy").await;
    browser.rewrite(lock::PASSWORD, "kettle ladder mos").await;
    browser.press(backup::MAKE).await;
    browser.see(backup::WRONG).await;
    eye.look("copy-wrong-password").await;
    browser.rewrite(lock::PASSWORD, PASSWORD).await;
    browser.press(backup::MAKE).await;
    browser.see_heading(backup::READY).await;
    eye.look("copy-ready").await;
    browser.press("Put it in downloads").await;
    let file = phone.profile.download();
    browser.see(backup::KEEPING.has_it_gone).await;
    eye.look("copy-is-it-kept").await;
    browser.press(send::YES).await;
    browser.see(backup::KEEPING.went).await;
    eye.look("copy-kept").await;
    browser.press(common::DONE).await;
    browser.see("Last kept").await;
    eye.look("mine-with-copy").await;
    file
}

/// Brings it in from the first page of a new phone, with a slip first.
async fn restore(phone: &Phone, eye: &Eye<'_>, file: &[u8]) {
    let browser = &phone.browser;
    browser.see_heading(welcome::WHAT_FOR).await;
    browser.press(welcome::HAVE_COPY).await;
    browser.see(bring_in::CHOOSE).await;
    browser.choose(&[&phone.profile.put("copy.age", file)]).await;
    browser.see(refusals::BACKUP.happened).await;
    eye.look("copy-locked").await;
    browser.rewrite(lock::PASSWORD, "kettle").await;
    browser.press(lock::OPEN_FILE).await;
    browser.see(refusals::WRONG_SECRET.happened).await;
    eye.look("copy-not-opened").await;
    browser.rewrite(lock::PASSWORD, PASSWORD).await;
    browser.press(lock::OPEN_FILE).await;
    browser.see(bring_in::JOINS).await;
    browser.see("2 new notes").await;
    browser.see("1 draft").await;
    eye.look("copy-what-is-in-it").await;
    browser.press(bring_in::ADD).await;
    browser.see(bring_in::EVERYTHING_BACK).await;
    browser.see(&mine::on_this_phone(2, 0, 1)).await;
    browser.see(bring_in::SET_PASSWORD).await;
    eye.look("copy-everything-is-back").await;
}

#[tokio::test]
async fn a_copy_brings_everything_back_on_a_new_phone_which_is_another_device_of_the_same_worker() {
    let old = lived_in().await;
    let eye = Eye::on(&old.browser);
    let sent = person::send_file(&old).await;
    let file = keep_a_copy(&old, &eye).await;
    eye.judge(7);
    holds_none_of("the copy", &file, &["eat here", "heron", GROUP, "kingfisher", CODE]);
    let (log, drafts) = (ids(&old, "log").await, ids(&old, "drafts").await);
    old.end().await;

    let mut new = Phone::offline("copy-new").await;
    let eye = Eye::on(&new.browser);
    restore(&new, &eye, &file).await;
    eye.judge(4);
    assert!(ids(&new, "log").await.is_superset(&log), "every version is here");
    assert_eq!(ids(&new, "drafts").await, drafts);

    // And it is so after a restart.
    new.start_again("").await;
    let browser = &new.browser;
    browser.see_heading(&home::welcome(CODE)).await;
    browser.see(DRAFT).await;
    browser.press(common::FIND).await;
    browser.see_no_more(find::STILL_OPENING).await;
    browser.see(CHANGED).await;
    browser.see("heron-at-dusk").await;
    browser.press(common::MINE).await;
    browser.see("You told us.").await;
    browser.see("Last kept").await;
    let again = person::send_file(&new).await;
    let ((old, before), (new_header, after)) = (read(&sent), read(&again));
    assert_eq!(after.len(), before.len());
    for revision in &before {
        assert!(after.contains(revision), "{revision:?}");
    }
    let whose = |header: &ginnel::exchange::header::Header| header.voucher.expect("a voucher");
    assert_eq!(whose(&old).worker, whose(&new_header).worker);
    assert_ne!(whose(&old).device, whose(&new_header).device);

    // A second time nothing is new.
    let twice = new.profile.put("again.age", &file);
    person::choose_file(&new, &twice).await;
    browser.see(refusals::BACKUP.happened).await;
    browser.rewrite(lock::PASSWORD, PASSWORD).await;
    browser.press(lock::OPEN_FILE).await;
    browser.see(bring_in::ALL_KNOWN).await;
    new.end().await;
}

#[tokio::test]
async fn a_week_later_home_says_in_one_line_that_a_note_stands_only_here() {
    let phone = Phone::of("copy-line", &Worker { day: Some("2026-01-12"), ..ANYBODY }).await;
    let browser = &phone.browser;
    person::write_note(browser, &Note { words: PRIVATE, private: true, ..Note::default() }).await;
    person::done(browser).await;
    browser.not_see(home::ONLY_HERE).await;
    browser.on_day("2026-01-19").await;
    browser.reload().await;
    browser.see(home::ONLY_HERE).await;
    let eye = Eye::on(browser);
    eye.look("home-only-here").await;
    browser.press(common::MINE).await;
    browser.see(&mine::only_here(1)).await;
    eye.look("mine-only-here").await;
    eye.judge(2);
    browser.press(common::HOME).await;
    browser.press(backup::KEEP).await;
    browser.see_heading(backup::KEEP).await;
    phone.end().await;
}

#[tokio::test]
async fn a_copy_leaves_through_the_share_sheet_where_the_phone_has_one_and_comes_back() {
    let old = Phone::of("copy-shared", &ANYBODY).await;
    let browser = &old.browser;
    person::write_note(browser, &Note { words: PRIVATE, private: true, ..Note::default() }).await;
    person::done(browser).await;
    set_password(browser, Some(PASSWORD)).await;
    to_copy(browser).await;
    // The sheet of a phone, as far as a page can tell.
    let sheet = "navigator.canShare = () => true;
        navigator.share = (data) => { window.shared = data.files; return Promise.resolve(); }";
    browser.script(sheet, vec![]).await;
    browser.rewrite(lock::PASSWORD, PASSWORD).await;
    browser.press(backup::MAKE).await;
    browser.see_heading(backup::READY).await;
    browser.press("Choose where to keep it").await;
    browser.see(backup::KEEPING.has_it_gone).await;
    let text = "const done = arguments[0]; window.shared[0].text().then(done)";
    let text = browser.window.execute_async(text, vec![]).await.expect("a file").json().clone();
    let file = text.as_str().expect("a text").as_bytes().to_owned();
    browser.press(send::YES).await;
    browser.see(backup::KEEPING.went).await;
    let log = ids(&old, "log").await;
    old.end().await;

    let new = Phone::offline("copy-shared-back").await;
    let browser = &new.browser;
    browser.press(welcome::HAVE_COPY).await;
    browser.choose(&[&new.profile.put("copy.age.txt", &file)]).await;
    browser.see(refusals::BACKUP.happened).await;
    browser.rewrite(lock::PASSWORD, PASSWORD).await;
    browser.press(lock::OPEN_FILE).await;
    browser.press(bring_in::ADD).await;
    browser.see(bring_in::EVERYTHING_BACK).await;
    assert_eq!(ids(&new, "log").await, log);
    new.end().await;
}
