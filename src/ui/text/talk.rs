//! Talk: a conversation over one to three talking points.

/// Name of the page.
pub const TALK: &str = "Talk";
/// Under the heading of the choice.
pub const CHOOSE_LEAD: &str = "Choose one, two or three to try. Ask now, write afterwards.";
/// Whose suggestions they are.
pub const WITH: &str = "Who are you with?";
/// What choosing them does.
pub const WITH_HINT: &str = "The talking points that suit them come first.";
/// Heading of the list.
pub const TO_ASK: &str = "Talking points";
/// Shows the rest of the list.
pub const SEE_ALL: &str = "See them all";
/// A fourth was tapped.
pub const ENOUGH: &str = "Three is plenty for one talk. Let one go first.";
/// The fold with the reason.
pub const WHY: &str = "Why we ask";
/// Heading over the follow-up questions.
pub const PROBES: &str = "To go on with";
/// The main button.
pub const START: &str = "Start";
/// Nothing to choose from.
pub const NO_SET: &str = "No talking points here yet";
/// Where they come from.
pub const NO_SET_NEXT: &str = "They come with area settings. Bring in the file from your coordinator.";
/// While the packs are still being read.
pub const OPENING: &str = "Still opening…";

/// The choice of language.
pub const LANGUAGE: &str = "In which language?";
/// The language of the set.
pub const AS_WRITTEN: &str = "English";
/// Nobody checked a translation.
pub const NOT_CHECKED: &str = "No speaker has checked these words yet.";
/// The fold for one's own wording.
pub const OWN_WORDING: &str = "Ask it in your own words";
/// Label in it.
pub const AS_ASKED: &str = "What you ask";
/// What it does.
pub const AS_ASKED_HINT: &str = "Your wording is kept with the answer.";
/// Turns the phone round.
pub const SHOW: &str = "Show to the person";
/// How a question went.
pub const HOW: &str = "How did it go?";
/// It was asked.
pub const ASKED: &str = "Asked";
/// They would rather not.
pub const RATHER_NOT: &str = "Rather not";
/// There was no time for it. Nothing is kept.
pub const NOT_REACHED: &str = "Not reached";
/// To the writing.
pub const WRITE: &str = "Write it down";
/// To the question before.
pub const BEFORE: &str = "The one before";

/// Heading of the writing.
pub const WRITE_DOWN: &str = "Write it down";
/// Under it.
pub const WRITE_LEAD: &str = "What they said, as far as they want it kept.";
/// Label of the box.
pub const ANSWER: &str = "What they said";
/// Above the scale.
pub const SCALE: &str = "From 1 to 5, if they want to";
/// The offer after some questions.
pub const ADD_PROMISE: &str = "Add a promise";
/// Where it is written.
pub const ADD_PROMISE_HINT: &str = "It is written in a note. This talk stays as a draft.";
/// Once for all answers.
pub const ALL_ANSWERS: &str = "For all of these";
/// Fold of languages.
pub const LANGUAGE_FOLD: &str = "Language and reading back";
/// Fold of place and day.
pub const WHERE_FOLD: &str = "Where and when";
/// Label of a day.
pub const WHEN: &str = "When";
/// Label of places.
pub const PLACES: &str = "Where";
/// Who may see it.
pub const GOES_TO: &str = "Goes to";
/// The note is narrower.
pub const NARROWED: &str = "The note it belongs to is for you only, and so is this.";
/// Read back.
pub const READ_BACK: &str = "I read it back to them";
/// Back to the questions.
pub const BACK_TO_ASKING: &str = "Back to the questions";
/// The way back from a talk about a note.
pub const THE_NOTE: &str = "The note";

/// What was saved.
pub fn saved(n: usize) -> String {
    super::counts::responses(n)
}

/// A language by its tag. One that is not in this list shows its tag.
pub fn language(tag: &str) -> &str {
    match tag {
        "gu" => "Gujarati",
        "pa" => "Panjabi",
        "pl" => "Polish",
        "ro" => "Romanian",
        "ur" => "Urdu",
        other => other,
    }
}

/// `1 of 3`.
pub fn nth_of(nth: usize, of: usize) -> String {
    format!("{nth} of {of}")
}

/// Writes a note about the same talk.
pub const WRITE_NOTE: &str = "Write a note too";
/// To the linked note.
pub const SEE_NOTE: &str = "Back to the note";
/// Heading after an undo.
pub const UNDONE: &str = "Taken back";
/// What that means.
pub const TAKEN_BACK: &str = "It is in the bin, and you can bring it back from there.";
/// To what was taken back.
pub const SEE_BIN: &str = "See the bin";
