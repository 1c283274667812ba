//! What a worker meets of an area: its talking points, and places as they are chosen, typed or only guessed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support {
    #[allow(dead_code, reason = "only one of the suites needs all of it")]
    pub mod packs;
    #[allow(dead_code, reason = "only one of the suites needs all of it")]
    pub mod phone;
}

use ginnel::app::draft::{Draft, Entry};
use ginnel::app::talk::Talk;
use ginnel::domain::entries::{set_codes, set_text, text, texts};
use ginnel::domain::ids::RecordId;
use ginnel::domain::revision::{Fields, Kind, Sharing};
use pollster::block_on;
use serde_json::json;
use support::packs::{DEFAULT, pack, revision};
use support::phone::Phone;

fn places(phone: &Phone, record: RecordId) -> Vec<String> {
    phone.app.line(record).unwrap().places
}

/// A new note about a new group, as the form leaves it to be saved.
fn note_with_new_group(phone: &Phone, change: impl FnOnce(&mut Fields)) -> (Draft, RecordId) {
    let mut draft = phone.app.begin_note();
    let mut fields = Fields::new();
    set_text(&mut fields, "name", "Net Menders");
    let group = phone.app.new_entry(Kind::Organisation, fields, Sharing::MyCoordinator);
    let id = group.record;
    let main = &mut draft.main_mut().unwrap().fields;
    set_text(main, "words", "They mend nets together on Sundays.");
    set_codes(main, "orgs", [id.to_string()]);
    set_codes(main, "with_kinds", ["informal_group".to_owned()]);
    change(main);
    draft.entries.push(group);
    phone.app.describe_new_groups(&mut draft);
    (draft, id)
}

fn note_at(phone: &Phone, place: &str) -> RecordId {
    let mut draft = phone.app.begin_note();
    let place = phone.app.new_place(place);
    let main = &mut draft.main_mut().unwrap().fields;
    set_text(main, "words", "The kettle is on at two.");
    set_codes(main, "places", [place.record.to_string()]);
    draft.entries.push(place);
    block_on(phone.app.save(&draft)).unwrap().record
}

#[test]
fn a_place_that_was_only_filled_in_beforehand_is_not_said_of_a_new_group() {
    let phone = Phone::new(1);
    let first = note_at(&phone, "Alder Brow hall");
    let (draft, group) = note_with_new_group(&phone, |_| ());
    let note = block_on(phone.app.save(&draft)).unwrap().record;
    // The note has what stood on the form. Of the group nobody said so.
    assert_eq!(places(&phone, note), places(&phone, first));
    let fields = phone.app.note(group).unwrap().view.fields;
    assert_eq!(texts(&fields, "places"), [""; 0]);
    assert_eq!(text(&fields, "party"), "informal_group");
}

#[test]
fn a_new_group_is_at_the_place_that_was_typed_for_its_note() {
    let phone = Phone::new(1);
    note_at(&phone, "Alder Brow hall");
    let wharf = phone.app.new_place("Saltpan wharf");
    let typed = wharf.record.to_string();
    let (mut draft, group) = note_with_new_group(&phone, |main| set_codes(main, "places", [typed.clone()]));
    draft.entries.push(wharf);
    let note = block_on(phone.app.save(&draft)).unwrap().record;
    assert_eq!(places(&phone, note), ["Saltpan wharf"]);
    assert_eq!(texts(&phone.app.note(group).unwrap().view.fields, "places"), [typed]);
}

/// A set with one talking point, as an area would bring it.
fn own_set(on: &str) -> String {
    let mut set = revision(1, "prompt_set", json!({"key": "marsh-1", "label": "Ours", "version": 1}));
    set["on"] = on.into();
    let ask =
        json!({"set": set["record"], "key": "a", "order": 1, "text": "How is the water?", "answer": "text"});
    pack(&[revision(2, "prompt", ask), set])
}

#[test]
fn the_talking_points_of_an_area_stand_before_the_starter_set_whenever_they_were_written() {
    for on in ["2025-03-01", "2027-03-01"] {
        let phone = Phone::new(1);
        phone.bring_in(DEFAULT.as_bytes());
        phone.bring_in(own_set(on).as_bytes());
        let labels: Vec<String> = phone.app.prompt_sets().into_iter().map(|set| set.label).collect();
        assert_eq!(labels, ["Ours", "A starter set"], "written on {on}");
    }
}

#[test]
fn whoever_looks_for_an_older_area_reads_what_became_of_it() {
    let phone = Phone::new(1);
    phone.bring_in(DEFAULT.as_bytes());
    let older = phone.app.older_areas();
    assert_eq!(older.len(), 5);
    assert!(older.iter().all(|area| area.became.contains("please check")));
    let today = phone.app.areas();
    assert!(older.iter().all(|area| !today.contains(area)), "none of them can be chosen");
}

/// A conversation with one answer, at a place that was typed, as it is saved.
fn talk_at(phone: &Phone, typed: &str) -> (Draft, Entry) {
    let set = phone.app.prompt_sets().remove(0);
    let mut draft = phone.app.begin_conversation(&[(set.id, set.prompts[0].clone())], None, &[]).unwrap();
    set_text(&mut draft.main_mut().unwrap().fields, "answer", "It stands in the field again.");
    Talk { place: typed.to_owned(), ..Talk::of(&draft) }.keep_in(&mut draft);
    assert_eq!(Talk::of(&draft).place, typed, "a reload brings it back");
    let place = phone.app.new_place("");
    (phone.app.settled_talk(&draft, place.clone()), place)
}

#[test]
fn a_talk_without_a_note_takes_a_place_that_was_typed() {
    let phone = Phone::new(1);
    phone.bring_in(own_set("2027-03-01").as_bytes());
    let (talk, place) = talk_at(&phone, " Reed End ");
    let answer = block_on(phone.app.save(&talk)).unwrap().record;
    assert_eq!(places(&phone, answer), ["Reed End"]);
    assert!(phone.app.places().iter().any(|known| known.id == place.record && known.typed));
    // The same name is the same place, and no guess stands beside it.
    note_at(&phone, "Alder Brow hall");
    let (talk, _) = talk_at(&phone, "reed end");
    assert_eq!(talk.entries.len(), 1);
    let answer = block_on(phone.app.save(&talk)).unwrap().record;
    assert_eq!(places(&phone, answer), ["Reed End"]);
}
