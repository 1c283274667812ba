//! A damaged row costs that row and nothing else: it is named, and all others open.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on stops here")]

#[allow(dead_code, reason = "not every suite uses all of it")]
#[path = "support/phone.rs"]
mod phone;
#[allow(dead_code, reason = "not every suite uses all of it")]
#[path = "support/used.rs"]
mod used;

use ginnel::app::App;
use ginnel::app::open::OpenError;
use ginnel::app::ports::{Row, Table};
use ginnel::app::rows::name;
use ginnel::domain::entries::set_text;
use ginnel::ui::text::{errors, mine};
use pollster::block_on;
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
    bytes[0] ^= 1;
    String::from_utf8(bytes).unwrap()
}

#[test]
fn one_flipped_bit_in_any_row_names_that_row_and_opens_all_others() {
    let (phone, _) = used();
    let before = by_record(&phone.app);
    let kinds = |rows: &[(Table, Row)]| -> BTreeSet<String> {
        rows.iter()
            .map(|(table, row)| format!("{table:?} {}", row.id.split('.').next().unwrap_or_default()))
            .collect()
    };
    let rows = phone.rows();
    for kind in
        ["keyslots", "identity", "profile", "vouchers", "turn", "bringing", "batch", "sent", "waiting"]
    {
        assert!(kinds(&rows).contains(&format!("Meta {kind}")), "there is no row of the kind {kind}");
    }
    let mut looked_at = 0;
    for (table, row) in
        rows.iter().filter(|(_, row)| ![name::KEYSLOTS, name::IDENTITY].contains(&row.id.as_str()))
    {
        for damaged in flipped(row) {
            phone.put(*table, damaged);
            let app = phone.try_open().unwrap_or_else(|why| panic!("{table:?} {}: {why:?}", row.id));
            let named: Vec<(Table, String)> =
                app.damaged().into_iter().map(|one| (one.table, one.id)).collect();
            assert_eq!(named, [(*table, row.id.clone())]);
            assert!(app.damaged().iter().all(|one| !mine::damaged(one).is_empty()));
            assert!(app.profile().started, "{table:?} {}: it would begin as if new", row.id);
            let after = by_record(&app);
            let changed = before.iter().filter(|(record, line)| after.get(*record) != Some(line)).count();
            let may_change = usize::from(*table != Table::Meta);
            assert!(changed <= may_change, "{table:?} {}: {changed} records are not as they were", row.id);
            looked_at += 1;
        }
        phone.put(*table, row.clone());
    }
    assert!(looked_at > 80, "only {looked_at} damages");
}

#[test]
fn with_a_damaged_row_notes_are_still_written_and_sent() {
    let (phone, _) = used();
    for (table, row) in phone.rows() {
        if [name::KEYSLOTS, name::IDENTITY].contains(&row.id.as_str()) {
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
