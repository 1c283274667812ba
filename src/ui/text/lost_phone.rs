//! The card for the day on which the phone is lost: on paper, at home.

/// Title of the page.
pub const TITLE: &str = "Lost-phone card";
/// Under it.
pub const LEAD: &str = "Print it or copy it by hand. Keep it at home, not with the phone.";
/// Heading of what to do.
pub const DO: &str = "If the phone is lost or stolen";
/// What to do, one line each.
pub const DO_LINES: [&str; 5] = [
    "Lock or wipe the phone from afar, with what its maker offers.",
    "Tell your manager and your coordinator today. Read them the lines below.",
    "Say when you sent your last file. Only what came after it is missing there.",
    "Ask them to take no more files from this phone’s key.",
    "On a new phone, bring in the copy you kept for yourself. Then set a new password.",
];
/// Heading of what to say.
pub const SAY: &str = "What to tell them";
/// Key of a line.
pub const CODE: &str = "My code";
/// Key of a line.
pub const DEVICE: &str = "This phone’s key";
/// Key of a line.
pub const LOCKED: &str = "Can a finder read it?";
/// There is a password.
pub const LOCKED_YES: &str = "No. A password keeps the notes shut, unless Ginnel was left open.";
/// There is none.
pub const LOCKED_NO: &str = "Yes, whoever gets past the lock of the phone. No password was set.";
/// Key of a line.
pub const MADE: &str = "Card made";
/// Prints it.
pub const PRINT: &str = "Print it";
