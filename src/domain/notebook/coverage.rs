//! What is closed in a record: by acts, by what was drawn back from a reader, by a group's wish not to be named. Words
//! are shown, and leave, only as [`Notebook::open`] gives them.

use super::Notebook;
use crate::domain::fields;
use crate::domain::ids::{RecordId, RevisionId};
use crate::domain::order;
use crate::domain::revision::{Act, Kind, Revision, Sharing, Spelling};
use std::collections::{BTreeMap, BTreeSet};

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

impl Notebook {
    /// What the acts of the record close in it.
    pub fn coverage(&self, record: RecordId) -> Coverage {
        let mut coverage = self.own_coverage(record);
        if !coverage.narrowed && self.kind_of(record) == Some(&Kind::Response) {
            let notes = order::set(self.heads(record).into_iter().flat_map(|h| self.notes_of(h)));
            coverage.narrowed = notes.into_iter().any(|note| self.is_narrowed(note));
        }
        coverage
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

    /// Whether a head says that the record was drawn back from us: one of somebody else, since nobody draws back from
    /// themselves (what came after an own one may just be closed here). Where it was erased, a head without words says
    /// nothing more, since every version lost them; a level to which nothing is handed over still does.
    fn is_narrowed(&self, record: RecordId) -> bool {
        let is_erased = self.revisions_of(record).any(|r| r.act == Act::Erase);
        self.heads(record)
            .into_iter()
            .any(|h| is_withheld(h) && !self.is_own(h) && (!is_erased || is_below_all_readers(h)))
    }

    /// Whether this person wrote it.
    pub fn is_own(&self, revision: &Revision) -> bool {
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
