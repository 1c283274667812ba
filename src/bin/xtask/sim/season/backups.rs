//! The worker keeps a copy: a new phone takes it in, with everything going wrong there too, and the old one takes it in
//! again at some later time.

use super::super::Plant;
use super::super::checks::view;
use super::super::phone::Phone;
use super::super::world::{Chance, finish};
use super::{Checked, Season};
use ginnel::app::commands::bring_in::NotStaged;
use ginnel::app::draft::Draft;
use ginnel::app::{App, Failure};
use ginnel::domain::ids::{RecordId, RevisionId};
use ginnel::domain::revision::Fields;
use ginnel::exchange::read::Reader;
use std::collections::{BTreeMap, BTreeSet};

/// Tries of a restore while the store goes wrong; the next one is on a store that is well.
const TRIES: usize = 4;

/// What leaves for the coordinator.
type Leaves = BTreeMap<RevisionId, Fields>;

impl Season {
    /// Makes a copy, with the passphrase or with something else, and restores it on a new phone.
    pub(super) fn back_up(&mut self, app: &App, chance: &mut Chance) -> Checked {
        let passphrases: Vec<String> = self.phone.ways.passphrases.iter().cloned().collect();
        let right = chance.pick(&passphrases).filter(|_| !chance.once_in(8));
        let typed = right.clone().unwrap_or_else(|| "kettle ladder".to_owned());
        let made = self.phone.with_faults(chance, app.make_backup(&typed));
        self.tell(format!("a copy, made: {}", matches!(made, Some(Ok(_)))));
        let made = match (made, right) {
            (Some(Ok(_)), None) => return Err("a copy was made without the passphrase".to_owned()),
            (Some(Ok(made)), Some(_)) => made,
            (Some(Err(Failure::WrongPassword)), Some(_)) if !self.phone.windows.is_empty() => {
                // A window that does not know of the last change yet has the slots before.
                return Ok(());
            }
            _ => return Ok(()),
        };
        let [(name, file)] = made.made.parts.as_slice() else {
            return Err("a copy is in parts".to_owned());
        };
        if made.left_out > 0 || name.contains('<') || String::from_utf8_lossy(file).contains('<') {
            return Err(format!("typed words lie open in a copy, or {} were left out", made.left_out));
        }
        let done = self.phone.with_faults(chance, app.keep_backup(made.kept));
        self.tell(format!("it is kept: {done:?}"));
        self.restored_elsewhere(chance, file, &typed)?;
        self.copies.push((file.clone(), typed));
        Ok(())
    }

    /// All of it is on a new phone in the end, and before that nothing. Both phones show the same and send the same.
    fn restored_elsewhere(&mut self, chance: &mut Chance, file: &[u8], passphrase: &str) -> Checked {
        let mut other = Phone::new(chance.next(), Plant::Nothing);
        let fresh = other.opened()?;
        match finish(fresh.stage_locked(file, "kettle"))? {
            Err(NotStaged::WrongSecret) => {}
            opened => return Err(format!("a copy opened with another passphrase: {opened:?}")),
        }
        other.look()?;
        let device = self.phone.look()?.device.clone();
        device.into_iter().for_each(|device| other.read.notebook.also_of(device));
        let mut tries = 0;
        loop {
            let app = other.opened()?;
            let restore = async {
                let staged = app.stage_locked(file, passphrase).await?;
                app.bring_in(&staged).await.map_err(NotStaged::Failed)
            };
            let done = if tries < TRIES { other.reading(chance, restore) } else { Some(finish(restore)?) };
            let here = other.look()?.revisions.len();
            match done {
                Some(Ok(_)) => break,
                Some(Err(NotStaged::Refused(why))) => return Err(format!("a copy is refused: {why:?}")),
                Some(Err(error)) if tries >= TRIES => return Err(format!("a copy is not kept: {error:?}")),
                _ if here != 0 && here != self.phone.read.revisions.len() => {
                    return Err(format!("{here} of a copy count, and it did not come in to its end"));
                }
                _ => tries += 1,
            }
        }
        self.tell(format!("a copy came in on a new phone, after {tries} tries"));
        if self.plant == Plant::LoseInRestore {
            let first = other.read.revisions.keys().next().copied();
            first.and_then(|id| other.read.revisions.remove(&id));
        }
        let (here, there) = (&self.phone.read, &other.read);
        for (id, held) in &here.revisions {
            if there.revisions.get(id).is_none_or(|came| came.fields != held.fields) {
                return Err(format!("{id} is not as it was, restored\nOn the disk:\n{}", here.story()));
            }
        }
        for (id, draft) in &here.drafts {
            // What the store would not keep is in the window that made the copy, and so in the copy. Of a save that was
            // broken off nothing is promised, and either may be there.
            let promised = self.promised.drafts.get(id);
            let may_be = |came: &Draft| {
                let as_promised = |all: &Vec<Draft>| all.iter().any(|one| one.entries == came.entries);
                came.entries == draft.entries || promised.is_none_or(as_promised)
            };
            if !there.drafts.get(id).is_some_and(may_be) {
                return Err(format!("the draft {id} was not restored"));
            }
        }
        let again = other.opened()?;
        self.promised.shown_by(&again, &mut other)?;
        let before = self.phone.opened()?;
        self.same_shown(&before, &again)?;
        self.same_leaves(&before, &again)?;
        let twice = finish(again.stage_locked(file, passphrase))?.map_err(|error| format!("{error:?}"))?;
        if !twice.report.new.is_empty() || !twice.report.fuller.is_empty() || !twice.aside.drafts.is_empty() {
            return Err("a copy has something new the second time".to_owned());
        }
        Ok(())
    }

    fn same_shown(&self, one: &App, other: &App) -> Checked {
        let records: BTreeSet<RecordId> = self.phone.read.revisions.values().map(|r| r.record).collect();
        for record in records {
            let (old, new) = (view(one, record), view(other, record));
            if old != new {
                return Err(format!("the old phone shows {old:?}, the restored one {new:?}"));
            }
        }
        if one.profile() != other.profile() || one.issuer() != other.issuer() {
            return Err("a restored phone has other settings".to_owned());
        }
        Ok(())
    }

    /// A restored phone sends what the old one would, and no byte more.
    fn same_leaves(&self, one: &App, other: &App) -> Checked {
        let (old, new) = (leaves(one)?, leaves(other)?);
        match old == new {
            true => Ok(()),
            false => Err(format!("the old phone sends {old:?}, the restored one {new:?}")),
        }
    }

    /// A copy of some earlier day comes in on the phone that made it: what is here stays as it is.
    pub(super) fn bring_copy_home(&mut self, app: &App, chance: &mut Chance) -> Checked {
        let Some((file, passphrase)) = chance.pick(&self.copies) else { return Ok(()) };
        let restore = async {
            let staged = app.stage_locked(&file, &passphrase).await?;
            let new = staged.report.new.len();
            app.bring_in(&staged).await.map_err(NotStaged::Failed).map(|_| new)
        };
        let done = self.phone.with_faults(chance, restore);
        self.tell(format!("an earlier copy came home, new: {done:?}"));
        match done {
            Some(Err(NotStaged::Refused(why))) => Err(format!("an earlier copy is refused: {why:?}")),
            Some(Err(NotStaged::WrongSecret)) => Err("an earlier copy does not open any more".to_owned()),
            _ => Ok(()),
        }
    }
}

/// What a file for the coordinator has.
fn leaves(app: &App) -> Result<Leaves, String> {
    let made = finish(app.make_file("desk", true))?.map_err(|error| format!("no file is made: {error:?}"))?;
    let mut all = Leaves::new();
    for (_, bytes) in made.parts {
        for revision in Reader::new(&bytes).map_err(|refusal| format!("{refusal:?}"))? {
            let revision = revision.map_err(|refusal| format!("{refusal:?}"))?;
            all.insert(revision.id, revision.fields);
        }
    }
    Ok(all)
}
