//! A locked notebook, and the ways in.

use super::heavy::{self, HeavyError, Load, Task};
use super::open::OpenError;
use super::ports::{Ports, Row, StoreError, Table, Write};
use super::rows::{self, name};
use super::{App, Failure, commands::keys};
use crate::vault::keyslots::{KeyslotError, Keyslots};
use serde_json::json;

pub use crate::vault::keyslots::{Passkey, Way};
pub use crate::vault::recovery_code::{NotACode, RecoveryCode};

/// The door of a notebook that has a passphrase.
#[derive(Clone)]
pub struct Door {
    pub(super) ports: Ports,
    /// The ways to get at the keys, and the row that says so.
    pub(super) keyslots: Keyslots,
    pub(super) row: Row,
}

/// Why a door stays shut. Nothing was changed then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shut {
    /// It was another passphrase, or another code.
    Wrong,
    /// The program beside the page did not do its part.
    Heavy(HeavyError),
    /// The keys are right, and the notebook does not open.
    Open(OpenError),
}

impl Door {
    /// The door of the notebook of these ports, as it is now.
    ///
    /// # Errors
    /// See [`OpenError`].
    pub async fn of(ports: Ports) -> Result<Self, OpenError> {
        let mut rows = ports.store.rows(Table::Meta, &[name::KEYSLOTS.to_owned()]).await?;
        let row = rows.pop().ok_or(OpenError::Keys(KeyslotError::Damaged))?;
        let keyslots = Keyslots::parse(&row.sealed).map_err(OpenError::Keys)?;
        Ok(Self { ports, keyslots, row })
    }

    /// Whether there is a slot for this.
    pub fn has(&self, way: Way) -> bool {
        !self.keyslots.stretchings(way).is_empty()
    }

    /// What to ask the device with, where a passkey opens the notebook too.
    pub fn passkey(&self) -> Option<&Passkey> {
        self.keyslots.passkey()
    }

    /// Keeps words that are written without opening the notebook: sealed so that only whoever opens it can read them.
    /// `before` is what was kept of them already; where another window has opened that meanwhile, they are kept beside
    /// it. `Ok` means that they are kept and given back.
    ///
    /// # Errors
    /// [`Failure::Gone`] where there is no such notebook any more: another window has erased it. Else that of the store,
    /// or of the program beside the page. The words are only on the screen then.
    pub async fn quick_note(&self, words: &str, before: Option<Row>) -> Result<Row, Failure> {
        if words.trim().is_empty() {
            return Err(Failure::Empty);
        }
        let (mut now, mut before) = (self.looked_at_again().await?, before);
        loop {
            let row = now.sealed_note(words, before.as_ref()).await?;
            let (table, id) = (Table::Drafts, row.id.clone());
            let swap = Write::Swap { table, id, from: before.take(), to: Some(row.clone()) };
            match self.ports.store.commit(vec![swap]).await {
                Err(StoreError::Taken) => {}
                done => before = done.map(|()| Some(row))?,
            }
            // Sealed for other keys than today's they would stay closed: help by an organisation makes new ones.
            let after = self.looked_at_again().await?;
            if after.row == now.row
                && let Some(row) = before
            {
                return Ok(row);
            }
            now = after;
        }
    }

    /// Lets go of a quick note whose words were all taken away again, unless another window has opened it.
    ///
    /// # Errors
    /// The store's.
    pub async fn forget_quick_note(&self, row: Row) -> Result<(), Failure> {
        let swap = Write::Swap { table: Table::Drafts, id: row.id.clone(), from: Some(row), to: None };
        match self.ports.store.commit(vec![swap]).await {
            Err(StoreError::Taken) => Ok(()),
            done => Ok(done?),
        }
    }

    async fn looked_at_again(&self) -> Result<Self, Failure> {
        Self::of(self.ports.clone()).await.map_err(|error| match error {
            OpenError::Store(error) => Failure::Store(error),
            _ => Failure::Gone,
        })
    }

    async fn sealed_note(&self, words: &str, before: Option<&Row>) -> Result<Row, Failure> {
        let recipient = self.keyslots.recipient().ok_or(Failure::Sealing)?.to_owned();
        let id = before.map_or_else(|| self.ports.ids.draft().to_string(), |row| row.id.clone());
        let clock = &self.ports.clock;
        let plain = json!({
            "id": id,
            "on": clock.today().to_string(),
            "touched_ms": clock.now_ms(),
            "words": words,
        });
        let load = Load { texts: vec![recipient], bytes: plain.to_string().into_bytes() };
        let sealed = self.ports.heavy.run(Task::SealNote, load).await?.bytes;
        let (key, batch) = (String::new(), String::new());
        Ok(Row { seq: None, id, key, suite: rows::SUITE_LOCKED, batch, sealed })
    }

    /// Opens the notebook with a passphrase or the digits of a recovery code. It takes as long as it has to: a guess
    /// must be dear.
    ///
    /// # Errors
    /// See [`Shut`].
    pub async fn open(&self, way: Way, secret: &str) -> Result<App, Shut> {
        let secret = keys::tidied(secret);
        let tried = heavy::tried(&*self.ports.heavy, &self.keyslots, way, &secret).await;
        let (stretching, key) = tried.map_err(Shut::Heavy)?.ok_or(Shut::Wrong)?;
        // The slots may have changed since the door was looked at; the key opens this one still, or nothing.
        let opened = App::open_with(self.ports.clone(), &|now| now.unlock(&stretching, &key)).await;
        opened.map_err(Shut::Open)
    }
    /// Opens the notebook with what the device gave for a passkey.
    ///
    /// # Errors
    /// [`Shut::Wrong`] where it gave something else, or another window has taken the passkey away; [`Shut::Open`].
    pub async fn open_with_passkey(&self, passkey: &Passkey, secret: &[u8; 32]) -> Result<App, Shut> {
        let keys = |now: &Keyslots| now.unlock_with_passkey(passkey, secret);
        App::open_with(self.ports.clone(), &keys).await.map_err(|error| match error {
            OpenError::Keys(KeyslotError::WrongKey) => Shut::Wrong,
            error => Shut::Open(error),
        })
    }
}
