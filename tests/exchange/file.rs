//! Writing and reading are one another's mirror, and nothing that happens on the way goes unnoticed.

use super::sample::*;
use ginnel::domain::revision::{Act, Kind, Revision, Sharing, Spelling};
use ginnel::exchange::header::Purpose;
use ginnel::exchange::read::{Reader, Refusal};
use ginnel::exchange::write::{NotWritten, write_file};
use ginnel::exchange::{json as strict, limits};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;

#[test]
fn what_was_written_is_read() {
    let wren = person(1);
    let (header, revisions) = read(&notes(&wren, &week())).unwrap();
    assert_eq!(revisions, week());
    assert_eq!(header.signer(), Some(wren.device.fingerprint()));
    assert_eq!((header.count, header.part, header.parts), (week().len(), 1, 1));
    assert_eq!(header.author.as_deref(), Some("wren-4"));
}

#[test]
fn the_header_can_be_shown_before_anything_else_is_read() {
    for file in [notes(&person(1), &week()), super::vectors::turned_round().into_bytes()] {
        let reader = Reader::new(&file).unwrap();
        assert_eq!(reader.header().count, week().len());
    }
}

#[test]
fn only_area_settings_may_go_without_a_signature() {
    let wren = person(1);
    let note = wren.revision(1, 1, &[], json!({"words": "tea"}));
    let area = Revision { kind: Kind::Area, by: None, n: None, ..note.clone() };
    let write =
        |purpose, revision: &Revision| write_file(facts(purpose), std::slice::from_ref(revision), None);
    let pack = write(Purpose::Pack, &area).unwrap().remove(0);
    assert_eq!(read(&pack).unwrap().1, std::slice::from_ref(&area));
    for (purpose, revision) in [(Purpose::Pack, &note), (Purpose::Notes, &area), (Purpose::Backup, &note)] {
        assert_eq!(write(purpose, revision), Err(NotWritten::Unsigned));
    }
}

#[test]
fn the_practice_notebook_has_its_own_door() {
    let note = person(1).revision(1, 1, &[], json!({"words": "tea"}));
    let file = write_file(facts(Purpose::Practice), std::slice::from_ref(&note), None).unwrap().remove(0);
    assert_eq!(read(&file).map(|_| ()), Err(Refusal::OtherFormat));
    let mut reader = Reader::practice(&file).unwrap();
    assert_eq!(reader.by_ref().collect::<Result<Vec<_>, _>>(), Ok(vec![note]));
    assert!(reader.finish().is_ok());
    assert_eq!(Reader::practice(&notes(&person(1), &week())).map(|_| ()), Err(Refusal::OtherFormat));
}

#[test]
fn words_that_no_file_can_carry_are_named() {
    let wren = person(1);
    let long = wren.revision(3, 1, &[], json!({"words": "x".repeat(limits::STRING_BYTES + 1)}));
    let written = write_file(facts(Purpose::Notes), &[long], Some(&wren.signer()));
    assert!(matches!(written, Err(NotWritten::Unfit { revision, .. }) if revision == revision_id(3)));
    let no_label = ginnel::exchange::write::Facts { to: Some(String::new()), ..facts(Purpose::Notes) };
    assert_eq!(write_file(no_label, &week(), Some(&wren.signer())), Err(NotWritten::Header));
}

#[test]
fn a_long_file_goes_in_parts_that_are_each_valid_alone() {
    let wren = person(1);
    let many: Vec<Revision> = (0..limits::PART_REVISIONS + 10)
        .map(|n| Revision {
            id: wide_id(n, ginnel::domain::ids::RevisionId::from_random),
            record: wide_id(n / 3, ginnel::domain::ids::RecordId::from_random),
            ..wren.revision(0, 0, &[], json!({}))
        })
        .collect();
    let parts = write_file(facts(Purpose::Notes), &many, Some(&wren.signer())).unwrap();
    assert_eq!(parts.len(), 2);
    let mut ids = BTreeSet::new();
    for (nth, part) in (1..).zip(&parts) {
        let (header, revisions) = read(part).unwrap();
        assert_eq!((header.part, header.parts), (nth, 2));
        ids.extend(revisions.iter().map(|r| r.id));
    }
    assert_eq!(ids.len(), many.len());
    assert_eq!(ids, many.iter().map(|r| r.id).collect());
}

fn wide_id<T>(n: usize, make: impl Fn([u8; 16]) -> T) -> T {
    let mut bytes = [0; 16];
    bytes[..4].copy_from_slice(&u32::try_from(n).unwrap().to_be_bytes());
    make(bytes)
}

#[test]
fn one_changed_byte_is_noticed_or_changes_nothing() {
    let file = notes(&person(1), &week()[2..6]);
    let good = read(&file).unwrap();
    for at in 0..file.len() {
        for flip in [0x01, 0x20, 0x80] {
            let mut changed = file.clone();
            changed[at] ^= flip;
            if let Ok(read) = read(&changed) {
                assert_eq!(read, good, "byte {at}");
            }
        }
    }
}

#[test]
fn a_file_cut_anywhere_is_refused() {
    let file = notes(&person(1), &week());
    let whole = file.trim_ascii_end().len();
    for end in 0..whole {
        let refusal = read(&file[..end]).map(|_| ()).unwrap_err();
        assert!(matches!(refusal, Refusal::Truncated) || end == 0, "{end}: {refusal:?}");
    }
}

/// Any value that a file may carry.
fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        any::<bool>().prop_map(Value::from),
        (-limits::INTEGER..=limits::INTEGER).prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map(".{0,6}", inner, 0..5)
                .prop_map(|m| Value::Object(m.into_iter().collect())),
        ]
    })
}

prop_compose! {
    fn revision()(
        (n, record) in (0u8..30, 0u8..5),
        parents in prop::collection::btree_set(30u8..60, 0..4),
        kind in prop_oneof![Just(Kind::Engagement), "[a-z][a-z0-9_]{0,20}".prop_map(|k| Kind::from(k.as_str()))],
        (act, closes) in prop_oneof![
            Just((Act::Write, Vec::new())),
            Just((Act::Erase, Vec::new())),
            prop::collection::btree_set("[a-z_.]{1,9}", 0..4).prop_map(|c| (Act::Withdraw, c.into_iter().collect())),
        ],
        spelling in prop_oneof![Just(Spelling::Stub), Just(Spelling::Part), Just(Spelling::Whole)],
        day in 1u32..28,
        n_of_device in prop::option::of(0..=limits::INTEGER as u64),
        sharing in prop_oneof![Just(Sharing::Private), Just(Sharing::AllAreas), Just(Sharing::Other("county".into()))],
        fields in prop::collection::btree_map("[A-Za-z0-9_.-]{1,12}", value(), 0..6),
        extra in prop::collection::btree_map("x.{0,6}", value(), 0..3),
    ) -> Revision {
        let wren = person(1);
        let parents: Vec<u8> = parents.into_iter().collect();
        let fields = if spelling == Spelling::Stub { Default::default() } else { fields };
        Revision {
            kind, act, closes, spelling, on: super::sample::day(day), n: n_of_device, sharing, fields, extra,
            ..wren.revision(n, record, &parents, json!({}))
        }
    }
}

proptest! {
    #[test]
    fn any_revisions_come_back_as_they_went(revisions in prop::collection::vec(revision(), 0..8)) {
        let (header, back) = read(&notes(&person(1), &revisions)).unwrap();
        prop_assert_eq!(header.count, revisions.len());
        let sorted = |all: &[Revision]| {
            let mut all = all.to_vec();
            all.sort_by_key(|r| r.record);
            all
        };
        prop_assert_eq!(sorted(&back), sorted(&revisions));
    }

    #[test]
    fn any_value_has_one_canonical_spelling(value in value()) {
        let bytes = strict::canonical(&value);
        prop_assert_eq!(strict::parse(&bytes).unwrap(), value.clone());
        prop_assert_eq!(serde_json::to_vec(&value).unwrap(), bytes);
    }

    #[test]
    fn no_bytes_at_all_bring_the_reader_down(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(read(&bytes).is_err());
        let begun = [b"{\"format\":\"ginnel-export\",\"version\":1,".as_slice(), &bytes].concat();
        prop_assert!(read(&begun).is_err());
    }
}
