//! What a person reads of a file that does not come in: each reason brought about by such a file, and read on the
//! smallest phone.

use crate::browser::Browser;
use crate::door::{open, set_password};
use crate::look::Eye;
use crate::person;
use crate::phone::{ANYBODY, Phone};
use crate::sample;
use crate::send::complete;
use crate::sentences::shown;
use crate::trouble::{instead_of_putting, with_a_note};
use ginnel::exchange::limits::FILE_BYTES;
use ginnel::exchange::read::Refusal;
use ginnel::exchange::spelled::to_value;
use ginnel::ui::text::refusals::{self, refusal};
use ginnel::ui::text::{bring_in, common, lock, welcome};
use serde_json::{Value, json};
use std::fs::File;

/// A file of somebody else, made wrong before it was signed.
fn forged(change: impl Fn(&mut Value)) -> String {
    let stranger = sample::person(9);
    let note = stranger.revision(1, 1, &[], json!({"words": "The urn is mended."}));
    sample::forge(&stranger, &[to_value(&note)], change)
}

/// A file without a word in it that is larger than any may be. It takes no room on the disk.
fn too_big(phone: &Phone) -> std::path::PathBuf {
    let path = phone.profile.put("film.json", b"");
    let file = File::options().write(true).open(&path).expect("a file");
    file.set_len(FILE_BYTES as u64 + 1).expect("a long file");
    path
}

#[tokio::test]
async fn why_a_file_does_not_come_in_is_said_of_each_kind_of_file() {
    let phone = Phone::of("refused", &ANYBODY).await;
    let browser = &phone.browser;
    let eye = Eye::on(browser);
    let good = forged(|_| ());
    let files: [(&str, Refusal, String); 8] = [
        ("refused-no-file-of-ours", Refusal::NotJson(0), "Dear all, the urn is mended.".to_owned()),
        ("refused-other-program", Refusal::OtherFormat, r#"{"spreadsheet": [[1, 2]]}"#.to_owned()),
        ("refused-cut-off", Refusal::Truncated, good[..good.len() - 40].to_owned()),
        ("refused-newer", Refusal::NewerVersion(2), good.replacen("\"version\":1", "\"version\":2", 1)),
        (
            "refused-not-as-it-should-be",
            Refusal::BadHeader("count"),
            forged(|header| header["count"] = json!("one")),
        ),
        ("refused-changed", Refusal::Changed, good.replace("mended", "broken")),
        (
            "refused-unsigned",
            Refusal::Unsigned,
            forged(|header| drop(header.as_object_mut().map(|header| header.remove("voucher")))),
        ),
        ("refused-not-from-them", Refusal::BadSignature, good.replace("2026-01-23", "2026-01-24")),
    ];
    let kinds = files.len();
    for (state, why, file) in files {
        let file = phone.profile.put("from-a-colleague.json", file.as_bytes());
        person::choose_file(&phone, &file).await;
        shown(browser, &eye, &refusal(&why), state).await;
    }
    eye.judge(kinds);
    phone.end().await;
}

#[tokio::test]
async fn a_file_too_big_and_one_that_went_away_say_so_and_the_next_can_be_chosen() {
    let phone = Phone::offline("refused-unread").await;
    let browser = &phone.browser;
    let eye = Eye::on(browser);
    // Before anything is set up, where a coordinator's file is asked for.
    for _ in 0..2 {
        browser.press(common::NEXT).await;
    }
    browser.see_heading(welcome::WHERE).await;
    browser.unfold(welcome::FILE).await;
    let big = too_big(&phone);
    browser.choose(&[&big]).await;
    shown(browser, &eye, &refusals::TOO_BIG, "welcome-file-refused").await;
    browser.press(welcome::START).await;

    // Two are chosen; the second is gone from the phone before its turn comes.
    let moved = phone.profile.put("moved.json", forged(|_| ()).as_bytes());
    phone.open("import").await;
    browser.see(bring_in::CHOOSE).await;
    browser.choose(&[&big, &moved]).await;
    shown(browser, &eye, &refusals::TOO_BIG, "refused-too-big").await;
    std::fs::remove_file(&moved).expect("the file is ours");
    browser.press(common::NEXT).await;
    shown(browser, &eye, &refusals::UNREADABLE, "refused-unreadable").await;
    browser.see(bring_in::CHOOSE).await;
    eye.judge(3);
    phone.end().await;
}

/// The notebook as the rescue page saves it.
pub async fn rescued(phone: &Phone) -> Vec<u8> {
    phone.open_aside("rescue.html").await;
    phone.browser.press("Make the file").await;
    phone.browser.see("Your file is ready").await;
    phone.browser.press("Put it in downloads").await;
    phone.profile.download()
}

async fn choose(browser: &Browser, file: &std::path::Path) {
    browser.see(bring_in::CHOOSE).await;
    browser.choose(&[file]).await;
}

#[tokio::test]
async fn a_rescued_notebook_says_when_it_is_locked_and_when_its_keys_are_gone() {
    let phone = with_a_note("refused-rescued").await;
    let browser = &phone.browser;
    let eye = Eye::on(browser);
    let mut file: Value = serde_json::from_slice(&rescued(&phone).await).expect("JSON");
    for row in file["rows"].as_array_mut().expect("rows") {
        if row["id"] == "keyslots" {
            row["sealed"] = json!("AAAA");
        }
    }
    let file = phone.profile.put("without-keys.json", file.to_string().as_bytes());
    person::choose_file(&phone, &file).await;
    shown(browser, &eye, &refusals::NO_KEYS, "refused-no-keys").await;

    phone.open("").await;
    person::write_note(browser, &complete("Fifty came.")).await;
    person::done(browser).await;
    let paper = set_password(browser, None).await;
    let file = phone.profile.put("locked.json", &rescued(&phone).await);
    open(&phone, "import", &paper.password).await;
    choose(browser, &file).await;
    shown(browser, &eye, &refusals::LOCKED, "refused-locked").await;
    browser.rewrite(lock::PASSWORD_OR_CODE, "another one").await;
    browser.press(lock::OPEN_FILE).await;
    shown(browser, &eye, &refusals::WRONG_SECRET, "refused-wrong-password").await;
    eye.judge(3);
    phone.end().await;
}

#[tokio::test]
async fn a_file_that_the_phone_has_no_room_to_keep_changes_nothing_and_says_so() {
    let phone = with_a_note("refused-full").await;
    let browser = &phone.browser;
    let eye = Eye::on(browser);
    let file = phone.profile.put("from-a-colleague.json", forged(|_| ()).as_bytes());
    for (instead, notice, state) in [
        ("throw new DOMException('', 'QuotaExceededError')", refusals::NO_ROOM, "bring-in-full"),
        ("throw new DOMException('', 'DataError')", refusals::NOT_ADDED, "bring-in-not-kept"),
    ] {
        person::choose_file(&phone, &file).await;
        browser.see(bring_in::ADD).await;
        instead_of_putting(browser, instead).await;
        browser.press(bring_in::ADD).await;
        shown(browser, &eye, &notice, state).await;
        browser.not_see(bring_in::ADDED).await;
    }
    person::take_in(&phone, forged(|_| ()).as_bytes()).await;
    eye.judge(2);
    phone.end().await;
}
