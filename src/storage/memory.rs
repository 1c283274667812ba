//! A store in memory: the reference that the others are measured by. Everything is gone when it is dropped.

use super::settle::{settle, target};
use crate::app::ports::{Row, Store, StoreError, Table, Write};
use async_trait::async_trait;
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

/// Rows in memory. A clone is another handle to the same rows, as a second window or a restart would have.
#[derive(Debug, Clone, Default)]
pub struct MemoryStore(Rc<RefCell<Tables>>);

#[derive(Debug, Default)]
struct Tables {
    log: BTreeMap<u64, Row>,
    log_places: HashMap<String, u64>,
    last_seq: u64,
    drafts: BTreeMap<String, Row>,
    meta: BTreeMap<String, Row>,
}

impl Tables {
    fn apply(&mut self, write: Write) {
        match write {
            Write::Add(row) | Write::Put(Table::Log, row) => {
                let seq = *self.log_places.entry(row.id.clone()).or_insert_with(|| {
                    self.last_seq += 1;
                    self.last_seq
                });
                self.log.insert(seq, Row { seq: Some(seq), ..row });
            }
            Write::Delete(Table::Log, id) => {
                if let Some(seq) = self.log_places.remove(&id) {
                    self.log.remove(&seq);
                }
            }
            Write::Put(table, row) => {
                self.by_id_mut(table).insert(row.id.clone(), Row { seq: None, ..row });
            }
            Write::Swap { table, to: Some(row), .. } => self.apply(Write::Put(table, row)),
            Write::Swap { table, id, to: None, .. } => self.apply(Write::Delete(table, id)),
            Write::Delete(table, id) => {
                self.by_id_mut(table).remove(&id);
            }
        }
    }

    /// Whether another row has the id of one that is to be added or swapped.
    fn is_taken(&self, write: &Write) -> bool {
        let (table, id) = target(write);
        let expected = match write {
            Write::Add(row) => [Some(row), None],
            Write::Swap { from, to, .. } => [from.as_ref(), to.as_ref()],
            Write::Put(..) | Write::Delete(..) => return false,
        };
        self.row(table, id).is_some_and(|held| {
            let held = Row { seq: None, ..held.clone() };
            !expected.into_iter().flatten().any(|row| *row == held)
        })
    }

    fn by_id_mut(&mut self, table: Table) -> &mut BTreeMap<String, Row> {
        if table == Table::Drafts { &mut self.drafts } else { &mut self.meta }
    }

    fn by_id(&self, table: Table) -> &BTreeMap<String, Row> {
        if table == Table::Drafts { &self.drafts } else { &self.meta }
    }

    fn row(&self, table: Table, id: &str) -> Option<&Row> {
        match table {
            Table::Log => self.log.get(self.log_places.get(id)?),
            _ => self.by_id(table).get(id),
        }
    }
}

impl MemoryStore {
    /// Shows every row of a table, oldest first, without a copy: for whoever looks past the app.
    pub fn each(&self, table: Table, look: impl FnMut(&Row)) {
        let tables = self.0.borrow();
        match table {
            Table::Log => tables.log.values().for_each(look),
            _ => tables.by_id(table).values().for_each(look),
        }
    }
}

#[async_trait(?Send)]
impl Store for MemoryStore {
    async fn commit(&self, writes: Vec<Write>) -> Result<(), StoreError> {
        let mut tables = self.0.borrow_mut();
        let writes = settle(writes);
        if writes.iter().any(|write| tables.is_taken(write)) {
            return Err(StoreError::Taken);
        }
        writes.into_iter().for_each(|write| tables.apply(write));
        Ok(())
    }

    async fn newest(&self, table: Table, before: Option<u64>, limit: usize) -> Result<Vec<Row>, StoreError> {
        let tables = self.0.borrow();
        Ok(match (table, before) {
            (Table::Log, before) => {
                let below = tables.log.range(..before.unwrap_or(u64::MAX));
                below.rev().take(limit).map(|(_, row)| row.clone()).collect()
            }
            (_, Some(_)) => Vec::new(),
            (table, None) => tables.by_id(table).values().take(limit).cloned().collect(),
        })
    }

    async fn rows(&self, table: Table, ids: &[String]) -> Result<Vec<Row>, StoreError> {
        let tables = self.0.borrow();
        Ok(ids.iter().filter_map(|id| tables.row(table, id).cloned()).collect())
    }

    async fn count(&self, table: Table) -> Result<u64, StoreError> {
        let tables = self.0.borrow();
        Ok(match table {
            Table::Log => tables.log.len(),
            _ => tables.by_id(table).len(),
        } as u64)
    }

    async fn probe(&self) -> Result<(), StoreError> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::contract;

    macro_rules! case {
        ($name:ident) => {
            #[test]
            fn $name() {
                pollster::block_on(contract::$name(&MemoryStore::default()));
            }
        };
    }
    crate::store_contract!(case);
}
