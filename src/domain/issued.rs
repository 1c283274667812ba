//! What only whoever issues the area settings says, and says in its own name: whom to seal for (`keys`), and what an
//! organisation asks of its phones (`rules`). Both come in signed files only, and enter a notebook only from an issuer
//! whose key a person has confirmed (`exchange::import`).

use super::entries::text;
use super::ids::RecordId;
use super::merge::View;
use super::revision::{Fields, Kind};

/// Whether nobody but a confirmed issuer says this.
pub fn is_issued(kind: &Kind) -> bool {
    matches!(kind, Kind::Keys | Kind::Rules)
}

/// The key of whoever says it, as 64 hex digits.
pub fn issuer(fields: &Fields) -> &str {
    text(fields, "issuer")
}

/// Whether this is of the kind, in force, said by this issuer in its own name, and for the area or for all.
pub fn applies(view: &View, kind: &Kind, issued_by: &str, area: Option<RecordId>) -> bool {
    let of = RecordId::parse(text(&view.fields, "area")).ok();
    view.kind == *kind
        && view.state.is_open()
        && issuer(&view.fields) == issued_by
        && (of == area || !view.fields.contains_key("area"))
}
