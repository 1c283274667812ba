//! Find, natively: words, filters, and a notebook with very many notes.
#![cfg(not(target_arch = "wasm32"))]

#[allow(dead_code, reason = "not every suite sends and brings in")]
#[path = "support/phone.rs"]
mod phone;

use ginnel::app::queries::find::Wanted;
use ginnel::domain::ids::RecordId;
use ginnel::domain::revision::Kind::Response;
use ginnel::domain::revision::Sharing::MyCoordinator;
use phone::{Phone, note_fields};
use pollster::block_on;
use serde_json::json;
use std::collections::BTreeSet;

#[test]
fn a_half_remembered_word_finds_the_note_whatever_its_case_accents_and_order() {
    let phone = Phone::new(1);
    phone.note(note_fields("The Café by the Mill gives soup"), MyCoordinator);
    phone.note(note_fields("Something else"), MyCoordinator);
    for typed in ["soup", "cafe mill", "MILL café", "oup"] {
        let found = phone.app.find(&Wanted { text: typed.to_owned(), ..Wanted::default() }, 10);
        assert_eq!(found.total, 1, "{typed}");
    }
}

#[test]
fn a_place_whom_it_was_with_and_since_when_each_narrow_what_is_found() {
    let phone = Phone::new(3);
    let mill = RecordId::from_random([7; 16]);
    let notes = [
        json!({"words": "a", "with_kinds": ["residents"], "places": [mill.to_string()], "happened_on": "2026-01-05"}),
        json!({"words": "b", "with_kinds": ["small_charity"], "places": [mill.to_string()], "happened_on": "2026-01-09"}),
        json!({"words": "c", "with_kinds": ["residents"], "places": [], "happened_on": "2026-01-09"}),
    ];
    let [a, b, c] = notes.map(|fields| phone.note(fields, MyCoordinator));
    let day = chrono::NaiveDate::from_ymd_opt(2026, 1, 9);
    let (with, response) = (Some("residents".to_owned()), Some(Response));
    let all = Wanted::default;
    for (wanted, records) in [
        (all(), vec![a, b, c]),
        (Wanted { place: Some(mill), ..all() }, vec![a, b]),
        (Wanted { with: with.clone(), ..all() }, vec![a, c]),
        (Wanted { since: day, ..all() }, vec![b, c]),
        (Wanted { kind: response, ..all() }, vec![]),
        (Wanted { place: Some(mill), with, since: None, text: "a".to_owned(), kind: None }, vec![a]),
        (Wanted { place: Some(mill), since: day, text: "a".to_owned(), ..all() }, vec![]),
    ] {
        let found = phone.app.find(&wanted, 10);
        let found: BTreeSet<RecordId> = found.lines.iter().map(|line| line.record).collect();
        assert_eq!(found, records.into_iter().collect(), "{wanted:?}");
    }
}

#[test]
fn the_first_letter_waits_for_no_word_of_very_many_notes_and_finds_them_all_soon_after() {
    let phone = Phone::new(11);
    for nth in 0..250 {
        phone.note(note_fields(&format!("The kettle, number {nth}.")), MyCoordinator);
    }
    let window = phone.second_window();
    let wanted = Wanted { text: "kettle".to_owned(), ..Wanted::default() };
    let first = window.find(&wanted, 10);
    assert!(first.is_partial && (10..250).contains(&first.total), "{}", first.total);
    block_on(window.ready_to_find());
    let all = window.find(&wanted, 10);
    assert_eq!((all.is_partial, all.total), (false, 250));
}
