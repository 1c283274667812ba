//! The browser is asked once to keep the notes for good: when there is something to keep, and not before.

use crate::person::{self, Note};
use crate::phone::{ANYBODY, Phone};
use crate::send::complete;
use ginnel::ui::text::{common, mine, note_saved};

/// A browser that counts how often it is asked, and promises nothing.
const REFUSES: &str = "globalThis.asked = 0;
    StorageManager.prototype.persisted = async () => false;
    StorageManager.prototype.persist = async () => { globalThis.asked += 1; return false; };";
/// One that promises it.
const PROMISES: &str = "globalThis.asked = 0;
    StorageManager.prototype.persisted = async () => globalThis.asked > 0;
    StorageManager.prototype.persist = async () => { globalThis.asked += 1; return true; };";

async fn asked(phone: &Phone) -> u64 {
    phone.browser.script("return globalThis.asked", vec![]).await.as_u64().expect("a number")
}

/// A phone whose browser answers so, with its first note just saved.
async fn with_first_note(name: &str, answers: &str) -> Phone {
    let phone = Phone::offline(name).await;
    phone.browser.beforehand(answers).await;
    phone.browser.reload().await;
    phone.set_up(&ANYBODY).await;
    assert_eq!(asked(&phone).await, 0, "there is nothing to keep yet");
    person::write_note(&phone.browser, &complete("Forty eat here on Mondays now.")).await;
    phone
}

#[tokio::test]
async fn a_phone_that_may_clear_notes_is_asked_once_and_says_so_with_the_first() {
    let phone = with_first_note("keep-refused", REFUSES).await;
    let browser = &phone.browser;
    browser.see(note_saved::MAY_BE_CLEARED).await;
    assert_eq!(asked(&phone).await, 1);
    person::done(browser).await;
    person::write_note(browser, &Note { words: "And on Tuesdays.", ..Note::default() }).await;
    browser.not_see(note_saved::MAY_BE_CLEARED).await;
    assert_eq!(asked(&phone).await, 1, "not again with each note");
    person::done(browser).await;
    browser.press(common::MINE).await;
    browser.see(mine::KEPT_NO).await;
    phone.end().await;
}

#[tokio::test]
async fn a_phone_that_keeps_them_says_nothing_of_it() {
    let phone = with_first_note("keep-promised", PROMISES).await;
    let browser = &phone.browser;
    browser.wait("the question", "return globalThis.asked === 1").await;
    browser.not_see(note_saved::MAY_BE_CLEARED).await;
    person::done(browser).await;
    browser.press(common::MINE).await;
    browser.see(mine::KEPT).await;
    browser.not_see(mine::KEEP_WHY).await;
    phone.end().await;
}
