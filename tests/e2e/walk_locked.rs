//! The way through every screen and state of the password, the printed code and the door.

use crate::door::{code_shown, lock_now, to_settings, try_code, try_password, unlock};
use crate::person;
use crate::phone::{ANYBODY, Phone};
use crate::send::complete;
use ginnel::ui::text::{backup, common, help, home, labels, lock, mine, note_form};

const PASSWORD: &str = "kettle ladder moss";

/// From the offer of a password to the note that was written at the door.
pub async fn walk_locked(phone: &Phone, mut at: impl AsyncFnMut(&str)) {
    let browser = &phone.browser;
    phone.set_up(&ANYBODY).await;
    browser.see(lock::OFFER).await;
    at("password-offered").await;
    person::write_note(browser, &complete("Forty eat here on Mondays now.")).await;
    person::done(browser).await;
    browser.press(common::NEW_NOTE).await;
    browser.press_in(note_form::GOES_TO, labels::value_label("sharing", "private")).await;
    browser.see(lock::OFFER_PRIVATE).await;
    at("password-offered-only-me").await;
    browser.press(common::BACK).await;
    browser.press(common::MINE).await;
    browser.see(mine::ANYONE).await;
    at("mine-without-password").await;
    to_settings(browser).await;
    browser.see(lock::NONE).await;
    at("settings-without-password").await;

    setting(phone, &mut at).await;
    door(phone, &mut at).await;
    changing(phone, &mut at).await;
}

async fn setting(phone: &Phone, at: &mut impl AsyncFnMut(&str)) {
    let browser = &phone.browser;
    browser.press(lock::SET).await;
    crate::door::offered(browser).await;
    at("password-new").await;
    browser.rewrite(lock::NEW_PASSWORD, "kettle").await;
    browser.press(lock::NEXT).await;
    browser.see(lock::TOO_SHORT).await;
    at("password-too-short").await;
    browser.rewrite(lock::NEW_PASSWORD, PASSWORD).await;
    browser.press(lock::NEXT).await;
    let code = code_shown(browser).await;
    at("password-code").await;
    browser.write(lock::COPIED, "000000").await;
    browser.press(lock::SET_IT).await;
    browser.see(lock::COPIED_WRONG).await;
    at("password-code-not-on-paper").await;
    browser.rewrite(lock::COPIED, &code[7]).await;
    browser.press(lock::SET_IT).await;
    browser.see_heading(lock::DONE).await;
    browser.see_no_more(lock::SEALING).await;
    at("password-done").await;
    browser.press(lock::GO_ON).await;
    to_settings(browser).await;
    browser.see(lock::HAS).await;
    at("settings-with-password").await;
    browser.press(common::MINE).await;
    browser.press(backup::KEEP).await;
    browser.see(backup::HINT).await;
    at("copy").await;
}

async fn door(phone: &Phone, at: &mut impl AsyncFnMut(&str)) {
    let browser = &phone.browser;
    lock_now(browser).await;
    at("locked").await;
    browser.rewrite(lock::PASSWORD, PASSWORD).await;
    browser.press(lock::SHOW).await;
    browser.see(lock::HIDE).await;
    at("locked-password-shown").await;
    browser.press(lock::HIDE).await;
    browser.unfold(lock::FORGOTTEN).await;
    at("locked-forgotten").await;
    for _ in 0..3 {
        try_password(browser, "another one").await;
        browser.see(lock::WRONG).await;
        browser.see(lock::OPEN).await;
    }
    at("locked-wrong").await;
    // The countdown stands still for the picture.
    let still =
        "const real = setTimeout; window.setTimeout = (then, ms) => ms === 1000 ? 0 : real(then, ms);";
    browser.script(still, vec![]).await;
    try_password(browser, "another one").await;
    browser.see(&lock::wait(2)).await;
    at("locked-wait").await;
    browser.reload().await;
    browser.see(lock::OPEN).await;
    try_code(browser, "000000 000011 000023").await;
    browser.see(&lock::slip(3)).await;
    at("locked-code-slip").await;
    try_code(browser, "000000 000011").await;
    browser.see(&lock::digits(12)).await;
    at("locked-code-short").await;
    try_code(browser, "000011 000022 000033 000044 000055 000066 000077 000088").await;
    browser.see(lock::WRONG_CODE).await;
    at("locked-code-wrong").await;
    browser.press(help::HELP).await;
    browser.see_heading(help::HELP).await;
    at("locked-help").await;
    browser.press(common::BACK).await;
    browser.press(lock::QUICK).await;
    browser.field_has_focus().await;
    at("quick-note").await;
    browser.write(lock::QUICK_WORDS, "She is back on Tuesdays.").await;
    browser.press(common::SAVE).await;
    browser.see(lock::QUICK_KEPT).await;
    at("quick-note-kept").await;
    browser.press(common::BACK).await;
    unlock(browser, PASSWORD).await;
    browser.press(common::HOME).await;
    browser.see(home::DRAFTS).await;
    browser.see("She is back on Tuesdays.").await;
    at("home-after-a-quick-note").await;
}

async fn changing(phone: &Phone, at: &mut impl AsyncFnMut(&str)) {
    let browser = &phone.browser;
    to_settings(browser).await;
    browser.press(lock::CHANGE).await;
    crate::door::prove(browser, "somebody else").await;
    browser.see(lock::PROOF_WRONG.happened).await;
    at("password-proof").await;
    crate::door::prove(browser, PASSWORD).await;
    crate::door::offered(browser).await;
    at("password-change").await;
    browser.rewrite(lock::NEW_PASSWORD, "another one entirely").await;
    browser.press(lock::CHANGE_IT).await;
    browser.see_heading(lock::CHANGED).await;
    at("password-changed").await;
    to_settings(browser).await;
    browser.press(lock::NEW_CODE).await;
    crate::door::prove(browser, "another one entirely").await;
    let code = code_shown(browser).await;
    at("code-new").await;
    browser.write(lock::COPIED, &code[7]).await;
    browser.press(lock::CHANGE_IT).await;
    browser.see_heading(lock::CODE_CHANGED).await;
    at("code-changed").await;
}
