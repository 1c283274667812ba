//! How a file that was looked at is written: in slices, all of them or none.

use super::own::added;
use super::prepared::Prepared;
use super::staged::Aside;
use crate::app::draft::Draft;
use crate::app::ports::{Row, Table, Write};
use crate::app::rows::{self, name};
use crate::app::state::{Batch, Waiting};
use crate::app::{App, Failure};
use crate::domain::order;
use crate::domain::revision::Revision;
use crate::exchange::import::Report;
use crate::vault::signing::{Voucher, WorkerKey};
use futures_util::future;
use serde_json::Value;

/// New rows of one transaction.
const SLICE_ROWS: usize = 500;

/// That this is the bringing in which began last. It is said with the first rows that are written, and has to be so still
/// with all others.
pub(super) struct Claim {
    pub row: Row,
    pub is_made: bool,
}

impl Claim {
    /// The write that says it.
    pub fn write(&self) -> Write {
        let row = self.row.clone();
        if self.is_made {
            Write::Swap { table: Table::Meta, id: row.id.clone(), from: Some(row.clone()), to: Some(row) }
        } else {
            Write::Put(Table::Meta, row)
        }
    }
}

/// All that goes in together.
#[derive(Clone, Copy)]
pub(super) struct Parts<'a> {
    pub prepared: &'a Prepared,
    pub described: &'a Batch,
    pub waiting: &'a [Waiting],
    pub drafts: &'a [Draft],
    pub closed: &'a [Write],
    pub worker: Option<&'a WorkerKey>,
    pub aside: &'a Aside,
    /// Whether rows that this window does not know of are taken to be new. After another took a turn they are looked up.
    pub all_new: bool,
}

impl App {
    /// Writes a slice at a time, each in its turn: an erasure in another window knows of all of them, or they of it.
    /// While the phone keeps one, the next is sealed. What makes all of them count goes with the last.
    /// `turn` is the one that it was when all of it was read.
    pub(super) async fn keep_all(
        &self,
        report: &Report,
        parts: Parts<'_>,
        claim: &mut Claim,
        mut turn: Option<Row>,
    ) -> Result<(), Failure> {
        let mut slices = parts.prepared.new.chunks(SLICE_ROWS);
        let mut slice = slices.next().unwrap_or_default();
        let mut writes = self.batch_rows(slice, parts).await?;
        loop {
            slice = slices.next().unwrap_or_default();
            let is_last = slice.is_empty();
            if is_last {
                writes.extend(self.last_rows(report, parts)?);
            }
            writes.push(claim.write());
            let keeping = self.commit_in_turn(writes, turn);
            let sealing = self.batch_rows(slice, parts);
            let (kept, following) = future::join(keeping, sealing).await;
            turn = kept?;
            claim.is_made = true;
            writes = following?;
            if is_last {
                return Ok(());
            }
        }
    }

    /// All that a file changes besides the new rows of the log.
    fn last_rows(&self, report: &Report, parts: Parts<'_>) -> Result<Vec<Write>, Failure> {
        let Parts { prepared, described, waiting, drafts, closed, worker, aside, .. } = parts;
        let mut writes = self.rows_in_place(&prepared.fuller)?;
        writes.extend(self.rows_in_place(&prepared.emptied)?);
        // What was hidden until now may come once more.
        let comes = order::set(prepared.new.iter().chain(&prepared.fuller).map(|r| r.id));
        for record in &prepared.closing {
            writes.extend(self.uncounted_rows_emptied(*record, &comes)?);
        }
        writes.extend(self.rows_around(report, waiting, described)?);
        writes.extend(drafts.iter().map(added));
        writes.extend(closed.iter().cloned());
        writes.extend(self.own_rows(aside, worker)?);
        Ok(writes)
    }

    /// The rows of a slice, as they are written.
    async fn batch_rows(&self, revisions: &[Revision], parts: Parts<'_>) -> Result<Vec<Write>, Failure> {
        let mut writes = Vec::with_capacity(revisions.len());
        let mut slices = self.slices();
        for revision in revisions {
            let private = revision.sharing.level() == 0 || parts.prepared.private.contains(&revision.record);
            {
                let state = self.state();
                let batch = Some(parts.described.batch);
                let row = rows::log_row(&*self.ports.ids, &state.ring, revision, private, batch)?;
                let is_new = parts.all_new && !state.knows_row(&row.id);
                writes.push(if is_new { Write::Add(row) } else { Write::Put(Table::Log, row) });
            }
            slices.breathe().await;
        }
        Ok(writes)
    }

    /// The rows around the log: the batch itself, devices met, and what waits.
    fn rows_around(
        &self,
        report: &Report,
        waiting: &[Waiting],
        batch: &Batch,
    ) -> Result<Vec<Write>, Failure> {
        let mut rows =
            vec![self.meta_row(&format!("{}{}", name::BATCH, batch.batch), &rows::batch_to_value(batch))?];
        if !report.vouchers.is_empty() {
            let all: Value =
                self.state().vouchers.iter().chain(&report.vouchers).map(Voucher::to_value).collect();
            rows.push(self.meta_row(name::VOUCHERS, &all)?);
        }
        for waiting in waiting {
            let id = format!("{}{}", name::WAITING, waiting.revision.id);
            rows.push(self.meta_row(&id, &rows::waiting_to_value(waiting))?);
        }
        Ok(rows.into_iter().map(|row| Write::Put(Table::Meta, row)).collect())
    }
}
