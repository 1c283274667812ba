//! The notebook as the browser keeps it, row by row, past the app.

use crate::host::root;
use crate::phone::Phone;
use serde_json::Value;
use std::fs;

/// The version of the database and every row of every table in its order, sealed bytes as hex.
const ROWS: &str = r"
const done = arguments[arguments.length - 1];
const open = indexedDB.open('ginnel');
open.onsuccess = async () => {
  const db = open.result;
  const all = { version: db.version };
  for (const table of [...db.objectStoreNames]) {
    const rows = await new Promise((yes) => {
      db.transaction(table).objectStore(table).getAll().onsuccess = ({ target }) => yes(target.result);
    });
    const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    all[table] = rows.map((row) => ({ ...row, sealed: hex(row.sealed) }));
  }
  db.close();
  done(all);
};
";

/// What is on the phone.
pub async fn rows(phone: &Phone) -> Value {
    let given = phone.browser.window.execute_async(ROWS, vec![]).await.expect("the rows");
    given.json().clone()
}

/// Keeps a phone and its files for the builds to come (`tests/frozen.rs`), when `GINNEL_FREEZE` names the release.
pub async fn freeze(phone: &Phone, files: &[(&str, &[u8])]) {
    let Ok(release) = std::env::var("GINNEL_FREEZE") else { return };
    let folder = root().join("tests/fixtures/profiles").join(release);
    fs::create_dir_all(&folder).expect("a folder");
    let text = serde_json::to_string_pretty(&rows(phone).await).expect("JSON");
    fs::write(folder.join("notebook.json"), text + "\n").expect("the rows");
    for (name, bytes) in files {
        fs::write(folder.join(format!("from-{name}.json")), bytes).expect("a file");
    }
}
