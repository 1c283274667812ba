//! Words that more than one screen uses.

use super::errors::Notice;

/// The product.
pub const APP: &str = "Ginnel";
/// While the program loads.
pub const OPENING: &str = "Opening…";
/// The three places.
pub const HOME: &str = "Home";
/// Where one searches.
pub const FIND: &str = "Find";
/// Where one's own things are.
pub const MINE: &str = "Mine";
/// Name of the bar with the places, for screen readers.
pub const PLACES_BAR: &str = "Places";
/// The fixed link on each screen.
pub const HELP: &str = "Help";
/// First thing a keyboard meets.
pub const SKIP: &str = "Skip to the page";
/// To where one came from.
pub const BACK: &str = "Back";
/// Opens an empty note.
pub const NEW_NOTE: &str = "New note";
/// Asks talking points.
pub const TALK: &str = "Talk";
/// The main button of every form.
pub const SAVE: &str = "Save on this phone";
/// Only ever said after the write was read back.
pub const SAVED: &str = "Saved on this phone";
/// While the write is under way.
pub const SAVING: &str = "Saving…";
/// Takes the last step back.
pub const UNDO: &str = "Undo";
/// Takes a notice away.
pub const HIDE: &str = "Hide this";
/// Does the same once more.
pub const TRY_AGAIN: &str = "Try again";
/// A part of the program, or what fills the practice notebook, is not on the phone yet, and there is no signal.
pub const NOT_HERE_YET: Notice = Notice {
    happened: "This page did not reach the phone yet.",
    next_step: "Your notes are safe. Go where there is a signal and try again.",
};
/// Ends a screen that has nothing more to ask.
pub const DONE: &str = "Done";
/// To the next step.
pub const NEXT: &str = "Next";
/// Opens a record for changing.
pub const CHANGE: &str = "Change";
/// Puts a single choice back to unanswered.
pub const CLEAR: &str = "Clear";
/// Removes something that was picked; followed by its name.
pub const REMOVE: &str = "Remove";
/// Relative days.
pub const TODAY: &str = "Today";
/// The day before today.
pub const YESTERDAY: &str = "Yesterday";
/// Any further day.
pub const OTHER_DAY: &str = "Other day";
/// Label of the date field behind it.
pub const WHICH_DAY: &str = "Which day?";
/// The sixth answer of every scale.
pub const NOT_SURE: &str = "Not sure";
/// Heading over the list of what is wrong on a form.
pub const PROBLEM: &str = "There is a problem";
/// The only way out of a prompt that is shown to someone.
pub const HOLD_TO_LEAVE: &str = "Press for two seconds to go back";
/// The press has lasted long enough.
pub const LET_GO: &str = "Now let go";
/// After the number on a fold, for screen readers.
pub const FILLED_IN: &str = "filled in";

/// The document's title; `page` must be one of our own words, since browsers write titles to disk in clear.
pub fn title(page: &'static str) -> String {
    format!("{page} · {APP}")
}

/// The last line of a list of suggestions.
pub fn add(name: &str) -> String {
    format!("Add “{name}”")
}

/// Said when something was picked.
pub fn added(name: &str) -> String {
    format!("{name} added")
}

/// Said when something picked was let go.
pub fn removed(name: &str) -> String {
    format!("{name} removed")
}

/// Said while the list of suggestions changes.
pub fn found(count: usize) -> String {
    match count {
        0 => "None found".to_owned(),
        1 => "1 found".to_owned(),
        n => format!("{n} found"),
    }
}
