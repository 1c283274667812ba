//! Every write. Each returns only after the store has kept it and given it back, and changes what is in memory
//! only then.

pub mod bring_in;
pub mod drafts;
pub mod save;
pub mod send;
pub mod settings;
pub mod settle;
pub mod take_back;

use super::ports::{Row, Table, Write};
use super::rows::name;
use super::state::State;
use super::{App, Failure, rows};
use crate::domain::ids::RecordId;
use crate::domain::revision::{Act, Fields, Kind, Revision, Sharing, Spelling};
use crate::exchange::spelled;
use chrono::NaiveDate;
use serde_json::Value;

/// Largest random step of `n`: gaps must say nothing about how much was written in between.
const LARGEST_STEP: u64 = 256;

/// What a new revision is made of, besides what the device adds.
pub(crate) struct NewRevision {
    pub record: RecordId,
    pub id: crate::domain::ids::RevisionId,
    pub kind: Kind,
    pub parents: Vec<crate::domain::ids::RevisionId>,
    pub act: Act,
    pub closes: Vec<String>,
    pub sharing: Sharing,
    pub on: NaiveDate,
    pub fields: Fields,
}

impl App {
    /// Signs a revision with this device's name and its next place in the order.
    pub(crate) fn written_here(&self, new: NewRevision, after: u64) -> Revision {
        let mut step = [0; 1];
        self.ports.ids.fill(&mut step);
        Revision {
            id: new.id,
            record: new.record,
            kind: new.kind,
            parents: new.parents,
            act: new.act,
            closes: new.closes,
            spelling: Spelling::Whole,
            by: Some(self.state().device.fingerprint()),
            on: new.on,
            n: Some(after + 1 + u64::from(step[0]) % LARGEST_STEP),
            sharing: new.sharing,
            fields: new.fields,
            extra: Default::default(),
        }
    }

    /// The highest `n` used so far. Where no revision of this device has been read yet, the rest of the log is.
    pub(crate) async fn last_n(&self) -> Result<u64, Failure> {
        let known = self.state().last_n;
        if known == 0 && !self.is_loaded() {
            self.load_rest(|| ()).await?;
        }
        Ok(self.state().last_n)
    }

    /// Reads the whole log, and what other windows kept a moment ago: before words are closed, which may stand in any
    /// row, or written again, which may have been closed meanwhile.
    pub(crate) async fn read_everything(&self) -> Result<(), Failure> {
        self.load_rest(|| ()).await?;
        Ok(self.catch_up().await?)
    }

    /// Keeps revisions and whatever belongs in the same transaction, then takes them into the set.
    ///
    /// # Errors
    /// [`Taken`](super::ports::StoreError::Taken) where one is made from another and a different window has kept such a one since this one
    /// last looked: it may have erased what is written here. Nothing was changed then.
    pub(crate) async fn keep(&self, revisions: Vec<Revision>, mut writes: Vec<Write>) -> Result<(), Failure> {
        let builds_on = revisions.iter().any(|revision| !revision.parents.is_empty());
        let turn = if builds_on { Some(self.next_turn()?) } else { None };
        {
            let state = self.state();
            for revision in &revisions {
                spelled::check(revision).map_err(|_| Failure::TooLong)?;
                let private = revision.sharing.level() == 0;
                if private {
                    writes.extend(self.sealed_again(&state, revision.record)?);
                }
                let row = rows::log_row(&*self.ports.ids, &state.ring, revision, private, None)?;
                writes.push(Write::Add(row));
            }
        }
        writes.extend(turn.iter().map(|(_, swap)| swap.clone()));
        self.commit(writes).await?;
        let added = revisions.len() as u64;
        {
            let mut state = self.change();
            if let Some((row, _)) = turn {
                state.turn = Some(row);
            }
            for revision in revisions {
                state.take_in(revision);
            }
        }
        self.remember_rows(Some(added)).await;
        Ok(())
    }

    /// A turn among the windows of this phone, to be taken in the transaction that needs it: refused with
    /// [`Taken`](super::ports::StoreError::Taken) where another window has taken one since this one last looked.
    pub(crate) fn next_turn(&self) -> Result<(Row, Write), Failure> {
        let row = self.meta_row(name::TURN, &Value::Null)?;
        let from = self.state().turn.clone();
        let swap = Write::Swap { table: Table::Meta, id: row.id.clone(), from, to: Some(row.clone()) };
        Ok((row, swap))
    }

    /// Tells the sentinel how many rows the log has now. Never too many, which would be a false alarm: where it is
    /// not sure how many were added (hidden rows may have come again), the store is asked. It may be too few, until
    /// this window looks again: what another window added, or a commit that failed and was kept, is not counted.
    pub(crate) async fn remember_rows(&self, added: Option<u64>) {
        let rows = match added {
            Some(added) => self.state().loaded.rows + added,
            None => match self.ports.store.count(Table::Log).await {
                Ok(rows) => rows,
                Err(_) => return,
            },
        };
        let mut state = self.change();
        state.loaded.rows = rows;
        self.ports.sentinel.remember(rows);
    }

    /// Replaces revisions by sparer spellings, on disk and then in memory.
    pub(crate) async fn empty(&self, sparer: Vec<Revision>, mut writes: Vec<Write>) -> Result<(), Failure> {
        writes.extend(self.rows_in_place(&sparer)?);
        self.commit(writes).await?;
        let mut state = self.change();
        for revision in sparer {
            state.put_in_place(revision);
        }
        Ok(())
    }

    /// The rows of revisions that are already held, each with its batch.
    pub(crate) fn rows_in_place(&self, revisions: &[Revision]) -> Result<Vec<Write>, Failure> {
        let state = self.state();
        revisions
            .iter()
            .map(|revision| {
                let private = state.view(revision.record).is_some_and(|view| view.sharing.level() == 0);
                let batch = state.batch_of.get(&revision.id).copied();
                let row = rows::log_row(&*self.ports.ids, &state.ring, revision, private, batch)?;
                Ok(Write::Put(Table::Log, row))
            })
            .collect()
    }

    /// A record narrowed to private: what it had before is sealed with the private key too.
    fn sealed_again(&self, state: &State, record: RecordId) -> Result<Vec<Write>, Failure> {
        let was_open = state.view(record).is_some_and(|view| view.sharing.level() > 0);
        let held = state.notebook.revisions_of(record).filter(|_| was_open);
        held.map(|revision| {
            let batch = state.batch_of.get(&revision.id).copied();
            let row = rows::log_row(&*self.ports.ids, &state.ring, revision, true, batch)?;
            Ok(Write::Put(Table::Log, row))
        })
        .collect()
    }

    /// Seals a row of the table around the log.
    pub(crate) fn meta_row(&self, id: &str, value: &Value) -> Result<Row, Failure> {
        rows::seal_row(&*self.ports.ids, Table::Meta, id.to_owned(), &self.state().ring.mine, value)
    }
}
