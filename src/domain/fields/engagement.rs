//! An engagement record: a note of a conversation with a group, an organisation or a place.

use super::Field;
use super::Fold::{Missing, More, Open, Promise, Quiet, TheirWords};
use super::ValueType::{AnyOf, Date, Line, Lines, Object, OneOf, Record, Records, Words, YesNo};
use super::codes;

/// The rows of a note.
pub const FIELDS: &[Field] = &[
    Field::new("happened_on", Date, Open).required(),
    Field::new("area", Record, Quiet).unit("place"),
    Field::new("places", Records, Open).required().unit("place"),
    Field::new("whole_area", YesNo, Open).unit("place"),
    Field::new("with_kinds", AnyOf(codes::PARTIES), Open).required(),
    Field::new("words", Words, Open).required().searched(),
    Field::new("orgs", Records, Open).limit(1),
    Field::new("quotes.*", Object, TheirWords).limit(1).searched(),
    Field::new("told_purpose", OneOf(codes::TOLD), TheirWords),
    Field::new("promises.*", Object, Promise).limit(1).searched(),
    Field::new("loop", OneOf(codes::LOOPS), Promise).limit(1),
    Field::new("who_was_missing", Words, Missing).searched(),
    Field::new("assets", AnyOf(codes::ASSETS), Missing),
    Field::new("assets_text", Words, Missing).searched(),
    Field::new("setting", OneOf(codes::SETTINGS), More),
    Field::new("activity", OneOf(codes::ACTIVITIES), More),
    Field::new("size_band", OneOf(codes::SIZE_BANDS), More),
    Field::new("depth", OneOf(codes::DEPTHS), More),
    Field::new("themes", AnyOf(codes::THEMES), More),
    Field::new("tags", Lines, More).limit(1).searched(),
    Field::new("author", Line, Quiet).limit(1),
    Field::new("author_role", OneOf(codes::AUTHOR_ROLES), Quiet),
];
