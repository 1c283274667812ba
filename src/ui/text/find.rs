//! Words of Find.

use super::counts::count;

/// Label of the field.
pub const LABEL: &str = "Any words you remember";
/// Its hint.
pub const HINT: &str = "In any order, with or without capitals and accents.";
/// Fold of the filters.
pub const NARROW: &str = "Narrow it down";
/// Filter by place.
pub const PLACE: &str = "Where";
/// Filter by party.
pub const WITH: &str = "With whom";
/// Filter by kind.
pub const KIND: &str = "What";
/// Notes.
pub const NOTES: &str = "Notes";
/// Answers.
pub const RESPONSES: &str = "Talking points";
/// Groups.
pub const GROUPS: &str = "Groups";
/// Filter by time.
pub const WHEN: &str = "When";
/// Since Monday.
pub const THIS_WEEK: &str = "This week";
/// Since the first of the month.
pub const THIS_MONTH: &str = "This month";
/// Puts everything back.
pub const START_AGAIN: &str = "Start again";
/// Shows further results.
pub const SHOW_MORE: &str = "Show more";
/// While the rest of the log is read.
pub const STILL_OPENING: &str = "Still opening older notes…";
/// Nothing found.
pub const NOTHING: &str = "Nothing found";
/// What to try then.
pub const NOTHING_NEXT: &str = "Try fewer words, or only the beginning of one.";
/// Nothing there at all.
pub const EMPTY: &str = "Nothing here yet";
/// What will be here.
pub const EMPTY_NEXT: &str = "Your notes, talking points and groups can be found here.";

/// How many were found, or how many there are where nothing was asked for.
pub fn found(n: usize, asked: bool) -> String {
    match (n, asked) {
        (0, _) => NOTHING.to_owned(),
        (n, true) => format!("{n} found"),
        (n, false) => format!("{}, latest first", count(n, "thing", "things")),
    }
}
