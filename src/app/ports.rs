//! What the app needs from the world: a store of sealed rows, a clock and randomness.
//!
//! `storage` and `platform` implement these; only the bins name a concrete one.

use super::heavy::{HeavyError, Load, Task};
use crate::domain::ids::{DraftId, FileId, ItemId, RecordId, RevisionId};
use async_trait::async_trait;
use chrono::NaiveDate;
use std::rc::Rc;

/// Everything the app was given.
#[derive(Clone)]
pub struct Ports {
    /// Where sealed rows are kept.
    pub store: Rc<dyn Store>,
    /// What day it is.
    pub clock: Rc<dyn Clock>,
    /// Where randomness comes from.
    pub ids: Rc<dyn Ids>,
    /// How long work gives way.
    pub breath: Rc<dyn Breath>,
    /// What notices a store that comes back short.
    pub sentinel: Rc<dyn Sentinel>,
    /// What does heavy work.
    pub heavy: Rc<dyn Heavy>,
}

/// The tables of a store. Rows of `Log` are listed in insertion order; the others are small and looked up by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// The durable log: one sealed revision a row.
    Log,
    /// Unfinished writing.
    Drafts,
    /// Keyslots, device, profile, batches, the log of files sent, what waits to be looked at.
    Meta,
}

impl Table {
    /// The name that stands in the store and in the seal. Changing one loses what is under it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Log => "log",
            Self::Drafts => "drafts",
            Self::Meta => "meta",
        }
    }
}

/// A sealed row. `id` is unique in its table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Place in the insertion order (1, 2, 3 …), given by the store; `None` until it is in.
    pub seq: Option<u64>,
    /// The id of what is sealed (a revision, a draft, a named meta row).
    pub id: String,
    /// The id of the key that sealed it.
    pub key: String,
    /// How it was sealed: 1 = data key; 0 = plain bytes, only for keyslots and batches, which hold no words.
    pub suite: u8,
    /// The import that brought it; empty for what was written here.
    pub batch: String,
    /// Nonce and ciphertext.
    pub sealed: Vec<u8>,
}

/// One step of a transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Write {
    /// Adds a row to the log. Where another row has its id, the whole commit is refused with [`StoreError::Taken`]:
    /// it is decided inside the transaction, so of two windows that add one id at once, one is told. The very same
    /// row may be added again, which changes nothing.
    Add(Row),
    /// Puts a row: a new id is appended, a known id is replaced in its place in the order.
    Put(Table, Row),
    /// Puts a row of a small table where there is `from` or nothing, or removes it. Where any other row has its id, the
    /// whole commit is refused as with [`Write::Add`]: of two windows, the later one is told of the first.
    Swap {
        /// The table; never `Log`.
        table: Table,
        /// The id of the row.
        id: String,
        /// The row that may be written over.
        from: Option<Row>,
        /// The row that is put; none removes it.
        to: Option<Row>,
    },
    /// Removes a row by id. Never used on `Log`, whose rows are emptied, not deleted, but for a whole practice
    /// notebook or a batch that never became visible.
    Delete(Table, String),
}

/// Why a store could not do what it was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreError {
    /// The browser gives no storage here at all (a private window, a blocked site).
    Unavailable,
    /// Another window holds an older version open.
    Blocked,
    /// The database was written by a newer build.
    TooNew {
        /// Version found.
        found: u32,
        /// Newest version this build can write.
        supported: u32,
    },
    /// The connection is dead and reopening it failed.
    Stale,
    /// No room left on the device.
    Quota,
    /// Another row has the id of one that was to be added or swapped.
    Taken,
    /// Read-back after a write gave something else than was written.
    NotKept,
    /// Anything else; the text is for the developer, never for a screen.
    Unknown(String),
}

/// A durable store of sealed rows. Every method may fail and changes nothing then.
#[async_trait(?Send)]
pub trait Store {
    /// Does all writes in one strict transaction, or none. `Ok` means committed *and* read back equal.
    async fn commit(&self, writes: Vec<Write>) -> Result<(), StoreError>;

    /// Up to `limit` rows with `seq` below `before` (or the newest, when `None`), newest first.
    async fn newest(&self, table: Table, before: Option<u64>, limit: usize) -> Result<Vec<Row>, StoreError>;

    /// The rows with these ids, in the order asked; absent ones are left out.
    async fn rows(&self, table: Table, ids: &[String]) -> Result<Vec<Row>, StoreError>;

    /// How many rows the table holds.
    async fn count(&self, table: Table) -> Result<u64, StoreError>;

    /// A cheap read that fails if the connection is dead (asked for when a page becomes visible again).
    async fn probe(&self) -> Result<(), StoreError>;
}

/// Today, in the zone of the device.
pub trait Clock {
    /// The civil date.
    fn today(&self) -> NaiveDate;
    /// Milliseconds since some fixed point, for ages of drafts and batches. Never leaves the phone.
    fn now_ms(&self) -> u64;
}

/// Random bytes for ids, nonces and keys.
pub trait Ids {
    /// Fills the buffer with bytes from a secure source.
    fn fill(&self, buffer: &mut [u8]);

    /// Sixteen fresh bytes.
    fn random16(&self) -> [u8; 16] {
        let mut bytes = [0; 16];
        self.fill(&mut bytes);
        bytes
    }

    /// Thirty-two fresh bytes.
    fn random32(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        self.fill(&mut bytes);
        bytes
    }

    /// A fresh revision id.
    fn revision(&self) -> RevisionId {
        RevisionId::from_random(self.random16())
    }

    /// A fresh record id.
    fn record(&self) -> RecordId {
        RecordId::from_random(self.random16())
    }

    /// A fresh item id.
    fn item(&self) -> ItemId {
        ItemId::from_random(self.random16())
    }

    /// A fresh file id.
    fn file(&self) -> FileId {
        FileId::from_random(self.random16())
    }

    /// A fresh draft id.
    fn draft(&self) -> DraftId {
        DraftId::from_random(self.random16())
    }
}

/// A small number kept outside the store, so that a store that comes back short is noticed.
pub trait Sentinel {
    /// How many rows of the log the store is known to have held.
    fn expected(&self) -> u64;
    /// Remembers that it holds so many.
    fn remember(&self, rows: u64);
}

/// Gives way to the browser between slices of long work.
#[async_trait(?Send)]
pub trait Breath {
    /// Returns after the browser has had a turn.
    async fn turn(&self);
    /// Milliseconds of a steady clock, to measure slices with.
    fn steady_ms(&self) -> f64;
}

/// A program beside the page for what is too heavy for it.
#[async_trait(?Send)]
pub trait Heavy {
    /// Does a task, as [`heavy::run`](super::heavy::run) says.
    async fn run(&self, task: Task, load: Load) -> Result<Load, HeavyError>;
}
