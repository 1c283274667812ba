//! An answer to a talking point.

use super::Field;
use super::Fold::{More, Open, Quiet};
use super::ValueType::{Date, Line, OneOf, Record, Records, Scale, Words, YesNo};
use super::codes;

/// The rows of a response. Answer, scale, outcome and whose words move as one.
pub const FIELDS: &[Field] = &[
    Field::new("engagement_id", Record, Quiet),
    Field::new("set_id", Record, Quiet).unit("prompt"),
    Field::new("prompt_id", Record, Quiet).unit("prompt"),
    Field::new("prompt_key", Line, Quiet).unit("prompt"),
    Field::new("prompt_as_asked", Words, Quiet).required().unit("prompt").searched(),
    Field::new("outcome", OneOf(codes::OUTCOMES), Open).required().unit("answer"),
    Field::new("answer", Words, Open).unit("answer").searched(),
    Field::new("scale", Scale, Open).unit("answer"),
    Field::new("whose_words", OneOf(codes::WHOSE_WORDS), Open).unit("answer"),
    Field::new("respondent_kind", OneOf(codes::PARTIES), Open),
    Field::new("language_used", Line, More),
    Field::new("dir", Line, Quiet).unit("answer"),
    Field::new("interpreter", OneOf(codes::INTERPRETERS), More),
    Field::new("checked_back", YesNo, More),
    Field::new("area", Record, Quiet).unit("place"),
    Field::new("places", Records, Quiet).unit("place"),
    Field::new("whole_area", YesNo, Quiet).unit("place"),
    Field::new("happened_on", Date, Quiet),
    Field::new("author", Line, Quiet).limit(1),
    Field::new("author_role", OneOf(codes::AUTHOR_ROLES), Quiet),
];
