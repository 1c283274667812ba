//! A damaged row costs that row and nothing else: it is named, and all others open.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on stops here"
)]

#[path = "support/desk.rs"]
mod desk;
#[allow(dead_code, reason = "not every suite uses all of it")]
#[path = "support/helped.rs"]
mod helped;
#[allow(dead_code, reason = "not every suite uses all of it")]
#[path = "support/phone.rs"]
mod phone;
#[allow(dead_code, reason = "not every suite uses all of it")]
#[path = "exchange/sample.rs"]
mod sample;
#[allow(dead_code, reason = "not every suite uses all of it")]
#[path = "support/used.rs"]
mod used;

use chrono::NaiveDate;
use desk::{Desk, pack, rules};
use ginnel::app::App;
use ginnel::app::open::OpenError;
use ginnel::app::ports::{Row, Table};
use ginnel::app::rows::name;
use ginnel::app::state::{Kept, Told};
use ginnel::domain::entries::set_text;
use ginnel::domain::put_away::OFFERED_AFTER;
use ginnel::domain::revision::Sharing::MyCoordinator;
use ginnel::ui::text::{errors, mine};
use ginnel::vault::keyslots::Way;
use helped::{FIRST, SECOND, Scene, answered, confirm, locked, phone_code, ring};
use phone::{Phone, note_fields};
use pollster::block_on;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use used::{told, used};

/// What is read of each record, draft and thing in the bin, by the record where it has one.
fn by_record(app: &App) -> BTreeMap<String, String> {
    told(app).into_iter().map(|line| (line.split(' ').next().unwrap_or_default().to_owned(), line)).collect()
}

/// Each place of a row at which a bit is turned: the first byte, one in the middle, the last, and what stands beside.
fn flipped(row: &Row) -> Vec<Row> {
    let mut all = Vec::new();
    for place in [0, row.sealed.len() / 2, row.sealed.len() - 1] {
        let mut damaged = row.clone();
        damaged.sealed[place] ^= 1 << (place % 8);
        all.push(damaged);
    }
    all.push(Row { suite: row.suite ^ 2, ..row.clone() });
    all.push(Row { key: flipped_text(&row.key), ..row.clone() });
    all
}

fn flipped_text(text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    bytes.first_mut().into_iter().for_each(|first| *first ^= 1);
    String::from_utf8(bytes).unwrap()
}

/// Every kind of row that there is besides records and drafts.
fn kinds(phone: &Phone) -> BTreeSet<String> {
    let kind = |row: &Row| row.id.split('.').next().unwrap_or_default().to_owned();
    phone.rows_of(Table::Meta).iter().map(kind).collect()
}

/// Whether the notebook needs this row to open at all.
fn is_needed(row: &Row) -> bool {
    [name::KEYSLOTS, name::IDENTITY].contains(&row.id.as_str())
}

/// Turns bits in each row, and opens the notebook each time: that row is named, and all others are as they were.
fn each_damage_costs_one_row(phone: &mut Phone, rows: Vec<(Table, Row)>, open: impl Fn(&mut Phone) -> App) {
    let before = by_record(&open(phone));
    let mut looked_at = 0;
    for (table, row) in rows.into_iter().filter(|(_, row)| !is_needed(row)) {
        let mut noticed = 0;
        for damaged in flipped(&row) {
            phone.put(table, damaged);
            let app = open(phone);
            let named: Vec<(Table, String)> =
                app.damaged().into_iter().map(|one| (one.table, one.id)).collect();
            // What is in the row of replaced keys is sealed once more inside; and what only those keys open goes with it.
            let is_row = match row.id.starts_with(name::EARLIER) {
                true => named.is_empty() || named.contains(&(table, row.id.clone())),
                false => named == [(table, row.id.clone())],
            };
            assert!(is_row, "{table:?} {}: {named:?}", row.id);
            noticed += usize::from(!named.is_empty());
            assert!(app.damaged().iter().all(|one| !mine::damaged(one).is_empty()));
            assert!(app.profile().started, "{table:?} {}: it would begin as if new", row.id);
            let after = by_record(&app);
            let changed = before.iter().filter(|(record, line)| after.get(*record) != Some(line)).count();
            // Without it, a group's name that was written before the desk's help is a stranger's, and its wish hides it.
            let may_change = usize::from(table != Table::Meta || row.id == name::OWN);
            assert!(changed <= may_change, "{table:?} {}: {changed} records are not as they were", row.id);
            looked_at += 1;
        }
        assert!(noticed > 0, "{table:?} {}: no damage was noticed", row.id);
        phone.put(table, row);
    }
    assert!(looked_at > 80, "only {looked_at} damages");
}

#[test]
fn one_flipped_bit_in_any_row_names_that_row_and_opens_all_others() {
    let (mut phone, _) = used();
    for kind in
        ["keyslots", "identity", "profile", "vouchers", "turn", "bringing", "batch", "sent", "waiting"]
    {
        assert!(kinds(&phone).contains(kind), "there is no row of the kind {kind}");
    }
    let rows = phone.rows();
    each_damage_costs_one_row(&mut phone, rows, |phone| phone.try_open().unwrap());
}

/// The same phone later: the desk is confirmed and asks for shorter times, words were put away, a copy was kept, the
/// password was forgotten, and the desk has helped.
fn long_used() -> Phone {
    let mut phone = used().0;
    let desk = Desk::new();
    confirm(&desk, &phone);
    phone.bring_in(&pack(&sample::person(2), &[rules(desk.issuer(), 9, 9, &[], json!({"lock_minutes": 3}))]));
    let settled = phone.app.profile();
    block_on(phone.app.keep_profile(settled)).unwrap();
    let mut finished = note_fields("The kettle is on.");
    finished["told_purpose"] = "told".into();
    phone.note(finished, MyCoordinator);
    let made = block_on(phone.app.make_file("the desk", true)).unwrap();
    block_on(phone.app.tell(made.file, Told::Went)).unwrap();
    phone.use_for(OFFERED_AFTER);
    let old: Vec<_> = phone.app.may_be_put_away().into_iter().map(|line| line.record).collect();
    block_on(phone.app.put_away(&old)).unwrap();
    let code = phone.app.fresh_code();
    block_on(phone.app.set_passphrase(FIRST, &code)).unwrap();
    let mut scene = Scene { phone, desk, code, ..locked() };
    block_on(answered(&scene).set_passphrase(SECOND, &phone_code())).unwrap();
    scene.phone.unlock(Way::Passphrase, SECOND).unwrap();
    let kept = Kept { on: NaiveDate::from_ymd_opt(2026, 1, 19).unwrap(), n: 1 };
    block_on(scene.phone.app.keep_backup(kept)).unwrap();
    scene.phone
}

#[test]
fn with_a_password_too_a_flipped_bit_in_any_row_costs_that_row() {
    let mut phone = long_used();
    let every = [
        "keyslots", "identity", "profile", "vouchers", "issuer", "rules", "backup", "turn", "own", "earlier",
        "opener", "bringing", "batch", "sent", "waiting", "away", "days",
    ];
    assert_eq!(kinds(&phone), every.map(str::to_owned).into());
    // What stays closed after the desk's help opens before the damage as little as after it.
    let ring = ring(&phone);
    let is_open = |row: &Row| ring.key(&row.key).is_some() || row.id.starts_with(name::EARLIER);
    let rows = phone.rows().into_iter().filter(|(_, row)| is_open(row)).collect();
    each_damage_costs_one_row(&mut phone, rows, |phone| {
        phone.unlock(Way::Passphrase, SECOND).unwrap();
        phone.app.clone()
    });
}

#[test]
fn with_a_damaged_row_notes_are_still_written_and_sent() {
    let (phone, _) = used();
    for (table, row) in phone.rows() {
        if is_needed(&row) {
            continue;
        }
        phone.put(table, flipped(&row).swap_remove(1));
        let app = phone.try_open().unwrap();
        let mut draft = app.begin_note();
        set_text(&mut draft.main_mut().unwrap().fields, "words", "Written after the damage.");
        let saved = block_on(app.save(&draft)).unwrap_or_else(|why| panic!("{table:?} {}: {why:?}", row.id));
        let made = block_on(app.make_file("the desk", true)).unwrap();
        assert!(String::from_utf8_lossy(&made.parts[0].1).contains("Written after the damage."));
        block_on(app.take_back(saved.record)).unwrap();
        phone.put(table, row);
    }
}

#[test]
fn where_the_keys_are_damaged_the_notebook_says_what_to_do_and_can_be_saved_in_a_file() {
    let (phone, _) = used();
    let before = told(&phone.app);
    let all = phone.rows();
    let row = |id: &str| all.iter().find(|(_, row)| row.id == id).unwrap().1.clone();
    for (id, good) in [name::KEYSLOTS, name::IDENTITY].map(|id| (id, row(id))) {
        let mut closed = 0;
        for place in 0..good.sealed.len() {
            let mut damaged = good.clone();
            damaged.sealed[place] ^= 1;
            phone.put(Table::Meta, damaged);
            match phone.try_open() {
                Ok(app) => assert_eq!(told(&app), before, "{id} {place}"),
                Err(why) => {
                    closed += 1;
                    assert!(matches!(why, OpenError::Keys(_) | OpenError::Identity), "{why:?}");
                    assert!(errors::can_be_rescued(&why));
                    assert!(
                        errors::opening(&why).next_step.contains("Clear nothing. Save your notes in a file")
                    );
                }
            }
        }
        assert!(closed > 100, "{id}: only {closed} of {} damages were noticed", good.sealed.len());
        phone.put(Table::Meta, good);
    }
    assert_eq!(told(&phone.try_open().unwrap()), before);
}

#[test]
fn what_was_damaged_and_is_written_anew_is_not_named_any_more() {
    let (phone, _) = used();
    for id in [name::PROFILE, name::TURN] {
        let (table, row) = phone.rows().into_iter().find(|(_, row)| row.id == id).unwrap();
        phone.put(table, flipped(&row).swap_remove(0));
        let app = phone.try_open().unwrap();
        assert_eq!(app.damaged().len(), 1);
        block_on(app.keep_profile(app.profile())).unwrap();
        let note = app.home().recent[0].record;
        block_on(app.amend(note, |fields| set_text(fields, "words", "Changed."))).unwrap();
        assert_eq!(app.damaged(), []);
        assert_eq!(phone.try_open().unwrap().damaged(), []);
    }
}
