//! What looks like one person, once it was replaced: in no version on the phone, in no file, and not back again.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops here")]

#[allow(dead_code, reason = "not every suite sends and brings in")]
#[path = "support/phone.rs"]
mod phone;

use ginnel::app::Failure;
use ginnel::app::draft::Draft;
use ginnel::app::ports::StoreError;
use ginnel::domain::entries;
use ginnel::domain::ids::RecordId;
use ginnel::domain::merge::State;
use ginnel::domain::revision::Act;
use ginnel::domain::revision::Sharing::{self, MyCoordinator, Private};
use phone::{Phone, note_fields};
use pollster::block_on;
use proptest::prelude::*;
use serde_json::{Value, json};

const NAME: &str = "Mrs Khan";
const PROMISE: &str = "promises.00000000-0000-4000-8000-000000000001";

fn holds(file: &[u8], words: &str) -> bool {
    String::from_utf8_lossy(file).contains(words)
}

/// A note whose words and whose list of the missing named her in turn.
fn note_that_named(phone: &Phone) -> RecordId {
    let mut fields = note_fields("They cook on Mondays.");
    fields["who_was_missing"] = json!("Mrs Khan, who began it");
    let note = phone.note(fields, MyCoordinator);
    phone.change(
        note,
        json!({"who_was_missing": "Whoever began it", "words": "Ask Mrs Khan. They cook on Mondays."}),
    );
    note
}

/// Opens a change as a page does, and is warned.
fn warned_change(phone: &Phone, record: RecordId) -> Draft {
    let mut draft = phone.app.own_copy(phone.app.begin_change(record).unwrap());
    let warnings = phone.app.warnings_in(&draft);
    draft.remember_warned(&warnings);
    draft
}

/// Takes every suggestion, as the buttons on the page do.
fn replace_all(phone: &Phone, draft: &mut Draft) {
    for warning in phone.app.warnings_in(draft) {
        warning.replace(draft);
    }
}

fn is_in_a_version(phone: &Phone, record: RecordId, words: &str) -> bool {
    phone.app.versions(record).iter().any(|version| format!("{:?}", version.fields).contains(words))
}

#[test]
fn a_name_replaced_on_save_is_in_no_version_no_row_and_no_file() {
    let mut phone = Phone::new(1);
    let note = note_that_named(&phone);
    assert!(phone.on_disk().contains(NAME));
    let mut draft = warned_change(&phone, note);
    replace_all(&phone, &mut draft);
    block_on(phone.app.save(&draft)).unwrap();
    for _ in 0..2 {
        assert!(!phone.on_disk().contains(NAME));
        assert!(!is_in_a_version(&phone, note, NAME));
        assert!(!holds(&phone.send(), NAME));
        assert_eq!(phone.words(note).as_deref(), Some("Ask (a person). They cook on Mondays."));
        phone.reopen();
    }
}

#[test]
fn earlier_versions_keep_what_did_not_hold_it_and_say_that_words_were_taken_out() {
    let phone = Phone::new(1);
    let note = note_that_named(&phone);
    phone.change(note, json!({"assets_text": "A kitchen"}));
    let mut draft = warned_change(&phone, note);
    replace_all(&phone, &mut draft);
    block_on(phone.app.save(&draft)).unwrap();
    let versions = phone.app.versions(note);
    assert_eq!(versions.len(), 4);
    assert_eq!(versions[0].act, Act::Withdraw);
    assert!(versions[0].is_head && !versions[0].incomplete);
    assert!(versions[1].incomplete);
    assert_eq!(entries::text(&versions[1].fields, "assets_text"), "A kitchen");
    assert_eq!(versions[3].fields["with_kinds"], json!(["residents"]));
    // What was taken out is not taken back: it is not in the bin, and can be changed, taken back and brought back.
    assert!(phone.app.bin().is_empty());
    phone.change(note, json!({"words": "They cook on Tuesdays."}));
    block_on(phone.app.take_back(note)).unwrap();
    block_on(phone.app.undo_take_back(note)).unwrap();
    assert_eq!(phone.words(note).as_deref(), Some("They cook on Tuesdays."));
    assert!(!phone.on_disk().contains(NAME));
}

#[test]
fn what_was_sent_before_is_asked_for_back_and_does_not_come_again() {
    let (mine, desk) = (Phone::new(1), Phone::new(2));
    let note = note_that_named(&mine);
    let old = mine.send();
    desk.bring_in(&old);
    assert!(desk.on_disk().contains(NAME));
    let mut draft = warned_change(&mine, note);
    replace_all(&mine, &mut draft);
    block_on(mine.app.save(&draft)).unwrap();
    let next = mine.send();
    for file in [&next, &old, &next] {
        desk.bring_in(file);
        assert!(!desk.on_disk().contains(NAME));
        assert_eq!(desk.words(note).as_deref(), Some("Ask (a person). They cook on Mondays."));
    }
    mine.bring_in(&old);
    assert!(!mine.on_disk().contains(NAME));
}

#[test]
fn a_name_that_is_deleted_by_hand_after_the_warning_goes_from_earlier_versions_too() {
    let phone = Phone::new(1);
    let note = note_that_named(&phone);
    let mut draft = warned_change(&phone, note);
    draft.main_mut().unwrap().fields.insert("words".to_owned(), "Ask the caretaker.".into());
    block_on(phone.app.save(&draft)).unwrap();
    assert!(!phone.on_disk().contains(NAME));
}

#[test]
fn a_name_that_stays_after_the_warning_and_words_of_which_nobody_was_warned_stay_in_earlier_versions() {
    let phone = Phone::new(1);
    let note = note_that_named(&phone);
    let mut kept = warned_change(&phone, note);
    kept.main_mut().unwrap().fields.insert("assets_text".to_owned(), "A kitchen".into());
    block_on(phone.app.save(&kept)).unwrap();
    phone.change(note, json!({"words": "They cook on Mondays."}));
    let versions = phone.app.versions(note);
    assert!(versions.iter().all(|version| version.act == Act::Write && !version.incomplete));
    assert!(is_in_a_version(&phone, note, "Ask Mrs Khan."));
}

#[test]
fn a_replacement_that_was_not_saved_yet_reaches_back_after_closing_and_opening() {
    let mut phone = Phone::new(1);
    let note = note_that_named(&phone);
    let mut draft = warned_change(&phone, note);
    replace_all(&phone, &mut draft);
    block_on(phone.app.keep_draft(&draft)).unwrap();
    phone.reopen();
    let draft = phone.app.own_copy(phone.app.begin_change(note).unwrap());
    block_on(phone.app.save(&draft)).unwrap();
    assert!(!phone.on_disk().contains(NAME));
}

#[test]
fn a_phone_that_cannot_keep_it_takes_nothing_out() {
    let phone = Phone::new(1);
    let note = note_that_named(&phone);
    let mut draft = warned_change(&phone, note);
    replace_all(&phone, &mut draft);
    let window = phone.window_that_keeps_nothing(StoreError::Quota);
    let failed = Err(Failure::Store(StoreError::Quota));
    assert_eq!(block_on(window.save(&draft)).map(drop), failed);
    assert_eq!(block_on(window.replace(note, NAME)).map(drop), failed);
    assert!(phone.on_disk().contains("Ask Mrs Khan.") && phone.on_disk().contains("Mrs Khan, who began it"));
    assert!(window.versions(note).iter().all(|version| !version.incomplete));
}

#[test]
fn a_note_narrowed_to_only_me_and_cleared_of_a_name_in_one_save_holds_it_nowhere() {
    let (mine, desk) = (Phone::new(1), Phone::new(2));
    let note = note_that_named(&mine);
    desk.bring_in(&mine.send());
    let mut draft = warned_change(&mine, note);
    replace_all(&mine, &mut draft);
    draft.main_mut().unwrap().sharing = Private;
    block_on(mine.app.save(&draft)).unwrap();
    assert!(!mine.on_disk().contains(NAME));
    desk.bring_in(&mine.send());
    assert_eq!(desk.words(note), None);
    assert!(!desk.on_disk().contains(NAME));
}

#[test]
fn one_tap_before_sending_takes_it_out_of_every_box_and_every_version() {
    let phone = Phone::new(1);
    let note = note_that_named(&phone);
    phone.change(
        note,
        json!({
            PROMISE: {"text": "A pan for mrs. Khan", "state": "let_go", "why": "Mrs Khan has one"},
            "tags": ["mrs Khan’s list"],
        }),
    );
    let warnings = block_on(phone.app.leaving(true)).warnings;
    assert_eq!(warnings.len(), 4, "{warnings:?}");
    assert!(block_on(phone.app.replace(note, &warnings[0].finding.fragment)).unwrap());
    assert_eq!(block_on(phone.app.leaving(true)).warnings, []);
    let left = phone.on_disk();
    assert!(!left.to_lowercase().contains("khan"), "{left}");
    let fields = phone.app.view(note).unwrap().fields;
    assert_eq!(fields[PROMISE]["text"], "A pan for (a person)");
    assert_eq!(fields[PROMISE]["why"], "(a person) has one");
    assert_eq!(fields["tags"], json!(["(a person)’s list"]));
}

#[test]
fn one_tap_before_sending_leaves_an_unfinished_change_and_clears_it_too() {
    let mut phone = Phone::new(1);
    let note = note_that_named(&phone);
    let mut unfinished = phone.app.begin_change(note).unwrap();
    let words = "Ask Mrs Khan. They cook on Mondays and soon on";
    unfinished.main_mut().unwrap().fields.insert("words".to_owned(), words.into());
    block_on(phone.app.keep_draft(&unfinished)).unwrap();
    block_on(phone.app.replace(note, NAME)).unwrap();
    phone.reopen();
    assert_eq!(phone.words(note).as_deref(), Some("Ask (a person). They cook on Mondays."));
    let going_on = phone.app.begin_change(note).unwrap();
    block_on(phone.app.save(&going_on)).unwrap();
    assert_eq!(phone.app.view(note).unwrap().state, State::Current);
    assert_eq!(phone.words(note).as_deref(), Some("Ask (a person). They cook on Mondays and soon on"));
    assert!(!phone.on_disk().contains(NAME));
}

#[test]
fn two_versions_stay_two_and_neither_holds_it() {
    let phone = Phone::new(1);
    let note = note_that_named(&phone);
    let drafts = ["Ask Mrs Khan on Monday.", "Ask nobody."].map(|words| {
        let mut draft = phone.app.own_copy(phone.app.begin_change(note).unwrap());
        draft.main_mut().unwrap().fields.insert("words".to_owned(), words.into());
        draft
    });
    drafts.iter().for_each(|draft| drop(block_on(phone.app.save(draft)).unwrap()));
    block_on(phone.app.replace(note, NAME)).unwrap();
    assert_eq!(phone.app.view(note).unwrap().state, State::Conflict);
    let mut words: Vec<String> = phone
        .app
        .versions_apart(note)
        .iter()
        .map(|head| entries::text(&head.fields, "words").to_owned())
        .collect();
    words.sort();
    assert_eq!(words, ["Ask (a person) on Monday.", "Ask nobody."]);
    assert!(!phone.on_disk().contains(NAME));
}

#[test]
fn what_somebody_else_wrote_is_changed_and_its_words_reach_the_desk() {
    let (mine, colleague, desk) = (Phone::new(1), Phone::new(2), Phone::new(3));
    let note = colleague.note(note_fields("Ask Mrs Khan."), MyCoordinator);
    let file = colleague.send();
    desk.bring_in(&file);
    mine.bring_in(&file);
    assert!(!block_on(mine.app.replace(note, NAME)).unwrap());
    assert_eq!(mine.words(note).as_deref(), Some("Ask (a person)."));
    let next = mine.send();
    assert!(!holds(&next, NAME));
    assert_eq!(desk.bring_in(&next).2, 0);
    assert_eq!(desk.words(note).as_deref(), Some("Ask (a person)."));
}

#[test]
fn the_number_a_group_has_published_stays_where_it_belongs() {
    let phone = Phone::new(1);
    let group = phone.group("Kettle Table", &[]);
    let number = "07700 900123";
    phone.change(group, json!({"public_contact": number, "what_they_do": "Soup, ring 07700 900123"}));
    block_on(phone.app.replace(group, number)).unwrap();
    let versions = phone.app.versions(group);
    assert!(versions.iter().all(|v| !entries::text(&v.fields, "what_they_do").contains(number)));
    assert_eq!(entries::text(&versions[0].fields, "public_contact"), number);
    assert_eq!(entries::text(&versions[1].fields, "public_contact"), number);
}

#[test]
fn a_venue_may_have_a_postcode_and_a_note_is_asked_for_it() {
    let phone = Phone::new(1);
    let mut draft = phone.app.begin_note();
    draft.main_mut().unwrap().fields.insert("words".to_owned(), "Hall, LA1 1AA".into());
    let place = json!({"label": "Hall, LA1 1AA, ask Mrs Khan", "typed": true});
    let fields = place.as_object().unwrap().clone().into_iter().collect();
    draft.entries.push(phone.app.new_entry(ginnel::domain::revision::Kind::Place, fields, MyCoordinator));
    let warnings = phone.app.warnings_in(&draft);
    let found: Vec<_> = warnings.iter().map(|w| (w.path.as_str(), w.finding.fragment.as_str())).collect();
    assert_eq!(found, [("words", "LA1 1AA"), ("label", "Mrs Khan")]);
}

#[test]
fn one_piece_is_shown_once_a_box_however_often_it_stands_there() {
    let phone = Phone::new(1);
    let mut draft = phone.app.begin_note();
    let fields = &mut draft.main_mut().unwrap().fields;
    fields.insert("words".to_owned(), "Mrs Khan and Mrs Khan".into());
    fields.insert("who_was_missing".to_owned(), "Mrs Khan".into());
    assert_eq!(phone.app.warnings_in(&draft).len(), 2);
    replace_all(&phone, &mut draft);
    assert_eq!(phone.app.warnings_in(&draft), []);
}

/// Boxes in which a name may stand.
const BOXES: [&str; 4] = ["words", "who_was_missing", "assets_text", PROMISE];

fn says(path: &str, text: &str) -> Value {
    if path == PROMISE { json!({"text": text, "state": "open"}) } else { json!(text) }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Whatever was written before, in whatever order and at whatever level, one tap or one save leaves nothing of it.
    #[test]
    fn however_a_name_wandered_through_the_boxes_a_replacement_leaves_it_nowhere(
        steps in proptest::collection::vec((0..BOXES.len(), 0..4_u8, any::<bool>()), 1..7),
        on_save in any::<bool>(),
    ) {
        let phone = Phone::new(7);
        let note = phone.note(note_fields("Mrs Khan began it."), MyCoordinator);
        for (at, text, is_private) in steps {
            let text = ["", "Mrs Khan", "ask (Mrs Khan) or Mrs. Khan", "nobody"][usize::from(text)];
            let mut draft = phone.app.own_copy(phone.app.begin_change(note).unwrap());
            let main = draft.main_mut().unwrap();
            main.fields.insert(BOXES[at].to_owned(), says(BOXES[at], text));
            main.sharing = if is_private { Sharing::Private } else { Sharing::MyCoordinator };
            block_on(phone.app.save(&draft)).unwrap();
        }
        let last = says("words", "Mrs Khan said so.");
        phone.change(note, json!({"words": last}));
        if on_save {
            let mut draft = warned_change(&phone, note);
            replace_all(&phone, &mut draft);
            block_on(phone.app.save(&draft)).unwrap();
        } else {
            prop_assert!(block_on(phone.app.replace(note, NAME)).unwrap());
        }
        let left = phone.on_disk();
        prop_assert!(!left.contains("Khan"), "{}", left);
        prop_assert!(!holds(&phone.send(), "Khan"));
        prop_assert_eq!(phone.words(note), Some("(a person) said so.".to_owned()));
    }
}
