//! Locking without being told to: after the chosen minutes, and in every window at once.

use crate::browser::Browser;
use crate::door::{
    hide, lock_now, minutes_pass, nothing_of, open, set_password, to_settings, unlock, was_seen,
};
use crate::person;
use crate::phone::{ANYBODY, Phone};
use crate::send::complete;
use ginnel::ui::text::{common, lock, note_form};

const SHARED: &str = "Forty eat here on Mondays now.";
const HALF: &str = "Forty eat here, and the kingfisher";

async fn with_a_note(name: &str) -> (Phone, String) {
    let phone = Phone::of(name, &ANYBODY).await;
    let record = person::write_note(&phone.browser, &complete(SHARED)).await;
    person::done(&phone.browser).await;
    (phone, format!("note/{record}/change"))
}

async fn is_blank(browser: &Browser) -> bool {
    browser.script("return getComputedStyle(document.body).visibility", vec![]).await == "hidden"
}

/// Chooses after how many minutes it locks, and waits until that is kept.
async fn choose_minutes(browser: &Browser, minutes: u32) {
    let label = lock::minutes(minutes);
    to_settings(browser).await;
    browser.press_in(lock::AFTER, &label).await;
    browser.press(common::HOME).await;
    browser.see(common::NEW_NOTE).await;
}

#[tokio::test]
async fn after_the_chosen_minutes_out_of_sight_it_is_locked_before_anything_is_seen() {
    let (phone, change) = with_a_note("locked-minutes").await;
    let browser = &phone.browser;
    // Without a password nothing is blanked: there would be nothing to type to see it again.
    hide(browser, true).await;
    assert!(!is_blank(browser).await);
    hide(browser, false).await;

    let paper = set_password(browser, None).await;
    for (chosen, short, long) in [(5, 4, 6), (1, 0, 2), (30, 29, 31)] {
        if chosen != 5 {
            choose_minutes(browser, chosen).await;
        }
        // Not yet: it is seen again as it was. (And so a page that is seen too early would be noticed below.)
        hide(browser, true).await;
        assert!(is_blank(browser).await, "nothing is seen in the list of open apps");
        minutes_pass(browser, short).await;
        hide(browser, false).await;
        browser.see(SHARED).await;
        assert!(was_seen(browser).await);

        phone.open(&change).await;
        unlock(browser, &paper.password).await;
        browser.rewrite(note_form::WORDS, HALF).await;
        hide(browser, true).await;
        minutes_pass(browser, long).await;
        hide(browser, false).await;
        browser.see_heading(lock::LOCKED).await;
        assert!(!was_seen(browser).await, "locked before it was seen");
        nothing_of(browser, &["kingfisher", "Forty"]).await;
        // What was half typed is kept, and stands where it stood.
        unlock(browser, &paper.password).await;
        browser.see_in_field(HALF).await;
        browser.press(note_form::THROW_AWAY).await;
        open(&phone, "", &paper.password).await;
    }
    phone.end().await;
}

#[tokio::test]
async fn a_page_that_nobody_touches_locks_and_one_that_is_touched_in_another_window_does_not() {
    let (phone, change) = with_a_note("locked-untouched").await;
    let browser = &phone.browser;
    let paper = set_password(browser, None).await;
    open(&phone, &change, &paper.password).await;
    browser.rewrite(note_form::WORDS, HALF).await;
    // Another window was touched a moment ago.
    hide(browser, true).await;
    minutes_pass(browser, 6).await;
    browser.script("localStorage.setItem('ginnel.touched', String(Date.now()))", vec![]).await;
    hide(browser, false).await;
    browser.see_in_field(HALF).await;
    assert!(!is_blank(browser).await);
    // And then none, while the page lies open on a table.
    minutes_pass(browser, 6).await;
    browser.see_heading(lock::LOCKED).await;
    unlock(browser, &paper.password).await;
    browser.see_in_field(HALF).await;
    phone.end().await;
}

#[tokio::test]
async fn one_window_locks_and_all_lock_and_keep_what_was_half_typed() {
    let (phone, change) = with_a_note("locked-windows").await;
    let browser = &phone.browser;
    // The first password locks the others too: they hold keys that anyone could have read.
    let first = browser.open_tab().await;
    phone.open(&change).await;
    browser.rewrite(note_form::WORDS, HALF).await;
    let second = browser.turn_to(&first).await;
    let paper = set_password(browser, None).await;
    browser.turn_to(&second).await;
    browser.see_heading(lock::LOCKED).await;
    nothing_of(browser, &["kingfisher", "Forty"]).await;
    unlock(browser, &paper.password).await;
    browser.see_in_field(HALF).await;

    browser.rewrite(note_form::WORDS, &format!("{HALF} at six")).await;
    browser.turn_to(&first).await;
    lock_now(browser).await;
    browser.turn_to(&second).await;
    browser.see_heading(lock::LOCKED).await;
    nothing_of(browser, &["kingfisher", "Forty"]).await;
    browser.turn_to(&first).await;
    unlock(browser, &paper.password).await;
    browser.press(common::HOME).await;
    browser.see(&format!("{HALF} at six")).await;
    browser.turn_to(&second).await;
    unlock(browser, &paper.password).await;
    browser.see_in_field(&format!("{HALF} at six")).await;
    browser.press(common::SAVE).await;
    browser.see_heading(HALF).await;
    phone.end().await;
}
