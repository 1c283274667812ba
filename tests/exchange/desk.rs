//! A desk that takes files in, to ask what of them would act.

use super::sample::*;
use ginnel::domain::notebook::{Added, Notebook};
use ginnel::domain::revision::Revision;
use ginnel::exchange::header::{Header, Purpose};
use ginnel::exchange::import::{Report, Trust, Why, stage};
use ginnel::exchange::write::{Facts, write_file};
use ginnel::vault::signing::Voucher;
use serde_json::json;

/// A phone or desk that takes files in.
pub struct Desk {
    pub me: Person,
    pub notebook: Notebook,
    pub vouchers: Vec<Voucher>,
}

impl Desk {
    pub fn holding(revisions: &[Revision]) -> Self {
        let mut desk = Self { me: person(9), notebook: Notebook::default(), vouchers: Vec::new() };
        for revision in revisions {
            assert_ne!(desk.notebook.add(revision.clone()), Added::Damage);
        }
        desk
    }

    pub fn looks_at(&self, from: &Person, revisions: &[Revision]) -> Report {
        self.looks_at_file(from, facts(Purpose::Notes), revisions)
    }

    pub fn looks_at_file(&self, from: &Person, facts: Facts, revisions: &[Revision]) -> Report {
        let parts = write_file(facts, revisions, Some(&from.signer())).unwrap();
        let (header, revisions) = read(&parts[0]).unwrap();
        self.stage(&header, revisions)
    }

    pub fn stage(&self, header: &Header, revisions: Vec<Revision>) -> Report {
        let trust = Trust {
            device: self.me.device.fingerprint(),
            worker: self.me.worker.public(),
            issuer: None,
            vouchers: &self.vouchers,
        };
        stage(&self.notebook, &trust, header, revisions)
    }

    pub fn takes_in(&mut self, from: &Person, revisions: &[Revision]) -> Report {
        let report = self.looks_at(from, revisions);
        for revision in report.new.iter().chain(&report.fuller) {
            assert_ne!(self.notebook.add(revision.clone()), Added::Damage);
        }
        self.vouchers.extend(&report.vouchers);
        report
    }
}

pub fn waits(report: &Report) -> Vec<(u8, Why)> {
    let mut all: Vec<(u8, Why)> = (0..=255)
        .flat_map(|n| {
            report.waiting.iter().filter(move |w| w.revision.id == revision_id(n)).map(move |w| (n, w.why))
        })
        .collect();
    all.sort();
    all
}

pub fn enters(report: &Report) -> Vec<u8> {
    (0..=255).filter(|n| report.new.iter().any(|r| r.id == revision_id(*n))).collect()
}

/// Wren's note: written once, changed once.
pub fn note() -> Vec<Revision> {
    let wren = person(1);
    vec![
        wren.revision(1, 1, &[], json!({"words": "tea"})),
        wren.revision(2, 1, &[1], json!({"words": "tea and cake"})),
    ]
}
