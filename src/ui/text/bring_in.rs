//! Bring in: a file that somebody sent.

use super::counts::{and, count};

/// Name of the page.
pub const BRING_IN: &str = "Bring in";
/// Under the heading.
pub const LEAD: &str = "A file that somebody sent you, or a copy of your own. You see what is in it first.";
/// The main button: opens the phone's own chooser.
pub const CHOOSE: &str = "Choose a file";
/// Under it, where one can.
pub const DROP: &str = "You can also drop files here.";
/// Fold: what came as the words of a message.
pub const PASTE: &str = "Or paste its text";
/// What then.
pub const PASTE_HINT: &str = "Paste all of it. It is read at once.";
/// While a file is read.
pub const READING: &str = "Reading the file. A long one takes a moment.";
/// While it is kept.
pub const ADDING: &str = "Adding it…";
/// Takes it in.
pub const ADD: &str = "Add to my notebook";
/// Does not.
pub const LEAVE: &str = "Leave it";
/// Nothing in it is new.
pub const ALL_KNOWN: &str = "All of this is in your notebook already.";
/// The file says nothing of its maker.
pub const NOBODY: &str = "It does not say who made it";
/// Heading of a report.
pub const WHAT_IS_IN_IT: &str = "What is in it";
/// An area pack.
pub const AREA_SETTINGS: &str = "Area settings";
/// Notes of a colleague.
pub const NOTES_FILE: &str = "Notes";
/// A worker's own copy.
pub const BACKUP: &str = "A copy of a notebook";
/// A notebook that was saved when its app did not start.
pub const RESCUED: &str = "A rescued notebook";
/// A file for the practice notebook only, or of a later build.
pub const OTHER_FILE: &str = "A file";
/// After the command's yes.
pub const ADDED: &str = "Added to your notebook";
/// After one's own notebook came back: what is here now stands beside it.
pub const EVERYTHING_BACK: &str = "Everything is back.";
/// Its notes lie open on a phone without a password.
pub const SET_PASSWORD: &str = "Set a password on this phone now. Your Only me notes are here too.";
/// This phone becomes one of that worker's.
pub const JOINS: &str = "After this, what you write here goes on under the same code.";
/// It stays somebody else's.
pub const OF_ANOTHER: &str =
    "Files were sent from this phone under another code. So these notes come in as somebody else’s.";
/// After an undo.
pub const TAKEN_OUT: &str = "The file is taken out again";
/// Heading over earlier files.
pub const BEFORE: &str = "Brought in before";
/// A file of which the entry is damaged.
pub const UNREAD: &str = "A file whose entry cannot be read. What it brought is here.";
/// Nothing was.
pub const NONE_BEFORE: &str = "No files yet";
/// What will stand here.
pub const NONE_BEFORE_NEXT: &str =
    "Files that you bring in are listed here. You can take each one out again.";
/// Hides what only that file brought.
pub const TAKE_OUT: &str = "Take this file out again";
/// What that does.
pub const TAKE_OUT_HINT: &str = "What only this file brought goes. Your own notes stay.";
/// To the list of what waits.
pub const TO_LOOK_AT: &str = "To look at";
/// The practice notebook.
pub const PRACTICE: &str = "This is the practice notebook.";
/// What follows.
pub const PRACTICE_NEXT: &str = "A file you add here goes when you delete the practice notebook.";

/// Who made the file and when.
pub fn from(author: Option<&str>, day: &str) -> String {
    match author {
        Some(author) => format!("From {author}, made {day}"),
        None => format!("{NOBODY}, made {day}"),
    }
}

/// One part of several.
pub fn part(part: u32, parts: u32) -> String {
    format!("Part {part} of {parts}")
}

/// Parts of a file that others of it wait for.
pub fn parts_missing(missing: &[u32], parts: u32) -> String {
    let which: Vec<String> = missing.iter().map(u32::to_string).collect();
    match missing {
        [_] => {
            format!("Part {} of {parts} is not here yet. Bring it in too. What came is kept.", and(&which))
        }
        _ => format!(
            "Parts {} of {parts} are not here yet. Bring them in too. What came is kept.",
            and(&which)
        ),
    }
}

/// How many more files were chosen.
pub fn more(n: usize) -> String {
    match n {
        1 => "1 more file to look at after this one".to_owned(),
        n => format!("{n} more files to look at after this one"),
    }
}

/// New records of a kind, by the kind's code.
pub fn of_kind(kind: &str, n: usize) -> String {
    match kind {
        "engagement" => count(n, "new note", "new notes"),
        "response" => count(n, "new talking point", "new talking points"),
        "organisation" => count(n, "new group", "new groups"),
        "area" => count(n, "new area", "new areas"),
        "place" => count(n, "new place", "new places"),
        "words" => count(n, "list of words", "lists of words"),
        "prompt_set" => count(n, "set of questions", "sets of questions"),
        "prompt" => count(n, "new question", "new questions"),
        "keys" => count(n, "set of keys", "sets of keys"),
        "rules" => count(n, "set of rules", "sets of rules"),
        _ => count(n, "newer thing", "newer things"),
    }
}

/// The report in one line: what is new by kind, changes of what is here, unfinished writing, what is known, what waits.
pub fn report(new: &[String], changes: usize, drafts: usize, known: usize, waiting: usize) -> String {
    let mut parts = new.to_vec();
    if changes > 0 {
        parts.push(count(changes, "change", "changes"));
    }
    if drafts > 0 {
        parts.push(count(drafts, "draft", "drafts"));
    }
    if known > 0 {
        parts.push(format!("{known} known"));
    }
    if waiting > 0 {
        parts.push(format!("{waiting} to look at"));
    }
    and(&parts)
}

/// What of a rescued notebook could not be read.
pub fn damaged(n: usize) -> String {
    match n {
        1 => "1 piece is damaged and cannot be read. All others can.".to_owned(),
        n => format!("{n} pieces are damaged and cannot be read. All others can."),
    }
}

/// What waits, after the file was added.
pub fn waits(n: usize) -> String {
    match n {
        1 => "1 thing waits for you to look at.".to_owned(),
        n => format!("{n} things wait for you to look at."),
    }
}

/// A file that was brought in before.
pub fn brought(from: &str, what: &str, day: &str) -> String {
    if from.is_empty() {
        format!("{what}, brought in {day}")
    } else {
        format!("{what} from {from}, brought in {day}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_one_line() {
        let new = [of_kind("engagement", 3), of_kind("organisation", 1)];
        assert_eq!(report(&new, 0, 0, 12, 1), "3 new notes, 1 new group, 12 known and 1 to look at");
        assert_eq!(report(&[], 2, 1, 0, 0), "2 changes and 1 draft");
    }
}
