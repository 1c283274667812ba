//! Why a file is not taken in: one clear sentence, and what to do. Nothing has changed then.

use super::errors::{self, Notice};
use crate::app::Failure;
use crate::app::commands::bring_in::NotStaged;
use crate::app::ports::StoreError;
use crate::exchange::read::Refusal;

/// The file is larger than any that is read; said before it is opened, too.
pub const TOO_BIG: Notice = Notice {
    happened: "This file is too big to bring in.",
    next_step: "Nothing has changed. Ask for it to be sent in parts.",
};
/// The browser could not read it at all.
pub const UNREADABLE: Notice = Notice {
    happened: "Your phone could not open this file.",
    next_step: "Nothing has changed. Save the file on this phone first, then choose it again.",
};

/// Another app shared it, and the browser let go of it before this page asked.
pub const SHARED_LOST: Notice = Notice {
    happened: "The shared file did not come through.",
    next_step: "Nothing has changed. Share it again, or save it on this phone and choose it here.",
};

/// A rescued notebook that needs more than this build asks for.
pub const LOCKED: Notice = Notice {
    happened: "This file is locked.",
    next_step: "Nothing has changed. Type the password of the phone that it came from, or its printed code.",
};
/// A worker's own backup.
pub const BACKUP: Notice = Notice {
    happened: "This copy of a notebook is locked.",
    next_step: "Nothing has changed. Type the password of the day it was made.",
};
/// What was typed opens it not.
pub const WRONG_SECRET: Notice = Notice {
    happened: "That did not open the file.",
    next_step: "Nothing has changed. Look for capital letters and spaces, then try again.",
};
/// A rescued notebook without keys.
pub const NO_KEYS: Notice = Notice {
    happened: "The keys in this file cannot be read.",
    next_step: "Nothing has changed. Keep the file, and the phone that it came from. Ask for help.",
};

/// Sealed for the keys of a desk.
pub const FOR_DESK: Notice = Notice {
    happened: "This file is locked, and only a desk can open it.",
    next_step: "Nothing has changed. It is for a coordinator. Ask whoever sent it for another file.",
};
/// There is no room for what is in it. Whoever shows it offers to send.
pub const NO_ROOM: Notice = Notice {
    happened: "This phone is full, so nothing was added.",
    next_step: "Nothing has changed. Send your notes, delete some photos, then try again.",
};
/// The phone did not keep what is in it.
pub const NOT_ADDED: Notice = Notice {
    happened: "Your phone did not keep what is in this file.",
    next_step: "Nothing has changed. Try again. If it fails, close Ginnel and open it.",
};

/// What to say of a file that was looked at, and then not added.
pub fn not_added(failure: &Failure) -> Notice {
    match failure {
        Failure::Store(StoreError::Quota) => NO_ROOM,
        Failure::Store(StoreError::NotKept | StoreError::Taken | StoreError::Unknown(_))
        | Failure::Sealing => NOT_ADDED,
        other => errors::failure(other),
    }
}

/// What to say of a file that did not get as far as being looked at.
pub fn not_staged(why: &NotStaged) -> Notice {
    match why {
        NotStaged::Refused(refused) => refusal(refused),
        NotStaged::Failed(failure) => errors::failure(failure),
        NotStaged::Locked => LOCKED,
        NotStaged::Backup => BACKUP,
        NotStaged::WrongSecret => WRONG_SECRET,
        NotStaged::NoKeys => NO_KEYS,
        NotStaged::ForDesk => FOR_DESK,
    }
}

/// What to say of a file that is refused.
pub fn refusal(refusal: &Refusal) -> Notice {
    let (happened, next_step) = match refusal {
        Refusal::TooBig | Refusal::TooMany => return TOO_BIG,
        Refusal::NotJson(_) => (
            "This is not a Ginnel file.",
            "Nothing has changed. Look for a file whose name begins with “ginnel”.",
        ),
        Refusal::OtherFormat => (
            "This file is from another program.",
            "Nothing has changed. Look for a file whose name begins with “ginnel”.",
        ),
        Refusal::Truncated => {
            ("The end of this file is missing.", "Nothing has changed. Ask for it to be sent again.")
        }
        Refusal::NewerVersion(_) => (
            "This file is from a newer Ginnel.",
            "Nothing has changed. Open Ginnel where there is a signal, so that it can update. Then try again.",
        ),
        Refusal::DuplicateKey(_)
        | Refusal::NullValue(_)
        | Refusal::BadNumber(_)
        | Refusal::TooLong(_)
        | Refusal::TooDeep(_)
        | Refusal::BadHeader(_)
        | Refusal::BadRevision { .. } => (
            "Something in this file is not as it should be.",
            "Nothing has changed. Ask whoever made it to make it again.",
        ),
        Refusal::Changed => (
            "This file was changed or damaged on its way.",
            "Nothing has changed here. Ask for it to be sent again.",
        ),
        Refusal::Unsigned => (
            "This file does not say who made it.",
            "Nothing has changed. Ask for the file straight from Ginnel.",
        ),
        Refusal::BadSignature => (
            "This file is not from who it says.",
            "Nothing has changed. Ask the sender by phone before you try again.",
        ),
    };
    Notice { happened, next_step }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_is_told_in_short_sentences_and_says_that_nothing_has_changed() {
        let refusals = [
            Refusal::TooBig,
            Refusal::TooMany,
            Refusal::NotJson(1),
            Refusal::Truncated,
            Refusal::OtherFormat,
            Refusal::NewerVersion(2),
            Refusal::DuplicateKey(1),
            Refusal::NullValue(1),
            Refusal::BadNumber(1),
            Refusal::TooLong(1),
            Refusal::TooDeep(1),
            Refusal::BadHeader("id"),
            Refusal::Changed,
            Refusal::Unsigned,
            Refusal::BadSignature,
        ];
        let files = [TOO_BIG, UNREADABLE, LOCKED, BACKUP, WRONG_SECRET, NO_KEYS, FOR_DESK];
        for notice in refusals.iter().map(refusal).chain(files) {
            assert!(notice.next_step.starts_with("Nothing has changed"), "{notice:?}");
            let all = [notice.happened, notice.next_step].join(" ");
            for sentence in all.split_inclusive(['.', '?']) {
                assert!(sentence.split_whitespace().count() <= 20, "{sentence}");
            }
        }
    }
}
