//! A copy of one's own notebook, under its password.

use super::send::Words;

/// Name of the page, and of the ways to it.
pub const KEEP: &str = "Keep a copy";
/// Under the heading.
pub const LEAD: &str = "If this phone is lost or breaks, the copy brings everything back on a new one.";
/// What is in it and how it is locked, a line each.
pub const LINES: [&str; 3] = [
    "All your notes are in it, also Only me. So are your drafts.",
    "It opens only with the password you have today. Without that, nobody can read it.",
    "It is for you, not for your coordinator. Keep it somewhere else than on this phone.",
];
/// One more line, where an organisation has helped with a forgotten password.
pub const CLOSED: &str = "What stayed closed is in it too. The old password or its printed code opens that.";
/// In the practice notebook.
pub const PRACTICE: &str = "This is the practice notebook.";
/// What follows from it.
pub const PRACTICE_NEXT: &str = "Nothing in it is real, so there is nothing to keep.";
/// There is no password yet.
pub const NO_PASSWORD: &str = "Set a password first.";
/// Why.
pub const NO_PASSWORD_NEXT: &str =
    "The copy is locked with it. If not, anyone who finds the file could read it.";
/// Under the field.
pub const HINT: &str = "Type it once more. The copy opens with it and with nothing else.";
/// What was typed is another password.
pub const WRONG: &str = "That is not the password of this notebook.";
/// The main button.
pub const MAKE: &str = "Make the copy";
/// While it is made.
pub const MAKING: &str = "Making it… this takes a moment";
/// Heading after it.
pub const READY: &str = "Your copy is ready";

/// While the copy is handed over, and after it.
pub const KEEPING: Words = Words {
    sheet: "Choose your files, or mail it to yourself.",
    sheet_next: "The list that opens may also hold chats. A copy is safe there, and hard to find again.",
    has_it_gone: "Is it kept somewhere else now?",
    copied: "Copied. Paste it into a mail to yourself.",
    downloaded: "It is in the downloads of this phone. Mail it to yourself, or move it to a computer.",
    went: "Marked as kept",
    went_next: "You told us so. To use it on a new phone: Bring in, and your password of today.",
    copies: "",
};

/// When a copy was kept last.
pub fn last(day: Option<String>) -> String {
    match day {
        Some(day) => format!("Last kept {day}"),
        None => "None is kept yet".to_owned(),
    }
}

/// What is too long for a file.
pub fn left_out(n: usize) -> String {
    match n {
        1 => "1 piece is too long to go in. If it is a draft, save it as two notes. All else is in the copy."
            .to_owned(),
        n => format!(
            "{n} pieces are too long to go in. If they are drafts, save each as two notes. All else is in the copy."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_short() {
        let Words { sheet, sheet_next, has_it_gone, copied, downloaded, went, went_next, .. } = KEEPING;
        let all = [
            LEAD,
            CLOSED,
            NO_PASSWORD_NEXT,
            HINT,
            sheet,
            sheet_next,
            has_it_gone,
            copied,
            downloaded,
            went,
            went_next,
        ];
        for sentence in all.iter().chain(&LINES).flat_map(|line| line.split_inclusive(['.', '?'])) {
            assert!(sentence.split_whitespace().count() <= 20, "{sentence}");
        }
    }
}
