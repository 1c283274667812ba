//! The file: what leaves, what stays, and what a second phone has afterwards.

use crate::person::{self, Note};
use crate::phone::{ANYBODY, Phone, Worker};
use ginnel::domain::notebook::Notebook;
use ginnel::domain::revision::{Revision, Spelling};
use ginnel::exchange::header::Header;
use ginnel::exchange::read::Reader;
use ginnel::ui::text::{
    bring_in, common, home, labels, looks_personal, mine, note, note_form, send, versions,
};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const SHARED: &str = "Forty eat here on Mondays now.";
const PRIVATE: &str = "heron-at-dusk, left cross, sleep on it";
const PRIVATE_GROUP: &str = "Lantern Room";
const BEFORE_SHARING: &str = "kingfisher-under-bridge was only for me";

/// All of a file, read by the same code as the phone's.
pub fn read(bytes: &[u8]) -> (Header, Vec<Revision>) {
    let mut reader = Reader::new(bytes).expect("one of our files");
    let revisions = reader.by_ref().collect::<Result<Vec<_>, _>>().expect("whole revisions");
    (reader.finish().expect("a true signature"), revisions)
}

/// The notebook that a file holds.
pub fn notebook(bytes: &[u8]) -> Notebook {
    let mut notebook = Notebook::default();
    for revision in read(bytes).1 {
        notebook.add(revision);
    }
    notebook
}

/// Fails if any of the words stands anywhere in the bytes, whatever the case.
#[track_caller]
pub fn holds_none_of(what: &str, bytes: &[u8], words: &[&str]) {
    let text = String::from_utf8_lossy(bytes).to_lowercase();
    for word in words {
        assert!(!text.contains(&word.to_lowercase()), "{what} holds {word:?}");
    }
}

#[tokio::test]
async fn what_may_leave_arrives_as_it_was_and_nothing_private_goes_anywhere() {
    let first = Phone::of("sender", &ANYBODY).await;
    let browser = &first.browser;
    let shared = Note {
        words: SHARED,
        groups: &["Kettle Table"],
        with: &["informal_group"],
        quote: Some(("We need a bigger pan.", true)),
        ..Note::default()
    };
    let shared = person::write_note(browser, &shared).await;
    person::done(browser).await;
    let private = Note { words: PRIVATE, groups: &[PRIVATE_GROUP], private: true, ..Note::default() };
    let private = person::write_note(browser, &private).await;
    person::done(browser).await;
    // Shared only in its second version: the first must not leave.
    let later = Note { words: BEFORE_SHARING, private: true, ..Note::default() };
    let later = person::write_note(browser, &later).await;
    first.open(&format!("note/{later}/change")).await;
    browser.rewrite(note_form::WORDS, "The bridge path floods; groups walk round by the mill.").await;
    browser.press_in(note_form::GOES_TO, labels::value_label("sharing", "my_coordinator")).await;
    browser.press(common::SAVE).await;
    browser.see(note::WHO_SEES).await;

    first.open("send").await;
    browser.see(&send::only_me(1)).await;
    // What misses something required waits, unless it is sent on purpose.
    browser.press(send::SEND_THEM_TOO).await;
    browser.see(&send::leaving(2, 0, 1)).await;
    // By circle: nothing here is for anyone to read.
    browser.see(labels::value_hint("sharing", "my_coordinator")).await;
    browser.not_see(labels::value_hint("sharing", "publishable")).await;
    browser.rewrite(send::WHO, "Fold CVS").await;
    browser.press(send::MAKE).await;
    browser.see_heading(send::READY).await;
    browser.press("Put it in downloads").await;
    let file = first.profile.download();
    browser.press(send::YES).await;
    browser.see(send::WENT).await;
    browser.see(send::COPIES).await;

    let canaries = ["heron-at-dusk", "left cross", "lantern", "kingfisher"];
    holds_none_of("the file", &file, &canaries);
    let (header, sent) = read(&file);
    assert_eq!(header.to.as_deref(), Some("Fold CVS"));
    let of = |record| sent.iter().filter(|revision| revision.record == record).collect::<Vec<_>>();
    assert!(of(private).is_empty(), "a private note leaves no trace");
    let of_later = of(later);
    assert_eq!(of_later.len(), 2, "its private version is there as a stub");
    assert_eq!(of_later.iter().filter(|revision| revision.spelling == Spelling::Stub).count(), 1);
    assert_eq!(of(shared)[0].fields["words"], SHARED);

    first.open("mine").await;
    browser.see(mine::SEND_DETAIL).await;
    let kept =
        browser.script("return JSON.stringify([localStorage, sessionStorage, document.title])", vec![]).await;
    holds_none_of("the browser's open storage", kept.to_string().as_bytes(), &canaries);

    // A second phone, from a clean profile, takes it in.
    let second = Phone::of("receiver", &ANYBODY).await;
    person::take_in(&second, &file).await;
    person::open_note(&second, shared).await;
    second.browser.see_heading(SHARED).await;
    second.browser.see("We need a bigger pan.").await;

    // Once more, as the text of a message: nothing is new.
    second.open("import").await;
    second.browser.unfold(bring_in::PASTE).await;
    second.browser.write(send::FILE_TEXT, &String::from_utf8_lossy(&file)).await;
    second.browser.see(bring_in::ALL_KNOWN).await;
    second.browser.not_see(bring_in::ADD).await;

    // What it would send on is the same, revision by revision, byte by byte.
    let back = person::send_file(&second).await;
    let by_id = |revisions: Vec<Revision>| {
        revisions.into_iter().map(|revision| (revision.id, revision)).collect::<BTreeMap<_, _>>()
    };
    let (sent, back) = (by_id(sent), by_id(read(&back).1));
    let missing: BTreeSet<_> = sent.keys().filter(|id| !back.contains_key(id)).collect();
    assert!(missing.is_empty(), "lost on the way: {missing:?}");
    for (id, revision) in &sent {
        assert_eq!(back[id], *revision, "{id} has the same fields on both phones");
    }

    // Nothing that was typed stands on the disk in clear.
    first.browser.see(mine::SEND_DETAIL).await;
    let folder = first.profile.folder().to_owned();
    let profile = first.close_browser().await;
    assert_eq!(on_disk(&folder, &["heron-at-dusk", "kingfisher-under"]), Vec::<String>::new());
    drop(profile);
    second.end().await;
}

/// Files below a folder in which one of the words stands, in either of the spellings that browsers use.
fn on_disk(folder: &Path, words: &[&str]) -> Vec<String> {
    let spelled: Vec<Vec<u8>> = words
        .iter()
        .flat_map(|word| [word.as_bytes().to_vec(), word.encode_utf16().flat_map(u16::to_le_bytes).collect()])
        .collect();
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(bytes) = std::fs::read(&path) {
                let holds = |word: &Vec<u8>| bytes.windows(word.len()).any(|part| part == word.as_slice());
                if spelled.iter().any(holds) {
                    found.push(path.display().to_string());
                }
            }
        }
    }
    found
}

#[tokio::test]
async fn a_file_that_was_brought_in_can_be_taken_out_again() {
    let first = Phone::of("lender", &ANYBODY).await;
    let words = "The mill bridge is shut until spring.";
    let record = person::write_note(&first.browser, &complete(words)).await;
    let file = person::send_file(&first).await;

    let second = Phone::of("borrower", &ANYBODY).await;
    let own = "The chapel lends chairs to anyone.";
    person::write_note(&second.browser, &complete(own)).await;
    person::take_in(&second, &file).await;
    second.browser.press(common::UNDO).await;
    second.browser.see(bring_in::TAKEN_OUT).await;
    second.open("find").await;
    second.browser.see(own).await;
    second.browser.not_see(words).await;
    // And in again: it was not forgotten for good.
    person::take_in(&second, &file).await;
    person::open_note(&second, record).await;
    second.browser.see_heading(words).await;
    first.end().await;
    second.end().await;
}

/// Handed over, and nobody said whether it went.
#[tokio::test]
async fn on_a_later_day_home_asks_whether_the_file_went() {
    let phone = Phone::of("later-day", &Worker { day: Some("2026-01-19"), ..ANYBODY }).await;
    let words = "The mill bridge is shut until spring.";
    let record = person::write_note(&phone.browser, &complete(words)).await;
    person::hand_over(&phone).await;
    let question = home::did_it_go("yesterday");
    phone.open("").await;
    phone.browser.see(words).await;
    // Not on the same day: it may be on its way.
    phone.browser.not_see(&home::did_it_go("today")).await;
    phone.browser.on_day("2026-01-20").await;
    phone.browser.reload().await;
    phone.browser.press_in(&question, home::IT_WENT).await;
    phone.browser.see_no_more(&question).await;
    person::open_note(&phone, record).await;
    phone.browser.see(&note::sent("19 January")).await;
    phone.open("").await;
    phone.browser.see(words).await;
    phone.browser.not_see(&question).await;
    phone.end().await;
}

/// What looks like one person is pointed out, on Save and on Send, and blocks neither.
#[tokio::test]
async fn what_looks_like_one_person_is_pointed_out_and_replaced() {
    let phone = Phone::of("looks", &ANYBODY).await;
    let browser = &phone.browser;
    browser.press(common::NEW_NOTE).await;
    person::fill_in(browser, &complete("They want to be asked, not targeted, ring 07700 900123.")).await;
    browser.press(common::SAVE).await;
    browser.see(looks_personal::LOOKS_PERSONAL).await;
    browser.press(looks_personal::REPLACE).await;
    person::save(browser).await;
    person::done(browser).await;
    browser.not_see("900123").await;

    browser.press(common::NEW_NOTE).await;
    person::fill_in(browser, &complete("Post goes to AB12 3EH, they say.")).await;
    browser.press(common::SAVE).await;
    browser.see(looks_personal::LOOKS_PERSONAL).await;
    let record = person::save(browser).await;
    phone.open("send").await;
    browser.see(looks_personal::LOOKS_PERSONAL).await;
    browser.see("AB12 3EH").await;
    browser.press(looks_personal::REPLACE).await;
    browser.see(send::REPLACED).await;
    browser.see(send::REPLACED_NEXT).await;
    browser.see_no_more(looks_personal::LOOKS_PERSONAL).await;
    person::open_note(&phone, record).await;
    browser.not_see("3EH").await;
    phone.open(&format!("note/{record}/versions")).await;
    browser.see(versions::TAKEN_OUT).await;
    browser.not_see("3EH").await;
    phone.end().await;
}

/// A name that was kept in spite of the warning, and replaced in the next change, is in no version any more.
#[tokio::test]
async fn what_is_replaced_in_a_change_is_in_no_version() {
    let phone = Phone::of("replaced", &ANYBODY).await;
    let browser = &phone.browser;
    browser.press(common::NEW_NOTE).await;
    person::fill_in(browser, &complete("Mrs Quill cooks here, at 14 Albert Street.")).await;
    browser.press(common::SAVE).await;
    browser.see(&looks_personal::replace_with("(a person)")).await;
    browser.see(&looks_personal::replace_with("Albert Street")).await;
    let record = person::save(browser).await;

    phone.open(&format!("note/{record}/change")).await;
    browser.rewrite(note_form::WORDS, "Mrs Quill cooks here on Mondays.").await;
    browser.press(common::SAVE).await;
    browser.see(looks_personal::BEFORE_SAVE_AGAIN).await;
    browser.press(looks_personal::REPLACE).await;
    browser.press(common::SAVE).await;
    browser.see_heading("(a person) cooks here on Mondays.").await;
    phone.open(&format!("note/{record}/versions")).await;
    browser.see(versions::TAKEN_OUT).await;
    browser.not_see("Quill").await;
    phone.end().await;
}

/// A note that misses nothing required.
pub fn complete(words: &str) -> Note<'_> {
    Note { words, with: &["residents"], whole_area: true, ..Note::default() }
}
