//! The set: every revision a device holds, in the fullest spelling it has seen.
//!
//! Taking in is set union: twice, or in any order, changes nothing. Nothing here knows who may write what
//! (`exchange::import` decides what enters) or what is shown (`merge`).

mod coverage;

pub use coverage::{Coverage, is_withheld};

use super::fields;
use super::ids::{RecordId, RevisionId};
use super::order;
use super::revision::{Fingerprint, Kind, Revision, Spelling};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A set of revisions, kept by record, and whose it is: what somebody else drew back is closed to a reader and not to
/// its writer. Without devices of its own (the default) it is a mere reader's.
#[derive(Debug, Clone, Default)]
pub struct Notebook {
    own: BTreeSet<Fingerprint>,
    revisions: HashMap<RevisionId, Revision>,
    records: BTreeMap<RecordId, BTreeSet<RevisionId>>,
}

/// What adding a revision did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// It was not here.
    New,
    /// It was here, as full or fuller.
    Known,
    /// It was here, and now more of it is.
    Fuller,
    /// One id, two contents. The set is unchanged; the caller keeps the other one apart.
    Damage,
}

impl Notebook {
    /// An empty set of the person who writes with these devices.
    pub fn of(own: impl IntoIterator<Item = Fingerprint>) -> Self {
        Self { own: order::set(own), ..Self::default() }
    }

    /// From now on what this device wrote is this person's own too.
    pub fn also_of(&mut self, device: Fingerprint) {
        self.own.insert(device);
    }

    /// One record of it, alone: to look at what it would become.
    #[must_use]
    pub fn only(&self, record: RecordId) -> Self {
        let mut alone = Self::of(self.own.iter().cloned());
        self.revisions_of(record).for_each(|held| alone.replace(held.clone()));
        alone
    }

    /// Takes in one revision.
    pub fn add(&mut self, revision: Revision) -> Added {
        let Some(known) = self.revisions.get_mut(&revision.id) else {
            self.records.entry(revision.record).or_default().insert(revision.id);
            self.revisions.insert(revision.id, revision);
            return Added::New;
        };
        if !agree(known, &revision) {
            return Added::Damage;
        }
        let before = (known.spelling, known.fields.len(), known.is_authorless());
        known.spelling = known.spelling.max(revision.spelling);
        known.fields.extend(revision.fields);
        if known.is_authorless() {
            (known.by, known.n, known.extra) = (revision.by, revision.n, revision.extra);
        }
        if before == (known.spelling, known.fields.len(), known.is_authorless()) {
            Added::Known
        } else {
            Added::Fuller
        }
    }

    /// Puts a sparer spelling in place of the one held: how closed words leave the set.
    pub fn replace(&mut self, revision: Revision) {
        self.records.entry(revision.record).or_default().insert(revision.id);
        self.revisions.insert(revision.id, revision);
    }

    /// Forgets a revision: only for a batch that is taken out again.
    pub fn remove(&mut self, id: RevisionId) {
        if let Some(gone) = self.revisions.remove(&id)
            && let Some(ids) = self.records.get_mut(&gone.record)
        {
            ids.remove(&id);
            if ids.is_empty() {
                self.records.remove(&gone.record);
            }
        }
    }

    /// The revision with this id, as full as it is known.
    pub fn get(&self, id: RevisionId) -> Option<&Revision> {
        self.revisions.get(&id)
    }

    /// How many revisions there are.
    pub fn len(&self) -> usize {
        self.revisions.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.revisions.is_empty()
    }

    /// Every record, in the order of ids.
    pub fn records(&self) -> impl Iterator<Item = RecordId> + '_ {
        self.records.keys().copied()
    }

    /// Whether any revision of the record is held.
    pub fn holds(&self, record: RecordId) -> bool {
        self.records.contains_key(&record)
    }

    /// Every revision, in no order.
    pub fn revisions(&self) -> impl Iterator<Item = &Revision> {
        self.revisions.values()
    }

    /// The revisions of a record, in the order of ids.
    pub fn revisions_of(&self, record: RecordId) -> impl Iterator<Item = &Revision> {
        self.records.get(&record).into_iter().flatten().filter_map(|id| self.revisions.get(id))
    }

    /// What the record is; the first revision by id speaks where a hostile file disagrees with itself.
    pub fn kind_of(&self, record: RecordId) -> Option<&Kind> {
        self.revisions_of(record).next().map(|r| &r.kind)
    }

    /// The revisions that none of the others was made from, in the display order. Never empty for a held record:
    /// where parents run in a circle (a broken file), the latest stands.
    pub fn heads(&self, record: RecordId) -> Vec<&Revision> {
        // Most records have one version, and lists ask for all of them.
        if self.records.get(&record).is_none_or(|ids| ids.len() == 1) {
            return self.revisions_of(record).collect();
        }
        let parents = order::set(self.revisions_of(record).flat_map(|r| r.parents.iter().copied()));
        let mut heads: Vec<&Revision> =
            self.revisions_of(record).filter(|r| !parents.contains(&r.id)).collect();
        if heads.is_empty() {
            heads.extend(self.revisions_of(record).max_by_key(|r| r.display_order()));
        }
        order::by_key(&mut heads, |r| r.display_order());
        heads
    }

    /// The strict ancestors held of a revision, within its record.
    pub fn ancestors(&self, id: RevisionId) -> BTreeSet<RevisionId> {
        let mut found = BTreeSet::new();
        let Some(start) = self.revisions.get(&id) else {
            return found;
        };
        let mut to_visit: Vec<RevisionId> = start.parents.clone();
        while let Some(next) = to_visit.pop() {
            let Some(revision) = self.revisions.get(&next).filter(|r| r.record == start.record) else {
                continue;
            };
            if next != id && found.insert(next) {
                to_visit.extend(revision.parents.iter().copied());
            }
        }
        found
    }

    /// Whether this person began the record, as far as its beginnings are held.
    pub fn is_begun_here(&self, record: RecordId) -> bool {
        let mut beginnings = self.revisions_of(record).filter(|r| r.parents.is_empty()).peekable();
        beginnings.peek().is_some() && beginnings.all(|r| self.is_own(r))
    }

    /// The notes held that a response belongs to: the one it names, or where it has no words left, all that its
    /// record ever named. None for what is no response.
    pub fn notes_of(&self, revision: &Revision) -> BTreeSet<RecordId> {
        if revision.kind != Kind::Response {
            return BTreeSet::new();
        }
        let notes: BTreeSet<RecordId> = match fields::linked_note(&revision.fields) {
            Some(note) => order::set([note]),
            None => {
                order::set(self.revisions_of(revision.record).filter_map(|r| fields::linked_note(&r.fields)))
            }
        };
        order::set(notes.into_iter().filter(|note| self.holds(*note)))
    }
}

/// Whether two spellings of one id can be one revision.
fn agree(one: &Revision, other: &Revision) -> bool {
    let within = |whole: &Revision, part: &Revision| {
        whole.spelling != Spelling::Whole || part.fields.keys().all(|path| whole.fields.contains_key(path))
    };
    one.same_header(other)
        && within(one, other)
        && within(other, one)
        && one.fields.iter().all(|(path, value)| other.fields.get(path).is_none_or(|v| v == value))
}
