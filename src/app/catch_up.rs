//! Two windows of one notebook: each reads what the other has kept.
//!
//! Rows are only ever added, or replaced in place by sparer spellings, so what is new lies above the last row that was
//! read in order (rows of our own lie above it too). Files that come or go change the standing of rows anywhere in the log: the notebook is then read again.

use super::away::Away;
use super::open::{ALL, CHUNK_ROWS, FIRST_ROWS, read_drafts, read_meta};
use super::ports::{Row, StoreError, Table};
use super::rows::{self, name};
use super::state::{Batch, State};
use super::{App, open};
use crate::domain::ids::{FileId, RevisionId};
use crate::domain::order;
use crate::domain::revision::{Act, Revision};
use crate::vault::keyslots::{KeyslotError, Keyslots};
use std::collections::{BTreeMap, BTreeSet};

impl App {
    /// Reads what other windows of this notebook have kept since: settings, files, drafts and records. Ask for it
    /// when another window says so, and when this one comes back into view: it also finds out whether the store
    /// still answers.
    ///
    /// # Errors
    /// The store's: most likely the phone closed the connection. Nothing was changed then.
    pub async fn catch_up(&self) -> Result<(), StoreError> {
        // No write of our own may come between what is read and what is taken in.
        let _turn = self.writing.lock().await;
        let store = &self.ports.store;
        let meta = store.newest(Table::Meta, None, ALL).await?;
        self.change().read_keyslots(&meta);
        let came_or_went = {
            let state = self.state();
            state.visible_in(&meta) != visible(&state.batches)
        };
        // With the keys before, no row that says which files count opens, and none did come or go.
        if came_or_went && !self.has_old_keys() {
            return self.read_again().await;
        }
        let drafts = store.newest(Table::Drafts, None, ALL).await?;
        // Counted first: a row that comes between is read and not counted, and never counted without being read.
        let held = store.count(Table::Log).await?;
        let mut newer = self.newer_rows().await?;
        let newest = newer.last().and_then(|row| row.seq);
        // A row that was read before changes only where something closes its record (`again`), or files come or go.
        newer.retain(|row| !self.state().knows_row(&row.id));
        let again = self.state().may_be_sparer(&newer);
        let again = store.rows(Table::Log, &again).await?;
        let mut state = self.change();
        state.read_around(&meta, drafts);
        state.loaded.rows = held;
        newer.iter().for_each(|row| state.take_in_row(row));
        state.loaded.newest = newest.or(state.loaded.newest);
        again.iter().for_each(|row| state.read_in_place(row));
        Ok(())
    }

    /// The rows above the last that was read in order, oldest first. Rows of our own may lie among them.
    async fn newer_rows(&self) -> Result<Vec<Row>, StoreError> {
        let seen = self.state().loaded.newest;
        let mut newer: Vec<Row> = Vec::new();
        // Mostly there are none, and the newest tells.
        let mut limit = 1;
        loop {
            let before = newer.last().and_then(|row| row.seq);
            let chunk = self.ports.store.newest(Table::Log, before, limit).await?;
            let read = chunk.len();
            let (known, above) = (newer.len() + read, chunk.into_iter().take_while(|row| row.seq > seen));
            newer.extend(above);
            if read < limit || newer.len() < known {
                newer.reverse();
                return Ok(newer);
            }
            limit = if limit == 1 { FIRST_ROWS } else { CHUNK_ROWS };
        }
    }

    /// The log has `added` rows of our own on top, and had `before` when it was last read: where it has no others, all
    /// of it was read. (Reading back what was written here costs a file that comes in a tenth of its time.) The sentinel
    /// is told how many there are.
    pub(super) async fn passes_over_own_rows(&self, before: u64, added: u64) -> Result<(), StoreError> {
        // A save that is not read back yet would be counted here, and once more when it is.
        let _turn = self.writing.lock().await;
        let last = self.ports.store.newest(Table::Log, None, 1).await?;
        let known = self.state().loaded.rows;
        // Counted last: what another window added before the last row was read is in the number.
        let held = self.ports.store.count(Table::Log).await?;
        self.remember_rows(held);
        if known == before && held == before + added {
            self.change().loaded.newest = last.first().and_then(|row| row.seq);
        }
        Ok(())
    }

    /// Opens the notebook once more, and puts what it holds in the place of what was known.
    pub(super) async fn read_again(&self) -> Result<(), StoreError> {
        let ring = self.state().ring.clone();
        let same = |keyslots: &Keyslots| {
            if keyslots.are_of(&ring) { Ok(ring.clone()) } else { Err(KeyslotError::Locked) }
        };
        let again = match Self::open_with(self.ports.clone(), &same).await {
            Ok(again) => again,
            Err(open::OpenError::Store(error)) => return Err(error),
            // Another window has made new keys: this one is to be locked, and until then what is known stands.
            Err(_) => return Ok(()),
        };
        again.load_rest(|| ()).await?;
        std::mem::swap(&mut *self.change(), &mut *again.change());
        let mut before = again.change();
        let mut state = self.change();
        state.ended = std::mem::take(&mut before.ended);
        state.unkept = std::mem::take(&mut before.unkept);
        state.hold_unkept_again();
        Ok(())
    }
}

impl State {
    /// Whether this row of the log was read or written here.
    pub(super) fn knows_row(&self, id: &str) -> bool {
        let held = RevisionId::parse(id)
            .is_ok_and(|id| self.notebook.get(id).is_some() || self.loaded.hidden.contains_key(&id));
        held || self.is_broken(Table::Log, id)
    }

    /// How many rows these revisions add to the log.
    pub(super) fn unknown_rows(&self, revisions: &[Revision]) -> u64 {
        revisions.iter().filter(|revision| !self.knows_row(&revision.id.to_string())).count() as u64
    }

    /// The files that count, as these rows say.
    fn visible_in(&self, meta: &[Row]) -> BTreeSet<FileId> {
        let batches = meta.iter().filter(|row| row.id.starts_with(name::BATCH));
        let opened = batches.filter_map(|row| rows::open_row(&self.ring, Table::Meta, row));
        let batches = opened.filter_map(|value| rows::batch_from_value(&value));
        visible(&order::map(batches.map(|batch| (batch.batch, batch))))
    }

    /// Another window may have changed the ways to get at the keys, or the keys.
    fn read_keyslots(&mut self, meta: &[Row]) {
        if let Some(row) = meta.iter().find(|row| row.id == name::KEYSLOTS) {
            self.keyslots = row.clone();
        }
    }

    /// Settings, files and drafts as they are kept now.
    fn read_around(&mut self, meta: &[Row], drafts: Vec<Row>) {
        self.batches.clear();
        self.vouchers.clear();
        self.own.clear();
        self.issuer = None;
        self.issuer_since = None;
        self.sent.clear();
        self.kept = None;
        self.waiting.clear();
        self.away = Away::default();
        read_meta(self, meta);
        self.let_go();
        self.drafts.clear();
        read_drafts(self, drafts);
        self.hold_unkept_again();
    }

    /// The rows that another window may have emptied in their place: of records in which something was ever taken
    /// back, taken out or erased.
    fn may_be_sparer(&self, newer: &[Row]) -> Vec<String> {
        let closing = newer
            .iter()
            .filter_map(|row| rows::revision_in(&self.ring, row))
            .filter(|revision| revision.act != Act::Write)
            .map(|revision| revision.record);
        let closed = self
            .notebook
            .revisions()
            .filter(|revision| revision.act != Act::Write)
            .map(|revision| revision.record);
        let records = order::set(closing.chain(closed));
        records
            .into_iter()
            .flat_map(|record| self.notebook.revisions_of(record))
            .filter(|revision| !revision.fields.is_empty())
            .map(|revision| revision.id.to_string())
            .collect()
    }

    fn read_in_place(&mut self, row: &Row) {
        let Some(revision) = rows::revision_in(&self.ring, row) else { return };
        let revision = self.without_what_is_away(revision);
        if self.notebook.get(revision.id).is_some_and(|held| *held != revision) {
            self.put_in_place(revision);
        }
    }
}

fn visible(batches: &BTreeMap<FileId, Batch>) -> BTreeSet<FileId> {
    order::set(batches.values().filter(|batch| batch.visible).map(|batch| batch.batch))
}
