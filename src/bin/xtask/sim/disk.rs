//! What is really on a disk, read past the app: rows, opened with the keys that lie beside them. A row that is as it
//! was when it was last looked at is not opened again.

use ginnel::app::away::Away;
use ginnel::app::draft::Draft;
use ginnel::app::ports::{Row, Table};
use ginnel::app::rows::{self, name};
use ginnel::app::state::Batch;
use ginnel::domain::ids::{DraftId, FileId, RecordId, RevisionId};
use ginnel::domain::notebook::Notebook;
use ginnel::domain::put_away;
use ginnel::domain::revision::{Act, Fingerprint, Revision};
use ginnel::storage::memory::MemoryStore;
use ginnel::vault::seal::KeyRing;
use ginnel::vault::signing::DeviceKey;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

/// A disk, read.
#[derive(Default)]
pub struct Disk {
    /// Every revision whose row counts.
    pub revisions: BTreeMap<RevisionId, Rc<Revision>>,
    /// The same as a set.
    pub notebook: Notebook,
    /// Whose it is.
    pub device: Option<Fingerprint>,
    /// Unfinished writing.
    pub drafts: BTreeMap<DraftId, Draft>,
    /// What was written while it was locked, and is to be opened: ids of rows.
    pub quick: BTreeSet<String>,
    /// The records that are not as they were at the look before.
    pub changed: BTreeSet<RecordId>,
    /// What the phone has let go of.
    pub away: BTreeSet<RevisionId>,
    /// A row that still holds words which were put away.
    pub to_be_emptied: Option<RevisionId>,
    /// A row that does not count, and holds words of a record that was erased.
    pub left_behind: Option<RevisionId>,
    log: Opened<Rc<Revision>>,
    batches: Opened<Batch>,
    put_away: Opened<Away>,
    /// None: sealed so that only a command opens it.
    unfinished: Opened<Option<Draft>>,
}

/// Rows with what was in them.
type Opened<T> = HashMap<String, (Row, T)>;

impl Disk {
    /// The disk of the phone with this device key, not looked at yet.
    pub fn of_device(device: Fingerprint) -> Self {
        Self { notebook: Notebook::of([device.clone()]), device: Some(device), ..Self::default() }
    }

    /// Looks again.
    ///
    /// # Errors
    /// The row that does not open, or went from the log.
    pub fn look(&mut self, store: &MemoryStore, ring: &KeyRing) -> Result<(), String> {
        self.changed.clear();
        let drafts = open(&mut self.unfinished, store, Table::Drafts, "", |row| match row.suite {
            rows::SUITE_LOCKED => Some(None),
            _ => rows::draft_in(ring, row).map(Some),
        })?;
        if drafts {
            let opened = self.unfinished.values().filter_map(|(_, draft)| draft.as_ref());
            self.drafts = opened.map(|draft| (draft.id, draft.clone())).collect();
            let waiting = self.unfinished.values().filter(|(_, draft)| draft.is_none());
            self.quick = waiting.map(|(row, _)| row.id.clone()).collect();
        }
        let batches = open(&mut self.batches, store, Table::Meta, name::BATCH, |row| {
            rows::batch_from_value(&rows::open_row(ring, Table::Meta, row)?)
        })?;
        let away = open(&mut self.put_away, store, Table::Meta, name::AWAY, |row| {
            let mut away = Away::default();
            away.also(&rows::open_row(ring, Table::Meta, row)?).map(|()| away)
        })?;
        let before = self.log.len();
        let log =
            open(&mut self.log, store, Table::Log, "", |row| rows::revision_in(ring, row).map(Rc::new))?;
        if self.log.len() < before {
            return Err("a row went from the log".to_owned());
        }
        if log || batches || away {
            self.away = self.put_away.values().flat_map(|(_, away)| away.revisions.iter().copied()).collect();
            let counting = self.counting();
            self.note_changes(&counting);
            self.revisions = counting;
            self.left_behind = self.left_behind();
            let words = |r: &&Rc<Revision>| {
                self.away.contains(&r.id) && r.fields.keys().any(|path| !put_away::stays(&r.kind, path))
            };
            self.to_be_emptied = self.log.values().map(|(_, revision)| revision).find(words).map(|r| r.id);
        }
        Ok(())
    }

    /// The revisions that count; of what does not, the header stays where something that does was made from it.
    fn counting(&self) -> BTreeMap<RevisionId, Rc<Revision>> {
        let batches: BTreeMap<FileId, &Batch> = self.batches.values().map(|(_, b)| (b.batch, b)).collect();
        let (mut counting, mut hidden) = (BTreeMap::new(), BTreeMap::new());
        for (row, revision) in self.log.values() {
            let counts = match FileId::parse(&row.batch) {
                Err(_) => true,
                Ok(batch) => {
                    batches.get(&batch).is_some_and(|batch| batch.visible)
                        || batches.values().any(|b| b.visible && b.also.contains(&revision.id))
                }
            };
            let place = if counts { &mut counting } else { &mut hidden };
            let is_away = self.away.contains(&revision.id);
            place.insert(
                revision.id,
                if is_away { Rc::new(put_away::rest(revision)) } else { revision.clone() },
            );
        }
        if hidden.is_empty() {
            return counting;
        }
        let mut to_visit: Vec<RevisionId> = counting.values().flat_map(|r| r.parents.clone()).collect();
        while let Some(parent) = to_visit.pop() {
            if let Some(revision) = hidden.remove(&parent) {
                to_visit.extend(revision.parents.iter().copied());
                counting.insert(parent, Rc::new(revision.stub()));
            }
        }
        counting
    }

    fn left_behind(&self) -> Option<RevisionId> {
        let erasing = self.revisions.values().filter(|revision| revision.act == Act::Erase);
        let erased: BTreeSet<RecordId> = erasing.map(|revision| revision.record).collect();
        let rows = self.log.values().map(|(_, revision)| revision);
        let words = |r: &&Rc<Revision>| r.fields.keys().any(|path| path != "engagement_id");
        rows.filter(|r| erased.contains(&r.record)).find(words).map(|left| left.id)
    }

    fn note_changes(&mut self, now: &BTreeMap<RevisionId, Rc<Revision>>) {
        for (id, gone) in self.revisions.iter().filter(|(id, _)| !now.contains_key(id)) {
            self.notebook.remove(*id);
            self.changed.insert(gone.record);
        }
        for (id, revision) in now {
            let same = |held: &Rc<Revision>| Rc::ptr_eq(held, revision) || held == revision;
            if !self.revisions.get(id).is_some_and(same) {
                self.notebook.replace((**revision).clone());
                self.changed.insert(revision.record);
            }
        }
    }

    /// The revisions of a record.
    pub fn of(&self, record: RecordId) -> impl Iterator<Item = &Revision> {
        self.notebook.revisions_of(record)
    }

    /// One line a revision, for whoever reads a failure.
    pub fn story(&self) -> String {
        let line = |r: &Rc<Revision>| {
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

/// Opens the rows that are not as they were, and says whether there were any.
fn open<T>(
    opened: &mut Opened<T>,
    store: &MemoryStore,
    table: Table,
    prefix: &str,
    read: impl Fn(&Row) -> Option<T>,
) -> Result<bool, String> {
    let (mut changed, mut there, mut wrong) = (false, 0, None);
    store.each(table, |row| {
        if !row.id.starts_with(prefix) {
            return;
        }
        there += 1;
        if opened.get(&row.id).is_some_and(|(known, _)| known == row) {
            return;
        }
        changed = true;
        match read(row) {
            Some(content) => drop(opened.insert(row.id.clone(), (row.clone(), content))),
            None => wrong = Some(format!("the row {} does not open", row.id)),
        }
    });
    if opened.len() > there {
        let mut ids = BTreeSet::new();
        store.each(table, |row| ids.extend([row.id.clone()]));
        opened.retain(|id, _| ids.contains(id));
        changed = true;
    }
    wrong.map_or(Ok(changed), Err)
}

/// The row of the ways to get at the keys, unless it is this one.
pub fn other_keyslots(store: &MemoryStore, known: Option<&Row>) -> Option<Row> {
    let mut found = None;
    store.each(Table::Meta, |row| {
        if row.id == name::KEYSLOTS && known != Some(row) {
            found = Some(row.clone());
        }
    });
    found
}

/// The device that signs there.
pub fn device(store: &MemoryStore, ring: &KeyRing) -> Option<Fingerprint> {
    let mut identity = None;
    store.each(Table::Meta, |row| {
        if row.id == name::IDENTITY {
            identity = rows::open_row(ring, Table::Meta, row);
        }
    });
    let secret = hex::decode(identity?["device"].as_str()?).ok()?;
    Some(DeviceKey::from_secret(secret.as_slice().try_into().ok()?).fingerprint())
}

/// A row that is sealed with keys which lay open once.
pub fn sealed_before(store: &MemoryStore, ring: &KeyRing) -> Option<String> {
    let mut found = None;
    for table in [Table::Log, Table::Drafts, Table::Meta] {
        store.each(table, |row| {
            if ring.successor(&row.key).is_some() {
                found = Some(format!("{} in {}", row.id, table.name()));
            }
        });
    }
    found
}
