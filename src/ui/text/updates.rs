//! New versions, and the first time that all of the app is on the phone.

/// All files are on the phone now.
pub const KEPT: &str = "Works with no signal.";
/// Takes the line away.
pub const GOOD: &str = "Good";
/// A version waits.
pub const READY: &str = "A new version is ready.";
/// What the tap does.
pub const READY_NEXT: &str = "Your words are kept first. It takes a moment.";
/// Brings it in.
pub const USE_NOW: &str = "Use it now";
/// The newest version failed to start twice.
pub const FELL_BACK: &str = "The newest version did not start.";
/// What runs instead.
pub const FELL_BACK_NEXT: &str = "This is the one before it. Your notes are safe.";
/// Tries the newest again.
pub const TRY_AGAIN: &str = "Try the newest again";
