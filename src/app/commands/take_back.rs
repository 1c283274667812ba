//! Take back, its undo, taking out for good, and the bin.

use super::NewRevision;
use crate::app::draft::Draft;
use crate::app::ports::{StoreError, Table, Write};
use crate::app::{App, Failure};
use crate::domain::ids::{RecordId, RevisionId};
use crate::domain::merge;
use crate::domain::notebook::Notebook;
use crate::domain::order;
use crate::domain::revision::{Act, Fields, Revision};
use std::collections::BTreeSet;

/// What becomes of a record.
enum GivenUp {
    TakenBack,
    /// Out of the bin again.
    NoMore,
    /// The words from now on.
    TakenOut(Fields),
    Erased,
}

impl App {
    /// Takes a record back: it leaves every list, and stays readable in the bin. Travels with the next file.
    ///
    /// # Errors
    /// [`Failure::Gone`] when it is not there; else the store's.
    pub async fn take_back(&self, record: RecordId) -> Result<(), Failure> {
        self.in_turn(record, GivenUp::TakenBack).await
    }

    /// Does it, and does it again from what there is then, where another window came before.
    async fn in_turn(&self, record: RecordId, how: GivenUp) -> Result<(), Failure> {
        loop {
            let done = match &how {
                GivenUp::TakenBack => self.take_back_now(record).await,
                GivenUp::NoMore => self.undo_now(record).await,
                GivenUp::TakenOut(new) => self.take_out_now(record, new.clone()).await,
                GivenUp::Erased => self.erase_now(record).await,
            };
            match done {
                Err(Failure::Store(StoreError::Taken)) => self.catch_up().await?,
                done => return done,
            }
        }
    }

    async fn take_back_now(&self, record: RecordId) -> Result<(), Failure> {
        // Brought back from the bin, it would be without its words elsewhere too. It can be erased.
        self.has_its_words(record)?;
        let view = self.open_view(record)?;
        let after = self.last_n().await?;
        let new = NewRevision {
            record,
            id: self.ports.ids.revision(),
            kind: view.kind,
            parents: view.heads,
            act: Act::Withdraw,
            closes: Vec::new(),
            sharing: view.sharing,
            on: self.ports.clock.today(),
            fields: Fields::new(),
        };
        self.keep(vec![self.written_here(new, after)], Vec::new()).await
    }

    /// Brings a record back out of the bin: its words are written again, on top.
    ///
    /// # Errors
    /// [`Failure::Gone`] when its words are not here any more; else the store's.
    pub async fn undo_take_back(&self, record: RecordId) -> Result<(), Failure> {
        self.in_turn(record, GivenUp::NoMore).await
    }

    async fn undo_now(&self, record: RecordId) -> Result<(), Failure> {
        self.read_everything().await?;
        let heads: Vec<RevisionId> = self.state().notebook.heads(record).iter().map(|h| h.id).collect();
        let mut revisions = Vec::new();
        let mut n = self.last_n().await?;
        for words in self.words_in_bin(record) {
            let new = NewRevision {
                record,
                id: self.ports.ids.revision(),
                kind: words.kind,
                parents: heads.clone(),
                act: Act::Write,
                closes: Vec::new(),
                sharing: words.sharing,
                on: self.ports.clock.today(),
                fields: words.fields,
            };
            let revision = self.written_here(new, n);
            n = revision.n.unwrap_or(n);
            revisions.push(revision);
        }
        if revisions.is_empty() {
            return Err(Failure::Gone);
        }
        self.keep(revisions, Vec::new()).await
    }

    /// Takes words out for good: `new` is the wording from now on, and every path that it changes or drops is
    /// closed in all earlier versions, here at once and elsewhere with the next file. Skips the bin.
    ///
    /// # Errors
    /// [`Failure::Gone`] when the record is not there, [`Failure::Unchanged`] when `new` says what it says; else the
    /// store's.
    pub async fn take_out(&self, record: RecordId, new: Fields) -> Result<(), Failure> {
        self.in_turn(record, GivenUp::TakenOut(new)).await
    }

    async fn take_out_now(&self, record: RecordId, new: Fields) -> Result<(), Failure> {
        self.read_everything().await?;
        self.has_its_words(record)?;
        let view = self.open_view(record)?;
        let closes: Vec<String> = merge::changed_paths(&view.fields, &new).into_iter().collect();
        // A withdrawal that closes nothing by name would take the whole record back.
        if closes.is_empty() {
            return Err(Failure::Unchanged);
        }
        let after = self.last_n().await?;
        let revision = self.written_here(
            NewRevision {
                record,
                id: self.ports.ids.revision(),
                kind: view.kind,
                parents: view.heads,
                act: Act::Withdraw,
                closes,
                sharing: view.sharing,
                on: self.ports.clock.today(),
                fields: new,
            },
            after,
        );
        self.close_with(revision).await
    }

    /// Erases a record: every version of it, here at once and elsewhere with the next file.
    ///
    /// # Errors
    /// [`Failure::Gone`] when it is not there; else the store's.
    pub async fn erase(&self, record: RecordId) -> Result<(), Failure> {
        self.in_turn(record, GivenUp::Erased).await
    }

    async fn erase_now(&self, record: RecordId) -> Result<(), Failure> {
        self.read_everything().await?;
        let view = self.state().view(record).ok_or(Failure::Gone)?;
        let after = self.last_n().await?;
        let revision = self.written_here(
            NewRevision {
                record,
                id: self.ports.ids.revision(),
                kind: view.kind,
                parents: view.heads,
                act: Act::Erase,
                closes: Vec::new(),
                sharing: view.sharing,
                on: self.ports.clock.today(),
                fields: Fields::new(),
            },
            after,
        );
        self.close_with(revision).await
    }

    /// Empties the bin: the words of what was taken back leave this phone.
    ///
    /// # Errors
    /// The store's: the bin is as it was then.
    pub async fn empty_bin(&self) -> Result<(), Failure> {
        loop {
            self.read_everything().await?;
            let since = self.state().turn.clone();
            let sparer: Vec<Revision> = {
                let state = self.state();
                state.notebook.records().flat_map(|record| closed_in(&state.notebook, record)).collect()
            };
            let mut writes = self.rows_in_place(&sparer)?;
            let records = order::set(sparer.iter().map(|revision| revision.record));
            for record in records {
                writes.extend(self.uncounted_rows_emptied(record, &BTreeSet::new())?);
            }
            match self.commit_in_turn(writes, since).await {
                Err(Failure::Store(StoreError::Taken)) => {}
                done => {
                    done?;
                    let mut state = self.change();
                    sparer.into_iter().for_each(|revision| state.put_in_place(revision));
                    return Ok(());
                }
            }
        }
    }

    /// What a record in the bin said: its last versions, as long as they are here.
    pub(crate) fn words_in_bin(&self, record: RecordId) -> Vec<Revision> {
        let state = self.state();
        let coverage = state.notebook.coverage(record);
        let heads = state.notebook.heads(record);
        let taken_back = heads.iter().filter(|h| h.act == Act::Withdraw && h.closes.is_empty());
        let last = order::set(taken_back.flat_map(|h| h.parents.iter().copied()));
        last.into_iter()
            .filter_map(|id| state.notebook.get(id))
            .map(|revision| revision.redacted(|path| !coverage.is_gone(revision.id, path)))
            .filter(|revision| !revision.fields.is_empty())
            .collect()
    }

    /// Keeps a revision that closes others for good. An unfinished change of the record goes too: it was begun from the
    /// words that are to be gone.
    async fn close_with(&self, revision: Revision) -> Result<(), Failure> {
        let record = revision.record;
        let of_record = |draft: &&Draft| draft.main().is_some_and(|main| main.record == record);
        let drafts: Vec<Draft> = self.state().drafts.values().filter(of_record).cloned().collect();
        let ending = |draft: &Draft| Write::Delete(Table::Drafts, draft.id.to_string());
        self.keep(vec![revision], drafts.iter().map(ending).collect()).await?;
        let mut state = self.change();
        drafts.iter().for_each(|draft| state.end_draft(draft));
        Ok(())
    }
}

/// Whether a revision takes words out for good: out of the rows of this phone too, and not into the bin.
pub(super) fn is_for_good(revision: &Revision) -> bool {
    match revision.act {
        Act::Erase => true,
        Act::Withdraw => !revision.closes.is_empty(),
        Act::Write | Act::Other(_) => false,
    }
}

/// The revisions of a record that hold closed words, without them.
pub(super) fn closed_in(notebook: &Notebook, record: RecordId) -> Vec<Revision> {
    let coverage = notebook.coverage(record);
    notebook
        .revisions_of(record)
        .map(|revision| (revision, notebook.open(revision, &coverage)))
        .filter(|(held, open)| held.fields.len() != open.fields.len())
        .map(|(_, open)| open)
        .collect()
}
