//! Writing rows, and reading them back before anyone says that they are saved.

use super::error::Fault;
use super::row::{Members, place_key, place_number};
use super::tx;
use crate::app::ports::{Row, StoreError, Table, Write};
use crate::storage::settle::target;
use indexed_db_futures::KeyRange;
use indexed_db_futures::database::Database;
use indexed_db_futures::future::BasicRequest;
use indexed_db_futures::internals::SystemRepr;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::Transaction;
use wasm_bindgen::JsValue;

/// Rows read back with one request.
const WINDOW: usize = 1_000;

/// Does all writes in one strict transaction. Gives, for each that puts a row in the log, the place it has there.
///
/// What is to be added is taken to be new, since asking for its place would cost a file that comes in one request for each
/// row. Where it is not new the database takes the whole transaction back, as an id is there once only, and all of it is
/// looked up and done again.
pub(super) async fn write(database: &Database, writes: &[Write]) -> Result<Vec<Option<f64>>, Fault> {
    match attempt(database, writes, |write| !matches!(write, Write::Add(_))).await {
        Err(Fault::Known) => attempt(database, writes, |_| true).await,
        done => done,
    }
}

/// The same, where those rows of the log of which `looked_up` says so may be there already, and no others.
async fn attempt(
    database: &Database,
    writes: &[Write],
    looked_up: impl Fn(&Write) -> bool,
) -> Result<Vec<Option<f64>>, Fault> {
    let transaction = tx::writing(database, &tables(writes))?;
    // The wrapper's listener hears of one failure and trips over the next. That the transaction was taken back is told
    // apart from it.
    transaction.as_sys().set_onerror(None);
    let mut places = known_places(&transaction, writes, looked_up).await?;
    if is_taken(&transaction, writes, &places).await? {
        return Err(Fault::Final(StoreError::Taken));
    }
    let members = Members::new();
    let puts =
        |write: &Write| matches!(write, Write::Add(_) | Write::Put(..) | Write::Swap { to: Some(_), .. });
    let last_put = writes.iter().rposition(puts);
    let (mut last, mut newest) = (None, None);
    for (nth, (write, place)) in writes.iter().zip(&places).enumerate() {
        let (table, id) = target(write);
        let store = transaction.object_store(table.name())?;
        match (write, place) {
            (Write::Add(row) | Write::Put(_, row) | Write::Swap { to: Some(row), .. }, place) => {
                let object = members.object(row, *place)?;
                let put = if Some(nth) == last_put {
                    let put = store.put(object).with_key_type::<JsValue>().primitive()?;
                    last.insert(put).as_sys().clone()
                } else {
                    // Asked of the browser itself: who hears of the last hears of all.
                    store.as_sys().put(&object)?
                };
                if is_new(write, *place) {
                    newest = Some(put);
                }
            }
            (Write::Delete(Table::Log, _), None) => {}
            (Write::Delete(..), Some(place)) => drop(store.delete(*place).primitive()?),
            (Write::Delete(..) | Write::Swap { to: None, .. }, _) => drop(store.delete(id).primitive()?),
        }
    }
    // Before the end is asked for: a browser that was told to commit may keep the rest where one row was refused.
    if let Some(last) = last
        && let Err(error) = last.await
    {
        return Err(tx::cause(&transaction, error));
    }
    tx::finish(transaction).await?;

    // The browser counts up by one for each new row of a transaction, so the place of the last one says them all.
    let mut next = match newest {
        Some(put) => put.result()?.as_f64(),
        None => None,
    };
    for (write, place) in writes.iter().zip(&mut places).rev() {
        if is_new(write, *place) {
            *place = next;
            next = next.map(|place| place - 1.0);
        }
    }
    Ok(places)
}

/// Whether this puts a row in the log that was not there.
fn is_new(write: &Write, place: Option<f64>) -> bool {
    place.is_none() && matches!(write, Write::Add(_) | Write::Put(Table::Log, _))
}

/// Whether another row has the id of one that is to be added or swapped. (The same row may: a commit that was done,
/// and whose answer got lost with the connection, is done again.)
async fn is_taken(
    transaction: &Transaction<'_>,
    writes: &[Write],
    places: &[Option<f64>],
) -> Result<bool, Fault> {
    let members = Members::new();
    for (write, place) in writes.iter().zip(places) {
        let (table, id) = target(write);
        let store = transaction.object_store(table.name())?;
        let (request, expected) = match (write, place) {
            (Write::Add(row), Some(place)) => {
                (store.get::<JsValue, _, _>(*place).primitive()?, [Some(row), None])
            }
            (Write::Swap { from, to, .. }, _) => {
                (store.get::<JsValue, _, _>(id).primitive()?, [from.as_ref(), to.as_ref()])
            }
            _ => continue,
        };
        let is_expected =
            |found: Row| expected.into_iter().flatten().any(|row| is(&found, row, place.map(place_number)));
        if request.await?.is_some_and(|object| !is_expected(members.row(&object))) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Where the rows of the log that are written to already are, as far as they are looked up.
async fn known_places(
    transaction: &Transaction<'_>,
    writes: &[Write],
    looked_up: impl Fn(&Write) -> bool,
) -> Result<Vec<Option<f64>>, Fault> {
    let asked = |write: &Write| target(write).0 == Table::Log && looked_up(write);
    let mut requests = Vec::new();
    if writes.iter().any(asked) {
        let store = transaction.object_store(Table::Log.name())?;
        let index = store.index("id")?;
        for write in writes.iter().filter(|write| asked(write)) {
            requests.push(index.get_key::<&str, _>(target(write).1).with_key_type::<f64>().primitive()?);
        }
    }
    let mut known = tx::answers(requests).await?.into_iter();
    Ok(writes.iter().map(|write| if asked(write) { known.next().flatten() } else { None }).collect())
}

/// Reads in a new transaction what [`write`] wrote.
///
/// # Errors
/// [`StoreError::NotKept`] when a row is not there, is not the same, or is there although it was removed.
pub(super) async fn read_back(
    database: &Database,
    writes: &[Write],
    places: &[Option<f64>],
) -> Result<(), Fault> {
    let transaction = tx::reading(database, &tables(writes))?;
    let members = Members::new();
    let mut in_log: Vec<(u64, &Row)> = Vec::new();
    let mut by_id: Vec<(&Row, BasicRequest<Option<JsValue>>)> = Vec::new();
    let mut removed = Vec::new();
    for (write, place) in writes.iter().zip(places) {
        let (table, id) = target(write);
        let store = transaction.object_store(table.name())?;
        match write {
            Write::Add(row) | Write::Put(Table::Log, row) => {
                in_log.push((place.map(place_number).ok_or(Fault::Final(StoreError::NotKept))?, row));
            }
            Write::Put(_, row) | Write::Swap { to: Some(row), .. } => {
                by_id.push((row, store.get::<JsValue, _, _>(id).primitive()?));
            }
            Write::Delete(Table::Log, _) => {
                removed.push(store.index("id")?.count().with_query(id).primitive()?)
            }
            Write::Delete(..) | Write::Swap { to: None, .. } => {
                removed.push(store.count().with_query(id).primitive()?);
            }
        }
    }

    let mut same = log_holds(&transaction, in_log).await?;
    for (row, request) in by_id {
        same &= request.await?.is_some_and(|object| is(&members.row(&object), row, None));
    }
    for request in removed {
        same &= request.await? == 0;
    }
    if same { Ok(()) } else { Err(Fault::Final(StoreError::NotKept)) }
}

/// Whether the log has these rows in these places.
async fn log_holds(transaction: &Transaction<'_>, mut rows: Vec<(u64, &Row)>) -> Result<bool, Fault> {
    rows.sort_unstable_by_key(|(place, _)| *place);
    let members = Members::new();
    for run in runs(&rows) {
        let store = transaction.object_store(Table::Log.name())?;
        let range = KeyRange::Bound(place_key(run[0].0), false, place_key(run[run.len() - 1].0), false);
        let found = store.get_all::<JsValue>().with_query::<f64, _>(range).primitive()?.await?;
        let found = found.map(|object| Ok(members.row(&object?))).collect::<Result<Vec<_>, Fault>>()?;
        let mut pairs = run.iter().zip(&found);
        if found.len() != run.len() || !pairs.all(|((place, row), found)| is(found, row, Some(*place))) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Slices, none of them empty, of rows whose places follow one another: each can be fetched with one request.
fn runs<'a, 'b>(rows: &'b [(u64, &'a Row)]) -> impl Iterator<Item = &'b [(u64, &'a Row)]> {
    rows.chunk_by(|(one, _), (next, _)| one + 1 == *next).flat_map(|run| run.chunks(WINDOW))
}

fn is(found: &Row, written: &Row, place: Option<u64>) -> bool {
    let Row { seq, id, key, suite, batch, sealed } = found;
    *seq == place
        && *id == written.id
        && *key == written.key
        && *suite == written.suite
        && *batch == written.batch
        && *sealed == written.sealed
}

fn tables(writes: &[Write]) -> Vec<Table> {
    let used = |table: &Table| writes.iter().any(|write| target(write).0 == *table);
    [Table::Log, Table::Drafts, Table::Meta].into_iter().filter(used).collect()
}
