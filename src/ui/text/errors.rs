//! What to say when something fails: what happened, and what to do next. Never a code, never the browser's words.

use super::{backup, refusals, take_out};
use crate::app::Failure;
use crate::app::heavy::HeavyError;
use crate::app::open::OpenError;
use crate::app::ports::StoreError;

/// Two short pieces of text for one failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Notice {
    /// What happened, as one sentence.
    pub happened: &'static str,
    /// What to do next, or what is safe.
    pub next_step: &'static str,
}

/// To the page that saves the notebook in a file without the program.
pub const RESCUE: &str = "Save your notes in a file";

/// The next save may fail.
pub const LITTLE_ROOM: Notice = Notice {
    happened: "This phone is nearly full.",
    next_step: "Send your notes now. Then delete some photos or apps, so that the next note can be kept.",
};
/// There is no room left. Whoever shows it offers to send, since a file needs none.
pub const FULL: Notice = Notice {
    happened: "This phone is full, so this is not kept.",
    next_step: "Leave Ginnel open: your words are still in it. Send your notes, delete some photos, then try again.",
};
/// What a much newer build wrote is only read. Whoever shows it offers to save it in a file.
pub const TOO_NEW: Notice = Notice {
    happened: "A newer Ginnel has been used on this phone.",
    next_step: "Close Ginnel and open it again. Your notes are safe, and you can still read and send them.",
};
/// The connection died, and three new ones too.
pub const CLOSED: Notice = Notice {
    happened: "Your phone closed the notebook.",
    next_step: "Try again. If it fails, copy your words, close Ginnel and open it.",
};

/// What is being changed went meanwhile. The words that were typed are kept as a draft.
pub const GONE_MEANWHILE: Notice = Notice {
    happened: "The note you are changing is not here any more.",
    next_step: "It was taken away in another window. Your words are kept: you find them on Home.",
};

/// Whether sending helps: there may soon be no other way to keep what is here.
pub fn asks_to_send(notice: &Notice) -> bool {
    [FULL, LITTLE_ROOM, refusals::NO_ROOM].contains(notice)
}

/// Whether saving the notebook in a file helps, since this build can only read it, or hardly that.
pub fn asks_to_rescue(notice: &Notice) -> bool {
    [TOO_NEW, CLOSED].contains(notice)
}

/// A command did nothing.
pub fn failure(failure: &Failure) -> Notice {
    match failure {
        Failure::Store(error) => store(error),
        Failure::Gone => Notice {
            happened: "This is not here any more.",
            next_step: "It may have been taken away in another window. Go back and look again.",
        },
        Failure::Empty => {
            Notice { happened: "There is nothing to save yet.", next_step: "Write a few words first." }
        }
        Failure::Unchanged => Notice { happened: take_out::NOTHING, next_step: take_out::NOTHING_NEXT },
        Failure::TooLong => Notice {
            happened: "These words are too long for one note.",
            next_step: "Make two notes of them. Nothing is lost.",
        },
        Failure::Sealing => Notice {
            happened: "That did not work.",
            next_step: "Your words are still on the screen. Try again, or copy them somewhere safe.",
        },
        Failure::Heavy(error) => heavy(*error),
        Failure::PutAway => Notice {
            happened: "You put the words of this note away.",
            next_step: "Write a new note about it. Your coordinator has the words of this one.",
        },
        Failure::WrongPassword => Notice {
            happened: backup::WRONG,
            next_step: "Look for capital letters and spaces, then try again.",
        },
        Failure::Locked => Notice {
            happened: "A password was set in another window.",
            next_step: "Your words are kept. Close Ginnel here and open it with the password.",
        },
    }
}

/// The program beside the page did not do its part.
pub fn heavy(error: HeavyError) -> Notice {
    match error {
        HeavyError::Memory => Notice {
            happened: "This phone ran short of memory.",
            next_step: "Close other apps, then try again. Nothing has changed.",
        },
        HeavyError::Stopped | HeavyError::Refused | HeavyError::Envelope | HeavyError::Wrong => Notice {
            happened: "That did not work.",
            next_step: "Try again. If it fails, close Ginnel and open it. Nothing has changed.",
        },
    }
}

/// The store could not do what it was asked. What was typed is still on the screen then.
pub fn store(error: &StoreError) -> Notice {
    let (happened, next_step) = match error {
        StoreError::Unavailable => (
            "This browser keeps nothing here.",
            "Open Ginnel in a normal window, not a private one. Copy what you wrote first.",
        ),
        StoreError::Blocked => (
            "Ginnel is open in another window.",
            "Close the other window, then try again. Your words are still here.",
        ),
        StoreError::TooNew { .. } => return TOO_NEW,
        StoreError::Stale => return CLOSED,
        StoreError::Quota => return FULL,
        StoreError::NotKept => (
            "Your phone did not keep this.",
            "Your words are still on the screen. Try again, or copy them somewhere safe.",
        ),
        StoreError::Taken | StoreError::Unknown(_) => (
            "That did not work.",
            "Your words are still on the screen. Try again, or copy them somewhere safe.",
        ),
    };
    Notice { happened, next_step }
}

/// The notebook did not open.
pub fn opening(error: &OpenError) -> Notice {
    let next_step = match error {
        // Nothing was written yet that could be copied first.
        OpenError::Store(known @ StoreError::Unavailable) => {
            let next_step = "Open Ginnel in a normal window, not a private one.";
            return Notice { next_step, ..store(known) };
        }
        OpenError::Store(StoreError::Blocked) => {
            "Ginnel is open in another window. Close that one, then try again."
        }
        OpenError::Store(known @ StoreError::TooNew { .. }) => return store(known),
        OpenError::Store(StoreError::Quota) => {
            "This phone is full. Delete some photos or apps, then open Ginnel again."
        }
        OpenError::Store(_) | OpenError::Sealing => {
            "Your notes are still on this phone. Close Ginnel and open it again. If that fails, save them in a file."
        }
        OpenError::Keys(_) | OpenError::Identity => {
            "Its keys cannot be read. Clear nothing. Save your notes in a file, then ask for help."
        }
    };
    Notice { happened: "Your notebook did not open.", next_step }
}

/// Whether there may be notes here that the rescue page could save.
pub fn can_be_rescued(error: &OpenError) -> bool {
    !matches!(error, OpenError::Store(StoreError::Unavailable | StoreError::Blocked))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_failure_says_what_happened_and_what_to_do_in_short_sentences() {
        let failures = [
            StoreError::Unavailable,
            StoreError::Blocked,
            StoreError::TooNew { found: 2, supported: 1 },
            StoreError::Stale,
            StoreError::Quota,
            StoreError::NotKept,
            StoreError::Unknown("AbortError".to_owned()),
        ];
        let opening = [OpenError::Identity, OpenError::Sealing, OpenError::Store(StoreError::Quota)];
        let notices =
            failures.iter().map(store).chain(opening.iter().map(super::opening)).chain([LITTLE_ROOM]);
        for notice in notices {
            for sentence in [notice.happened, notice.next_step].join(" ").split_inclusive(['.', '?']) {
                assert!(sentence.split_whitespace().count() <= 20, "{sentence}");
            }
        }
    }
}
