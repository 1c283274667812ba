//! A browser that goes wrong: each test changes one method of the browser's own objects, for its database only.

use crate::support::{fresh, ids, js, note};
use ginnel::app::ports::{Store, StoreError, Table, Write};
use ginnel::storage::contract::row;
use ginnel::storage::indexed_db::IndexedDb;
use wasm_bindgen_test::wasm_bindgen_test;

/// Puts `body` in place of a method, for calls that have to do with the database `name`. In it, `real()` does what the
/// method does.
async fn replace(name: &str, class: &str, method: &str, body: &str) {
    js(format!(
        "const real_method = {class}.prototype.{method};
         {class}.prototype.{method} = function (...args) {{
             const home = this.transaction?.db ?? this.db ?? this;
             const real = () => real_method.apply(this, args);
             if (home.name !== '{name}') return real();
             {body}
         }};"
    ))
    .await;
}

#[wasm_bindgen_test]
async fn every_write_is_strict() {
    let (name, store) = fresh().await;
    let spy = "const tx = real(); (globalThis.seen ??= []).push(tx.mode + ' ' + tx.durability); return tx;";
    replace(&name, "IDBDatabase", "transaction", spy).await;
    for table in [Table::Log, Table::Drafts, Table::Meta] {
        store.commit(vec![Write::Put(table, row("a", b"")), Write::Delete(table, "b".into())]).await.unwrap();
    }
    let writes = js("return seen.filter((tx) => tx.startsWith('readwrite')).join();").await;
    assert_eq!(writes.as_string().unwrap(), "readwrite strict,readwrite strict,readwrite strict");
}

#[wasm_bindgen_test]
async fn a_browser_that_gives_no_storage_is_called_that() {
    js("globalThis.real_open = IDBFactory.prototype.open;
        IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); };")
    .await;
    let opened = IndexedDb::open("refused").await;
    js("IDBFactory.prototype.open = real_open;").await;
    assert_eq!(opened.err(), Some(StoreError::Unavailable));
}

#[wasm_bindgen_test]
async fn a_dead_connection_is_opened_again() {
    for error in ["InvalidStateError", "UnknownError", "AbortError"] {
        let (name, store) = fresh().await;
        let dies = format!(
            "globalThis['{name}'] ??= 3;
             if (globalThis['{name}']-- > 0) throw new DOMException('gone', '{error}');
             return real();"
        );
        replace(&name, "IDBDatabase", "transaction", &dies).await;
        assert_eq!(store.commit(vec![note("a")]).await, Ok(()), "{error}");
        assert_eq!(ids(&store).await, ["a"]);
    }
}

#[wasm_bindgen_test]
async fn a_connection_that_stays_dead_is_never_called_saved() {
    let (name, store) = fresh().await;
    replace(&name, "IDBDatabase", "transaction", "throw new DOMException('gone', 'InvalidStateError');")
        .await;
    assert_eq!(store.commit(vec![note("a")]).await, Err(StoreError::Stale));
    assert_eq!(store.probe().await, Err(StoreError::Stale));
    assert_eq!(store.newest(Table::Log, None, 9).await, Err(StoreError::Stale));
}

#[wasm_bindgen_test]
async fn a_connection_that_dies_after_the_write_leaves_one_row() {
    let (name, store) = fresh().await;
    let dies_once = format!(
        "if (args[1] === 'readonly' && !globalThis['{name}']) {{
             globalThis['{name}'] = true;
             throw new DOMException('gone', 'InvalidStateError');
         }}
         return real();"
    );
    replace(&name, "IDBDatabase", "transaction", &dies_once).await;
    let added = |id: &str| Write::Add(row(id, b"words"));
    assert_eq!(store.commit(vec![added("a"), note("b"), added("c")]).await, Ok(()));
    assert_eq!(ids(&store).await, ["a", "b", "c"]);
}

#[wasm_bindgen_test]
async fn bytes_that_come_back_different_are_not_called_saved() {
    for table in [Table::Log, Table::Drafts, Table::Meta] {
        let (name, store) = fresh().await;
        let spoils = "args[0].sealed[0] ^= 1; return real();";
        replace(&name, "IDBObjectStore", "put", spoils).await;
        let saved = store.commit(vec![Write::Put(table, row("a", b"words"))]).await;
        assert_eq!(saved, Err(StoreError::NotKept), "{table:?}");
    }
}

#[wasm_bindgen_test]
async fn a_removal_that_did_not_happen_is_noticed() {
    let (name, store) = fresh().await;
    store.commit(vec![Write::Put(Table::Drafts, row("a", b""))]).await.unwrap();
    replace(&name, "IDBObjectStore", "delete", "return this.count();").await;
    let removed = store.commit(vec![Write::Delete(Table::Drafts, "a".into())]).await;
    assert_eq!(removed, Err(StoreError::NotKept));
}

#[wasm_bindgen_test]
async fn a_full_phone_keeps_what_it_had_and_takes_nothing_by_halves() {
    let (name, store) = fresh().await;
    store.commit(vec![note("a")]).await.unwrap();
    let full = "if (args[0].id === 'c') throw new DOMException('full', 'QuotaExceededError'); return real();";
    replace(&name, "IDBObjectStore", "put", full).await;
    assert_eq!(store.commit(vec![note("b"), note("c")]).await, Err(StoreError::Quota));
    assert_eq!(ids(&store).await, ["a"]);
}

#[wasm_bindgen_test]
async fn a_write_that_the_browser_takes_back_is_not_called_saved() {
    let (name, store) = fresh().await;
    replace(&name, "IDBTransaction", "commit", "this.abort();").await;
    assert_eq!(store.commit(vec![note("a")]).await, Err(StoreError::Stale));
    assert_eq!(ids(&store).await, Vec::<String>::new());
}

#[wasm_bindgen_test]
async fn a_row_that_the_browser_cannot_give_is_named_and_the_others_open() {
    let (name, store) = fresh().await;
    store.commit(["a", "b", "c"].map(note).to_vec()).await.unwrap();
    store.commit(["x", "y"].map(|id| Write::Put(Table::Drafts, row(id, b"words"))).to_vec()).await.unwrap();
    replace(&name, "IDBObjectStore", "getAll", "throw new DOMException('spoilt', 'DataError');").await;
    let one =
        "if (args[0] === 2 || args[0] === 'x') throw new DOMException('spoilt', 'DataError'); return real();";
    replace(&name, "IDBObjectStore", "get", one).await;
    assert_eq!(ids(&store).await, ["a", "2", "c"]);
    let drafts = store.newest(Table::Drafts, None, 9).await.unwrap();
    let found: Vec<(&str, u8)> = drafts.iter().map(|row| (row.id.as_str(), row.suite)).collect();
    assert_eq!(found, [("x", 255), ("y", 1)]);
}
