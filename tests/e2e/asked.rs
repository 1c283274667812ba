//! The drill of a forgotten password: the organisation is asked, answers, and every note that may be shared is back;
//! nothing of what is only the worker's own is, before the old password comes to mind.

use crate::browser::Browser;
use crate::desk::{Desk, WHO};
use crate::door::{
    code_shown, lock_now, nothing_of, offered, set_password, to_settings, try_password, unlock,
};
use crate::person::{self, Note};
use crate::phone::{ANYBODY, Phone};
use crate::sealed::{say_the_same, words_shown};
use crate::send::complete;
use ginnel::ui::text::{asking, common, errors, keys, lock};
use ginnel::vault::answer::Request;
use ginnel::vault::six_words;

const SHARED: &str = "Forty eat here on Mondays now.";
const PRIVATE: &str = "heron-at-dusk, left cross, sleep on it";
const DRAFT: &str = "Half a sentence about the kingfisher";

/// The desk's signed settings come in, and two people compare six words.
async fn confirm(phone: &Phone, desk: &Desk) {
    person::take_in(phone, &desk.pack(1, &[])).await;
    let browser = &phone.browser;
    browser.press(keys::COMPARE).await;
    assert_eq!(words_shown(browser).await, six_words::of_issuer(desk.issuer()));
    say_the_same(browser).await;
    phone.open("").await;
    browser.see(common::NEW_NOTE).await;
}

/// The request and the six words on the page.
async fn asked(browser: &Browser) -> Request {
    browser.see_heading(asking::ASK).await;
    browser.see_no_more(asking::MAKING).await;
    let text = browser.script("return document.querySelector('.request').textContent", vec![]).await;
    let request = Request::parse(text.as_str().expect("text")).expect("a request");
    let shown = browser.script("return document.querySelector('.offered-words').innerText", vec![]).await;
    assert_eq!(shown, request.words().join(" "), "the desk sees the same words");
    request
}

async fn answer_with(browser: &Browser, text: &str) {
    browser.rewrite(asking::ANSWER_LABEL, text).await;
    browser.press(asking::OPEN).await;
}

/// From the first note to the day the old password comes to mind again.
pub async fn walk_asked(phone: &mut Phone, mut at: impl AsyncFnMut(&Browser, &str)) {
    let desk = Desk::new();
    let browser = &phone.browser;
    person::write_note(browser, &complete(SHARED)).await;
    person::done(browser).await;
    person::write_note(browser, &Note { words: PRIVATE, private: true, ..Note::default() }).await;
    person::done(browser).await;
    browser.press(common::NEW_NOTE).await;
    browser.field_has_focus().await;
    browser.type_into_words(DRAFT).await;
    browser.press(common::BACK).await;
    browser.see(DRAFT).await;
    confirm(phone, &desk).await;
    let browser = &phone.browser;
    let paper = set_password(browser, None).await;
    to_settings(browser).await;
    browser.see(&asking::can_help(&WHO.map(str::to_owned))).await;
    at(browser, "settings-who-can-help").await;

    lock_now(browser).await;
    browser.unfold(lock::FORGOTTEN).await;
    browser.see(lock::FORGOTTEN_PRIVATE).await;
    at(browser, "locked-forgotten-organisation").await;
    browser.press(asking::ASK).await;
    let request = asked(browser).await;
    browser.unfold(asking::SEE).await;
    at(browser, "asking").await;
    nothing_of(browser, &[SHARED, PRIVATE, DRAFT]).await;

    // The answer takes a day, and the phone is switched off meanwhile.
    phone.profile.kill();
    phone.start_again("").await;
    let browser = &phone.browser;
    browser.press(asking::GO_ON).await;
    assert_eq!(asked(browser).await, request, "the same request");
    let answer = desk.answer(1, &request.to_text());
    for (text, why) in [
        ("Hello, did you get it?", "This is not an answer."),
        (&answer[..answer.len() - 4], "The end of the answer is missing."),
    ] {
        answer_with(browser, text).await;
        browser.see(why).await;
    }
    at(browser, "asking-no-answer").await;
    answer_with(browser, &format!("Here it is:\n{answer}\nRing me if it does not work.")).await;
    browser.see_heading(asking::NEW).await;
    let second = offered(browser).await;
    at(browser, "asking-new-password").await;
    browser.press(lock::USE_THESE).await;
    browser.press(lock::NEXT).await;
    let code = code_shown(browser).await;
    browser.write(lock::COPIED, &code[7]).await;
    browser.press(lock::SET_IT).await;
    browser.see_heading(asking::DONE).await;
    browser.see(&asking::closed(2)).await;
    at(browser, "asking-done").await;
    browser.press(lock::GO_ON).await;
    browser.see(SHARED).await;
    nothing_of(browser, &[PRIVATE, DRAFT]).await;
    browser.press(common::MINE).await;
    browser.see(&asking::closed(2)).await;
    at(browser, "mine-closed").await;

    lock_now(browser).await;
    try_password(browser, &paper.password).await;
    browser.see(lock::WRONG).await;
    unlock(browser, &second).await;
    browser.see(asking::CLOSED).await;
    browser.rewrite(lock::PASSWORD_OR_CODE, &second).await;
    browser.press(asking::OPEN_CLOSED).await;
    browser.see(asking::NOT_THIS.happened).await;
    at(browser, "settings-closed-wrong").await;
    browser.rewrite(lock::PASSWORD_OR_CODE, &paper.password).await;
    browser.press(asking::OPEN_CLOSED).await;
    browser.see(asking::OPENED).await;
    at(browser, "settings-closed-opened").await;
    browser.press(common::HOME).await;
    browser.see(DRAFT).await;
    browser.see(PRIVATE).await;
    browser.see(SHARED).await;
    lock_now(browser).await;
    unlock(browser, &second).await;
    browser.see(&asking::can_help(&WHO.map(str::to_owned))).await;
    browser.not_see(asking::CLOSED).await;
    browser.not_see(errors::RESCUE).await;
}

#[tokio::test]
async fn a_forgotten_password_is_answered_by_the_organisation() {
    let mut phone = Phone::of("asked", &ANYBODY).await;
    walk_asked(&mut phone, async |_, _| ()).await;
    phone.end().await;
}
