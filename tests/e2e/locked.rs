//! Drills with a notebook that has a password, on a phone without a signal: whatever happens at the door, nothing that
//! was written is lost, and nothing of it is to be had without the password or the printed code.

use crate::door::{
    Paper, code_shown, lock_now, nothing_of, offered, open, prove, set_password, to_settings, try_code,
    try_password, unlock,
};
use crate::person::{self, Note};
use crate::phone::{ANYBODY, Phone};
use crate::send::complete;
use ginnel::ui::text::{common, find, home, lock, note_form, settings};
use serde_json::json;

const SHARED: &str = "Forty eat here on Mondays now.";
const PRIVATE: &str = "heron-at-dusk, left cross, sleep on it";
const GROUP: &str = "Lantern Room";
const DRAFT: &str = "Half a sentence about the kingfisher";
const QUICK: &str = "The otter is back, she said at the door";
const EVERY_WORD: [&str; 5] = ["Forty eat", "heron-at-dusk", GROUP, "kingfisher", "otter"];

/// A phone with a note for the coordinator, a private one, a group, something half written and settings of one's own.
async fn lived_in(name: &str) -> Phone {
    let phone = Phone::of(name, &ANYBODY).await;
    let browser = &phone.browser;
    person::write_note(browser, &complete(SHARED)).await;
    person::done(browser).await;
    let private = Note { words: PRIVATE, groups: &[GROUP], private: true, ..Note::default() };
    person::write_note(browser, &private).await;
    person::done(browser).await;
    browser.press(common::NEW_NOTE).await;
    browser.field_has_focus().await;
    browser.type_into_words(DRAFT).await;
    browser.press(common::BACK).await;
    browser.see(DRAFT).await;
    to_settings(browser).await;
    browser.rewrite(settings::CODE, "dipper-7").await;
    browser.press(common::SAVE).await;
    browser.see(common::SAVED).await;
    phone
}

/// All that a person sees of the open notebook, place by place.
async fn everything(browser: &crate::browser::Browser) -> Vec<String> {
    // With what stands in fields and what is chosen.
    let read = "const all = [...document.querySelectorAll('main input')];
        return [document.querySelector('main').innerText, ...all.map((e) => `${e.checked} ${e.closest('label')?.textContent ?? e.value}`)].join('\\n')";
    let mut all = Vec::new();
    browser.press(common::HOME).await;
    browser.see_heading(&home::welcome("dipper-7")).await;
    browser.see_no_more(home::STILL_OPENING).await;
    all.push(browser.script(read, vec![]).await);
    browser.press(common::FIND).await;
    browser.see_heading(common::FIND).await;
    browser.see_no_more(find::STILL_OPENING).await;
    all.push(browser.script(read, vec![]).await);
    to_settings(browser).await;
    all.push(browser.script(read, vec![]).await);
    all.iter().map(|text| text.as_str().expect("text").to_owned()).collect()
}

#[tokio::test]
async fn only_the_password_opens_a_notebook_and_behind_it_is_all_that_was_there() {
    let mut phone = lived_in("locked-first").await;
    let browser = &phone.browser;
    let paper = set_password(browser, None).await;
    to_settings(browser).await;
    browser.press_in(lock::AFTER, &lock::minutes(15)).await;
    let before = everything(browser).await;
    assert!(before[2].contains(&format!("true {}", lock::minutes(15))), "{}", before[2]);
    for words in [SHARED, PRIVATE, GROUP, DRAFT] {
        assert!(before[0].contains(words) || before[1].contains(words), "{words} is there: {before:?}");
    }

    lock_now(browser).await;
    nothing_of(browser, &EVERY_WORD).await;
    browser.see(lock::DANGER).await;
    // Three slips are free, the fourth costs time.
    for slip in ["", " x", "x "] {
        try_password(browser, &format!("{}{slip}z", paper.password)).await;
        browser.see(lock::WRONG).await;
        browser.see(lock::WRONG_NEXT).await;
        browser.see(lock::OPEN).await;
        browser.not_see("Wait ").await;
    }
    try_password(browser, &paper.password.to_uppercase()).await;
    browser.see(&lock::wait(2)).await;
    browser.see(lock::WRONG_NEXT).await;
    browser.see(lock::OPEN).await;
    // Opening the page anew does not make it shorter.
    browser.reload().await;
    browser.see(&lock::wait(2)).await;
    browser.see(lock::OPEN).await;
    nothing_of(browser, &EVERY_WORD).await;

    unlock(browser, &paper.password).await;
    assert_eq!(everything(browser).await, before, "as it was");

    // Every new page asks again, and so does the next day.
    browser.reload().await;
    browser.see_heading(lock::LOCKED).await;
    nothing_of(browser, &EVERY_WORD).await;
    unlock(browser, &paper.password).await;
    phone.profile.kill();
    phone.start_again("find").await;
    nothing_of(&phone.browser, &EVERY_WORD).await;
    unlock(&phone.browser, &paper.password).await;
    phone.browser.see(SHARED).await;
    assert_eq!(everything(&phone.browser).await, before, "as it was");
    phone.end().await;
}

#[tokio::test]
async fn a_first_password_that_is_too_short_or_a_code_that_is_not_on_paper_sets_nothing() {
    let phone = Phone::of("locked-careful", &ANYBODY).await;
    let browser = &phone.browser;
    phone.open("settings/password").await;
    for short in ["", "kettle", "123456789012"] {
        browser.rewrite(lock::NEW_PASSWORD, short).await;
        browser.press(lock::NEXT).await;
        browser.see(lock::TOO_SHORT).await;
    }
    let first = offered(browser).await;
    browser.press(lock::OTHERS).await;
    let others = format!("return !document.body.innerText.includes({})", json!(first));
    browser.wait("other words", &others).await;
    browser.press(lock::USE_THESE).await;
    browser.press(lock::NEXT).await;
    let code = code_shown(browser).await;
    assert_eq!(code.len(), 8);
    browser.rewrite(lock::COPIED, &code[0]).await;
    browser.press(lock::SET_IT).await;
    browser.see(lock::COPIED_WRONG).await;
    // Left here, nothing was set.
    phone.open("").await;
    browser.see(common::NEW_NOTE).await;
    phone.end().await;
}

#[tokio::test]
async fn a_password_manager_and_the_clipboard_can_fill_the_password_in() {
    let phone = Phone::of("locked-paste", &ANYBODY).await;
    let browser = &phone.browser;
    phone.open("settings/password").await;
    // Shown, the browser must not remember it; hidden, it is for password managers.
    let purpose = "return document.querySelector('.password .govuk-input').autocomplete";
    assert_eq!(browser.script(purpose, vec![]).await, "off");
    browser.press(lock::HIDE).await;
    assert_eq!(browser.script(purpose, vec![]).await, "new-password");
    let paper = set_password(browser, Some("long-Enough 42 for anyone")).await;
    lock_now(browser).await;
    let field = "const e = document.querySelector('.password .govuk-input');
        return [e.autocomplete, e.type, String(e.readOnly || e.disabled)]";
    assert_eq!(browser.script(field, vec![]).await, json!(["current-password", "password", "false"]));

    // Pasted with the blank that phones add.
    let grant = json!({"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]});
    browser.devtools("Browser.grantPermissions", grant).await;
    let copy =
        "const done = arguments[1]; navigator.clipboard.writeText(arguments[0]).then(() => done(true))";
    let copied = vec![format!("{} ", paper.password).into()];
    browser.window.execute_async(copy, copied).await.expect("a clipboard");
    browser.rewrite(lock::PASSWORD, "").await;
    let paste = json!({"type": "keyDown", "key": "v", "code": "KeyV", "modifiers": 2, "commands": ["paste"]});
    browser.devtools("Input.dispatchKeyEvent", paste).await;
    let typed =
        format!("document.querySelector('.password .govuk-input').value === {}", json!(paper.password + " "));
    browser.wait("the pasted password", &format!("return {typed}")).await;
    browser.press_return().await;
    browser.see_heading(settings::SETTINGS).await;
    phone.end().await;
}

#[tokio::test]
async fn the_printed_code_opens_it_when_the_password_is_forgotten() {
    let phone = lived_in("locked-code").await;
    let browser = &phone.browser;
    let paper = set_password(browser, None).await;
    let before = everything(browser).await;
    lock_now(browser).await;

    // A slip in a group is named, and so is a code that is not whole. Neither counts as a try.
    let last = |digit: &str| if digit == "9" { "0".to_owned() } else { "9".to_owned() };
    let mut slip = paper.code.clone();
    let digit = slip[4].pop().expect("a digit").to_string();
    slip[4] += &last(&digit);
    for _ in 0..5 {
        try_code(browser, &slip.join(" ")).await;
        browser.see(&lock::slip(5)).await;
    }
    try_code(browser, &paper.code[..6].join("")).await;
    browser.see(&lock::digits(36)).await;
    // Another phone's code.
    try_code(browser, "000011 000022 000033 000044 000055 000066 000077 000088").await;
    browser.see(lock::WRONG_CODE).await;
    browser.see(lock::WRONG_CODE_NEXT).await;

    try_code(browser, &paper.whole_code()).await;
    browser.see_heading(lock::CHANGE).await;
    let second = "a second one entirely";
    browser.rewrite(lock::NEW_PASSWORD, second).await;
    browser.press(lock::CHANGE_IT).await;
    browser.see_heading(lock::CHANGED).await;
    browser.press(lock::GO_ON).await;
    browser.see(SHARED).await;
    assert_eq!(everything(browser).await, before, "as it was");
    lock_now(browser).await;
    try_password(browser, &paper.password).await;
    browser.see(lock::WRONG).await;
    unlock(browser, second).await;

    // A new code takes the place of the old one, and the password stays.
    browser.press(lock::NEW_CODE).await;
    prove(browser, &paper.password).await;
    browser.see(lock::PROOF_WRONG.happened).await;
    browser.not_see(lock::PRINT).await;
    prove(browser, second).await;
    let code = code_shown(browser).await;
    browser.write(lock::COPIED, &code[7]).await;
    browser.press(lock::CHANGE_IT).await;
    browser.see_heading(lock::CODE_CHANGED).await;
    browser.press(lock::GO_ON).await;
    lock_now(browser).await;
    try_code(browser, &paper.whole_code()).await;
    browser.see(lock::WRONG_CODE).await;
    try_code(browser, &code.join("")).await;
    browser.see_heading(lock::CHANGE).await;
    open(&phone, "", second).await;
    browser.see(SHARED).await;
    phone.end().await;
}

/// What is kept of drafts, as it was when this was asked before.
const DRAFTS: &str = "(() => {
    indexedDB.open('ginnel').onsuccess = ({ target: { result: db } }) => {
      db.transaction('drafts').objectStore('drafts').getAll().onsuccess = (e) => {
        db.close();
        globalThis.drafts = e.target.result.map(({ id, sealed }) => id + sealed).sort();
      };
    };
    return globalThis.drafts ?? [];
  })()";

#[tokio::test]
async fn a_quick_note_at_the_door_is_the_first_thing_on_home() {
    let mut phone = Phone::of("locked-quick", &ANYBODY).await;
    let browser = &phone.browser;
    person::write_note(browser, &complete(SHARED)).await;
    person::done(browser).await;
    let paper = set_password(browser, None).await;
    lock_now(browser).await;
    browser.press(lock::QUICK).await;
    browser.field_has_focus().await;
    browser.write(lock::QUICK_WORDS, QUICK).await;
    browser.press(common::SAVE).await;
    browser.see(lock::QUICK_KEPT).await;
    browser.see(lock::QUICK_KEPT_NEXT).await;
    nothing_of(browser, &EVERY_WORD).await;
    // A second one: Back loses no words. A third, while the phone is put away.
    browser.write(lock::QUICK_WORDS, "The heron too").await;
    browser.press(common::BACK).await;
    browser.see_heading(lock::LOCKED).await;
    browser.press(lock::QUICK).await;
    browser.field_has_focus().await;
    browser.write(lock::QUICK_WORDS, "And the kingfisher").await;
    crate::door::hide(browser, true).await;
    browser.wait("an empty box", "return document.querySelector('textarea').value === ''").await;
    crate::door::hide(browser, false).await;
    // A fourth: the battery dies in the middle of it.
    browser.write(lock::QUICK_WORDS, "And the wren").await;
    browser.wait("four notes on the disk", &format!("return {DRAFTS}.length === 4")).await;
    // What is kept once more holds all that was typed until now.
    let before = browser.script(&format!("return JSON.stringify({DRAFTS})"), vec![]).await;
    browser.write(lock::QUICK_WORDS, " sings").await;
    browser.wait("it to be kept again", &format!("return JSON.stringify({DRAFTS}) !== {before}")).await;
    phone.profile.kill();

    phone.start_again("").await;
    let browser = &phone.browser;
    nothing_of(browser, &EVERY_WORD).await;
    unlock(browser, &paper.password).await;
    browser.see("And the wren").await;
    browser.see(QUICK).await;
    browser.see("The heron too").await;
    browser.see("And the kingfisher").await;
    let first = "return [...document.querySelectorAll('main h2')][0].innerText";
    assert_eq!(browser.script(first, vec![]).await, home::DRAFTS);
    browser.press(QUICK).await;
    browser.see_in_field(QUICK).await;
    person::save(browser).await;
    person::done(browser).await;
    browser.see(QUICK).await;
    phone.end().await;
}

/// Somebody without a pointer, or with a screen reader.
#[tokio::test]
async fn the_keyboard_alone_sets_a_password_locks_and_opens() {
    let phone = Phone::of("locked-keys", &ANYBODY).await;
    let browser = &phone.browser;
    phone.open("settings/password").await;
    browser.tab_to(lock::NEW_PASSWORD).await;
    browser.type_here("keys are all I have").await;
    browser.tab_to(lock::NEXT).await;
    browser.press_return().await;
    let code = code_shown(browser).await;
    browser.tab_to(lock::COPIED).await;
    browser.type_here(code[7].as_str()).await;
    browser.press_return().await;
    browser.see_heading(lock::DONE).await;
    browser.see_no_more(lock::SEALING).await;
    browser.tab_to(lock::GO_ON).await;
    browser.press_return().await;
    browser.see(common::NEW_NOTE).await;
    phone.open("settings").await;
    let paper = Paper { password: "keys are all I have".to_owned(), code };

    browser.see_heading(lock::LOCKED).await;
    browser.tab_to(lock::QUICK).await;
    browser.press_return().await;
    browser.field_has_focus().await;
    browser.type_here("By keys").await;
    browser.tab_to(common::SAVE).await;
    browser.press_return().await;
    browser.see(lock::QUICK_KEPT).await;
    browser.tab_to(common::BACK).await;
    browser.press_return().await;
    browser.see_heading(lock::LOCKED).await;
    browser.tab_to(lock::PASSWORD).await;
    browser.type_here("wrong one").await;
    browser.press_return().await;
    browser.see(lock::WRONG).await;
    browser.tab_to(lock::FORGOTTEN).await;
    browser.press_return().await;
    browser.tab_to(lock::CODE).await;
    browser.type_here(paper.whole_code()).await;
    browser.tab_to(lock::OPEN_WITH_CODE).await;
    browser.press_return().await;
    browser.see_heading(lock::CHANGE).await;
    browser.tab_to(common::HOME).await;
    browser.press_return().await;
    browser.see("By keys").await;
    browser.tab_to(common::MINE).await;
    browser.press_return().await;
    browser.tab_to(ginnel::ui::text::mine::SETTINGS).await;
    browser.press_return().await;
    browser.tab_to(lock::LOCK_NOW).await;
    browser.press_return().await;
    browser.see_heading(lock::LOCKED).await;
    browser.tab_to(lock::PASSWORD).await;
    browser.type_here(paper.password.as_str()).await;
    browser.press_return().await;
    browser.see_heading(settings::SETTINGS).await;
    browser.not_see(note_form::WORDS).await;
    phone.end().await;
}
