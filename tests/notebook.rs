//! A phone natively: everything the screens do, through the real app over a memory store.
#![cfg(not(target_arch = "wasm32"))]

#[allow(dead_code, reason = "not every suite sends and brings in")]
#[path = "support/phone.rs"]
mod phone;

use ginnel::app::Failure;
use ginnel::app::ports::StoreError;
use ginnel::app::queries::lines::Line;
use ginnel::domain::merge::State;
use ginnel::domain::revision::Kind::Response;
use ginnel::domain::revision::Sharing::{MyCoordinator, Private, Publishable};
use ginnel::storage::faulty::{Call, Fault};
use phone::{Phone, note_fields};
use pollster::block_on;
use serde_json::json;

fn holds(file: &[u8], words: &str) -> bool {
    String::from_utf8_lossy(file).contains(words)
}

#[test]
fn a_saved_note_is_there_after_closing_and_opening() {
    let mut phone = Phone::new(1);
    let note = phone.note(note_fields("Forty eat here. Nobody knows."), MyCoordinator);
    phone.reopen();
    assert_eq!(phone.words(note).as_deref(), Some("Forty eat here. Nobody knows."));
    assert_eq!(phone.app.line(note).unwrap().headline, "Forty eat here.");
}

#[test]
fn a_draft_is_there_after_closing_and_goes_when_it_is_saved() {
    let mut phone = Phone::new(1);
    let mut draft = phone.app.begin_note();
    draft.main_mut().unwrap().fields.insert("words".to_owned(), "blue door ask again".into());
    block_on(phone.app.keep_draft(&draft)).unwrap();
    phone.reopen();
    let home = phone.app.home();
    assert_eq!(home.drafts.len(), 1);
    assert_eq!(home.drafts[0].headline, "blue door ask again");
    let draft = phone.app.draft(home.drafts[0].id).unwrap();
    block_on(phone.app.save(&draft)).unwrap();
    block_on(phone.app.keep_draft(&draft)).unwrap();
    phone.reopen();
    assert_eq!(phone.app.home().drafts.len(), 0);
    assert_eq!(phone.app.home().recent.len(), 1);
}

#[test]
fn a_save_tried_twice_is_saved_once() {
    let phone = Phone::new(1);
    let mut draft = phone.app.begin_note();
    draft.main_mut().unwrap().fields.insert("words".to_owned(), "once".into());
    block_on(phone.app.save(&draft)).unwrap();
    block_on(phone.app.save(&draft)).unwrap();
    assert_eq!(phone.app.safety().notes, 1);
}

#[test]
fn a_note_taken_back_is_in_the_bin_and_comes_back_whole() {
    let mut phone = Phone::new(1);
    let note = phone.note(note_fields("Twelve came on a day with no bread."), MyCoordinator);
    block_on(phone.app.take_back(note)).unwrap();
    phone.reopen();
    assert_eq!(phone.words(note), None);
    assert_eq!(phone.app.bin().len(), 1);
    block_on(phone.app.undo_take_back(note)).unwrap();
    assert_eq!(phone.words(note).as_deref(), Some("Twelve came on a day with no bread."));
    assert_eq!(phone.app.bin().len(), 0);
}

#[test]
fn an_emptied_bin_holds_no_word_of_it_on_the_phone() {
    let phone = Phone::new(1);
    let note = phone.note(note_fields("heron-at-dusk"), MyCoordinator);
    block_on(phone.app.take_back(note)).unwrap();
    block_on(phone.app.empty_bin()).unwrap();
    assert_eq!(phone.app.bin().len(), 0);
    assert!(phone.app.versions(note).iter().all(|version| version.fields.is_empty()));
    assert!(block_on(phone.app.undo_take_back(note)).is_err());
}

#[test]
fn words_taken_out_for_good_are_in_no_version_and_no_file_and_an_old_file_does_not_revive_them() {
    let (mine, desk) = (Phone::new(1), Phone::new(2));
    let note = mine.note(note_fields("Three carers take turns. One lives by the chapel."), MyCoordinator);
    let old = mine.send();
    desk.bring_in(&old);
    let fields = mine.app.note(note).unwrap().view.fields;
    let mut new = fields.clone();
    new.insert("words".to_owned(), "Three carers take turns.".into());
    block_on(mine.app.take_out(note, new)).unwrap();
    assert!(mine.app.versions(note).iter().all(|v| !format!("{:?}", v.fields).contains("chapel")));
    let next = mine.send();
    assert!(!holds(&next, "chapel"));
    for file in [&next, &old, &next] {
        desk.bring_in(file);
        assert_eq!(desk.words(note).as_deref(), Some("Three carers take turns."));
    }
    mine.bring_in(&old);
    assert_eq!(mine.words(note).as_deref(), Some("Three carers take turns."));
    assert!(mine.app.versions(note).iter().all(|v| !format!("{:?}", v.fields).contains("chapel")));
}

#[test]
fn taking_out_nothing_takes_nothing_back() {
    let phone = Phone::new(1);
    let note = phone.note(note_fields("Three carers take turns."), MyCoordinator);
    let same = phone.app.note(note).unwrap().view.fields;
    assert_eq!(block_on(phone.app.take_out(note, same)), Err(Failure::Unchanged));
    assert_eq!(phone.words(note).as_deref(), Some("Three carers take turns."));
    assert_eq!(phone.app.versions(note).len(), 1);
}

#[test]
fn home_reminds_of_a_promise_without_a_state_and_of_none_that_was_settled() {
    let phone = Phone::new(1);
    let id = "promises.0b0c2d3e-4f50-4a1b-8c2d-000000000001";
    for (promise, open) in [
        (json!({"text": "a pan"}), 1),
        (json!({"text": "a pan", "state": ""}), 2),
        (json!({"text": "a pan", "state": "open"}), 3),
        (json!({"text": "a pan", "state": "kept"}), 3),
        (json!({"text": "a pan", "state": "of a later build"}), 3),
    ] {
        let mut fields = note_fields("We said we would bring a pan.");
        fields[id] = promise;
        phone.note(fields, MyCoordinator);
        assert_eq!(phone.app.home().promises.len(), open);
    }
}

#[test]
fn a_private_note_and_the_group_only_it_names_leave_no_trace() {
    let phone = Phone::new(1);
    let group = phone.group("Lantern Room", &[]);
    let mut fields = note_fields("Left cross. heron-at-dusk. Sleep on it.");
    fields["orgs"] = json!([group.to_string()]);
    let note = phone.note(fields, Private);
    phone.note(note_fields("A shared one"), MyCoordinator);
    let file = phone.send();
    for trace in ["heron", "Lantern", &note.to_string(), &group.to_string()] {
        assert!(!holds(&file, trace), "{trace}");
    }
}

#[test]
fn a_group_that_wants_no_name_leaves_without_one() {
    let (mine, desk) = (Phone::new(1), Phone::new(2));
    let group = mine.group("Three Cups", &[]);
    let mut fields = note_fields("Best kept quiet.");
    fields["orgs"] = json!([group.to_string()]);
    mine.note(fields, MyCoordinator);
    desk.bring_in(&mine.send());
    assert_eq!(desk.app.name_of(group), "Three Cups");
    mine.change(group, json!({"wishes": ["do_not_name"]}));
    let file = mine.send();
    assert!(!holds(&file, "Three Cups"));
    desk.bring_in(&file);
    assert_eq!(desk.app.name_of(group), "");
    let versions = desk.app.versions(group);
    assert!(versions.iter().all(|v| !format!("{:?}{:?}", v.fields, v.before).contains("Three Cups")));
    assert_eq!(mine.app.name_of(group), "Three Cups");
}

#[test]
fn a_wish_that_comes_back_from_a_reader_hides_no_name_from_its_writer() {
    let (mine, desk, other) = (Phone::new(1), Phone::new(2), Phone::new(3));
    let group = mine.group("Three Cups", &[]);
    let mut fields = note_fields("Best kept quiet.");
    fields["orgs"] = json!([group.to_string()]);
    mine.note(fields, MyCoordinator);
    mine.change(group, json!({"party": "residents"}));
    let named = mine.send();
    mine.change(group, json!({"wishes": ["do_not_name"]}));
    desk.bring_in(&mine.send());
    desk.change(group, json!({"wishes_on": "2026-01-20"}));
    let back = desk.send();
    // Words that are taken out meanwhile change nothing of that, for the writer or for the readers.
    let mut fields = mine.app.view(group).unwrap().fields;
    fields.remove("party");
    block_on(mine.app.take_out(group, fields)).unwrap();
    mine.bring_in(&back);
    let last = mine.send();
    let shows = |phone: &Phone| format!("{:?}", phone.app.versions(group)).contains("Three Cups");
    for (phone, file) in [(&other, &back), (&other, &named), (&desk, &named), (&desk, &last)] {
        phone.bring_in(file);
        assert!(!shows(phone));
        assert!(shows(&mine));
    }
}

#[test]
fn a_narrowed_note_is_asked_back_by_the_next_file() {
    let (mine, desk) = (Phone::new(1), Phone::new(2));
    let note = mine.note(note_fields("Groups were item nine of nine."), MyCoordinator);
    desk.bring_in(&mine.send());
    let mut draft = mine.app.begin_change(note).unwrap();
    draft.main_mut().unwrap().sharing = Private;
    block_on(mine.app.save(&draft)).unwrap();
    let file = mine.send();
    assert!(!holds(&file, "item nine"));
    desk.bring_in(&file);
    assert_eq!(desk.words(note), None);
    assert!(desk.app.versions(note).iter().all(|version| version.fields.is_empty()));
    assert!(mine.words(note).is_some());
}

#[test]
fn a_file_brought_in_twice_changes_nothing_and_can_be_taken_out_again() {
    let (mine, mut desk) = (Phone::new(1), Phone::new(2));
    let note = mine.note(note_fields("The last bus goes at ten to six."), MyCoordinator);
    let file = mine.send();
    let staged = block_on(desk.app.stage(&file)).unwrap();
    let batch = block_on(desk.app.bring_in(&staged)).unwrap();
    let (new, known, waiting) = desk.bring_in(&file);
    assert_eq!((new, waiting), (0, 0));
    assert!(known > 0);
    block_on(desk.app.take_file_out(batch)).unwrap();
    assert!(desk.words(note).is_some(), "the second time brought it too");
    let second = desk.app.brought().into_iter().find(|other| other.batch != batch).unwrap().batch;
    block_on(desk.app.take_file_out(second)).unwrap();
    assert_eq!(desk.words(note), None);
    desk.reopen();
    assert_eq!(desk.words(note), None);
    assert!(desk.bring_in(&file).0 > 0);
    desk.reopen();
    assert!(desk.words(note).is_some());
}

#[test]
fn a_group_that_was_drawn_back_from_others_keeps_its_name_when_that_file_comes_home() {
    let (mine, colleague) = (Phone::new(1), Phone::new(2));
    let group = mine.group("Lantern Room", &[]);
    let mut fields = note_fields("They open on Sundays.");
    fields["orgs"] = json!([group.to_string()]);
    let note = mine.note(fields, MyCoordinator);
    colleague.bring_in(&mine.send());
    colleague.change(group, json!({"what_they_do": "Soup"}));
    mine.bring_in(&colleague.send());
    // Nothing names the group any more, so the next file asks for it back: by stubs, the colleague's change too.
    block_on(mine.app.take_back(note)).unwrap();
    let asks_back = mine.send();
    let batch = mine.app.brought()[0].batch;
    block_on(mine.app.take_file_out(batch)).unwrap();
    mine.bring_in(&asks_back);
    assert_eq!(mine.app.name_of(group), "Lantern Room");
    assert!(mine.app.versions(group).iter().any(|v| v.fields.contains_key("name")));
}

#[test]
fn words_of_a_file_that_was_taken_out_do_not_count_again_by_a_file_that_brings_none_of_them() {
    let (mut mine, colleague) = (Phone::new(1), Phone::new(2));
    let note = mine.note(note_fields("Mine"), MyCoordinator);
    colleague.bring_in(&mine.send());
    colleague.change(note, json!({"words": "Theirs"}));
    mine.bring_in(&colleague.send());
    mine.change(note, json!({"words": "Mine again"}));
    let batch = mine.app.brought()[0].batch;
    block_on(mine.app.take_file_out(batch)).unwrap();
    // The colleague goes on: what was taken out here comes as a header only.
    colleague.change(note, json!({"words": "Theirs again"}));
    mine.bring_in(&colleague.send());
    let shown = mine.app.versions(note);
    assert!(!format!("{shown:?}").contains("\"Theirs\""));
    mine.reopen();
    assert_eq!(mine.app.versions(note), shown);
}

#[test]
fn an_erased_note_leaves_no_word_in_the_rows_of_a_file_that_was_taken_out_or_never_came_in_to_its_end() {
    for (taken_out, went_on) in [(true, false), (true, true), (false, false)] {
        let (mine, colleague) = (Phone::new(1), Phone::new(2));
        let note = mine.note(note_fields("Mine"), MyCoordinator);
        colleague.bring_in(&mine.send());
        colleague.change(note, json!({"words": "Theirs"}));
        if taken_out {
            mine.bring_in(&colleague.send());
            if went_on {
                mine.change(note, json!({"words": "Mine again"}));
            }
            block_on(mine.app.take_file_out(mine.app.brought()[0].batch)).unwrap();
        } else {
            // It writes the first rows, and does not come to making them count.
            for n in 0..520 {
                colleague.note(note_fields(&format!("Note {n}.")), MyCoordinator);
            }
            let mut commits = 0;
            let other = mine.second_window_over(move |call| {
                commits += usize::from(call == Call::Commit);
                if commits == 2 { Fault::Fail(StoreError::Quota) } else { Fault::None }
            });
            let staged = block_on(other.stage(&colleague.send())).unwrap();
            block_on(other.bring_in(&staged)).unwrap_err();
        }
        assert!(mine.on_disk().contains("Theirs"), "{taken_out} {went_on}");
        block_on(mine.app.erase(note)).unwrap();
        let left = mine.on_disk();
        assert!(!left.contains("Theirs") && !left.contains("Mine"), "{taken_out} {went_on}: {left}");
        mine.bring_in(&colleague.send());
        assert!(!mine.on_disk().contains("Theirs"), "{taken_out} {went_on}");
    }
}

#[test]
fn somebody_elses_withdrawal_waits_and_changes_nothing() {
    let (mine, colleague, desk) = (Phone::new(1), Phone::new(2), Phone::new(3));
    let note = mine.note(note_fields("The last bus goes at ten to six."), MyCoordinator);
    let file = mine.send();
    desk.bring_in(&file);
    colleague.bring_in(&file);
    block_on(colleague.app.take_back(note)).unwrap();
    let (_, _, waiting) = desk.bring_in(&colleague.send());
    assert_eq!(waiting, 1);
    assert!(desk.words(note).is_some());
    assert_eq!(desk.app.to_look_at().len(), 1);
}

#[test]
fn two_windows_on_one_note_make_two_versions_and_a_person_settles_them() {
    let phone = Phone::new(1);
    let note = phone.note(note_fields("First"), MyCoordinator);
    let base = phone.app.begin_change(note).unwrap();
    let other = phone.app.begin_change(note).unwrap();
    for (mut draft, words) in [(base, "One window"), (other, "Other window")] {
        draft.main_mut().unwrap().fields.insert("words".to_owned(), words.into());
        block_on(phone.app.save(&draft)).unwrap();
    }
    assert_eq!(phone.app.note(note).unwrap().view.state, State::Conflict);
    let heads = phone.app.versions_apart(note);
    block_on(phone.app.keep_version(note, heads[0].id)).unwrap();
    assert_eq!(phone.app.note(note).unwrap().view.state, State::Current);
    assert_eq!(phone.words(note).as_deref(), Some("One window"));
}

#[test]
fn an_unfinished_note_stays_until_it_is_finished_or_sent_on_purpose() {
    let phone = Phone::new(1);
    let note = phone.note(json!({"words": "blue door ask again"}), MyCoordinator);
    assert!(!holds(&phone.send(), "blue door"));
    assert_eq!(block_on(phone.app.leaving(false)).held.len(), 1);
    assert_eq!(block_on(phone.app.leaving(true)).notes.len(), 1);
    phone.change(note, note_fields("The sewing circle would run a mending day."));
    assert!(holds(&phone.send(), "mending day"));
}

#[test]
fn what_leaves_is_looked_at_in_the_circle_it_goes_to() {
    let phone = Phone::new(1);
    let open = phone.note(note_fields("Anyone may know."), Publishable);
    phone.note(note_fields("For the desk."), MyCoordinator);
    let mut answer = phone.app.begin_talk();
    let fields = json!({"engagement_id": open.to_string(), "outcome": "answered", "answer": "Yes."});
    let fields = fields.as_object().unwrap().clone().into_iter().collect();
    answer.entries.push(phone.app.new_entry(Response, fields, Publishable));
    block_on(phone.app.save(&answer)).unwrap();
    let levels = |lines: &[Line]| lines.iter().map(|line| line.sharing.clone()).collect::<Vec<_>>();
    let leaving = block_on(phone.app.leaving(true));
    assert_eq!(levels(&leaving.notes), [Publishable, MyCoordinator]);
    assert_eq!(levels(&leaving.responses), [Publishable]);
    // An answer goes no further than the note it belongs to.
    let mut change = phone.app.begin_change(open).unwrap();
    change.main_mut().unwrap().sharing = MyCoordinator;
    block_on(phone.app.save(&change)).unwrap();
    assert_eq!(levels(&block_on(phone.app.leaving(true)).responses), [MyCoordinator]);
}

#[test]
fn a_phone_that_keeps_nothing_more_says_so_and_still_lets_the_words_out() {
    let phone = Phone::new(1);
    let note = phone.note(note_fields("Forty eat here on Mondays."), MyCoordinator);
    for why in [StoreError::Quota, StoreError::TooNew { found: 100, supported: 1 }] {
        let window = phone.window_that_keeps_nothing(why.clone());
        assert_eq!(block_on(window.save(&window.begin_change(note).unwrap())), Err(Failure::Store(why)));
        let made = block_on(window.make_file("the desk", false)).unwrap();
        assert!(holds(&made.parts[0].1, "Forty eat here"));
    }
}
