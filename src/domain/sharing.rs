//! What may leave: a pure function of the set and the audience, so that no log is needed and nothing can drift.
//!
//! 1. Only heads can be open, and only if every current head's level reaches the audience, nothing covers them,
//!    and the field table lets the field go so far.
//! 2. Every other revision of a record that ever reached the audience goes as a stub, so that ancestry is
//!    decidable and a narrowed note asks for itself back. A record that never did leaves no trace.
//!    Where an organisation's rules say so, names of groups go to no other area.
//! 3. A group or a place goes only where an open revision names it; once named and no longer, only as stubs. A
//!    response goes at the narrower of its own level and its note's.
//!
//! For the worker's own backup (audience [`Sharing::Private`]) everything is open.

use super::fields::{self, Travels};
use super::ids::RecordId;
use super::notebook::Notebook;
use super::order;
use super::revision::{Kind, Revision, Sharing};
use super::rules::Rules;
use std::collections::BTreeSet;

/// Every revision that may go to this audience, in the spelling it may go in, in the display order. Records in
/// `held` stay behind (an unfinished note, until it is finished or sent on purpose), unless their news is that they
/// were narrowed or taken back: that is never held.
pub fn outgoing(notebook: &Notebook, audience: &Sharing, held: &BTreeSet<RecordId>) -> Vec<Revision> {
    let mut outgoing = Outgoing::new(notebook, audience.clone(), held.clone());
    while outgoing.step(notebook) {}
    outgoing.finish(notebook)
}

/// [`outgoing`], a record at a time: for whoever has to give way in between. All steps must see the same set.
pub struct Outgoing {
    audience: Sharing,
    /// Whether names of groups stay with the coordinator.
    names_stay: bool,
    held: BTreeSet<RecordId>,
    /// Records to be looked at next.
    next: Vec<RecordId>,
    /// Groups and places that nothing has named so far.
    unnamed: BTreeSet<RecordId>,
    named: BTreeSet<RecordId>,
    once_named: BTreeSet<RecordId>,
    leaving: Vec<Revision>,
}

impl Outgoing {
    /// Before the first step.
    pub fn new(notebook: &Notebook, audience: Sharing, held: BTreeSet<RecordId>) -> Self {
        let mut outgoing = Self {
            audience,
            names_stay: false,
            held,
            next: Vec::new(),
            unnamed: BTreeSet::new(),
            named: BTreeSet::new(),
            once_named: BTreeSet::new(),
            leaving: Vec::new(),
        };
        if outgoing.audience.level() == 0 {
            outgoing.leaving = notebook.revisions().cloned().collect();
        } else {
            outgoing.next = of_kinds(notebook, Travels::ByItself).collect();
            outgoing.unnamed = order::set(of_kinds(notebook, Travels::WhenNamed));
        }
        outgoing
    }

    /// The same, under these rules: they may only narrow it.
    #[must_use]
    pub fn under(mut self, rules: &Rules) -> Self {
        self.names_stay = !rules.names_cross && self.audience.level() >= Sharing::AllAreas.level();
        self
    }

    /// Looks at one more record. False where there is none left.
    pub fn step(&mut self, notebook: &Notebook) -> bool {
        if self.next.is_empty() {
            // What is named may name more: a place its area.
            let is_next = |r: &RecordId| self.named.contains(r) || added_on_purpose(notebook, *r);
            self.next = self.unnamed.extract_if(.., is_next).collect();
        }
        let Some(record) = self.next.pop() else {
            return false;
        };
        let spelled = spell_record(notebook, record, &self.audience, self.names_stay);
        if !(self.held.contains(&record) && spelled.iter().any(|r| !r.fields.is_empty())) {
            self.named.extend(spelled.iter().flat_map(|r| fields::named_records(&r.fields)));
            self.once_named.extend(once_named_by(notebook, record, &self.audience));
            self.leaving.extend(spelled);
        }
        true
    }

    /// What leaves, once no step is left.
    pub fn finish(mut self, notebook: &Notebook) -> Vec<Revision> {
        // What is named no longer may still stand at the recipient's: it is drawn back.
        for record in self.unnamed.intersection(&self.once_named) {
            self.leaving.extend(
                spell_record(notebook, *record, &self.audience, self.names_stay).iter().map(Revision::stub),
            );
        }
        order::by_key(&mut self.leaving, Revision::display_order);
        self.leaving
    }
}

fn of_kinds(notebook: &Notebook, travels: Travels) -> impl Iterator<Item = RecordId> + '_ {
    notebook
        .records()
        .filter(move |r| notebook.kind_of(*r).is_some_and(|kind| fields::travels(kind) == travels))
}

/// What this record named in revisions that reached the audience, at paths that go so far.
fn once_named_by(notebook: &Notebook, record: RecordId, audience: &Sharing) -> Vec<RecordId> {
    let reach = audience.level();
    let reached = notebook.revisions_of(record).filter(|r| reached(notebook, r) >= reach);
    reached.flat_map(|r| fields::named_records(&within_reach(r, reach, false).fields)).collect()
}

fn added_on_purpose(notebook: &Notebook, record: RecordId) -> bool {
    notebook.revisions_of(record).any(|r| fields::was_added_on_purpose(&r.fields))
}

/// One record for one audience: nothing, stubs, or stubs with open heads.
fn spell_record(
    notebook: &Notebook,
    record: RecordId,
    audience: &Sharing,
    names_stay: bool,
) -> Vec<Revision> {
    let reach = audience.level();
    if !notebook.revisions_of(record).any(|r| reached(notebook, r) >= reach) {
        return Vec::new();
    }
    let coverage = notebook.coverage(record);
    let heads = order::map(notebook.heads(record).into_iter().map(|h| (h.id, h)));
    let gone = coverage.erased || coverage.narrowed;
    let open = !gone && heads.values().all(|h| level_now(notebook, h) >= reach);
    let agreed = heads.values().all(|h| fields::agreed(&h.fields));
    let nameless = heads
        .values()
        .any(|h| h.kind == Kind::Organisation && (names_stay || fields::wishes_no_name(&h.fields)));
    let spell = |revision: &Revision| {
        if !(open && heads.contains_key(&revision.id)) {
            return revision.stub();
        }
        let opened = within_reach(&notebook.open(revision, &coverage), reach, agreed);
        if nameless { opened.redacted(|path| !fields::names_a_group(path)) } else { opened }
    };
    let spelled = notebook.revisions_of(record).map(spell);
    if reach >= Sharing::AllAreas.level() {
        spelled.map(Revision::without_author).collect()
    } else {
        spelled.collect()
    }
}

fn within_reach(revision: &Revision, reach: u8, agreed: bool) -> Revision {
    revision.redacted(|path| fields::reach(&revision.kind, path, agreed) >= reach)
}

/// The level a head stands at: for a response the narrower of its own and its note's.
fn level_now(notebook: &Notebook, head: &Revision) -> u8 {
    let of_note = |note| notebook.heads(note).iter().map(|h| h.sharing.level()).min().unwrap_or(0);
    notebook.notes_of(head).into_iter().map(of_note).fold(head.sharing.level(), u8::min)
}

/// The level a revision has ever stood at.
fn reached(notebook: &Notebook, revision: &Revision) -> u8 {
    let of_note = |note| notebook.revisions_of(note).map(|r| r.sharing.level()).max().unwrap_or(0);
    notebook.notes_of(revision).into_iter().map(of_note).fold(revision.sharing.level(), u8::min)
}
