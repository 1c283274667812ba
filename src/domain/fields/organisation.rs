//! A group: a small reference record of public facts. No names of people: roles.

use super::Field;
use super::Fold::{More, Open, Quiet};
use super::ValueType::{AnyOf, Date, Line, Lines, Objects, OneOf, Records, Words, YesNo};
use super::codes;

/// The rows of a group.
pub const FIELDS: &[Field] = &[
    Field::new("name", Line, Open).required().limit(2).searched(),
    Field::new("aliases", Lines, Open).limit(2).searched(),
    Field::new("party", OneOf(codes::PARTIES), Open),
    Field::new("size", OneOf(codes::ORG_SIZES), Open),
    Field::new("places", Records, Open).limit(2),
    Field::new("what_they_do", Words, Open).limit(2).searched(),
    Field::new("public_contact", Line, More).limit(2),
    Field::new("identifiers", Objects, Quiet).limit(2),
    Field::new("wishes", AnyOf(codes::WISHES), Open).unit("wishes"),
    Field::new("wishes_on", Date, Quiet).unit("wishes").limit(1),
    Field::new("added_on_purpose", YesNo, Quiet).limit(1),
    Field::new("author", Line, Quiet).limit(1),
    Field::new("author_role", OneOf(codes::AUTHOR_ROLES), Quiet),
];
