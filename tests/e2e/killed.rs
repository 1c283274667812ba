//! The browser ended at once and without a word, as a phone does, in the middle of typing and of saving.
//!
//! What the tick said is there afterwards, always; of what was typed at most the last second is missing.

use crate::person;
use crate::phone::{ANYBODY, Phone};
use ginnel::ui::text::{common, home, note_form};
use std::time::{Duration, Instant};

/// How often it is done. More with `GINNEL_KILLS`.
const KILLS: usize = 50;
/// What may be missing of typing.
const MAY_BE_LOST: Duration = Duration::from_secs(1);

/// What was going on when the end came.
enum Then {
    /// Typing: the words that must be there, and all that were typed.
    Typing { must: String, all: String },
    /// Saving: the words, and whether the tick was seen.
    Saving { words: String, acknowledged: bool },
}

#[tokio::test]
async fn killed_in_mid_typing_and_in_mid_saving_nothing_acknowledged_is_lost() {
    let kills = std::env::var("GINNEL_KILLS").ok().and_then(|times| times.parse().ok()).unwrap_or(KILLS);
    let mut phone = Phone::of("killed", &ANYBODY).await;
    let mut acknowledged = Vec::new();
    let mut chance = 0x9e37_79b9_7f4a_7c15_u64;
    for nth in 0..kills {
        let then = begin_and_kill(&phone, nth, next(&mut chance)).await;
        phone.start_again("").await;
        let kept = check(&phone, nth, then).await;
        acknowledged.push(kept);
    }
    // Everything that was ever acknowledged is still there, by its words.
    phone.open("find").await;
    for words in &acknowledged {
        phone.browser.rewrite(ginnel::ui::text::find::LABEL, words).await;
        phone.browser.see(&ginnel::ui::text::find::found(1, true)).await;
    }
    phone.end().await;
}

/// Begins a note, types, perhaps saves, and ends the browser at a moment that differs each time.
async fn begin_and_kill(phone: &Phone, nth: usize, chance: u64) -> Then {
    let browser = &phone.browser;
    browser.press(common::NEW_NOTE).await;
    browser.field_has_focus().await;
    let words =
        format!("{} {}", name_of(nth), ["the hall", "was warm", "and full", "of people"].repeat(3).join(" "));
    let keys = 20 + usize::try_from(chance % 60).expect("a small number");
    if nth.is_multiple_of(2) {
        let mut typed: Vec<(char, Instant)> = Vec::new();
        for key in words.chars().take(keys) {
            browser.type_here(key.to_string()).await;
            typed.push((key, Instant::now()));
        }
        let end = Instant::now();
        phone.profile.kill();
        let all: String = typed.iter().map(|(key, _)| *key).collect();
        let must =
            typed.iter().take_while(|(_, at)| end.duration_since(*at) > MAY_BE_LOST).map(|(key, _)| *key);
        return Then::Typing { must: must.collect(), all };
    }
    browser.type_here(words.as_str()).await;
    browser.press(common::SAVE).await;
    // By turns in the middle of it, and as soon as the tick shows.
    let end = (nth % 4 == 1).then(|| Instant::now() + Duration::from_millis(chance % 160));
    let mut acknowledged = false;
    while !acknowledged && end.is_none_or(|end| Instant::now() < end) {
        let heading = browser.script("return document.querySelector('main h1')?.innerText", vec![]).await;
        acknowledged = heading == common::SAVED;
    }
    phone.profile.kill();
    Then::Saving { words, acknowledged }
}

/// Looks at what is there after the start, and brings it to a saved note. Gives words that find it.
async fn check(phone: &Phone, nth: usize, then: Then) -> String {
    let browser = &phone.browser;
    let name = name_of(nth);
    // What began the words is on Home, as a draft or as a note, or it was lost in its first second.
    let somewhere = format!("return document.body.innerText.includes('{name}')");
    match then {
        Then::Saving { words, acknowledged } => {
            browser.see(&name).await;
            let is_draft = browser.text().await.contains(home::DRAFTS);
            assert!(!(acknowledged && is_draft), "round {nth}: the tick was shown, and it is a draft");
            if is_draft {
                browser.press(&name).await;
                assert_words(phone, nth, &words, &words).await;
                person::save(browser).await;
                person::done(browser).await;
            }
        }
        Then::Typing { must, all } => {
            if must.len() < name.len() && browser.script(&somewhere, vec![]).await != true {
                write_again(phone, &all).await;
            } else {
                browser.press(&name).await;
                assert_words(phone, nth, &must, &all).await;
                person::save(browser).await;
                person::done(browser).await;
            }
        }
    }
    name
}

async fn write_again(phone: &Phone, words: &str) {
    phone.browser.press(common::NEW_NOTE).await;
    phone.browser.field_has_focus().await;
    phone.browser.write(note_form::WORDS, words).await;
    person::save(&phone.browser).await;
    person::done(&phone.browser).await;
}

/// The words box must hold at least the one, and nothing that is not the beginning of the other.
async fn assert_words(phone: &Phone, nth: usize, must: &str, all: &str) {
    phone.browser.wait("the draft", "return !!document.querySelector('textarea')?.value").await;
    let kept = phone.browser.script("return document.querySelector('textarea').value", vec![]).await;
    let kept = kept.as_str().unwrap_or_default();
    assert!(all.starts_with(kept), "round {nth}: {kept:?} was never typed; {all:?} was");
    assert!(kept.len() >= must.len(), "round {nth}: of {all:?} only {kept:?} is left, {must:?} must be");
}

/// A word that stands in one round only, and in none of the others as a part.
fn name_of(nth: usize) -> String {
    let letter = |n: usize| char::from(b'a' + u8::try_from(n % 26).expect("a letter"));
    format!("Qu{}{}zix", letter(nth / 26), letter(nth))
}

/// The next of a fixed row of numbers: each run kills at the same moments, as far as a clock allows.
fn next(chance: &mut u64) -> u64 {
    *chance ^= *chance << 13;
    *chance ^= *chance >> 7;
    *chance ^= *chance << 17;
    *chance
}
