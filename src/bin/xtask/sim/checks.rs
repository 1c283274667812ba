//! What a worker would have lost: the words that the phone said were kept, beside what is on the disk and what a
//! fresh start shows.

use super::disk::{self, Disk};
use super::phone::Phone;
use ginnel::app::App;
use ginnel::app::draft::Draft;
use ginnel::domain::ids::{DraftId, RecordId, RevisionId};
use ginnel::domain::merge::View;
use ginnel::domain::revision::{Act, Fields, Revision};
use ginnel::vault::seal::KeyRing;
use std::collections::{BTreeMap, BTreeSet};

/// What the phone said was kept, and what its worker asked to be rid of.
#[derive(Default)]
pub struct Promised {
    /// Saved words, by revision.
    pub saved: BTreeMap<RevisionId, (RecordId, Fields)>,
    /// Unfinished writing: as last kept, and as it may be since something went wrong.
    pub drafts: BTreeMap<DraftId, Vec<Draft>>,
    /// Records that the worker took back, took words out of, or erased.
    pub gave_up: BTreeSet<RecordId>,
}

impl Promised {
    /// A save said *Saved on this phone*: the rows are looked at, past the app.
    ///
    /// # Errors
    /// What is not there.
    pub fn tick(
        &mut self,
        phone: &Phone,
        ring: &KeyRing,
        kept: &[(RecordId, RevisionId, Fields)],
    ) -> Result<(), String> {
        for (record, id, fields) in kept {
            let row = disk::revision(&phone.disk, ring, *id);
            if row.as_ref().map(|r| &r.fields) != Some(fields) {
                return Err(format!("a tick, but {id} is not on the disk as saved: {row:?}, not {fields:?}"));
            }
            self.saved.insert(*id, (*record, fields.clone()));
        }
        Ok(())
    }

    /// Everything that was ever promised, on the disk and after a fresh start.
    ///
    /// # Errors
    /// What is lost, hidden or broken.
    pub fn all_kept(&self, phone: &Phone) -> Result<(), String> {
        let ring = phone.ring()?;
        let disk = disk::read(&phone.disk, &ring)?;
        for (id, (record, fields)) in &self.saved {
            let held = disk
                .revisions
                .get(id)
                .ok_or_else(|| format!("{id} of {record} is not on the disk any more"))?;
            self.all_there(&disk, id, *record, fields, &held.fields, "on the disk")?;
        }
        for (id, acceptable) in &self.drafts {
            let here = disk.drafts.get(id);
            let same = |draft: &Draft| here.is_some_and(|h| h.entries == draft.entries);
            if !acceptable.iter().any(same) {
                return Err(format!("the draft {id} is not on the disk as it was kept: {here:?}"));
            }
        }
        let app = phone.opened()?;
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
            self.all_there(&disk, id, *record, fields, seen, "shown")?;
        }
        self.same_views(&disk, &app, phone)
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
            if found.get(path) != Some(value) && !given_up() {
                let story = disk.story();
                return Err(format!(
                    "{path} of {id} is not {place} any more: {value}\nOn the disk:\n{story}"
                ));
            }
        }
        Ok(())
    }

    /// Equal sets give equal views: every window that has seen everything shows what a fresh start shows.
    fn same_views(&self, disk: &Disk, fresh: &App, phone: &Phone) -> Result<(), String> {
        let records: BTreeSet<RecordId> = disk.revisions.values().map(|r| r.record).collect();
        for window in phone.windows.iter().filter(|window| window.is_fresh) {
            for record in &records {
                let (one, other) = (view(fresh, *record), view(&window.app, *record));
                if one != other {
                    return Err(format!("a fresh start shows {one:?}, a window {other:?}"));
                }
            }
        }
        Ok(())
    }
}

/// A record as an app shows it.
pub fn view(app: &App, record: RecordId) -> Option<View> {
    app.note(record).map(|note| note.view)
}

/// Whether an act on the disk closes this path of this revision: by brute force.
fn covered(disk: &Disk, id: &RevisionId, path: &str) -> bool {
    let Some(revision) = disk.revisions.get(id) else { return false };
    disk.revisions.values().filter(|act| act.record == revision.record).any(|act| match act.act {
        Act::Erase => true,
        Act::Withdraw => {
            (act.closes.is_empty() || act.closes.iter().any(|p| p == path))
                && descends(disk, act, *id, &mut BTreeSet::new())
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
