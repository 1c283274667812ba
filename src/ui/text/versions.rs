//! Words of the pages that show versions: all of a record, or two to choose from.

/// Title of the list.
pub const VERSIONS: &str = "Versions";
/// What the list is.
pub const LEAD: &str = "Each time it was saved, latest first.";
/// Mark of the current one.
pub const NOW: &str = "As it is now";
/// The first version.
pub const FIRST: &str = "First written";
/// A changed one.
pub const CHANGED: &str = "Changed";
/// Nothing but the time of saving.
pub const SAVED_AGAIN: &str = "Saved again, with nothing changed";
/// Taken back.
pub const TAKEN_BACK: &str = "Taken back";
/// Out of the bin again.
pub const BROUGHT_BACK: &str = "Brought back";
/// Words were taken out.
pub const TAKEN_OUT: &str = "Words taken out for good";
/// Erased.
pub const ERASED: &str = "All of it taken out for good";
/// Something a later build did.
pub const SOMETHING_NEWER: &str = "Something a newer Ginnel did";
/// Some of it was closed or never came.
pub const INCOMPLETE: &str = "Some of these words were taken out, or did not come with the file.";
/// Before a value that was replaced.
pub const BEFORE: &str = "Before";
/// Before the value that replaced it.
pub const AFTER: &str = "After";
/// A value that was not there before.
pub const ADDED: &str = "Added";
/// A value that is not there any more.
pub const REMOVED: &str = "Removed";
/// Spoken before words that went.
pub const GONE_FROM_HERE: &str = "removed:";
/// Spoken before words that came.
pub const NEW_FROM_HERE: &str = "added:";
/// Spoken before words that only one of two versions has.
pub const ONLY_HERE: &str = "only here:";
/// Spoken after both.
pub const END_OF_CHANGE: &str = "end of change";

/// Title of the page for two versions.
pub const TWO: &str = "Two versions";
/// What happened.
pub const TWO_LEAD: &str = "This was changed in two places. Nothing is lost. Which one shall it be?";
/// Nothing to settle.
pub const SETTLED: &str = "There is one version now.";
/// Where to go then.
pub const SETTLED_NEXT: &str = "Nothing is left to decide.";
/// To the note.
pub const OPEN_NOTE: &str = "Open it";
/// A version of this phone.
pub const FROM_HERE: &str = "Written on this phone";
/// A version of another.
pub const FROM_ELSEWHERE: &str = "Written elsewhere";
/// A version without words.
pub const SIDE_TAKEN_BACK: &str = "Here it was taken back.";
/// A field that only the other side has.
pub const NOT_IN_THIS_ONE: &str = "Not in this one";
/// The same in all.
pub const SAME: &str = "The same in both";
/// Takes this version.
pub const KEEP_THIS: &str = "Keep this one";
/// What becomes of the other.
pub const KEEP_THIS_HINT: &str = "The other stays under Versions.";
/// Two records of it.
pub const KEEP_BOTH: &str = "Keep both";
/// By hand.
pub const TOGETHER: &str = "Put together";
/// What that does.
pub const OTHER_WAYS: &str = "Keep both makes two notes. Put together opens one with the words of both.";
/// Said after.
pub const KEPT: &str = "Kept";

/// The heading of one side.
pub fn side(n: usize) -> String {
    format!("Version {n}")
}

/// A change of who may see it.
pub fn shared(before: &str, after: &str) -> String {
    format!("Who it is for: {before}, then {after}")
}
