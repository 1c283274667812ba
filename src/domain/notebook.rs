//! The set: every revision a device holds, in the fullest spelling it has seen.
//!
//! Taking in is set union: twice, or in any order, changes nothing. Nothing here knows who may write what
//! (`exchange::import` decides what enters) or what is shown (`merge`).

use super::fields;
use super::ids::{RecordId, RevisionId};
use super::order;
use super::revision::{Act, Fingerprint, Kind, Revision, Sharing, Spelling};
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
        Self { own: own.into_iter().collect(), ..Self::default() }
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
        let parents: BTreeSet<RevisionId> =
            self.revisions_of(record).flat_map(|r| r.parents.iter().copied()).collect();
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

    /// What the acts of the record close in it.
    pub fn coverage(&self, record: RecordId) -> Coverage {
        let mut coverage = self.own_coverage(record);
        if !coverage.narrowed && self.kind_of(record) == Some(&Kind::Response) {
            let notes: BTreeSet<RecordId> =
                self.heads(record).into_iter().flat_map(|h| self.notes_of(h)).collect();
            coverage.narrowed = notes.into_iter().any(|note| self.is_narrowed(note));
        }
        coverage
    }

    /// The notes held that a response belongs to: the one it names, or where it has no words left, all that its
    /// record ever named. None for what is no response.
    pub fn notes_of(&self, revision: &Revision) -> BTreeSet<RecordId> {
        if revision.kind != Kind::Response {
            return BTreeSet::new();
        }
        let notes: BTreeSet<RecordId> = match fields::linked_note(&revision.fields) {
            Some(note) => BTreeSet::from([note]),
            None => {
                self.revisions_of(revision.record).filter_map(|r| fields::linked_note(&r.fields)).collect()
            }
        };
        notes.into_iter().filter(|note| self.holds(*note)).collect()
    }

    fn own_coverage(&self, record: RecordId) -> Coverage {
        let mut coverage = Coverage::default();
        for revision in self.revisions_of(record) {
            match revision.act {
                Act::Erase => coverage.erased = true,
                Act::Withdraw => {
                    for ancestor in self.ancestors(revision.id) {
                        let closed = coverage.closed.entry(ancestor).or_default();
                        if revision.closes.is_empty() {
                            *closed = Closed::All;
                        } else {
                            closed.add(&revision.closes);
                        }
                    }
                }
                Act::Write | Act::Other(_) => {}
            }
        }
        coverage.narrowed = self.is_narrowed(record);
        coverage.unnamed = self.heads(record).into_iter().any(wishes_no_name)
            && self.wish_came_from_elsewhere(record, &coverage);
        coverage
    }

    /// Whether a head says that the record was drawn back from us. Where it was erased, a head without words says
    /// nothing more, since every version lost them; a level to which nothing is handed over still does.
    fn is_narrowed(&self, record: RecordId) -> bool {
        let is_erased = self.revisions_of(record).any(|r| r.act == Act::Erase);
        self.heads(record)
            .into_iter()
            .any(|h| is_withheld(h) && (!is_erased || !self.is_own(h) && is_below_all_readers(h)))
    }

    /// Whether this person wrote it.
    fn is_own(&self, revision: &Revision) -> bool {
        revision.by.as_ref().is_some_and(|by| self.own.contains(by))
    }

    /// Whether somebody else said a group's wish not to be named. What was made from this person's own words that said it
    /// before only passes it on, and so may what was made from own words of which that cannot be told any more:
    /// nobody's own name for a group is hidden by what comes back from a reader.
    fn wish_came_from_elsewhere(&self, record: RecordId, coverage: &Coverage) -> bool {
        let is_open = |r: &Revision| !coverage.covers(r.id, fields::WISHES);
        let began_it = |r: &Revision| self.is_own(r) && (!is_open(r) || wishes_no_name(r));
        let passes_it_on =
            |r: &Revision| self.ancestors(r.id).iter().filter_map(|id| self.get(*id)).any(began_it);
        self.revisions_of(record)
            .any(|r| wishes_no_name(r) && is_open(r) && !self.is_own(r) && !passes_it_on(r))
    }

    /// The revision without what is closed in it: the only form in which words are shown or leave.
    pub fn open(&self, revision: &Revision, coverage: &Coverage) -> Revision {
        let open = revision.redacted(|path| !coverage.covers(revision.id, path));
        let as_a_whole = coverage.erased || coverage.narrowed || coverage.is_withdrawn(revision.id);
        if as_a_whole && open.spelling == Spelling::Part && open.fields.is_empty() {
            open.stub()
        } else {
            open
        }
    }

    /// The same set with everything closed left out. Emptying early or late gives the same.
    #[must_use]
    pub fn emptied(&self) -> Self {
        let mut emptied = Self::of(self.own.iter().cloned());
        for record in self.records() {
            let coverage = self.coverage(record);
            for revision in self.revisions_of(record) {
                emptied.replace(self.open(revision, &coverage));
            }
        }
        emptied
    }
}

/// Whether a head says that its record was drawn back from us: it came without its words. A withdrawal of the whole
/// record and an erasure have none; there the level tells, below the one at which words are handed over.
pub fn is_withheld(head: &Revision) -> bool {
    let had_words = match head.act {
        Act::Withdraw => !head.closes.is_empty(),
        Act::Erase => false,
        Act::Write | Act::Other(_) => true,
    };
    head.spelling == Spelling::Stub && (had_words || is_below_all_readers(head))
}

fn is_below_all_readers(revision: &Revision) -> bool {
    revision.sharing.level() < Sharing::MyCoordinator.level()
}

fn wishes_no_name(revision: &Revision) -> bool {
    revision.kind == Kind::Organisation && fields::wishes_no_name(&revision.fields)
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

/// What is closed in one record.
#[derive(Debug, Clone, Default)]
pub struct Coverage {
    /// An erasure closes every revision, come or to come.
    pub erased: bool,
    /// A head came without its words: the record was drawn back from us.
    pub narrowed: bool,
    /// The group asked not to be named, and somebody else wrote that down.
    pub unnamed: bool,
    closed: BTreeMap<RevisionId, Closed>,
}

/// What withdrawals close in one revision.
#[derive(Debug, Clone)]
enum Closed {
    All,
    Paths(BTreeSet<String>),
}

impl Default for Closed {
    fn default() -> Self {
        Self::Paths(BTreeSet::new())
    }
}

impl Closed {
    fn add(&mut self, paths: &[String]) {
        if let Self::Paths(known) = self {
            known.extend(paths.iter().cloned());
        }
    }
}

impl Coverage {
    /// Whether this path is closed in this revision.
    pub fn covers(&self, revision: RevisionId, path: &str) -> bool {
        self.is_gone(revision, path) || (self.is_withdrawn(revision) && !fields::is_never_closed(path))
    }

    /// Whether this path may not be read in this revision even in the bin: it was erased, drawn back, taken out for
    /// good, or would name a group that asked not to be named.
    pub fn is_gone(&self, revision: RevisionId, path: &str) -> bool {
        let closed = self.erased
            || self.narrowed
            || (self.unnamed && fields::names_a_group(path))
            || self.is_taken_out(revision, path);
        closed && !fields::is_never_closed(path)
    }

    /// Whether a withdrawal closes the revision as a whole: it is in the bin, as long as its words are still here.
    pub fn is_withdrawn(&self, revision: RevisionId) -> bool {
        matches!(self.closed.get(&revision), Some(Closed::All))
    }

    /// Whether this path was taken out for good: such words skip the bin.
    fn is_taken_out(&self, revision: RevisionId, path: &str) -> bool {
        matches!(self.closed.get(&revision), Some(Closed::Paths(paths)) if paths.contains(path))
    }
}
