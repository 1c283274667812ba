//! Words of *Take out for good*.

/// Title.
pub const TITLE: &str = "Take out for good";
/// What it does.
pub const LEAD: &str = "It goes from this phone at once, from every version.";
/// The rest of it.
pub const WHAT_HAPPENS: &str = "This cannot be undone.";
/// What it cannot do.
pub const WHAT_STAYS: &str =
    "The next file you send asks for it back. Copies already printed or forwarded stay.";
/// For what came from elsewhere.
pub const NOT_WRITTEN_HERE: &str =
    "Somebody else wrote this. It leaves this phone, but other phones wait for its writer.";
/// How much.
pub const HOW_MUCH: &str = "How much goes?";
/// Some of it.
pub const SOME: &str = "Some of it";
/// What that means.
pub const SOME_HINT: &str = "The rest stays as it is.";
/// All of it.
pub const ALL: &str = "All of it";
/// What that means.
pub const ALL_HINT: &str = "Every word, in every version.";
/// Above the boxes for words.
pub const WORDING: &str = "The words from now on";
/// What to do in them.
pub const WORDING_HINT: &str = "Delete or change what must go.";
/// Above the things to mark.
pub const MARK: &str = "Mark what must go";
/// Fold of what holds nobody's words.
pub const THE_REST: &str = "Place, day and the rest";
/// Above the things in it.
pub const MARK_REST: &str = "Mark these if they must go";
/// The button.
pub const DO_IT: &str = "Take it out for good";
/// Nothing was marked.
pub const NOTHING: &str = "Nothing is marked yet.";
/// What to do then.
pub const NOTHING_NEXT: &str = "Change some words, or mark what must go.";
/// Two versions have to be settled first.
pub const TWO_FIRST: &str = "There are two versions of this.";
/// How.
pub const TWO_FIRST_NEXT: &str = "Choose one first. Or take all of it out.";
/// Done.
pub const DONE: &str = "Taken out for good.";
/// An unfinished change goes too.
pub const DRAFT_GOES: &str = "A change of this that you have not saved goes too.";
/// Back to the note.
pub const BACK_TO_IT: &str = "Back to it";
