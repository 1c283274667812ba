//! Without a pointer: Tab, Shift and Tab, Return, Space and the arrows.

use crate::browser::Browser;
use crate::hostile::file_of_a_stranger;
use crate::person;
use crate::phone::{ANYBODY, Phone};
use crate::send::{complete, read};
use crate::talk::ROOTS;
use ginnel::platform::ways::Way;
use ginnel::ui::text::{bring_in, common, find, home, labels, mine, note, note_form, send, talk, welcome};
use serde_json::json;
use thirtyfour::prelude::*;

/// The save bar is the last thing on the page by Tab, and Return presses it.
#[tokio::test]
async fn a_note_is_written_and_read_with_the_keyboard_alone() {
    let phone = Phone::of("keyboard", &ANYBODY).await;
    let browser = &phone.browser;
    browser.tab_to(common::NEW_NOTE).await;
    browser.press_return().await;
    browser.field_has_focus().await;
    browser.type_here("Written without a finger on the glass.").await;
    browser.tab_to(note_form::GROUP).await;
    browser.type_here("Key Keepers").await;
    browser.press_return().await;
    browser.see("Key Keepers").await;
    browser.tab_to(labels::value_label("with_kinds", "residents")).await;
    browser.type_here(" ").await;
    browser.tab_back_to(labels::label("whole_area")).await;
    browser.type_here(" ").await;
    browser.tab_to(common::SAVE).await;
    browser.press_return().await;
    person::saved(browser).await;
    browser.tab_to(common::DONE).await;
    browser.press_return().await;
    browser.see(common::NEW_NOTE).await;
    browser.tab_to("Written without a finger on the glass.").await;
    browser.press_return().await;
    browser.see_heading("Written without a finger on the glass.").await;
    phone.end().await;
}

#[tokio::test]
async fn a_note_is_found_and_opened_with_the_keyboard_alone() {
    let phone = Phone::of("keyboard-find", &ANYBODY).await;
    let browser = &phone.browser;
    for words in ["The last bus goes at ten to six.", "Young people mend bikes for nothing."] {
        person::write_note(browser, &complete(words)).await;
        person::done(browser).await;
    }
    browser.tab_to(common::FIND).await;
    browser.press_return().await;
    browser.see_heading(common::FIND).await;
    browser.tab_to(find::LABEL).await;
    browser.type_here("bikes mend").await;
    browser.see(&find::found(1, true)).await;

    // Narrowed down to what is not there, and begun again.
    browser.tab_to(find::NARROW).await;
    browser.type_here(" ").await;
    // Of choices that shut each other out, Tab leads to the first, and the arrows to the others.
    browser.tab_to(find::NOTES).await;
    browser.type_here(Key::Down + Key::Down).await;
    browser.see(find::NOTHING).await;
    browser.tab_to(find::START_AGAIN).await;
    browser.press_return().await;
    browser.see(&find::found(2, false)).await;
    browser.tab_back_to(find::LABEL).await;
    browser.type_here("bikes").await;
    browser.see(&find::found(1, true)).await;
    browser.tab_to("Young people mend bikes").await;
    browser.press_return().await;
    browser.see_heading("Young people mend bikes").await;

    // Back again, what was looked for is still there.
    browser.tab_back_to(common::FIND).await;
    browser.press_return().await;
    browser.see_heading(common::FIND).await;
    browser.see(&find::found(1, true)).await;
    browser.not_see("last bus").await;
    phone.end().await;
}

#[tokio::test]
async fn a_file_is_made_and_sent_with_the_keyboard_alone() {
    let phone = Phone::of("keyboard-send", &ANYBODY).await;
    let browser = &phone.browser;
    let record = person::write_note(browser, &complete("Sent without a finger on the glass.")).await;
    person::done(browser).await;
    let download = send::way(Way::Download, false, "Fold CVS", None);
    browser.tab_to(common::MINE).await;
    browser.press_return().await;
    browser.see_heading(common::MINE).await;
    browser.tab_to(mine::SEND).await;
    browser.press_return().await;
    browser.see_heading(send::SEND).await;
    browser.tab_to(send::WHO).await;
    browser.type_here("Fold CVS").await;
    browser.tab_to(send::MAKE).await;
    browser.press_return().await;
    browser.see_heading(send::READY).await;
    browser.tab_to(&download).await;
    browser.press_return().await;
    let first = phone.profile.download();
    // The button that was pressed is gone; the next key is at the question.
    browser.see_focus_on(send::HAS_IT_GONE).await;
    browser.tab_to(send::NOT_YET).await;
    browser.press_return().await;
    browser.see_focus_on(send::NOT_YET_NEXT).await;
    browser.tab_to(&download).await;
    browser.press_return().await;
    assert_eq!(phone.profile.download(), first, "the same file again");
    browser.see_focus_on(send::HAS_IT_GONE).await;
    browser.tab_to(send::YES).await;
    browser.press_return().await;
    browser.see_focus_on(send::WENT).await;
    browser.tab_to(common::DONE).await;
    browser.press_return().await;
    browser.see_heading(common::MINE).await;
    let (header, sent) = read(&first);
    assert_eq!(header.to.as_deref(), Some("Fold CVS"));
    assert!(sent.iter().any(|revision| revision.record == record));
    phone.end().await;
}

#[tokio::test]
async fn the_first_run_is_gone_through_with_the_keyboard_alone() {
    let phone = Phone::offline("keyboard-first").await;
    let browser = &phone.browser;
    for heading in [welcome::WHAT_FOR, welcome::YOUR_WORDS] {
        browser.see_heading(heading).await;
        browser.tab_to(common::NEXT).await;
        browser.press_return().await;
    }
    browser.see_heading(welcome::WHERE).await;
    browser.see(welcome::NO_AREA).await;
    browser.tab_back_to(welcome::NO_AREA).await;
    browser.type_here(" ").await;
    browser.tab_to(welcome::START).await;
    browser.press_return().await;
    browser.see(home::EMPTY).await;
    browser.tab_to(common::NEW_NOTE).await;
    phone.end().await;
}

#[tokio::test]
async fn a_note_is_taken_back_and_brought_back_with_the_keyboard_alone() {
    let phone = Phone::of("keyboard-undo", &ANYBODY).await;
    let browser = &phone.browser;
    let words = "Taken back without a finger on the glass.";
    person::write_note(browser, &complete(words)).await;
    person::done(browser).await;
    browser.tab_to(words).await;
    browser.press_return().await;
    browser.see(note::WHO_SEES).await;
    browser.tab_to(note::TAKE_BACK).await;
    browser.press_return().await;
    browser.see(note::IN_BIN).await;
    browser.tab_to(common::UNDO).await;
    browser.press_return().await;
    browser.see_no_more(note::IN_BIN).await;
    browser.tab_to(note::TAKE_BACK).await;
    phone.end().await;
}

/// The theme that stands before the words of the talking point.
const THEME: &str = "How we got here";

/// The way back is a press that lasts, as it is for a finger: a stranger's stray key does not open the notebook.
#[tokio::test]
async fn a_talking_point_is_shown_and_left_again_with_the_keyboard_alone() {
    let phone = Phone::of("keyboard-talk", &ANYBODY).await;
    let browser = &phone.browser;
    browser.tab_to(common::TALK).await;
    browser.press_return().await;
    browser.see(talk::TO_ASK).await;
    browser.tab_to(THEME).await;
    browser.type_here(" ").await;
    browser.tab_to(talk::START).await;
    browser.press_return().await;
    browser.see(&talk::nth_of(1, 1)).await;
    browser.tab_to(talk::SHOW).await;
    browser.press_return().await;
    browser.see_focus_on(ROOTS).await;
    browser.tab_to(common::HOLD_TO_LEAVE).await;
    browser.press_return().await;
    browser.see(common::HOLD_TO_LEAVE).await;
    let keys = || browser.window.action_chain();
    keys().key_down(Key::Enter).perform().await.expect("a key held down");
    browser.see(common::LET_GO).await;
    keys().key_up(Key::Enter).perform().await.expect("a key let go");
    browser.see(talk::HOW).await;
    browser.tab_to(talk::SHOW).await;
    phone.end().await;
}

/// Presses a key on whatever has the focus, a field for files too: there the driver takes typed keys for a file's name.
async fn press_key(browser: &Browser, key: Key) {
    browser.window.action_chain().send_keys(key).perform().await.expect("a key");
}

/// As `tab_to`, where a field for files may stand on the way.
async fn tab_past_files_to(browser: &Browser, words: &str) {
    let there = "const e = document.activeElement;
        return e !== document.body && (e.labels?.[0] ?? e).innerText.trim().startsWith(arguments[0])";
    for _ in 0..60 {
        if browser.script(there, vec![json!(words)]).await == true {
            return;
        }
        press_key(browser, Key::Tab).await;
    }
    browser.give_up(&format!("Tab does not lead to {words:?}")).await;
}

/// From any page, without an address typed.
async fn to_bring_in(browser: &Browser) {
    tab_past_files_to(browser, common::MINE).await;
    browser.press_return().await;
    browser.see_heading(common::MINE).await;
    browser.tab_to(mine::BRING_IN).await;
    browser.press_return().await;
    browser.see_heading(bring_in::BRING_IN).await;
}

/// The chooser is the phone's own: that it opens is seen by what the field hears when it is put away again.
#[tokio::test]
async fn a_file_is_brought_in_and_taken_out_again_with_the_keyboard_alone() {
    let phone = Phone::of("keyboard-bring-in", &ANYBODY).await;
    let browser = &phone.browser;
    to_bring_in(browser).await;
    browser.see(bring_in::NONE_BEFORE).await;
    browser.tab_to(bring_in::CHOOSE).await;
    let put_away = |enabled: bool| json!({"enabled": enabled, "cancel": enabled});
    browser.devtools("Page.setInterceptFileChooserDialog", put_away(true)).await;
    let hear = "window.opened = 0;
        document.activeElement.addEventListener('cancel', () => { window.opened += 1; })";
    browser.script(hear, vec![]).await;
    for (nth, key) in [(1, Key::Enter), (2, Key::Space)] {
        press_key(browser, key).await;
        browser.wait("the chooser of files", &format!("return window.opened === {nth}")).await;
        browser.see_focus_on(bring_in::CHOOSE).await;
    }
    browser.devtools("Page.setInterceptFileChooserDialog", put_away(false)).await;

    browser.choose(&[&phone.profile.put("from-a-colleague.json", &file_of_a_stranger())]).await;
    browser.see(bring_in::NOTES_FILE).await;
    browser.see(&bring_in::of_kind("engagement", 1)).await;
    browser.see_focus_on(bring_in::NOTES_FILE).await;
    browser.tab_to(bring_in::ADD).await;
    browser.press_return().await;
    browser.see_focus_on(bring_in::ADDED).await;
    browser.tab_to(common::UNDO).await;
    browser.press_return().await;
    browser.see_focus_on(bring_in::TAKEN_OUT).await;
    browser.see(bring_in::NONE_BEFORE).await;
    phone.end().await;
}

#[tokio::test]
async fn the_text_of_a_file_is_brought_in_and_taken_out_again_with_the_keyboard_alone() {
    let phone = Phone::of("keyboard-paste", &ANYBODY).await;
    let browser = &phone.browser;
    to_bring_in(browser).await;
    tab_past_files_to(browser, bring_in::PASTE).await;
    browser.press_return().await;
    browser.tab_to(send::FILE_TEXT).await;
    let text = String::from_utf8(file_of_a_stranger()).expect("a file is text");
    browser.insert(&text).await;
    browser.see(&bring_in::of_kind("engagement", 1)).await;
    browser.tab_to(bring_in::ADD).await;
    browser.press_return().await;
    browser.see(bring_in::ADDED).await;
    tab_past_files_to(browser, common::FIND).await;
    browser.press_return().await;
    browser.see("Chairs came late.").await;

    // Later on, from the list of what came before.
    to_bring_in(browser).await;
    tab_past_files_to(browser, bring_in::TAKE_OUT).await;
    browser.press_return().await;
    browser.see(bring_in::NONE_BEFORE).await;
    tab_past_files_to(browser, common::FIND).await;
    browser.press_return().await;
    browser.see(find::EMPTY).await;
    browser.not_see("Chairs came late.").await;
    phone.end().await;
}
