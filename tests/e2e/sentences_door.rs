//! What a person reads at the door when the password is right and something else goes wrong, and when an answer of
//! their organisation does not help.

use crate::browser::Browser;
use crate::desk::Desk;
use crate::door::{lock_now, set_password, try_password, unlock};
use crate::look::Eye;
use crate::person;
use crate::phone::{ANYBODY, Phone};
use crate::sealed::{no_program_beside, say_the_same, words_shown};
use crate::sentences::shown;
use crate::trouble::{aside, instead_of_putting, with_a_note};
use ginnel::app::asking::NoHelp;
use ginnel::app::heavy::HeavyError;
use ginnel::ui::text::{asking, common, errors, keys, lock};
use ginnel::vault::envelope::identity;

const TYPED: &str = "She is back on Tuesdays.";
const OTHER: &str = "The urn is mended.";

/// From now on the program beside this page has not got the memory.
async fn no_memory_beside(browser: &Browser) {
    let script = "window.Worker = class {
            constructor() { queueMicrotask(() => this.onmessage({ data: ['memory', [], new Uint8Array()] })); }
            postMessage() {}
            terminate() {}
        }";
    browser.script(script, vec![]).await;
}

#[tokio::test]
async fn a_right_password_on_a_phone_without_memory_is_not_called_wrong() {
    let phone = with_a_note("sentences-door").await;
    let browser = &phone.browser;
    let eye = Eye::on(browser);
    let paper = set_password(browser, None).await;
    lock_now(browser).await;
    browser.script("globalThis.RealWorker = Worker", vec![]).await;
    for (heavy, state) in
        [(HeavyError::Memory, "locked-no-memory"), (HeavyError::Stopped, "locked-no-program-beside")]
    {
        match heavy {
            HeavyError::Memory => no_memory_beside(browser).await,
            _ => no_program_beside(browser).await,
        }
        try_password(browser, &paper.password).await;
        shown(browser, &eye, &errors::heavy(heavy), state).await;
        browser.not_see(lock::WRONG).await;
    }
    browser.script("window.Worker = RealWorker", vec![]).await;
    unlock(browser, &paper.password).await;
    eye.judge(2);
    phone.end().await;
}

#[tokio::test]
async fn a_quick_note_that_is_not_kept_stays_in_its_box_and_says_why() {
    let phone = with_a_note("sentences-quick").await;
    let browser = &phone.browser;
    let eye = Eye::on(browser);
    set_password(browser, None).await;
    lock_now(browser).await;
    browser.press(lock::QUICK).await;
    browser.field_has_focus().await;
    instead_of_putting(browser, "throw new DOMException('', 'QuotaExceededError')").await;
    browser.write(lock::QUICK_WORDS, TYPED).await;
    browser.press(common::SAVE).await;
    shown(browser, &eye, &lock::QUICK_FULL, "quick-note-full").await;
    browser.see_in_field(TYPED).await;
    browser.not_see(lock::QUICK_KEPT).await;
    instead_of_putting(browser, "return real(row)").await;

    // The words are kept when the page goes out of sight. Then another window erases everything, and this one slept.
    let first = browser.open_tab().await;
    let erase = "indexedDB.open('ginnel').onsuccess = ({ target: { result: db } }) => {
        const tables = [...db.objectStoreNames];
        const write = db.transaction(tables, 'readwrite');
        tables.forEach((table) => write.objectStore(table).clear());
        write.oncomplete = () => { db.close(); done(); };
    };";
    aside(&phone, erase).await;
    browser.turn_to(&first).await;
    browser.rewrite(lock::QUICK_WORDS, OTHER).await;
    browser.press(common::SAVE).await;
    shown(browser, &eye, &lock::QUICK_GONE, "quick-note-erased").await;
    browser.see_in_field(OTHER).await;
    browser.not_see(lock::QUICK_KEPT).await;
    eye.judge(2);
    phone.end().await;
}

#[tokio::test]
async fn an_answer_that_does_not_help_says_what_to_ask_for() {
    let phone = Phone::of("sentences-asking", &ANYBODY).await;
    let browser = &phone.browser;
    let eye = Eye::on(browser);
    let desk = Desk::new();
    person::take_in(&phone, &desk.pack(1, &[])).await;
    browser.press(keys::COMPARE).await;
    words_shown(browser).await;
    say_the_same(browser).await;
    phone.open("").await;
    browser.see(common::NEW_NOTE).await;
    let paper = set_password(browser, None).await;
    lock_now(browser).await;
    browser.unfold(lock::FORGOTTEN).await;
    browser.press(asking::ASK).await;
    browser.see_no_more(asking::MAKING).await;
    let request = browser.script("return document.querySelector('.request').textContent", vec![]).await;
    let request = request.as_str().expect("text");
    let answer = desk.answer(0, request);
    let recipient = request.split(' ').find(|part| part.starts_with("age1")).expect("a recipient");
    let other = desk.answer(0, &request.replace(recipient, &identity().recipient));
    for (why, text, state) in [
        (NoHelp::OtherText, "Hello, did you get it?".to_owned(), "asking-other-text"),
        (NoHelp::Newer, answer.replacen(" 1", " 2", 1), "asking-newer"),
        (NoHelp::NotOpened, other, "asking-not-opened"),
    ] {
        browser.rewrite(asking::ANSWER_LABEL, &text).await;
        browser.press(asking::OPEN).await;
        shown(browser, &eye, &asking::no_help(&why), state).await;
    }
    // The password came to mind in another window.
    let first = browser.open_tab().await;
    crate::door::open(&phone, "", &paper.password).await;
    browser.turn_to(&first).await;
    browser.rewrite(asking::ANSWER_LABEL, &answer).await;
    browser.press(asking::OPEN).await;
    shown(browser, &eye, &asking::no_help(&NoHelp::NotAsked), "asking-not-waiting").await;
    eye.judge(4);
    phone.end().await;
}
