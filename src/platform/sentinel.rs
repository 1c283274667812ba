//! A number outside of IndexedDB that notices a notebook which came back short.
//!
//! It lies in local storage, which a damaged database does not touch. It cannot notice cleared site data, which
//! takes both.

use crate::app::ports::Sentinel;
use web_sys::Storage;

/// How many rows a database held, by the name of the database.
#[derive(Debug, Clone)]
pub struct RowCount {
    key: String,
}

impl RowCount {
    /// The count for the database of this name.
    pub fn new(database: &str) -> Self {
        Self { key: format!("ginnel.rows.{database}") }
    }

    /// Forgets the count: for a database that was deleted on purpose.
    pub fn forget(&self) {
        if let Some(storage) = storage() {
            // Where it cannot be removed it cannot be read either.
            let _ = storage.remove_item(&self.key);
        }
    }
}

impl Sentinel for RowCount {
    /// 0 where nothing is remembered.
    fn expected(&self) -> u64 {
        let text = storage().and_then(|storage| storage.get_item(&self.key).ok().flatten());
        text.and_then(|text| text.parse().ok()).unwrap_or(0)
    }

    fn remember(&self, rows: u64) {
        if let Some(storage) = storage() {
            // A sentinel that cannot be written is one that does not warn; the rows themselves are safe.
            let _ = storage.set_item(&self.key, &rows.to_string());
        }
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
