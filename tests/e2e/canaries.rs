//! Every word that is typed or brought in, looked for in every byte that the browser wrote down: while the notebook is
//! open the browser is ended at once, as by a thief who pulls the battery, and no word may stand in its profile.
//!
//! The keys that words are sealed with are looked for too. Words put there past the app, through the same kinds of
//! storage, show that the scan would find them; and so do the very rows of that notebook without their seal, in the same
//! browser's storage.

use crate::device::{Profile, Screen};
use crate::door::{Paper, lock_now, set_password, to_settings, unlock};
use crate::host::Host;
use crate::hunt::{Hunt, key_name, key_ring, put_in_clear, rows_in_clear};
use crate::person::{self, Note};
use crate::phone::{ANYBODY, Phone};
use crate::scan::Scan;
use ginnel::ui::text::{bring_in, common, find, lock, mine, note, note_form, note_saved, send, settings};
use serde_json::json;
use std::path::Path;

/// Fewest words that are looked for.
const FEWEST: usize = 100;
/// Fewest of them that rows hold at the end: what was typed into Find or thrown away no row holds.
const FEWEST_IN_ROWS: usize = 85;

/// Writes notes with everything that a note can have: six words each.
async fn write_full_notes(phone: &Phone, hunt: &Hunt, times: usize) {
    let browser = &phone.browser;
    for nth in 0..times {
        let words: Vec<String> = (0..6).map(|_| hunt.plant()).collect();
        let groups = [words[1].as_str()];
        let filled = Note {
            words: &words[0],
            groups: &groups,
            quote: Some((&words[2], true)),
            promise: Some((&words[3], "us", "2030-01-04")),
            missing: &words[4],
            typed_place: &words[5],
            private: nth % 3 == 2,
            ..Note::default()
        };
        person::write_note(browser, &filled).await;
        person::done(browser).await;
    }
}

/// What becomes of notes: changed, taken back, thrown away, begun like another, left open.
async fn live_with_notes(phone: &Phone, hunt: &Hunt) {
    let browser = &phone.browser;
    let gone = hunt.plant();
    person::write_note(browser, &crate::send::complete(&gone)).await;
    browser.press(common::UNDO).await;
    browser.see_heading(note_saved::TAKEN_BACK).await;
    browser.press(common::HOME).await;

    browser.press(common::NEW_NOTE).await;
    browser.field_has_focus().await;
    browser.type_into_words(&hunt.plant()).await;
    browser.press(note_form::THROW_AWAY).await;
    browser.see_heading(note_form::THROWN).await;
    browser.press(common::HOME).await;

    let (first, later) = (hunt.plant(), hunt.plant());
    let shared = Note { groups: &[&hunt.plant()], ..crate::send::complete(&first) };
    person::write_note(browser, &shared).await;
    browser.press(note_saved::ANOTHER).await;
    browser.field_has_focus().await;
    browser.type_into_words(&hunt.plant()).await;
    person::save(browser).await;
    person::done(browser).await;
    browser.press(&first).await;
    browser.see(note::WHO_SEES).await;
    browser.press(common::CHANGE).await;
    browser.see_heading(common::CHANGE).await;
    browser.rewrite(note_form::WORDS, &later).await;
    browser.press(common::SAVE).await;
    browser.see_heading(&later).await;

    browser.press(common::FIND).await;
    for _ in 0..6 {
        browser.rewrite(find::LABEL, &hunt.plant()).await;
        browser.see(find::NOTHING).await;
    }
}

/// A stranger's file with two words in it.
fn file(hunt: &Hunt) -> Vec<u8> {
    crate::hostile::file_with(json!({
        "words": hunt.plant(),
        "typed_place": hunt.plant(),
        "happened_on": "2026-01-19",
    }))
}

/// A file chosen on the page, and one shared from another app. Each has a name.
async fn bring_in_files(phone: &Phone, hunt: &Hunt) {
    let browser = &phone.browser;
    browser.press(common::MINE).await;
    browser.press(mine::BRING_IN).await;
    browser.see(bring_in::CHOOSE).await;
    let chosen = hunt.file(&format!("{}.json", hunt.plant()), &file(hunt));
    browser.choose(&[&chosen]).await;
    browser.see(bring_in::ADD).await;
    hunt.until_written_down(phone).await;
    browser.press(bring_in::ADD).await;
    browser.see(bring_in::ADDED).await;

    let share = "const [text, name] = arguments;
        const form = new FormData();
        form.append('files', new File([text], name, { type: 'text/plain' }));
        fetch('/import', { method: 'POST', body: form, redirect: 'manual' }).then((r) => { document.title = r.type; })";
    let text = String::from_utf8(crate::hostile::other_file_with(json!({
        "words": hunt.plant(), "typed_place": hunt.plant(), "happened_on": "2026-01-19",
    })));
    let name = format!("{}.json.txt", hunt.plant());
    browser.script(share, vec![text.expect("text").into(), name.into()]).await;
    browser.wait("the answer", "return document.title === 'opaqueredirect'").await;
    browser.press(common::MINE).await;
    browser.press(mine::BRING_IN).await;
    browser.press(bring_in::ADD).await;
    browser.see(bring_in::ADDED).await;
}

/// The password and the door: what is typed there, shown or not.
async fn at_the_door(phone: &Phone, hunt: &Hunt) -> Paper {
    let browser = &phone.browser;
    to_settings(browser).await;
    browser.rewrite(settings::CODE, &hunt.plant()).await;
    browser.press(common::SAVE).await;
    browser.see(common::SAVED).await;
    browser.press(lock::SET).await;
    // A password that was typed, and seen, and left.
    browser.rewrite(lock::NEW_PASSWORD, &hunt.plant()).await;
    hunt.until_written_down(phone).await;
    browser.press(common::HOME).await;
    let paper = set_password(browser, Some(&hunt.plant())).await;
    lock_now(browser).await;
    browser.rewrite(lock::PASSWORD, &hunt.plant()).await;
    browser.press(lock::SHOW).await;
    browser.unfold(lock::FORGOTTEN).await;
    browser.rewrite(lock::CODE, &paper.whole_code()).await;
    hunt.until_written_down(phone).await;
    browser.press(lock::QUICK).await;
    browser.field_has_focus().await;
    browser.write(lock::QUICK_WORDS, &hunt.plant()).await;
    browser.press(common::SAVE).await;
    browser.see(lock::QUICK_KEPT).await;
    browser.write(lock::QUICK_WORDS, &hunt.plant()).await;
    hunt.until_written_down(phone).await;
    browser.press(common::BACK).await;
    unlock(browser, &paper.password).await;
    browser.press(common::HOME).await;
    paper
}

/// Plants all words, ends the browser while the notebook is open, and fails with what was found and should not be.
async fn plant_and_scan(name: &str, switches: &'static [&'static str], is_engine: fn(&Path) -> bool) {
    let hunt = Hunt::new(name);
    let mut phone = Phone::on(Profile::with(name, switches), Host::start(), Screen::PHONE).await;
    phone.browser.kept_offline().await;
    phone.host.stop();
    phone.set_up(&ANYBODY).await;
    let controls = hunt.past_the_app(&phone).await;

    write_full_notes(&phone, &hunt, 5).await;
    let paper = at_the_door(&phone, &hunt).await;
    write_full_notes(&phone, &hunt, 8).await;
    live_with_notes(&phone, &hunt).await;
    bring_in_files(&phone, &hunt).await;
    leave_it_open(&phone, &hunt).await;
    hunt.not_in_open_storage(&phone).await;
    let ring = key_ring(&phone, &paper.password).await;
    let clear = rows_in_clear(&phone, &ring).await;
    let keys = [ring.notes, ring.mine];
    phone.profile.kill();

    let planted = hunt.planted();
    assert!(planted.len() >= FEWEST, "only {} words", planted.len());
    let folder = phone.profile.folder().to_owned();
    assert!(
        any_file(&folder.join("Default"), is_engine),
        "the browser stores in another way than was asked for"
    );
    let digits = [paper.code.join(""), paper.code.join(" "), paper.code.join("\n")];
    let pairs = paper.code.windows(2).flat_map(|pair| [pair.join(""), pair.join(" ")]);
    let bytes = hunt.look(&phone, &digits.into_iter().chain(pairs).collect::<Vec<_>>(), &keys);

    let (control, _) = Scan::of(&controls).below(&folder);
    let spellings: Vec<&str> = control.values().flatten().map(|(spelling, _)| *spelling).collect();
    assert_eq!(control.len(), controls.len(), "put there past the app, and not found: {control:#?}");
    for spelling in ["UTF-8", "UTF-16", "base64 of it", "base64 of it, 1 on", "base64 of it, 2 on"] {
        assert!(spellings.contains(&spelling), "nothing was found as {spelling}: {control:#?}");
    }
    println!("{} words in {bytes} bytes; found past the app: {control:#?}", planted.len());
    let found = hunt.found();
    assert!(found.is_empty(), "{} words stand on the disk in clear: {found:#?}", found.len());

    // Sealing is switched off: the same rows as they would stand there, and the keys.
    let held: Vec<&String> =
        planted.iter().filter(|word| clear.iter().any(|row| row.contains(*word))).collect();
    assert!(held.len() >= FEWEST_IN_ROWS, "rows hold only {} of the words", held.len());
    phone.start_again("").await;
    phone.browser.see_heading(lock::LOCKED).await;
    put_in_clear(&phone, &clear, &keys).await;
    phone.profile.kill();
    hunt.look(&phone, &[], &keys);
    // Waits for no answer of a browser that was killed.
    phone.browser.end().await;
    let found = hunt.found();
    println!("{} words in {} rows without their seal", held.len(), clear.len());
    for word in held.into_iter().chain(&keys.map(|key| key_name(&key))) {
        assert!(found.contains_key(word), "{word} stands on the disk in clear, and is not found: {found:#?}");
    }
}

/// Words that are in a form when the end comes.
async fn leave_it_open(phone: &Phone, hunt: &Hunt) {
    let browser = &phone.browser;
    browser.press(common::MINE).await;
    browser.press(send::SEND).await;
    browser.rewrite(send::WHO, &hunt.plant()).await;
    hunt.until_written_down(phone).await;
    // The bar of places is away here.
    browser.press(common::MINE).await;
    browser.press(common::HOME).await;
    browser.press(common::NEW_NOTE).await;
    let (words, group, quote) = (hunt.plant(), hunt.plant(), hunt.plant());
    let left = Note { words: &words, groups: &[&group], quote: Some((&quote, false)), ..Note::default() };
    person::fill_in(browser, &left).await;
    browser.write(note_form::GROUP, &hunt.plant()).await;
    hunt.until_written_down(phone).await;
}

fn any_file(folder: &Path, wanted: fn(&Path) -> bool) -> bool {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).any(|path| wanted(&path) || any_file(&path, wanted))
}

#[tokio::test]
async fn no_word_stands_on_the_disk_in_clear() {
    let is_leveldb = |path: &Path| path.to_string_lossy().ends_with(".indexeddb.leveldb");
    plant_and_scan("canaries", &[], is_leveldb).await;
}

#[tokio::test]
async fn no_word_stands_on_the_disk_in_clear_where_the_browser_stores_in_sqlite() {
    let is_sqlite = |path: &Path| {
        path.to_string_lossy().contains("IndexedDB")
            && std::fs::read(path).is_ok_and(|bytes| bytes.starts_with(b"SQLite format 3"))
    };
    plant_and_scan("canaries-sqlite", &["--enable-features=IdbSqliteBackingStore"], is_sqlite).await;
}
