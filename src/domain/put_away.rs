//! Putting away: a phone lets go of words that it has sent and does not need any more. What stays of a record, and after
//! how long it is offered. Nothing goes by itself, and nothing of this travels.

use super::fields::{self, Fold, ValueType};
use super::revision::{Kind, Revision};

/// Days on which the app was opened since the file went, after which letting go is offered. Days without use do not
/// count: whoever comes back from a long leave finds all there is. An organisation may ask for more (`rules`).
pub const OFFERED_AFTER: u64 = 30;

/// The same for whoever said *Not now*: as many days later where a rule says another number.
pub const OFFERED_AGAIN_AFTER: u64 = 90;

/// Whether a path stays: the day, what the record names, and with whom it was; never words.
pub fn stays(kind: &Kind, path: &str) -> bool {
    fields::find(kind, path).is_some_and(|field| match field.value {
        ValueType::Date | ValueType::Record | ValueType::Records => true,
        ValueType::OneOf(_) | ValueType::AnyOf(_) | ValueType::YesNo => field.fold == Fold::Open,
        _ => false,
    })
}

/// What is left of a revision.
#[must_use]
pub fn rest(revision: &Revision) -> Revision {
    revision.redacted(|path| stays(&revision.kind, path))
}

/// How long after the file went it is offered, in days of use, where it is `first` offered after so many.
pub fn after(first: u64, was_put_off: bool) -> u64 {
    if was_put_off { first + (OFFERED_AGAIN_AFTER - OFFERED_AFTER) } else { first }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_box_that_takes_words_is_left() {
        for kind in [Kind::Engagement, Kind::Response] {
            for field in fields::of(&kind) {
                let path = field.path.replace('*', "1");
                let takes_words = matches!(
                    field.value,
                    ValueType::Words | ValueType::Line | ValueType::Lines | ValueType::Object
                );
                assert!(!(takes_words && stays(&kind, &path)), "{path}");
            }
            assert!(!stays(&kind, "a_path_of_a_later_build"));
        }
    }

    #[test]
    fn where_and_with_whom_it_was_stays() {
        for path in ["happened_on", "places", "orgs", "with_kinds", "whole_area"] {
            assert!(stays(&Kind::Engagement, path), "{path}");
        }
        for path in ["engagement_id", "prompt_id", "outcome", "places"] {
            assert!(stays(&Kind::Response, path), "{path}");
        }
    }
}
