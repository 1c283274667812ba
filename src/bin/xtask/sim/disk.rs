//! What is really on a disk, read past the app: rows, opened with the keys that lie beside them.

use super::world::finish;
use ginnel::app::draft::Draft;
use ginnel::app::ports::{Row, Store, Table};
use ginnel::app::rows::{self, name};
use ginnel::app::state::Batch;
use ginnel::domain::ids::{DraftId, FileId, RevisionId};
use ginnel::domain::revision::Revision;
use ginnel::storage::memory::MemoryStore;
use ginnel::vault::keyslots::Keyslots;
use ginnel::vault::seal::KeyRing;
use std::collections::BTreeMap;

/// A disk, read.
pub struct Disk {
    /// Every revision whose row counts.
    pub revisions: BTreeMap<RevisionId, Revision>,
    /// Unfinished writing.
    pub drafts: BTreeMap<DraftId, Draft>,
}

impl Disk {
    /// One line a revision, for whoever reads a failure.
    pub fn story(&self) -> String {
        let line = |r: &Revision| {
            let (act, spelling, level) = (r.act.as_str(), r.spelling.as_str(), r.sharing.as_str());
            let fields = serde_json::to_string(&r.fields).unwrap_or_default();
            format!(
                "  {} of {} {act} {spelling} {level} closes {:?} on {:?} {fields}",
                r.id, r.record, r.closes, r.parents
            )
        };
        self.revisions.values().map(line).collect::<Vec<_>>().join("\n")
    }
}

const ALL: usize = 1_000_000;

/// The keys on a disk; `None` before the first opening.
pub fn ring(store: &MemoryStore) -> Option<KeyRing> {
    let found = finish(store.rows(Table::Meta, &[name::KEYSLOTS.to_owned()])).ok()?.ok()?;
    Keyslots::parse(&found.first()?.sealed).ok()?.ring().ok()
}

/// The revision in the row of this id, if the row is there and opens.
pub fn revision(store: &MemoryStore, ring: &KeyRing, id: RevisionId) -> Option<Revision> {
    let found = finish(store.rows(Table::Log, &[id.to_string()])).ok()?.ok()?;
    rows::revision_in(ring, found.first()?)
}

/// Reads everything.
///
/// # Errors
/// The row that does not open.
pub fn read(store: &MemoryStore, ring: &KeyRing) -> Result<Disk, String> {
    let table = |table| -> Result<Vec<Row>, String> {
        finish(store.newest(table, None, ALL))?.map_err(|error| format!("the disk failed: {error:?}"))
    };
    let damaged = |row: &Row| format!("the row {} does not open", row.id);
    let mut batches: BTreeMap<FileId, Batch> = BTreeMap::new();
    for row in table(Table::Meta)?.iter().filter(|row| row.id.starts_with(name::BATCH)) {
        let value = rows::open_row(ring, Table::Meta, row).ok_or_else(|| damaged(row))?;
        let batch = rows::batch_from_value(&value).ok_or_else(|| damaged(row))?;
        batches.insert(batch.batch, batch);
    }
    let mut hidden = BTreeMap::new();
    let mut disk = Disk { revisions: BTreeMap::new(), drafts: BTreeMap::new() };
    for row in table(Table::Log)? {
        let revision = rows::revision_in(ring, &row).ok_or_else(|| damaged(&row))?;
        let visible = |batch: &Batch| batch.visible;
        let counts = match FileId::parse(&row.batch) {
            Err(_) => true,
            Ok(batch) => {
                batches.get(&batch).is_some_and(visible)
                    || batches.values().any(|b| b.visible && b.also.contains(&revision.id))
            }
        };
        let place = if counts { &mut disk.revisions } else { &mut hidden };
        place.insert(revision.id, revision);
    }
    // Of what does not count, the header stays where something that does was made from it.
    let mut to_visit: Vec<RevisionId> = disk.revisions.values().flat_map(|r| r.parents.clone()).collect();
    while let Some(parent) = to_visit.pop() {
        if let Some(revision) = hidden.remove(&parent) {
            to_visit.extend(revision.parents.iter().copied());
            disk.revisions.insert(parent, revision.stub());
        }
    }
    for row in table(Table::Drafts)? {
        let value = rows::open_row(ring, Table::Drafts, &row).ok_or_else(|| damaged(&row))?;
        let draft = Draft::from_value(&value).ok_or_else(|| damaged(&row))?;
        disk.drafts.insert(draft.id, draft);
    }
    Ok(disk)
}
