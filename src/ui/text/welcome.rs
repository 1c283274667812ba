//! The first run: what it is for, what becomes of your words, where you work.

/// The title.
pub const TITLE: &str = "Welcome";

/// Where one is in it, for a screen reader and the eye.
pub fn step(step: usize) -> String {
    format!("Step {step} of 3")
}

/// First: what it is for.
pub const WHAT_FOR: &str = "A notebook for work with groups and places";
/// In a few paragraphs.
pub const WHAT_FOR_LINES: [&str; 4] = [
    "Keep what people told you, what you promised, and what you learnt. It works with no signal.",
    "It is for neighbourhood engagement records, notes for short, and talking-point responses.",
    "It is for notes about groups and places. It is not for notes about one person’s care.",
    "It is not for emergencies. If someone is in danger, ring 999. Help says what to do if you are worried.",
];

/// Second: what becomes of your words.
pub const YOUR_WORDS: &str = "Your words, in five lines";
/// The five.
pub const YOUR_WORDS_LINES: [&str; 5] = [
    "Your notes are on this phone and nowhere else until you send them. There is no account.",
    "You choose who each note is for. “Only me” notes are never in a file for anyone else.",
    "Write about the group, not the person. Leave out names, health, faith and addresses. Groups can ask what you wrote, and say no.",
    "Phones get lost. Until you set a password, anyone who opens this phone can read your notes. We have no copy.",
    "If you talk into your keyboard, the company that made it may hear. In company, type three words instead.",
];
/// Small print.
pub const SMALL_PRINT: &str = "Whoever you send notes to decides how they are used. On a work phone your employer may ask to see what is there.";

/// Third: where and code.
pub const WHERE: &str = "Where do you work?";
/// The areas.
pub const AREA: &str = "Your area";
/// None of them.
pub const NO_AREA: &str = "My area is not here";
/// What then.
pub const NO_AREA_HINT: &str = "That is fine. You can type the places you go to.";
/// Fold: names of areas that ended.
pub const OLDER_AREAS: &str = "Looking for an older name?";

/// Who is at work in the area that is chosen.
pub fn at_work(parties: &str) -> String {
    format!("At work there: {parties}.")
}

/// What a coordinator may have sent.
pub const FILE: &str = "Did your coordinator send you a file?";
/// What it does.
pub const FILE_HINT: &str = "It can bring your area and your talking points. You can do this later too.";
/// While it is read.
pub const FILE_READING: &str = "Reading the file…";
/// It came in.
pub const FILE_DONE: &str = "It is in your notebook now.";
/// The role, as long as it is the one that most people here have.
pub const ROLE: &str = "Not a link worker?";
/// The roles.
pub const ROLE_LEGEND: &str = "Your role";

/// The code that was made ready.
pub fn code(code: &str) -> String {
    format!("Your code is {code}")
}

/// What the code does.
pub const CODE_TEXT: &str = "It stands in your notes instead of your name. Your coordinator can know it is you. Nobody else needs to.";
/// Another one.
pub const ANOTHER_CODE: &str = "Another code";
/// Begins.
pub const START: &str = "Start";
/// The practice notebook.
pub const LOOK_AROUND: &str = "Look around first";
/// For whoever has a new phone.
pub const HAVE_COPY: &str = "I have a copy of my notebook";
/// What that is.
pub const LOOK_AROUND_TEXT: &str = "A practice notebook with an invented week. You can throw it away.";

/// On an iPhone in a tab.
pub const INSTALL: &str = "Put Ginnel on your home screen first";
/// Why.
pub const INSTALL_WHY: &str = "In a browser tab this phone clears notes that are not opened for a week. On the home screen it keeps them.";
/// The three pictures.
pub const INSTALL_STEPS: [&str; 3] =
    ["Tap Share in your browser.", "Choose Add to Home Screen.", "Open Ginnel from your home screen."];

/// Birds of hedge and shore: half of a code.
const BIRDS: [&str; 24] = [
    "wren",
    "plover",
    "heron",
    "dunnock",
    "linnet",
    "curlew",
    "robin",
    "swift",
    "martin",
    "lapwing",
    "dipper",
    "siskin",
    "finch",
    "kestrel",
    "teal",
    "thrush",
    "wagtail",
    "avocet",
    "rook",
    "merlin",
    "redstart",
    "sanderling",
    "warbler",
    "whimbrel",
];

/// A code of a bird and a number, from two random bytes.
pub fn code_from(random: [u8; 2]) -> String {
    let bird = BIRDS[usize::from(random[0]) % BIRDS.len()];
    format!("{bird}-{}", u16::from(random[1]) % 97 + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_short() {
        let all = WHAT_FOR_LINES.iter().chain(&YOUR_WORDS_LINES).chain(&INSTALL_STEPS);
        for sentence in all.flat_map(|line| line.split_inclusive(['.', '?'])) {
            assert!(sentence.split_whitespace().count() <= 20, "{sentence}");
        }
    }

    #[test]
    fn every_code_is_a_bird_and_a_number() {
        for n in 0..=255 {
            let code = code_from([n, n]);
            let (bird, number) = code.split_once('-').unwrap();
            assert!(BIRDS.contains(&bird) && (2..=98).contains(&number.parse::<u8>().unwrap()));
        }
    }
}
