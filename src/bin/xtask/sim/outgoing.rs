//! Whether a file holds what may leave and no byte more: the disk told to the oracle of the sharing tests, and the
//! oracle's answer beside the bytes.

use super::disk::Disk;
use super::oracle::{Deed, Held, Known, Told, What};
use ginnel::domain::ids::{RecordId, RevisionId};
use ginnel::domain::revision::{Act, Kind, Revision, Spelling};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Checks a file for the coordinator. `whole` says that nothing was held back on purpose.
///
/// # Errors
/// What leaked, or what stayed behind.
pub fn check(disk: &Disk, file: &[Revision], whole: bool) -> Result<(), String> {
    against(disk, file, whole).map_err(|wrong| format!("{wrong}\nOn the disk:\n{}", disk.story()))
}

/// Checks the bytes themselves, wherever in them something stands: every typed word (`<12>`) in a file or its name is
/// one that a field holds which may leave.
///
/// # Errors
/// The word that leaked.
pub fn check_bytes(leaving: &[Revision], name: &str, bytes: &[u8]) -> Result<(), String> {
    let fields: String = leaving.iter().map(|r| json!(r.fields).to_string()).collect();
    let may: BTreeSet<&str> = typed(&fields).collect();
    let text = String::from_utf8_lossy(bytes);
    match typed(name).chain(typed(&text)).find(|word| !may.contains(word)) {
        Some(word) => Err(format!("the words {word} are in a file and may not leave")),
        None => Ok(()),
    }
}

fn typed(text: &str) -> impl Iterator<Item = &str> {
    text.split('<').skip(1).filter_map(|rest| rest.split_once('>').map(|(number, _)| number))
}

fn against(disk: &Disk, file: &[Revision], whole: bool) -> Result<(), String> {
    let (told, known, ids) = retell(disk);
    let expected = known.leaves(&told, 1);
    let mut seen = BTreeSet::new();
    for revision in file {
        let number = ids.get(&revision.id).ok_or_else(|| format!("{} left and is not here", revision.id))?;
        let held = expected.held.get(number).ok_or_else(|| format!("{} left a trace", revision.id))?;
        let may: BTreeSet<&String> = held.0.iter().flat_map(|(paths, _)| paths).collect();
        let goes: BTreeSet<&String> = revision.fields.keys().collect();
        if !goes.is_subset(&may) {
            let more: Vec<_> = goes.difference(&may).map(|path| (*path, &revision.fields[*path])).collect();
            return Err(format!("{} left with what may not leave: {more:?}", revision.id));
        }
        if whole && goes != may {
            return Err(format!("{} left without {:?}", revision.id, may.difference(&goes)));
        }
        seen.insert(*number);
    }
    match expected.held.keys().find(|number| whole && !seen.contains(number)) {
        Some(number) => Err(format!("revision {number} of {:?} stayed behind", told[*number].what)),
        None => Ok(()),
    }
}

/// The disk as a story: what each revision is, made from and says.
fn retell(disk: &Disk) -> (Vec<Told>, Known, BTreeMap<RevisionId, usize>) {
    // Whom to seal for is said by whoever issues settings, and leaves in no file of a worker.
    let of_workers = || disk.revisions.values().filter(|revision| revision.kind != Kind::Keys);
    let ids: BTreeMap<RevisionId, usize> = of_workers().enumerate().map(|(i, r)| (r.id, i)).collect();
    let mut records: BTreeMap<RecordId, usize> = BTreeMap::new();
    for revision in of_workers() {
        let next = records.len();
        records.entry(revision.record).or_insert(next);
    }
    let record = |text: &Value| RecordId::parse(text.as_str()?).ok().and_then(|id| records.get(&id).copied());
    // The phone is number 0, everybody else number 1.
    let mut known = Known::default();
    let mut told = Vec::new();
    for (revision, number) in of_workers().zip(0..) {
        let paths = revision.fields.keys().cloned().collect();
        known.held.insert(
            number,
            Held(match revision.spelling {
                Spelling::Stub => None,
                Spelling::Part => Some((paths, false)),
                Spelling::Whole => Some((paths, true)),
            }),
        );
        if revision.by.is_some() {
            known.signed.insert(number);
        }
        told.push(Told {
            record: records[&revision.record],
            by: usize::from(revision.by.as_ref() != disk.device.as_ref()),
            what: match revision.kind {
                Kind::Organisation => What::Group,
                Kind::Response => What::Answer,
                _ => What::Note,
            },
            parents: revision.parents.iter().filter_map(|p| ids.get(p).copied()).collect(),
            deed: match revision.act {
                Act::Withdraw if revision.closes.is_empty() => Deed::TookBack,
                Act::Withdraw => Deed::TookOut(revision.closes.clone()),
                Act::Erase => Deed::Erased,
                Act::Write | Act::Other(_) => Deed::Wrote,
            },
            level: revision.sharing.level(),
            words: revision.fields.clone(),
            names: revision
                .fields
                .get("orgs")
                .and_then(|v| record(v.get(0)?))
                .map(|g| ("orgs".to_owned(), g))
                .into_iter()
                .collect(),
            note: revision.fields.get("engagement_id").and_then(record),
        });
    }
    (told, known, ids)
}
