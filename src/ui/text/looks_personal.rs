//! Words about text that looks as if it points at one person.

use crate::domain::identifiers::Looks;

/// What was found.
pub const LOOKS_PERSONAL: &str = "This looks as if it points at one person";
/// What can be done before saving.
pub const BEFORE_SAVE: &str = "Write about the group. Replace it, or press Save again to keep it.";
/// The same, where earlier versions hold it too.
pub const BEFORE_SAVE_AGAIN: &str = "Write about the group. Replace it, or press Save again to keep it. \
     If it goes, earlier versions lose all the words of that box.";
/// Puts something else in its place.
pub const REPLACE: &str = "Replace";

/// What a fragment looks like.
pub fn looks(looks: Looks) -> &'static str {
    match looks {
        Looks::Email => "It looks like an e-mail address.",
        Looks::Phone => "It looks like a phone number.",
        Looks::NhsNumber => "It looks like an NHS number.",
        Looks::InsuranceNumber => "It looks like a National Insurance number.",
        Looks::Postcode => "It looks like a full postcode.",
        Looks::BirthDate => "It looks like a date of birth.",
        Looks::Address => "It looks like somebody’s address.",
        Looks::Name => "It looks like a person’s name.",
    }
}

/// The button that takes a suggestion.
pub fn replace_with(suggestion: &str) -> String {
    if suggestion.is_empty() {
        "Take it out".to_owned()
    } else {
        format!("{REPLACE} with “{suggestion}”")
    }
}
