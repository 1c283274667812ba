//! What an organisation asks of its phones: what a file would change, and who set a limit.

use super::{labels, lock};
use crate::domain::rules::Rules;

/// Above the list of what changes.
pub const AFTER_THIS: &str = "After this:";
/// Above the list, where a person is asked first.
pub const IF_SAME: &str = "If the words are the same:";
/// A report on a file says so, where nobody confirmed who sets them.
pub const IN_FILE: &str = "It sets rules for this phone. They wait until you have compared six words.";
/// Above what a file says of itself, where it names no keys.
pub const SAYS: &str = "A file sets rules for this phone. It says that it is from:";

/// What would be different, one sentence each.
pub fn changes(now: &Rules, then: &Rules) -> Vec<String> {
    let mut changes = Vec::new();
    if then.put_away_after != now.put_away_after {
        let (then, now) = (then.put_away_after, now.put_away_after);
        changes.push(format!("Words can be put away after {then} days of use instead of {now}."));
    }
    if then.lock_minutes != now.lock_minutes {
        changes.push(format!("Your notebook locks after at most {}.", lock::minutes(then.lock_minutes)));
    }
    if then.starts_with != now.starts_with {
        let level = labels::value_label("sharing", then.starts_with.as_str());
        changes.push(format!("A new note starts as “{level}”. You can still change it."));
    }
    if then.names_cross != now.names_cross {
        let names = if then.names_cross { "may go to other areas" } else { "stay in your own area" };
        changes.push(format!("Names of groups {names}."));
    }
    changes
}

/// Who set the longest time to lock.
pub fn at_most(rules: &Rules) -> String {
    let who = match rules.set_by.trim() {
        "" => "Your organisation",
        who => who,
    };
    format!("{who} set the longest time: {}.", lock::minutes(rules.lock_minutes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::revision::Sharing;

    #[test]
    fn only_what_is_different_is_said() {
        let none = Rules::default();
        let narrow = Rules {
            put_away_after: 60,
            starts_with: Sharing::Private,
            lock_minutes: 1,
            names_cross: false,
            set_by: "The desk".to_owned(),
        };
        assert_eq!(
            changes(&none, &narrow),
            [
                "Words can be put away after 60 days of use instead of 30.",
                "Your notebook locks after at most 1 minute.",
                "A new note starts as “Only me”. You can still change it.",
                "Names of groups stay in your own area.",
            ]
        );
        assert_eq!(
            changes(&narrow, &none),
            [
                "Words can be put away after 30 days of use instead of 60.",
                "Your notebook locks after at most 30 minutes.",
                "A new note starts as “My coordinator”. You can still change it.",
                "Names of groups may go to other areas.",
            ]
        );
        assert!(changes(&none, &Rules { set_by: "The desk".to_owned(), ..Rules::default() }).is_empty());
        assert_eq!(at_most(&narrow), "The desk set the longest time: 1 minute.");
        assert_eq!(at_most(&none), "Your organisation set the longest time: 30 minutes.");
    }
}
