//! What stays closed once an organisation has helped with a forgotten password: its keys, and the rows they sealed.
//!
//! The organisation gives the keys of notes and never the private ones. So the notebook gets new keys, and the rows of
//! those before that the new ones take the place of (keyslots, identity, opener) are kept in one row, as sealed as they
//! were: the old password or the printed code still opens them ([`App::open_earlier`](super::App::open_earlier)). What the
//! private keys sealed stays where it is; it is closed and not damaged.

use super::ports::{Row, Table};
use super::rows::{self, name};
use super::state::State;
use crate::vault::keyslots::Keyslots;
use serde_json::{Value, json};

/// The version of the row.
const VERSION: u64 = 1;

/// A set of keys that was replaced.
#[derive(Debug, Clone, PartialEq)]
pub struct Earlier {
    /// Its row.
    pub row: Row,
    /// The ways to get at the keys.
    pub keyslots: Keyslots,
    /// The rows that had to make way.
    pub rows: Vec<Row>,
}

impl Earlier {
    /// The row that keeps what is to make way.
    pub fn row(keyslots: &Keyslots, meta: &[Row], id: &str) -> Row {
        let mut keyslots = keyslots.clone();
        keyslots.set_asked(None);
        let makes_way = |row: &&Row| [name::IDENTITY, name::OPENER].contains(&row.id.as_str());
        let kept = [rows::keyslots_row(&keyslots)];
        let kept: Vec<Value> = kept.iter().chain(meta.iter().filter(makes_way)).map(spelled).collect();
        let value = json!({"earlier": VERSION, "rows": kept});
        Row {
            seq: None,
            id: [name::EARLIER, id].concat(),
            key: String::new(),
            suite: 0,
            batch: String::new(),
            sealed: value.to_string().into_bytes(),
        }
    }

    /// Reads such a row.
    pub fn parse(row: &Row) -> Option<Self> {
        let value: Value = serde_json::from_slice(&row.sealed).ok()?;
        (value["earlier"] == VERSION).then_some(())?;
        let rows: Vec<Row> = value["rows"].as_array()?.iter().map(unspelled).collect::<Option<_>>()?;
        let keyslots = rows.iter().find(|row| row.id == name::KEYSLOTS)?;
        Some(Self { keyslots: Keyslots::parse(&keyslots.sealed).ok()?, row: row.clone(), rows })
    }

    /// Whether its private keys may have sealed a row. What was written while the notebook was locked does not say which.
    pub fn may_open(&self, row: &Row) -> bool {
        row.suite == rows::SUITE_LOCKED || self.keyslots.is_mine(&row.key)
    }
}

impl State {
    /// Names a row that does not open: as closed, where private keys sealed it that were replaced and are not here and it
    /// counts, or as damaged.
    pub(super) fn cannot_open(&mut self, table: Table, row: &Row) {
        let is_closed =
            self.ring.key(&row.key).is_none() && self.earlier.iter().any(|earlier| earlier.may_open(row));
        // What the next use of the phone puts anew is missed by nobody.
        let is_missed = match table {
            Table::Log => self.row_counts(row),
            Table::Drafts => true,
            Table::Meta => row.id.starts_with(name::WAITING),
        };
        if is_closed && !is_missed {
            return;
        }
        let place = if is_closed { &mut self.closed } else { &mut self.broken };
        place.insert((table, row.id.clone()));
    }
}

fn spelled(row: &Row) -> Value {
    json!({"id": row.id, "key": row.key, "suite": row.suite, "sealed": hex::encode(&row.sealed)})
}

fn unspelled(value: &Value) -> Option<Row> {
    let text = |name: &str| value[name].as_str().map(str::to_owned);
    Some(Row {
        seq: None,
        id: text("id")?,
        key: text("key")?,
        suite: value["suite"].as_u64()?.try_into().ok()?,
        batch: String::new(),
        sealed: hex::decode(value["sealed"].as_str()?).ok()?,
    })
}
