//! A copy of one's own that is longer than a file may be: it is cut into parts, and they come back in any order. What is not
//! here yet is said, and what came stays.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on stops here"
)]

#[path = "support/desk.rs"]
mod desk;
#[allow(dead_code, reason = "not every suite needs all of it")]
#[path = "support/helped.rs"]
mod helped;
#[allow(dead_code, reason = "not every suite uses all of it")]
#[path = "support/phone.rs"]
mod phone;
#[allow(dead_code, reason = "not every suite needs all of it")]
#[path = "exchange/sample.rs"]
mod sample;
#[allow(dead_code, reason = "not every suite uses all of it")]
#[path = "support/used.rs"]
mod used;

use ginnel::app::commands::bring_in::NotStaged;
use ginnel::app::ports::Table;
use ginnel::app::state::Told;
use ginnel::domain::revision::Sharing::{MyCoordinator, Private};
use ginnel::ui::text::bring_in::parts_missing;
use helped::{FIRST, PRIVATE, SECOND, helped};
use phone::{Phone, note_fields};
use pollster::block_on;
use serde_json::json;
use used::{told, used};

/// As long as the words of a note may be, so that few notes fill a part.
const LONG: usize = 62_000;

fn long(what: &str) -> String {
    what.repeat(LONG / what.len())
}

fn copy(phone: &Phone, password: &str) -> Vec<Vec<u8>> {
    let made = block_on(phone.app.make_backup(password)).unwrap();
    assert_eq!(made.left_out, 0);
    let of = made.made.parts.len();
    for (nth, (name, _)) in made.made.parts.iter().enumerate() {
        assert!(name.ends_with(&format!("-part-{}-of-{of}.age", nth + 1)), "{name}");
    }
    made.made.parts.into_iter().map(|(_, part)| part).collect()
}

/// Brings a part in, and gives which are still to come.
fn bring(phone: &Phone, part: &[u8], password: &str) -> Vec<u32> {
    assert_eq!(block_on(phone.app.stage(part)).map(drop), Err(NotStaged::Backup));
    let staged = block_on(phone.app.stage_locked(part, password)).unwrap();
    let file = staged.header.id;
    block_on(phone.app.bring_in(&staged)).unwrap();
    phone.app.parts_missing(file).0
}

#[test]
fn in_any_order_all_of_it_is_back_and_what_is_missing_is_named() {
    let (old, records) = used();
    let sent = block_on(old.app.make_file("the desk", false)).unwrap();
    block_on(old.app.tell(sent.file, Told::Went)).unwrap();
    for nth in 0..360 {
        let sharing = if nth % 2 == 0 { Private } else { MyCoordinator };
        old.note(note_fields(&long(&format!("{nth} came to eat. "))), sharing);
    }
    // More than a part by itself.
    let changed = old.note(note_fields("The first of many."), MyCoordinator);
    for nth in 0..350 {
        old.change(changed, json!({"words": long(&format!("For the {nth}th time. "))}));
    }
    block_on(old.app.set_passphrase(FIRST, &old.app.fresh_code())).unwrap();
    let parts = copy(&old, FIRST);
    assert!(parts.len() >= 3, "{}", parts.len());
    let of = parts.len() as u32;
    let last = parts.len() - 1;
    let backwards: Vec<usize> = (0..parts.len()).rev().collect();
    let twice = [vec![1, last, 1], (0..parts.len()).collect()].concat();
    for order in [backwards, twice] {
        let mut new = Phone::new(7);
        let mut came = Vec::new();
        for nth in &order {
            let mut awaited: Vec<u32> = (1..=of).filter(|part| !came.contains(part)).collect();
            let missing = bring(&new, &parts[*nth], FIRST);
            came.push(*nth as u32 + 1);
            awaited.retain(|part| !came.contains(part));
            assert_eq!(missing, awaited);
            // Whoever makes do with this part is the same worker, under the same code.
            assert_eq!(new.app.profile(), old.app.profile());
            assert!(!new.app.has_earlier_keys());
        }
        assert_eq!(told(&new.app), told(&old.app), "{order:?}");
        let versions = |phone: &Phone| {
            let versions = phone.app.versions(changed).into_iter();
            versions.map(|version| format!("{version:?}")).collect::<Vec<_>>()
        };
        assert!(versions(&new) == versions(&old), "{order:?}");
        let files = |phone: &Phone| -> Vec<String> {
            phone.app.sent().iter().map(|sent| format!("{} {:?}", sent.file, sent.told)).collect()
        };
        assert_eq!((files(&new), new.app.safety().unsent), (files(&old), old.app.safety().unsent));
        assert_eq!((new.app.bin().len(), new.app.to_look_at().len()), (1, 1));
        new.reopen();
        assert_eq!(told(&new.app), told(&old.app), "{order:?}");
        assert_eq!(new.words(records[0]).as_deref(), Some("Fifty eat here."));
    }
}

#[test]
fn what_came_of_it_is_kept_and_what_stayed_closed_opens_in_each_part() {
    let mut scene = helped();
    // Closed rows too are longer than a text in a file may be, and fill parts by themselves.
    block_on(scene.phone.app.open_earlier(FIRST)).unwrap();
    let many: Vec<_> = (0..400)
        .map(|nth| scene.phone.note(note_fields(&long(&format!("{nth} alone. "))), Private))
        .collect();
    block_on(scene.phone.app.keep_organisation_slot()).unwrap();
    let answered = helped::answered(&scene);
    block_on(answered.set_passphrase(FIRST, &helped::phone_code())).unwrap();
    scene.phone.unlock(ginnel::vault::keyslots::Way::Passphrase, FIRST).unwrap();
    let closed = scene.phone.app.safety().closed;
    assert!(closed > many.len() && scene.phone.words(many[0]).is_none());
    let parts = copy(&scene.phone, FIRST);
    assert!(parts.len() >= 2);
    for first in 0..parts.len() {
        let mut new = Phone::new(7);
        let missing = bring(&new, &parts[first], FIRST);
        assert_eq!(missing.len(), parts.len() - 1);
        block_on(new.app.open_earlier(SECOND)).unwrap();
        let open = |phone: &Phone| many.iter().filter(|record| phone.words(**record).is_some()).count();
        let some = open(&new);
        assert!(some > 0 && some < many.len());
        for (nth, part) in parts.iter().enumerate().filter(|(nth, _)| *nth != first) {
            let staged = block_on(new.app.stage_locked(part, FIRST)).unwrap();
            assert!(staged.aside.stays_closed > 0 && new.app.is_missing_part(&staged), "{nth}");
            block_on(new.app.bring_in(&staged)).unwrap();
            // The window has the keys still. The next one has not.
            new.reopen();
            assert_eq!((open(&new), new.app.safety().broken), (some, 0), "what came stays as it is");
        }
        block_on(new.app.open_earlier(SECOND)).unwrap();
        assert_eq!(open(&new), many.len());
        assert_eq!(new.words(scene.private[0]).as_deref(), Some(PRIVATE));
        assert_eq!((new.app.safety().closed, new.app.safety().broken), (0, 0));
        let ways = new.rows_of(Table::Meta).into_iter().filter(|row| row.id.starts_with("earlier.")).count();
        assert_eq!(ways, 0);
    }
}

#[test]
fn a_missing_part_is_said_in_plain_words() {
    assert_eq!(parts_missing(&[2], 3), "Part 2 of 3 is not here yet. Bring it in too. What came is kept.");
    assert_eq!(
        parts_missing(&[1, 3], 3),
        "Parts 1 and 3 of 3 are not here yet. Bring them in too. What came is kept."
    );
}
