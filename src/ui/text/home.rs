//! Home, and the practice notebook's banner.

/// The heading, with the worker's code.
pub fn welcome(code: &str) -> String {
    if code.is_empty() { "Good to see you".to_owned() } else { format!("Good to see you, {code}") }
}

/// Over every page of Home in the practice notebook.
pub const PRACTICE: &str = "This is the practice notebook.";
/// What that means.
pub const PRACTICE_NEXT: &str =
    "Everything in it is invented. Try anything: your own notebook is not touched.";
/// Back to one's own notebook.
pub const LEAVE_PRACTICE: &str = "Leave practice";

/// Rows were here once and are not any more.
pub const MISSING: &str = "Some of what was here is missing.";
/// What to do then.
pub const MISSING_NEXT: &str =
    "This phone may have lost a part of your notebook. Send what is here now, and tell your coordinator.";
/// To where all of that stands.
pub const MISSING_LINK: &str = "See what is here";

/// Asked once, on an opening after a file was handed over. `when` is `yesterday`, or a date.
pub fn did_it_go(when: &str) -> String {
    format!("Did the file from {when} go?")
}

/// It went.
pub const IT_WENT: &str = "Yes";
/// It did not: on to Send.
pub const IT_DID_NOT: &str = "No, show me";
/// Neither.
pub const NOT_SURE: &str = "Not sure";

/// Much, or what is old, is in no file and in no copy.
pub const ONLY_HERE: &str = "Some notes are only on this phone.";

/// Begun and not saved.
pub const DRAFTS: &str = "Not saved yet";
/// Its tag: a new note.
pub const DRAFT_NOTE: &str = "A new note";
/// Its tag: a change.
pub const DRAFT_CHANGE: &str = "A change";
/// Its tag: a conversation.
pub const DRAFT_TALK: &str = "A talk";
/// It has no words.
pub const DRAFT_EMPTY: &str = "Begun, no words yet";

/// Two versions of a record.
pub const CONFLICTS: &str = "Two versions to look at";
/// Saved, and something is missing.
pub const UNFINISHED: &str = "Finish later";
/// Open promises.
pub const PROMISES: &str = "Promises";
/// People who were not told what happened.
pub const OWED: &str = "Who is waiting to hear";
/// The latest notes.
pub const RECENT: &str = "Lately";
/// To Find.
pub const SEE_ALL: &str = "See all";

/// Brings the others, after the first few of a list.
pub fn more(n: usize) -> String {
    format!("Show {n} more")
}

/// To whom a promise was made.
pub fn to(name: &str) -> String {
    format!("To {name}")
}

/// The day it was promised for.
pub fn by_day(day: &str) -> String {
    format!("By {day}")
}

/// While the log is still being read.
pub const STILL_OPENING: &str = "Still opening older notes…";
/// No note yet.
pub const EMPTY: &str = "Your notes will stand here";
/// What to do about it.
pub const EMPTY_TEXT: &str = "Write down what people told you, and what you promised them.";
