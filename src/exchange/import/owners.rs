//! Whose record it is: the worker's who wrote its first revision, as far as vouchers can tell.

use super::Trust;
use crate::domain::ids::RecordId;
use crate::domain::issued;
use crate::domain::notebook::Notebook;
use crate::domain::revision::{Fingerprint, Revision};
use crate::exchange::header::{Header, Purpose};
use crate::vault::signing::{PublicKey, Voucher};
use std::collections::HashMap;

/// Says of each record whether the signer of the file belongs to the worker who began it.
pub(super) struct Owners<'a> {
    notebook: &'a Notebook,
    signer: Option<Fingerprint>,
    /// The file is from this phone's own worker (or is the practice notebook): everything in it acts.
    pub(super) is_own: bool,
    /// The file is from whoever issues the area settings here, with this key.
    issuer: Option<String>,
    workers: HashMap<Fingerprint, PublicKey>,
    /// By whom the first revisions in the file are, for records that are not held here.
    began_in_file: HashMap<RecordId, Vec<Option<Fingerprint>>>,
    known: HashMap<RecordId, bool>,
}

impl<'a> Owners<'a> {
    /// Also gives the vouchers of the file that hold and that this phone has not met.
    pub(super) fn new(
        notebook: &'a Notebook,
        trust: &Trust<'_>,
        header: &Header,
        fresh: &[Revision],
    ) -> (Self, Vec<Voucher>) {
        let mut workers = HashMap::from([(trust.device.clone(), trust.worker)]);
        for voucher in trust.vouchers {
            workers.entry(voucher.device.fingerprint()).or_insert(voucher.worker);
        }
        let mut met = Vec::new();
        for voucher in header.voucher.iter().chain(&header.vouchers) {
            let device = voucher.device.fingerprint();
            if !workers.contains_key(&device) && voucher.holds() {
                workers.insert(device, voucher.worker);
                met.push(*voucher);
            }
        }
        let mut began_in_file: HashMap<RecordId, Vec<Option<Fingerprint>>> = HashMap::new();
        for first in fresh.iter().filter(|r| r.parents.is_empty() && !notebook.holds(r.record)) {
            began_in_file.entry(first.record).or_default().push(first.by.clone());
        }
        let signer = header.signer();
        let worker = signer.as_ref().and_then(|signer| workers.get(signer));
        let is_own = header.purpose == Purpose::Practice
            || signer.as_ref() == Some(&trust.device)
            || worker == Some(&trust.worker);
        let issuer =
            worker.filter(|worker| trust.issuer.as_ref() == Some(*worker)).map(|worker| worker.to_hex());
        (Self { notebook, signer, is_own, issuer, workers, began_in_file, known: HashMap::new() }, met)
    }

    /// Whether the file may say this of keys or rules: an issuer in its own name, and in that of no other, who may be
    /// confirmed one day.
    pub(super) fn may_issue(&self, revision: &Revision) -> bool {
        let in_own_name =
            |issuer: &String| revision.fields.is_empty() || issued::issuer(&revision.fields) == issuer;
        self.is_own || self.issuer.as_ref().is_some_and(in_own_name)
    }

    /// Whether the signer may do with the record of this revision what only its writer may. Keys and rules are the
    /// issuer's.
    pub(super) fn may_act(&mut self, revision: &Revision) -> bool {
        (self.issuer.is_some() && issued::is_issued(&revision.kind)) || self.began(revision.record)
    }

    /// Whether the signer may do with this record what only its writer may.
    ///
    /// Where the record is held here, only first revisions held here count: a file cannot make a record its own by
    /// bringing another beginning. Where there are several beginnings, all must be the signer's; where there is
    /// none, nobody can tell.
    fn began(&mut self, record: RecordId) -> bool {
        if self.is_own {
            return true;
        }
        if let Some(known) = self.known.get(&record) {
            return *known;
        }
        let held = self.notebook.revisions_of(record).filter(|r| r.parents.is_empty()).map(|r| r.by.clone());
        let mut beginnings: Vec<Option<Fingerprint>> = held.collect();
        if !self.notebook.holds(record) {
            beginnings.extend(self.began_in_file.get(&record).into_iter().flatten().cloned());
        }
        let began = !beginnings.is_empty() && beginnings.iter().all(|by| self.is_signers(by.as_ref()));
        self.known.insert(record, began);
        began
    }

    fn is_signers(&self, by: Option<&Fingerprint>) -> bool {
        let (Some(by), Some(signer)) = (by, &self.signer) else {
            return false;
        };
        let worker = self.workers.get(by);
        by == signer || (worker.is_some() && worker == self.workers.get(signer))
    }
}
