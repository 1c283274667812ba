//! What an organisation asks of a phone: only from the issuer whom a person confirmed, shown before it comes in, and never
//! more than a phone does without it.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/desk.rs"]
mod desk;
#[allow(dead_code, reason = "not every suite needs all of it")]
#[path = "support/phone.rs"]
mod phone;
#[allow(dead_code, reason = "not every suite needs all of it")]
#[path = "exchange/sample.rs"]
mod sample;

use desk::{pack, rules};
use ginnel::app::commands::bring_in::{NotStaged, Staged};
use ginnel::app::profile::Profile;
use ginnel::app::queries::issuer::KeysInFile;
use ginnel::app::state::Told;
use ginnel::domain::ids::RecordId;
use ginnel::domain::put_away::{OFFERED_AFTER, OFFERED_AGAIN_AFTER};
use ginnel::domain::revision::{Act, Kind, Revision, Sharing};
use ginnel::domain::rules::Rules;
use ginnel::exchange::read::Refusal;
use phone::{Phone, note_fields};
use pollster::block_on;
use sample::{Person, fields_of, person, read, record_id};
use serde_json::{Value, json};

fn staged(phone: &Phone, file: &[u8]) -> Staged {
    block_on(phone.app.stage(file)).unwrap()
}

/// Rules of the desk, in a file of theirs.
fn file(desk: &Person, n: u8, parents: &[u8], fields: Value) -> Vec<u8> {
    let issuer = desk.worker.public();
    let before = parents.iter().map(|n| rules(issuer, *n, 1, &[], json!({})).stub());
    pack(desk, &before.chain([rules(issuer, n, 1, parents, fields)]).collect::<Vec<_>>())
}

fn narrow() -> Value {
    json!({"retention_days": 60, "default_sharing": "private", "lock_minutes": 3, "org_names_cross_areas": false})
}

fn what_holds(phone: &Phone) -> (u64, Sharing, u32, bool) {
    let rules = phone.app.rules();
    let begun = phone.app.begin_note().main().unwrap().sharing.clone();
    assert_eq!(begun, rules.starts_with);
    (rules.put_away_after, begun, phone.app.lock_minutes(), rules.names_cross)
}

const WITHOUT: (u64, Sharing, u32, bool) = (OFFERED_AFTER, Sharing::MyCoordinator, 5, true);
const NARROW: (u64, Sharing, u32, bool) = (60, Sharing::Private, 3, false);

/// A phone on which the desk was confirmed with these rules, and the desk.
fn confirmed(fields: Value) -> (Phone, Person) {
    let (phone, desk) = (Phone::new(1), person(2));
    phone.bring_in(&file(&desk, 1, &[], fields));
    block_on(phone.app.pin_issuer(desk.worker.public())).unwrap();
    (phone, desk)
}

#[test]
fn rules_wait_until_a_person_confirmed_whose_they_are_and_are_shown_first() {
    let (mut phone, desk) = (Phone::new(1), person(2));
    let issuer = desk.worker.public();
    let file = file(&desk, 1, &[], narrow());
    let look = staged(&phone, &file);
    assert_eq!(phone.app.keys_in(&look), KeysInFile::First(issuer));
    assert_eq!(phone.app.rules_with(&look), Rules::default(), "the file by itself changes nothing");
    assert_eq!(phone.bring_in(&file), (0, 0, 1));
    assert_eq!(what_holds(&phone), WITHOUT);
    phone.reopen();
    assert_eq!(what_holds(&phone), WITHOUT);
    let [asked] = &phone.app.unconfirmed_issuers()[..] else { panic!("one question") };
    assert_eq!((asked.issuer, asked.recipients.len()), (issuer, 0));
    let shown = phone.app.rules_under(issuer);

    block_on(phone.app.pin_issuer(issuer)).unwrap();
    assert_eq!(what_holds(&phone), NARROW);
    assert_eq!(phone.app.rules(), shown, "and they are what was shown");
    phone.reopen();
    assert_eq!(what_holds(&phone), NARROW);
    assert_eq!(phone.app.rules().set_by, "Calderfold desk");
}

#[test]
fn what_the_confirmed_issuer_changes_is_known_before_it_comes_in_and_goes_with_the_file() {
    let (mut phone, desk) = confirmed(json!({"lock_minutes": 15}));
    let next = file(&desk, 2, &[1], narrow());
    let look = staged(&phone, &next);
    assert_eq!(phone.app.keys_in(&look), KeysInFile::Known);
    let shown = phone.app.rules_with(&look);
    assert_eq!((shown.put_away_after, shown.lock_minutes), (60, 3));
    assert_eq!(what_holds(&phone), WITHOUT, "nothing changed while it was looked at");
    let batch = block_on(phone.app.bring_in(&look)).unwrap();
    assert_eq!((phone.app.rules(), what_holds(&phone)), (shown, NARROW));
    phone.reopen();
    assert_eq!(what_holds(&phone), NARROW);
    block_on(phone.app.take_file_out(batch)).unwrap();
    assert_eq!((phone.app.rules().lock_minutes, what_holds(&phone)), (15, WITHOUT));

    // What takes them back is shown too.
    let back = Revision { act: Act::Withdraw, ..rules(desk.worker.public(), 3, 1, &[1], json!({})) };
    let back = Revision { fields: Default::default(), ..back };
    let first = rules(desk.worker.public(), 1, 1, &[], json!({})).stub();
    let back = pack(&desk, &[first, back]);
    assert_eq!(phone.app.rules_with(&staged(&phone, &back)), Rules::default());
    phone.bring_in(&back);
    assert_eq!(phone.app.rules(), Rules::default());
}

#[test]
fn what_would_widen_or_cannot_be_read_changes_nothing_and_takes_nothing_with_it() {
    for wide in [
        json!({"retention_days": 7, "default_sharing": "publishable", "lock_minutes": 600, "org_names_cross_areas": true}),
        json!({"retention_days": "long", "default_sharing": 3, "lock_minutes": -1, "org_names_cross_areas": "no"}),
        json!({"of_a_later_build": {"retention_days": 90}}),
    ] {
        let (phone, _) = confirmed(wide);
        assert_eq!(what_holds(&phone), WITHOUT);
        assert!(phone.app.damaged().is_empty());
    }
    let (phone, _) = confirmed(json!({"retention_days": 7, "lock_minutes": 3}));
    assert_eq!(what_holds(&phone), (OFFERED_AFTER, Sharing::MyCoordinator, 3, true));
}

#[test]
fn of_several_the_narrowest_holds_and_those_of_another_area_do_not() {
    let (phone, desk) = confirmed(json!({"retention_days": 90, "lock_minutes": 15}));
    let issuer = desk.worker.public();
    let of_area = |n: u8, area: u8, minutes: u32| {
        let area = record_id(area).to_string();
        rules(issuer, n, n, &[], json!({"lock_minutes": minutes, "retention_days": 60, "area": area}))
    };
    phone.bring_in(&pack(&desk, &[of_area(5, 50, 2), of_area(6, 60, 1)]));
    assert_eq!((phone.app.rules().lock_minutes, phone.app.rules().put_away_after), (15, 90));
    let profile = Profile { area: record_id(50).to_string(), ..phone.app.profile() };
    block_on(phone.app.keep_profile(profile)).unwrap();
    assert_eq!((phone.app.rules().lock_minutes, phone.app.rules().put_away_after), (2, 90));
}

#[test]
fn whatever_a_stranger_signs_the_rules_in_force_stay() {
    let (mut phone, desk) = confirmed(narrow());
    let (issuer, forger) = (desk.worker.public(), person(66));
    let own = forger.worker.public();
    let first = || rules(issuer, 1, 1, &[], json!({})).stub();
    let wide = || json!({"lock_minutes": 30});
    let act = |act| Revision { act, fields: Default::default(), ..rules(issuer, 9, 1, &[1], json!({})) };
    for (what, forged) in [
        ("rules of their own", vec![rules(own, 2, 2, &[], json!({"lock_minutes": 1}))]),
        ("rules in the desk's name", vec![rules(issuer, 3, 3, &[], json!({"lock_minutes": 1}))]),
        ("a change of the desk's", vec![first(), rules(issuer, 4, 1, &[1], wide())]),
        ("other words for the same state", vec![rules(issuer, 1, 1, &[], wide())]),
        ("taking it back", vec![first(), act(Act::Withdraw)]),
        ("erasing it", vec![first(), act(Act::Erase)]),
        ("drawing it back", vec![first(), rules(issuer, 9, 1, &[1], json!({})).stub()]),
        (
            "another kind on top",
            vec![first(), Revision { kind: Kind::Area, ..rules(issuer, 9, 1, &[1], wide()) }],
        ),
    ] {
        let file = pack(&forger, &forged);
        let look = staged(&phone, &file);
        assert_eq!(phone.app.rules_with(&look), phone.app.rules(), "{what}: nothing else is shown");
        let (new, _, waits) = phone.bring_in(&file);
        assert_eq!((new, waits), (0, 1), "{what}");
        assert_eq!(what_holds(&phone), NARROW, "{what}");
        phone.reopen();
        assert_eq!(what_holds(&phone), NARROW, "{what}");
        for waiting in phone.app.to_look_at() {
            block_on(phone.app.leave_out(waiting.revision.id)).unwrap();
        }
    }
}

#[test]
fn a_file_of_rules_that_is_not_signed_or_was_changed_is_refused() {
    let (phone, desk) = confirmed(json!({}));
    let signed: Value = serde_json::from_slice(&file(&desk, 2, &[1], narrow())).unwrap();
    let mut unsigned = signed.clone();
    unsigned.as_object_mut().unwrap().remove("signature");
    unsigned["header"].as_object_mut().unwrap().remove("voucher");
    let mut changed = signed.clone();
    changed["revisions"][1]["fields"]["lock_minutes"] = json!(1);
    for (value, refusal) in [(unsigned, Refusal::Unsigned), (changed, Refusal::Changed)] {
        let refused = block_on(phone.app.stage(value.to_string().as_bytes()));
        assert_eq!(refused.err(), Some(NotStaged::Refused(refusal)));
    }
    assert_eq!(what_holds(&phone), WITHOUT);
}

#[test]
fn the_rules_of_an_issuer_end_with_it() {
    let (phone, _) = confirmed(narrow());
    let next = person(5);
    let new = next.worker.public();
    phone.bring_in(&pack(&next, &[rules(new, 7, 7, &[], json!({"lock_minutes": 15}))]));
    assert_eq!(what_holds(&phone), NARROW);
    assert_eq!(phone.app.rules_under(new).lock_minutes, 15);
    block_on(phone.app.pin_issuer(new)).unwrap();
    assert_eq!((what_holds(&phone), phone.app.rules().lock_minutes), (WITHOUT, 15));
}

#[test]
fn a_worker_may_choose_a_shorter_time_to_lock_and_gets_their_own_back_when_the_limit_goes() {
    let (phone, desk) = confirmed(json!({"lock_minutes": 15}));
    let choose = |minutes| {
        let profile = Profile { lock_after: minutes, ..phone.app.profile() };
        block_on(phone.app.keep_profile(profile)).unwrap();
    };
    choose(1);
    assert_eq!(phone.app.lock_minutes(), 1);
    choose(30);
    assert_eq!(phone.app.lock_minutes(), 15);
    phone.bring_in(&file(&desk, 2, &[1], json!({})));
    assert_eq!(phone.app.lock_minutes(), 30);
}

#[test]
fn words_are_offered_to_be_put_away_after_the_days_of_the_rule_and_not_before() {
    let (mut phone, _) = confirmed(json!({"retention_days": 60}));
    let mut fields = note_fields("The kettle is on. Nobody minds the heron.");
    fields["told_purpose"] = "told".into();
    fields["who_was_missing"] = "the herons of the mill".into();
    let note = phone.note(fields, Sharing::MyCoordinator);
    let made = block_on(phone.app.make_file("the desk", true)).unwrap();
    block_on(phone.app.tell(made.file, Told::Went)).unwrap();
    let offered = |phone: &Phone| -> Vec<RecordId> {
        phone.app.may_be_put_away().into_iter().map(|line| line.record).collect()
    };
    phone.use_for(59);
    assert_eq!(offered(&phone), []);
    phone.use_for(1);
    assert_eq!(offered(&phone), [note]);
    block_on(phone.app.put_off_putting_away()).unwrap();
    phone.use_for(OFFERED_AGAIN_AFTER - OFFERED_AFTER - 1);
    assert_eq!(offered(&phone), []);
    phone.use_for(1);
    assert_eq!(offered(&phone), [note]);
}

#[test]
fn a_note_begun_before_every_record_was_read_starts_as_the_rules_say() {
    let (phone, desk) = confirmed(narrow());
    for nth in 0..70 {
        phone.note(note_fields(&format!("Note {nth}.")), Sharing::Private);
    }
    let starts = || {
        let app = phone.just_opened();
        assert!(!app.is_loaded());
        (app.begin_note().main().unwrap().sharing.clone(), app.lock_minutes())
    };
    assert_eq!(starts(), (Sharing::Private, 3));
    phone.bring_in(&file(&desk, 2, &[1], json!({})));
    assert_eq!(starts(), (Sharing::MyCoordinator, 5));
}

#[test]
fn a_note_like_an_earlier_one_and_a_conversation_start_no_wider() {
    let (phone, desk) = (Phone::new(1), person(2));
    let note = phone.note(note_fields("Ask us first."), Sharing::AllAreas);
    let starts = |phone: &Phone| phone.app.begin_repeat(note).unwrap().main().unwrap().sharing.clone();
    assert_eq!(starts(&phone), Sharing::AllAreas);
    phone.bring_in(&file(&desk, 1, &[], narrow()));
    block_on(phone.app.pin_issuer(desk.worker.public())).unwrap();
    assert_eq!(starts(&phone), Sharing::Private);
    phone.bring_in(include_bytes!("../public/packs/default.json"));
    let set = phone.app.prompt_sets().remove(0);
    let chosen = [(set.id, set.prompts[0].clone())];
    let talk = phone.app.begin_conversation(&chosen, None, &[]).unwrap();
    assert_eq!(talk.entries[0].sharing, Sharing::Private);
    // What was saved before stays as its writer left it.
    assert_eq!(phone.app.note(note).unwrap().view.sharing, Sharing::AllAreas);
}

#[test]
fn rules_leave_in_no_file_of_a_worker() {
    let (phone, _) = confirmed(narrow());
    phone.note(note_fields("Ask us first."), Sharing::Publishable);
    let (_, sent) = read(&phone.send()).unwrap();
    assert!(sent.len() == 1 && sent.iter().all(|revision| revision.kind != Kind::Rules));
    assert_eq!(sent[0].fields["words"], fields_of(json!({"words": "Ask us first."}))["words"]);
}
