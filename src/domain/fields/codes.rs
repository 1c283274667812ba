//! The lists that values are chosen from. A code is never renamed or given a new meaning; unknown ones are shown
//! as they came.

/// Who one was with, whose view it is, to whom a promise was made.
pub const PARTIES: &[&str] = &[
    "residents",
    "informal_group",
    "small_vcfse",
    "larger_vcfse",
    "vcfse_infrastructure",
    "faith",
    "link_workers",
    "primary_care",
    "pcn_lead",
    "public_health",
    "council",
    "icp_ics",
    "icp_sponsor",
    "other_nhs",
    "other",
];

/// What the writer of a note is: a party, or a partner in learning.
pub const AUTHOR_ROLES: &[&str] = &[
    "link_workers",
    "residents",
    "informal_group",
    "small_vcfse",
    "larger_vcfse",
    "vcfse_infrastructure",
    "faith",
    "primary_care",
    "pcn_lead",
    "public_health",
    "council",
    "icp_ics",
    "icp_sponsor",
    "other_nhs",
    "learning_partner",
    "other",
];

/// Where it was.
pub const SETTINGS: &[&str] = &[
    "community_venue",
    "faith_place",
    "gp_or_pcn_site",
    "council_site",
    "school",
    "outdoors",
    "event",
    "online",
    "phone",
    "home",
];

/// What it was.
pub const ACTIVITIES: &[&str] =
    &["chat", "group_visit", "meeting", "event", "walkabout", "call", "site_visit"];

/// How many people, in bands, which say less about each.
pub const SIZE_BANDS: &[&str] = &["1", "2-4", "5-15", "16-49", "50+"];

/// How far those met had a say.
pub const DEPTHS: &[&str] = &["informed", "consulted", "involved", "collaborated", "community_led"];

/// What is strong here.
pub const ASSETS: &[&str] = &["gifts", "associations", "institutions", "place", "exchange", "stories"];

/// What it was about.
pub const THEMES: &[&str] = &[
    "money",
    "housing",
    "food",
    "work",
    "loneliness",
    "mood",
    "caring",
    "moving_more",
    "transport",
    "digital",
    "safety",
    "green_space",
    "access_to_care",
    "other",
];

/// Whether people were told what happened.
pub const LOOPS: &[&str] = &["not_yet", "told_them", "not_needed"];

/// How people were told what the words are for.
pub const TOLD: &[&str] = &["public_meeting", "told_verbally", "leaflet", "asked_and_agreed", "no"];

/// How large a group is.
pub const ORG_SIZES: &[&str] = &["volunteers", "few_paid", "larger"];

/// What a group wishes.
pub const WISHES: &[&str] = &["ask_before_writing", "do_not_name", "no_more_visits"];

/// What became of a question.
pub const OUTCOMES: &[&str] = &["answered", "declined", "no_answer"];

/// Whose words an answer is in.
pub const WHOSE_WORDS: &[&str] = &["their_words", "my_paraphrase", "my_reading"];

/// Who helped with the language.
pub const INTERPRETERS: &[&str] = &["none", "person", "phone", "family"];

/// Who makes a promise.
pub const PROMISE_BY: &[&str] = &["us", "them", "both"];

/// What became of a promise. The last three stand equal.
pub const PROMISE_STATES: &[&str] = &["open", "kept", "changed", "let_go"];

/// What a new note may start with.
pub const DEFAULT_SHARING: &[&str] = &["my_coordinator", "private"];
