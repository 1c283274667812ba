//! What only a record's writer may do acts from that writer's devices, and waits from anybody else.

use super::desk::*;
use super::sample::*;
use ginnel::domain::merge::{State, view};
use ginnel::domain::revision::{Act, Revision, Sharing};
use ginnel::exchange::header::Purpose;
use ginnel::exchange::import::Why;
use ginnel::exchange::write::Facts;
use ginnel::vault::signing::Voucher;
use serde_json::json;

/// The things only the writer may do, each on top of [`note`].
fn writers_own(by: &Person) -> Vec<(Why, Revision)> {
    let next = |fields| by.revision(3, 1, &[2], fields);
    vec![
        (Why::TakenBack, Revision { act: Act::Withdraw, ..next(json!({})) }),
        (
            Why::TakenBack,
            Revision { act: Act::Withdraw, closes: vec!["words".into()], ..next(json!({"words": "t"})) },
        ),
        (Why::Erased, Revision { act: Act::Erase, ..next(json!({})) }),
        (Why::UnknownAct, Revision { act: Act::Other("hand_over".into()), ..next(json!({})) }),
        (Why::Raised, Revision { sharing: Sharing::AllAreas, ..next(json!({"words": "tea"})) }),
        (Why::Narrowed, Revision { sharing: Sharing::Private, ..next(json!({})).stub() }),
        (Why::Narrowed, Revision { sharing: Sharing::Private, ..next(json!({"words": ""})) }),
        (Why::Narrowed, Revision { sharing: Sharing::Other("county".into()), ..next(json!({"words": ""})) }),
        (Why::Narrowed, next(json!({})).stub()),
    ]
}

#[test]
fn what_only_the_writer_may_do_acts_from_any_of_the_writers_devices() {
    for (_, revision) in writers_own(&person(1)) {
        for from in [person(1), device_of(1, 50)] {
            // Met earlier, or vouched for in this very file.
            let mut met = Desk::holding(&note());
            met.vouchers = vec![person(1).voucher()];
            assert_eq!(enters(&met.looks_at(&from, std::slice::from_ref(&revision))), [3]);
            let stranger_so_far = Desk::holding(&note());
            let with_vouchers = Facts { vouchers: vec![person(1).voucher()], ..facts(Purpose::Notes) };
            let report = stranger_so_far.looks_at_file(&from, with_vouchers, std::slice::from_ref(&revision));
            assert_eq!(enters(&report), [3], "{revision:?}");
        }
    }
}

#[test]
fn what_only_the_writer_may_do_waits_from_anybody_else() {
    let robin = person(2);
    for by in [person(1), person(2)] {
        for (why, revision) in writers_own(&by) {
            let held = Desk::holding(&note());
            assert_eq!(waits(&held.looks_at(&robin, std::slice::from_ref(&revision))), [(3, why)]);
            // The same where the file brings the whole record.
            let all: Vec<Revision> = note().into_iter().chain([revision]).collect();
            let report = Desk::holding(&[]).looks_at(&robin, &all);
            assert_eq!((enters(&report), waits(&report)), (vec![1, 2], vec![(3, why)]));
        }
    }
}

#[test]
fn a_strangers_voucher_for_the_writers_device_opens_nothing() {
    let (wren, robin) = (person(1), person(2));
    let taken = Revision { act: Act::Withdraw, ..wren.revision(3, 1, &[2], json!({})) };
    let forged = Voucher { worker: robin.worker.public(), ..wren.voucher() };
    let claims = Facts { vouchers: vec![forged], ..facts(Purpose::Notes) };
    let report = Desk::holding(&note()).looks_at_file(&robin, claims, std::slice::from_ref(&taken));
    assert_eq!(waits(&report), [(3, Why::TakenBack)]);
    assert_eq!(report.vouchers, [robin.voucher()], "a false voucher is not remembered");

    // Wren's device says later that it belongs to Robin: the first voucher stays.
    let turncoat = Person { device: person(1).device, worker: person(2).worker };
    let mut desk = Desk::holding(&note());
    desk.vouchers = vec![wren.voucher()];
    let claims = Facts { vouchers: vec![turncoat.voucher()], ..facts(Purpose::Notes) };
    assert_eq!(waits(&desk.looks_at_file(&robin, claims, &[taken])), [(3, Why::TakenBack)]);
}

#[test]
fn another_beginning_does_not_make_a_record_ones_own() {
    let robin = person(2);
    let beginning = robin.revision(20, 1, &[], json!({"words": "mine"}));
    let erased = Revision { act: Act::Erase, ..robin.revision(21, 1, &[20], json!({})) };
    let both = [beginning, erased];
    let report = Desk::holding(&note()).looks_at(&robin, &both);
    assert_eq!((enters(&report), waits(&report)), (vec![20], vec![(21, Why::Erased)]));
    let all: Vec<Revision> = note().into_iter().chain(both).collect();
    assert_eq!(waits(&Desk::holding(&[]).looks_at(&robin, &all)), [(21, Why::Erased)]);
}

#[test]
fn putting_versions_together_does_not_widen_one_of_them() {
    let (wren, robin) = (person(1), person(2));
    let mut held = note();
    held.push(Revision { sharing: Sharing::Private, ..wren.revision(5, 1, &[1], json!({})).stub() });
    let merged = robin.revision(6, 1, &[2, 5], json!({"words": "tea and cake"}));
    let report = Desk::holding(&held).looks_at(&robin, &[merged]);
    assert_eq!(waits(&report), [(6, Why::Raised)]);
}

#[test]
fn a_head_that_waits_does_not_lay_bare_another() {
    let robin = person(2);
    let below = Revision { sharing: Sharing::Private, ..robin.revision(3, 1, &[2], json!({})).stub() };
    let also = Revision { sharing: Sharing::Private, ..robin.revision(4, 1, &[3], json!({})).stub() };
    let covered_by_a_withdrawal = Revision { act: Act::Withdraw, ..robin.revision(5, 1, &[3], json!({})) };
    let desk = Desk::holding(&note());
    let report = desk.looks_at(&robin, &[below.clone(), also]);
    assert_eq!(waits(&report), [(3, Why::Narrowed), (4, Why::Narrowed)]);
    let report = desk.looks_at(&robin, &[below, covered_by_a_withdrawal]);
    assert_eq!(waits(&report), [(3, Why::Narrowed), (5, Why::TakenBack)]);
}

#[test]
fn a_stranger_cannot_write_on_top_of_what_nobody_has() {
    let (wren, robin) = (person(1), person(2));
    let on_nothing = robin.revision(7, 1, &[6], json!({"words": "tea"}));
    let desk = Desk::holding(&note());
    assert_eq!(waits(&desk.looks_at(&robin, std::slice::from_ref(&on_nothing))), [(7, Why::NoParent)]);
    assert_eq!(enters(&desk.looks_at(&wren, &[on_nothing])), [7]);
}

#[test]
fn a_note_drawn_back_opens_again_only_by_its_writer() {
    let (wren, robin) = (person(1), person(2));
    let whole =
        Revision { sharing: Sharing::Private, ..wren.revision(3, 1, &[2], json!({"words": "forged"})) };
    let mut held = note();
    held.push(whole.stub());
    let desk = Desk::holding(&held);
    let report = desk.looks_at(&robin, std::slice::from_ref(&whole));
    assert_eq!((report.fuller.len(), waits(&report)), (0, vec![(3, Why::Reopened)]));
    assert_eq!(desk.looks_at(&wren, &[whole]).fuller.len(), 1);
}

#[test]
fn what_is_withheld_from_us_opens_again_only_by_its_writer_whatever_it_did() {
    let (wren, robin) = (person(1), person(2));
    let next = || wren.revision(3, 1, &[2], json!({"words": "tea, without the name"}));
    let taken_out = Revision { act: Act::Withdraw, closes: vec!["words".into()], ..next() };
    let of_a_later_build = Revision { act: Act::Other("hand_over".into()), ..next() };
    for whole in [taken_out, of_a_later_build] {
        let mut held = note();
        held.push(whole.stub());
        let desk = Desk::holding(&held);
        assert_eq!(view(&desk.notebook, record_id(1)).unwrap().state, State::TakenBack);
        let report = desk.looks_at(&robin, std::slice::from_ref(&whole));
        assert_eq!((report.fuller.len(), waits(&report)), (0, vec![(3, Why::Reopened)]), "{whole:?}");
        assert_eq!(desk.looks_at(&wren, &[whole]).fuller.len(), 1);
    }
}

#[test]
fn the_phones_own_files_act_as_a_whole() {
    // A backup of the desk: with what it took in from Wren, and Wren's own withdrawal.
    let wren = person(1);
    let taken = Revision { act: Act::Withdraw, ..wren.revision(3, 1, &[2], json!({})) };
    let all: Vec<Revision> = note().into_iter().chain([taken]).collect();
    for new_phone in [person(9), device_of(9, 60)] {
        let desk = Desk { me: new_phone, ..Desk::holding(&[]) };
        let backup = Facts { audience: Sharing::Private, ..facts(Purpose::Backup) };
        let report = desk.looks_at_file(&person(9), backup, &all);
        assert_eq!((report.new.len(), report.waiting.len()), (3, 0));
    }
}

#[test]
fn a_note_stays_in_sight_whatever_a_stranger_sends() {
    for (_, revision) in writers_own(&person(2)) {
        let mut desk = Desk::holding(&note());
        desk.takes_in(&person(2), &[revision]);
        let view = view(&desk.notebook, record_id(1)).unwrap();
        assert_eq!((view.state, &view.fields["words"]), (State::Current, &json!("tea and cake")));
    }
}

#[test]
fn nobody_can_claim_a_record_that_came_without_its_author() {
    let robin = person(2);
    let nameless: Vec<Revision> = note().into_iter().map(Revision::without_author).collect();
    let claimed = robin.revision(1, 1, &[], json!({"words": "tea"}));
    let mut desk = Desk::holding(&nameless);
    let report = desk.takes_in(&robin, &[claimed]);
    assert_eq!((report.known, report.records().len()), (1, 0));
    let taken = Revision { act: Act::Withdraw, ..robin.revision(3, 1, &[2], json!({})) };
    assert_eq!(waits(&desk.looks_at(&robin, &[taken])), [(3, Why::TakenBack)]);
}
