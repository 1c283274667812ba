//! Taking a file out again, and throwing away what came and did not act.

use crate::app::ports::{Table, Write};
use crate::app::rows::{self, name};
use crate::app::state::{Batch, State};
use crate::app::{App, Failure};
use crate::domain::ids::{FileId, RevisionId};
use std::collections::BTreeSet;

impl App {
    /// Takes a file out again: what only it brought does not count any more.
    ///
    /// # Errors
    /// [`Failure::Gone`] when it is not there; else the store's.
    pub async fn take_file_out(&self, batch: FileId) -> Result<(), Failure> {
        let known = self.state().batches.get(&batch).cloned().ok_or(Failure::Gone)?;
        let also = known.also.clone();
        let hidden = Batch { visible: false, ..known };
        let row = self.meta_row(&format!("{}{batch}", name::BATCH), &rows::batch_to_value(&hidden))?;
        self.commit(vec![Write::Put(Table::Meta, row)]).await?;
        self.change().take_out(hidden, also);
        if !self.state().closed.is_empty() {
            // What of them it brought can be told from the rows alone. Where this fails, the next opening does it.
            let _turn = self.writing.lock().await;
            let _ = self.read_again().await;
        }
        self.remember_rules().await;
        Ok(())
    }

    /// Throws away something that waits.
    ///
    /// # Errors
    /// The store's.
    pub async fn leave_out(&self, waiting: RevisionId) -> Result<(), Failure> {
        self.commit(vec![Write::Delete(Table::Meta, format!("{}{waiting}", name::WAITING))]).await?;
        self.change().waiting.remove(&waiting);
        Ok(())
    }
}

impl State {
    fn take_out(&mut self, hidden: Batch, also: BTreeSet<RevisionId>) {
        let batch = hidden.batch;
        self.batches.insert(batch, hidden);
        let brought: Vec<RevisionId> =
            self.batch_of.iter().filter(|(_, of)| **of == batch).map(|(id, _)| *id).collect();
        for id in brought.into_iter().chain(also) {
            if !self.counts(id, self.batch_of.get(&id).copied()) {
                self.forget(id);
            }
        }
    }
}
