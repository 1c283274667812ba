//! Files that are broken, forged or strange, through the real page. A refused one changes nothing; a strange one is
//! shown as plain text.

use crate::browser::Browser;
use crate::host::root;
use crate::person;
use crate::phone::{ANYBODY, Phone};
use crate::rows::rows;
use crate::sample;
use crate::send::{complete, notebook};
use ginnel::domain::ids::{RecordId, RevisionId};
use ginnel::domain::revision::{Act, Kind, Revision};
use ginnel::exchange::read::{Reader, Refusal};
use ginnel::exchange::spelled::to_value;
use ginnel::ui::text::{bring_in, find, note, refusals, to_look_at};
use serde_json::{Value, json};
use std::path::PathBuf;

/// Why the phone will refuse a file: the reader is the same code.
fn refusal(bytes: &[u8]) -> Refusal {
    let all = || -> Result<(), Refusal> {
        let mut reader = Reader::new(bytes)?;
        for revision in reader.by_ref() {
            revision?;
        }
        reader.finish().map(drop)
    };
    all().expect_err("it must be refused")
}

/// Every kind of broken file, by name.
fn broken() -> Vec<(String, Vec<u8>)> {
    let folder = root().join("tests/fixtures/files/refused");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the fixtures")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();
    let mut all: Vec<(String, Vec<u8>)> = files
        .into_iter()
        .map(|file| {
            (
                file.file_name().unwrap_or_default().to_string_lossy().into_owned(),
                std::fs::read(file).expect("a file"),
            )
        })
        .collect();
    let nested = format!(
        "{{\"format\":\"ginnel-export\",\"version\":1,\"more\":{}{}}}",
        "[".repeat(9_999),
        "]".repeat(9_999)
    );
    all.push(("nested 9,999 deep".to_owned(), nested.into_bytes()));
    let long = sample::forge(
        &sample::person(3),
        &[to_value(&sample::person(3).revision(1, 1, &[], json!({"words": "x".repeat(65 * 1024)})))],
        |_| (),
    );
    all.push(("a text over 64 KB".to_owned(), long.into_bytes()));
    all.push(("nothing".to_owned(), Vec::new()));
    all.push((
        "a picture".to_owned(),
        std::fs::read(root().join("public/icons/icon-192.png")).expect("a picture"),
    ));
    let mut huge = b"{\"format\":\"ginnel-export\",\"version\":1,\"more\":\"".to_vec();
    huge.resize(100 * 1024 * 1024, b'x');
    all.push(("100 MB".to_owned(), huge));
    all
}

#[tokio::test]
async fn a_broken_file_is_refused_in_one_sentence_and_changes_nothing() {
    let phone = Phone::of("broken", &ANYBODY).await;
    person::write_note(&phone.browser, &complete("All that there is.")).await;
    phone.open("import").await;
    phone.browser.see(bring_in::CHOOSE).await;
    let before = rows(&phone).await;
    for (name, bytes) in broken() {
        let notice = refusals::refusal(&refusal(&bytes));
        let file = phone.profile.put("broken.json", &bytes);
        let seen = "document.querySelectorAll('.notice').forEach((e) => { e.dataset.seen = 1; })";
        phone.browser.script(seen, vec![]).await;
        phone.browser.choose(&[&file]).await;
        let shown = format!(
            "return document.querySelector('.notice--bad:not([data-seen]) .notice__what')?.innerText === {}",
            json!(notice.happened)
        );
        phone.browser.wait(&format!("the refusal of {name}"), &shown).await;
        phone.browser.see(notice.next_step).await;
        phone.browser.not_see(bring_in::ADD).await;
    }
    assert_eq!(rows(&phone).await, before, "not a byte of the notebook changed");
    phone.open("find").await;
    phone.browser.see("All that there is.").await;
    phone.end().await;
}

/// Somebody else's file, forged well: true signature, true digest.
fn from_stranger(revisions: &[Revision]) -> Vec<u8> {
    let revisions: Vec<Value> = revisions.iter().map(to_value).collect();
    sample::forge(&sample::person(9), &revisions, |_| ()).into_bytes()
}

/// A note of somebody whom nobody here knows.
pub fn file_of_a_stranger() -> Vec<u8> {
    file_with(json!({"words": "Chairs came late.", "happened_on": "2026-01-19"}))
}

/// A note of a stranger with these fields.
pub fn file_with(fields: Value) -> Vec<u8> {
    from_stranger(&[sample::person(9).revision(1, 1, &[], fields)])
}

/// Another note of the same.
pub fn other_file_with(fields: Value) -> Vec<u8> {
    from_stranger(&[sample::person(9).revision(2, 2, &[], fields)])
}

/// What the page of a note says about who can see it.
async fn who_sees(browser: &Browser) -> String {
    let part = "return [...document.querySelectorAll('main section')]
        .find((e) => e.innerText.trim().startsWith(arguments[0]))?.innerText";
    let said = browser.script(part, vec![note::WHO_SEES.into()]).await;
    said.as_str().expect("the part about who can see it").to_owned()
}

#[tokio::test]
async fn a_strangers_say_over_ones_notes_waits_to_be_looked_at() {
    let phone = Phone::of("stranger", &ANYBODY).await;
    let browser = &phone.browser;
    let words = "The hall opens at eight.";
    let record = person::write_note(browser, &complete(words)).await;
    let file = person::send_file(&phone).await;
    person::open_note(&phone, record).await;
    let seen_by = who_sees(browser).await;
    let own = notebook(&file);
    let head = own.heads(record)[0].clone();
    let stranger = sample::person(9);
    let on = |n: u8, change: &dyn Fn(Revision) -> Revision| {
        let child = Revision {
            id: RevisionId::from_random([n; 16]),
            parents: vec![head.id],
            by: Some(stranger.device.fingerprint()),
            ..head.clone()
        };
        from_stranger(&[head.clone(), change(child)])
    };
    let withdrawn = on(1, &|child| Revision { act: Act::Withdraw, fields: Default::default(), ..child });
    let narrowed = on(2, &|child| Revision { sharing: ginnel::domain::revision::Sharing::Private, ..child });
    let other_words = from_stranger(&[Revision {
        fields: sample::fields_of(json!({"words": "Never written by its writer."})),
        ..head.clone()
    }]);
    let files = [("a take-back", withdrawn), ("a narrowing", narrowed), ("other words", other_words)];
    let came = files.len();
    for (what, bytes) in files {
        let file = phone.profile.put("stranger.json", &bytes);
        person::choose_file(&phone, &file).await;
        browser.wait(what, &format!("return document.body.innerText.includes('1 to look at') || document.body.innerText.includes({}) || !!document.querySelector('.notice--bad')", json!(bring_in::ALL_KNOWN))).await;
        let page = browser.text().await;
        assert!(page.contains("1 to look at"), "{what} should wait:\n{page}");
        browser.press(bring_in::ADD).await;
        browser.see(bring_in::ADDED).await;
        person::open_note(&phone, record).await;
        browser.see_heading(words).await;
        browser.not_see(note::TWO_VERSIONS).await;
        assert_eq!(who_sees(browser).await, seen_by, "{what} changed who sees it");
    }
    phone.open("to-look-at").await;
    browser.see(to_look_at::LEAVE_OUT).await;
    let entries = browser.script("return document.querySelectorAll('main .cards > li').length", vec![]).await;
    assert_eq!(entries, json!(came), "{}", browser.text().await);
    phone.end().await;
}

/// Markup, script, invisible letters and letters from the right, in every field that holds text.
pub const STRANGE: &str = "<img src=x onerror=\"window.broken=1\"><script>window.broken=1</script>&lt;b&gt; \u{200b}zero\u{200b}width \u{202e}thgir\u{202c} ☕👩‍👩‍👧 مرحبا";

/// Fails if [`STRANGE`] became anything but text on this page.
pub async fn let_nothing_through(browser: &Browser) {
    let broken = "return window.broken ?? document.querySelectorAll('img[src=x], main script').length";
    let broken = browser.script(broken, vec![]).await;
    assert_eq!(broken, json!(0), "{} let markup through", browser.path().await);
}

#[tokio::test]
async fn markup_and_strange_letters_are_shown_as_they_are() {
    let phone = Phone::of("strange", &ANYBODY).await;
    let browser = &phone.browser;
    let writer = sample::person(9);
    let group =
        writer.revision(2, 2, &[], json!({"name": STRANGE, "what_they_do": STRANGE, "aliases": [STRANGE]}));
    let fields = |words: &str| {
        json!({
            "happened_on": "2026-01-19", "words": words, "typed_place": STRANGE, "who_was_missing": STRANGE,
            "assets_text": STRANGE, "tags": [STRANGE], "orgs": [sample::record_id(2).to_string()],
            "setting": STRANGE, "author": STRANGE, "later.field": STRANGE,
            "quotes.0a0a0a0a-0a0a-4a0a-8a0a-0a0a0a0a0a01": {"order": 1, "text": STRANGE, "said_by": STRANGE},
            "promises.0a0a0a0a-0a0a-4a0a-8a0a-0a0a0a0a0a02":
                {"order": 1, "text": STRANGE, "by": STRANGE, "to": {"party": STRANGE}, "state": STRANGE, "why": STRANGE},
        })
    };
    let first = writer.revision(1, 1, &[], fields(&format!("first {STRANGE}")));
    let note = writer.revision(4, 1, &[1], fields(STRANGE));
    let answer = writer.revision(
        3,
        3,
        &[],
        json!({
            "engagement_id": sample::record_id(1).to_string(), "happened_on": "2026-01-19", "prompt_key": STRANGE,
            "prompt_as_asked": format!("asked {STRANGE}"), "outcome": STRANGE, "answer": format!("said {STRANGE}"),
            "whose_words": STRANGE, "respondent_kind": STRANGE, "language_used": STRANGE, "dir": STRANGE,
            "interpreter": STRANGE, "author": STRANGE, "author_role": STRANGE,
        }),
    );
    let group = Revision { kind: Kind::Organisation, ..group };
    let answer = Revision { kind: Kind::Response, ..answer };
    person::take_in(&phone, &from_stranger(&[first, note, answer, group])).await;
    // What hangs on nothing that is here waits to be looked at.
    let other = sample::person(8);
    let waits = other.revision(5, 1, &[77], fields(&format!("came {STRANGE}")));
    person::take_in(&phone, sample::forge(&other, &[to_value(&waits)], |_| ()).as_bytes()).await;
    let markup = "<img src=x onerror=";
    for path in [
        String::new(),
        "find".to_owned(),
        format!("note/{}", sample::record_id(1)),
        format!("note/{}", sample::record_id(2)),
        format!("note/{}", sample::record_id(3)),
        format!("note/{}/change", sample::record_id(1)),
        format!("note/{}/change", sample::record_id(3)),
        format!("note/{}/take-out", sample::record_id(1)),
        "send".to_owned(),
    ] {
        phone.open(&path).await;
        let shown = format!(
            "return [document.body.innerText, ...[...document.querySelectorAll('textarea, input')].map((e) => e.value)]
               .some((text) => text.includes({}))",
            json!(markup)
        );
        // On Send, lists lie in folds.
        if path != "send" {
            browser.wait(&format!("the markup as text on /{path}"), &shown).await;
        }
        let_nothing_through(browser).await;
    }
    for (path, shown) in [
        (format!("note/{}", sample::record_id(3)), &["asked", "said"][..]),
        (format!("note/{}/versions", sample::record_id(1)), &["first"]),
        ("to-look-at".to_owned(), &["came"]),
    ] {
        phone.open(&path).await;
        if path == "to-look-at" {
            browser.see(to_look_at::WHAT_CAME).await;
            browser.unfold(to_look_at::WHAT_CAME).await;
        }
        for word in shown {
            browser.see(&format!("{word} {STRANGE}")).await;
        }
        let_nothing_through(browser).await;
    }
    phone.end().await;
}

#[tokio::test]
async fn a_thousand_groups_of_one_name_are_taken_in_and_can_be_used() {
    let phone = Phone::of("thousand", &ANYBODY).await;
    let browser = &phone.browser;
    let writer = sample::person(9);
    let id = |n: u16, of: u8| {
        let [high, low] = n.to_be_bytes();
        [of, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, high, low]
    };
    let groups: Vec<Revision> = (0..1_000)
        .map(|n| Revision {
            id: RevisionId::from_random(id(n, 0xe)),
            record: RecordId::from_random(id(n, 0xf)),
            kind: Kind::Organisation,
            n: Some(u64::from(n) + 1),
            ..writer.revision(1, 1, &[], json!({"name": "Kettle Table"}))
        })
        .collect();
    person::take_in(&phone, &from_stranger(&groups)).await;
    phone.open("find").await;
    browser.rewrite(find::LABEL, "kettle").await;
    browser.see(&find::found(1_000, true)).await;
    browser.see(find::SHOW_MORE).await;
    phone.open("new").await;
    browser.field_has_focus().await;
    browser.write(ginnel::ui::text::note_form::GROUP, "kettle TABLE ").await;
    browser.see("Kettle Table").await;
    // It is never doubled by case or spacing.
    browser.not_see(&ginnel::ui::text::common::add("kettle TABLE")).await;
    phone.end().await;
}
