//! Databases that earlier releases left behind, laid out as those releases did it: this build opens them.

use crate::support::{fresh_name, js};
use ginnel::app::ports::{Row, Store, Table};
use ginnel::storage::indexed_db::{IndexedDb, delete_database};
use serde_json::Value;
use wasm_bindgen_test::wasm_bindgen_test;

/// The tables as release 0.1 made them.
const TABLES_0_1: &str = "
    open.createObjectStore('log', { keyPath: 'seq', autoIncrement: true }).createIndex('id', 'id', { unique: true });
    open.createObjectStore('drafts', { keyPath: 'id' });
    open.createObjectStore('meta', { keyPath: 'id' });";

/// The rows of each release, and its tables.
const RELEASES: [(&str, &str); 1] = [(include_str!("../fixtures/profiles/0.1/notebook.json"), TABLES_0_1)];

#[wasm_bindgen_test]
async fn a_database_of_an_earlier_release_opens_with_every_row() {
    for (rows, tables) in RELEASES {
        let name = fresh_name();
        js(format!(
            "const frozen = {rows};
             const made = await db('{name}', frozen.version, (open) => {{ {tables} }});
             for (const table of made.objectStoreNames) {{
                 const store = made.transaction(table, 'readwrite').objectStore(table);
                 for (const row of frozen[table]) {{
                     const sealed = Uint8Array.from(row.sealed.match(/../g), (byte) => parseInt(byte, 16));
                     store.put({{ ...row, sealed }});
                 }}
             }}
             made.close();"
        ))
        .await;
        let frozen: Value = serde_json::from_str(rows).unwrap();
        let store = IndexedDb::open(&name).await.unwrap();
        for (table, member) in [(Table::Log, "log"), (Table::Drafts, "drafts"), (Table::Meta, "meta")] {
            let mut found = store.newest(table, None, usize::MAX).await.unwrap();
            if table == Table::Log {
                found.reverse();
            }
            let found: Vec<Value> = found.iter().map(plain).collect();
            assert_eq!(found, *frozen[member].as_array().unwrap(), "{member}");
        }
        drop(store);
        assert_eq!(delete_database(&name).await, Ok(()));
    }
}

fn plain(row: &Row) -> Value {
    let mut plain = serde_json::json!({
        "id": row.id, "key": row.key, "suite": row.suite, "batch": row.batch, "sealed": hex::encode(&row.sealed),
    });
    if let Some(place) = row.seq {
        plain["seq"] = place.into();
    }
    plain
}
