//! Every sentence of trouble, and the picture on which it was read: whoever adds one finds here that it has none.

use crate::browser::Browser;
use crate::device::Screen;
use crate::host::root;
use crate::look::Eye;
use ginnel::ui::text::errors::Notice;
use ginnel::ui::text::{
    asking, backup, bring_in, home, keys, lock, lost, mine, note, note_saved, send, settings, take_out, talk,
    updates, versions,
};
use serde_json::json;
use std::collections::BTreeSet;

/// Waits for a notice, brings all of it into the smallest screen, and looks at it there and everywhere.
pub async fn shown(browser: &Browser, eye: &Eye<'_>, notice: &Notice, state: &str) {
    shown_in(browser, eye, ".notice", [notice.happened, notice.next_step], state).await;
}

/// The same of another box with two sentences.
pub async fn shown_in(browser: &Browser, eye: &Eye<'_>, css: &str, parts: [&str; 2], state: &str) {
    browser.resize(Screen(320, 568)).await;
    let (css, words) = (json!(css), json!(parts));
    let whole = format!(
        "const says = (e) => {words}.every((part) => e.innerText.includes(part));
        const box = [...document.querySelectorAll({css})].find(says);
        if (!box) return false;
        box.scrollIntoView({{ block: 'center', behavior: 'instant' }});
        const {{ top, bottom }} = box.getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight"
    );
    browser.wait(parts[0], &whole).await;
    eye.look(state).await;
}

/// The notices that are constants, each with its picture.
const CONSTANTS: &[(&str, &str)] = &[
    ("common::NOT_HERE_YET", "part-not-here-yet"),
    ("errors::LITTLE_ROOM", "trouble-nearly-full"),
    ("errors::FULL", "trouble-full-while-saving"),
    ("errors::TOO_NEW", "trouble-too-new"),
    ("errors::CLOSED", "trouble-closed"),
    ("refusals::TOO_BIG", "refused-too-big"),
    ("refusals::UNREADABLE", "refused-unreadable"),
    ("refusals::SHARED_LOST", "bring-in-shared-lost"),
    ("refusals::LOCKED", "refused-locked"),
    ("refusals::BACKUP", "copy-locked"),
    ("refusals::WRONG_SECRET", "copy-not-opened"),
    ("refusals::NO_KEYS", "refused-no-keys"),
    ("refusals::FOR_DESK", "bring-in-locked-for-a-desk"),
    ("asking::NOT_THIS", "settings-closed-wrong"),
    ("lock::WITH_PHONE_STOPPED", "passkey-gone"),
    ("lock::WITH_PHONE_WRONG", "passkey-wrong"),
    ("lock::QUICK_GONE", "quick-note-erased"),
    ("lock::QUICK_FULL", "quick-note-full"),
    ("errors::GONE_MEANWHILE", "trouble-gone"),
    ("refusals::NO_ROOM", "bring-in-full"),
    ("refusals::NOT_ADDED", "bring-in-not-kept"),
    ("lock::PROOF_WRONG", "password-proof"),
    ("lock::PASSKEY_WORKS", "passkey-works"),
    ("lock::PASSKEY_STOPPED", "passkey-stopped"),
    ("lock::PASSKEY_CANNOT", "passkey-cannot"),
];

/// Sentences of trouble that are no notice of their own, each with its picture.
const LOOSE: &[(&str, &str)] = &[
    (home::MISSING, "home-missing"),
    (mine::MISSING_NEXT, "mine-missing"),
    (mine::BROKEN_NEXT, "trouble-damaged-row"),
    (send::NO_ROOM, "send-no-room"),
    (send::REFUSED, "send-refused"),
    (keys::NOT_SEALED, "send-not-locked"),
    (keys::NONE_TODAY, "send-keys-ran-out"),
    (keys::NOT_USED, "keys-different"),
    (take_out::NOTHING, "take-out-nothing"),
    (note::NOT_COPIED, "note-not-copied"),
    (note_saved::MAY_BE_CLEARED, "saved-may-be-cleared"),
    (lock::WRONG, "locked-wrong"),
    (lock::WRONG_CODE, "locked-code-wrong"),
    (lock::TOO_SHORT, "password-too-short"),
    (lock::COPIED_WRONG, "password-code-not-on-paper"),
    (backup::WRONG, "copy-wrong-password"),
    (updates::FELL_BACK, "fell-back"),
    (lost::NOT_HERE, "lost"),
    (asking::NOT_COPIED, "asking-not-copied"),
    (mine::KEEP_NO, "mine-keep-no"),
    (take_out::TWO_FIRST, "take-out-two-first"),
    (talk::ENOUGH, "talk-enough"),
    (settings::CODE_MISSING, "settings-code-missing"),
    (versions::INCOMPLETE, "versions-incomplete"),
    (keys::NOT_TODAY, "settings-keys-ran-out"),
];

/// A sentence that is made, and its picture.
type Made = (fn() -> String, &'static str);

/// Sentences of trouble that say how many, each with its picture.
const COUNTED: &[Made] = &[
    (|| mine::missing(1), "mine-missing"),
    (|| bring_in::damaged(1), "bring-in-damaged"),
    (|| bring_in::parts_missing(&[2], 3), "bring-in-a-part-missing"),
    (|| bring_in::parts_missing(&[2, 3], 3), "bring-in-two-parts-missing"),
    (|| backup::left_out(1), "copy-draft-too-long"),
];

/// The notices that are said of a value, each with its picture. Nobody calls this: the compiler asks for whatever is new.
mod of_values {
    #![expect(dead_code, reason = "it is read by the compiler and, as a text, by the test below")]

    use ginnel::app::Failure;
    use ginnel::app::asking::NoHelp;
    use ginnel::app::commands::bring_in::NotStaged;
    use ginnel::app::heavy::HeavyError;
    use ginnel::app::open::OpenError;
    use ginnel::app::ports::StoreError;
    use ginnel::exchange::import::Why;
    use ginnel::exchange::read::Refusal;

    fn of_failure(failure: &Failure) -> &'static str {
        match failure {
            Failure::Store(error) => of_store(error),
            // Where a note is changed, `errors::GONE_MEANWHILE` stands in its place.
            Failure::Gone => "bin-emptied-elsewhere",
            Failure::Empty => "trouble-empty",
            Failure::Unchanged => "take-out-nothing",
            Failure::TooLong => "trouble-too-long",
            // A row of more than 4 GiB. The words are those of an error of the store that nobody knows.
            Failure::Sealing => "trouble-unknown",
            Failure::Heavy(error) => of_heavy(*error),
            Failure::PutAway => "trouble-put-away",
            Failure::WrongPassword => "copy-wrong-password",
            Failure::Locked => "trouble-password-elsewhere",
        }
    }

    fn of_store(error: &StoreError) -> &'static str {
        match error {
            StoreError::Unavailable => "trouble-keeps-nothing",
            StoreError::Blocked => "trouble-blocked-while-saving",
            StoreError::TooNew { .. } => "trouble-too-new",
            StoreError::Stale => "trouble-closed",
            StoreError::Quota => "trouble-full-while-saving",
            StoreError::NotKept => "trouble-not-kept",
            StoreError::Taken | StoreError::Unknown(_) => "trouble-unknown",
        }
    }

    fn of_heavy(error: HeavyError) -> &'static str {
        match error {
            HeavyError::Memory => "locked-no-memory",
            HeavyError::Stopped | HeavyError::Refused | HeavyError::Envelope | HeavyError::Wrong => {
                "locked-no-program-beside"
            }
        }
    }

    fn of_opening(error: &OpenError) -> &'static str {
        match error {
            OpenError::Store(StoreError::Unavailable) => "trouble-unavailable",
            OpenError::Store(StoreError::Blocked) => "trouble-blocked",
            // A database of a later build is opened to be read; only a write is refused.
            OpenError::Store(StoreError::TooNew { .. }) => "trouble-too-new",
            OpenError::Store(StoreError::Quota) => "opening-full",
            OpenError::Store(_) | OpenError::Sealing => "opening-failed",
            OpenError::Keys(_) | OpenError::Identity => "trouble-keys-damaged",
        }
    }

    fn of_refusal(refusal: &Refusal) -> &'static str {
        match refusal {
            Refusal::TooBig | Refusal::TooMany => "refused-too-big",
            Refusal::NotJson(_) => "refused-no-file-of-ours",
            Refusal::OtherFormat => "refused-other-program",
            Refusal::Truncated => "refused-cut-off",
            Refusal::NewerVersion(_) => "refused-newer",
            Refusal::DuplicateKey(_)
            | Refusal::NullValue(_)
            | Refusal::BadNumber(_)
            | Refusal::TooLong(_)
            | Refusal::TooDeep(_)
            | Refusal::BadHeader(_)
            | Refusal::BadRevision { .. } => "refused-not-as-it-should-be",
            Refusal::Changed => "refused-changed",
            Refusal::Unsigned => "refused-unsigned",
            Refusal::BadSignature => "refused-not-from-them",
        }
    }

    fn of_no_file(why: &NotStaged) -> &'static str {
        match why {
            NotStaged::Refused(refused) => of_refusal(refused),
            NotStaged::Failed(failure) => of_failure(failure),
            NotStaged::Locked => "refused-locked",
            NotStaged::Backup => "copy-locked",
            NotStaged::WrongSecret => "copy-not-opened",
            NotStaged::NoKeys => "refused-no-keys",
            NotStaged::ForDesk => "bring-in-locked-for-a-desk",
        }
    }

    fn of_waiting(why: Why) -> &'static str {
        match why {
            Why::Damage => "to-look-at-damage",
            Why::OtherKind => "to-look-at-other-kind",
            Why::OtherRecord | Why::Circle => "to-look-at-other-record",
            Why::TakenBack => "to-look-at-taken-back",
            Why::Erased => "to-look-at-erased",
            Why::UnknownAct => "to-look-at-unknown-act",
            Why::Raised => "to-look-at-raised",
            Why::Narrowed => "to-look-at-narrowed",
            Why::Reopened => "to-look-at-reopened",
            Why::NoParent => "to-look-at-no-parent",
            Why::StandsOnWaiting => "to-look-at-stands-on-waiting",
            Why::Issuer => "to-look-at-keys",
        }
    }

    fn of_no_help(why: &NoHelp) -> &'static str {
        match why {
            NoHelp::NotAsked => "asking-not-waiting",
            NoHelp::OtherText => "asking-other-text",
            NoHelp::CutShort => "asking-no-answer",
            NoHelp::Newer => "asking-newer",
            NoHelp::NotOpened => "asking-not-opened",
            NoHelp::Failed(failure) => of_failure(failure),
            NoHelp::Door(error) => of_opening(error),
        }
    }
}

/// The names of pictures in this file: whatever is quoted here in small letters and hyphens.
fn named() -> BTreeSet<&'static str> {
    let is_name =
        |text: &&str| text.contains('-') && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    include_str!("sentences.rs").split('"').filter(is_name).collect()
}

/// What the files of a folder say, those called `but` left out.
fn texts(folder: &str, but: &str) -> Vec<(String, String)> {
    let files =
        std::fs::read_dir(root().join(folder)).expect("a folder").map(|file| file.expect("a file").path());
    let named = files.filter_map(|path| {
        let name = path.file_stem()?.to_str()?.to_owned();
        Some((name, std::fs::read_to_string(&path).ok()?))
    });
    named.filter(|(name, _)| name != but).collect()
}

#[test]
fn every_sentence_of_trouble_has_a_picture_that_some_journey_takes() {
    let journeys = texts("tests/e2e", "sentences");
    let is_taken = |name: &str| journeys.iter().any(|(_, text)| text.contains(&format!("\"{name}\"")));
    let mut names = named();
    names.extend(LOOSE.iter().map(|(_, picture)| *picture));
    names.extend(COUNTED.iter().map(|(_, picture)| *picture));
    let untaken: Vec<&&str> = names.iter().filter(|name| !is_taken(name)).collect();
    assert!(names.len() >= 40 && untaken.is_empty(), "no journey takes {untaken:?}, of {}", names.len());

    let mut constants = BTreeSet::new();
    for (file, text) in texts("src/ui/text", "") {
        let before = text.split(": Notice =").map(|before| before.rsplit(' ').next().unwrap_or_default());
        let found: Vec<&str> = before.collect();
        constants.extend(found[..found.len() - 1].iter().map(|name| format!("{file}::{name}")));
    }
    let known: BTreeSet<String> = CONSTANTS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(constants, known, "each notice in src/ui/text, and its picture");
}
