//! A file that comes in without the chooser: shared from another app, or dropped on the page.

use crate::browser::Browser;
use crate::device::{Profile, Screen};
use crate::door::{nothing_of, set_password, unlock};
use crate::host::Host;
use crate::hostile::{file_of_a_stranger, file_with, other_file_with};
use crate::phone::{ANYBODY, Phone};
use ginnel::ui::text::{bring_in, common, lock, refusals};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use thirtyfour::prelude::*;

/// The machine that runs the journeys may have none.
const WITH_A_MOUSE: &str =
    "--blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4";

/// Posts a file to the app's own address from outside of it, as the phone does for another app. The address is loaded
/// with it, and only the offline worker answers.
async fn share_into(phone: &Phone, file: &Path) {
    let window = &phone.browser.window;
    let page = format!(
        "data:text/html,<form method=post enctype=multipart/form-data action='{}'>\
         <input type=file name=files multiple><button>Share</button></form>",
        phone.host.at("import")
    );
    window.goto(page).await.expect("another app");
    phone.browser.choose(&[file]).await;
    window.find(By::Css("button")).await.expect("a button").click().await.expect("a tap");
    phone.browser.ready().await;
}

#[tokio::test]
async fn a_file_shared_from_another_app_opens_bring_in_and_is_looked_at_like_any_other() {
    let phone = Phone::of("shared-to", &ANYBODY).await;
    let browser = &phone.browser;
    let file = phone.profile.put("ginnel.json.txt", &file_of_a_stranger());
    share_into(&phone, &file).await;
    browser.see_heading(bring_in::BRING_IN).await;
    browser.arrive("/import").await;
    browser.press(bring_in::ADD).await;
    browser.see(bring_in::ADDED).await;
    browser.press(common::FIND).await;
    browser.see("Chairs came late.").await;
    phone.end().await;
}

/// The worker was ended before the page could ask it.
#[tokio::test]
async fn a_shared_file_that_did_not_come_through_is_asked_for_again_and_once() {
    let phone = Phone::of("shared-lost", &ANYBODY).await;
    let browser = &phone.browser;
    phone.open("import?shared").await;
    browser.see(refusals::SHARED_LOST.happened).await;
    browser.reload().await;
    browser.see(bring_in::NONE_BEFORE).await;
    browser.not_see(refusals::SHARED_LOST.happened).await;
    phone.end().await;
}

/// Nothing of it can be seen before the door is open.
#[tokio::test]
async fn a_file_shared_with_a_locked_phone_waits_behind_the_door() {
    let phone = Phone::of("shared-to-locked", &ANYBODY).await;
    let browser = &phone.browser;
    let paper = set_password(browser, None).await;
    let file = phone.profile.put("ginnel.json.txt", &file_of_a_stranger());
    share_into(&phone, &file).await;
    browser.see_heading(lock::LOCKED).await;
    nothing_of(browser, &["Chairs came late"]).await;
    unlock(browser, &paper.password).await;
    browser.see_heading(bring_in::BRING_IN).await;
    browser.press(bring_in::ADD).await;
    browser.see(bring_in::ADDED).await;
    browser.press(common::FIND).await;
    browser.see("Chairs came late.").await;
    phone.end().await;
}

/// Lets files fall in the middle of an element, as a hand does that drags them there from a window of files.
async fn drop_on(browser: &Browser, css: &str, files: &[PathBuf]) {
    let middle = "const e = document.querySelector(arguments[0]);
        e.scrollIntoView({ block: 'center', behavior: 'instant' });
        const { x, y, width, height } = e.getBoundingClientRect();
        return [x + width / 2, y + height / 2]";
    let at = browser.script(middle, vec![json!(css)]).await;
    let data = json!({"items": [], "files": files, "dragOperationsMask": 1});
    for kind in ["dragEnter", "dragOver", "drop"] {
        let event = json!({"type": kind, "x": at[0], "y": at[1], "data": data});
        browser.devtools("Input.dispatchDragEvent", event).await;
    }
}

/// Beside the button, which takes files by itself.
#[tokio::test]
async fn files_that_are_dropped_on_bring_in_are_looked_at_one_after_the_other() {
    let profile = Profile::with("dropped", &[WITH_A_MOUSE]);
    let phone = Phone::on(profile, Host::start(), Screen::LAPTOP).await;
    let browser = &phone.browser;
    phone.set_up(&ANYBODY).await;
    phone.open("import").await;
    browser.see(bring_in::DROP).await;
    let note = |words: &str| -> Value { json!({"words": words, "happened_on": "2026-01-19"}) };
    let files = [
        phone.profile.put("first.json", &file_with(note("Chairs came late."))),
        phone.profile.put("second.json", &other_file_with(note("Tables came first."))),
    ];
    drop_on(browser, ".drop__hint", &files).await;
    browser.see(&bring_in::more(1)).await;
    browser.press(bring_in::ADD).await;
    browser.see(bring_in::ADDED).await;
    browser.press(common::NEXT).await;
    browser.see_no_more(&bring_in::more(1)).await;
    browser.press(bring_in::ADD).await;
    browser.see(bring_in::ADDED).await;
    browser.press(common::FIND).await;
    browser.see("Chairs came late.").await;
    browser.see("Tables came first.").await;
    phone.end().await;
}
