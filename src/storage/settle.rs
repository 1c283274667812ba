//! One commit, one write for each row.

use crate::app::ports::{Table, Write};
use std::collections::HashMap;

/// Leaves of several writes to one id only the last, in the place of the first. So every store does the same with
/// such a commit, and a commit that is tried again gives what it gave the first time.
pub(super) fn settle(writes: Vec<Write>) -> Vec<Write> {
    let mut places: HashMap<(Table, String), usize> = HashMap::with_capacity(writes.len());
    let mut settled: Vec<Write> = Vec::with_capacity(writes.len());
    for write in writes {
        let (table, id) = target(&write);
        match places.get(&(table, id.to_owned())) {
            Some(&place) => settled[place] = write,
            None => {
                places.insert((table, id.to_owned()), settled.len());
                settled.push(write);
            }
        }
    }
    settled
}

/// The row a write is about.
pub(super) fn target(write: &Write) -> (Table, &str) {
    match write {
        Write::Add(row) => (Table::Log, &row.id),
        Write::Put(table, row) => (*table, &row.id),
        Write::Swap { table, id, .. } => (*table, id),
        Write::Delete(table, id) => (*table, id),
    }
}
