//! Between what the app holds and the sealed rows the store keeps.

use super::Failure;
use super::draft::Draft;
use super::ports::{Ids, Row, Table};
use super::state::{Batch, Issuer, Kept, Sent, Told, Waiting};
use crate::domain::dates;
use crate::domain::ids::{FileId, RevisionId};
use crate::domain::revision::{Fingerprint, Revision};
use crate::exchange::spelled;
use crate::vault::keyslots::Keyslots;
use crate::vault::seal::{self, DataKey, KeyRing};
use crate::vault::signing::{DeviceKey, PublicKey, WorkerKey};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The meta rows with a name of their own.
pub mod name {
    /// The ways to get at the keys. The only row that is not sealed.
    pub const KEYSLOTS: &str = "keyslots";
    /// The device and worker keys.
    pub const IDENTITY: &str = "identity";
    /// The worker's settings.
    pub const PROFILE: &str = "profile";
    /// Devices and the workers they belong to.
    pub const VOUCHERS: &str = "vouchers";
    /// The key of whoever issues the area settings, once a person confirmed it.
    pub const ISSUER: &str = "issuer";
    /// What the issuer asked of this phone when every record was last read.
    pub const RULES: &str = "rules";
    /// The last backup that was kept elsewhere.
    pub const BACKUP: &str = "backup";
    /// Put anew by every write that builds on what was read: one that read before it is told.
    pub const TURN: &str = "turn";
    /// Whose words are this worker's own besides those of this device: what the organisation's help would lose otherwise.
    pub const OWN: &str = "own";
    /// Prefix of one row for each set of keys that was replaced with an organisation's help. Not sealed, as the keyslots.
    pub const EARLIER: &str = "earlier.";
    /// The secret that opens what was written while the notebook was locked.
    pub const OPENER: &str = "opener";
    /// The bringing in that began last: none before it may write any more.
    pub const BRINGING: &str = "bringing";
    /// Prefix of one row for each file brought in.
    pub const BATCH: &str = "batch.";
    /// Prefix of one row for each file made here.
    pub const SENT: &str = "sent.";
    /// Prefix of one row for each revision that waits.
    pub const WAITING: &str = "waiting.";
    /// Prefix of one row for each time that words were put away.
    pub const AWAY: &str = "away.";
    /// The days on which the notebook was opened.
    pub const DAYS: &str = "days";
}

/// Seals a value as a row.
///
/// # Errors
/// [`Failure::Sealing`] for more than 4 GiB.
pub fn seal_row(
    ids: &dyn Ids,
    table: Table,
    id: String,
    key: &DataKey,
    value: &Value,
) -> Result<Row, Failure> {
    let mut nonce = [0; seal::NONCE_LEN];
    ids.fill(&mut nonce);
    let plain = zeroize::Zeroizing::new(value.to_string().into_bytes());
    let sealed = seal::seal(table.name(), &id, key, nonce, &plain).map_err(|_| Failure::Sealing)?;
    Ok(Row { seq: None, id, key: key.id().to_owned(), suite: seal::SUITE, batch: String::new(), sealed })
}

/// The row of the keyslots: the only one that is not sealed.
pub fn keyslots_row(keyslots: &Keyslots) -> Row {
    Row {
        seq: None,
        id: name::KEYSLOTS.to_owned(),
        key: String::new(),
        suite: 0,
        batch: String::new(),
        sealed: keyslots.to_bytes(),
    }
}

/// The row of the secret keys that sign.
///
/// # Errors
/// As [`seal_row`].
pub fn identity_row(
    ids: &dyn Ids,
    ring: &KeyRing,
    device: &DeviceKey,
    worker: &WorkerKey,
) -> Result<Row, Failure> {
    let keys = json!({"device": hex::encode(*device.secret()), "worker": hex::encode(*worker.secret())});
    seal_row(ids, Table::Meta, name::IDENTITY.to_owned(), &ring.mine, &keys)
}

/// The key of a row around the log. What an organisation that opens *notes* needs to tell which notes count is sealed with
/// that; the rest is the worker's own.
pub fn meta_key<'a>(ring: &'a KeyRing, id: &str) -> &'a DataKey {
    const SHARED: [&str; 8] = [
        name::PROFILE,
        name::VOUCHERS,
        name::ISSUER,
        name::RULES,
        name::TURN,
        name::BRINGING,
        name::OWN,
        name::DAYS,
    ];
    let one_of_many = [name::BATCH, name::SENT, name::AWAY].iter().any(|prefix| id.starts_with(prefix));
    if SHARED.contains(&id) || one_of_many { &ring.notes } else { &ring.mine }
}

/// The row sealed again with the key that follows the one which sealed it; `None` where that is still in use, or the row does
/// not open.
pub fn sealed_again(ids: &dyn Ids, ring: &KeyRing, table: Table, row: &Row) -> Option<Row> {
    let next = ring.successor(&row.key)?;
    let key = if table == Table::Meta { meta_key(ring, &row.id) } else { next };
    let plain =
        zeroize::Zeroizing::new(ring.open(table.name(), &row.id, &row.key, row.suite, &row.sealed).ok()?);
    let mut nonce = [0; seal::NONCE_LEN];
    ids.fill(&mut nonce);
    let sealed = seal::seal(table.name(), &row.id, key, nonce, &plain).ok()?;
    Some(Row { key: key.id().to_owned(), sealed, ..row.clone() })
}

/// The suite of what was sealed to the notebook's own recipient while it was locked.
pub const SUITE_LOCKED: u8 = 2;

/// Opens a row; `None` for one that is damaged, sealed with another key, or not what this build writes.
pub fn open_row(ring: &KeyRing, table: Table, row: &Row) -> Option<Value> {
    let plain = ring.open(table.name(), &row.id, &row.key, row.suite, &row.sealed).ok()?;
    serde_json::from_slice(&plain).ok()
}

/// The row of a revision. Records that only the writer may see are sealed with the key that is never given away.
///
/// # Errors
/// [`Failure::Sealing`] for more than 4 GiB.
pub fn log_row(
    ids: &dyn Ids,
    ring: &KeyRing,
    revision: &Revision,
    private: bool,
    batch: Option<FileId>,
) -> Result<Row, Failure> {
    let key = if private { &ring.mine } else { &ring.notes };
    let mut row = seal_row(ids, Table::Log, revision.id.to_string(), key, &spelled::to_value(revision))?;
    row.batch = batch.map(|file| file.to_string()).unwrap_or_default();
    Ok(row)
}

/// The revision in a row.
pub fn revision_in(ring: &KeyRing, row: &Row) -> Option<Revision> {
    let revision = spelled::from_value(&open_row(ring, Table::Log, row)?).ok()?;
    (revision.id.to_string() == row.id).then_some(revision)
}

/// The row of a draft. It may hold a private note, so the private key seals it.
///
/// # Errors
/// [`Failure::Sealing`] for more than 4 GiB.
pub fn draft_row(ids: &dyn Ids, ring: &KeyRing, draft: &Draft) -> Result<Row, Failure> {
    seal_row(ids, Table::Drafts, draft.id.to_string(), &ring.mine, &draft.to_value())
}

/// The draft in a row, as a page may open it.
pub fn draft_in(ring: &KeyRing, row: &Row) -> Option<Draft> {
    let draft = Draft::from_value(&open_row(ring, Table::Drafts, row)?)?;
    Some(Draft { row: Some(row.clone()), ..draft })
}

/// The sealed form of a batch.
pub fn batch_to_value(batch: &Batch) -> Value {
    json!({
        "batch": batch.batch.to_string(),
        "file": batch.file.to_string(),
        "visible": batch.visible,
        "on": batch.on.to_string(),
        "from": batch.from,
        "purpose": batch.purpose,
        "part": batch.part.0,
        "parts": batch.part.1,
        "brought": batch.brought,
        "also": texts(&batch.also),
    })
}

/// Reads the sealed form of a batch.
pub fn batch_from_value(value: &Value) -> Option<Batch> {
    // An earlier build did not say.
    let number = |name: &str| value[name].as_u64().and_then(|number| number.try_into().ok()).unwrap_or(1);
    Some(Batch {
        batch: FileId::parse(value["batch"].as_str()?).ok()?,
        file: FileId::parse(value["file"].as_str()?).ok()?,
        visible: value["visible"].as_bool()?,
        on: dates::day(value["on"].as_str()?)?,
        from: value["from"].as_str()?.to_owned(),
        purpose: value["purpose"].as_str()?.to_owned(),
        part: (number("part"), number("parts")),
        brought: value["brought"].as_u64()?,
        also: revision_ids(&value["also"])?,
    })
}

/// The sealed form of the line about a file made here.
pub fn sent_to_value(sent: &Sent) -> Value {
    json!({
        "file": sent.file.to_string(),
        "on": sent.on.to_string(),
        "to": sent.to,
        "day": sent.day,
        "told": match sent.told {
            Told::Made => "made",
            Told::Handed => "handed",
            Told::Went => "went",
            Told::DidNot => "did_not",
            Told::NotSure => "not_sure",
        },
        "open": texts(&sent.open),
    })
}

/// Reads the sealed form of the line about a file made here.
pub fn sent_from_value(value: &Value) -> Option<Sent> {
    Some(Sent {
        file: FileId::parse(value["file"].as_str()?).ok()?,
        on: dates::day(value["on"].as_str()?)?,
        to: value["to"].as_str()?.to_owned(),
        day: value["day"].as_u64().unwrap_or(0),
        told: match value["told"].as_str()? {
            "handed" => Told::Handed,
            "went" => Told::Went,
            "did_not" => Told::DidNot,
            "not_sure" => Told::NotSure,
            _ => Told::Made,
        },
        open: revision_ids(&value["open"])?,
    })
}

/// The sealed form of the line about the last backup.
pub fn kept_to_value(kept: Kept) -> Value {
    json!({"on": kept.on.to_string(), "n": kept.n})
}

/// Reads the sealed form of the line about the last backup.
pub fn kept_from_value(value: &Value) -> Option<Kept> {
    Some(Kept { on: dates::day(value["on"].as_str()?)?, n: value["n"].as_u64()? })
}

/// The sealed form of whoever issues the area settings.
pub fn issuer_to_value((key, since): Issuer) -> Value {
    let mut value = json!({"key": key.to_hex()});
    if let Some(since) = since {
        value["on"] = since.to_string().into();
    }
    value
}

/// Reads the sealed form of whoever issues the area settings.
pub fn issuer_from_value(value: &Value) -> Option<Issuer> {
    Some((PublicKey::from_hex(value["key"].as_str()?)?, value["on"].as_str().and_then(dates::day)))
}

/// The sealed form of what waits.
pub fn waiting_to_value(waiting: &Waiting) -> Value {
    json!({
        "revision": spelled::to_value(&waiting.revision),
        "why": waiting.why,
        "from": waiting.from.as_ref().map(Fingerprint::as_str),
    })
}

/// Reads the sealed form of what waits.
pub fn waiting_from_value(value: &Value) -> Option<Waiting> {
    Some(Waiting {
        revision: spelled::from_value(&value["revision"]).ok()?,
        why: value["why"].as_str()?.to_owned(),
        from: value["from"].as_str().and_then(Fingerprint::parse),
    })
}

fn texts(ids: &BTreeSet<RevisionId>) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}

fn revision_ids(value: &Value) -> Option<BTreeSet<RevisionId>> {
    let mut ids = BTreeSet::new();
    for id in value.as_array()? {
        ids.insert(RevisionId::parse(id.as_str()?).ok()?);
    }
    Some(ids)
}
