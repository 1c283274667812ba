//! The browser ended at once and without a word, as a phone does, or the phone without power, in the middle of typing
//! and of saving.
//!
//! What the tick said is there afterwards, always; of what was typed at most the last second is missing.

use crate::device::Profile;
use crate::engine::Engine;
use crate::person;
use crate::phone::{ANYBODY, Phone};
use crate::send::complete;
use ginnel::ui::text::{common, find, home, note, note_form};
use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How often it is done. Otherwise with `GINNEL_ENDS`.
const ENDS: usize = 50;
/// What may be missing of typing.
const MAY_BE_LOST: Duration = Duration::from_secs(1);

/// What was going on when the end came.
enum Then {
    /// Typing: the words that must be there, and all that were typed.
    Typing { must: String, all: String },
    /// Saving: the words, whether the tick was seen, and whether all of it took less than may be missing.
    Saving { words: String, acknowledged: bool, is_young: bool },
}

#[tokio::test]
async fn killed_in_mid_typing_and_in_mid_saving_nothing_acknowledged_is_lost() {
    nothing_is_lost(Phone::of("killed", &ANYBODY).await, ENDS, Profile::kill).await;
}

#[tokio::test]
#[ignore = "mounts a disk, for which it must be root: cargo xtask torture"]
async fn without_power_in_mid_typing_and_in_mid_saving_nothing_acknowledged_is_lost() {
    nothing_is_lost(on_disk(Engine::Chromium, "no-power").await, ENDS, Profile::cut_power).await;
}

/// What the journey above would say of an app that leaves it to the browser when to write.
#[tokio::test]
#[ignore = "mounts a disk, for which it must be root: cargo xtask torture"]
async fn without_power_a_note_is_lost_whose_write_was_not_strict() {
    let mut phone = on_disk(Engine::Chromium, "not-strict").await;
    let relaxed = "const real = IDBDatabase.prototype.transaction;
        IDBDatabase.prototype.transaction = function (stores, mode) {
            return real.call(this, stores, mode, { durability: 'relaxed' });
        };";
    let mut lost = 0;
    for nth in 0..10 {
        phone.browser.beforehand(relaxed).await;
        phone.open("").await;
        // With the first one of a window the browser is made to begin a new log, and writes out what it has.
        person::write_note(&phone.browser, &complete("Written out.")).await;
        person::done(&phone.browser).await;
        person::write_note(&phone.browser, &complete(&name_of(nth))).await;
        phone.profile.cut_power();
        phone.start_again("").await;
        lost += usize::from(!phone.browser.text().await.contains(&name_of(nth)));
    }
    assert!(lost > 0, "ten notes that nobody asked to be written out are all there: the power was not cut");
    phone.end().await;
}

/// What a power cut leaves at the end of the browser's log, and what LevelDB makes of it when it next reads that log.
#[tokio::test]
async fn a_note_that_is_saved_after_a_power_cut_is_there_after_the_next_end_too() {
    let mut phone = Phone::of("zeros", &ANYBODY).await;
    person::write_note(&phone.browser, &complete("Before the power went.")).await;
    for (words, zeros) in [("Saved after it.", 82), ("Saved after the second.", 7)] {
        phone.profile.kill();
        let mut log = File::options().append(true).open(log_of(&phone.profile)).expect("the log");
        log.write_all(&vec![0; zeros]).expect("its end");
        phone.start_again("").await;
        phone.browser.see("Before the power went.").await;
        person::write_note(&phone.browser, &complete(words)).await;
    }
    phone.profile.kill();
    phone.start_again("").await;
    for words in ["Before the power went.", "Saved after it.", "Saved after the second."] {
        phone.browser.see(words).await;
    }
    phone.end().await;
}

/// The newest log of the browser's database.
fn log_of(profile: &Profile) -> PathBuf {
    let databases = profile.folder().join("Default").join("IndexedDB");
    let files = |folder: &Path| {
        let entries = std::fs::read_dir(folder).expect("a folder");
        entries.map(|entry| entry.expect("a file").path()).collect::<Vec<_>>()
    };
    let inside = files(&databases).into_iter().filter(|path| path.is_dir()).flat_map(|path| files(&path));
    let mut logs: Vec<_> = inside.filter(|path| path.extension().is_some_and(|end| end == "log")).collect();
    logs.sort();
    logs.pop().expect("LevelDB has a log")
}

/// A phone on a disk of its own, some time after the app came to it.
/// A phone whose power can be taken away.
pub async fn on_disk(engine: Engine, name: &str) -> Phone {
    let phone = Phone::begun_on(Profile::on_disk(engine, name)).await;
    phone.profile.rest();
    phone
}

/// Ends the app again and again, so often as `GINNEL_ENDS` says or as usual, in the middle of what somebody does.
pub async fn nothing_is_lost(mut phone: Phone, usual: usize, end: fn(&Profile)) {
    let ends = number("GINNEL_ENDS").map_or(usual, |ends| usize::try_from(ends).expect("a small number"));
    let mut acknowledged = Vec::new();
    let mut chance = 0x9e37_79b9_7f4a_7c15_u64 ^ number("GINNEL_SEED").unwrap_or_default();
    let (mut typed, mut before, mut after) = (0, 0, 0);
    for nth in 0..ends {
        let then = begin_and_end(&phone, nth, next(&mut chance), end).await;
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
        ends < 4 || (typed > 0 && before > 0 && after > 0),
        "{typed} ends had typing to keep; {before} came before the tick, {after} after it"
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

/// What the environment says.
fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|number| number.parse().expect("a number"))
}

/// Begins a note, types, perhaps saves, and ends it all at a moment that differs each time.
async fn begin_and_end(phone: &Phone, nth: usize, chance: u64, end: fn(&Profile)) -> Then {
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
        let ended = Instant::now();
        end(&phone.profile);
        let all: String = typed.iter().map(|(key, _)| *key).collect();
        let must =
            typed.iter().take_while(|(_, at)| ended.duration_since(*at) > MAY_BE_LOST).map(|(key, _)| *key);
        return Then::Typing { must: must.collect(), all };
    }
    let begun = Instant::now();
    browser.type_here(words.as_str()).await;
    browser.press(common::SAVE).await;
    // By turns at once, as soon as the tick shows, and in the middle of it.
    let until = match nth % 8 {
        1 => Some(Instant::now()),
        5 => Some(Instant::now() + Duration::from_millis(chance % 160)),
        _ => None,
    };
    let mut acknowledged = false;
    while !acknowledged && until.is_none_or(|until| Instant::now() < until) {
        let heading = browser.script("return document.querySelector('main h1')?.innerText", vec![]).await;
        acknowledged = heading == common::SAVED;
    }
    let is_young = begun.elapsed() < MAY_BE_LOST;
    end(&phone.profile);
    Then::Saving { words, acknowledged, is_young }
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
        Then::Saving { words, acknowledged: false, is_young: true }
            if browser.script(&somewhere, vec![]).await != true =>
        {
            write_again(phone, &words).await;
            words
        }
        Then::Saving { words, acknowledged, .. } => {
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
