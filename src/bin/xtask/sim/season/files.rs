//! Files: made, proved, lost, repeated, forged, and those of a colleague.

use super::super::Plant;
use super::super::checks::view;
use super::super::outgoing;
use super::super::phone::{Phone, Window};
use super::super::world::{Chance, finish};
use super::{Checked, Season};
use ginnel::app::App;
use ginnel::app::commands::bring_in::NotStaged;
use ginnel::app::state::Told;
use ginnel::domain::ids::RecordId;
use ginnel::domain::merge::State;
use ginnel::domain::revision::{Revision, Sharing};
use ginnel::exchange::read::Reader;
use serde_json::json;
use std::collections::BTreeSet;

/// Files that the desks are given at the end.
const AT_DESKS: usize = 5;

impl Season {
    /// Makes a file, and proves it against the disk.
    pub(super) fn send(&mut self, app: &App, chance: &mut Chance) -> Checked {
        let all = chance.once_in(2);
        // Without a lock is a choice, also where keys are confirmed.
        let is_sealed = app.issuer().is_some() && !chance.once_in(6);
        let made = self.phone.with_faults(chance, app.make("desk", all, is_sealed));
        self.tell(format!("sent, sealed {is_sealed}: {}", matches!(made, Some(Ok(_)))));
        let Some(Ok(mut file)) = made else { return Ok(()) };
        if is_sealed {
            file = self.opened_at_the_desk(app, file)?;
        } else if !file.sealed_for.is_empty() {
            return Err(format!("a file goes open, and says that it is sealed for {:?}", file.sealed_for));
        }
        let (id, mut open) = (file.file, BTreeSet::new());
        let disk = self.phone.look()?;
        for (name, bytes) in file.parts {
            let mut leaving = read(&bytes)?;
            if self.plant == Plant::RelaxSharing {
                let held = |r: &Revision| disk.revisions.get(&r.id).map(|held| (**held).clone());
                leaving.iter_mut().for_each(|r| *r = held(r).unwrap_or_else(|| r.clone()));
            }
            outgoing::check(disk, &leaving, all)?;
            outgoing::check_bytes(&leaving, &name, &bytes)?;
            open.extend(leaving.iter().filter(|r| !r.fields.is_empty()).map(|r| r.id));
            self.files.push(bytes);
        }
        if chance.once_in(2) {
            // Said, whether the phone keeps it or not.
            self.went.extend(open);
            let done = self.phone.with_faults(chance, app.tell(id, Told::Went));
            self.tell(format!("it went: {done:?}"));
        }
        Ok(())
    }

    pub(super) fn bring(&mut self, app: &App, chance: &mut Chance, bytes: &[u8], whose: &str) -> Checked {
        let staged = match self.phone.with_faults(chance, app.stage(bytes)) {
            Some(Ok(staged)) => staged,
            Some(Err(NotStaged::Refused(why))) => {
                return Err(format!("a sound file of {whose} is refused: {why:?}"));
            }
            failed => {
                self.tell(format!("looked at a file of {whose}: {failed:?}"));
                return Ok(());
            }
        };
        let (new, waits) = (staged.report.new.len(), staged.report.waiting.len());
        let done = self.phone.with_faults(chance, app.bring_in(&staged));
        self.tell(format!("brought in a file of {whose}, {new} new, {waits} wait: {done:?}"));
        if matches!(done, Some(Ok(_))) {
            let again =
                finish(app.stage(bytes))?.map_err(|error| format!("refused the second time: {error:?}"))?;
            if !again.report.new.is_empty() {
                return Err(format!("brought in again, {} are new", again.report.new.len()));
            }
        }
        Ok(())
    }

    pub(super) fn bring_own(&mut self, app: &App, chance: &mut Chance) -> Checked {
        let Some(bytes) = chance.pick(&self.files) else { return Ok(()) };
        self.bring(app, chance, &bytes, "this phone")
    }

    pub(super) fn bring_from_colleague(&mut self, app: &App, chance: &mut Chance) -> Checked {
        for bytes in self.file_of_colleague(chance)? {
            self.bring(app, chance, &bytes, "a colleague")?;
        }
        Ok(())
    }

    /// A colleague takes in a file of the phone, writes, changes, takes back or narrows, and sends one in turn.
    pub(super) fn file_of_colleague(&mut self, chance: &mut Chance) -> Result<Vec<Vec<u8>>, String> {
        if self.colleague.windows.is_empty() {
            let app = self.colleague.opened()?;
            self.colleague.windows.push(Window::new(app));
        }
        let theirs = self.colleague.windows[0].app.clone();
        if let Some(bytes) = chance.pick(&self.files) {
            let staged =
                finish(theirs.stage(&bytes))?.map_err(|error| format!("refused there: {error:?}"))?;
            finish(theirs.bring_in(&staged))?.map_err(|error| format!("not kept there: {error:?}"))?;
        }
        let (words, record) = (self.typed(), chance.pick(&self.records()));
        match (chance.below(6), record) {
            (0, Some(record)) => drop(finish(theirs.take_back(record))?),
            (1, Some(record)) => drop(finish(theirs.erase(record))?),
            (2 | 3, Some(record)) => {
                if let Ok(mut draft) = theirs.begin_change(record) {
                    if let Some(entry) = draft.main_mut() {
                        entry.fields.insert("words".into(), json!(words));
                        entry.sharing = Sharing::from(["my_coordinator", "private"][chance.below(2)]);
                    }
                    drop(finish(theirs.save(&draft))?);
                }
            }
            _ => {
                let mut draft = theirs.begin_note();
                draft
                    .main_mut()
                    .into_iter()
                    .for_each(|e| drop(e.fields.insert("words".into(), json!(words))));
                drop(finish(theirs.save(&draft))?);
            }
        }
        let made =
            finish(theirs.make_file("wren", true))?.map_err(|error| format!("no file there: {error:?}"))?;
        Ok(made.parts.into_iter().map(|(_, bytes)| bytes).collect())
    }

    /// One byte of a file is changed, or its end is cut off: it is refused, or says just what it said.
    pub(super) fn bring_forged(&mut self, app: &App, chance: &mut Chance) -> Checked {
        self.bring_sealed(app, chance)?;
        let Some(sound) = chance.pick(&self.files) else { return Ok(()) };
        let (at, mut forged) = forged(&sound, chance);
        if self.plant == Plant::TakeForged {
            forged = chance.pick(&self.files).unwrap_or(forged);
        }
        let meant = finish(app.stage(&sound))?.map_err(|error| format!("refused: {error:?}"))?;
        match finish(app.stage(&forged))? {
            Ok(staged) if (&staged.header, &staged.report) != (&meant.header, &meant.report) => {
                Err(format!("a forged file is taken: byte {at}"))
            }
            _ => Ok(()),
        }
    }

    pub(super) fn take_file_out(&mut self, app: &App, chance: &mut Chance) -> Checked {
        let Some(batch) = chance.pick(&app.brought()) else { return Ok(()) };
        let done = self.phone.with_faults(chance, app.take_file_out(batch.batch));
        self.tell(format!("took a file out again: {done:?}"));
        Ok(())
    }

    /// Two desks that take in the same files in different orders, one of them twice, show the same.
    pub(super) fn two_desks_agree(&mut self) -> Checked {
        let mut desks =
            [Phone::new(self.seed ^ 1, Plant::Nothing), Phone::new(self.seed ^ 2, Plant::Nothing)];
        let apps = [desks[0].opened()?, desks[1].opened()?];
        let files = &self.files[self.files.len().saturating_sub(AT_DESKS)..];
        let forwards: Vec<&Vec<u8>> = files.iter().collect();
        let backwards: Vec<&Vec<u8>> = files.iter().rev().chain(files.first()).collect();
        for (app, order) in apps.iter().zip([forwards, backwards]) {
            for bytes in order {
                let staged =
                    finish(app.stage(bytes))?.map_err(|error| format!("a desk refuses: {error:?}"))?;
                finish(app.bring_in(&staged))?.map_err(|error| format!("a desk keeps nothing: {error:?}"))?;
            }
        }
        let records: BTreeSet<RecordId> = desks[0].look()?.revisions.values().map(|r| r.record).collect();
        for record in records {
            let [one, other] = [0, 1].map(|desk| view(&apps[desk], record));
            let (Some(one), Some(other)) = (one, other) else {
                return Err(format!("one desk has {record}, one has not"));
            };
            // Whether two heads are put together or shown apart may hang on words that were drawn back in between.
            let apart = |state| matches!(state, State::Merged | State::Conflict);
            let same = one == other || one.heads == other.heads && apart(one.state) && apart(other.state);
            if !same {
                return Err(format!("two desks with the same files show {one:?} and {other:?}"));
            }
        }
        Ok(())
    }
}

/// A file with another byte at some place, or cut off there; and the place.
pub(super) fn forged(sound: &[u8], chance: &mut Chance) -> (usize, Vec<u8>) {
    let mut forged = sound.to_vec();
    let at = chance.below(forged.len());
    if chance.once_in(4) {
        forged.truncate(at);
    } else {
        forged[at] ^= 1 << chance.below(7);
    }
    (at, forged)
}

/// What a sound file holds.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Revision>, String> {
    let mut reader = Reader::new(bytes).map_err(|error| format!("our own file is refused: {error:?}"))?;
    let mut revisions = Vec::new();
    for revision in reader.by_ref() {
        revisions.push(revision.map_err(|error| format!("our own file is refused: {error:?}"))?);
    }
    reader.finish().map_err(|error| format!("our own file is refused: {error:?}"))?;
    Ok(revisions)
}
