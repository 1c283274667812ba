//! A phone that is handed on, lost, or has more on it than it needs.

use crate::browser::Browser;
use crate::door::{lock_now, set_password, to_settings, unlock};
use crate::person;
use crate::phone::{ANYBODY, Phone};
use crate::rows::rows;
use crate::send::{complete, holds_none_of, read};
use ginnel::domain::put_away::OFFERED_AFTER;
use ginnel::ui::text::{backup, common, find, lock, lost_phone, note, note_form, put_away, send, settings};
use ginnel::vault::envelope::is_envelope;
use serde_json::Value;

const ERASE: &str = "Erase everything";
const WORD: &str = "Type the word erase";
const NOT_TYPED: &str = "Type the word erase first";
const GONE: &str = "Everything is erased";
const WORDS: &str = "The kettle is on. Nobody minds the kingfisher.";

/// What the browser still keeps for the app, by its own account.
const KEPT: &str = r"
const done = arguments[arguments.length - 1];
(async () => {
  const databases = (await indexedDB.databases()).map(({ name }) => name);
  const stored = [...Object.keys(localStorage), ...Object.keys(sessionStorage)];
  const workers = (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope);
  done([...databases, ...stored, ...workers, ...await caches.keys()]);
})();
";

/// Names of databases and caches, keys of open storage, scopes of workers.
pub async fn kept(browser: &Browser) -> Value {
    browser.window.execute_async(KEPT, vec![]).await.expect("what is kept").json().clone()
}

async fn erase(browser: &Browser) {
    browser.see_heading(settings::ERASE).await;
    browser.write(WORD, "erase").await;
    browser.press(ERASE).await;
    browser.see_heading(GONE).await;
}

#[tokio::test]
async fn after_erasing_nothing_is_left_and_a_wrong_word_erases_nothing() {
    let phone = Phone::of("erased", &ANYBODY).await;
    let browser = &phone.browser;
    person::write_note(browser, &complete(WORDS)).await;
    person::done(browser).await;
    to_settings(browser).await;
    browser.follow(settings::ERASE).await;
    browser.see_heading(settings::ERASE).await;
    for wrong in ["", "delete"] {
        browser.rewrite(WORD, wrong).await;
        browser.press(ERASE).await;
        browser.see(NOT_TYPED).await;
    }
    browser.follow("Back to Ginnel").await;
    browser.see(WORDS.split_inclusive('.').next().expect("a sentence")).await;
    assert!(!kept(browser).await.as_array().expect("a list").is_empty());

    phone.open("erase.html").await;
    erase(browser).await;
    assert_eq!(kept(browser).await, Value::Array(Vec::new()));
    phone.end().await;
}

#[tokio::test]
async fn a_locked_phone_can_be_erased_and_other_windows_keep_nothing() {
    let phone = Phone::of("erased-locked", &ANYBODY).await;
    let browser = &phone.browser;
    person::write_note(browser, &complete(WORDS)).await;
    person::done(browser).await;
    let first = browser.open_tab().await;
    phone.open("new").await;
    browser.rewrite(note_form::WORDS, "half a kingfisher").await;
    let second = browser.turn_to(&first).await;
    set_password(browser, None).await;
    lock_now(browser).await;
    browser.unfold(lock::FORGOTTEN).await;
    browser.follow(settings::ERASE).await;
    erase(browser).await;
    // The other window starts anew where nothing is kept any more, without a signal.
    browser.expect_in_console("net::ERR_FAILED");
    browser.turn_to(&second).await;
    // It was locked, and is now the page that erases or a first run.
    browser
        .wait(
            "nothing of the notebook",
            "const heading = document.querySelector('h1')?.innerText ?? '';
            return heading !== '' && !document.body.innerText.includes('kingfisher')",
        )
        .await;
    browser.turn_to(&first).await;
    let left = kept(browser).await;
    let names = left.to_string();
    assert!(!names.contains("ginnel.erasing"), "{names}");
    phone.end().await;
}

#[tokio::test]
async fn an_erasure_that_was_broken_off_goes_on_at_the_next_start() {
    let mut phone = Phone::of("erased-half", &ANYBODY).await;
    person::write_note(&phone.browser, &complete(WORDS)).await;
    person::done(&phone.browser).await;
    phone.browser.script("localStorage.setItem('ginnel.erasing', 'begun')", vec![]).await;
    phone.start_again("find").await;
    phone.browser.see_heading(GONE).await;
    assert_eq!(kept(&phone.browser).await, Value::Array(Vec::new()));
    phone.end().await;
}

/// From the page that erases, by one of its links and through the door.
async fn leave_to(browser: &Browser, link: &str, password: &str, heading: &str) {
    browser.follow(link).await;
    unlock(browser, password).await;
    browser.see_heading(heading).await;
}

/// Puts the file that is ready into the downloads, and says that it is where it should be.
async fn hand_on(phone: &Phone, went: &str) -> Vec<u8> {
    phone.browser.press("Put it in downloads").await;
    let file = phone.profile.download();
    phone.browser.press(send::YES).await;
    phone.browser.see(went).await;
    file
}

#[tokio::test]
async fn before_erasing_a_file_is_sent_and_a_copy_kept_and_all_is_erased_after() {
    let phone = Phone::of("erased-after", &ANYBODY).await;
    let browser = &phone.browser;
    let record = person::write_note(browser, &complete(WORDS)).await;
    person::done(browser).await;
    let paper = set_password(browser, None).await;
    lock_now(browser).await;
    browser.unfold(lock::FORGOTTEN).await;
    browser.follow(settings::ERASE).await;
    browser.see_heading(settings::ERASE).await;
    leave_to(browser, "Send a file first", &paper.password, send::SEND).await;
    browser.rewrite(send::WHO, "Fold CVS").await;
    browser.press(send::MAKE).await;
    browser.see_heading(send::READY).await;
    let sent = read(&hand_on(&phone, send::WENT).await).1;
    assert!(sent.iter().any(|revision| revision.record == record));

    to_settings(browser).await;
    browser.follow(settings::ERASE).await;
    leave_to(browser, "Keep a copy for myself first", &paper.password, backup::KEEP).await;
    browser.rewrite(lock::PASSWORD, &paper.password).await;
    browser.press(backup::MAKE).await;
    browser.see_heading(backup::READY).await;
    assert!(is_envelope(&hand_on(&phone, backup::KEEPING.went).await));

    browser.window.back().await.expect("the page before");
    erase(browser).await;
    assert_eq!(kept(browser).await, Value::Array(Vec::new()));
    phone.end().await;
}

/// Tries at the door that were made in vain, and the seconds until the next.
const WAITS: [(u32, u32); 7] = [(3, 0), (4, 2), (5, 4), (8, 32), (9, 60), (10, 60), (u32::MAX, 60)];

#[tokio::test]
async fn whoever_guesses_at_the_door_waits_longer_each_time_and_a_minute_at_most() {
    let phone = Phone::of("guessed", &ANYBODY).await;
    let browser = &phone.browser;
    set_password(browser, None).await;
    lock_now(browser).await;
    // The seconds stand still, so that the first of them can be read.
    let still = "const later = setTimeout;
        globalThis.setTimeout = (what, ms, ...more) => (ms === 1000 ? 0 : later(what, ms, ...more))";
    browser.beforehand(still).await;
    for (tries, seconds) in WAITS {
        browser.script(&format!("localStorage.setItem('ginnel.wrong', '{tries}')"), vec![]).await;
        browser.reload().await;
        match seconds {
            0 => browser.see(lock::OPEN).await,
            seconds => browser.see(&lock::wait(seconds)).await,
        }
    }
    phone.end().await;
}

/// The sealed row that counts the days.
async fn days(phone: &Phone) -> Value {
    let rows = rows(phone).await;
    let mut meta = rows["meta"].as_array().expect("rows").iter();
    meta.find(|row| row["id"] == "days").cloned().unwrap_or_default()
}

#[tokio::test]
async fn what_went_long_ago_is_put_away_when_the_worker_says_so_and_one_line_stays() {
    let phone = Phone::of("put-away", &ANYBODY).await;
    let browser = &phone.browser;
    let record = person::write_note(browser, &complete(WORDS)).await;
    person::done(browser).await;
    phone.open("put-away").await;
    browser.see(put_away::NONE).await;
    person::send_file(&phone).await;
    let first = chrono::NaiveDate::from_ymd_opt(2031, 1, 1).expect("a day");
    for nth in 0..=OFFERED_AFTER {
        let before = days(&phone).await;
        browser.on_day(&(first + chrono::Days::new(nth)).to_string()).await;
        phone.open("").await;
        while days(&phone).await == before {}
    }
    // It is asked after a sending, and leads there.
    let file = person::send_file(&phone).await;
    browser.see(&put_away::offered(1, OFFERED_AFTER)).await;
    browser.press(put_away::LOOK).await;
    browser.press(put_away::PUT_AWAY).await;
    browser.see(&put_away::done(1)).await;
    phone.open(&format!("note/{record}")).await;
    browser.see(put_away::IS_AWAY).await;
    browser.see_heading("The kettle is on.").await;
    browser.not_see(common::CHANGE).await;
    browser.not_see(note::TAKE_BACK).await;
    browser.not_see("kingfisher").await;
    phone.open("find").await;
    browser.rewrite(find::LABEL, "kettle").await;
    browser.see("The kettle is on.").await;
    // The file that holds them brings them back to nobody here, and to everybody else.
    let again = phone.profile.put("again.json", &file);
    person::choose_file(&phone, &again).await;
    browser.see(ginnel::ui::text::bring_in::ALL_KNOWN).await;
    holds_none_of("the page", browser.text().await.as_bytes(), &["kingfisher"]);
    phone.end().await;
}

#[tokio::test]
async fn the_card_for_a_lost_phone_says_what_to_tell() {
    let phone = Phone::of("lost-phone", &ANYBODY).await;
    let browser = &phone.browser;
    phone.open("settings/lost-phone").await;
    browser.see(lost_phone::LOCKED_NO).await;
    set_password(browser, None).await;
    to_settings(browser).await;
    browser.press(lost_phone::TITLE).await;
    browser.see(lost_phone::LOCKED_YES).await;
    let key = "return /([0-9a-f]{4} ){7}[0-9a-f]{4}/.test(document.querySelector('main').innerText)";
    assert_eq!(browser.script(key, vec![]).await, true, "the key in groups that can be read aloud");
    phone.end().await;
}
