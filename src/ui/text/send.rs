//! Send: what leaves, what stays, and the way out.

use super::counts;
use crate::platform::ways::Way;

/// Name of the page.
pub const SEND: &str = "Send";
/// Under the heading.
pub const LEAD: &str = "Look first. Nothing leaves until you hand the file over.";
/// In the practice notebook.
pub const PRACTICE: &str = "This is the practice notebook.";
/// What follows from it.
pub const PRACTICE_NEXT: &str = "A file made here holds invented notes. Do not send it to anyone.";
/// While older rows are read.
pub const OPENING: &str = "Still opening older notes…";
/// Heading of what goes.
pub const LEAVES: &str = "What leaves";
/// Heading of what does not.
pub const STAYS: &str = "What stays";
/// Nothing goes.
pub const NOTHING: &str = "Nothing to send yet";
/// Why, and what then.
pub const NOTHING_NEXT: &str = "Notes for your coordinator will stand here.";
/// Fold of notes.
pub const NOTES: &str = "Notes";
/// Fold of responses.
pub const RESPONSES: &str = "Talking points";
/// Fold of groups that go by name.
pub const GROUPS: &str = "Groups, by name";
/// A record of which nothing is to be read.
pub const NO_WORDS: &str = "Without words";
/// What holds unfinished notes back.
pub const UNFINISHED_NEXT: &str = "Unfinished notes stay until you finish them, or send them as they are.";
/// The question about them.
pub const UNFINISHED: &str = "Unfinished notes";
/// Opens one.
pub const FINISH: &str = "Finish";
/// The choice to send them as they are.
pub const SEND_THEM_TOO: &str = "Send them too";
/// To the page that closes words in all versions.
pub const TAKE_OUT: &str = "Take out for good";
/// Above what looks like one person.
pub const REPLACING: &str = "In your own notes, what you replace goes from earlier versions too. \
     They lose all the words of that box.";
/// After a replacement.
pub const REPLACED: &str = "Replaced.";
/// How far it reaches.
pub const REPLACED_NEXT: &str =
    "Earlier versions lost it too. The next file asks for it back. Copies already printed or forwarded stay.";
/// How far it reaches in what somebody else wrote.
pub const REPLACED_FOR_NOW: &str =
    "Somebody else wrote this first. Earlier versions here, and files sent before, may still hold it.";
/// To the note.
pub const SEE_NOTE: &str = "See the note";
/// Label of the field.
pub const WHO: &str = "Who gets the file?";
/// What to write there.
pub const WHO_HINT: &str = "The name of the office, not of a person. It stands in the file.";
/// The main button.
pub const MAKE: &str = "Make the file";
/// While it is made.
pub const MAKING: &str = "Making the file…";
/// Heading after it.
pub const READY: &str = "Your file is ready";
/// The phone had no room to wrap it.
pub const NO_ROOM: &str = "This phone has no room for the file.";
/// What then.
pub const NO_ROOM_NEXT: &str = "Close other apps and make the file again. Your notes are safe.";
/// Before the share sheet opens.
pub const SHEET: &str = "Choose your work e-mail or Teams.";
/// Why.
pub const SHEET_NEXT: &str =
    "The list that opens may also hold private chats. A file sent there stays there.";
/// The browser would not.
pub const REFUSED: &str = "Your phone would not take the file that way.";
/// What then.
pub const REFUSED_NEXT: &str = "Try another way. The file is still here.";
/// After the device took it.
pub const HAS_IT_GONE: &str = "Has it gone?";
/// What a copy still needs.
pub const COPIED: &str = "Copied. Paste it into a message to your coordinator.";
/// Where a download is.
pub const DOWNLOADED: &str = "Look in your downloads. Attach the file to an e-mail.";
/// It went.
pub const YES: &str = "Yes";
/// It did not go yet.
pub const NOT_YET: &str = "Not yet";
/// After *Not yet*.
pub const NOT_YET_NEXT: &str = "The file is still here. Send it again, or choose another way.";
/// After *Yes*.
pub const WENT: &str = "Marked as sent";
/// Whose word that is.
pub const WENT_NEXT: &str = "You told us so. Whether it arrived, only they can say.";
/// What is left behind by sending.
pub const COPIES: &str = "A copy may lie in Downloads or in sent mail. Ginnel cannot lock or erase it there.";
/// The text of the file, where nothing else works.
pub const FILE_TEXT: &str = "The text of the file";
/// Above it.
pub const FILE_TEXT_HINT: &str = "Press long on the text, select all of it, and copy.";
/// Other ways than the first.
pub const OTHER_WAYS: &str = "Other ways";

/// What is said while a file is handed over, and after it.
#[derive(Debug)]
pub struct Words {
    /// Before the share sheet opens.
    pub sheet: &'static str,
    /// Why.
    pub sheet_next: &'static str,
    /// After the device took it.
    pub has_it_gone: &'static str,
    /// What a copied text still needs.
    pub copied: &'static str,
    /// Where a download is.
    pub downloaded: &'static str,
    /// After *Yes*.
    pub went: &'static str,
    /// Whose word that is.
    pub went_next: &'static str,
    /// What is left behind; empty where that is meant.
    pub copies: &'static str,
}

/// Of a file for somebody else.
pub const SENDING: Words = Words {
    sheet: SHEET,
    sheet_next: SHEET_NEXT,
    has_it_gone: HAS_IT_GONE,
    copied: COPIED,
    downloaded: DOWNLOADED,
    went: WENT,
    went_next: WENT_NEXT,
    copies: COPIES,
};

/// What leaves, in one line.
pub fn leaving(notes: usize, responses: usize, groups: usize) -> String {
    let mut parts = Vec::new();
    if notes > 0 {
        parts.push(counts::notes(notes));
    }
    if responses > 0 {
        parts.push(counts::responses(responses));
    }
    if groups > 0 {
        parts.push(counts::groups(groups));
    }
    counts::and(&parts)
}

/// Groups that go without a name.
pub fn unnamed(n: usize) -> String {
    match n {
        1 => "1 group goes as “a small group”. It asked not to be named.".to_owned(),
        n => format!("{n} groups go as “a small group”. They asked not to be named."),
    }
}

/// Records that were taken back or narrowed since they could go out.
pub fn asked_back(n: usize) -> String {
    match n {
        1 => "1 thing is asked for back, wherever it went.".to_owned(),
        n => format!("{n} things are asked for back, wherever they went."),
    }
}

/// What is *Only me*.
pub fn only_me(n: usize) -> String {
    match n {
        0 => "Nothing is marked Only me.".to_owned(),
        1 => "1 note is Only me. It is not in the file.".to_owned(),
        n => format!("{n} notes are Only me. They are not in the file."),
    }
}

/// How many are unfinished.
pub fn unfinished(n: usize) -> String {
    match n {
        1 => "1 note is unfinished".to_owned(),
        n => format!("{n} notes are unfinished"),
    }
}

/// Between two parts.
pub fn parts_gone(done: usize, of: usize) -> String {
    format!("{done} of {of} parts handed over. Now the next one.")
}

/// What a way is called on its button, where the file is for somebody or one's `own`. `part` is none where there is only one.
pub fn way(way: Way, own: bool, to: &str, part: Option<(usize, usize)>) -> String {
    let what = match way {
        Way::Share | Way::ShareAsText if own => "Choose where to keep it".to_owned(),
        Way::Share | Way::ShareAsText if to.is_empty() => "Send the file".to_owned(),
        Way::Share | Way::ShareAsText => format!("Send to {to}"),
        Way::SaveAs => "Save the file…".to_owned(),
        Way::Download => "Put it in downloads".to_owned(),
        Way::Copy => "Copy the text of the file".to_owned(),
    };
    match part {
        Some((part, parts)) => format!("{what} ({part} of {parts})"),
        None => what,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leaves_is_said_in_one_line() {
        assert_eq!(leaving(5, 1, 3), "5 notes, 1 talking point and 3 groups");
        assert_eq!(leaving(0, 0, 0), "");
        assert_eq!(way(Way::Share, false, "Fold CVS", None), "Send to Fold CVS");
        assert_eq!(way(Way::Download, true, "", Some((1, 2))), "Put it in downloads (1 of 2)");
    }
}
