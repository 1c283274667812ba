//! Two windows that do something at the same moment, their calls to the store in turns as chance has it.

use super::super::checks::view;
use super::super::world::{Chance, finish};
use super::files::read;
use super::writing::{inside, saved_as};
use super::{Checked, Season};
use ginnel::app::commands::bring_in::NotStaged;
use ginnel::app::draft::Draft;
use ginnel::app::{App, Failure};
use ginnel::domain::ids::{DraftId, FileId, RecordId};
use ginnel::domain::revision::{Fields, Revision};
use ginnel::vault::recovery_code::RecoveryCode;
use std::collections::BTreeSet;

impl Season {
    /// The window that is not in front; it comes to the front.
    pub(super) fn other_window(&mut self, chance: &mut Chance) -> Result<Option<App>, String> {
        self.phone.window(1 - self.phone.in_front.min(1), chance)
    }

    /// One draft in two windows, typed on in both and saved in both at the same moment: under the same ids, which is
    /// what a save tried twice has, or each under its own, as the pages do it.
    pub(super) fn save_twice_at_once(&mut self, app: &App, chance: &mut Chance) -> Checked {
        let Some(other) = self.other_window(chance)? else { return Ok(()) };
        let draft = match self.page(chance) {
            Some(page) => page,
            None => match chance.pick(&self.records()).and_then(|record| app.begin_change(record).ok()) {
                Some(change) => change,
                None => app.begin_note(),
            },
        };
        let kept_before =
            if self.is_its_own(&draft)? { self.promised.drafts.remove(&draft.id) } else { None };
        self.pages.retain(|(_, page)| page.hand != draft.hand);
        let mut drafts = [draft.clone(), draft];
        for (number, app) in [app, &other].into_iter().enumerate() {
            if chance.once_in(2) {
                drafts[number] = app.own_copy(drafts[number].clone());
            }
            if !chance.once_in(8) {
                self.type_into(&mut drafts[number]);
            }
        }
        let done = self.phone.both_with_faults(chance, app.save(&drafts[0]), other.save(&drafts[1]));
        self.tell(format!("saved at once {} and {}: {done:?}", inside(&drafts[0]), inside(&drafts[1])));
        for (draft, done) in drafts.iter().zip(&done) {
            if let Some(Ok(saved)) = done {
                self.saved(draft, saved)?;
            }
        }
        let neither = done.iter().all(|done| !matches!(done, Some(Ok(_))));
        if neither && !self.is_in(&drafts[0])? && !self.is_in(&drafts[1])? {
            self.promised.drafts.extend(kept_before.map(|known| (drafts[0].id, known)));
        }
        Ok(())
    }

    /// One kept draft, open in two windows and typed on in both at the same moment: what either said to be kept is on
    /// the disk, under one id or another.
    pub(super) fn type_twice_at_once(&mut self, app: &App, chance: &mut Chance) -> Checked {
        let front = self.phone.in_front;
        let Some(other) = self.other_window(chance)? else { return Ok(()) };
        let behind = self.phone.in_front;
        let known = |id: &DraftId| app.draft(*id).is_some() && other.draft(*id).is_some();
        let ids: Vec<DraftId> = self.promised.drafts.keys().copied().filter(known).collect();
        let Some(id) = chance.pick(&ids) else { return Ok(()) };
        let opened = |app: &App| app.draft(id).map(|draft| app.own_copy(draft));
        let (Some(one), Some(another)) = (opened(app), opened(&other)) else { return Ok(()) };
        let mut pages = [one, another];
        pages.iter_mut().for_each(|page| self.type_into(page));
        let may_write_over = [self.is_its_own(&pages[0])?, self.is_its_own(&pages[1])?];
        let done =
            self.phone.both_with_faults(chance, app.keep_draft(&pages[0]), other.keep_draft(&pages[1]));
        self.tell(format!("typed at once {} and {} in {id}: {done:?}", inside(&pages[0]), inside(&pages[1])));
        let said: Vec<Option<DraftId>> =
            done.iter().map(|done| done.as_ref().and_then(|kept| kept.as_ref().ok().copied())).collect();
        if said[0].is_some() && said[0] == said[1] {
            return Err(format!("both windows say that {id} is theirs"));
        }
        if !said.contains(&Some(id)) {
            // As it was, or as one who was not told has it.
            let theirs = pages.iter().zip(may_write_over).zip(&said);
            let may_be: Vec<Draft> = theirs
                .filter(|((_, may), said)| *may && said.is_none())
                .map(|((page, _), _)| page.clone())
                .collect();
            self.promised.drafts.entry(id).or_default().extend(may_be);
        }
        for ((page, may_write_over), said) in pages.iter_mut().zip(may_write_over).zip(said) {
            let Some(kept) = said else { continue };
            if kept == id && !may_write_over {
                return Err(format!("{id} was written over"));
            }
            page.id = kept;
            self.promised.drafts.insert(kept, vec![page.clone()]);
        }
        let [one, another] = pages;
        self.pages.extend([(front, one), (behind, another)]);
        Ok(())
    }

    /// A record is taken back, cleared of words or erased in one window while a change of it is saved in the other. What
    /// was said to be gone is not on the disk then, whichever came first; what was saved is, unless it was to go.
    pub(super) fn give_up_while_saving(&mut self, app: &App, chance: &mut Chance) -> Checked {
        let Some(other) = self.other_window(chance)? else { return Ok(()) };
        let Some(record) = chance.pick(&self.records()) else { return Ok(()) };
        let Some(now) = view(app, record).filter(|view| view.state.is_open()) else { return Ok(()) };
        let Ok(begun) = other.begin_change(record) else { return Ok(()) };
        let mut draft = other.own_copy(begun);
        self.type_into(&mut draft);
        let without = self.without_words(&now.fields);
        self.promised.gave_up.insert(record);
        self.give_up_drafts(record);
        let how = chance.below(ACTS.len());
        let give_up = give_up(app, record, how, without);
        let save = async { other.save(&draft).await.map(drop) };
        let done = self.phone.both_with_faults(chance, give_up, save);
        self.tell(format!("{} {record} and saved {} at once: {done:?}", ACTS[how], inside(&draft)));
        if let [_, Some(Ok(()))] = done {
            self.promise_saved(&draft)?;
        }
        Ok(())
    }

    /// A record is taken back, cleared of words or erased in one window while a file that changes it comes in in the
    /// other: what was said to be gone does not come back to the disk with it.
    pub(super) fn give_up_while_bringing_in(&mut self, app: &App, chance: &mut Chance) -> Checked {
        let Some(other) = self.other_window(chance)? else { return Ok(()) };
        let Some(file) = self.file_of_colleague(chance)?.into_iter().next() else { return Ok(()) };
        let ours = self.records();
        let is_news =
            |r: &Revision| ours.contains(&r.record) && !self.phone.read.revisions.contains_key(&r.id);
        let news: Vec<RecordId> = read(&file)?.iter().filter(|r| is_news(r)).map(|r| r.record).collect();
        let Some(record) = chance.pick(&news) else { return Ok(()) };
        let Some(now) = view(app, record).filter(|view| view.state.is_open()) else { return Ok(()) };
        let without = self.without_words(&now.fields);
        self.promised.gave_up.insert(record);
        self.give_up_drafts(record);
        let how = chance.below(ACTS.len());
        let give_up = async { give_up(app, record, how, without).await.map_err(NotStaged::Failed) };
        let done = self.phone.both_with_faults(chance, give_up, bring(&other, &file));
        self.tell(format!("{} {record} and brought a file in at once: {done:?}", ACTS[how]));
        match &done[1] {
            Some(Err(NotStaged::Refused(why))) => Err(format!("a sound file is refused: {why:?}")),
            _ => Ok(()),
        }
    }

    /// Two windows bring in files at the same moment: the same, or two that hold much of the same.
    pub(super) fn bring_in_twice_at_once(&mut self, app: &App, chance: &mut Chance) -> Checked {
        let Some(other) = self.other_window(chance)? else { return Ok(()) };
        let Some(file) = self.file_of_colleague(chance)?.into_iter().next() else { return Ok(()) };
        let later = if chance.once_in(2) { self.file_of_colleague(chance)?.into_iter().next() } else { None };
        let files = [&file, later.as_ref().unwrap_or(&file)];
        let done = self.phone.both_with_faults(chance, bring(app, files[0]), bring(&other, files[1]));
        self.tell(format!("brought in at once two files, the same {}: {done:?}", later.is_none()));
        let fresh = self.phone.opened()?;
        for (bytes, done) in files.into_iter().zip(done) {
            match done {
                Some(Err(NotStaged::Refused(why))) => {
                    return Err(format!("a sound file is refused: {why:?}"));
                }
                Some(Ok(())) => all_in(&fresh, bytes)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// Any two of the longer things at the same moment: a change saved, a file brought in or taken out again, the bin
    /// emptied, something taken out of it. What each said it did is so.
    pub(super) fn any_two_at_once(&mut self, app: &App, chance: &mut Chance) -> Checked {
        let Some(other) = self.other_window(chance)? else { return Ok(()) };
        let (one, another) = (self.something(app, chance)?, self.something(&other, chance)?);
        let done = self.phone.both_with_faults(chance, one.at(app), another.at(&other));
        self.tell(format!("{} and {} at once: {done:?}", one.told(), another.told()));
        let may_hide = [&one, &another].iter().any(|thing| matches!(thing, Thing::TakeFileOut(_)));
        for (thing, done) in [&one, &another].into_iter().zip(done) {
            match (thing, done) {
                (_, Some(Err(NotStaged::Refused(why)))) => {
                    return Err(format!("a sound file is refused: {why:?}"));
                }
                (Thing::Save(draft), Some(Ok(()))) => self.promise_saved(draft)?,
                (Thing::Bring(bytes), Some(Ok(()))) if !may_hide => all_in(&self.phone.opened()?, bytes)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// What a save said to be kept.
    pub(super) fn promise_saved(&mut self, draft: &Draft) -> Checked {
        let disk = self.phone.look()?;
        let entries = draft.entries.iter();
        let kept = entries.map(|entry| (saved_as(disk, entry), (entry.record, entry.fields.clone())));
        self.promised.saved.extend(kept);
        Ok(())
    }

    pub(super) fn something(&mut self, app: &App, chance: &mut Chance) -> Result<Thing, String> {
        let binned: Vec<RecordId> = app.bin().iter().map(|line| line.record).collect();
        // An unfinished change goes with the save, and is promised to stay until then: not of such a record.
        let drafts = self.promised.drafts.values().flatten();
        let unfinished: BTreeSet<RecordId> =
            drafts.flat_map(|d| d.entries.iter().map(|e| e.record)).collect();
        let mut records = self.records();
        records.retain(|record| !unfinished.contains(record));
        let thing = match chance.below(6) {
            0 => chance.pick(&records).and_then(|record| app.begin_change(record).ok()).map(|begun| {
                let mut draft = app.own_copy(begun);
                self.type_into(&mut draft);
                Thing::Save(Box::new(draft))
            }),
            1 => self.file_of_colleague(chance)?.into_iter().next().map(Thing::Bring),
            2 => chance.pick(&app.brought()).map(|brought| Thing::TakeFileOut(brought.batch)),
            3 => chance.pick(&binned).map(Thing::OutOfBin),
            4 => Some(Thing::SealAgain),
            _ => None,
        };
        Ok(thing.unwrap_or(Thing::EmptyBin))
    }
}

/// Something that a window does in more than one call to the store.
pub(super) enum Thing {
    Save(Box<Draft>),
    Bring(Vec<u8>),
    TakeFileOut(FileId),
    OutOfBin(RecordId),
    EmptyBin,
    SealAgain,
    GiveUp(RecordId, usize, Fields),
    FirstPassphrase(String, RecoveryCode),
}

impl Thing {
    pub(super) async fn at(&self, app: &App) -> Result<(), NotStaged> {
        match self {
            Self::Bring(bytes) => return bring(app, bytes).await,
            Self::Save(draft) => app.save(draft).await.map(drop),
            Self::TakeFileOut(batch) => app.take_file_out(*batch).await,
            Self::OutOfBin(record) => app.undo_take_back(*record).await,
            Self::EmptyBin => app.empty_bin().await,
            Self::SealAgain => app.seal_again(|_| ()).await,
            Self::GiveUp(record, how, without) => give_up(app, *record, *how, without.clone()).await,
            Self::FirstPassphrase(passphrase, code) => app.set_passphrase(passphrase, code).await,
        }
        .map_err(NotStaged::Failed)
    }

    pub(super) fn told(&self) -> String {
        match self {
            Self::Save(draft) => format!("saved {}", inside(draft)),
            Self::Bring(_) => "brought a file in".to_owned(),
            Self::TakeFileOut(batch) => format!("took the file {batch} out again"),
            Self::OutOfBin(record) => format!("took {record} out of the bin"),
            Self::EmptyBin => "emptied the bin".to_owned(),
            Self::SealAgain => "sealed everything again".to_owned(),
            Self::GiveUp(record, how, _) => format!("{} {record}", ACTS[*how]),
            Self::FirstPassphrase(..) => "set the first passphrase".to_owned(),
        }
    }
}

/// What a worker can do to be rid of words.
pub(super) const ACTS: [&str; 3] = ["took back", "took words out of", "erased"];

async fn give_up(app: &App, record: RecordId, how: usize, without: Fields) -> Result<(), Failure> {
    match how {
        0 => app.take_back(record).await,
        1 => app.take_out(record, without).await,
        _ => app.erase(record).await,
    }
}

/// A file that was brought in has nothing new for a window that was just opened.
pub(super) fn all_in(fresh: &App, bytes: &[u8]) -> Checked {
    let again = finish(fresh.stage(bytes))?.map_err(|error| format!("refused after: {error:?}"))?;
    match again.report.new.len() {
        0 => Ok(()),
        new => Err(format!("brought in, and {new} are not there")),
    }
}

async fn bring(app: &App, bytes: &[u8]) -> Result<(), NotStaged> {
    let staged = app.stage(bytes).await?;
    app.bring_in(&staged).await.map(drop).map_err(NotStaged::Failed)
}
