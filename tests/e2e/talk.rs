//! A conversation over talking points, and the phone turned round.

use crate::person::{self, Note, Said, Spoken};
use crate::phone::{ANYBODY, Phone};
use crate::send::{complete, read};
use ginnel::domain::revision::Kind;
use ginnel::ui::text::{common, home, note, talk};
use serde_json::json;

/// Beginnings of talking points of the starter set.
pub const ROOTS: &str = "Tell me about a time when health services";
pub const TRUST: &str = "What has someone from another sector done";
pub const VOICE: &str = "Which small or informal groups";

#[tokio::test]
async fn three_talking_points_one_of_them_declined() {
    let phone = Phone::of("talk", &ANYBODY).await;
    let browser = &phone.browser;
    let meal = Note { with: &["informal_group"], ..complete("Forty eat here on Mondays now.") };
    let note = person::write_note(browser, &meal).await;
    browser.press(ginnel::ui::text::note_saved::TALK_ABOUT).await;
    person::choose_points(browser, &[ROOTS, TRUST, VOICE]).await;
    let answer = "In the flood the surgery sent blankets without a form.";
    let said = [
        (ROOTS, Said::Answered(answer, "")),
        (TRUST, Said::RatherNot),
        (VOICE, Said::Answered("Meetings are at the hour we cook.", "2")),
    ];
    let spoken = Spoken { whose: "my_paraphrase", who: "informal_group", ..Spoken::default() };
    person::hold_talk(browser, &said, &spoken).await;
    browser.see(&talk::saved(3)).await;
    browser.press(talk::SEE_NOTE).await;
    browser.see(note::TALKED).await;
    browser.see(answer).await;

    let (_, sent) = read(&person::send_file(&phone).await);
    let responses: Vec<_> = sent.iter().filter(|revision| revision.kind == Kind::Response).collect();
    let outcomes: Vec<_> =
        responses.iter().map(|r| (&r.fields["prompt_key"], &r.fields["outcome"])).collect();
    let outcome =
        |key: &str| outcomes.iter().find(|(of, _)| **of == json!(key)).map(|(_, outcome)| (*outcome).clone());
    assert_eq!(outcome("roots"), Some(json!("answered")));
    assert_eq!(outcome("trust"), Some(json!("declined")));
    assert_eq!(outcome("voice-small"), Some(json!("answered")));
    assert_eq!(responses.len(), 3);
    for response in responses {
        assert_eq!(response.fields["engagement_id"], json!(note.to_string()));
        assert!(response.fields["outcome"] != "declined" || !response.fields.contains_key("answer"));
    }
    phone.end().await;
}

/// The person who is handed the phone reads one question, and nothing leads from there into the notebook.
#[tokio::test]
async fn a_phone_that_was_turned_round_stays_so_through_a_reload() {
    let mut phone = Phone::of("turned", &ANYBODY).await;
    let browser = &phone.browser;
    person::write_note(browser, &complete("Nobody but me should read this.")).await;
    person::done(browser).await;
    browser.press(common::TALK).await;
    person::choose_points(browser, &[ROOTS]).await;
    browser.press(talk::SHOW).await;
    browser.see(common::HOLD_TO_LEAVE).await;
    let is_shut = "return [...document.querySelectorAll('a, button, input, textarea, summary')]
        .filter((e) => e.tabIndex >= 0 && e.checkVisibility({ visibilityProperty: true })).length === 1";
    browser.wait("one button only", is_shut).await;
    browser.reload().await;
    browser.see(common::HOLD_TO_LEAVE).await;
    browser.wait("one button only", is_shut).await;
    // Neither a step back nor a cold start at Home leads round it.
    browser.window.back().await.expect("a step back");
    browser.see(common::HOLD_TO_LEAVE).await;
    phone.start_again("").await;
    let browser = &phone.browser;
    browser.see(common::HOLD_TO_LEAVE).await;
    browser.not_see("Nobody but me").await;
    // A tap is not enough.
    browser.press(common::HOLD_TO_LEAVE).await;
    browser.see(common::HOLD_TO_LEAVE).await;
    browser.hold_down(".show__leave", "the way back", |text| !text.contains(common::HOLD_TO_LEAVE)).await;
    browser.see(talk::HOW).await;
    browser.press(common::HOME).await;
    browser.see("Nobody but me").await;
    phone.end().await;
}

/// Nothing is known of where this worker goes: a place is typed, as on a note.
#[tokio::test]
async fn a_talk_without_a_note_is_at_the_place_that_was_typed() {
    let phone = Phone::of("talk-place", &ANYBODY).await;
    let browser = &phone.browser;
    browser.press(common::TALK).await;
    person::choose_points(browser, &[ROOTS]).await;
    let said = [(ROOTS, Said::Answered("It began with tea", ""))];
    person::ask_and_write(browser, &said, &Spoken::default()).await;
    browser.write(talk::PLACES, "Saltpan wharf").await;
    browser.press(common::SAVE).await;
    // One answer was saved: the place is none.
    browser.see(&talk::saved(1)).await;
    phone.open("find").await;
    browser.see("It began with tea").await;
    browser.see("Saltpan wharf").await;
    phone.end().await;
}

#[tokio::test]
async fn a_talk_that_was_broken_off_goes_on_where_it_was() {
    let mut phone = Phone::of("broken-off", &ANYBODY).await;
    phone.browser.press(common::TALK).await;
    person::choose_points(&phone.browser, &[ROOTS, TRUST]).await;
    phone.browser.press_in(talk::HOW, talk::ASKED).await;
    phone.browser.press(common::NEXT).await;
    phone.browser.see(&talk::nth_of(2, 2)).await;
    phone.browser.press_in(talk::HOW, talk::NOT_REACHED).await;
    phone.browser.press(talk::WRITE).await;
    phone.browser.write_in(ROOTS, talk::ANSWER, "It began with tea").await;
    phone.browser.press(common::HOME).await;
    phone.browser.see(home::DRAFTS).await;
    phone.start_again("").await;
    phone.browser.see(home::DRAFTS).await;
    phone.browser.press_in(home::DRAFT_TALK, "It began").await;
    phone.browser.see_heading(talk::WRITE_DOWN).await;
    phone.browser.press(common::SAVE).await;
    // What was not reached is stored nowhere.
    phone.browser.see(&talk::saved(1)).await;
    phone.end().await;
}
