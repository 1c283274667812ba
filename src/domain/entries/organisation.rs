//! A group, read through its fields.

use super::{set_codes, text, texts};
use crate::domain::ids::RecordId;
use crate::domain::revision::Fields;

/// Every name the group goes by: its own first, then what else it is called.
pub fn names(fields: &Fields) -> Vec<&str> {
    let own = text(fields, "name");
    std::iter::once(own).filter(|name| !name.is_empty()).chain(texts(fields, "aliases")).collect()
}

/// Whether the group asked not to be named in anything that leaves.
pub fn unnamed(fields: &Fields) -> bool {
    crate::domain::fields::wishes_no_name(fields)
}

/// What a new note about the group starts with: the group, its party and its places.
pub fn noted(group: RecordId, fields: &Fields) -> Fields {
    let mut note = Fields::new();
    set_codes(&mut note, "orgs", [group.to_string()]);
    let party = text(fields, "party");
    set_codes(&mut note, "with_kinds", (!party.is_empty()).then(|| party.to_owned()));
    set_codes(&mut note, "places", texts(fields, "places").into_iter().map(str::to_owned));
    note
}
