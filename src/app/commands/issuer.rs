//! Confirming whoever issues the area settings: only they name the keys that files are sealed for, and set
//! rules. A file or a link never does this; a person does, after six words were compared by voice.

use crate::app::ports::{Table, Write};
use crate::app::rows::{self, name};
use crate::app::state::{State, Waiting};
use crate::app::{App, Failure};
use crate::domain::issued;
use crate::domain::revision::Revision;
use crate::exchange::import::{self, Report, Trust, Why};
use crate::vault::signing::{PublicKey, Voucher};

impl App {
    /// Takes this key for that of whoever issues the area settings, in the place of any other, and takes in what waited
    /// for it. From now on only what this issuer names is sealed for.
    ///
    /// # Errors
    /// [`Failure::Gone`] where no file of this issuer was ever brought in; else the store's, and nothing was changed then.
    pub async fn pin_issuer(&self, issuer: PublicKey) -> Result<(), Failure> {
        self.read_everything().await?;
        let turn = self.state().turn.clone();
        let (report, waited) = self.state().once_confirmed(issuer).ok_or(Failure::Gone)?;
        let today = self.today();
        let pinned = rows::issuer_to_value((issuer, Some(today)));
        let pinned = self.meta_row(name::ISSUER, &pinned)?;
        let mut writes = vec![Write::Put(Table::Meta, pinned)];
        // What waits for another reason too comes again below.
        let place = |revision: &Revision| format!("{}{}", name::WAITING, revision.id);
        writes.extend(waited.iter().map(|revision| Write::Delete(Table::Meta, place(revision))));
        writes.extend(self.rows_in_place(&report.fuller)?);
        for revision in &report.new {
            let row = rows::log_row(&*self.ports.ids, &self.state().ring, revision, false, None)?;
            writes.push(Write::Add(row));
        }
        let from = self.state().vouchers.iter().find(|v| v.worker == issuer).map(|v| v.device.fingerprint());
        let mut still = Vec::new();
        for waiting in report.waiting {
            let (revision, why) = (waiting.revision, waiting.why.as_str().to_owned());
            let waiting = Waiting { revision, why, from: from.clone() };
            let row = self.meta_row(&place(&waiting.revision), &rows::waiting_to_value(&waiting))?;
            writes.push(Write::Put(Table::Meta, row));
            still.push(waiting);
        }
        self.commit_in_turn(writes, turn).await?;
        let added = report.new.len() as u64;
        {
            let mut state = self.change();
            state.issuer = Some(issuer);
            state.issuer_since = Some(today);
            waited.iter().for_each(|revision| drop(state.waiting.remove(&revision.id)));
            state.waiting.extend(still.into_iter().map(|waiting| (waiting.revision.id, waiting)));
            for revision in report.new {
                state.take_in(revision);
            }
            for revision in report.fuller {
                state.put_in_place(revision);
            }
        }
        let rows = self.state().loaded.rows + added;
        self.remember_rows(rows);
        self.remember_rules().await;
        Ok(())
    }
}

impl State {
    /// The voucher of the device whose file brought what waits.
    pub(crate) fn signer_of(&self, waiting: &Waiting) -> Option<&Voucher> {
        self.vouchers.iter().find(|voucher| Some(voucher.device.fingerprint()) == waiting.from)
    }

    /// Whether this waits for the very issuer that it names. Only then can a person confirm it; and no other file with
    /// the same revision takes its place, or whoever sends a copy could make the question go away.
    pub(crate) fn names_its_signer(&self, waiting: &Waiting) -> bool {
        let named = issued::issuer(&waiting.revision.fields);
        waiting.why == Why::Issuer.as_str()
            && self.signer_of(waiting).is_some_and(|voucher| voucher.worker.to_hex() == named)
    }

    /// What confirming this issuer would take in of what waits for it, and all of that. Nothing where no file of it was
    /// ever brought in.
    pub(crate) fn once_confirmed(&self, issuer: PublicKey) -> Option<(Report, Vec<Revision>)> {
        let voucher = self.vouchers.iter().find(|v| v.worker == issuer)?;
        let waited: Vec<Revision> =
            self.waiting_for(issuer).map(|waiting| waiting.revision.clone()).collect();
        let trust = Trust {
            device: self.device.fingerprint(),
            worker: self.worker.public(),
            issuer: Some(issuer),
            vouchers: &self.vouchers,
        };
        Some((import::confirmed(&self.notebook, &trust, *voucher, waited.clone()), waited))
    }

    /// What waits for this issuer to be confirmed.
    fn waiting_for(&self, issuer: PublicKey) -> impl Iterator<Item = &Waiting> {
        self.waiting
            .values()
            .filter(|waiting| waiting.why == Why::Issuer.as_str())
            .filter(move |waiting| self.signer_of(waiting).is_some_and(|voucher| voucher.worker == issuer))
    }
}
