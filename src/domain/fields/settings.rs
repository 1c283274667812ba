//! Area settings: areas, places, words, talking points, keys to seal for, and rules. They come in packs; a
//! place may also be typed.

use super::Field;
use super::Fold::Quiet;
use super::ValueType::{Date, Line, Lines, Number, Object, Objects, OneOf, Record, Words, YesNo};
use super::codes;

/// The rows of an area.
pub const AREA: &[Field] = &[
    Field::new("label", Line, Quiet),
    Field::new("level", Line, Quiet),
    Field::new("valid_from", Date, Quiet),
    Field::new("valid_to", Date, Quiet),
    Field::new("became", Words, Quiet),
    Field::new("description", Words, Quiet),
    Field::new("population", Words, Quiet),
    Field::new("rural_urban", Line, Quiet),
    Field::new("aim", Words, Quiet),
    Field::new("theme", Words, Quiet),
    Field::new("funding", Words, Quiet),
    Field::new("roles", Objects, Quiet),
];

/// The rows of a place. `typed` marks one that a worker wrote, for the coordinator to map later.
pub const PLACE: &[Field] = &[
    Field::new("label", Line, Quiet),
    Field::new("area", Record, Quiet),
    Field::new("typed", YesNo, Quiet),
    Field::new("codes", Objects, Quiet),
    Field::new("rural_urban", Line, Quiet),
];

/// The rows of the words an area uses: one path a word.
pub const WORDS: &[Field] = &[
    Field::new("area", Record, Quiet),
    Field::new("vcfse", Line, Quiet),
    Field::new("pcn", Line, Quiet),
    Field::new("icp", Line, Quiet),
    Field::new("place", Line, Quiet),
    Field::new("own.*", Object, Quiet),
];

/// The rows of a set of talking points.
pub const PROMPT_SET: &[Field] = &[
    Field::new("key", Line, Quiet),
    Field::new("label", Line, Quiet),
    Field::new("version", Number, Quiet),
    Field::new("start_with", Lines, Quiet),
    Field::new("about", Words, Quiet),
];

/// The rows of one talking point.
pub const PROMPT: &[Field] = &[
    Field::new("set", Record, Quiet),
    Field::new("key", Line, Quiet),
    Field::new("order", Number, Quiet),
    Field::new("theme", Line, Quiet),
    Field::new("text", Words, Quiet),
    Field::new("probes", Lines, Quiet),
    Field::new("answer", Line, Quiet),
    Field::new("low", Line, Quiet),
    Field::new("high", Line, Quiet),
    Field::new("suits", Lines, Quiet),
    Field::new("why_ask", Words, Quiet),
    Field::new("offers", Line, Quiet),
    Field::new("translations.*", Object, Quiet),
];

/// The rows of the keys that files are sealed for. They say whose they are, and come in signed files only.
pub const KEYS: &[Field] = &[
    Field::new("issuer", Line, Quiet),
    Field::new("label", Line, Quiet),
    Field::new("area", Record, Quiet),
    Field::new("recipients.*", Object, Quiet),
];

/// The rows of what an organisation asks of its phones. Each may narrow what a phone does without it, and none may widen
/// it (`domain/rules.rs`).
pub const RULES: &[Field] = &[
    Field::new("issuer", Line, Quiet),
    Field::new("label", Line, Quiet),
    Field::new("area", Record, Quiet),
    Field::new("retention_days", Number, Quiet),
    Field::new("default_sharing", OneOf(codes::DEFAULT_SHARING), Quiet),
    Field::new("lock_minutes", Number, Quiet),
    Field::new("org_names_cross_areas", YesNo, Quiet),
];
