//! What a person reads in trouble that stands in a line of its own and in no notice, and what says how many: each brought
//! about, and read on the smallest phone.

use crate::browser::Browser;
use crate::desk::Desk;
use crate::door::{lock_now, set_password, to_settings};
use crate::look::Eye;
use crate::person::{self, Note};
use crate::phone::{ANYBODY, Phone, Worker};
use crate::sample;
use crate::sealed;
use crate::send::complete;
use crate::sentences::{shown, shown_in};
use crate::sentences_apart::NO_PROMISE;
use crate::sentences_files::rescued;
use crate::sentences_phone::{ASLEEP, elsewhere};
use crate::trouble::{aside, damage, with_a_note};
use ginnel::app::Failure;
use ginnel::exchange::limits::STRING_BYTES;
use ginnel::exchange::spelled::to_value;
use ginnel::ui::text::errors::{self, Notice};
use ginnel::ui::text::{
    asking, backup, bin, bring_in, common, keys, labels, lock, mine, note, note_form, settings, take_out,
    talk, versions, welcome,
};
use serde_json::json;

const PASSWORD: &str = "kettle ladder moss";
const MENDED: &str = "The urn is mended.";

/// A line that says it all by itself.
async fn line(browser: &Browser, eye: &Eye<'_>, css: &str, words: &str, state: &str) {
    shown_in(browser, eye, css, [words, ""], state).await;
}

#[tokio::test]
async fn a_request_that_was_not_copied_says_where_it_can_be_read() {
    let phone = Phone::of("loose-asking", &ANYBODY).await;
    let browser = &phone.browser;
    let eye = Eye::on(browser);
    person::take_in(&phone, &Desk::new().pack(1, &[])).await;
    browser.press(keys::COMPARE).await;
    sealed::words_shown(browser).await;
    sealed::say_the_same(browser).await;
    phone.open("").await;
    browser.see(common::NEW_NOTE).await;
    set_password(browser, None).await;
    lock_now(browser).await;
    browser.unfold(lock::FORGOTTEN).await;
    browser.press(asking::ASK).await;
    browser.see_no_more(asking::MAKING).await;
    for name in ["clipboard-write", "clipboard-read"] {
        let denied = json!({"permission": {"name": name}, "setting": "denied"});
        browser.devtools("Browser.setPermission", denied).await;
    }
    browser.press(asking::COPY).await;
    line(browser, &eye, "p", asking::NOT_COPIED, "asking-not-copied").await;
    browser.not_see(asking::COPIED).await;
    // Where it says, there is the request.
    browser.unfold(asking::SEE).await;
    let read = "return document.querySelector('.request').getClientRects().length > 0";
    browser.wait("the request", read).await;
    eye.judge(1);
    phone.end().await;
}

#[tokio::test]
async fn a_phone_that_does_not_agree_to_keep_notes_says_what_to_do_first() {
    let phone = Phone::of("loose-keep", &ANYBODY).await;
    let browser = &phone.browser;
    let eye = Eye::on(browser);
    browser.beforehand(NO_PROMISE).await;
    phone.open("").await;
    person::write_note(browser, &complete(MENDED)).await;
    // What was not sent comes before it.
    person::send_file(&phone).await;
    phone.open("mine").await;
    browser.press(mine::KEEP).await;
    line(browser, &eye, "p", mine::KEEP_NO, "mine-keep-no").await;
    browser.not_see(mine::KEEP_YES).await;
    eye.judge(1);
    phone.end().await;
}

#[tokio::test]
async fn a_rescued_notebook_with_a_damaged_note_says_how_much_of_it_cannot_be_read() {
    let old = with_a_note("loose-damaged").await;
    person::write_note(&old.browser, &complete(MENDED)).await;
    aside(&old, &damage("log", "true")).await;
    let file = rescued(&old).await;
    old.end().await;

    let new = Phone::offline("loose-damaged-back").await;
    let browser = &new.browser;
    let eye = Eye::on(browser);
    browser.press(welcome::HAVE_COPY).await;
    browser.see(bring_in::CHOOSE).await;
    browser.choose(&[&new.profile.put("rescued.json", &file)]).await;
    browser.see(bring_in::RESCUED).await;
    line(browser, &eye, ".card p", &bring_in::damaged(1), "bring-in-damaged").await;
    browser.see(&bring_in::of_kind("engagement", 1)).await;
    eye.judge(1);
    new.end().await;
}

#[tokio::test]
async fn a_file_in_parts_names_the_parts_that_are_not_here_yet() {
    let phone = Phone::of("loose-parts", &ANYBODY).await;
    let browser = &phone.browser;
    let eye = Eye::on(browser);
    let stranger = sample::person(9);
    // One note in each: what makes a part long is not what makes it a part.
    let part = |nth: u8| {
        let note = to_value(&stranger.revision(nth, nth, &[], json!({"words": MENDED})));
        sample::forge(&stranger, &[note], |header| {
            header["part"] = json!(nth);
            header["parts"] = json!(3);
        })
    };
    for (nth, missing, added, before) in [
        (1, [2, 3].as_slice(), "bring-in-two-parts-missing", "brought-in-two-parts-missing"),
        (3, [2].as_slice(), "bring-in-a-part-missing", "brought-in-a-part-missing"),
    ] {
        person::take_in(&phone, part(nth).as_bytes()).await;
        let missing = bring_in::parts_missing(missing, 3);
        line(browser, &eye, ".notice p", &missing, added).await;
        let here = bring_in::part(nth.into(), 3);
        shown_in(browser, &eye, ".card p", [&here, &missing], before).await;
    }
    person::take_in(&phone, part(2).as_bytes()).await;
    browser.not_see(&bring_in::parts_missing(&[2], 3)).await;
    eye.judge(4);
    phone.end().await;
}

#[tokio::test]
async fn a_copy_without_a_draft_that_is_too_long_says_so() {
    let phone = Phone::of("loose-copy", &ANYBODY).await;
    let browser = &phone.browser;
    let eye = Eye::on(browser);
    set_password(browser, Some(PASSWORD)).await;
    let sentence = "All of it, word for word. ";
    browser.press(common::NEW_NOTE).await;
    browser.field_has_focus().await;
    browser.type_into_words(&sentence.repeat(STRING_BYTES / sentence.len() + 1)).await;
    browser.press(common::BACK).await;
    browser.see(sentence.trim()).await;
    browser.press(common::MINE).await;
    browser.press(backup::KEEP).await;
    browser.see_heading(backup::KEEP).await;
    browser.rewrite(lock::PASSWORD, PASSWORD).await;
    browser.press(backup::MAKE).await;
    browser.see_heading(backup::READY).await;
    line(browser, &eye, ".notice", &backup::left_out(1), "copy-draft-too-long").await;
    eye.judge(1);
    phone.end().await;
}

#[tokio::test]
async fn words_cannot_be_taken_out_of_one_of_two_versions_and_are_missed_in_every_earlier_one() {
    let phone = Phone::of("loose-versions", &ANYBODY).await;
    let browser = &phone.browser;
    let eye = Eye::on(browser);
    let record = person::write_note(browser, &complete("Ring the third door on the left.")).await;
    let of_note = |page: &str| format!("note/{record}/{page}");
    phone.open(&of_note("change")).await;
    browser.rewrite(note_form::WORDS, "Ring the third door, after six.").await;
    elsewhere(browser, async || {
        phone.open(&of_note("change")).await;
        browser.rewrite(note_form::WORDS, "Ring the third door, and wait.").await;
        browser.press(common::SAVE).await;
        browser.see(note::WHO_SEES).await;
    })
    .await;
    browser.press(common::SAVE).await;
    browser.see(note::TWO_VERSIONS).await;
    phone.open(&of_note("take-out")).await;
    let two = Notice { happened: take_out::TWO_FIRST, next_step: take_out::TWO_FIRST_NEXT };
    shown(browser, &eye, &two, "take-out-two-first").await;

    phone.open(&of_note("two-versions")).await;
    browser.press(versions::KEEP_THIS).await;
    browser.see(note::WHO_SEES).await;
    phone.open(&of_note("take-out")).await;
    browser.rewrite(labels::label("words"), "Ring first.").await;
    browser.press(take_out::DO_IT).await;
    browser.see(take_out::DONE).await;
    phone.open(&of_note("versions")).await;
    line(browser, &eye, ".card p", versions::INCOMPLETE, "versions-incomplete").await;
    browser.not_see("third door").await;
    eye.judge(2);
    phone.end().await;
}

#[tokio::test]
async fn a_fourth_talking_point_is_not_taken_and_the_page_says_why() {
    let phone = Phone::of("loose-talk", &ANYBODY).await;
    let browser = &phone.browser;
    let eye = Eye::on(browser);
    browser.press(common::TALK).await;
    browser.see(talk::TO_ASK).await;
    browser.press(talk::SEE_ALL).await;
    browser.see_no_more(talk::SEE_ALL).await;
    let tap = "const all = [...document.querySelectorAll('label.choose')];
        all.slice(0, 4).forEach((label) => label.click());
        return all.length >= 4";
    browser.wait("four talking points", tap).await;
    line(browser, &eye, "p", talk::ENOUGH, "talk-enough").await;
    let three = "return document.querySelectorAll('.choose :checked').length === 3";
    browser.wait("three of them", three).await;
    eye.judge(1);
    phone.end().await;
}

#[tokio::test]
async fn the_settings_say_that_keys_ran_out_and_that_a_code_is_wanted() {
    let in_july = Worker { day: Some("2026-07-01"), ..ANYBODY };
    let phone = Phone::of("loose-settings", &in_july).await;
    let browser = &phone.browser;
    let eye = Eye::on(browser);
    let desk = sealed::Desk::new(2, ["Desk", "Deputy"], "2026-06-30");
    sealed::confirm(&phone, &desk).await;
    phone.open("").await;
    to_settings(browser).await;
    line(browser, &eye, "p", keys::NOT_TODAY, "settings-keys-ran-out").await;

    browser.rewrite(settings::CODE, " ").await;
    browser.press(common::SAVE).await;
    line(browser, &eye, ".govuk-error-message", settings::CODE_MISSING, "settings-code-missing").await;
    browser.not_see(common::SAVED).await;
    eye.judge(2);
    phone.end().await;
}

#[tokio::test]
async fn what_another_window_emptied_from_the_bin_is_not_brought_back() {
    let phone = Phone::of("loose-gone", &ANYBODY).await;
    let browser = &phone.browser;
    let eye = Eye::on(browser);
    let record = person::write_note(browser, &Note { words: MENDED, ..Note::default() }).await;
    person::open_note(&phone, record).await;
    browser.press(note::TAKE_BACK).await;
    browser.see(note::IN_BIN).await;
    let deaf = browser.beforehand(ASLEEP).await;
    phone.open("bin").await;
    browser.see(bin::BRING_BACK).await;
    elsewhere(browser, async || {
        phone.open("bin").await;
        browser.press(bin::EMPTY_IT).await;
        browser.press(bin::EMPTY_NOW).await;
        browser.see_no_more(bin::EMPTY_NOW).await;
    })
    .await;
    browser.press(bin::BRING_BACK).await;
    shown(browser, &eye, &errors::failure(&Failure::Gone), "bin-emptied-elsewhere").await;
    browser.not_see(bin::BROUGHT_BACK).await;
    browser.no_more(deaf).await;
    phone.open("bin").await;
    browser.see(bin::EMPTY).await;
    eye.judge(1);
    phone.end().await;
}
