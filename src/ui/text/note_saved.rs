//! The page after Save.

/// A new note like this one.
pub const ANOTHER: &str = "Add another here";
/// Talking points for this note.
pub const TALK_ABOUT: &str = "Add talking points";
/// Something is missing.
pub const LATER: &str = "Saved. You can finish it later.";
/// Goes on with it.
pub const FINISH_NOW: &str = "Finish it now";

/// What is missing.
pub fn later(missing: &[&str]) -> String {
    format!("Still to come: {}", missing.join(" · "))
}

/// The title after Undo.
pub const TAKEN_BACK: &str = "Taken back";
/// Where it is now.
pub const TAKEN_BACK_TEXT: &str = "The note is in the bin. You can still read it there.";
/// Undoes that.
pub const BRING_BACK: &str = "Bring it back";
/// The browser would not promise.
pub const MAY_BE_CLEARED: &str = "This phone may clear notes when it is full.";
/// What to do.
pub const MAY_BE_CLEARED_NEXT: &str = "Mine says how safe they are, and what helps.";
