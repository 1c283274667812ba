//! Transactions: how one begins, how one ends, and how its requests are waited for.
//!
//! A transaction that is dropped before [`finish`] is rolled back, so `?` and a kill between two awaits are safe.
//! Nothing but its own requests may be awaited inside one: it would end by itself.

use super::error::Fault;
use super::migrations::{TOO_NEW, VERSION};
use super::open::version_number;
use crate::app::ports::{StoreError, Table};
use indexed_db_futures::database::Database;
use indexed_db_futures::error::Error;
use indexed_db_futures::future::BasicRequest;
use indexed_db_futures::internals::SystemRepr;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{
    Transaction, TransactionDurability, TransactionMode, TransactionOptions,
};
use web_sys::IdbTransaction;

/// Begins to read.
pub(super) fn reading<'a>(database: &'a Database, tables: &[Table]) -> Result<Transaction<'a>, Fault> {
    Ok(database.transaction(names(tables)).with_mode(TransactionMode::Readonly).build()?)
}

/// Begins to write, strictly. This is the only place where a write begins, and what a much newer build keeps is only
/// read.
///
/// # Errors
/// [`StoreError::TooNew`] from version [`TOO_NEW`] on.
pub(super) fn writing<'a>(database: &'a Database, tables: &[Table]) -> Result<Transaction<'a>, Fault> {
    let found = version_number(database.version());
    if found >= TOO_NEW {
        return Err(Fault::Final(StoreError::TooNew { found, supported: VERSION }));
    }
    let strict = TransactionOptions::new().with_durability(TransactionDurability::Strict);
    let transaction = database.transaction(names(tables)).with_mode(TransactionMode::Readwrite);
    Ok(transaction.with_options(strict).build()?)
}

/// Commits and waits for `complete`.
pub(super) async fn finish(transaction: Transaction<'_>) -> Result<(), Fault> {
    let inner = transaction.as_sys().clone();
    transaction.commit().await.map_err(|error| cause_of(&inner, error))
}

/// What a request or a transaction failed of. The wrapper often says only that it was aborted: why (no room left, say, or
/// a row that is there already) stands in the browser's own object.
pub(super) fn cause(transaction: &Transaction<'_>, error: Error) -> Fault {
    cause_of(transaction.as_sys(), error)
}

fn cause_of(transaction: &IdbTransaction, error: Error) -> Fault {
    transaction.error().map_or_else(|| error.into(), |cause| Fault::from(&cause))
}

/// The answers to all requests, which must be of one transaction and in the order they were made.
///
/// The browser answers in that order. Waiting for the last makes the others ready, and thousands need no listener.
pub(super) async fn answers<T>(mut requests: Vec<BasicRequest<T>>) -> Result<Vec<T>, Fault> {
    let Some(last) = requests.pop() else {
        return Ok(Vec::new());
    };
    let last = last.await;
    let mut answers = Vec::with_capacity(requests.len() + 1);
    for request in requests {
        answers.push(request.await?);
    }
    answers.push(last?);
    Ok(answers)
}

fn names(tables: &[Table]) -> Vec<&'static str> {
    tables.iter().map(|table| table.name()).collect()
}
