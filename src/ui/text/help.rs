//! Help: in danger, worried, alone, a lost phone, and how this works. Works without a signal.

/// Name of the page.
pub const HELP: &str = "Help";
/// Under the heading.
pub const LEAD: &str = "Ginnel is not a way to report a worry. Nobody watches it.";

/// The first card.
pub const DANGER: &str = "In danger now";
/// When.
pub const DANGER_TEXT: &str = "If you or someone else is in danger, or badly hurt, ring now.";
/// The only number in the product.
pub const RING: &str = "Ring 999";
/// Where it leads.
pub const RING_HREF: &str = "tel:999";

/// Card.
pub const WORRIED: &str = "Worried about someone";
/// Its lines.
pub const WORRIED_LINES: [&str; 4] = [
    "Tell the person your organisation has named for this. Do it today, and by voice.",
    "Do not promise to keep it secret. Say whom you will tell.",
    "Do not write it in a note here. Your organisation has a place for it.",
    "If it cannot wait and nobody answers, ring the council. Ask for safeguarding.",
];
/// Card.
pub const ALONE: &str = "Working alone";
/// Its lines.
pub const ALONE_LINES: [&str; 4] = [
    "Before you go: tell a colleague where you are and when you will be back.",
    "Meet in places where other people are.",
    "If it feels wrong, leave. You need no reason.",
    "When you are out: tell that colleague.",
];
/// No number came with the area settings.
pub const NO_NUMBER: &str =
    "No number for this came with your area settings. Ask your manager, and keep it in your phone.";
/// Card.
pub const LOST: &str = "Lost phone";
/// Its lines.
pub const LOST_LINES: [&str; 4] = [
    "Tell your manager today, and your coordinator.",
    "Was there a password on your notebook? Without it, whoever opens the phone can read your notes. Say so.",
    "Lock or wipe the phone from afar, if you can.",
    "What you had sent is with your coordinator. A copy you kept brings the rest back. Without one it is gone.",
];
/// Card.
pub const HOW: &str = "How Ginnel works";
/// Fold: who sees a note.
pub const LEVELS: &str = "Who can see a note";
/// Its lines.
pub const LEVELS_LINES: [&str; 4] = [
    "Only me: it is never in a file for anyone else.",
    "My coordinator: it goes in the file you send.",
    "All areas, no names: your coordinator may pass it on without names.",
    "Anyone may read: it may be printed or put online.",
];
/// Fold: taking back.
pub const TAKE_BACK: &str = "Taking a note back";
/// Its lines.
pub const TAKE_BACK_LINES: [&str; 4] = [
    "Take back puts a note into the bin. You can bring it back from there.",
    "The next file you send asks for it back.",
    "Take out for good removes words from this phone at once, older versions too.",
    "Copies already printed or forwarded stay where they are.",
];
/// Fold: groups.
pub const GROUPS: &str = "Writing about groups";
/// Its lines.
pub const GROUPS_LINES: [&str; 4] = [
    "Write about the group, not the person. Leave out names, health, faith and addresses.",
    "Say it aloud: “I’d like to write down some of what you said, without names.”",
    "“You can see it. You can tell me to take it out. Is that all right?”",
    "A group can ask not to be named. Files then say “a small group”.",
];
/// Fold: dictation.
pub const DICTATION: &str = "Talking instead of typing";
/// Its lines.
pub const DICTATION_LINES: [&str; 3] = [
    "Tap the microphone on your keyboard. Ginnel itself never listens.",
    "The company that made the keyboard may hear what you say.",
    "In company, type three words. Finish the note later.",
];
/// Fold: no signal.
pub const OFFLINE: &str = "Without a signal";
/// Its lines.
pub const OFFLINE_LINES: [&str; 3] = [
    "All of Ginnel works without a signal.",
    "“Saved on this phone” means that the words were kept and read back.",
    "A file can wait. Send it when there is a signal.",
];
/// Fold: sending.
pub const SENDING: &str = "Sending";
/// Its lines.
pub const SENDING_LINES: [&str; 3] = [
    "Send shows what leaves before it leaves.",
    "Each file holds all that your coordinator may see. Sending twice does no harm.",
    "“Sent” is your own word. Only they can say that it arrived.",
];
/// Fold: words of the area.
pub const WORDS: &str = "Words used here";
/// What the area has a word for, by its key in the settings: what that word means, where they do not say so themselves.
pub const TOLD: [(&str, &str); 4] = [
    ("vcfse", "Charities, community and faith groups, and social enterprises."),
    ("pcn", "Surgeries that work together."),
    ("icp", "Health, councils and groups of one area, working together."),
    ("place", "A part of the area."),
];
