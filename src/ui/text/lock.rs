//! The password, the printed code, the phone's own lock, the locked screen.

use super::errors::Notice;

use super::counts;

/// Title of the locked screen.
pub const LOCKED: &str = "Your notebook is locked";
/// Label.
pub const PASSWORD: &str = "Your password";
/// Shows what is typed.
pub const SHOW: &str = "Show it";
/// Hides it again.
pub const HIDE: &str = "Hide it";
/// Label: either will do.
pub const PASSWORD_OR_CODE: &str = "Password or printed code";
/// Opens a locked file.
pub const OPEN_FILE: &str = "Open the file";
/// Opens the notebook.
pub const OPEN: &str = "Open my notebook";
/// While the password is tried.
pub const OPENING: &str = "Opening… this takes a moment";
/// Another password.
pub const WRONG: &str = "That password did not open it.";
/// What to do then.
pub const WRONG_NEXT: &str = "Look for capital letters and spaces, then try again. Nothing is lost.";
/// Another code.
pub const WRONG_CODE: &str = "That code did not open it.";
/// What to do then.
pub const WRONG_CODE_NEXT: &str = "Is it the newest code you printed? Check it, then try again.";
/// Opens the notebook with the phone's own lock.
pub const WITH_PHONE: &str = "Open with finger or face";
/// The phone gave nothing: the person stopped, or it has forgotten.
pub const WITH_PHONE_STOPPED: Notice = Notice {
    happened: "The phone did not open it.",
    next_step: "Try again, or type your password. Nothing is lost.",
};
/// The phone gave something else than before.
pub const WITH_PHONE_WRONG: Notice = Notice {
    happened: "Finger or face does not open it any more.",
    next_step: "Type your password. Then set it up again in Settings. Nothing is lost.",
};
/// Words that are kept without opening the notebook.
pub const QUICK: &str = "Quick note";
/// What becomes of them.
pub const QUICK_WHY: &str = "Write now, without the password. It waits in your notebook until you open it.";
/// Label.
pub const QUICK_WORDS: &str = "What was said?";
/// They are kept.
pub const QUICK_KEPT: &str = "Saved on this phone.";
/// Where they are.
pub const QUICK_KEPT_NEXT: &str = "You will find it on Home when you open your notebook.";
/// There is no notebook any more to keep it in.
pub const QUICK_GONE: Notice = Notice {
    happened: "This notebook was erased in another window.",
    next_step: "Copy your words somewhere safe. Then close Ginnel and open it.",
};
/// There is no room for it, and nothing can be sent from the door.
pub const QUICK_FULL: Notice = Notice {
    happened: "This phone is full, so this is not kept.",
    next_step: "Leave Ginnel open: your words are still in it. Delete some photos or apps, then try again.",
};
/// The fold for who has forgotten it.
pub const FORGOTTEN: &str = "I forgot my password";
/// What helps.
pub const FORGOTTEN_TEXT: &str = "Your printed code opens it. It has eight groups of six digits.";
/// What does not.
pub const FORGOTTEN_ELSE: &str =
    "Without the password or the code nobody can open these notes. We cannot either: we have no copy.";
/// What does not, where an organisation can help.
pub const FORGOTTEN_PRIVATE: &str =
    "Without the password or the code nobody can open what is Only me. We cannot either: we have no copy.";
/// Label.
pub const CODE: &str = "The printed code";
/// Opens the notebook.
pub const OPEN_WITH_CODE: &str = "Open it with the code";
/// Danger does not wait for a password.
pub const DANGER: &str = "In danger now? Ring 999.";

/// Wrong a few times: the next try has to wait.
pub fn wait(seconds: u32) -> String {
    format!("Wait {seconds} seconds, then try again")
}

/// A code of so many digits is not a code.
pub fn digits(digits: usize) -> String {
    format!("The code has 48 digits. You typed {digits}.")
}

/// A group of the code has a slip in it.
pub fn slip(group: usize) -> String {
    format!("Look at group {group} again. There is a slip in it.")
}

/// Title of the page that sets it.
pub const SET: &str = "Set a password";
/// Title of the page that changes it.
pub const CHANGE: &str = "Change the password";
/// Why.
pub const SET_WHY: &str = "Then nobody who finds this phone can read your notes.";
/// What changes with it.
pub const CHANGE_WHY: &str = "The password before stops working. Your printed code stays as it is.";
/// Before either is changed.
pub const PROOF_WHY: &str = "First, the password or code of today: so nobody else can change it.";
/// It was neither.
pub const PROOF_WRONG: Notice = Notice {
    happened: "That is not the password or code of today.",
    next_step: "Check it, then try again. Nothing has changed.",
};
/// While it is tried.
pub const TRYING: &str = "Trying it… this takes a moment";
/// Label.
pub const NEW_PASSWORD: &str = "A new password";
/// How it should be.
pub const NEW_HINT: &str = "Ten letters or more. Three words are easy to type with one thumb.";
/// Three words are offered.
pub const THREE_WORDS: &str = "Three words you could use";
/// Takes them.
pub const USE_THESE: &str = "Use these";
/// Others.
pub const OTHERS: &str = "Other words";
/// While they are fetched.
pub const FETCHING: &str = "…";
/// Too short.
pub const TOO_SHORT: &str = "Make it ten letters or more, and not only digits.";
/// On to the code.
pub const NEXT: &str = "Next";
/// Title of the step with the code.
pub const PRINT: &str = "Your code for a bad day";
/// What it is for.
pub const PRINT_WHY: &str =
    "This code opens your notebook if you forget the password. Nothing else opens all of it.";
/// Where to keep it.
pub const PRINT_HOW: &str = "Print it or copy it by hand. Keep it at home, never with the phone.";
/// Prints it.
pub const PRINT_NOW: &str = "Print it";
/// Proof that it is on paper.
pub const COPIED: &str = "Type the last group from your paper";
/// What it proves.
pub const COPIED_HINT: &str = "So you know it is there when you need it.";
/// It is another group.
pub const COPIED_WRONG: &str = "That is not the last group. Look at your paper again.";
/// Sets both.
pub const SET_IT: &str = "Set it";
/// Changes the password.
pub const CHANGE_IT: &str = "Change it";
/// While it is done.
pub const SETTING: &str = "Setting it… this takes a moment";
/// Done.
pub const DONE: &str = "Your notebook has a password now";
/// Done.
pub const CHANGED: &str = "Your new password works now";
/// Done.
pub const CODE_CHANGED: &str = "Your new code works now";
/// What is so from now on, one line each.
pub const DONE_LINES: [&str; 3] = [
    "Ginnel asks for the password when it opens, and after a while without a touch.",
    "A person who finds the phone cannot read your notes. A person who knows the password can.",
    "Files you sent before, and copies in Downloads or mail, are not locked by it.",
];
/// And where nobody else could help.
pub const DONE_ALONE: &str = "Forget the password and lose the code, and nobody can open these notes.";
/// And where an organisation could.
pub const DONE_HELPED: &str =
    "Without both, your organisation can help you open shared notes. Nobody can open Only me.";
/// Older notes are being sealed again.
pub const SEALING: &str = "Your older notes are being locked now. You can go on.";
/// Goes on.
pub const GO_ON: &str = "Done";

/// Heading in Settings.
pub const LOCK: &str = "Password and lock";
/// There is none.
pub const NONE: &str = "There is no password. Anyone who opens this phone can read your notes.";
/// There is one.
pub const HAS: &str = "Your notebook has a password.";
/// Locks it.
pub const LOCK_NOW: &str = "Lock it now";
/// Lets the phone's own lock open the notebook too.
pub const PASSKEY: &str = "Open it with finger or face";
/// What to know before.
pub const PASSKEY_WHY: &str = "Finger or face is quicker, and your password goes on working. \
    But then anyone who can unlock this phone can read your notes.";
/// While the phone asks.
pub const PASSKEY_ASKING: &str = "Your phone is asking you…";
/// It is so.
pub const PASSKEY_HAS: &str = "Your finger, your face or the code of this phone opens it too.";
/// The phone gives something else than before.
pub const PASSKEY_AGAIN: &str = "Set finger or face up again";
/// Ends that.
pub const PASSKEY_END: &str = "Ask for the password only";
/// How the phone lists it.
pub const PASSKEY_NAME: &str = "Notes on this phone";
/// It was set up.
pub const PASSKEY_WORKS: Notice = Notice {
    happened: "Finger or face opens your notebook now.",
    next_step: "Keep your password in mind: it is the way in when the phone says no.",
};
/// The phone gave nothing.
pub const PASSKEY_STOPPED: Notice =
    Notice { happened: "It was not set up.", next_step: "Your password works as before. You can try again." };
/// It has not got what is needed.
pub const PASSKEY_CANNOT: Notice = Notice {
    happened: "This phone cannot open the notebook that way.",
    next_step: "Your password works as before.",
};
/// A new printed code.
pub const NEW_CODE: &str = "New printed code";
/// Why one would.
pub const NEW_CODE_WHY: &str = "The code before stops working. Your password stays as it is.";
/// Legend of the times.
pub const AFTER: &str = "Lock it when nobody touches it for";
/// A time.
pub fn minutes(n: u32) -> String {
    counts::count(n as usize, "minute", "minutes")
}

/// Offered with the first notes.
pub const OFFER: &str = "Anyone who opens this phone can read what you write.";
/// Offered with the first note that is for nobody else.
pub const OFFER_PRIVATE: &str = "Only me is safest with a password.";
/// What to know before.
pub const OFFER_PRIVATE_NEXT: &str = "If you forget it, nobody can open these notes for you. Print the code.";
/// Not today.
pub const NOT_NOW: &str = "Not now";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_short() {
        let all = [
            WRONG_NEXT,
            FORGOTTEN_ELSE,
            FORGOTTEN_PRIVATE,
            PRINT_WHY,
            PRINT_HOW,
            NONE,
            OFFER_PRIVATE_NEXT,
            DONE_ALONE,
            DONE_HELPED,
        ];
        for sentence in all.iter().chain(&DONE_LINES).flat_map(|line| line.split_inclusive(['.', '?'])) {
            assert!(sentence.split_whitespace().count() <= 20, "{sentence}");
        }
    }
}
