//! A worker's own backup: every revision and draft, what is closed, and what makes another phone this worker's, under the
//! password.

use super::keys::tidied;
use super::send::{MadeFile, named, with_names};
use crate::app::around;
use crate::app::heavy::{self, Load, Task};
use crate::app::ports::{Table, Write};
use crate::app::rows::{self, name};
use crate::app::state::Kept;
use crate::app::{App, Failure};
use crate::domain::revision::{Revision, Sharing};
use crate::exchange::header::Purpose;
use crate::exchange::write::Writer;
use crate::vault::keyslots::Way;

/// A backup that was made and is ready to be handed over.
#[derive(Debug, Clone, PartialEq)]
pub struct MadeBackup {
    /// The file, each part sealed.
    pub made: MadeFile,
    /// Drafts, things to look at, and closed rows, that are longer than a file may hold: they are not in it.
    pub left_out: usize,
    /// What to [remember](App::keep_backup) once it is kept elsewhere.
    pub kept: Kept,
}

impl App {
    /// Makes the worker's own backup. Its password is the notebook's own, typed again and tried first: one with a slip
    /// in it would open nothing later.
    ///
    /// # Errors
    /// [`Failure::WrongPassword`], also where there is no password; [`Failure::TooLong`] when a record fits in no file;
    /// [`Failure::Locked`] where there are new keys; else the store's, or that of the program beside the page.
    pub async fn make_backup(&self, password: &str) -> Result<MadeBackup, Failure> {
        self.read_everything().await?;
        if self.has_old_keys() {
            return Err(Failure::Locked);
        }
        let password = tidied(password);
        let keyslots = self.keyslots().ok_or(Failure::Sealing)?;
        let tried = heavy::tried(&*self.ports.heavy, &keyslots, Way::Passphrase, &password).await?;
        tried.ok_or(Failure::WrongPassword)?;
        self.open_quick_notes().await?;
        let closed = self.closed_rows().await?;
        let mut writer = Writer::default();
        let mut left_out = 0;
        let facts = self.facts(Purpose::Backup, Sharing::Private, "");
        let (file, on) = (facts.id, facts.made_on);
        // All of it as it was at one moment.
        let (revisions, n) = {
            let state = self.state();
            for item in around::items(&state, &closed) {
                left_out += usize::from(!writer.add_around(&item.value, item.in_each));
            }
            let records = state.notebook.records();
            let revisions: Vec<Revision> =
                records.flat_map(|record| state.notebook.revisions_of(record)).cloned().collect();
            (revisions, state.last_n)
        };
        let kept = Kept { on, n };
        let parts = self.written(writer, &revisions, facts).await?;
        // Ten thousand of them take a while to go, and what follows this is the next page.
        drop(revisions);
        let mut sealed = Vec::new();
        for bytes in parts {
            let load = Load { texts: vec![password.to_string()], bytes };
            sealed.push(self.ports.heavy.run(Task::SealBackup, load).await?.bytes);
        }
        let name = format!("{}copy-{on}", named(&self.profile().code));
        Ok(MadeBackup {
            made: MadeFile { file, parts: with_names(&name, "age", sealed), sealed_for: Vec::new() },
            left_out,
            kept,
        })
    }

    /// Remembers that a backup is kept elsewhere, as the worker said.
    ///
    /// # Errors
    /// The store's.
    pub async fn keep_backup(&self, kept: Kept) -> Result<(), Failure> {
        let row = self.meta_row(name::BACKUP, &rows::kept_to_value(kept))?;
        self.commit(vec![Write::Put(Table::Meta, row)]).await?;
        self.change().kept = Some(kept);
        Ok(())
    }
}
