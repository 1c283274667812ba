//! Whose keys lock the files that are sent: confirming them, changing them, and who can open a file.

use super::{counts, days};
use chrono::NaiveDate;

/// Title where nobody was confirmed yet, and where nothing is asked.
pub const KEYS: &str = "Keys that lock your files";
/// Title where somebody else's would come in their place.
pub const CHANGE: &str = "Other keys want to lock your files";
/// Above what the file says of itself.
pub const SAYS: &str = "A file names keys to lock your files with. It says that it is from:";
/// It says nothing.
pub const SAYS_NOTHING: &str = "It does not say who made it.";
/// Heading over the words.
pub const SIX_WORDS: &str = "Compare six words";
/// Why they are compared.
pub const WHY: &str = "Anyone can write any name in a file. Only the right sender has the same six words.";
/// How, one step each.
pub const HOW: [&str; 3] = [
    "Ring your coordinator. Use a number that you had before this file came.",
    "Let them read their six words to you. Do not read yours first.",
    "Look at each word. All six must be the same, and in the same order.",
];
/// Confirms them.
pub const SAME: &str = "The words are the same";
/// Leaves them as they are.
pub const DIFFERENT: &str = "They are different";
/// Asks another time.
pub const NOT_NOW: &str = "I cannot ask now";
/// What another answer would be needed for.
pub const UNTIL_THEN: &str = "If you confirm the new keys, the ones before stop at once.";
/// The words were different.
pub const NOT_USED: &str = "These keys are not used. Nothing has changed.";
/// What to do then.
pub const NOT_USED_NEXT: &str =
    "Tell your coordinator that somebody sent you keys. Then leave them out under To look at.";
/// Past it.
pub const GO_ON: &str = "Go on";
/// They are confirmed.
pub const CONFIRMED: &str = "Confirmed";
/// To the question.
pub const COMPARE: &str = "Compare six words";

/// Heading in Send.
pub const WHO_OPENS: &str = "Who can open the file";
/// Of a file, and of files.
pub const NOT_LOCKED: &str = "It is not locked. Anyone who gets the file can read it.";
/// The other choice.
pub const PLAIN: &str = "Send it without a lock";
/// What that means.
pub const PLAIN_WHY: &str = "Anyone who gets the file can read it.";
/// Makes it.
pub const MAKE_PLAIN: &str = "Make it without a lock";
/// Keys are confirmed, and fewer than two can be used.
pub const NONE_TODAY: &str = "The file cannot be locked today.";
/// Why, and what to do.
pub const NONE_TODAY_NEXT: &str =
    "It takes two keys of your coordinator, and they are not there. Ask for new area settings.";
/// It could not be locked.
pub const NOT_SEALED: &str = "The file could not be locked, so there is none.";
/// What to do.
pub const NOT_SEALED_NEXT: &str = "Try again. If it fails, close Ginnel and open it. Your notes are safe.";
/// Keys wait, and there are none yet.
pub const WAIT: &str = "Keys to lock your files with wait for your word.";
/// Keys wait beside those in force.
pub const OTHERS_WAIT: &str = "Other keys wait for your word. This file is locked with the ones before.";

/// Heading in Settings.
pub const SETTINGS: &str = "Files you send";
/// None were confirmed.
pub const NONE: &str = "Files you send are not locked. Anyone who gets one can read it.";
/// How to change that.
pub const NONE_NEXT: &str =
    "Your coordinator can send you area settings with keys. Bring that file in, then compare six words.";
/// Above the list of keys.
pub const LOCKED_FOR: &str = "Files you send are locked for:";
/// The keys are there, and too few can be used.
pub const NOT_TODAY: &str =
    "Files you send cannot be locked today. Two keys are needed. Ask for new area settings.";
/// A report on a file says so.
pub const IN_FILE: &str =
    "It names keys to lock your files with. They wait until you have compared six words.";

/// Who has a key, where the settings do not say.
const NAMELESS: &str = "a key without a name";

/// Whom keys belong to, in a sentence.
pub fn all(labels: impl Iterator<Item = String>) -> String {
    let name = |label: String| if label.trim().is_empty() { NAMELESS.to_owned() } else { label };
    counts::and(&labels.map(name).collect::<Vec<_>>())
}

/// Whom a file would be locked for.
pub fn would_lock(all: &str) -> String {
    format!("The keys would lock them for {all}.")
}

/// Whom it is locked for.
pub fn only(all: &str) -> String {
    format!("It is locked for {all}. Nobody else can open it, and you cannot either.")
}

/// What holds while another issuer asks.
pub fn still(all: &str) -> String {
    match all {
        "" => "Until you decide, nothing changes.".to_owned(),
        all => format!("Until you decide, your files stay locked for {all}."),
    }
}

/// What holds from now on; nothing where it is said below.
pub fn from_now_on(all: &str) -> String {
    match all {
        "" => String::new(),
        all => format!("From now on the files you send are locked for {all}."),
    }
}

/// One key and its days.
pub fn key(label: &str, from: Option<NaiveDate>, until: Option<NaiveDate>, today: NaiveDate) -> String {
    let name = if label.trim().is_empty() { NAMELESS } else { label };
    let from = from.map(|day| format!(", from {}", days::date(day, today)));
    let until = until.map(|day| format!(", until {}", days::date(day, today)));
    [Some(name.to_owned()), from, until].into_iter().flatten().collect()
}

/// When somebody compared the words.
pub fn since(day: &str) -> String {
    format!("You compared the six words {day}.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_short() {
        let some = "Desk and Deputy";
        let said = [would_lock(some), only(some), still(some), still(""), from_now_on(some)];
        let fixed = [
            SAYS,
            WHY,
            UNTIL_THEN,
            NOT_USED,
            NOT_USED_NEXT,
            NOT_LOCKED,
            NONE_TODAY_NEXT,
            NOT_SEALED,
            NOT_SEALED_NEXT,
            WAIT,
            OTHERS_WAIT,
            NONE,
            NONE_NEXT,
            NOT_TODAY,
            IN_FILE,
        ];
        for line in said.iter().map(String::as_str).chain(fixed).chain(HOW) {
            for sentence in line.split_inclusive(['.', '?']) {
                assert!(sentence.split_whitespace().count() <= 20, "{sentence}");
            }
        }
    }

    #[test]
    fn a_key_is_said_with_its_days() {
        let day = |text: &str| text.parse().ok();
        let today = "2026-01-19".parse().unwrap();
        assert_eq!(key("Desk", None, None, today), "Desk");
        assert_eq!(key("Desk", day("2026-01-01"), None, today), "Desk, from 1 January");
        let until = "Desk, from 1 January, until 30 June 2027";
        assert_eq!(key("Desk", day("2026-01-01"), day("2027-06-30"), today), until);
        assert_eq!(key(" ", None, day("2026-02-01"), today), "a key without a name, until 1 February");
        let names = ["Desk", "", "Deputy"].map(str::to_owned);
        assert_eq!(all(names.into_iter()), "Desk, a key without a name and Deputy");
    }
}
