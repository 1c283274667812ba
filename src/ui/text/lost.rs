//! An address that leads nowhere.

/// The title.
pub const TITLE: &str = "Not here";
/// In a few words.
pub const NOT_HERE: &str = "There is nothing at this address";
/// What may have happened.
pub const WHY: &str = "It may have been saved, thrown away or taken back since. Nothing else has changed.";
/// While older notes are still being read.
pub const OPENING: &str = "Opening…";
