//! A locked notebook, and the ways in.

use super::heavy::{self, HeavyError, Load, Task};
use super::open::{ALL, OpenError};
use super::ports::{Ports, Row, Table, Write};
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
        let meta = ports.store.newest(Table::Meta, None, ALL).await?;
        let row = meta.iter().find(|row| row.id == name::KEYSLOTS);
        let row = row.ok_or(OpenError::Keys(KeyslotError::Damaged))?;
        let keyslots = Keyslots::parse(&row.sealed).map_err(OpenError::Keys)?;
        Ok(Self { ports, keyslots, row: row.clone() })
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
    /// `Ok` means that they are kept and given back.
    ///
    /// # Errors
    /// That of the store, or of the program beside the page: the words are only on the screen then.
    pub async fn quick_note(&self, words: &str) -> Result<(), Failure> {
        if words.trim().is_empty() {
            return Err(Failure::Empty);
        }
        let recipient = self.keyslots.recipient().ok_or(Failure::Sealing)?.to_owned();
        let id = self.ports.ids.draft().to_string();
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
        let row = Row { seq: None, id, key, suite: rows::SUITE_LOCKED, batch, sealed };
        Ok(self.ports.store.commit(vec![Write::Put(Table::Drafts, row)]).await?)
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
