//! Reading rows.

use super::error::Fault;
use super::row::{Members, place_key, place_number, unreadable};
use super::tx;
use crate::app::ports::{Row, StoreError, Table};
use indexed_db_futures::KeyRange;
use indexed_db_futures::cursor::CursorDirection;
use indexed_db_futures::database::Database;
use indexed_db_futures::prelude::*;
use wasm_bindgen::JsValue;

/// Rows fetched with one request.
const WINDOW: usize = 2_000;

/// Rows of the log with a place below `before`, newest first.
///
/// `getAll` takes a window of places in one request, which is many times quicker than stepping a cursor, but only
/// upwards; a cursor finds the top of the next window, so that gaps cost one request however long they are.
pub(super) async fn log(database: &Database, before: Option<u64>, limit: usize) -> Result<Vec<Row>, Fault> {
    let members = Members::new();
    let mut rows = Vec::new();
    let mut below = before.map_or(f64::MAX, place_key);
    while rows.len() < limit {
        let transaction = tx::reading(database, &[Table::Log])?;
        let store = transaction.object_store(Table::Log.name())?;
        let places = store.open_key_cursor().with_query::<f64, _>(KeyRange::UpperBound(below, true));
        let Some(cursor) = places.with_direction(CursorDirection::Prev).primitive()?.await? else {
            break;
        };
        let Some(top) = cursor.primary_key::<f64>()? else {
            break;
        };
        let size = WINDOW.min(limit - rows.len());
        let bottom = place_key(place_number(top).saturating_sub(size as u64 - 1));
        let window =
            store.get_all::<JsValue>().with_query::<f64, _>(KeyRange::Bound(bottom, false, top, false));
        let found = async { Ok(window.primitive()?.await?.collect::<Result<Vec<_>, _>>()?) }.await;
        match found {
            Ok(found) => rows.extend(found.iter().rev().map(|object| members.row(object))),
            Err(why) => {
                let places = (place_number(bottom)..=place_number(top)).rev();
                let keys = places.map(|place| place_key(place).into()).collect();
                rows.extend(one_by_one(database, Table::Log, keys, why).await?);
            }
        }
        below = bottom;
    }
    Ok(rows)
}

/// Rows of a small table, in the order of their ids.
pub(super) async fn by_id(database: &Database, table: Table, limit: usize) -> Result<Vec<Row>, Fault> {
    let transaction = tx::reading(database, &[table])?;
    let store = transaction.object_store(table.name())?;
    let members = Members::new();
    let limit = u32::try_from(limit).unwrap_or(u32::MAX);
    let everything = KeyRange::LowerBound("", false);
    let all = store.get_all::<JsValue>().with_query::<&str, _>(everything).with_limit(limit);
    let found: Result<Vec<Row>, Fault> =
        async { all.primitive()?.await?.map(|object| Ok(members.row(&object?))).collect() }.await;
    match found {
        Ok(found) => Ok(found),
        Err(why) => {
            let transaction = tx::reading(database, &[table])?;
            let keys = transaction.object_store(table.name())?.get_all_keys::<JsValue>().primitive()?.await?;
            let keys = keys.collect::<Result<Vec<_>, _>>()?;
            one_by_one(database, table, keys, why).await
        }
    }
}

/// The rows with these keys, each asked for by itself, after the browser would not give them together (`why`): where it
/// cannot give one, it gives none. That one comes out as unreadable, and is named by its key.
async fn one_by_one(
    database: &Database,
    table: Table,
    keys: Vec<JsValue>,
    why: Fault,
) -> Result<Vec<Row>, Fault> {
    is_of_one_row(why)?;
    let members = Members::new();
    let mut rows = Vec::new();
    for key in keys {
        // A request that failed takes its transaction along.
        let transaction = tx::reading(database, &[table])?;
        let store = transaction.object_store(table.name())?;
        let found = async { Ok(store.get::<JsValue, _, _>(&key).primitive()?.await?) }.await;
        match found {
            Ok(object) => rows.extend(object.map(|object| members.row(&object))),
            Err(why) => {
                is_of_one_row(why)?;
                rows.push(unreadable(&key));
            }
        }
    }
    Ok(rows)
}

/// What is no matter of the connection, of room or of permission is one of the row.
fn is_of_one_row(fault: Fault) -> Result<(), Fault> {
    match fault {
        Fault::Final(StoreError::Unknown(_)) => Ok(()),
        other => Err(other),
    }
}

/// The rows with these ids, in the order asked.
pub(super) async fn rows(database: &Database, table: Table, ids: &[String]) -> Result<Vec<Row>, Fault> {
    let transaction = tx::reading(database, &[table])?;
    let store = transaction.object_store(table.name())?;
    let mut requests = Vec::with_capacity(ids.len());
    if table == Table::Log {
        let index = store.index("id")?;
        for id in ids {
            requests.push(index.get::<JsValue, _, _>(id.as_str()).primitive()?);
        }
    } else {
        for id in ids {
            requests.push(store.get::<JsValue, _, _>(id.as_str()).primitive()?);
        }
    }
    let members = Members::new();
    let found = tx::answers(requests).await?;
    Ok(found.into_iter().flatten().map(|object| members.row(&object)).collect())
}

/// How many rows the table holds.
pub(super) async fn count(database: &Database, table: Table) -> Result<u64, Fault> {
    let transaction = tx::reading(database, &[table])?;
    Ok(transaction.object_store(table.name())?.count().primitive()?.await?.into())
}
