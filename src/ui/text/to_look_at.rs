//! Words of *To look at*: what came in a file and did not act.

/// Title.
pub const TITLE: &str = "To look at";
/// What it is.
pub const LEAD: &str = "This came in files and changed nothing. Your notes are as they were.";
/// Nothing waits.
pub const EMPTY: &str = "Nothing to look at";
/// What would.
pub const EMPTY_NEXT: &str = "What comes in a file and may not act by itself waits here.";
/// Throws it away.
pub const LEAVE_OUT: &str = "Leave it out";
/// Said after it.
pub const LEFT_OUT: &str = "Left out";
/// Shows its words.
pub const WHAT_CAME: &str = "What came";
/// Leads to the record.
pub const OPEN: &str = "Open what you have";
/// It is about nothing that is here.
pub const NOT_HERE: &str = "It is about something that is not on this phone.";

/// What happened, by the code of `exchange::import::Why`; and what to do about it. `is_own` is said of a record that this
/// person began: its writer need not be asked.
pub fn why(code: &str, is_own: bool) -> (&'static str, &'static str) {
    match (code, is_own) {
        ("damage", _) => (
            "The file has other words for something you have.",
            "One of the two may be broken. Ask for the file again.",
        ),
        ("other_kind", _) => {
            ("The file calls this something else than it is here.", "It may be broken. Ask whoever sent it.")
        }
        ("other_record" | "circle", _) => {
            ("Part of the file does not fit together.", "It may be broken. Ask for the file again.")
        }
        ("taken_back", true) => {
            ("Somebody else asked to take this back.", "You wrote it. Take it back if you think so too.")
        }
        ("taken_back", false) => (
            "Somebody else asked to take this back.",
            "Only its writer can. Ask them, or take it back yourself.",
        ),
        ("erased", true) => (
            "Somebody else asked to take this out for good.",
            "You wrote it. Take it out if you think so too.",
        ),
        ("erased", false) => (
            "Somebody else asked to take this out for good.",
            "Only its writer can. Ask them, or take it out yourself.",
        ),
        ("unknown_act", _) => (
            "Somebody with a newer Ginnel did something to this.",
            "Get the newest Ginnel, then bring the file in again.",
        ),
        ("raised", true) => (
            "Somebody else wants more people to see this.",
            "You wrote it. Change who sees it if you think so too.",
        ),
        ("raised", false) => {
            ("Somebody else wants more people to see this.", "Only its writer can say so. Ask them.")
        }
        ("narrowed", true) => (
            "Somebody else wants fewer people to see this.",
            "You wrote it. Change who sees it if you think so too.",
        ),
        ("narrowed", false) => {
            ("Somebody else wants to draw this back from you.", "Only its writer can. Ask them.")
        }
        ("reopened", true) => {
            ("Somebody else gave words for what you held back.", "Leave it out, or ask whoever sent it.")
        }
        ("reopened", false) => {
            ("Somebody else gave words for what its writer held back.", "Ask its writer before you use them.")
        }
        ("no_parent", _) => (
            "This is a change of something that is not here.",
            "Bring in the earlier file first, then this one again.",
        ),
        ("issuer", _) => (
            "A file names keys to lock your files with, or sets rules. Nobody confirmed whose they are.",
            "Ask your coordinator by voice. Leave it out if they know nothing of it.",
        ),
        ("stands_on_waiting", _) => {
            ("This is a change of something else that waits here.", "Look at that one first.")
        }
        _ => ("This could not be used as it came.", "Get the newest Ginnel, then bring the file in again."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::import::Why;

    #[test]
    fn whatever_waits_says_why_in_short_sentences() {
        let known = [
            Why::Damage,
            Why::OtherKind,
            Why::OtherRecord,
            Why::Circle,
            Why::TakenBack,
            Why::Erased,
            Why::UnknownAct,
            Why::Raised,
            Why::Narrowed,
            Why::Reopened,
            Why::NoParent,
            Why::StandsOnWaiting,
            Why::Issuer,
        ];
        for (code, is_own) in known.into_iter().flat_map(|code| [(code, false), (code, true)]) {
            let (happened, next_step) = why(code.as_str(), is_own);
            assert_ne!(happened, why("?", is_own).0, "{code:?} has words of its own");
            assert!(!(is_own && next_step.contains("writer")), "{code:?}: the writer is the reader");
            for sentence in [happened, next_step].join(" ").split_inclusive('.') {
                assert!(sentence.split_whitespace().count() <= 20, "{sentence}");
            }
        }
    }
}
