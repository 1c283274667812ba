//! Fresh databases, and a way past our own code to the browser's.

use ginnel::app::ports::{Row, Store, Table, Write};
use ginnel::storage::contract::row;
use ginnel::storage::indexed_db::IndexedDb;
use std::cell::Cell;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

thread_local!(static DATABASES: Cell<u32> = const { Cell::new(0) });

/// A name that no other test uses.
pub fn fresh_name() -> String {
    let number = DATABASES.replace(DATABASES.get() + 1);
    format!("test-{number}-{}", js_sys::Date::now())
}

/// An open store with an empty database.
pub async fn fresh() -> (String, IndexedDb) {
    let name = fresh_name();
    let store = IndexedDb::open(&name).await.unwrap();
    (name, store)
}

/// Runs the body of an async JavaScript function. `db(name, version, upgrade)` opens a database past our own code.
pub async fn js(body: impl AsRef<str>) -> JsValue {
    let body = body.as_ref();
    let code = format!(
        "(async () => {{
            const done = (request) => new Promise((ok, fail) => {{
                request.onsuccess = () => ok(request.result);
                request.onerror = () => fail(request.error);
            }});
            const db = (name, version, upgrade) => {{
                const request = indexedDB.open(name, version);
                request.onupgradeneeded = () => upgrade && upgrade(request.result, request.transaction);
                return done(request);
            }};
            {body}
        }})()"
    );
    let promise = js_sys::eval(&code).unwrap().unchecked_into::<js_sys::Promise>();
    JsFuture::from(promise).await.unwrap()
}

/// One row for the log.
pub fn note(id: &str) -> Write {
    Write::Put(Table::Log, row(id, id.as_bytes()))
}

/// The ids of all rows of the log, oldest first.
pub async fn ids(store: &dyn Store) -> Vec<String> {
    let rows: Vec<Row> = store.newest(Table::Log, None, usize::MAX).await.unwrap();
    rows.into_iter().rev().map(|row| row.id).collect()
}
