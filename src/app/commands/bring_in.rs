//! Bringing a file in: read strictly, looked at, then kept under a batch that becomes visible by one row, and can
//! be taken out again.

mod closed;
mod keeping;
mod own;
mod prepared;
mod rescued;
mod staged;
mod take_out;

pub use crate::vault::envelope::wants_passphrase;
pub use staged::{Aside, NotStaged, Staged};

use crate::app::ports::{StoreError, Table};
use crate::app::rows::name;
use crate::app::state::{Batch, Waiting};
use crate::app::{App, Failure};
use crate::domain::ids::{FileId, RevisionId};
use crate::domain::revision::{Revision, Spelling};
use crate::exchange::header::Header;
use crate::exchange::import::{self, Trust};
use crate::exchange::read::Reader;
use crate::exchange::rescue;
use crate::vault::envelope;
use crate::vault::signing::PublicKey;
use keeping::{Claim, Parts};
use prepared::Prepared;
use serde_json::Value;

impl App {
    /// Reads a file that a person brought, in slices, and says what taking it in would do. Changes nothing.
    ///
    /// # Errors
    /// See [`NotStaged`].
    pub async fn stage(&self, bytes: &[u8]) -> Result<Staged, NotStaged> {
        if envelope::is_envelope(bytes) {
            return Err(if wants_passphrase(bytes) { NotStaged::Backup } else { NotStaged::ForDesk });
        }
        if rescue::is_rescue(bytes) {
            return self.stage_rescued(bytes, None).await;
        }
        self.stage_from(Reader::new(bytes).map_err(NotStaged::Refused)?).await
    }

    /// Reads a backup with its passphrase, or a rescued notebook with that or its recovery code.
    ///
    /// # Errors
    /// See [`NotStaged`].
    pub async fn stage_locked(&self, bytes: &[u8], secret: &str) -> Result<Staged, NotStaged> {
        if wants_passphrase(bytes) {
            return self.stage_backup(bytes, secret).await;
        }
        self.stage_rescued(bytes, Some(secret)).await
    }

    /// Reads the practice notebook that comes with the app.
    ///
    /// # Errors
    /// See [`NotStaged`].
    pub async fn stage_practice(&self, bytes: &[u8]) -> Result<Staged, NotStaged> {
        self.stage_from(Reader::practice(bytes).map_err(NotStaged::Refused)?).await
    }

    async fn stage_from(&self, mut reader: Reader<'_>) -> Result<Staged, NotStaged> {
        let revisions = self.all_of(&mut reader).await?;
        let header = reader.finish().map_err(NotStaged::Refused)?;
        self.judged(header, revisions, None).await
    }

    async fn all_of(&self, reader: &mut Reader<'_>) -> Result<Vec<Revision>, NotStaged> {
        self.load_rest(|| ()).await.map_err(|error| NotStaged::Failed(error.into()))?;
        let mut revisions = Vec::new();
        let mut slices = self.slices();
        for revision in reader {
            revisions.push(revision.map_err(NotStaged::Refused)?);
            slices.breathe().await;
        }
        Ok(revisions)
    }

    /// What of sound revisions would come in; on a phone that becomes a device of `worker`, if there is one.
    async fn judged(
        &self,
        header: Header,
        revisions: Vec<Revision>,
        worker: Option<PublicKey>,
    ) -> Result<Staged, NotStaged> {
        self.catch_up().await.map_err(|error| NotStaged::Failed(error.into()))?;
        self.give_way().await;
        let state = self.state();
        let known = revisions.iter().map(|r| r.id).filter(|id| state.notebook.get(*id).is_some()).collect();
        let trust = Trust {
            device: state.device.fingerprint(),
            worker: worker.unwrap_or_else(|| state.worker.public()),
            issuer: state.issuer,
            vouchers: &state.vouchers,
        };
        let mut report = import::stage(&state.notebook, &trust, &header, revisions);
        let all = report.fuller.len();
        report.fuller.retain(|revision| !state.away.revisions.contains(&revision.id));
        let put_away = all - report.fuller.len();
        report.known += put_away;
        // A row that is closed here is not known to say the same, and most files have no more of it than its header. Only a
        // notebook of this worker's own has the very words.
        let all = report.new.len();
        let has_words = |revision: &Revision| worker.is_some() && revision.spelling == Spelling::Whole;
        let is_closed = |id: RevisionId| state.closed.contains(&(Table::Log, id.to_string()));
        report.new.retain(|revision| !is_closed(revision.id) || has_words(revision));
        report.known += all - report.new.len();
        Ok(Staged { header, report, put_away, known, aside: Aside::default() })
    }

    /// Takes a staged file in. `Ok` means that all of it was kept and given back; until then none of it counts.
    ///
    /// # Errors
    /// The store's: nothing of the file counts then. [`Taken`](crate::app::ports::StoreError::Taken) when another window began to bring one in.
    pub async fn bring_in(&self, staged: &Staged) -> Result<FileId, Failure> {
        let batch = self.ports.ids.file();
        // Two that come at once hold the same rows perhaps, and a row is of one batch: whose claim is replaced gives way.
        let ours = self.meta_row(name::BRINGING, &Value::from(batch.to_string()))?;
        let mut claim = Claim { row: ours, is_made: false };
        let from = staged.header.signer();
        let asked = |id: &RevisionId| {
            let state = self.state();
            state.waiting.get(id).is_some_and(|held| state.names_its_signer(held))
        };
        let waits = |waiting: &import::Waiting| Waiting {
            revision: waiting.revision.clone(),
            why: waiting.why.as_str().to_owned(),
            from: from.clone(),
        };
        let new = staged.report.waiting.iter().filter(|waiting| !asked(&waiting.revision.id));
        let mut waiting: Vec<Waiting> = new.map(waits).collect();
        waiting.extend(staged.aside.waiting.iter().cloned());
        let mut all_new = true;
        loop {
            // What another window kept since the file was looked at is not to be written over.
            self.catch_up().await?;
            let (before, turn) = (self.state().loaded.rows, self.state().turn.clone());
            let prepared = self.prepared(&staged.report, &staged.aside.own).await;
            let added = self.state().unknown_rows(&prepared.new);
            let closed = self.closed_again(&staged.aside.closed, batch).await?;
            let mut described = self.described(staged, batch, prepared.new.len() + closed.brought);
            described.also.extend(closed.also);
            let drafts = self.drafts_again(&staged.aside.drafts).await?;
            let worker = staged.aside.worker.clone();
            if worker.is_some() && !self.state().sent.is_empty() {
                // Another window has sent something meanwhile, as somebody else. It is looked at again.
                return Err(Failure::Gone);
            }
            let parts = Parts {
                prepared: &prepared,
                described: &described,
                waiting: &waiting,
                drafts: &drafts,
                closed: &closed.writes,
                worker: worker.as_deref(),
                aside: &staged.aside,
                all_new,
            };
            match self.keep_all(&staged.report, parts, &mut claim, turn).await {
                // What this file holds too may have been erased there meanwhile: it is all looked at again, unless a
                // later one comes in there.
                Err(Failure::Store(StoreError::Taken)) => {
                    if claim.is_made {
                        self.commit(vec![claim.write()]).await?;
                    }
                    all_new = false;
                }
                done => {
                    done?;
                    let is_more = !staged.aside.others.is_empty() || !closed.writes.is_empty();
                    self.count_it(batch, described, staged, waiting, prepared).await;
                    self.change().drafts.extend(drafts.into_iter().map(|draft| (draft.id, draft)));
                    // Where this fails, they are read once more.
                    let _ = self.passes_over_own_rows(before, added).await;
                    if worker.is_some() || is_more {
                        self.now_device_of(worker.as_deref()).await;
                    }
                    self.remember_rules().await;
                    return Ok(batch);
                }
            }
        }
    }

    /// What was kept now counts in memory too, in slices. Whatever else this window would change meanwhile has lost its turn,
    /// and waits to look again: it must not act on half of a file.
    async fn count_it(
        &self,
        batch: FileId,
        described: Batch,
        staged: &Staged,
        waiting: Vec<Waiting>,
        kept: Prepared,
    ) {
        let _turn = self.writing.lock().await;
        let turn = self.change().turn.take();
        self.count_around(batch, described, staged, waiting);
        let mut slices = self.slices();
        for revision in kept.new {
            {
                let mut state = self.change();
                state.loaded.hidden.remove(&revision.id);
                state.batch_of.insert(revision.id, batch);
                state.take_in(revision);
            }
            slices.breathe().await;
        }
        for revision in kept.fuller.into_iter().chain(kept.emptied) {
            self.change().put_in_place(revision);
            slices.breathe().await;
        }
        self.change().turn = turn;
    }

    fn count_around(&self, batch: FileId, described: Batch, staged: &Staged, waiting: Vec<Waiting>) {
        let mut state = self.change();
        state.batches.insert(batch, described);
        state.vouchers.extend(staged.report.vouchers.iter().cloned());
        if let Some((issuer, since)) = staged.aside.issuer {
            (state.issuer, state.issuer_since) = (Some(issuer), since);
        }
        state.sent.extend(staged.aside.sent.iter().cloned());
        state.in_order();
        state.own.extend(staged.aside.others.iter().cloned());
        state.days = staged.aside.days.unwrap_or(state.days);
        state.away.lines.extend(staged.aside.away.lines.clone());
        state.away.revisions.extend(&staged.aside.away.revisions);
        state.waiting.extend(waiting.into_iter().map(|waiting| (waiting.revision.id, waiting)));
    }

    fn described(&self, staged: &Staged, batch: FileId, brought: usize) -> Batch {
        let state = self.state();
        // Of what a file that was taken out brought, the header may be here still: a file that holds no more than that
        // does not make its words count again.
        let counts = |id: &RevisionId| {
            let batch = state.batch_of.get(id);
            let fuller = || staged.report.fuller.iter().any(|fuller| fuller.id == *id);
            batch.is_some_and(|batch| state.counts(*id, Some(*batch)) || fuller())
        };
        // Some of them came since the file was looked at.
        let came = staged.report.new.iter().map(|revision| revision.id);
        let came = came.filter(|id| state.notebook.get(*id).is_some());
        let also = staged.known.iter().copied().chain(came).filter(counts).collect();
        Batch {
            batch,
            file: staged.header.id,
            visible: true,
            on: self.ports.clock.today(),
            from: staged.header.author.clone().unwrap_or_default(),
            purpose: staged.header.purpose.as_str().to_owned(),
            part: (staged.header.part, staged.header.parts),
            brought: brought as u64,
            also,
        }
    }
}
