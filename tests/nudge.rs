//! When Home says that much stands on this phone and nowhere else.
#![cfg(not(target_arch = "wasm32"))]

#[allow(dead_code, reason = "not every suite uses all of it")]
#[path = "support/phone.rs"]
mod phone;

use ginnel::domain::revision::Sharing::{MyCoordinator, Private};
use phone::{Phone, note_fields};

#[test]
fn home_asks_for_a_copy_at_the_tenth_note_and_not_at_the_ninth() {
    let phone = Phone::new(1);
    for nth in 1..=11 {
        let sharing = if nth % 2 == 0 { Private } else { MyCoordinator };
        phone.note(note_fields("Forty eat here on Mondays now."), sharing);
        assert_eq!(phone.app.wants_backup(), nth >= 10, "{nth} notes");
    }
}

#[test]
fn home_asks_for_a_copy_of_one_note_on_the_seventh_day_and_not_on_the_sixth() {
    let mut phone = Phone::new(2);
    phone.note(note_fields("Forty eat here on Mondays now."), Private);
    for (days, is_asked) in [(6, false), (1, true), (30, true)] {
        phone.rest_for(days);
        assert_eq!(phone.app.wants_backup(), is_asked, "{days} days later");
    }
}
