//! What stayed closed on another phone of this worker, put here as sealed as it came. It is named closed here too, until
//! the old password or code opens it.

use crate::app::closed::{Placed, leads_to_keys};
use crate::app::earlier::Earlier;
use crate::app::ports::{Row, Table, Write};
use crate::app::{App, Failure};
use crate::domain::ids::{FileId, RevisionId};
use crate::domain::order;

/// What of it is not here.
#[derive(Default)]
pub(super) struct Closed {
    /// The rows, those that lead to their keys included.
    pub writes: Vec<Write>,
    /// How many of them are of the log.
    pub brought: usize,
    /// Rows that another file brought here.
    pub also: Vec<RevisionId>,
}

impl App {
    /// What of these rows is not here, as rows that `batch` brings.
    pub(super) async fn closed_again(&self, rows: &[Placed], batch: FileId) -> Result<Closed, Failure> {
        let mut closed = Closed::default();
        let (ways, rows): (Vec<&Placed>, Vec<&Placed>) =
            rows.iter().partition(|placed| leads_to_keys(placed));
        let sets: Vec<Earlier> = ways.iter().filter_map(|(_, row)| Earlier::parse(row)).collect();
        for table in [Table::Log, Table::Drafts, Table::Meta] {
            let of_table =
                rows.iter().filter(|(of, row)| *of == table && sets.iter().any(|set| set.may_open(row)));
            let coming = order::map(of_table.map(|(_, row)| (row.id.clone(), row)));
            let ids: Vec<String> = coming.keys().cloned().collect();
            let mut here = self.ports.store.rows(table, &ids).await?.into_iter().peekable();
            for row in coming.into_values() {
                closed.put(self, table, row, here.next_if(|held| held.id == row.id), batch);
            }
        }
        let is_closed = |write: &Write| match write {
            Write::Put(_, row) | Write::Swap { to: Some(row), .. } => {
                sets.iter().any(|set| set.may_open(row))
            }
            _ => false,
        };
        if closed.writes.iter().any(is_closed) {
            let ids: Vec<String> = ways.iter().map(|(_, row)| row.id.clone()).collect();
            let here = self.ports.store.rows(Table::Meta, &ids).await?;
            let new = ways.iter().filter(|(_, row)| here.iter().all(|held| held.id != row.id));
            closed.writes.extend(new.map(|(table, row)| added(*table, row)));
        }
        Ok(closed)
    }
}

impl Closed {
    fn put(&mut self, app: &App, table: Table, row: &Row, here: Option<Row>, batch: FileId) {
        let Some(here) = here else {
            if table != Table::Log {
                return self.writes.push(added(table, row));
            }
            self.brought += 1;
            return self.writes.push(Write::Put(table, Row { batch: batch.to_string(), ..row.clone() }));
        };
        let (Ok(file), Ok(id)) = (FileId::parse(&here.batch), RevisionId::parse(&here.id)) else { return };
        if app.state().counts(id, Some(file)) {
            self.also.push(id);
        } else {
            // Of a file that was taken out. What is here may be emptied since, or open.
            self.brought += 1;
            self.writes.push(Write::Put(table, Row { seq: None, batch: batch.to_string(), ..here }));
        }
    }
}

/// Adds a row of a small table where there is none.
fn added(table: Table, row: &Row) -> Write {
    Write::Swap { table, id: row.id.clone(), from: None, to: Some(row.clone()) }
}
