//! The way through what waits for an answer: a file that may have gone, a stranger's say over a note, two versions of
//! it, a later build.

use crate::builds::Next;
use crate::person;
use crate::phone::{ANYBODY, Phone, Worker};
use crate::sample;
use crate::send::{complete, notebook};
use ginnel::domain::ids::{RecordId, RevisionId};
use ginnel::domain::revision::{Act, Revision};
use ginnel::exchange::spelled::to_value;
use ginnel::ui::text::{common, home, note, note_form, to_look_at, updates};

/// Somebody else's file that takes back a note of the file which was sent to them.
fn taken_back_by_a_stranger(sent: &[u8], record: RecordId) -> Vec<u8> {
    let stranger = sample::person(9);
    let head = notebook(sent).heads(record)[0].clone();
    let taken_back = Revision {
        id: RevisionId::from_random([1; 16]),
        parents: vec![head.id],
        by: Some(stranger.device.fingerprint()),
        act: Act::Withdraw,
        fields: Default::default(),
        ..head.clone()
    };
    sample::forge(&stranger, &[to_value(&head), to_value(&taken_back)], |_| ()).into_bytes()
}

/// From two days after a file was handed over. The host must lend a copy of the build.
pub async fn walk_waiting(phone: &Phone, mut at: impl AsyncFnMut(&str)) {
    let browser = &phone.browser;
    phone.set_up(&Worker { day: Some("2026-01-19"), ..ANYBODY }).await;
    let record = person::write_note(browser, &complete("Forty eat here on Mondays now.")).await;
    let sent = person::hand_over(phone).await;
    browser.on_day("2026-01-21").await;
    phone.open("").await;
    browser.see(&home::did_it_go("Monday 19 January")).await;
    at("home-did-it-go").await;
    person::take_in(phone, &taken_back_by_a_stranger(&sent, record)).await;
    phone.open("to-look-at").await;
    browser.see(to_look_at::why("taken_back", true).0).await;
    at("to-look-at-taken-back").await;

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
