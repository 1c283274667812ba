//! The way through what waits for an answer: a file that may have gone, two versions of a note, a later build.

use crate::builds::Next;
use crate::person;
use crate::phone::{ANYBODY, Phone, Worker};
use crate::send::complete;
use ginnel::ui::text::{common, home, note, note_form, updates};

/// From two days after a file was handed over. The host must lend a copy of the build.
pub async fn walk_waiting(phone: &Phone, mut at: impl AsyncFnMut(&str)) {
    let browser = &phone.browser;
    phone.set_up(&Worker { day: Some("2026-01-19"), ..ANYBODY }).await;
    let record = person::write_note(browser, &complete("Forty eat here on Mondays now.")).await;
    person::hand_over(phone).await;
    browser.on_day("2026-01-21").await;
    phone.open("").await;
    browser.see(&home::did_it_go("Monday 19 January")).await;
    at("home-did-it-go").await;

    // Two windows make two versions.
    let change = format!("note/{record}/change");
    phone.open(&change).await;
    browser.rewrite(note_form::WORDS, "Forty eat here on Mondays, and fifty when it rains.").await;
    let first = browser.open_tab().await;
    browser.on_day("2026-01-21").await;
    phone.open(&change).await;
    browser.rewrite(note_form::WORDS, "Forty eat here on Mondays and on Tuesdays.").await;
    browser.press(common::SAVE).await;
    browser.see(note::WHO_SEES).await;
    browser.turn_to(&first).await;
    browser.press(common::SAVE).await;
    browser.see(note::TWO_VERSIONS).await;
    phone.open("").await;
    browser.see(home::CONFLICTS).await;
    at("home-two-versions").await;

    // Something is typed first: at a start where nothing was, a later build comes in by itself.
    phone.open("new").await;
    browser.field_has_focus().await;
    browser.type_here("Half a sentence").await;
    phone.offer(Next::Works).await;
    at("new-note-later-build").await;
    browser.press(common::BACK).await;
    browser.see(home::DRAFTS).await;
    browser.see(updates::READY).await;
    at("home-later-build").await;
}
