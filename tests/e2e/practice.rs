//! The practice notebook: looked around in, tried out, and deleted. It never touches one's own.

use crate::leaving::kept;
use crate::person::{self, Note};
use crate::phone::{ANYBODY, Phone};
use crate::rows::rows;
use crate::send::complete;
use ginnel::ui::text::{home, settings, welcome};
use serde_json::json;

/// The name of its database, as the phone keeps it.
const DATABASE: &str = "ginnel-practice";

#[tokio::test]
async fn looking_around_first_leaves_no_trace_in_ones_own_notebook() {
    let phone = Phone::offline("practice").await;
    let browser = &phone.browser;
    browser.see_heading(welcome::WHAT_FOR).await;
    browser.press(welcome::LOOK_AROUND).await;
    browser.see(home::PRACTICE).await;
    browser.see(home::RECENT).await;
    let note = Note { words: "Only tried out, only here.", ..Note::default() };
    person::write_note(browser, &note).await;
    person::done(browser).await;
    browser.see("Only tried out").await;
    browser.press(home::LEAVE_PRACTICE).await;
    browser.see_heading(welcome::WHAT_FOR).await;
    phone.set_up(&ANYBODY).await;
    browser.see(home::EMPTY).await;
    browser.not_see("Only tried out").await;
    phone.end().await;
}

#[tokio::test]
async fn deleting_the_practice_notebook_leaves_ones_own_as_it_was() {
    let phone = Phone::of("practice-deleted", &ANYBODY).await;
    let browser = &phone.browser;
    let own = "The chapel lends chairs to anyone.";
    person::write_note(browser, &complete(own)).await;
    let is_there = async || {
        let kept = kept(browser).await;
        kept.as_array().expect("a list").contains(&json!(DATABASE))
    };
    // From within it, and from one's own settings.
    for from_within in [true, false] {
        phone.open("settings").await;
        browser.see_heading(settings::SETTINGS).await;
        let before = rows(&phone).await;
        browser.follow(settings::PRACTICE_OPEN).await;
        browser.see(home::PRACTICE).await;
        browser.not_see(own).await;
        browser.not_see("Only tried out").await;
        person::write_note(browser, &complete("Only tried out, only here.")).await;
        person::done(browser).await;
        browser.see("Only tried out").await;
        assert!(is_there().await, "the practice notebook is a database of its own");
        if !from_within {
            browser.follow(home::LEAVE_PRACTICE).await;
            browser.see(own).await;
        }
        phone.open("settings").await;
        browser.see_heading(settings::SETTINGS).await;
        browser.follow(settings::PRACTICE_DELETE).await;
        browser.see(own).await;
        browser.not_see(home::PRACTICE).await;
        browser.not_see("Only tried out").await;
        assert!(!is_there().await, "the practice notebook is still on the phone");
        assert_eq!(rows(&phone).await, before, "one's own notebook changed");
    }
    // It stays gone, and one's own is what opens.
    browser.reload().await;
    browser.see(own).await;
    assert!(!is_there().await, "the practice notebook came back");
    phone.end().await;
}
