//! Words of the bin.

use super::counts::notes;

/// Title.
pub const BIN: &str = "Bin";
/// What it is.
pub const LEAD: &str = "What you took back. Only you can read it, on this phone.";
/// Empty.
pub const EMPTY: &str = "The bin is empty";
/// What will be here.
pub const EMPTY_NEXT: &str = "What you take back waits here until you empty the bin.";
/// Out of the bin.
pub const BRING_BACK: &str = "Bring back";
/// Said after it.
pub const BROUGHT_BACK: &str = "Brought back";
/// The first step of emptying.
pub const EMPTY_IT: &str = "Empty the bin";
/// The second.
pub const EMPTY_NOW: &str = "Empty it now";
/// The way out of the second.
pub const KEEP: &str = "Keep them";
/// Said after it.
pub const EMPTIED: &str = "The bin is empty";
/// Between the two steps.
pub fn will_go(n: usize) -> String {
    format!("The words of {} leave this phone for good.", notes(n))
}
