//! The way through every screen and state of the keys that lock files.

use crate::person;
use crate::phone::{ANYBODY, Phone, Worker};
use crate::sealed::{Desk, ask, no_program_beside, say_the_same, words_shown};
use crate::send::complete;
use ginnel::ui::text::{bring_in, common, keys, refusals, send, settings, to_look_at};

/// From keys that wait to those that ran out.
pub async fn walk_keys(phone: &Phone, mut at: impl AsyncFnMut(&str)) {
    let browser = &phone.browser;
    let on_a_day = Worker { day: Some("2026-01-19"), ..ANYBODY };
    phone.set_up(&on_a_day).await;
    person::write_note(browser, &complete("Forty eat here on Mondays now.")).await;
    confirming(phone, &mut at).await;
    sending(phone, &mut at).await;
    changing(phone, &mut at).await;

    let locked = phone.profile.put("locked.age.txt", b"-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n");
    person::choose_file(phone, &locked).await;
    browser.see(refusals::FOR_DESK.happened).await;
    at("bring-in-locked-for-a-desk").await;
}

async fn confirming(phone: &Phone, at: &mut impl AsyncFnMut(&str)) {
    let browser = &phone.browser;
    let desk = Desk::new(2, ["Coordinator’s desk, Calderfold", "Deputy"], "2026-06-30");
    let pack = phone.profile.put("pack.json", &desk.pack);
    person::choose_file(phone, &pack).await;
    browser.see(keys::IN_FILE).await;
    at("bring-in-keys").await;
    browser.press(bring_in::ADD).await;
    browser.see(keys::COMPARE).await;
    at("bring-in-keys-added").await;
    phone.open("to-look-at").await;
    browser.see(to_look_at::LEAVE_OUT).await;
    at("to-look-at-keys").await;
    phone.open("send").await;
    browser.see(keys::WAIT).await;
    at("send-keys-wait").await;
    phone.open("settings/keys").await;
    words_shown(browser).await;
    at("keys-question").await;
    browser.press(keys::DIFFERENT).await;
    browser.see(keys::NOT_USED).await;
    at("keys-different").await;
    phone.open("settings").await;
    browser.see(keys::WAIT).await;
    at("settings-keys-wait").await;
    no_program_beside(browser).await;
    browser.press_in(keys::SETTINGS, keys::COMPARE).await;
    browser.see(common::TRY_AGAIN).await;
    at("keys-no-words").await;
    phone.open("settings/keys").await;
    words_shown(browser).await;
    say_the_same(browser).await;
    at("keys-confirmed").await;
    browser.press(common::BACK).await;
    browser.see_heading(settings::SETTINGS).await;
    at("settings-with-keys").await;
}

async fn sending(phone: &Phone, at: &mut impl AsyncFnMut(&str)) {
    let browser = &phone.browser;
    phone.open("send").await;
    browser.see(send::MAKE).await;
    browser.unfold(keys::PLAIN).await;
    at("send-locked").await;
    no_program_beside(browser).await;
    browser.press(send::MAKE).await;
    browser.see(keys::NOT_SEALED).await;
    at("send-not-locked").await;
    phone.open("send").await;
    browser.see(send::MAKE).await;
    browser.press(send::MAKE).await;
    browser.see_heading(send::READY).await;
    at("send-ready-locked").await;
}

async fn changing(phone: &Phone, at: &mut impl AsyncFnMut(&str)) {
    let browser = &phone.browser;
    let next = Desk::new(5, ["New desk", "New deputy"], "2026-01-18");
    ask(phone, &next).await;
    at("keys-change").await;
    phone.open("send").await;
    browser.see_heading(keys::CHANGE).await;
    words_shown(browser).await;
    at("send-keys-change").await;
    browser.press(keys::NOT_NOW).await;
    browser.see(keys::OTHERS_WAIT).await;
    at("send-keys-change-put-off").await;
    phone.open("settings/keys").await;
    words_shown(browser).await;
    say_the_same(browser).await;
    at("keys-confirmed-ran-out").await;
    phone.open("send").await;
    browser.see(keys::NONE_TODAY).await;
    at("send-keys-ran-out").await;
}
