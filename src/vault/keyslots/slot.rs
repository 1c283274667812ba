//! One way to get at the keys, as it stands in the row.

use super::{KeyslotError, Passkey, Stretching, Way, text};
use crate::domain::order;
use crate::vault::seal::{self, DataKey, KeyRing, NONCE_LEN};
use crate::vault::stretch::Cost;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use zeroize::{Zeroize, Zeroizing};

/// Stands where a row has the name of its table, so that a slot opens as nothing else.
const PLACE: &str = "keyslot";
/// Stands before what is made one number of, so that it is the number of nothing else.
const MADE_FOR: &str = "ginnel-organisation 1\n";
/// The kind of a slot for an organisation.
const ORGANISATION: &str = "organisation";
/// The kind of a slot for a passkey.
const PASSKEY: &str = "passkey";

/// One way to get at the keys.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Slot {
    /// The keys in clear.
    Open(Keys),
    /// The keys sealed with what a passphrase or a code is stretched to.
    Sealed(Sealed),
    /// The keys of notes, sealed for an organisation.
    Organisation(Organisation),
    /// The keys sealed with what a passkey gives.
    Passkey(Passkey, SealedKeys),
    /// A slot of a later build.
    Other(Value),
}

/// The keys of notes, and never the private ones, sealed for an organisation (`vault/answer.rs`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Which keys are in it and for whom, as [`made_for`] says: whether it is out of date can be told without opening it.
    pub made_for: String,
    /// The armored envelope.
    pub sealed: String,
}

/// Names these keys and these recipients, in 64 hex digits. Whoever reads it learns neither.
pub fn made_for(keys: &[&DataKey], recipients: &[String]) -> String {
    let mut lines = String::from(MADE_FOR);
    for line in keys.iter().map(|key| key.id()).chain(recipients.iter().map(String::as_str)) {
        lines.push_str(line);
        lines.push('\n');
    }
    hex::encode(Sha256::digest(lines))
}

/// Keys by id, in hex. Wiped when dropped.
#[derive(Clone, PartialEq)]
pub(super) struct Keys(BTreeMap<String, String>);

/// Keys sealed with a key that only a passphrase or a code gives.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sealed {
    pub way: Way,
    pub stretching: Stretching,
    pub keys: SealedKeys,
}

/// Keys that were sealed with another key.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct SealedKeys {
    id: String,
    sealed: Vec<u8>,
}

impl Slot {
    /// The slot, if it is a sealed one.
    pub fn sealed(&self) -> Option<&Sealed> {
        if let Self::Sealed(sealed) = self { Some(sealed) } else { None }
    }

    pub fn parse(value: Value) -> Result<Self, KeyslotError> {
        if value["kind"] == "open" {
            let keys = value["keys"].as_object().ok_or(KeyslotError::Damaged)?;
            let keys = keys.iter().map(|(id, hex)| Ok((id.clone(), text(hex.clone())?)));
            let keys = keys.collect::<Result<Vec<_>, KeyslotError>>()?;
            return Ok(Self::Open(Keys(order::map(keys))));
        }
        if let Some(slot) = Organisation::parse(&value) {
            return Ok(Self::Organisation(slot));
        }
        if let Some((passkey, keys)) = Passkey::parse(&value).zip(SealedKeys::parse(&value)) {
            return Ok(Self::Passkey(passkey, keys));
        }
        // A slot that is not understood does not keep the others from opening.
        Ok(Sealed::parse(&value).map_or(Self::Other(value), Self::Sealed))
    }

    pub fn to_value(&self) -> Value {
        match self {
            Self::Open(keys) => json!({"kind": "open", "keys": keys.0}),
            Self::Sealed(slot) => slot.to_value(),
            Self::Organisation(slot) => {
                json!({"kind": ORGANISATION, "made_for": slot.made_for, "sealed": slot.sealed})
            }
            Self::Passkey(passkey, keys) => keys.beside(passkey.to_value()),
            Self::Other(value) => value.clone(),
        }
    }
}

impl Organisation {
    /// Whether anybody could be helped by it: not where a recipient was none, so that nothing could be sealed.
    pub fn helps(&self) -> bool {
        !self.sealed.is_empty()
    }

    fn parse(value: &Value) -> Option<Self> {
        let text = |name: &str| value[name].as_str().map(str::to_owned);
        (value["kind"] == ORGANISATION).then_some(())?;
        Some(Self { made_for: text("made_for")?, sealed: text("sealed")? })
    }
}

impl Keys {
    pub fn of(ring: &KeyRing) -> Self {
        let all = [&ring.notes, &ring.mine].into_iter().chain(ring.retired.iter().flatten());
        Self(order::map(all.map(|key| (key.id().into(), hex::encode(key.secret())))))
    }

    /// The key of this id, if it is there and has it.
    pub fn key(&self, id: &str) -> Option<DataKey> {
        let mut bytes = Zeroizing::new([0; 32]);
        hex::decode_to_slice(self.0.get(id)?, &mut *bytes).ok()?;
        Some(DataKey::new(*bytes)).filter(|key| key.id() == id)
    }
}

impl Drop for Keys {
    fn drop(&mut self) {
        self.0.values_mut().for_each(Zeroize::zeroize);
    }
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

impl SealedKeys {
    pub fn new(
        keys: &Keys,
        key: &[u8; 32],
        (id, nonce): ([u8; 8], [u8; NONCE_LEN]),
    ) -> Result<Self, KeyslotError> {
        let id = hex::encode(id);
        let plain = Zeroizing::new(json!(keys.0).to_string().into_bytes());
        let sealed = seal::seal(PLACE, &id, &DataKey::new(*key), nonce, &plain);
        Ok(Self { id, sealed: sealed.map_err(|_| KeyslotError::WrongKey)? })
    }

    /// # Errors
    /// [`KeyslotError::WrongKey`].
    pub fn open(&self, key: &[u8; 32]) -> Result<Keys, KeyslotError> {
        let plain = seal::open(PLACE, &self.id, &DataKey::new(*key), &self.sealed);
        let plain = Zeroizing::new(plain.map_err(|_| KeyslotError::WrongKey)?);
        serde_json::from_slice(&plain).map(Keys).map_err(|_| KeyslotError::WrongKey)
    }

    fn parse(value: &Value) -> Option<Self> {
        Some(Self { id: value["id"].as_str()?.to_owned(), sealed: bytes(value, "sealed")? })
    }

    /// Written beside what says how to open them.
    fn beside(&self, mut slot: Value) -> Value {
        slot["id"] = json!(self.id);
        slot["sealed"] = json!(hex::encode(&self.sealed));
        slot
    }
}

impl Sealed {
    fn parse(value: &Value) -> Option<Self> {
        let number = |name: &str| u32::try_from(value[name].as_u64()?).ok();
        Some(Self {
            way: [Way::Passphrase, Way::Recovery].into_iter().find(|way| value["kind"] == kind(*way))?,
            stretching: Stretching {
                salt: bytes(value, "salt")?.try_into().ok()?,
                cost: Cost { memory_kib: number("memory_kib")?, passes: number("passes")? },
            },
            keys: SealedKeys::parse(value)?,
        })
    }

    fn to_value(&self) -> Value {
        let Stretching { salt, cost } = &self.stretching;
        self.keys.beside(json!({
            "kind": kind(self.way),
            "salt": hex::encode(salt),
            "memory_kib": cost.memory_kib,
            "passes": cost.passes,
        }))
    }
}

impl Passkey {
    fn parse(value: &Value) -> Option<Self> {
        (value["kind"] == PASSKEY).then_some(())?;
        Some(Self { credential: bytes(value, "credential")?, salt: bytes(value, "salt")?.try_into().ok()? })
    }

    fn to_value(&self) -> Value {
        json!({
            "kind": PASSKEY,
            "credential": hex::encode(&self.credential),
            "salt": hex::encode(self.salt),
        })
    }
}

fn bytes(value: &Value, name: &str) -> Option<Vec<u8>> {
    hex::decode(value[name].as_str()?).ok()
}

fn kind(way: Way) -> &'static str {
    match way {
        Way::Passphrase => "passphrase",
        Way::Recovery => "recovery",
    }
}
