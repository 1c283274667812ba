//! Rows that cannot be opened, each as far as it can be told what it was.

use super::lines::{Line, line};
use crate::app::App;
use crate::app::ports::Table;

/// A row that cannot be opened. All others can.
#[derive(Debug, Clone, PartialEq)]
pub struct Damaged {
    /// The table it is in.
    pub table: Table,
    /// Its id there.
    pub id: String,
    /// The record that it is an earlier version of, where a later version says so.
    pub of: Option<Line>,
}

impl App {
    /// The rows that cannot be opened.
    pub fn damaged(&self) -> Vec<Damaged> {
        let state = self.state();
        let later =
            |id: &str| state.notebook.revisions().find(|r| r.parents.iter().any(|p| p.to_string() == id));
        let damaged = state.broken.iter().map(|(table, id)| Damaged {
            table: *table,
            id: id.clone(),
            of: later(id).filter(|_| *table == Table::Log).and_then(|r| line(&state, r.record)),
        });
        damaged.collect()
    }
}
