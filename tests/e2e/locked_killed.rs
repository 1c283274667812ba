//! The browser ended at once, at many moments while a password is set or changed: what was to open the notebook before
//! or what is to open it now does, and every note is there.

use crate::door::{begin_to_set, is_locked, to_settings, try_code, try_password, unlock};
use crate::person;
use crate::phone::{ANYBODY, Phone};
use crate::send::complete;
use ginnel::ui::text::{common, lock};
use std::time::{Duration, Instant};

/// When it ends, in hundredths of the time that it takes undisturbed. The last steps are short.
const MOMENTS: [u32; 8] = [100, 5, 50, 85, 92, 95, 97, 99];
const NOTES: [&str; 3] = ["The hall is cold.", "Forty eat here on Mondays now.", "The mill bridge is shut."];
const PASSWORD: &str = "kettle ladder moss";

/// Waits for the heading, or for the moment.
async fn until(phone: &Phone, heading: &str, end: Option<Instant>) {
    let shown = "return document.querySelector('main h1')?.innerText";
    while end.is_none_or(|end| Instant::now() < end) && phone.browser.script(shown, vec![]).await != heading {
    }
}

async fn all_notes(phone: &Phone, nth: usize) {
    phone.browser.press(common::FIND).await;
    for words in NOTES {
        phone.browser.see(words.trim_end_matches('.')).await;
    }
    let found = phone.browser.text().await;
    assert!(!found.contains("could not be read"), "moment {nth}: {found}");
}

#[tokio::test]
async fn killed_while_the_first_password_is_set_every_note_is_there_with_it_or_without_one() {
    let mut whole = Duration::ZERO;
    let (mut locked, mut open) = (0, 0);
    for (nth, hundredths) in MOMENTS.into_iter().enumerate() {
        let mut phone = Phone::of(&format!("locked-killed-{nth}"), &ANYBODY).await;
        for words in NOTES {
            person::write_note(&phone.browser, &complete(words)).await;
            person::done(&phone.browser).await;
        }
        to_settings(&phone.browser).await;
        let paper = begin_to_set(&phone.browser, Some(PASSWORD)).await;
        let begun = Instant::now();
        phone.browser.press(lock::SET_IT).await;
        let end = (nth > 0).then(|| begun + whole * hundredths / 100);
        until(&phone, lock::DONE, end).await;
        if nth == 0 {
            whole = begun.elapsed();
        }
        phone.profile.kill();

        phone.start_again("").await;
        if is_locked(&phone.browser).await {
            locked += 1;
            unlock(&phone.browser, PASSWORD).await;
            all_notes(&phone, nth).await;
            phone.open("").await;
            try_code(&phone.browser, &paper.whole_code()).await;
            phone.browser.see_heading(lock::CHANGE).await;
        } else {
            open += 1;
            assert!(nth > 0, "it said that the notebook has a password");
            all_notes(&phone, nth).await;
            to_settings(&phone.browser).await;
            phone.browser.see(lock::NONE).await;
        }
        all_notes(&phone, nth).await;
        phone.end().await;
    }
    assert!(locked > 0 && open > 0, "killed too early or too late each time: {locked} locked, {open} open");
}

#[tokio::test]
async fn killed_while_a_password_is_changed_one_of_the_two_opens_it_and_so_does_the_code() {
    let mut phone = Phone::of("locked-killed-change", &ANYBODY).await;
    for words in NOTES {
        person::write_note(&phone.browser, &complete(words)).await;
        person::done(&phone.browser).await;
    }
    let paper = crate::door::set_password(&phone.browser, Some(PASSWORD)).await;
    let mut whole = Duration::ZERO;
    let mut now = PASSWORD.to_owned();
    let (mut before, mut after) = (0, 0);
    for (nth, hundredths) in MOMENTS.into_iter().enumerate() {
        let next = format!("the password number {nth}");
        to_settings(&phone.browser).await;
        phone.browser.press(lock::CHANGE).await;
        crate::door::prove(&phone.browser, &now).await;
        phone.browser.rewrite(lock::NEW_PASSWORD, &next).await;
        let begun = Instant::now();
        phone.browser.press(lock::CHANGE_IT).await;
        let end = (nth > 0).then(|| begun + whole * hundredths / 100);
        until(&phone, lock::CHANGED, end).await;
        if nth == 0 {
            whole = begun.elapsed();
        }
        phone.profile.kill();

        phone.start_again("").await;
        try_code(&phone.browser, &paper.whole_code()).await;
        phone.browser.see_heading(lock::CHANGE).await;
        phone.open("").await;
        try_password(&phone.browser, &next).await;
        let decided = format!(
            "const heading = document.querySelector('main h1')?.innerText;
             return (heading && heading !== '{}') || document.body.innerText.includes('{}')",
            lock::LOCKED,
            lock::WRONG
        );
        phone.browser.wait("the door to decide", &decided).await;
        if is_locked(&phone.browser).await {
            before += 1;
            assert!(nth > 0, "it said that the new password works");
            unlock(&phone.browser, &now).await;
        } else {
            after += 1;
            now = next;
        }
        all_notes(&phone, nth).await;
    }
    assert!(before > 0 && after > 0, "too early or too late each time: {before} before, {after} after");
    phone.end().await;
}
