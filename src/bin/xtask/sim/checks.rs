//! What a worker would have lost: the words that the phone said were kept, beside what is on the disk and what is
//! shown.

use super::disk::Disk;
use super::phone::Phone;
use ginnel::app::App;
use ginnel::app::draft::Draft;
use ginnel::domain::ids::{DraftId, RecordId, RevisionId};
use ginnel::domain::merge::{self, View};
use ginnel::domain::put_away;
use ginnel::domain::revision::{Act, Fields, Revision};
use std::collections::{BTreeMap, BTreeSet};

/// What the phone said was kept, and what its worker asked to be rid of.
#[derive(Default)]
pub struct Promised {
    /// Saved words, by revision.
    pub saved: BTreeMap<RevisionId, (RecordId, Fields)>,
    /// Unfinished writing: as last kept, and as it may be since something went wrong.
    pub drafts: BTreeMap<DraftId, Vec<Draft>>,
    /// Words that were written while it was locked, by the row that they wait in.
    pub quick: BTreeMap<String, String>,
    /// Records that the worker took back, took words out of, or erased.
    pub gave_up: BTreeSet<RecordId>,
    /// Records whose words the worker put away.
    pub put_away: BTreeSet<RecordId>,
}

impl Promised {
    /// A save said *Saved on this phone*: the rows are looked at, past the app.
    ///
    /// # Errors
    /// What is not there.
    pub fn tick(&mut self, disk: &Disk, kept: &[(RecordId, RevisionId, Fields)]) -> Result<(), String> {
        for (record, id, fields) in kept {
            let row = disk.revisions.get(id);
            if row.map(|r| &r.fields) != Some(fields) {
                return Err(format!("a tick, but {id} is not on the disk as saved: {row:?}, not {fields:?}"));
            }
            self.saved.insert(*id, (*record, fields.clone()));
        }
        Ok(())
    }

    /// After every step: what was promised is on the disk, what was to go is not, and every window that has seen
    /// everything shows what the disk says.
    ///
    /// # Errors
    /// What is lost, hidden, still there or broken.
    pub fn after_step(&mut self, phone: &mut Phone) -> Result<(), String> {
        phone.look()?;
        let disk = &phone.read;
        self.quick_notes(disk)?;
        for (id, (record, fields)) in &self.saved {
            let held = disk
                .revisions
                .get(id)
                .ok_or_else(|| format!("{id} of {record} is not on the disk any more"))?;
            self.all_there(disk, id, *record, fields, &held.fields, "on the disk")?;
        }
        for (id, acceptable) in &self.drafts {
            let here = disk.drafts.get(id);
            let same = |draft: &Draft| here.is_some_and(|h| h.entries == draft.entries);
            if !acceptable.iter().any(same) {
                return Err(format!("the draft {id} is not on the disk as it was kept: {here:?}"));
            }
        }
        if let Some(id) = disk.left_behind {
            return Err(format!(
                "the record of {id} was erased, and its words are on the disk though they count nowhere"
            ));
        }
        for revision in disk.changed.iter().flat_map(|record| disk.of(*record)) {
            if let Some(path) = revision.fields.keys().find(|path| is_gone(disk, revision, path)) {
                let (id, story) = (revision.id, disk.story());
                return Err(format!("{path} of {id} was taken out for good and is on the disk\n{story}"));
            }
        }
        for window in phone.windows.iter().filter(|window| window.is_fresh && window.app.is_loaded()) {
            same_views(disk, &window.app, &disk.changed)?;
        }
        Ok(())
    }

    /// What was written while it was locked waits still, or is in a draft like any other.
    ///
    /// # Errors
    /// What is neither.
    pub fn quick_notes(&mut self, disk: &Disk) -> Result<(), String> {
        for (id, words) in std::mem::take(&mut self.quick) {
            let draft = DraftId::parse(&id).ok().and_then(|id| disk.drafts.get(&id));
            let says = |draft: &Draft| {
                draft.main().and_then(|main| main.fields.get("words")?.as_str().map(str::to_owned))
            };
            match draft {
                Some(draft) if says(draft).as_ref() == Some(&words) => {
                    drop(self.drafts.insert(draft.id, vec![draft.clone()]));
                }
                None if disk.quick.contains(&id) => drop(self.quick.insert(id, words)),
                found => {
                    return Err(format!("{words} was written while it was locked, and is lost: {found:?}"));
                }
            }
        }
        Ok(())
    }

    /// A fresh start shows everything that was ever promised, and every window what a fresh start shows.
    ///
    /// # Errors
    /// What is lost, hidden or broken.
    pub fn all_shown(&self, phone: &mut Phone) -> Result<(), String> {
        let app = phone.opened()?;
        self.shown_by(&app, phone)?;
        let disk = &phone.read;
        let all: BTreeSet<RecordId> = disk.revisions.values().map(|r| r.record).collect();
        for window in phone.windows.iter().filter(|window| window.is_fresh && window.app.is_loaded()) {
            same_views(disk, &window.app, &all)?;
        }
        Ok(())
    }

    /// This app, which was just opened and has read everything, shows everything that was ever promised.
    ///
    /// # Errors
    /// What is lost, hidden or broken.
    pub fn shown_by(&self, app: &App, phone: &mut Phone) -> Result<(), String> {
        phone.look()?;
        let disk = &phone.read;
        let safety = app.safety();
        if safety.broken > 0 || safety.missing > 0 || !safety.complete {
            return Err(format!("the notebook opens damaged: {safety:?}"));
        }
        let mut shown: BTreeMap<RevisionId, Fields> = BTreeMap::new();
        let records: BTreeSet<RecordId> = self.saved.values().map(|(record, _)| *record).collect();
        for record in records {
            shown.extend(app.versions(record).into_iter().map(|version| (version.id, version.fields)));
        }
        for (id, (record, fields)) in &self.saved {
            let seen = shown.get(id).ok_or_else(|| format!("{id} of {record} is not shown any more"))?;
            self.all_there(disk, id, *record, fields, seen, "shown")?;
        }
        for (id, acceptable) in &self.drafts {
            let here = app.draft(*id);
            if !acceptable.iter().any(|draft| here.as_ref().is_some_and(|h| h.entries == draft.entries)) {
                return Err(format!("the draft {id} does not open as it was kept: {here:?}"));
            }
        }
        let all: BTreeSet<RecordId> = disk.revisions.values().map(|r| r.record).collect();
        same_views(disk, app, &all)
    }

    fn all_there(
        &self,
        disk: &Disk,
        id: &RevisionId,
        record: RecordId,
        promised: &Fields,
        found: &Fields,
        place: &str,
    ) -> Result<(), String> {
        for (path, value) in promised {
            let given_up = || self.gave_up.contains(&record) && covered(disk, id, path);
            let let_go = || {
                let kind = disk.revisions.get(id).map(|revision| &revision.kind);
                self.put_away.contains(&record)
                    && disk.away.contains(id)
                    && kind.is_some_and(|kind| !put_away::stays(kind, path))
            };
            if found.get(path) != Some(value) && !given_up() && !let_go() {
                let story = disk.story();
                return Err(format!(
                    "{path} of {id} is not {place} any more: {value}\nOn the disk:\n{story}"
                ));
            }
        }
        Ok(())
    }
}

/// Equal sets give equal views: what an app shows of these records is what the disk says.
fn same_views(disk: &Disk, app: &App, records: &BTreeSet<RecordId>) -> Result<(), String> {
    for record in records {
        let (one, other) = (merge::view(&disk.notebook, *record), app.view(*record));
        if one != other {
            let story = disk.story();
            return Err(format!("the disk says {one:?}, a window shows {other:?}\nOn the disk:\n{story}"));
        }
    }
    Ok(())
}

/// A record as an app shows it.
pub fn view(app: &App, record: RecordId) -> Option<View> {
    app.view(record)
}

/// Whether an act on the disk closes this path of this revision: by brute force.
fn covered(disk: &Disk, id: &RevisionId, path: &str) -> bool {
    let Some(revision) = disk.revisions.get(id) else { return false };
    disk.of(revision.record).any(|act| match act.act {
        Act::Erase => true,
        Act::Withdraw => {
            (act.closes.is_empty() || act.closes.iter().any(|p| p == path))
                && descends(disk, act, *id, &mut BTreeSet::new())
        }
        Act::Write | Act::Other(_) => false,
    })
}

/// Whether this path was taken out for good, or erased with its record: by brute force.
fn is_gone(disk: &Disk, revision: &Revision, path: &str) -> bool {
    !matches!(path, "engagement_id" | "added_on_purpose")
        && disk.of(revision.record).any(|act| match act.act {
            Act::Erase => true,
            Act::Withdraw => {
                act.closes.iter().any(|p| p == path) && descends(disk, act, revision.id, &mut BTreeSet::new())
            }
            Act::Write | Act::Other(_) => false,
        })
}

fn descends(disk: &Disk, child: &Revision, ancestor: RevisionId, seen: &mut BTreeSet<RevisionId>) -> bool {
    child.parents.iter().any(|parent| {
        *parent == ancestor
            || seen.insert(*parent)
                && disk.revisions.get(parent).is_some_and(|p| descends(disk, p, ancestor, seen))
    })
}
