//! Keyslots: the row that says which data keys there are and the ways to get at them.
//!
//! The row is plain JSON, since it is what one starts from:
//!
//! ```json
//! {"keyslots": 1, "notes": "<key id>", "mine": "<key id>", "retired": ["<key id>", "<key id>"],
//!  "slots": [{"kind": "open", "keys": {"<key id>": "<64 hex digits>"}},
//!            {"kind": "passphrase", "id": "<16 hex digits>", "salt": "<hex>", "memory_kib": 65536, "passes": 3,
//!             "sealed": "<hex>"},
//!            {"kind": "passkey", "id": "<16 hex digits>", "credential": "<hex>", "salt": "<64 hex digits>", "sealed": "<hex>"},
//!            {"kind": "organisation", "made_for": "<64 hex digits>", "sealed": "-----BEGIN AGE…"}],
//!  "recipient": "age1…",
//!  "asked": {"recipient": "age1…", "secret": "AGE-SECRET-KEY-1…"}}
//! ```
//!
//! An *open* slot holds the keys in clear: it protects nothing against somebody who reads the device's storage, and
//! the app says so. The first passphrase makes new keys, because what was once written in clear can be read out of a
//! browser's log long after it was removed; the keys before are *retired*, in pairs of what *notes* and *mine* were,
//! and stay in every slot: a row that a sleeping window sealed with them still opens. Slots and members of a later
//! build are kept as they came.
//!
//! A *passkey* slot is a convenience beside the passphrase: what the device's own lock gives for this salt opens it.
//!
//! An *organisation* slot holds the keys of notes for the desk and its deputy, and no private key. *Asked* is there while
//! the locked phone waits for their answer: the answer may take a day, and the phone may be switched off meanwhile. The
//! secret lies in clear, since there is nothing yet to seal it with. By itself it opens nothing on this phone, the slot
//! neither: it opens an answer, which the desk gives after it knew the worker's voice. It goes as soon as the notebook is opened.

mod passkey;
mod slot;

use super::seal::{DataKey, KeyRing, NONCE_LEN};
use super::stretch::{Cost, SALT_LEN};
pub use passkey::Passkey;
use serde_json::{Map, Value, json};
use slot::{Keys, Sealed, SealedKeys, Slot};
pub use slot::{Organisation, made_for};

/// The version of this row that this build writes.
const VERSION: u64 = 1;
/// The work of so many usual slots is done for one try: a change leaves two, and a made-up row may hold thousands.
const MOST_SLOTS: u64 = 4;
/// The member that is there while an answer is awaited.
const ASKED: &str = "asked";

/// Why keyslots gave no keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyslotError {
    /// The row is not keyslots.
    Damaged,
    /// The row was written by a newer build.
    Newer,
    /// No slot of a kind this build can open without asking.
    Locked,
    /// What was given opens no slot; or a slot opened, and a key in it is missing or is not the key it is said to be.
    WrongKey,
}

/// What a person has that opens a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// A passphrase: *password* on the screen.
    Passphrase,
    /// The recovery code on paper.
    Recovery,
}

/// What a passphrase or a code is stretched with before it is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretching {
    /// Random, and new for each slot.
    pub salt: [u8; SALT_LEN],
    /// What it costs.
    pub cost: Cost,
}

/// The key pair to which an organisation is asked to seal its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// What the request names.
    pub recipient: String,
    /// What opens the answer.
    pub secret: String,
}

/// The data keys by id, and the ways to get at them.
#[derive(Debug, Clone, PartialEq)]
pub struct Keyslots {
    notes: String,
    mine: String,
    retired: Vec<String>,
    /// Whom to seal for what is written while the notebook is locked.
    recipient: Option<String>,
    slots: Vec<Slot>,
    extra: Map<String, Value>,
}

impl Keyslots {
    /// Keyslots for a notebook without a passphrase: one open slot.
    pub fn open(ring: &KeyRing) -> Self {
        Self { slots: vec![Slot::Open(Keys::of(ring))], ..Self::closed(ring) }
    }

    /// Keyslots for these keys, without any way to get at them yet.
    pub fn closed(ring: &KeyRing) -> Self {
        let retired = ring.retired.iter().flatten().map(|key| key.id().into()).collect();
        let (notes, mine) = (ring.notes.id().into(), ring.mine.id().into());
        Self { notes, mine, retired, recipient: None, slots: Vec::new(), extra: Map::new() }
    }

    /// The same, with the notebook's own recipient (`age1…`), for what is written while it is locked.
    pub fn sealing_for(self, recipient: String) -> Self {
        Self { recipient: Some(recipient), ..self }
    }

    /// The notebook's own recipient.
    pub fn recipient(&self) -> Option<&str> {
        self.recipient.as_deref()
    }

    /// Whether anyone who opens this phone can read the notebook.
    pub fn has_open_slot(&self) -> bool {
        self.slots.iter().any(|slot| matches!(slot, Slot::Open(_)))
    }

    /// Whether these are the keys that seal what is new.
    pub fn are_of(&self, ring: &KeyRing) -> bool {
        self.notes == ring.notes.id() && self.mine == ring.mine.id()
    }

    /// The keys, from the open slot.
    ///
    /// # Errors
    /// [`KeyslotError::Locked`] when there is no open slot, [`KeyslotError::WrongKey`] when it does not hold what it
    /// should.
    pub fn ring(&self) -> Result<KeyRing, KeyslotError> {
        let keys = self.slots.iter().find_map(|slot| match slot {
            Slot::Open(keys) => Some(keys),
            _ => None,
        });
        self.of(keys.ok_or(KeyslotError::Locked)?)
    }

    /// What to stretch a passphrase or a code with, a slot each; the newest first. Of a row that somebody made up, so
    /// many that the device is not kept busy for long.
    pub fn stretchings(&self, way: Way) -> Vec<Stretching> {
        let allowed = self.sealed(way).map(|slot| slot.stretching).filter(|with| with.cost.is_allowed());
        let mut work = 0;
        let in_time = allowed.take_while(|with| {
            work += with.cost.work();
            work <= MOST_SLOTS * Cost::USUAL.work()
        });
        in_time.collect()
    }

    /// The keys, from the slot that was made with this stretching and key.
    ///
    /// # Errors
    /// [`KeyslotError::WrongKey`]: most likely the passphrase was another.
    pub fn unlock(&self, stretching: &Stretching, key: &[u8; 32]) -> Result<KeyRing, KeyslotError> {
        let slots = self.slots.iter().filter_map(Slot::sealed);
        let mut tried = slots.filter(|slot| slot.stretching == *stretching).map(|slot| slot.keys.open(key));
        self.of(&tried.find_map(Result::ok).ok_or(KeyslotError::WrongKey)?)
    }

    /// Adds a slot in front of the others. `key` is what the passphrase or the code was stretched to; `id` and `nonce`
    /// must be fresh random bytes.
    ///
    /// # Errors
    /// [`KeyslotError::WrongKey`] when these are not the keys that the row names.
    pub fn add(
        &mut self,
        way: Way,
        stretching: Stretching,
        key: &[u8; 32],
        ring: &KeyRing,
        (id, nonce): ([u8; 8], [u8; NONCE_LEN]),
    ) -> Result<(), KeyslotError> {
        let keys = self.sealed_keys(ring, key, (id, nonce))?;
        self.slots.insert(0, Slot::Sealed(Sealed { way, stretching, keys }));
        // A slot is trusted only once it has given the keys back.
        self.unlock(&stretching, key).map(drop)
    }

    /// Removes all but the newest slot of this kind.
    pub fn keep_newest(&mut self, way: Way) {
        let mut seen = false;
        self.slots.retain(|slot| match slot.sealed() {
            Some(sealed) if sealed.way == way => !std::mem::replace(&mut seen, true),
            _ => true,
        });
    }

    /// The slot for an organisation.
    pub fn organisation(&self) -> Option<&Organisation> {
        self.slots.iter().find_map(|slot| match slot {
            Slot::Organisation(slot) => Some(slot),
            _ => None,
        })
    }

    /// Puts another slot for an organisation in the place of the one before, or none.
    pub fn set_organisation(&mut self, organisation: Option<Organisation>) {
        self.slots.retain(|slot| !matches!(slot, Slot::Organisation(_)));
        self.slots.extend(organisation.map(Slot::Organisation));
    }

    /// What an answer is awaited with.
    pub fn asked(&self) -> Option<Asked> {
        let text = |name: &str| self.extra.get(ASKED)?[name].as_str().map(str::to_owned);
        Some(Asked { recipient: text("recipient")?, secret: text("secret")? })
    }

    /// An answer is awaited with this, or none any more.
    pub fn set_asked(&mut self, asked: Option<&Asked>) {
        self.extra.remove(ASKED);
        let asked = asked.map(|asked| json!({"recipient": asked.recipient, "secret": asked.secret}));
        self.extra.extend(asked.map(|asked| (ASKED.to_owned(), asked)));
    }

    /// Of these keys those of notes, the one in use first, if all that the row names are among them.
    pub fn notes_among(&self, keys: &[DataKey]) -> Option<Vec<DataKey>> {
        let named = [&self.notes].into_iter().chain(self.retired.iter().step_by(2));
        named.map(|id| keys.iter().find(|key| key.id() == id).cloned()).collect()
    }

    /// Whether this is the id of a private key that the row names.
    pub fn is_mine(&self, id: &str) -> bool {
        self.mine == id || self.retired.iter().skip(1).step_by(2).any(|mine| mine == id)
    }

    fn sealed_keys(
        &self,
        ring: &KeyRing,
        key: &[u8; 32],
        fresh: ([u8; 8], [u8; NONCE_LEN]),
    ) -> Result<SealedKeys, KeyslotError> {
        if !self.are_of(ring) {
            return Err(KeyslotError::WrongKey);
        }
        SealedKeys::new(&Keys::of(ring), key, fresh)
    }

    fn sealed(&self, way: Way) -> impl Iterator<Item = &Sealed> {
        self.slots.iter().filter_map(Slot::sealed).filter(move |slot| slot.way == way)
    }

    /// The keys of a slot, each checked to be the one that the row names.
    fn of(&self, keys: &Keys) -> Result<KeyRing, KeyslotError> {
        let key = |id: &String| keys.key(id).ok_or(KeyslotError::WrongKey);
        let pair = |pair: &[String]| match pair {
            [notes, mine] => Ok([key(notes)?, key(mine)?]),
            _ => Err(KeyslotError::Damaged),
        };
        Ok(KeyRing {
            notes: key(&self.notes)?,
            mine: key(&self.mine)?,
            retired: self.retired.chunks(2).map(pair).collect::<Result<_, _>>()?,
        })
    }

    /// Reads the row.
    ///
    /// # Errors
    /// [`KeyslotError::Damaged`] or [`KeyslotError::Newer`].
    pub fn parse(bytes: &[u8]) -> Result<Self, KeyslotError> {
        let mut row: Map<String, Value> = serde_json::from_slice(bytes).map_err(|_| KeyslotError::Damaged)?;
        match row.remove("keyslots").and_then(|version| version.as_u64()) {
            Some(VERSION) => {}
            Some(version) if version > VERSION => return Err(KeyslotError::Newer),
            _ => return Err(KeyslotError::Damaged),
        }
        let mut take = |name| row.remove(name).ok_or(KeyslotError::Damaged);
        Ok(Self {
            notes: text(take("notes")?)?,
            mine: text(take("mine")?)?,
            retired: list(take("retired")?)?.into_iter().map(text).collect::<Result<_, _>>()?,
            slots: list(take("slots")?)?.into_iter().map(Slot::parse).collect::<Result<_, _>>()?,
            recipient: row.remove("recipient").map(text).transpose()?,
            extra: row,
        })
    }

    /// Writes the row.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut row = self.extra.clone();
        row.insert("keyslots".into(), json!(VERSION));
        row.insert("notes".into(), json!(self.notes));
        row.insert("mine".into(), json!(self.mine));
        row.insert("retired".into(), json!(self.retired));
        if let Some(recipient) = &self.recipient {
            row.insert("recipient".into(), json!(recipient));
        }
        row.insert("slots".into(), self.slots.iter().map(Slot::to_value).collect());
        Value::Object(row).to_string().into_bytes()
    }
}

fn text(value: Value) -> Result<String, KeyslotError> {
    if let Value::String(text) = value { Ok(text) } else { Err(KeyslotError::Damaged) }
}

fn list(value: Value) -> Result<Vec<Value>, KeyslotError> {
    if let Value::Array(list) = value { Ok(list) } else { Err(KeyslotError::Damaged) }
}

#[cfg(test)]
mod tests;
