//! Area settings with markup and strange letters in every field: whatever is shown of them is plain text.

use crate::browser::Browser;
use crate::desk;
use crate::hostile::{STRANGE, let_nothing_through};
use crate::look;
use crate::person;
use crate::phone::{ANYBODY, Phone};
use crate::sample::{person as worker, record_id};
use crate::send::complete;
use ginnel::domain::revision::{Kind, Revision, Sharing};
use ginnel::ui::text::{common, find, help, labels, talk, welcome};
use serde_json::{Value, json};

/// What stands in a field: its name, so that it can be told from others, and what is strange, with a word that is longer
/// than the phone is wide.
fn strange(field: &str) -> String {
    format!("{field} {STRANGE}")
}

/// An area, one that ended, a place, what things are called there, and a talking point of a set.
fn pack() -> Vec<u8> {
    let writer = worker(9);
    let [area, set] = [1, 5].map(|n| record_id(n).to_string());
    let of_kind = |kind: Kind, n: u8, fields: Value| {
        let revision = writer.revision(n, n, &[], fields);
        Revision { kind, sharing: Sharing::Publishable, ..revision }.without_author()
    };
    let all = [
        of_kind(
            Kind::Area,
            1,
            json!({
                "label": strange("area-label"), "level": STRANGE, "description": strange("area-description"),
                "population": STRANGE, "rural_urban": STRANGE, "aim": STRANGE, "theme": STRANGE, "funding": STRANGE,
                "became": STRANGE, "roles": [{"party": strange("area-party"), "since": STRANGE}],
            }),
        ),
        of_kind(
            Kind::Area,
            2,
            json!({
                "label": strange("older-label"), "became": strange("older-became"), "valid_from": "2019-01-01",
                "valid_to": "2020-01-01",
            }),
        ),
        of_kind(
            Kind::Place,
            3,
            json!({
                "label": strange("place-label"), "area": area, "rural_urban": STRANGE,
                "codes": [{"scheme": STRANGE, "value": STRANGE}],
            }),
        ),
        of_kind(
            Kind::Words,
            4,
            json!({
                "area": area, "vcfse": strange("word-vcfse"), "pcn": strange("word-pcn"), "icp": strange("word-icp"),
                "place": strange("word-place"),
                "own.0a0a0a0a-0a0a-4a0a-8a0a-0a0a0a0a0a01":
                    {"order": 1, "word": strange("term-word"), "means": strange("term-means")},
            }),
        ),
        of_kind(
            Kind::PromptSet,
            5,
            json!({
                "key": STRANGE, "label": strange("set-label"), "version": 1, "start_with": [STRANGE], "about": STRANGE,
            }),
        ),
        of_kind(
            Kind::Prompt,
            6,
            json!({
                "set": set, "key": STRANGE, "order": 1, "theme": strange("prompt-theme"), "text": strange("prompt-text"),
                "probes": [strange("prompt-probe")], "answer": "both", "low": strange("scale-low"),
                "high": strange("scale-high"), "suits": [STRANGE], "why_ask": strange("prompt-why"), "offers": STRANGE,
                "translations.xx":
                    {"lang": strange("language"), "dir": STRANGE, "text": strange("translation"), "checked_by": STRANGE},
            }),
        ),
    ];
    desk::pack(&writer, &all)
}

/// Waits until each of these fields can be seen, letter by letter, nothing of it is more than text, and no word makes the
/// page wider than the phone: a tap would fall on something else.
async fn see_as_text(browser: &Browser, fields: &[&str]) {
    for field in fields {
        browser.see(&strange(field)).await;
    }
    let_nothing_through(browser).await;
    assert_eq!(look::too_wide(browser).await, 0, "{fields:?} are too wide");
}

#[tokio::test]
async fn markup_and_strange_letters_in_area_settings_are_shown_as_they_are() {
    let phone = Phone::of("strange-pack", &ANYBODY).await;
    let browser = &phone.browser;
    person::take_in(&phone, &pack()).await;

    phone.open("settings").await;
    browser.unfold(welcome::AREA).await;
    browser.press_in(welcome::AREA, "area-label").await;
    see_as_text(browser, &["area-label", "area-description", "area-party"]).await;
    browser.unfold(welcome::OLDER_AREAS).await;
    see_as_text(browser, &["older-label", "older-became"]).await;
    browser.press(common::SAVE).await;
    browser.see(common::SAVED).await;

    phone.open("help").await;
    browser.unfold(help::WORDS).await;
    let words = ["word-vcfse", "word-pcn", "word-icp", "word-place", "term-word", "term-means"];
    see_as_text(browser, &words).await;

    phone.open("new").await;
    person::fill_in(browser, &person::Note { whole_area: false, ..complete("Chairs came late.") }).await;
    browser.press_in(labels::label("places"), "place-label").await;
    see_as_text(browser, &["place-label"]).await;
    let note = person::save(browser).await;
    person::open_note(&phone, note).await;
    see_as_text(browser, &["place-label"]).await;
    phone.open("find").await;
    browser.unfold(find::NARROW).await;
    browser.press_in(find::PLACE, "place-label").await;
    browser.see("Chairs came late.").await;
    see_as_text(browser, &["place-label"]).await;

    phone.open("talk").await;
    browser.press(talk::SEE_ALL).await;
    see_as_text(browser, &["set-label", "prompt-theme", "prompt-text"]).await;
    person::choose_points(browser, &["prompt-text"]).await;
    browser.unfold(talk::WHY).await;
    see_as_text(browser, &["prompt-text", "prompt-why", "prompt-probe"]).await;
    browser.press_in(talk::LANGUAGE, "language").await;
    see_as_text(browser, &["language", "translation"]).await;
    browser.press(talk::SHOW).await;
    browser.see(common::HOLD_TO_LEAVE).await;
    see_as_text(browser, &["translation"]).await;
    browser.hold_down(".show__leave", "the way back", |text| !text.contains(common::HOLD_TO_LEAVE)).await;
    browser.press_in(talk::HOW, talk::ASKED).await;
    browser.press(talk::WRITE).await;
    browser.see_heading(talk::WRITE_DOWN).await;
    see_as_text(browser, &["translation", "scale-low", "scale-high"]).await;
    browser.write(talk::ANSWER, "By the stove.").await;
    browser.press(common::SAVE).await;
    browser.see_heading(common::SAVED).await;
    phone.open("find").await;
    browser.press("By the stove").await;
    see_as_text(browser, &["translation"]).await;
    phone.end().await;
}
