//! Putting away: this phone lets go of words that were sent.

use super::counts;

/// Title of the page.
pub const TITLE: &str = "Put words away";
/// What it does, one line each.
pub const LINES: [&str; 4] = [
    "Of each, one line stays here, with the day, the place and the group.",
    "All other words of it leave this phone, older versions too. They do not come back here.",
    "Your coordinator keeps what you sent. Nothing is taken back from anyone.",
    "Only me notes stay. So does all that is unfinished, promised or not sent.",
];
/// Does it.
pub const PUT_AWAY: &str = "Put them away";
/// Not today.
pub const NOT_NOW: &str = "Not now";
/// Nothing went long enough ago.
pub const NONE: &str = "Nothing to put away";
/// After it.
pub const DONE_NEXT: &str = "One line of each is still here, and Find finds it.";
/// Leads to the page.
pub const LOOK: &str = "Look at them";
/// On the page of a note.
pub const IS_AWAY: &str = "You put the words of this away.";
/// What is left.
pub const IS_AWAY_NEXT: &str = "This line stays. Your coordinator has the words you sent.";

/// Why there is nothing, where it is offered after so many days of use.
pub fn none_next(days: u64) -> String {
    format!("It is offered for what you sent more than {days} days of use ago.")
}

/// What may go.
pub fn offered(n: usize, days: u64) -> String {
    let what = counts::notes(n);
    format!("{what} went more than {days} days of use ago. This phone does not need all their words.")
}

/// More than is shown.
pub fn more(n: usize) -> String {
    format!("And {n} more.")
}

/// What went.
pub fn done(n: usize) -> String {
    format!("The words of {} are put away.", counts::notes(n))
}
