//! The form of a note, a group or an answer.

/// The title over a draft that was begun earlier.
pub const GO_ON: &str = "Go on writing";

/// The words box.
pub const WORDS: &str = "What happened?";
/// Under it.
pub const WORDS_HINT: &str = "To talk instead, tap the microphone on your keyboard.";
/// Save without words.
pub const WORDS_FIRST: &str = "Write a few words first";
/// Save without a name.
pub const NAME_FIRST: &str = "Write the group’s name first";
/// Makes a quotation of what is selected.
pub const MAKE_QUOTE: &str = "Make it their words";
/// Makes a promise of what is selected.
pub const MAKE_PROMISE: &str = "Make it a promise";

/// The group picker.
pub const GROUP: &str = "Which group?";
/// On a group that asked not to be named.
pub const UNNAMED: &str = "Asked not to be named";
/// Under the chips: a place that has none.
pub const PLACE_NAME: &str = "Or type a place";
/// Takes it.
pub const ADD_PLACE: &str = "Add this place";

/// In place of the chips, where the group says it already.
pub fn with(parties: &str) -> String {
    format!("With: {parties}")
}

/// The parties that do not stand in sight.
pub const OTHER_PARTIES: &str = "Health, council and others";

/// One quotation.
pub const QUOTE: &str = "What did they say?";
/// Whose it is.
pub const SAID_BY: &str = "Who said it?";
/// Whether they heard it again.
pub const READ_BACK: &str = "Did you read it back?";
/// They did.
pub const READ_BACK_YES: &str = "I read it back to them";
/// A further quotation.
pub const ANOTHER_QUOTE: &str = "Add more of their words";

/// One promise.
pub const PROMISE: &str = "What was promised?";
/// A further promise.
pub const ANOTHER_PROMISE: &str = "Add another promise";
/// Who made it.
pub const PROMISED_BY: &str = "Who promised?";
/// Who is waiting for it.
pub const PROMISED_TO: &str = "To whom?";
/// Its day.
pub const DUE: &str = "By when?";
/// One day from now.
pub const TOMORROW: &str = "Tomorrow";
/// The next Friday.
pub const FRIDAY: &str = "Friday";
/// Seven days from now.
pub const IN_A_WEEK: &str = "In a week";
/// A month from now.
pub const IN_A_MONTH: &str = "In a month";
/// What became of it.
pub const BECAME: &str = "What became of it?";
/// A word on it.
pub const WHY: &str = "A word why";
/// Takes a quotation or a promise off the note.
pub const REMOVE_ITEM: &str = "Take this off the note";

/// Yes, as the one choice there is.
pub const YES: &str = "Yes";
/// How several labels are written in one line.
pub const COMMAS: &str = "Put a comma between them.";

/// At somebody's home.
pub const AT_HOME: &str = "Going into somebody’s home?";
/// What to do.
pub const AT_HOME_NEXT: &str = "Tell someone where you are and when you will be out. Help says more.";

/// Who the note is for.
pub const GOES_TO: &str = "Goes to";
/// The wider choices.
pub const WIDER: &str = "Let others read it too";
/// Their question.
pub const WIDER_LEGEND: &str = "Who else may read it?";

/// The level is narrower than the one before; `was` is that one's name.
pub fn narrowed(was: &str) -> String {
    format!("Until now this was for: {was}.")
}

/// What narrowing does.
pub const NARROWED_NEXT: &str =
    "Your next file asks for it back. Copies that were printed or passed on stay where they are.";

/// Throws what is not saved away.
pub const THROW_AWAY: &str = "Throw this draft away";
/// The title of the page after that.
pub const THROWN: &str = "Thrown away";
/// In a few words.
pub const THROWN_SHORT: &str = "The draft is gone";
/// What can still be done.
pub const THROWN_TEXT: &str = "You can have it back until you leave this page.";
