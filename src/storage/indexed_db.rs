//! Sealed rows in the browser's IndexedDB: the store of the phone.
//!
//! Four promises, each of which browsers break when they are not asked to keep it:
//! - **Strict.** Every write asks for `durability: "strict"`. With the browsers' default, a write that was
//!   acknowledged can be lost for some thirty seconds after, if the power goes.
//! - **Read back.** A commit answers `Ok` after `complete` *and* a new transaction that read the same bytes.
//! - **In a log of its own.** Before a window's first write it has the browser begin a new log ([`fresh_log`]).
//! - **A dead connection is normal.** Phones take it away in the background. Every call classifies its error, opens
//!   again up to three times and starts over; when that does not help it fails, and never says otherwise.
//!
//! A commit may be done twice that way. It is the same as once: a row is put by its id, in its place.

mod error;
mod fresh_log;
mod migrations;
mod open;
mod read;
mod row;
mod tx;
mod write;

use super::settle::settle;
use crate::app::ports::{Row, Store, StoreError, Table, Write};
use async_trait::async_trait;
use error::Fault;
use indexed_db_futures::database::Database;
use open::Connection;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// How often one call opens a new connection after it found a dead one.
const REOPENINGS: usize = 3;

/// The store of one notebook. Two windows may have one open at a time.
pub struct IndexedDb {
    name: String,
    connection: RefCell<Option<Rc<Connection>>>,
    /// Whether this window had the browser begin a new log.
    has_fresh_log: Cell<bool>,
}

impl IndexedDb {
    /// Opens the database of this name, and makes it or brings it up to date where needed.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the browser gives no storage, [`StoreError::Blocked`] while another window
    /// holds an older version, or what the browser said. What a much newer build wrote opens, and refuses every
    /// write with [`StoreError::TooNew`].
    pub async fn open(name: &str) -> Result<Self, StoreError> {
        let store =
            Self { name: name.to_owned(), connection: RefCell::new(None), has_fresh_log: Cell::new(false) };
        match store.attempt(async |_| Ok(())).await {
            Ok(()) => Ok(store),
            Err(fault) => Err(fault.at_first_opening()),
        }
    }

    /// Runs `work` on a connection that lives, from the start again each time it finds the connection dead.
    async fn attempt<T>(&self, work: impl AsyncFn(&Database) -> Result<T, Fault>) -> Result<T, Fault> {
        let mut reopenings = 0;
        loop {
            let result = match self.connection().await {
                Ok(connection) => work(connection.database()).await,
                Err(fault) => Err(fault),
            };
            match result {
                Err(Fault::Dead(_)) if reopenings < REOPENINGS => {
                    reopenings += 1;
                    self.connection.replace(None);
                }
                result => return result,
            }
        }
    }

    async fn connection(&self) -> Result<Rc<Connection>, Fault> {
        let known = self.connection.borrow().clone();
        match known {
            Some(connection) if connection.is_open() => Ok(connection),
            _ => {
                let connection = Rc::new(open::open(&self.name).await?);
                self.connection.replace(Some(connection.clone()));
                Ok(connection)
            }
        }
    }
}

/// Deletes a whole database: the practice notebook. Other windows let go of it when they are told.
///
/// # Errors
/// [`StoreError::Blocked`] when a window does not let go; it is deleted when that window closes.
pub async fn delete_database(name: &str) -> Result<(), StoreError> {
    open::delete(name).await.map_err(Fault::into_error)
}

#[async_trait(?Send)]
impl Store for IndexedDb {
    async fn commit(&self, writes: Vec<Write>) -> Result<(), StoreError> {
        let writes = settle(writes);
        if writes.is_empty() {
            return Ok(());
        }
        if !self.has_fresh_log.replace(true) {
            // Nothing waits for it: what is written meanwhile is in memory too, and written out with the rest.
            spawn_local(fresh_log::begin(self.name.clone()));
        }
        let work = async |database: &Database| {
            let places = write::write(database, &writes).await?;
            write::read_back(database, &writes, &places).await
        };
        self.attempt(work).await.map_err(Fault::into_error)
    }

    async fn newest(&self, table: Table, before: Option<u64>, limit: usize) -> Result<Vec<Row>, StoreError> {
        let work = async |database: &Database| match (table, before) {
            _ if limit == 0 => Ok(Vec::new()),
            (Table::Log, before) => read::log(database, before, limit).await,
            (_, Some(_)) => Ok(Vec::new()),
            (table, None) => read::by_id(database, table, limit).await,
        };
        self.attempt(work).await.map_err(Fault::into_error)
    }

    async fn rows(&self, table: Table, ids: &[String]) -> Result<Vec<Row>, StoreError> {
        self.attempt(async |database| read::rows(database, table, ids).await).await.map_err(Fault::into_error)
    }

    async fn count(&self, table: Table) -> Result<u64, StoreError> {
        self.attempt(async |database| read::count(database, table).await).await.map_err(Fault::into_error)
    }

    async fn probe(&self) -> Result<(), StoreError> {
        self.count(Table::Meta).await.map(|_| ())
    }
}
