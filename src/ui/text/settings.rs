//! Settings: who writes, how it looks, the practice notebook, and what this app is.

/// Name of the page.
pub const SETTINGS: &str = "Settings";
/// Heading.
pub const YOU: &str = "You";
/// Label.
pub const CODE: &str = "Your code";
/// What it is for.
pub const CODE_HINT: &str = "Not your name. Your coordinator can know it is you. Nobody else needs to.";
/// The question inside a fold.
pub const CHOOSE_ONE: &str = "Choose one";
/// What a change does.
pub const YOU_NEXT: &str = "This stands in new notes. Notes you wrote before stay as they are.";
/// The code is empty.
pub const CODE_MISSING: &str = "Write a code, for example a bird and a number.";

/// Heading.
pub const LOOK: &str = "How it looks";
/// Label.
pub const THEME: &str = "Light or dark";
/// As the phone has it.
pub const THEME_SYSTEM: &str = "As my phone";
/// Always light.
pub const THEME_LIGHT: &str = "Light";
/// Always dark.
pub const THEME_DARK: &str = "Dark";
/// Label.
pub const TEXT_SIZE: &str = "Size of text";
/// As it is.
pub const TEXT_USUAL: &str = "Usual";
/// Bigger.
pub const TEXT_BIG: &str = "Bigger";
/// Bigger still.
pub const TEXT_BIGGEST: &str = "Biggest";

/// Heading.
pub const PRACTICE: &str = "Practice notebook";
/// What it is.
pub const PRACTICE_ABOUT: &str = "An invented week to try things out in. It never mixes with your own notes.";
/// Opens it.
pub const PRACTICE_OPEN: &str = "Look around in it";
/// One is in it.
pub const PRACTICE_HERE: &str = "You are in the practice notebook now.";
/// Back to one's own.
pub const PRACTICE_LEAVE: &str = "Back to my own notebook";
/// Makes it as new.
pub const PRACTICE_DELETE: &str = "Delete the practice notebook";
/// What that does.
pub const PRACTICE_DELETE_NEXT: &str = "What you tried out there goes. Your own notes are not touched.";

/// Heading.
pub const INSTALL: &str = "On your home screen";
/// It is there.
pub const INSTALLED: &str = "Ginnel is on your home screen.";
/// The browser offers it.
pub const INSTALL_OFFER: &str = "Then it opens like any other app, with or without a signal.";
/// Takes the offer.
pub const INSTALL_NOW: &str = "Put it on my home screen";
/// By hand, on an iPhone.
pub const INSTALL_APPLE: &str =
    "Tap Share in the browser, then Add to Home Screen. Do this before you write.";
/// By hand, elsewhere.
pub const INSTALL_MENU: &str = "Open the menu of your browser. Choose Install, or Add to home screen.";

/// Heading.
pub const LEAVING: &str = "A phone that is lost, full or handed on";
/// To the page that erases everything.
pub const ERASE: &str = "Erase this phone";

/// Heading.
pub const KEPT: &str = "What is kept, and where";
/// What is kept, one line each.
pub const KEPT_LINES: [&str; 7] = [
    "Your notes, groups, talking points and drafts are on this phone and nowhere else.",
    "There is no account and no server. Nothing leaves until you hand a file over.",
    "Each note has a day. It has no clock time and no position.",
    "Your code and role stand in each note. Your name does not.",
    "A file you send carries a key of this phone. It shows that the file is yours.",
    "Notes are scrambled on the phone. Without a password, anyone who opens Ginnel can read them.",
    "Your coordinator’s organisation decides how notes sent to it are used.",
];

/// Heading.
pub const ABOUT: &str = "About Ginnel";
/// What a ginnel is.
pub const ABOUT_LINES: [&str; 3] = [
    "A ginnel is a narrow way between houses: a short cut from one neighbour to the next.",
    "Ginnel asks nothing of any other website. It works for ever without a network.",
    "It is free, open source, and licensed MIT or Apache-2.0.",
];

/// The version in one line.
pub fn version(version: &str, build: &str) -> String {
    if build.is_empty() { format!("Version {version}") } else { format!("Version {version}, build {build}") }
}
