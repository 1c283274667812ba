//! The browser ended at once and without a word, as a phone does, in the middle of typing and of saving.
//!
//! What the tick said is there afterwards, always; of what was typed at most the last second is missing.

use crate::person;
use crate::phone::{ANYBODY, Phone};
use ginnel::ui::text::{common, find, home, note, note_form};
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
    let (mut typed, mut before, mut after) = (0, 0, 0);
    for nth in 0..kills {
        let then = begin_and_kill(&phone, nth, next(&mut chance)).await;
        match &then {
            Then::Typing { must, .. } => typed += usize::from(!must.is_empty()),
            Then::Saving { acknowledged: false, .. } => before += 1,
            Then::Saving { .. } => after += 1,
        }
        phone.start_again("").await;
        let kept = check(&phone, nth, then).await;
        acknowledged.push(kept);
    }
    // Every kind of end came, or the rounds prove less than they say.
    assert!(
        kills < 4 || (typed > 0 && before > 0 && after > 0),
        "{typed} kills had typing to keep; {before} came before the tick, {after} after it"
    );
    // Everything that was ever acknowledged is still there, word for word.
    for (name, words) in &acknowledged {
        phone.open("find").await;
        phone.browser.rewrite(find::LABEL, name).await;
        phone.browser.see(&find::found(1, true)).await;
        phone.browser.press(name).await;
        phone.browser.see(note::WHO_SEES).await;
        phone.browser.press(common::CHANGE).await;
        assert_words(&phone, name, words.trim_end(), words).await;
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
        // By turns a number of keys, and as many more as it takes until some of them may not be lost.
        let long = if nth.is_multiple_of(4) { MAY_BE_LOST * 2 } else { Duration::ZERO };
        let begun = Instant::now();
        let mut typed: Vec<(char, Instant)> = Vec::new();
        for key in words.chars().cycle() {
            if typed.len() >= keys && begun.elapsed() > long {
                break;
            }
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
    // By turns at once, as soon as the tick shows, and in the middle of it.
    let end = match nth % 8 {
        1 => Some(Instant::now()),
        5 => Some(Instant::now() + Duration::from_millis(chance % 160)),
        _ => None,
    };
    let mut acknowledged = false;
    while !acknowledged && end.is_none_or(|end| Instant::now() < end) {
        let heading = browser.script("return document.querySelector('main h1')?.innerText", vec![]).await;
        acknowledged = heading == common::SAVED;
    }
    phone.profile.kill();
    Then::Saving { words, acknowledged }
}

/// Looks at what is there after the start, and brings it to a saved note. Gives the word that finds it, and all its
/// words.
async fn check(phone: &Phone, nth: usize, then: Then) -> (String, String) {
    let browser = &phone.browser;
    let name = name_of(nth);
    // What began the words is on Home, as a draft or as a note, or it was lost in its first second.
    let somewhere = format!("return document.body.innerText.includes('{name}')");
    let round = format!("round {nth}");
    let kept = match then {
        Then::Saving { words, acknowledged } => {
            browser.see(&name).await;
            let is_draft = browser.text().await.contains(home::DRAFTS);
            assert!(!(acknowledged && is_draft), "round {nth}: the tick was shown, and it is a draft");
            if is_draft {
                browser.press(&name).await;
                assert_words(phone, &round, &words, &words).await;
                person::save(browser).await;
                person::done(browser).await;
            }
            words
        }
        Then::Typing { must, all } => {
            if must.len() < name.len() && browser.script(&somewhere, vec![]).await != true {
                write_again(phone, &all).await;
                all
            } else {
                browser.press(&name).await;
                let kept = assert_words(phone, &round, &must, &all).await;
                person::save(browser).await;
                person::done(browser).await;
                kept
            }
        }
    };
    (name, kept)
}

async fn write_again(phone: &Phone, words: &str) {
    phone.browser.press(common::NEW_NOTE).await;
    phone.browser.field_has_focus().await;
    phone.browser.write(note_form::WORDS, words).await;
    person::save(&phone.browser).await;
    person::done(&phone.browser).await;
}

/// The words box must hold at least the one, and nothing that is not the beginning of the other. Gives what it holds.
async fn assert_words(phone: &Phone, which: &str, must: &str, all: &str) -> String {
    phone.browser.wait("the words", "return !!document.querySelector('textarea')?.value").await;
    let kept = phone.browser.script("return document.querySelector('textarea').value", vec![]).await;
    let kept = kept.as_str().unwrap_or_default();
    assert!(all.starts_with(kept), "{which}: {kept:?} was never typed; {all:?} was");
    assert!(kept.len() >= must.len(), "{which}: of {all:?} only {kept:?} is left, {must:?} must be");
    kept.to_owned()
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
