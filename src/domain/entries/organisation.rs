//! A group, read through its fields.

use super::{text, texts};
use crate::domain::revision::Fields;

/// Every name the group goes by: its own first, then what else it is called.
pub fn names(fields: &Fields) -> Vec<&str> {
    let own = text(fields, "name");
    std::iter::once(own)
        .filter(|name| !name.is_empty())
        .chain(texts(fields, "aliases"))
        .collect()
}

/// Whether the group asked not to be named in anything that leaves.
pub fn unnamed(fields: &Fields) -> bool {
    crate::domain::fields::wishes_no_name(fields)
}
