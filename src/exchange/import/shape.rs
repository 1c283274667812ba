//! Revisions that do not fit the shape of a set: they wait, whoever signed, since no sound build writes them.

use super::{Fresh, Why};
use crate::domain::ids::{RecordId, RevisionId};
use crate::domain::notebook::Notebook;
use crate::domain::revision::Kind;
use std::collections::{BTreeMap, HashMap};

/// Another kind than the rest of the record, a parent in another record, its own ancestor.
pub(super) fn hold_back_misshapen(notebook: &Notebook, fresh: &mut Fresh) {
    let mut kinds: HashMap<RecordId, &Kind> = HashMap::new();
    let mut found = Vec::new();
    for revision in fresh.acting() {
        let kind = *kinds
            .entry(revision.record)
            .or_insert_with(|| notebook.kind_of(revision.record).unwrap_or(&revision.kind));
        let mut parents =
            revision.parents.iter().filter_map(|id| notebook.get(*id).or_else(|| fresh.get(*id)));
        if revision.kind != *kind {
            found.push((revision.id, Why::OtherKind));
        } else if parents.any(|p| p.record != revision.record) {
            found.push((revision.id, Why::OtherRecord));
        }
    }
    for id in in_circles(notebook, fresh) {
        found.push((id, Why::Circle));
    }
    for (id, why) in found {
        fresh.hold_back(id, why);
    }
}

/// Revisions of the file that cannot be put after all their parents: those in a circle, and those standing on one.
fn in_circles(notebook: &Notebook, fresh: &Fresh) -> Vec<RevisionId> {
    let mut records: BTreeMap<RecordId, Vec<RevisionId>> = BTreeMap::new();
    for revision in fresh.acting() {
        records.entry(revision.record).or_default().push(revision.id);
    }
    let mut circles = Vec::new();
    for (record, ids) in records {
        let all = notebook.revisions_of(record).chain(ids.iter().filter_map(|id| fresh.get(*id)));
        let parents: HashMap<RevisionId, &[RevisionId]> = all.map(|r| (r.id, r.parents.as_slice())).collect();
        let mut left: HashMap<RevisionId, usize> = HashMap::new();
        let mut children: HashMap<RevisionId, Vec<RevisionId>> = HashMap::new();
        for (id, from) in &parents {
            let here = from.iter().filter(|p| parents.contains_key(*p));
            left.insert(*id, here.clone().count());
            here.for_each(|parent| children.entry(*parent).or_default().push(*id));
        }
        let mut ready: Vec<RevisionId> = left.iter().filter(|(_, n)| **n == 0).map(|(id, _)| *id).collect();
        while let Some(id) = ready.pop() {
            for child in children.remove(&id).unwrap_or_default() {
                if let Some(n) = left.get_mut(&child) {
                    *n -= 1;
                    if *n == 0 {
                        ready.push(child);
                    }
                }
            }
        }
        circles.extend(ids.into_iter().filter(|id| left.get(id).is_some_and(|n| *n > 0)));
    }
    circles
}

/// What was made from a revision that waits waits with it: without it, its place in the record is not known, and it
/// could be used to cover the one below.
pub(super) fn hold_back_what_stands_on_waiting(fresh: &mut Fresh) {
    let mut children: HashMap<RevisionId, Vec<RevisionId>> = HashMap::new();
    for revision in &fresh.revisions {
        for parent in &revision.parents {
            children.entry(*parent).or_default().push(revision.id);
        }
    }
    let mut to_visit: Vec<RevisionId> = fresh.waiting.keys().copied().collect();
    while let Some(id) = to_visit.pop() {
        for child in children.remove(&id).unwrap_or_default() {
            if !fresh.waiting.contains_key(&child) {
                fresh.hold_back(child, Why::StandsOnWaiting);
                to_visit.push(child);
            }
        }
    }
}
