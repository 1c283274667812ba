//! Every write. Each returns only after the store has kept it and given it back, and changes what is in memory
//! only then.

pub mod backup;
pub mod bring_in;
pub mod drafts;
pub mod issuer;
pub mod keys;
pub mod organisation;
pub mod put_away;
pub mod quick;
pub mod replace;
pub mod save;
pub mod send;
pub mod settings;
pub mod settle;
pub mod take_back;

use super::ports::{Row, Table, Write};
use super::rows::name;
use super::state::State;
use super::{App, Failure, rows};
use crate::domain::ids::{RecordId, RevisionId};
use crate::domain::merge;
use crate::domain::order;
use crate::domain::revision::{Act, Fields, Kind, Revision, Sharing, Spelling};
use crate::exchange::spelled;
use chrono::NaiveDate;
use serde_json::Value;
use std::collections::BTreeSet;

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

    /// Keeps revisions and whatever belongs in the same transaction, then takes them into the set. What they close for
    /// good is left out of every row of the phone in that same transaction.
    ///
    /// # Errors
    /// [`Taken`](super::ports::StoreError::Taken) where one is made from another and a different window has kept such a one since this one
    /// last looked: it may have erased what is written here. Nothing was changed then.
    pub(crate) async fn keep(&self, revisions: Vec<Revision>, mut writes: Vec<Write>) -> Result<(), Failure> {
        let builds_on = revisions.iter().any(|revision| !revision.parents.is_empty());
        let for_good = revisions.iter().filter(|revision| take_back::is_for_good(revision));
        let closing = order::set(for_good.map(|r| r.record));
        let sparer: Vec<Revision> = {
            let state = self.state();
            let after = |record| {
                let mut after = state.notebook.only(record);
                for revision in revisions.iter().filter(|r| r.record == record) {
                    after.add(revision.clone());
                }
                let mut sparer = take_back::closed_in(&after, record);
                // What was put away may lie in a row that was not emptied yet.
                for held in after.revisions_of(record).filter(|held| state.away.revisions.contains(&held.id))
                {
                    if sparer.iter().all(|known| known.id != held.id) {
                        sparer.push(held.clone());
                    }
                }
                sparer
            };
            closing.iter().copied().flat_map(after).collect()
        };
        {
            let state = self.state();
            let mut narrowed = BTreeSet::new();
            for revision in &revisions {
                spelled::check(revision).map_err(|_| Failure::TooLong)?;
                let private = revision.sharing.level() == 0;
                let was_open = |view: merge::View| view.sharing.level() > 0;
                if private && state.view(revision.record).is_some_and(was_open) {
                    narrowed.insert(revision.record);
                }
                let row = rows::log_row(&*self.ports.ids, &state.ring, revision, private, None)?;
                writes.push(Write::Add(row));
            }
            for record in &narrowed {
                writes.extend(self.sealed_again(&state, *record, &sparer)?);
            }
            let others = sparer.iter().filter(|revision| !narrowed.contains(&revision.record));
            writes.extend(self.rows_in_place(others)?);
        }
        for record in closing {
            writes.extend(self.uncounted_rows_emptied(record, &BTreeSet::new())?);
        }
        if builds_on {
            let since = self.state().turn.clone();
            self.commit_in_turn(writes, since).await?;
        } else {
            self.commit(writes).await?;
        }
        let added = revisions.len() as u64;
        for revision in revisions {
            self.change().take_in(revision);
        }
        for revision in sparer {
            self.change().put_in_place(revision);
        }
        let rows = self.state().loaded.rows + added;
        self.remember_rows(rows);
        Ok(())
    }

    /// Commits what was made from what was read, and takes a turn with it. `since` is the turn that it was when that was
    /// read. Gives the turn that it is now.
    ///
    /// # Errors
    /// [`Taken`](super::ports::StoreError::Taken) where another window, or another task of this one, has taken a turn
    /// since: nothing was changed then, and it is all to be read and made again. [`Failure::Locked`] where there are new
    /// keys: this window cannot read what may have to be changed with it.
    pub(crate) async fn commit_in_turn(
        &self,
        mut writes: Vec<Write>,
        since: Option<Row>,
    ) -> Result<Option<Row>, Failure> {
        if self.has_old_keys() {
            return Err(Failure::Locked);
        }
        let row = self.meta_row(name::TURN, &Value::Null)?;
        writes.push(Write::Swap {
            table: Table::Meta,
            id: row.id.clone(),
            from: since,
            to: Some(row.clone()),
        });
        self.commit(writes).await?;
        self.change().turn = Some(row.clone());
        Ok(Some(row))
    }

    /// Tells the sentinel how many rows the log has now. Never too many, which would be a false alarm: who is not sure how
    /// many were added (hidden rows may have come again) asks the store. It may be too few, until this window looks again:
    /// what another window added, or a commit that failed and was kept, is not counted.
    pub(crate) fn remember_rows(&self, rows: u64) {
        self.change().loaded.rows = rows;
        self.ports.sentinel.remember(rows);
    }

    /// The rows of revisions that are already held, each with its batch.
    pub(crate) fn rows_in_place<'a>(
        &self,
        revisions: impl IntoIterator<Item = &'a Revision>,
    ) -> Result<Vec<Write>, Failure> {
        let state = self.state();
        revisions
            .into_iter()
            .map(|revision| {
                let private = state.view(revision.record).is_some_and(|view| view.sharing.level() == 0);
                let batch = state.batch_of.get(&revision.id).copied();
                let row = rows::log_row(&*self.ports.ids, &state.ring, revision, private, batch)?;
                Ok(Write::Put(Table::Log, row))
            })
            .collect()
    }

    /// The rows of a record that count nowhere, without their words: they came in a file that was taken out again, or
    /// that never came in to its end, and what is erased here is to leave them too.
    /// `but` are not to be touched.
    pub(crate) fn uncounted_rows_emptied(
        &self,
        record: RecordId,
        but: &BTreeSet<RevisionId>,
    ) -> Result<Vec<Write>, Failure> {
        let state = self.state();
        let mut emptied = Vec::new();
        for (file, header) in state.uncounted(record) {
            if !but.contains(&header.id) {
                let row = rows::log_row(&*self.ports.ids, &state.ring, &header, false, Some(file))?;
                emptied.push(Write::Put(Table::Log, row));
            }
        }
        Ok(emptied)
    }

    /// A record narrowed to private: what it had before is sealed with the private key too, in the sparer spelling
    /// where it gets one.
    fn sealed_again(
        &self,
        state: &State,
        record: RecordId,
        sparer: &[Revision],
    ) -> Result<Vec<Write>, Failure> {
        let held = state.notebook.revisions_of(record);
        held.map(|held| {
            let revision = sparer.iter().find(|revision| revision.id == held.id).unwrap_or(held);
            let batch = state.batch_of.get(&revision.id).copied();
            let row = rows::log_row(&*self.ports.ids, &state.ring, revision, true, batch)?;
            Ok(Write::Put(Table::Log, row))
        })
        .collect()
    }

    /// Seals a row of the table around the log.
    pub(crate) fn meta_row(&self, id: &str, value: &Value) -> Result<Row, Failure> {
        let state = self.state();
        rows::seal_row(&*self.ports.ids, Table::Meta, id.to_owned(), rows::meta_key(&state.ring, id), value)
    }
}
