//! Keyslots: the row that says which data keys there are and the ways to get at them.
//!
//! The row is plain JSON, since it is what one starts from:
//!
//! ```json
//! {"keyslots": 1, "notes": "<key id>", "mine": "<key id>", "retired": ["<key id>"],
//!  "slots": [{"kind": "open", "keys": {"<key id>": "<64 hex digits>"}}]}
//! ```
//!
//! An *open* slot holds the keys in clear: it protects nothing against somebody who reads the device's storage, and
//! the app says so. Sealing from the first day means that a later passphrase changes slots and keys, not the rows'
//! format. Slots and members of a later build are kept as they came.

use super::seal::{DataKey, KeyRing};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The version of this row that this build writes.
const VERSION: u64 = 1;

/// Why keyslots gave no keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyslotError {
    /// The row is not keyslots.
    Damaged,
    /// The row was written by a newer build.
    Newer,
    /// No slot of a kind this build can open without asking.
    Locked,
    /// A slot opened, and a key in it is missing or is not the key it is said to be.
    WrongKey,
}

/// The data keys by id, and the ways to get at them.
#[derive(Debug, Clone, PartialEq)]
pub struct Keyslots {
    notes: String,
    mine: String,
    retired: Vec<String>,
    slots: Vec<Slot>,
    extra: Map<String, Value>,
}

/// One way to get at the keys.
#[derive(Debug, Clone, PartialEq)]
enum Slot {
    /// The keys by id, in hex, in clear.
    Open(BTreeMap<String, String>),
    /// A slot of a later build.
    Other(Value),
}

impl Keyslots {
    /// Keyslots for a notebook without a passphrase: one open slot.
    pub fn open(ring: &KeyRing) -> Self {
        let all = [&ring.notes, &ring.mine].into_iter().chain(&ring.retired);
        Self {
            notes: ring.notes.id().into(),
            mine: ring.mine.id().into(),
            retired: ring.retired.iter().map(|key| key.id().into()).collect(),
            slots: vec![Slot::Open(all.map(|key| (key.id().into(), hex::encode(key.secret()))).collect())],
            extra: Map::new(),
        }
    }

    /// Whether anyone who opens this phone can read the notebook.
    pub fn has_open_slot(&self) -> bool {
        self.slots.iter().any(|slot| matches!(slot, Slot::Open(_)))
    }

    /// The keys, from the open slot.
    ///
    /// # Errors
    /// [`KeyslotError::Locked`] when there is no open slot, [`KeyslotError::WrongKey`] when it does not hold what it
    /// should.
    pub fn ring(&self) -> Result<KeyRing, KeyslotError> {
        let keys = self.slots.iter().find_map(|slot| match slot {
            Slot::Open(keys) => Some(keys),
            Slot::Other(_) => None,
        });
        let keys = keys.ok_or(KeyslotError::Locked)?;
        let key = |id: &String| {
            let mut bytes = [0; 32];
            let hex = keys.get(id).ok_or(KeyslotError::WrongKey)?;
            hex::decode_to_slice(hex, &mut bytes).map_err(|_| KeyslotError::WrongKey)?;
            let key = DataKey::new(bytes);
            if key.id() == *id { Ok(key) } else { Err(KeyslotError::WrongKey) }
        };
        Ok(KeyRing {
            notes: key(&self.notes)?,
            mine: key(&self.mine)?,
            retired: self.retired.iter().map(key).collect::<Result<_, _>>()?,
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
        row.insert("slots".into(), self.slots.iter().map(Slot::to_value).collect());
        Value::Object(row).to_string().into_bytes()
    }
}

impl Slot {
    fn parse(value: Value) -> Result<Self, KeyslotError> {
        if value.get("kind").and_then(Value::as_str) != Some("open") {
            return Ok(Self::Other(value));
        }
        let keys = value.get("keys").and_then(Value::as_object).ok_or(KeyslotError::Damaged)?;
        let keys = keys.iter().map(|(id, hex)| Ok((id.clone(), text(hex.clone())?)));
        Ok(Self::Open(keys.collect::<Result<_, KeyslotError>>()?))
    }

    fn to_value(&self) -> Value {
        match self {
            Self::Open(keys) => json!({"kind": "open", "keys": keys}),
            Self::Other(value) => value.clone(),
        }
    }
}

fn text(value: Value) -> Result<String, KeyslotError> {
    if let Value::String(text) = value { Ok(text) } else { Err(KeyslotError::Damaged) }
}

fn list(value: Value) -> Result<Vec<Value>, KeyslotError> {
    if let Value::Array(list) = value { Ok(list) } else { Err(KeyslotError::Damaged) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring() -> KeyRing {
        let [notes, mine, old] = [1, 2, 3].map(|byte| DataKey::new([byte; 32]));
        KeyRing { notes, mine, retired: vec![old] }
    }

    #[test]
    fn a_notebook_without_a_passphrase_opens_again() {
        let slots = Keyslots::parse(&Keyslots::open(&ring()).to_bytes()).unwrap();
        let again = slots.ring().unwrap();
        assert_eq!(again.notes.secret(), ring().notes.secret());
        assert_eq!(again.mine.secret(), ring().mine.secret());
        assert_eq!(again.retired[0].secret(), ring().retired[0].secret());
        assert!(slots.has_open_slot());
    }

    #[test]
    fn what_a_later_build_added_survives() {
        let mut row: Value = serde_json::from_slice(&Keyslots::open(&ring()).to_bytes()).unwrap();
        let later = json!({"kind": "passkey", "wrapped": "00ff", "deep": {"er": [1]}});
        row["slots"].as_array_mut().unwrap().insert(0, later);
        row["lock_after_minutes"] = json!(5);
        let slots = Keyslots::parse(row.to_string().as_bytes()).unwrap();
        assert!(slots.ring().is_ok());
        assert_eq!(serde_json::from_slice::<Value>(&slots.to_bytes()).unwrap(), row);
    }

    #[test]
    fn a_slot_that_holds_another_key_is_not_believed() {
        let text = String::from_utf8(Keyslots::open(&ring()).to_bytes()).unwrap();
        for wrong in [hex::encode([7; 32]), "not hex".into(), "00".into()] {
            let changed = text.replace(&hex::encode([1; 32]), &wrong);
            let slots = Keyslots::parse(changed.as_bytes()).unwrap();
            assert_eq!(slots.ring().err(), Some(KeyslotError::WrongKey), "{wrong}");
        }
    }

    #[test]
    fn a_row_that_is_not_keyslots_says_why() {
        let newer = String::from_utf8(Keyslots::open(&ring()).to_bytes()).unwrap();
        let newer = newer.replace("\"keyslots\":1", "\"keyslots\":2");
        let locked = r#"{"keyslots":1,"notes":"a","mine":"b","retired":[],"slots":[{"kind":"passphrase"}]}"#;
        let slots = Keyslots::parse(locked.as_bytes()).unwrap();
        assert_eq!((slots.ring().err(), slots.has_open_slot()), (Some(KeyslotError::Locked), false));
        assert_eq!(Keyslots::parse(newer.as_bytes()), Err(KeyslotError::Newer));
        for damaged in
            ["", "{}", "[]", "nonsense", r#"{"keyslots":1}"#, r#"{"keyslots":"1"}"#, r#"{"keyslots":0}"#]
        {
            assert_eq!(Keyslots::parse(damaged.as_bytes()), Err(KeyslotError::Damaged), "{damaged}");
        }
    }
}
