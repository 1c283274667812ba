//! A forgotten password, and the organisation that helps.

use crate::app::asking::NoHelp;
use crate::ui::text::errors::{self, Notice};

/// Title, and the button at the door.
pub const ASK: &str = "Ask your organisation";
/// The button at the door while an answer is awaited.
pub const GO_ON: &str = "Go on with their answer";
/// What they can do, at the door.
pub const CAN: &str =
    "No code? Your organisation can open your shared notes. It cannot open what is Only me.";
/// What they can do.
pub const WHY: &str = "They can open your shared notes for you. What is Only me stays closed, for them too.";
/// The first step.
pub const SEND: &str = "1. Send them this request";
/// How.
pub const SEND_HOW: &str = "Copy it and send it in any message. It holds none of your notes.";
/// Copies it.
pub const COPY: &str = "Copy the request";
/// It was.
pub const COPIED: &str = "Copied. Now paste it into a message.";
/// It was not.
pub const NOT_COPIED: &str = "It was not copied. Open the request below, press on it and copy it.";
/// The fold with the text.
pub const SEE: &str = "See the request";
/// The second step.
pub const WORDS: &str = "2. Read them these six words";
/// How.
pub const WORDS_HOW: &str = "They ring you. They must hear that it is you, and see the same words.";
/// The third step.
pub const ANSWER: &str = "3. Paste their answer";
/// How.
pub const ANSWER_HOW: &str = "You can close Ginnel until it comes. The request stays the same.";
/// Label of the box.
pub const ANSWER_LABEL: &str = "Their answer";
/// Opens it.
pub const OPEN: &str = "Open their answer";
/// While the request is made.
pub const MAKING: &str = "Making the request…";
/// While the answer is opened.
pub const OPENING: &str = "Opening it…";

/// Title of the step with the new password.
pub const NEW: &str = "Now a new password";
/// Why.
pub const NEW_WHY: &str =
    "Your shared notes can be opened. First lock them with a password you will remember.";
/// While the notebook opens with it.
pub const OPENING_NOTEBOOK: &str = "Opening your notebook…";
/// Title of the last step.
pub const DONE: &str = "Your shared notes are back";
/// What else is so.
pub const DONE_LINES: [&str; 2] = [
    "For your coordinator this is a new phone now. Tell them so, or they may wonder.",
    "If you take back an older note, that waits there until somebody looks at it.",
];
/// Under the pieces that stay closed.
pub const CLOSED_NEXT: &str =
    "The old password or its printed code opens them. Go to Settings if you find one.";
/// Heading in Settings.
pub const CLOSED: &str = "Open what stayed closed";
/// What to type.
pub const CLOSED_HOW: &str = "Type the password you had before, or the printed code of that time.";
/// Opens it.
pub const OPEN_CLOSED: &str = "Open it";
/// It is.
pub const OPENED: &str = "Your private notes are open again.";
/// It opened nothing.
pub const NOT_THIS: Notice = Notice {
    happened: "That opened nothing.",
    next_step: "It has to be the password from before you asked for help, or its code. Nothing is lost.",
};

/// So many pieces stay closed.
pub fn closed(pieces: usize) -> String {
    match pieces {
        1 => "1 private piece stays closed.".to_owned(),
        pieces => format!("{pieces} private pieces stay closed."),
    }
}

/// Who can help, in Settings.
pub fn can_help(labels: &[String]) -> String {
    let who = labels.join(", ");
    format!("If you forget it, these can help: {who}. They can open your shared notes, never Only me.")
}

/// Why there is no help.
pub fn no_help(why: &NoHelp) -> Notice {
    let (happened, next_step) = match why {
        NoHelp::NotAsked => {
            ("This request is not waiting any more.", "Go back, ask again and send them the new request.")
        }
        NoHelp::OtherText => ("This is not an answer.", "Copy all of their message, then paste it again."),
        NoHelp::CutShort => {
            ("The end of the answer is missing.", "Copy all of it, to the word “end”, and paste it again.")
        }
        NoHelp::Newer => (
            "A newer Ginnel made this answer.",
            "Open Ginnel where there is a signal, so that it can update. Then try again.",
        ),
        NoHelp::NotOpened => (
            "This answer does not open your notes.",
            "Send them the request once more and ask for a new answer.",
        ),
        NoHelp::Failed(failure) => return errors::failure(failure),
        NoHelp::Door(error) => return errors::opening(error),
    };
    Notice { happened, next_step }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_short() {
        let whys = [NoHelp::NotAsked, NoHelp::OtherText, NoHelp::CutShort, NoHelp::Newer, NoHelp::NotOpened];
        let notices = whys.iter().map(no_help).chain([NOT_THIS]);
        let notices: Vec<&str> = notices.flat_map(|notice| [notice.happened, notice.next_step]).collect();
        let can_help = can_help(&["The desk".to_owned(), "The deputy".to_owned()]);
        let all = [
            CAN,
            WHY,
            SEND_HOW,
            NOT_COPIED,
            WORDS_HOW,
            ANSWER_HOW,
            NEW_WHY,
            CLOSED_NEXT,
            CLOSED_HOW,
            &can_help,
        ];
        for sentence in
            all.iter().chain(&DONE_LINES).chain(&notices).flat_map(|line| line.split_inclusive(['.', '?']))
        {
            assert!(sentence.split_whitespace().count() <= 20, "{sentence}");
        }
    }
}
