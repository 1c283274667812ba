//! What may leave: a pure function of the set and the audience, so that no log is needed and nothing can drift.
//!
//! 1. Only heads can be open, and only if every current head's level reaches the audience, nothing covers them,
//!    and the field table lets the field go so far.
//! 2. Every other revision of a record that ever reached the audience goes as a stub, so that ancestry is
//!    decidable and a narrowed note asks for itself back. A record that never did leaves no trace.
//! 3. A group or a place goes only where an open revision names it. A response goes at the narrower of its own
//!    level and its note's.
//!
//! For the worker's own backup (audience [`Sharing::Private`]) everything is open.

use super::fields::{self, Travels};
use super::ids::RecordId;
use super::notebook::Notebook;
use super::revision::{Kind, Revision, Sharing};
use std::collections::{BTreeMap, BTreeSet};

/// Every revision that may go to this audience, in the spelling it may go in, in the display order. Records in
/// `held` stay behind (an unfinished note, until it is finished or sent on purpose), unless their news is that they
/// were narrowed or taken back: that is never held.
pub fn outgoing(notebook: &Notebook, audience: &Sharing, held: &BTreeSet<RecordId>) -> Vec<Revision> {
    if audience.level() == 0 {
        let mut all: Vec<Revision> = notebook.revisions().cloned().collect();
        all.sort_by_key(Revision::display_order);
        return all;
    }
    let mut leaving: Vec<Revision> = Vec::new();
    let mut named = BTreeSet::new();
    for record in of_kinds(notebook, Travels::ByItself) {
        let spelled = spell_record(notebook, record, audience);
        if held.contains(&record) && spelled.iter().any(|r| !r.fields.is_empty()) {
            continue;
        }
        for revision in &spelled {
            named.extend(fields::named_records(&revision.fields));
        }
        leaving.extend(spelled);
    }
    // What is named may name more: a place its area.
    let referenced: Vec<RecordId> = of_kinds(notebook, Travels::WhenNamed).collect();
    let mut done = BTreeSet::new();
    loop {
        let next: Vec<RecordId> = referenced
            .iter()
            .copied()
            .filter(|r| !done.contains(r) && (named.contains(r) || added_on_purpose(notebook, *r)))
            .collect();
        if next.is_empty() {
            break;
        }
        for record in next {
            done.insert(record);
            let spelled = spell_record(notebook, record, audience);
            for revision in &spelled {
                named.extend(fields::named_records(&revision.fields));
            }
            leaving.extend(spelled);
        }
    }
    leaving.sort_by_key(Revision::display_order);
    leaving
}

fn of_kinds(notebook: &Notebook, travels: Travels) -> impl Iterator<Item = RecordId> + '_ {
    notebook.records().filter(move |r| {
        notebook
            .kind_of(*r)
            .is_some_and(|kind| fields::travels(kind) == travels)
    })
}

fn added_on_purpose(notebook: &Notebook, record: RecordId) -> bool {
    notebook
        .heads(record)
        .iter()
        .any(|h| h.fields.get("added_on_purpose").and_then(|v| v.as_bool()) == Some(true))
}

/// One record for one audience: nothing, stubs, or stubs with open heads.
fn spell_record(notebook: &Notebook, record: RecordId, audience: &Sharing) -> Vec<Revision> {
    let reach = audience.level();
    if notebook
        .revisions_of(record)
        .map(|r| reached(notebook, r))
        .max()
        .unwrap_or(0)
        < reach
    {
        return Vec::new();
    }
    let coverage = notebook.coverage(record);
    let heads: BTreeMap<_, _> = notebook.heads(record).into_iter().map(|h| (h.id, h)).collect();
    let open = heads.values().all(|h| level_now(notebook, h) >= reach);
    let nameless = heads
        .values()
        .any(|h| h.kind == Kind::Organisation && fields::wishes_no_name(&h.fields));
    notebook
        .revisions_of(record)
        .map(|revision| {
            let spelled = if open && heads.contains_key(&revision.id) {
                notebook.open(revision, &coverage).redacted(|path| {
                    fields::reach(&revision.kind, path, &revision.fields) >= reach
                        && !(nameless && fields::names_a_group(path))
                })
            } else {
                revision.stub()
            };
            if reach >= Sharing::AllAreas.level() {
                without_author(spelled)
            } else {
                spelled
            }
        })
        .collect()
}

fn without_author(revision: Revision) -> Revision {
    Revision {
        by: None,
        n: None,
        extra: BTreeMap::new(),
        ..revision
    }
}

/// The level a head stands at: for a response the narrower of its own and its note's.
fn level_now(notebook: &Notebook, head: &Revision) -> u8 {
    narrowest(
        head,
        notes_of(notebook, head).map(|note| {
            notebook
                .heads(note)
                .iter()
                .map(|h| h.sharing.level())
                .min()
                .unwrap_or(0)
        }),
    )
}

/// The level a revision has ever stood at.
fn reached(notebook: &Notebook, revision: &Revision) -> u8 {
    narrowest(
        revision,
        notes_of(notebook, revision).map(|note| {
            notebook
                .revisions_of(note)
                .map(|r| r.sharing.level())
                .max()
                .unwrap_or(0)
        }),
    )
}

fn narrowest(revision: &Revision, levels: impl Iterator<Item = u8>) -> u8 {
    levels.fold(revision.sharing.level(), u8::min)
}

/// The notes a response belongs to: the one it names, or where it has no words left, all that its record ever named.
fn notes_of<'a>(notebook: &'a Notebook, revision: &'a Revision) -> impl Iterator<Item = RecordId> + 'a {
    let own = fields::linked_note(&revision.fields);
    let responses = (revision.kind == Kind::Response).then_some(revision.record);
    let all = responses
        .into_iter()
        .flat_map(|record| notebook.revisions_of(record));
    all.filter_map(move |r| own.or_else(|| fields::linked_note(&r.fields)))
        .filter(|note| notebook.holds(*note))
}
