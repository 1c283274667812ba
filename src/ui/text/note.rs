//! Words of the page that shows a note, an answer or a group.

use super::counts::count;

/// Title of the page.
pub const NOTE: &str = "Note";
/// Title of the page for a group.
pub const GROUP: &str = "Group";
/// Title of the page for an answer.
pub const RESPONSE: &str = "Talking point";

/// A true value.
pub const YES: &str = "Yes";
/// A false value.
pub const NO: &str = "No";
/// A name of a record that is not here.
pub const NOT_HERE: &str = "Not on this phone";
/// The name of a field of a later build.
pub const NEWER: &str = "From a newer Ginnel";
/// A value of a later build that is no text.
pub const KEPT_AS_IT_IS: &str = "Kept as it is";
/// One promise.
pub const ONE_PROMISE: &str = "A promise";
/// After a quotation.
pub const READ_BACK: &str = "read back to them";
/// Where a note is about the area as a whole.
pub const WHOLE_AREA: &str = "The whole area";

/// Heading over the groups.
pub const GROUPS: &str = "Groups";
/// Heading over the quotations.
pub const THEIR_WORDS: &str = "Their words";
/// Heading over the promises.
pub const PROMISES: &str = "Promises";
/// Heading over the answers.
pub const TALKED: &str = "What they said to talking points";
/// Heading over everything else.
pub const MORE: &str = "More";
/// Heading over who may see it.
pub const WHO_SEES: &str = "Who can see it";
/// Heading over a group's notes.
pub const NOTES: &str = "Notes about them";
/// Where a group has none.
pub const NO_NOTES: &str = "No notes about them yet.";
/// Heading over a group's wishes.
pub const WISHES: &str = "What they have asked for";
/// Leads from an answer to its note.
pub const ITS_NOTE: &str = "The note it belongs to";

/// The promise is done.
pub const KEPT: &str = "Kept";
/// Something else was agreed.
pub const CHANGED: &str = "Changed";
/// It was given up.
pub const LET_GO: &str = "Let go";
/// The field for the word why.
pub const WHY: &str = "A word why";
/// Shuts that field again.
pub const NOT_NOW: &str = "Not now";
/// Somebody is owed word of what happened.
pub const OWED: &str = "They have not heard yet what happened.";
/// They were told.
pub const TOLD: &str = "I told them";
/// Said after it.
pub const TOLD_DONE: &str = "They know what happened";
/// Puts a promise back to open.
pub const OPEN_AGAIN: &str = "Open again";
/// They were told before.
pub const TOLD_BEFORE: &str = "They have heard what happened.";

/// Opens a note like this one.
pub const REPEAT: &str = "Repeat";
/// Opens talking points for this note.
pub const TALK_ABOUT: &str = "Talk about this";
/// A new note about a group.
pub const NEW_NOTE_HERE: &str = "New note here";
/// Copies the note.
pub const COPY: &str = "Copy as text";
/// Said when it was copied.
pub const COPIED: &str = "Copied";
/// Said when the browser would not.
pub const NOT_COPIED: &str = "This browser will not copy.";
/// Where the words can be had then.
pub const NOT_COPIED_NEXT: &str = "Press on the words, select them, and copy them.";
/// Prints the note.
pub const PRINT: &str = "Print";
/// Takes the note back.
pub const TAKE_BACK: &str = "Take back";
/// Leads to taking words out for good.
pub const TAKE_OUT: &str = "Take out for good";
/// Said after taking back.
pub const TAKEN_BACK: &str = "Taken back";
/// What taking back does, for what came from elsewhere.
pub const NOT_WRITTEN_HERE: &str =
    "Somebody else wrote this. If you take it back, it leaves this phone. Other phones wait for its writer.";

/// Notice: two versions.
pub const TWO_VERSIONS: &str = "There are two versions of this.";
/// What to do about them.
pub const TWO_VERSIONS_NEXT: &str = "It was changed in two places. You see the later one. Both are kept.";
/// Leads to them.
pub const LOOK_AT_BOTH: &str = "Look at both";
/// Notice: two versions were put together.
pub const PUT_TOGETHER: &str = "This was changed in two places.";
/// What was done about it.
pub const PUT_TOGETHER_NEXT: &str =
    "Both changes fit, so you see them together. The next time you save, they become one.";
/// Notice: taken back, and still in the bin.
pub const IN_BIN: &str = "This was taken back.";
/// What can be done.
pub const IN_BIN_NEXT: &str = "It is in your bin until you empty it.";
/// What is the case when the words are gone.
pub const BIN_EMPTIED: &str = "Its words are not on this phone any more.";
/// Notice: erased.
pub const ERASED: &str = "This was taken out for good.";
/// What that means.
pub const ERASED_NEXT: &str = "Its words are gone from this phone. The next file you send asks for it back.";
/// Brings a note back out of the bin.
pub const BRING_BACK: &str = "Bring back";
/// Said after it.
pub const BROUGHT_BACK: &str = "Brought back";
/// Notice: a kind of a later build.
pub const NEWER_KIND: &str = "This came from a newer Ginnel.";
/// What is done with it.
pub const NEWER_KIND_NEXT: &str = "It is kept, and it travels with your files.";

/// It has not left.
pub const ON_THIS_PHONE: &str = "Saved on this phone.";
/// A response is no wider than its note.
pub const AS_ITS_NOTE: &str = "It goes no further than the note it belongs to.";

/// The link to the versions.
pub fn versions(n: usize) -> String {
    format!("Versions ({n})")
}

/// It went, as the worker said.
pub fn sent(day: &str) -> String {
    format!("Sent {day} (you told us).")
}

/// It came from elsewhere.
pub fn brought(from: &str) -> String {
    if from.is_empty() { "Brought in from a file.".to_owned() } else { format!("Brought in from {from}.") }
}

/// Fields of a later build.
pub fn unknown(n: usize) -> String {
    let things = count(n, "thing", "things");
    let kept = if n == 1 { "It is kept." } else { "They are kept." };
    format!("This holds {things} from a newer Ginnel. {kept}")
}

/// A quotation.
pub fn quoted(words: &str) -> String {
    format!("“{words}”")
}

/// A step of a scale.
pub fn step(step: &impl std::fmt::Display) -> String {
    format!("{step} of 5")
}

/// To whom a promise was made.
pub fn to(whom: &str) -> String {
    format!("to {whom}")
}

/// For when a promise was made.
pub fn by_day(day: &str) -> String {
    format!("by {day}")
}

/// With whom.
pub fn with(whom: &str) -> String {
    format!("With {whom}")
}

/// Said after a promise was settled.
pub fn settled(state: &str) -> String {
    format!("Promise: {state}")
}

/// What a group has asked for, as a sentence; a wish of a later build as it came.
pub fn wish(code: &str) -> String {
    match code {
        "do_not_name" => "They asked not to be named. Files say “a small group”.",
        "ask_before_writing" => "They asked you to ask before you write.",
        "no_more_visits" => "They asked for no more visits.",
        other => other,
    }
    .to_owned()
}

/// When they asked.
pub fn asked_on(day: &str) -> String {
    format!("Asked on {day}.")
}
