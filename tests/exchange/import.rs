//! Taking in is set union; what fits no set waits.

use super::desk::*;
use super::sample::*;
use ginnel::domain::revision::{Act, Kind, Revision, Sharing, Spelling};
use ginnel::exchange::header::Purpose;
use ginnel::exchange::import::{Report, Why};
use ginnel::exchange::write::{Facts, write_file};
use serde_json::json;

#[test]
fn a_file_enters_once_and_then_is_known() {
    let mut desk = Desk::holding(&[]);
    let first = desk.takes_in(&person(1), &week());
    assert_eq!((first.new.len(), first.known, first.waiting.len()), (week().len(), 0, 0));
    assert_eq!(first.records().len(), 8);
    let again = desk.takes_in(&person(1), &week());
    assert_eq!(again, Report { known: week().len(), ..Report::default() });
}

#[test]
fn colleagues_may_add() {
    let robin = person(2);
    let added = robin.revision(3, 1, &[2], json!({"words": "tea and cake, and a song"}));
    let narrower_start =
        Revision { sharing: Sharing::AllAreas, ..robin.revision(4, 2, &[], json!({"words": "new"})) };
    let report = Desk::holding(&note()).looks_at(&robin, &[added, narrower_start]);
    assert_eq!((enters(&report), report.waiting.len()), (vec![3, 4], 0));
}

#[test]
fn what_stands_on_a_waiting_revision_waits_with_it() {
    let robin = person(2);
    let raised =
        Revision { sharing: Sharing::AllAreas, ..robin.revision(3, 1, &[2], json!({"words": "wide"})) };
    let after = robin.revision(4, 1, &[3], json!({"words": "narrow again"}));
    let report = Desk::holding(&note()).looks_at(&robin, &[after, raised]);
    assert_eq!(waits(&report), [(3, Why::Raised), (4, Why::StandsOnWaiting)]);
}

#[test]
fn a_fuller_spelling_of_an_ancestor_is_put_together_with_what_is_held() {
    let part = |fields| Revision { spelling: Spelling::Part, ..person(1).revision(1, 1, &[], fields) };
    let head = note().remove(1);
    let desk = Desk::holding(&[part(json!({"words": "tea"})), head]);
    let report = desk.looks_at(&person(2), &[part(json!({"loop": "not_yet"}))]);
    assert_eq!(report.fuller, [part(json!({"words": "tea", "loop": "not_yet"}))]);
    assert_eq!(report.records().len(), 1);
}

#[test]
fn one_id_with_two_contents_waits_and_changes_nothing() {
    let wren = person(1);
    let held = note().remove(0);
    let others = [
        Revision { on: day(1), ..held.clone() },
        Revision { sharing: Sharing::Private, ..held.stub() },
        wren.revision(1, 1, &[], json!({"words": "coffee"})),
        wren.revision(1, 1, &[], json!({"words": "tea", "loop": "not_yet"})),
        Revision { record: record_id(2), ..held.clone() },
    ];
    for other in others {
        let report = Desk::holding(std::slice::from_ref(&held)).looks_at(&wren, std::slice::from_ref(&other));
        assert_eq!((report.new.len(), report.fuller.len(), waits(&report)), (0, 0, vec![(1, Why::Damage)]));
        let in_one_file = Desk::holding(&[]).looks_at(&wren, &[held.clone(), other.clone()]);
        assert_eq!(waits(&in_one_file), [(1, Why::Damage), (1, Why::Damage)], "{other:?}");
    }
    let twice = Desk::holding(&[]).looks_at(&wren, &[held.stub(), held.clone()]);
    assert_eq!((twice.new, twice.known), (vec![held], 1));
}

#[test]
fn revisions_that_fit_no_set_wait_whoever_signed() {
    let wren = person(1);
    let desk = Desk::holding(&note());
    let other_kind = Revision { kind: Kind::Organisation, ..wren.revision(3, 1, &[2], json!({})) };
    let other_record = wren.revision(4, 2, &[2], json!({}));
    let circle = [wren.revision(5, 3, &[6], json!({})), wren.revision(6, 3, &[5], json!({}))];
    let report = desk.looks_at(&wren, &[vec![other_kind, other_record], circle.to_vec()].concat());
    let expected = [(3, Why::OtherKind), (4, Why::OtherRecord), (5, Why::Circle), (6, Why::Circle)];
    assert_eq!((waits(&report), report.new.len()), (expected.to_vec(), 0));
}

#[test]
fn a_parent_that_comes_late_cannot_close_a_circle() {
    let wren = person(1);
    let desk = Desk::holding(&[wren.revision(2, 1, &[1], json!({"words": "b"}))]);
    let report = desk.looks_at(&wren, &[wren.revision(1, 1, &[2], json!({"words": "a"}))]);
    assert_eq!(waits(&report), [(1, Why::Circle)]);
}

#[test]
fn area_settings_without_a_signature_add_and_nothing_more() {
    let area = |n, parents: &[u8]| Revision {
        kind: Kind::Area,
        sharing: Sharing::Publishable,
        by: None,
        n: None,
        ..person(1).revision(n, 1, parents, json!({"label": "Calderfold"}))
    };
    let pack = |revisions: &[Revision]| {
        let pack = Facts { audience: Sharing::Publishable, ..facts(Purpose::Pack) };
        read(&write_file(pack, revisions, None).unwrap()[0]).unwrap()
    };
    let (header, revisions) = pack(&[area(1, &[]), area(2, &[1])]);
    let report = Desk::holding(&[]).stage(&header, revisions);
    assert_eq!(enters(&report), [1, 2]);
    let (header, revisions) = pack(&[Revision { act: Act::Erase, ..area(3, &[1]) }]);
    assert_eq!(waits(&Desk::holding(&[area(1, &[])]).stage(&header, revisions)), [(3, Why::Erased)]);
}
