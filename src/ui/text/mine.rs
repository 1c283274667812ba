//! Mine: is my data safe, and where one's own things are.

use super::counts::{and, count, notes, responses};
use crate::app::ports::Table;
use crate::app::queries::damaged::Damaged;
use crate::app::rows::name;

/// Heading of the card.
pub const IS_IT_SAFE: &str = "Is my data safe?";
/// An empty notebook.
pub const NOTHING_YET: &str = "Nothing is on this phone yet.";
/// While older rows are read.
pub const COUNTING: &str = "Still opening older notes…";
/// True of every notebook without a password.
pub const ANYONE: &str = "Anyone who opens this phone can read your notes.";
/// What helps.
pub const ANYONE_NEXT: &str = "Keep a lock on the phone itself. We have no copy.";
/// No file left yet.
pub const NEVER_SENT: &str = "Nothing has been sent from here yet.";

/// The next step: install.
pub const INSTALL: &str = "Put Ginnel on your home screen";
/// Why.
pub const INSTALL_WHY: &str = "A browser tab on this phone may lose notes after seven days.";
/// How.
pub const INSTALL_HOW: &str = "Tap Share, then Add to Home Screen. Then open Ginnel from there.";
/// The next step: send.
pub const SEND: &str = "Send a file";
/// The next step: keep.
pub const KEEP: &str = "Keep my notes";
/// Why.
pub const KEEP_WHY: &str = "Your phone may clear notes when it runs out of room.";
/// The phone said no.
pub const KEEP_NO: &str = "Your phone did not agree yet. Put Ginnel on the home screen, then try again.";
/// The phone said yes.
pub const KEEP_YES: &str = "Your phone has agreed to keep your notes.";
/// Nothing to do.
pub const ALL_SENT: &str = "All sent";
/// Whose word that is.
pub const ALL_SENT_WHY: &str = "As far as you told us. Everything for your coordinator has gone.";
/// The practice notebook.
pub const PRACTICE: &str = "This is the practice notebook. Nothing in it is real.";

/// A row that cannot be read.
pub const BROKEN_NEXT: &str = "The others are not touched. Send a file now, to be safe. Then save all of it in a file, and ask for help.";
/// Rows that are gone.
pub const MISSING_NEXT: &str = "The phone may have lost some. Send what is here now, and tell your coordinator. Then bring in your last copy or file.";

/// Key of a line.
pub const KEPT: &str = "Kept by the phone";
/// It promised.
pub const KEPT_YES: &str = "Yes";
/// It did not.
pub const KEPT_NO: &str = "It may clear them when it is full";
/// It does not say.
pub const KEPT_UNKNOWN: &str = "This phone does not say";
/// Key of a line.
pub const RUNS: &str = "Where it runs";
/// From the home screen.
pub const INSTALLED: &str = "On your home screen";
/// In the browser.
pub const IN_A_TAB: &str = "In a browser tab";
/// Key of a line.
pub const ROOM: &str = "Room left";
/// Key of a line.
pub const VERSION: &str = "Version";

/// Detail of a way on.
pub const SEND_DETAIL: &str = "Look at what leaves, then hand it over";
/// Name of a way on.
pub const BRING_IN: &str = "Bring in";
/// Detail of it.
pub const BRING_IN_DETAIL: &str = "A file somebody sent you, or your copy";
/// Name of a way on.
pub const TO_LOOK_AT: &str = "To look at";
/// Name of a way on.
pub const BIN: &str = "Bin";
/// Name of a way on.
pub const SETTINGS: &str = "Settings";
/// Name of a way on.
pub const HELP: &str = "Help";
/// Detail of it.
pub const HELP_DETAIL: &str = "Danger, worry, a lost phone, how this works";
/// Nothing there.
pub const NONE: &str = "Nothing there";

/// And where there is something, but none of it opens.
pub const NONE_OPENS: &str = "No note on this phone can be read now.";

/// What is on this phone.
pub fn on_this_phone(n_notes: usize, n_responses: usize, drafts: usize) -> String {
    let mut parts = Vec::new();
    if n_notes > 0 {
        parts.push(notes(n_notes));
    }
    if n_responses > 0 {
        parts.push(responses(n_responses));
    }
    if drafts > 0 {
        parts.push(count(drafts, "draft", "drafts"));
    }
    let one = n_notes + n_responses + drafts == 1;
    if parts.is_empty() {
        NOTHING_YET.to_owned()
    } else {
        format!("{} {} on this phone", and(&parts), if one { "is" } else { "are" })
    }
}

/// The last file, in the worker's own word.
pub fn last_sent(day: &str, to: &str) -> String {
    if to.is_empty() {
        format!("Last sent {day}. You told us.")
    } else {
        format!("Last sent {day} to {to}. You told us.")
    }
}

/// The last file was handed over and nobody said more.
pub fn last_handed(day: &str) -> String {
    format!("A file was handed over {day}. You did not say if it went.")
}

/// What has not left.
pub fn unsent(n: usize) -> String {
    match n {
        0 => String::new(),
        1 => "1 is not sent yet.".to_owned(),
        n => format!("{n} are not sent yet."),
    }
}

/// Rows that cannot be read.
pub fn broken(n: usize) -> String {
    match n {
        1 => "1 piece of this notebook could not be read.".to_owned(),
        n => format!("{n} pieces of this notebook could not be read."),
    }
}

/// What a row was that cannot be read, as far as it can be told.
pub fn damaged(damaged: &Damaged) -> String {
    let id = damaged.id.as_str();
    let about = |prefix: &str| id.starts_with(prefix);
    match (damaged.table, &damaged.of) {
        (Table::Log, Some(line)) if !line.headline.is_empty() => {
            format!("An earlier version of “{}”. What it says now is here.", line.headline)
        }
        (Table::Log, _) => {
            let number: String = id.chars().take(8).collect();
            format!("A note, or a version of one. Its number begins with {number}.")
        }
        (Table::Drafts, _) => "A draft.".to_owned(),
        (Table::Meta, _) if id == name::PROFILE => "Your settings. Set them again under Settings.".to_owned(),
        (Table::Meta, _) if about(name::BATCH) => {
            "What we knew of a file you brought in. What it brought is here.".to_owned()
        }
        (Table::Meta, _) if about(name::SENT) => "What we knew of a file you made.".to_owned(),
        (Table::Meta, _) if about(name::WAITING) => "A thing to look at.".to_owned(),
        (Table::Meta, _) => "A mark of Ginnel’s own. None of your words were in it.".to_owned(),
    }
}

/// Rows that are gone.
pub fn missing(n: u64) -> String {
    match n {
        1 => "1 piece of this notebook is missing.".to_owned(),
        n => format!("{n} pieces of this notebook are missing."),
    }
}

/// What is in no file that went and in no copy.
pub fn only_here(n: usize) -> String {
    match n {
        1 => "1 of your notes is only on this phone.".to_owned(),
        n => format!("{n} of your notes are only on this phone."),
    }
}

/// How many wait.
pub fn things(n: usize) -> String {
    if n == 0 { NONE.to_owned() } else { count(n, "thing", "things") }
}

/// How many lie in the bin.
pub fn in_bin(n: usize) -> String {
    if n == 0 { NONE.to_owned() } else { format!("{} taken back", notes(n)) }
}

/// The worker's code.
pub fn your_code(code: &str) -> String {
    if code.is_empty() { String::new() } else { format!("Your code is {code}") }
}

/// Room in bytes, roughly.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a rough figure for people, never negative"
)]
pub fn room(bytes: f64) -> String {
    let megabytes = (bytes.max(0.0) / 1_000_000.0) as u64;
    if megabytes >= 1_000 {
        format!("About {} GB", megabytes / 1_000)
    } else {
        format!("About {megabytes} MB")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_here_is_said_in_words() {
        assert_eq!(on_this_phone(0, 0, 0), NOTHING_YET);
        assert_eq!(on_this_phone(1, 0, 0), "1 note is on this phone");
        assert_eq!(on_this_phone(12, 1, 2), "12 notes, 1 talking point and 2 drafts are on this phone");
        assert_eq!(room(2_400_000_000.0), "About 2 GB");
        assert_eq!(room(4_000_000.0), "About 4 MB");
    }

    #[test]
    fn a_row_that_cannot_be_read_is_named() {
        let say = |table, id: &str| damaged(&Damaged { table, id: id.to_owned(), of: None });
        let note = say(Table::Log, "18fe5dae-c3f6-40f7-81e3-85211ceaa41b");
        assert_eq!(note, "A note, or a version of one. Its number begins with 18fe5dae.");
        let all = ["profile", "batch.x", "sent.x", "waiting.x", "turn"].map(|id| say(Table::Meta, id));
        let distinct: std::collections::BTreeSet<_> = all.iter().collect();
        assert_eq!(distinct.len(), all.len());
    }
}
