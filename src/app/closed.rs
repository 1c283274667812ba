//! Closed rows on their way to another phone: as sealed as they are, and with them the rows `earlier.…`, which lead to
//! their keys for whoever knows the old password.

use super::App;
use super::earlier::Earlier;
use super::ports::{Row, StoreError, Table};
use super::rows::name;
use super::state::State;
use crate::domain::ids::{DraftId, FileId, RevisionId};
use crate::exchange::rescue::{base64, from_base64};
use serde_json::{Value, json};

/// A row, and the table it is in.
pub type Placed = (Table, Row);

/// Sealed bytes in one text: in base64 it is as long as a file lets a text be.
const PIECE: usize = 48 * 1024;

/// Whether a row leads to keys of before.
pub fn leads_to_keys((table, row): &Placed) -> bool {
    *table == Table::Meta && row.id.starts_with(name::EARLIER)
}

/// A row as an item of a copy has it. Which file brought it is not said: on another phone it is the copy.
pub fn to_value((table, row): &Placed) -> Value {
    let sealed: Vec<String> = row.sealed.chunks(PIECE).map(base64).collect();
    json!({"table": table.name(), "id": row.id, "key": row.key, "suite": row.suite, "sealed": sealed})
}

/// Reads it; `None` for a row that is not one of those which stay closed: no copy brings keys, or says whose a phone is.
pub fn from_value(value: &Value) -> Option<Placed> {
    let text = |name: &str| value[name].as_str().map(str::to_owned);
    let table = value["table"].as_str()?;
    let table = [Table::Log, Table::Drafts, Table::Meta].into_iter().find(|known| known.name() == table)?;
    let mut sealed = Vec::new();
    for piece in value["sealed"].as_array()? {
        sealed.extend(from_base64(piece.as_str()?)?);
    }
    let suite = value["suite"].as_u64()?.try_into().ok()?;
    let row = Row { seq: None, id: text("id")?, key: text("key")?, suite, batch: String::new(), sealed };
    let is_one = match table {
        Table::Log => RevisionId::parse(&row.id).is_ok(),
        Table::Drafts => DraftId::parse(&row.id).is_ok(),
        Table::Meta => row.id.starts_with(name::WAITING) || Earlier::parse(&row).is_some(),
    };
    is_one.then_some((table, row))
}

impl State {
    /// Of these rows those that are closed.
    pub(super) fn closed_among(&self, table: Table, rows: impl IntoIterator<Item = Row>) -> Vec<Placed> {
        let is_closed = |row: &Row| self.closed.contains(&(table, row.id.clone()));
        rows.into_iter().filter(is_closed).map(|row| (table, row)).collect()
    }

    /// Whether a row of the log counts, by the file that brought it.
    pub(super) fn row_counts(&self, row: &Row) -> bool {
        let batch = FileId::parse(&row.batch).ok();
        batch.is_none() || RevisionId::parse(&row.id).is_ok_and(|id| self.counts(id, batch))
    }

    /// Whether what such a row holds is here, closed or open.
    pub(super) fn has_closed(&self, (table, row): &Placed) -> bool {
        let id = &row.id;
        let is_here = match table {
            Table::Log => RevisionId::parse(id).is_ok_and(|id| self.notebook.get(id).is_some()),
            Table::Drafts => DraftId::parse(id).is_ok_and(|id| self.drafts.contains_key(&id)),
            Table::Meta => {
                let waiting = id.strip_prefix(name::WAITING).and_then(|id| RevisionId::parse(id).ok());
                waiting.is_none_or(|id| self.waiting.contains_key(&id))
            }
        };
        is_here || self.is_broken(*table, id)
    }

    /// The rows that lead to the keys of before.
    pub(super) fn rows_to_earlier_keys(&self) -> impl Iterator<Item = Placed> + '_ {
        self.earlier.iter().map(|earlier| (Table::Meta, earlier.row.clone()))
    }
}

impl App {
    /// What is closed here, with the rows that lead to its keys; nothing where all is open.
    pub(super) async fn closed_rows(&self) -> Result<Vec<Placed>, StoreError> {
        let mut all = self.read_closed_rows().await?;
        if all.iter().any(|(_, row)| self.state().ring.key(&row.key).is_some()) {
            // Another window has opened them since: they are records again.
            let _turn = self.writing.lock().await;
            self.read_again().await?;
            all = self.read_closed_rows().await?;
        }
        if !all.is_empty() {
            all.extend(self.state().rows_to_earlier_keys());
        }
        Ok(all)
    }

    async fn read_closed_rows(&self) -> Result<Vec<Placed>, StoreError> {
        let mut all = Vec::new();
        for table in [Table::Log, Table::Drafts, Table::Meta] {
            let of_table = |(of, id): &(Table, String)| (*of == table).then(|| id.clone());
            let ids: Vec<String> = self.state().closed.iter().filter_map(of_table).collect();
            let rows = self.ports.store.rows(table, &ids).await?;
            all.extend(self.state().closed_among(table, rows));
        }
        Ok(all)
    }
}
