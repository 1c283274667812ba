//! What the pages for reading, finding and settling ask of the app, natively.
#![cfg(not(target_arch = "wasm32"))]

#[allow(dead_code, reason = "not every suite sends and brings in")]
#[path = "support/phone.rs"]
mod phone;

use ginnel::app::queries::note::Version;
use ginnel::domain::entries;
use ginnel::domain::merge::State;
use ginnel::domain::promises;
use ginnel::domain::revision::Sharing::{MyCoordinator, Private};
use ginnel::domain::search::Query;
use phone::{Phone, note_fields};
use pollster::block_on;
use serde_json::{Value, json};

const PROMISE: &str = "promises.00000000-0000-4000-8000-000000000001";

#[test]
fn a_promise_kept_by_one_tap_leaves_an_unfinished_change_of_the_note_alone() {
    let phone = Phone::new(1);
    let note = phone.note(note_fields("Forty eat here."), MyCoordinator);
    phone.change(note, json!({ PROMISE: {"text": "a bigger pan", "state": "open"} }));
    let mut unfinished = phone.app.begin_change(note).unwrap();
    unfinished.main_mut().unwrap().fields.insert("words".to_owned(), "Fifty eat here.".into());
    block_on(phone.app.keep_draft(&unfinished)).unwrap();

    let kept = |fields: &mut _| promises::settle(fields, PROMISE, &promises::State::Kept, "");
    block_on(phone.app.amend(note, kept)).unwrap();
    assert_eq!(phone.words(note).as_deref(), Some("Forty eat here."));
    assert_eq!(phone.app.home().drafts.len(), 1);

    block_on(phone.app.save(&unfinished)).unwrap();
    let view = phone.app.view(note).unwrap();
    assert_eq!(view.state, State::Merged);
    assert_eq!(entries::text(&view.fields, "words"), "Fifty eat here.");
    assert_eq!(view.fields[PROMISE]["state"], "kept");
}

#[test]
fn settling_two_versions_leaves_an_unfinished_change_alone() {
    let phone = Phone::new(1);
    let note = phone.note(note_fields("First"), MyCoordinator);
    let drafts = ["One", "Other"].map(|words| {
        let mut draft = phone.app.begin_change(note).unwrap();
        draft.main_mut().unwrap().fields.insert("words".to_owned(), words.into());
        draft
    });
    for draft in &drafts {
        block_on(phone.app.save(draft)).unwrap();
    }
    let mut unfinished = phone.app.begin_change(note).unwrap();
    unfinished.main_mut().unwrap().fields.insert("words".to_owned(), "half a thou".into());
    block_on(phone.app.keep_draft(&unfinished)).unwrap();
    let first = phone.app.versions_apart(note)[0].id;
    block_on(phone.app.keep_version(note, first)).unwrap();
    assert_eq!(phone.app.home().drafts[0].headline, "half a thou");
}

#[test]
fn taking_words_out_for_good_takes_the_unfinished_change_with_them() {
    let mut phone = Phone::new(1);
    let note = phone.note(note_fields("Three take turns. One lives by the chapel."), MyCoordinator);
    let draft = phone.app.begin_change(note).unwrap();
    block_on(phone.app.keep_draft(&draft)).unwrap();
    let mut fields = phone.app.view(note).unwrap().fields;
    fields.insert("words".to_owned(), Value::from("Three take turns."));
    block_on(phone.app.take_out(note, fields)).unwrap();
    phone.reopen();
    assert_eq!(phone.app.home().drafts.len(), 0);
    assert_eq!(phone.words(note).as_deref(), Some("Three take turns."));
}

#[test]
fn a_new_note_about_a_group_names_it_and_a_private_group_stays_private() {
    let phone = Phone::new(1);
    let group = phone.group("Kettle Table", &[]);
    let place = "00000000-0000-4000-8000-00000000000a";
    phone.change(group, json!({"party": "informal_group", "places": [place]}));
    let draft = phone.app.begin_repeat(group).unwrap();
    let main = draft.main().unwrap();
    assert_eq!(main.fields["orgs"], json!([group.to_string()]));
    assert_eq!(main.fields["with_kinds"], json!(["informal_group"]));
    assert_eq!(main.fields["places"], json!([place]));
    assert_eq!(main.sharing, MyCoordinator);
    assert!(!main.fields.contains_key("name"));

    let mut narrowed = phone.app.begin_change(group).unwrap();
    narrowed.main_mut().unwrap().sharing = Private;
    block_on(phone.app.save(&narrowed)).unwrap();
    assert_eq!(phone.app.begin_repeat(group).unwrap().main().unwrap().sharing, Private);
}

#[test]
fn a_group_shows_the_notes_about_it_latest_first() {
    let phone = Phone::new(1);
    let group = phone.group("Kettle Table", &[]);
    let about = |words: &str, day: &str| {
        let mut fields = note_fields(words);
        fields["orgs"] = json!([group.to_string()]);
        fields["happened_on"] = day.into();
        phone.note(fields, MyCoordinator)
    };
    let (earlier, later) = (about("Earlier", "2026-01-19"), about("Later", "2026-01-22"));
    let gone = about("Gone", "2026-01-20");
    block_on(phone.app.take_back(gone)).unwrap();
    let named_in: Vec<_> = phone.app.note(group).unwrap().named_in.iter().map(|l| l.record).collect();
    assert_eq!(named_in, [later, earlier]);
}

#[test]
fn a_group_in_the_bin_is_called_by_its_name() {
    let phone = Phone::new(1);
    let group = phone.group("Kettle Table", &[]);
    block_on(phone.app.take_back(group)).unwrap();
    assert_eq!(phone.app.bin()[0].headline, "Kettle Table");
}

#[test]
fn a_version_that_only_changed_who_may_see_it_says_so() {
    let phone = Phone::new(1);
    let note = phone.note(note_fields("Four minutes."), MyCoordinator);
    let mut draft = phone.app.begin_change(note).unwrap();
    draft.main_mut().unwrap().sharing = Private;
    block_on(phone.app.save(&draft)).unwrap();
    let versions: Vec<Version> = phone.app.versions(note);
    assert!(versions[0].changed.is_empty());
    assert_eq!(versions[0].sharing, Private);
    assert_eq!(versions[0].shared_before, Some(MyCoordinator));
    assert_eq!(versions[1].shared_before, None);
}

#[test]
fn a_result_shows_the_words_it_was_found_by_where_its_headline_does_not() {
    let phone = Phone::new(1);
    let mut fields = note_fields("Forty eat here. The men eat and leave by the blue door.");
    fields["who_was_missing"] = "Nobody asked the cooks".into();
    let note = phone.note(fields, MyCoordinator);
    for (typed, passage) in [
        ("forty", None),
        ("", None),
        ("BLUE", Some("Forty eat here. The men eat and leave by the blue door.")),
        ("cooks", Some("Nobody asked the cooks")),
        ("elsewhere", None),
    ] {
        assert_eq!(phone.app.passage(note, &Query::parse(typed)).as_deref(), passage, "{typed}");
    }
}
