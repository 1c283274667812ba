//! At the door, without password and code: asking the organisation, and what its answer gives.

use super::commands::keys::{self, Ways};
use super::door::{Door, RecoveryCode, Shut, Way};
use super::earlier::Earlier;
use super::heavy::{HeavyError, Load, Task};
use super::open::{ALL, OpenError};
use super::ports::{Ports, StoreError, Table, Write};
use super::rows;
use super::{App, Failure};
use crate::vault::keyslots::{Asked, Organisation};
use crate::vault::seal::{DataKey, KeyRing};
use crate::vault::signing::{DeviceKey, WorkerKey};
use zeroize::Zeroizing;

/// What the organisation is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The text to be sent to it.
    pub text: String,
    /// The six words that both see.
    pub words: String,
}

/// Why there is no request, or why an answer did not help. Nothing was changed then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoHelp {
    /// There is no slot for an organisation, or nobody was asked yet.
    NotAsked,
    /// The text is no answer.
    OtherText,
    /// It was made by a newer build.
    Newer,
    /// It was copied only in part.
    CutShort,
    /// It is damaged, or answers another request.
    NotOpened,
    /// The notebook could not be read, or the request not be kept.
    Failed(Failure),
    /// The notebook cannot be read at all.
    Door(OpenError),
}

impl From<HeavyError> for NoHelp {
    fn from(error: HeavyError) -> Self {
        Self::Failed(error.into())
    }
}

/// The keys of notes that an answer gave, for as long as the page is open.
#[derive(Clone)]
pub struct Answered {
    ports: Ports,
    door: Door,
    keys: Vec<DataKey>,
}

impl Door {
    /// Whether an organisation could help.
    pub fn has_organisation(&self) -> bool {
        self.keyslots.organisation().is_some_and(Organisation::helps)
    }

    /// Whether an answer is awaited.
    pub fn is_asked(&self) -> bool {
        self.keyslots.asked().is_some()
    }

    /// What to ask the organisation: the same until the notebook is opened, so that the answer may take its time and the
    /// page be closed meanwhile.
    ///
    /// # Errors
    /// See [`NoHelp`].
    pub async fn ask(&self) -> Result<Request, NoHelp> {
        loop {
            let now = Self::of(self.ports.clone()).await.map_err(NoHelp::Door)?;
            let slot = now.keyslots.organisation().filter(|slot| slot.helps()).ok_or(NoHelp::NotAsked)?;
            let asked = now.keyslots.asked();
            let before = asked.iter().flat_map(|asked| [asked.secret.clone(), asked.recipient.clone()]);
            let texts = [slot.sealed.clone()].into_iter().chain(before).collect();
            let done = self.ports.heavy.run(Task::Ask, Load { texts, ..Load::default() }).await?;
            let Ok([secret, recipient, text, words]) = <[String; 4]>::try_from(done.texts) else {
                return Err(HeavyError::Stopped.into());
            };
            if asked.is_none() {
                let mut keyslots = now.keyslots.clone();
                keyslots.set_asked(Some(&Asked { recipient, secret }));
                let swap = keys::swap(Table::Meta, &now.row, &rows::keyslots_row(&keyslots));
                match self.ports.store.commit(vec![swap]).await {
                    // Another window of the same door was quicker.
                    Err(StoreError::Taken) => continue,
                    done => done.map_err(|error| NoHelp::Failed(error.into()))?,
                }
            }
            return Ok(Request { text, words });
        }
    }

    /// Opens the organisation's answer. Nothing is kept yet.
    ///
    /// # Errors
    /// See [`NoHelp`].
    pub async fn answered(&self, text: &str) -> Result<Answered, NoHelp> {
        let door = Self::of(self.ports.clone()).await.map_err(NoHelp::Door)?;
        let asked = door.keyslots.asked().ok_or(NoHelp::NotAsked)?;
        let load = Load { texts: vec![text.to_owned(), asked.secret], ..Load::default() };
        let done = self.ports.heavy.run(Task::OpenAnswer, load).await?;
        let bytes = Zeroizing::new(done.bytes);
        if let Some(why) = done.texts.first() {
            return Err(match why.as_str() {
                "newer" => NoHelp::Newer,
                "cut short" => NoHelp::CutShort,
                "other text" => NoHelp::OtherText,
                _ => NoHelp::NotOpened,
            });
        }
        let keys: Vec<DataKey> = bytes.as_chunks().0.iter().copied().map(DataKey::new).collect();
        let keys = door.keyslots.notes_among(&keys).ok_or(NoHelp::NotOpened)?;
        Ok(Answered { ports: self.ports.clone(), door, keys })
    }

    /// A recovery code that nobody has seen yet.
    pub fn fresh_code(&self) -> RecoveryCode {
        keys::fresh_code(&self.ports)
    }

    /// Three words that would do as a passphrase.
    ///
    /// # Errors
    /// See [`HeavyError`].
    pub async fn three_words(&self) -> Result<String, HeavyError> {
        keys::three_words(&self.ports).await
    }

    /// Opens the notebook with the passphrase that was set, all of it read: what is back can be counted.
    ///
    /// # Errors
    /// See [`Shut`]. It is set nevertheless.
    pub async fn enter(&self, passphrase: &str) -> Result<App, Shut> {
        let door = Door::of(self.ports.clone()).await.map_err(Shut::Open)?;
        let app = door.open(Way::Passphrase, passphrase).await?;
        app.load_rest(|| ()).await.map_err(|error| Shut::Open(error.into()))?;
        // What was written at the door before stays closed too. Where this fails, the next opening says so.
        app.open_quick_notes().await.ok();
        Ok(app)
    }
}

impl Answered {
    /// Sets a passphrase and a code: new keys for all that is written from now on, and new keys that sign, since those before
    /// were sealed with what the organisation has not got. What only that opens stays as it is, beside the ways to
    /// it. One step: killed before, the answer still opens; after, the new passphrase does.
    ///
    /// # Errors
    /// The store's, or that of the program beside the page. [`StoreError::Taken`] where another window has changed the keys since.
    pub async fn set_passphrase(&self, passphrase: &str, code: &RecoveryCode) -> Result<(), Failure> {
        let ports = &self.ports;
        let ids = &*ports.ids;
        let ways = Ways::new(ports, passphrase, code).await?;
        let fresh = || DataKey::new(ids.random32());
        // The private keys of before are not known. Keys that never seal anything keep their places.
        let retired = self.keys.iter().map(|notes| [notes.clone(), fresh()]).collect();
        let ring = KeyRing { notes: fresh(), mine: fresh(), retired };
        let keyslots = rows::keyslots_row(&ways.keyslots(ids, &ring)?);
        let meta = ports.store.newest(Table::Meta, None, ALL).await?;
        let (device, worker) =
            (DeviceKey::from_secret(&ids.random32()), WorkerKey::from_secret(&ids.random32()));
        let id = hex::encode(ids.random16());
        let mut writes = vec![
            keys::swap(Table::Meta, &self.door.row, &keyslots),
            Write::Put(Table::Meta, Earlier::row(&self.door.keyslots, &meta, &id)),
            Write::Put(Table::Meta, rows::identity_row(ids, &ring, &device, &worker)?),
            Write::Put(Table::Meta, keys::opener_row(ids, &ring, &ways.opener)?),
            Write::Put(Table::Meta, keys::turn_row(ids, &ring)?),
        ];
        let again = keys::small_again(ports, &ring).await?;
        writes.extend(again.iter().map(|(table, from, to)| keys::swap(*table, from, to)));
        Ok(ports.store.commit(writes).await?)
    }
}
