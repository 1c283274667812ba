//! What of a file may act here: most of it enters, what only a record's writer may do waits from anybody else.

use super::sample::*;
use ginnel::domain::merge::{State, view};
use ginnel::domain::notebook::{Added, Notebook};
use ginnel::domain::revision::{Act, Kind, Revision, Sharing, Spelling};
use ginnel::exchange::header::{Header, Purpose};
use ginnel::exchange::import::{Report, Trust, Why, stage};
use ginnel::exchange::write::{Facts, write_file};
use ginnel::vault::signing::Voucher;
use serde_json::json;

/// A phone or desk that takes files in.
struct Desk {
    me: Person,
    notebook: Notebook,
    vouchers: Vec<Voucher>,
}

impl Desk {
    fn holding(revisions: &[Revision]) -> Self {
        let mut desk = Self {
            me: person(9),
            notebook: Notebook::default(),
            vouchers: Vec::new(),
        };
        for revision in revisions {
            assert_ne!(desk.notebook.add(revision.clone()), Added::Damage);
        }
        desk
    }

    fn looks_at(&self, from: &Person, revisions: &[Revision]) -> Report {
        self.looks_at_file(from, facts(Purpose::Notes), revisions)
    }

    fn looks_at_file(&self, from: &Person, facts: Facts, revisions: &[Revision]) -> Report {
        let parts = write_file(facts, revisions, Some(&from.signer())).unwrap();
        let (header, revisions) = read(&parts[0]).unwrap();
        self.stage(&header, revisions)
    }

    fn stage(&self, header: &Header, revisions: Vec<Revision>) -> Report {
        let trust = Trust {
            device: self.me.device.fingerprint(),
            worker: self.me.worker.public(),
            vouchers: &self.vouchers,
        };
        stage(&self.notebook, &trust, header, revisions)
    }

    fn takes_in(&mut self, from: &Person, revisions: &[Revision]) -> Report {
        let report = self.looks_at(from, revisions);
        for revision in report.new.iter().chain(&report.fuller) {
            assert_ne!(self.notebook.add(revision.clone()), Added::Damage);
        }
        self.vouchers.extend(&report.vouchers);
        report
    }
}

fn waits(report: &Report) -> Vec<(u8, Why)> {
    let mut all: Vec<(u8, Why)> = (0..=255)
        .flat_map(|n| {
            report
                .waiting
                .iter()
                .filter(move |w| w.revision.id == revision_id(n))
                .map(move |w| (n, w.why))
        })
        .collect();
    all.sort();
    all
}

fn enters(report: &Report) -> Vec<u8> {
    (0..=255)
        .filter(|n| report.new.iter().any(|r| r.id == revision_id(*n)))
        .collect()
}

/// Wren's note: written once, changed once.
fn note() -> Vec<Revision> {
    let wren = person(1);
    vec![
        wren.revision(1, 1, &[], json!({"words": "tea"})),
        wren.revision(2, 1, &[1], json!({"words": "tea and cake"})),
    ]
}

/// The things only the writer may do, each on top of [`note`].
fn writers_own(by: &Person) -> Vec<(Why, Revision)> {
    let next = |fields| by.revision(3, 1, &[2], fields);
    vec![
        (
            Why::TakenBack,
            Revision {
                act: Act::Withdraw,
                ..next(json!({}))
            },
        ),
        (
            Why::TakenBack,
            Revision {
                act: Act::Withdraw,
                closes: vec!["words".into()],
                ..next(json!({"words": "t"}))
            },
        ),
        (
            Why::Erased,
            Revision {
                act: Act::Erase,
                ..next(json!({}))
            },
        ),
        (
            Why::UnknownAct,
            Revision {
                act: Act::Other("hand_over".into()),
                ..next(json!({}))
            },
        ),
        (
            Why::Raised,
            Revision {
                sharing: Sharing::AllAreas,
                ..next(json!({"words": "tea"}))
            },
        ),
        (
            Why::Narrowed,
            Revision {
                sharing: Sharing::Private,
                ..next(json!({})).stub()
            },
        ),
        (
            Why::Narrowed,
            Revision {
                sharing: Sharing::Private,
                ..next(json!({"words": ""}))
            },
        ),
        (
            Why::Narrowed,
            Revision {
                sharing: Sharing::Other("county".into()),
                ..next(json!({"words": ""}))
            },
        ),
        (Why::Narrowed, next(json!({})).stub()),
    ]
}

#[test]
fn a_file_enters_once_and_then_is_known() {
    let mut desk = Desk::holding(&[]);
    let first = desk.takes_in(&person(1), &week());
    assert_eq!(
        (first.new.len(), first.known, first.waiting.len()),
        (week().len(), 0, 0)
    );
    assert_eq!(first.records().len(), 8);
    let again = desk.takes_in(&person(1), &week());
    assert_eq!(
        again,
        Report {
            known: week().len(),
            ..Report::default()
        }
    );
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
            let with_vouchers = Facts {
                vouchers: vec![person(1).voucher()],
                ..facts(Purpose::Notes)
            };
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
            assert_eq!(
                waits(&held.looks_at(&robin, std::slice::from_ref(&revision))),
                [(3, why)]
            );
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
    let taken = Revision {
        act: Act::Withdraw,
        ..wren.revision(3, 1, &[2], json!({}))
    };
    let forged = Voucher {
        worker: robin.worker.public(),
        ..wren.voucher()
    };
    let claims = Facts {
        vouchers: vec![forged],
        ..facts(Purpose::Notes)
    };
    let report = Desk::holding(&note()).looks_at_file(&robin, claims, std::slice::from_ref(&taken));
    assert_eq!(waits(&report), [(3, Why::TakenBack)]);
    assert_eq!(
        report.vouchers,
        [robin.voucher()],
        "a false voucher is not remembered"
    );

    // Wren's device says later that it belongs to Robin: the first voucher stays.
    let turncoat = Person {
        device: person(1).device,
        worker: person(2).worker,
    };
    let mut desk = Desk::holding(&note());
    desk.vouchers = vec![wren.voucher()];
    let claims = Facts {
        vouchers: vec![turncoat.voucher()],
        ..facts(Purpose::Notes)
    };
    assert_eq!(
        waits(&desk.looks_at_file(&robin, claims, &[taken])),
        [(3, Why::TakenBack)]
    );
}

#[test]
fn another_beginning_does_not_make_a_record_ones_own() {
    let robin = person(2);
    let beginning = robin.revision(20, 1, &[], json!({"words": "mine"}));
    let erased = Revision {
        act: Act::Erase,
        ..robin.revision(21, 1, &[20], json!({}))
    };
    let both = [beginning, erased];
    let report = Desk::holding(&note()).looks_at(&robin, &both);
    assert_eq!(
        (enters(&report), waits(&report)),
        (vec![20], vec![(21, Why::Erased)])
    );
    let all: Vec<Revision> = note().into_iter().chain(both).collect();
    assert_eq!(
        waits(&Desk::holding(&[]).looks_at(&robin, &all)),
        [(21, Why::Erased)]
    );
}

#[test]
fn colleagues_may_add() {
    let robin = person(2);
    let added = robin.revision(3, 1, &[2], json!({"words": "tea and cake, and a song"}));
    let narrower_start = Revision {
        sharing: Sharing::AllAreas,
        ..robin.revision(4, 2, &[], json!({"words": "new"}))
    };
    let report = Desk::holding(&note()).looks_at(&robin, &[added, narrower_start]);
    assert_eq!((enters(&report), report.waiting.len()), (vec![3, 4], 0));
}

#[test]
fn putting_versions_together_does_not_widen_one_of_them() {
    let (wren, robin) = (person(1), person(2));
    let mut held = note();
    held.push(Revision {
        sharing: Sharing::Private,
        ..wren.revision(5, 1, &[1], json!({})).stub()
    });
    let merged = robin.revision(6, 1, &[2, 5], json!({"words": "tea and cake"}));
    let report = Desk::holding(&held).looks_at(&robin, &[merged]);
    assert_eq!(waits(&report), [(6, Why::Raised)]);
}

#[test]
fn a_head_that_waits_does_not_lay_bare_another() {
    let robin = person(2);
    let below = Revision {
        sharing: Sharing::Private,
        ..robin.revision(3, 1, &[2], json!({})).stub()
    };
    let also = Revision {
        sharing: Sharing::Private,
        ..robin.revision(4, 1, &[3], json!({})).stub()
    };
    let covered_by_a_withdrawal = Revision {
        act: Act::Withdraw,
        ..robin.revision(5, 1, &[3], json!({}))
    };
    let desk = Desk::holding(&note());
    let report = desk.looks_at(&robin, &[below.clone(), also]);
    assert_eq!(waits(&report), [(3, Why::Narrowed), (4, Why::Narrowed)]);
    let report = desk.looks_at(&robin, &[below, covered_by_a_withdrawal]);
    assert_eq!(waits(&report), [(3, Why::Narrowed), (5, Why::TakenBack)]);
}

#[test]
fn what_stands_on_a_waiting_revision_waits_with_it() {
    let robin = person(2);
    let raised = Revision {
        sharing: Sharing::AllAreas,
        ..robin.revision(3, 1, &[2], json!({"words": "wide"}))
    };
    let after = robin.revision(4, 1, &[3], json!({"words": "narrow again"}));
    let report = Desk::holding(&note()).looks_at(&robin, &[after, raised]);
    assert_eq!(waits(&report), [(3, Why::Raised), (4, Why::StandsOnWaiting)]);
}

#[test]
fn a_stranger_cannot_write_on_top_of_what_nobody_has() {
    let (wren, robin) = (person(1), person(2));
    let on_nothing = robin.revision(7, 1, &[6], json!({"words": "tea"}));
    let desk = Desk::holding(&note());
    assert_eq!(
        waits(&desk.looks_at(&robin, std::slice::from_ref(&on_nothing))),
        [(7, Why::NoParent)]
    );
    assert_eq!(enters(&desk.looks_at(&wren, &[on_nothing])), [7]);
}

#[test]
fn a_note_drawn_back_opens_again_only_by_its_writer() {
    let (wren, robin) = (person(1), person(2));
    let whole = Revision {
        sharing: Sharing::Private,
        ..wren.revision(3, 1, &[2], json!({"words": "forged"}))
    };
    let mut held = note();
    held.push(whole.stub());
    let desk = Desk::holding(&held);
    let report = desk.looks_at(&robin, std::slice::from_ref(&whole));
    assert_eq!(
        (report.fuller.len(), waits(&report)),
        (0, vec![(3, Why::Reopened)])
    );
    assert_eq!(desk.looks_at(&wren, &[whole]).fuller.len(), 1);
}

#[test]
fn a_fuller_spelling_of_an_ancestor_is_put_together_with_what_is_held() {
    let part = |fields| Revision {
        spelling: Spelling::Part,
        ..person(1).revision(1, 1, &[], fields)
    };
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
        Revision {
            on: day(1),
            ..held.clone()
        },
        Revision {
            sharing: Sharing::Private,
            ..held.stub()
        },
        wren.revision(1, 1, &[], json!({"words": "coffee"})),
        wren.revision(1, 1, &[], json!({"words": "tea", "loop": "not_yet"})),
        Revision {
            record: record_id(2),
            ..held.clone()
        },
    ];
    for other in others {
        let report = Desk::holding(std::slice::from_ref(&held)).looks_at(&wren, std::slice::from_ref(&other));
        assert_eq!(
            (report.new.len(), report.fuller.len(), waits(&report)),
            (0, 0, vec![(1, Why::Damage)])
        );
        let in_one_file = Desk::holding(&[]).looks_at(&wren, &[held.clone(), other.clone()]);
        assert_eq!(
            waits(&in_one_file),
            [(1, Why::Damage), (1, Why::Damage)],
            "{other:?}"
        );
    }
    let twice = Desk::holding(&[]).looks_at(&wren, &[held.stub(), held.clone()]);
    assert_eq!((twice.new, twice.known), (vec![held], 1));
}

#[test]
fn revisions_that_fit_no_set_wait_whoever_signed() {
    let wren = person(1);
    let desk = Desk::holding(&note());
    let other_kind = Revision {
        kind: Kind::Organisation,
        ..wren.revision(3, 1, &[2], json!({}))
    };
    let other_record = wren.revision(4, 2, &[2], json!({}));
    let circle = [
        wren.revision(5, 3, &[6], json!({})),
        wren.revision(6, 3, &[5], json!({})),
    ];
    let report = desk.looks_at(&wren, &[vec![other_kind, other_record], circle.to_vec()].concat());
    let expected = [
        (3, Why::OtherKind),
        (4, Why::OtherRecord),
        (5, Why::Circle),
        (6, Why::Circle),
    ];
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
fn the_phones_own_files_act_as_a_whole() {
    // A backup of the desk: with what it took in from Wren, and Wren's own withdrawal.
    let wren = person(1);
    let taken = Revision {
        act: Act::Withdraw,
        ..wren.revision(3, 1, &[2], json!({}))
    };
    let all: Vec<Revision> = note().into_iter().chain([taken]).collect();
    for new_phone in [person(9), device_of(9, 60)] {
        let desk = Desk {
            me: new_phone,
            ..Desk::holding(&[])
        };
        let backup = Facts {
            audience: Sharing::Private,
            ..facts(Purpose::Backup)
        };
        let report = desk.looks_at_file(&person(9), backup, &all);
        assert_eq!((report.new.len(), report.waiting.len()), (3, 0));
    }
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
        let pack = Facts {
            audience: Sharing::Publishable,
            ..facts(Purpose::Pack)
        };
        read(&write_file(pack, revisions, None).unwrap()[0]).unwrap()
    };
    let (header, revisions) = pack(&[area(1, &[]), area(2, &[1])]);
    let report = Desk::holding(&[]).stage(&header, revisions);
    assert_eq!(enters(&report), [1, 2]);
    let (header, revisions) = pack(&[Revision {
        act: Act::Erase,
        ..area(3, &[1])
    }]);
    assert_eq!(
        waits(&Desk::holding(&[area(1, &[])]).stage(&header, revisions)),
        [(3, Why::Erased)]
    );
}

#[test]
fn a_note_stays_in_sight_whatever_a_stranger_sends() {
    for (_, revision) in writers_own(&person(2)) {
        let mut desk = Desk::holding(&note());
        desk.takes_in(&person(2), &[revision]);
        let view = view(&desk.notebook, record_id(1)).unwrap();
        assert_eq!(
            (view.state, &view.fields["words"]),
            (State::Current, &json!("tea and cake"))
        );
    }
}
