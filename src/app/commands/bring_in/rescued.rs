//! Bringing in a rescued notebook: its rows are opened with its own keys, and from there on it is a file like others.

use super::{Aside, NotStaged, Staged};
use crate::app::draft::Draft;
use crate::app::ports::{Table, Write};
use crate::app::rescue::{Rescue, Rescued, keys_in};
use crate::app::rows;
use crate::app::{App, Failure};
use crate::domain::revision::{Fingerprint, Sharing};
use crate::exchange::header::{Header, Purpose};
use crate::exchange::rescue;
use crate::vault::keyslots::KeyslotError;
use crate::vault::signing::{PublicKey, WorkerKey};
use std::sync::Arc;

impl App {
    /// Reads a rescue file and says what taking it in would do. Changes nothing.
    ///
    /// Its rows were kept by somebody's phone as they are, so they come in as that phone's own backup would: signed by
    /// it as far as its keys are there, since whoever has the file has them.
    pub(super) async fn stage_rescued(
        &self,
        bytes: &[u8],
        secret: Option<&str>,
    ) -> Result<Staged, NotStaged> {
        self.load_rest(|| ()).await.map_err(|error| NotStaged::Failed(error.into()))?;
        let mut reader = rescue::Reader::new(bytes).map_err(NotStaged::Refused)?;
        let mut sealed = Rescue::default();
        let mut slices = self.slices();
        for row in reader.by_ref() {
            sealed.put(row.map_err(NotStaged::Refused)?);
            slices.breathe().await;
        }
        let file = reader.finish().map_err(NotStaged::Refused)?;
        let keyslots = sealed.keyslots().map_err(|_| NotStaged::NoKeys)?;
        let ring = keys_in(&*self.ports.heavy, &keyslots, secret).await.map_err(|error| match error {
            KeyslotError::Locked => NotStaged::Locked,
            KeyslotError::WrongKey if secret.is_some() => NotStaged::WrongSecret,
            _ => NotStaged::NoKeys,
        })?;
        let mut rescued = sealed.begin(ring);
        for row in sealed.log() {
            rescued.take(row);
            slices.breathe().await;
        }
        let revisions = rescued.revisions().cloned().collect();
        let header = self.described_by(&rescued, &file);
        let worker = rescued.signs.take().map(|(_, worker)| Arc::new(worker));
        let is_unused = self.state().is_unused();
        let own = worker.iter().filter(|worker| is_unused || worker.public() == self.state().worker.public());
        let own = own.flat_map(|worker| devices_of(worker.public(), &header)).collect();
        let worker = worker.filter(|_| is_unused);
        let whose = worker.as_ref().map(|worker| worker.public());
        let staged = self.judged(header, revisions, whose).await?;
        let damaged = rescued.state.broken.len() + rescued.state.closed.len() + file.unread.len();
        Ok(Staged { aside: Aside { worker, own, damaged, ..self.aside(rescued) }, ..staged })
    }

    /// What a backup would say of itself.
    fn described_by(&self, rescued: &Rescued, file: &rescue::Header) -> Header {
        let code = &rescued.state.profile.code;
        Header {
            id: self.ports.ids.file(),
            purpose: Purpose::Backup,
            audience: Sharing::Private,
            made_on: file.made_on,
            app: String::new(),
            count: 0,
            digest: String::new(),
            part: file.part,
            parts: file.parts,
            author: (!code.is_empty()).then(|| code.clone()),
            role: None,
            to: None,
            voucher: rescued.voucher(),
            vouchers: rescued.state.vouchers.clone(),
            extra: Default::default(),
        }
    }

    /// What is not here of the rest. A draft that was saved here since stays away.
    fn aside(&self, rescued: Rescued) -> Aside {
        let state = self.state();
        let is_here = |draft: &Draft| {
            let saved = |id| state.notebook.get(id).is_some();
            state.drafts.contains_key(&draft.id) || draft.entries.iter().any(|entry| saved(entry.revision))
        };
        let waiting = rescued.state.waiting.into_values();
        let drafts = rescued.state.drafts.into_values();
        Aside {
            is_rescued: true,
            drafts: drafts.filter(|draft| !is_here(draft)).collect(),
            waiting: waiting
                .filter(|one| {
                    let id = one.revision.id;
                    state.notebook.get(id).is_none() && !state.waiting.contains_key(&id)
                })
                .collect(),
            ..Aside::default()
        }
    }

    /// The row that makes this phone a device of another worker.
    pub(super) fn as_device_of(&self, worker: &WorkerKey) -> Result<Write, Failure> {
        let state = self.state();
        let row = rows::identity_row(&*self.ports.ids, &state.ring, &state.device, worker)?;
        Ok(Write::Put(Table::Meta, row))
    }

    /// The phone is one now: what that worker's other devices wrote is looked at anew, as its own.
    pub(super) async fn now_device_of(&self, worker: &WorkerKey) {
        self.change().worker = WorkerKey::from_secret(&worker.secret());
        let _turn = self.writing.lock().await;
        // Where this fails, the next opening does it.
        let _ = self.read_again().await;
    }

    /// The drafts of a rescued notebook, sealed with the keys of this phone, but for those whose place is taken.
    pub(super) async fn drafts_again(&self, drafts: &[Draft]) -> Result<Vec<Draft>, Failure> {
        let ids: Vec<String> = drafts.iter().map(|draft| draft.id.to_string()).collect();
        let taken = self.ports.store.rows(Table::Drafts, &ids).await?;
        let free = drafts.iter().filter(|draft| !taken.iter().any(|row| row.id == draft.id.to_string()));
        let state = self.state();
        free.map(|draft| {
            let row = rows::draft_row(&*self.ports.ids, &state.ring, draft)?;
            Ok(Draft { row: Some(row), ..draft.clone() })
        })
        .collect()
    }
}

/// The devices that a worker is known to have.
fn devices_of(worker: PublicKey, header: &Header) -> Vec<Fingerprint> {
    let vouchers = header.voucher.iter().chain(&header.vouchers);
    let own = vouchers.filter(|voucher| voucher.worker == worker && voucher.holds());
    own.map(|voucher| voucher.device.fingerprint()).collect()
}

/// Adds the row of a draft where there is none.
pub(super) fn added(draft: &Draft) -> Write {
    Write::Swap { table: Table::Drafts, id: draft.id.to_string(), from: None, to: draft.row.clone() }
}
