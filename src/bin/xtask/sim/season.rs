//! A season: one worker's phone, a colleague's, and what they do. Every step has a seed of its own.

use super::checks::{Promised, view};
use super::disk;
use super::outgoing;
use super::phone::Phone;
use super::world::{Chance, finish};
use super::{Plant, SEASON};
use ginnel::app::App;
use ginnel::app::draft::{Draft, Entry};
use ginnel::domain::ids::{RecordId, RevisionId};
use ginnel::domain::merge::State;
use ginnel::domain::revision::{Fields, Kind, Revision, Sharing};
use ginnel::exchange::read::Reader;
use ginnel::vault::seal::KeyRing;
use serde_json::json;
use std::collections::BTreeSet;

/// Steps between two looks at everything.
const LOOK: usize = 40;
/// Files that the desks are given at the end.
const AT_DESKS: usize = 5;

/// A season under way.
pub struct Season {
    seed: u64,
    plant: Plant,
    phone: Phone,
    colleague: Phone,
    promised: Promised,
    /// Pages left open with something typed.
    pages: Vec<Draft>,
    /// Files made on the phone, earliest first: lost, repeated and reordered from here.
    files: Vec<Vec<u8>>,
    words: usize,
    /// What happened, for whoever reads a failure.
    pub told: Vec<String>,
}

type Checked = Result<(), String>;

impl Season {
    /// A season, before its first step.
    pub fn new(seed: u64, plant: Plant) -> Self {
        Self {
            seed,
            plant,
            phone: Phone::new(seed, plant),
            colleague: Phone::new(!seed, Plant::Nothing),
            promised: Promised::default(),
            pages: Vec::new(),
            files: Vec::new(),
            words: 0,
            told: Vec::new(),
        }
    }

    /// Plays these steps, with a look at everything now and then and at the end.
    ///
    /// # Errors
    /// What a worker would have lost or leaked.
    pub fn play(&mut self, steps: &[u64]) -> Checked {
        self.phone.window(0, &mut Chance::new(self.seed))?;
        for (count, step) in steps.iter().enumerate() {
            let mut chance = Chance::new(self.seed.wrapping_mul(SEASON * 4).wrapping_add(*step));
            self.step(&mut chance)?;
            if count % LOOK == LOOK - 1 {
                self.promised.all_kept(&self.phone)?;
            }
        }
        self.promised.all_kept(&self.phone)?;
        self.two_desks_agree()
    }

    fn tell(&mut self, what: String) {
        self.told.push(what);
    }

    fn step(&mut self, chance: &mut Chance) -> Checked {
        let app = self.phone.window(chance.below(2), chance)?;
        match chance.below(40) {
            0..=7 => self.write(&app, chance),
            8..=14 => self.change(&app, chance),
            15..=17 => self.save_page(&app, chance),
            18 | 19 => self.take_back(&app, chance),
            20 | 21 => self.undo(&app, chance),
            22 => self.take_out(&app, chance),
            23 => self.erase(&app, chance),
            24 => self.empty_bin(&app, chance),
            25..=27 => self.send(&app, chance),
            28 => self.bring_own(&app, chance),
            29..=31 => self.bring_from_colleague(&app, chance),
            32 => self.bring_forged(&app, chance),
            33 => self.take_file_out(&app, chance),
            34 | 35 => self.settle(&app, chance),
            36 => self.drop_page(&app, chance),
            37 => {
                self.phone.world.jump(chance.below(100_000));
                Ok(())
            }
            _ => {
                self.phone.windows.clear();
                self.pages.clear();
                self.tell("the phone is restarted".to_owned());
                Ok(())
            }
        }
    }

    /// Words that are nowhere else.
    fn typed(&mut self) -> String {
        self.words += 1;
        format!("<{}>", self.words)
    }

    fn records(&self) -> Vec<RecordId> {
        let records: BTreeSet<RecordId> = self.promised.saved.values().map(|(record, _)| *record).collect();
        records.into_iter().collect()
    }

    /// A new note, sometimes with a group or an answer, kept as a draft and perhaps saved.
    fn write(&mut self, app: &App, chance: &mut Chance) -> Checked {
        let mut draft = app.begin_note();
        let words = self.typed();
        let level = Sharing::from(["my_coordinator", "my_coordinator", "private", "all_areas"][chance.below(4)]);
        let name = self.typed();
        if let Some(note) = draft.main_mut() {
            note.fields.insert("words".into(), json!(words));
            note.sharing = level;
        }
        let note = draft.main().map(|entry| entry.record.to_string()).unwrap_or_default();
        match chance.below(4) {
            0 => {
                let fields: Fields = [("name".to_owned(), json!(name))].into();
                let group = app.new_entry(Kind::Organisation, fields, Sharing::MyCoordinator);
                let known = group.record.to_string();
                draft.entries.push(group);
                if let Some(note) = draft.main_mut() {
                    note.fields.insert("orgs".into(), json!([known]));
                }
            }
            1 => {
                let fields: Fields =
                    [("engagement_id".to_owned(), json!(note)), ("answer".to_owned(), json!(name))].into();
                draft.entries.push(app.new_entry(Kind::Response, fields, Sharing::MyCoordinator));
            }
            _ => {}
        }
        self.type_on(app, chance, draft)
    }

    /// A change of a record: new words, another level, a wish, a promise, something of a later build.
    fn change(&mut self, app: &App, chance: &mut Chance) -> Checked {
        let Some(record) = chance.pick(&self.records()) else { return Ok(()) };
        let Ok(mut draft) = app.begin_change(record) else { return Ok(()) };
        let words = self.typed();
        let group = app.pick_groups("", 1).first().map(|group| group.record.to_string());
        if let Some(entry) = draft.main_mut() {
            let (path, value) = match (chance.below(8), &entry.kind) {
                (0, Kind::Organisation) => ("wishes", json!(["do_not_name"])),
                (1, Kind::Organisation) => ("wishes", json!(["no_more_visits"])),
                (_, Kind::Organisation) => ("name", json!(words)),
                (_, Kind::Response) => ("answer", json!(words)),
                (0, _) => ("promises.0b0c2d3e-4f50-4a1b-8c2d-000000000001", json!({"text": words, "by": "us"})),
                (1, _) => ("later.path", json!({"deep": [words]})),
                (2, _) if group.is_some() => ("orgs", json!([group])),
                (3, _) => ("tags", json!([words])),
                _ => ("words", json!(words)),
            };
            entry.fields.insert(path.to_owned(), value);
            if chance.once_in(4) {
                entry.sharing = Sharing::from(["private", "my_coordinator", "all_areas"][chance.below(3)]);
            }
        }
        self.type_on(app, chance, draft)
    }

    /// Typing: the draft is kept, and then saved, or the page left open.
    fn type_on(&mut self, app: &App, chance: &mut Chance, draft: Draft) -> Checked {
        if chance.once_in(2) {
            let kept = self.phone.with_faults(chance, app.keep_draft(&draft));
            self.tell(format!("typed {}: {kept:?}", inside(&draft)));
            let known = self.promised.drafts.get(&draft.id).cloned();
            match (kept, known) {
                (Some(Ok(())), _) => drop(self.promised.drafts.insert(draft.id, vec![draft.clone()])),
                // It may be on the disk as it is now, or as it was.
                (_, Some(known)) => {
                    drop(self.promised.drafts.insert(draft.id, [known, vec![draft.clone()]].concat()));
                }
                (_, None) => {}
            }
        }
        if self.phone.windows.is_empty() {
            return Ok(());
        }
        if chance.once_in(3) {
            self.pages.push(draft);
            return Ok(());
        }
        self.save(app, chance, draft)
    }

    fn save_page(&mut self, app: &App, chance: &mut Chance) -> Checked {
        if self.pages.is_empty() {
            return Ok(());
        }
        let mut draft = self.pages.swap_remove(chance.below(self.pages.len()));
        let words = self.typed();
        if let Some(entry) = draft.main_mut().filter(|_| chance.once_in(2)) {
            let path = match entry.kind {
                Kind::Organisation => "what_they_do",
                Kind::Response => "answer",
                _ => "words",
            };
            entry.fields.insert(path.to_owned(), json!(words));
        }
        self.save(app, chance, draft)
    }

    fn save(&mut self, app: &App, chance: &mut Chance, draft: Draft) -> Checked {
        let mut given = draft.clone();
        if self.plant == Plant::DropParent && chance.once_in(10) {
            given.entries.iter_mut().for_each(|entry| entry.base.clear());
        }
        let kept_before = self.promised.drafts.remove(&draft.id);
        let saved = self.phone.with_faults(chance, app.save(&given));
        self.tell(format!("saved {}: {saved:?}", inside(&draft)));
        let Some(Ok(saved)) = saved else {
            // The draft is still there, or the save that failed took it along with keeping its words.
            let ring = self.phone.ring()?;
            let all_in = draft.entries.iter().all(|e| {
                disk::revision(&self.phone.disk, &ring, e.revision).is_some_and(|r| r.fields == e.fields)
            });
            match kept_before {
                Some(known) if !all_in => drop(self.promised.drafts.insert(draft.id, known)),
                _ => {}
            }
            if !self.phone.windows.is_empty() {
                self.pages.push(draft);
            }
            return Ok(());
        };
        self.pages.retain(|page| page.id != draft.id);
        let ring = self.phone.ring()?;
        let main = draft.main().map(|entry| entry.record);
        let counts = |record| saved.records.contains(&record) || main == Some(record);
        let kept: Vec<(RecordId, RevisionId, Fields)> = draft
            .entries
            .iter()
            .filter(|entry| counts(entry.record))
            .map(|entry| (entry.record, self.saved_as(app, &ring, entry), entry.fields.clone()))
            .collect();
        self.promised.tick(&self.phone, &ring, &kept)?;
        for entry in draft.entries.iter().filter(|entry| counts(entry.record)) {
            let heads = view(app, entry.record).map(|view| view.heads).unwrap_or_default();
            if let Some(base) = entry.base.iter().find(|base| heads.contains(base)) {
                return Err(format!("{base} was changed, and still stands beside its change as a version of its own"));
            }
        }
        Ok(())
    }

    /// The revision that an entry became: its own, or where an earlier try of it was kept, one on top.
    fn saved_as(&self, app: &App, ring: &KeyRing, entry: &Entry) -> RevisionId {
        let heads = view(app, entry.record).map(|view| view.heads).unwrap_or_default();
        let holds = |id: &RevisionId| {
            disk::revision(&self.phone.disk, ring, *id).is_some_and(|row| row.fields == entry.fields)
        };
        [vec![entry.revision], heads].concat().into_iter().find(holds).unwrap_or(entry.revision)
    }

    fn drop_page(&mut self, app: &App, chance: &mut Chance) -> Checked {
        let Some(draft) = self.pages.pop() else { return Ok(()) };
        self.promised.drafts.remove(&draft.id);
        let dropped = self.phone.with_faults(chance, app.drop_draft(draft.id));
        self.tell(format!("threw away {}: {dropped:?}", inside(&draft)));
        Ok(())
    }

    fn take_back(&mut self, app: &App, chance: &mut Chance) -> Checked {
        let Some(record) = chance.pick(&self.records()) else { return Ok(()) };
        self.promised.gave_up.insert(record);
        let done = self.phone.with_faults(chance, app.take_back(record));
        self.tell(format!("took back {record}: {done:?}"));
        match (done, view(app, record)) {
            (Some(Ok(())), Some(view)) if view.state.is_open() => Err(format!("{record} was taken back and still stands")),
            _ => Ok(()),
        }
    }

    fn undo(&mut self, app: &App, chance: &mut Chance) -> Checked {
        let binned: Vec<RecordId> = app.bin().iter().map(|line| line.record).collect();
        let Some(record) = chance.pick(&binned) else { return Ok(()) };
        let done = self.phone.with_faults(chance, app.undo_take_back(record));
        self.tell(format!("took {record} out of the bin: {done:?}"));
        if !matches!(done, Some(Ok(()))) {
            return Ok(());
        }
        let Some(now) = view(app, record).filter(|view| view.state.is_open()) else {
            return Err(format!("{record} was brought back and does not stand"));
        };
        let ring = self.phone.ring()?;
        let kept: Vec<_> = now
            .heads
            .iter()
            .filter_map(|id| disk::revision(&self.phone.disk, &ring, *id).map(|r| (record, *id, r.fields)))
            .collect();
        if kept.is_empty() {
            return Err(format!("a tick, but nothing of {record} is on the disk"));
        }
        self.promised.tick(&self.phone, &ring, &kept)
    }

    fn take_out(&mut self, app: &App, chance: &mut Chance) -> Checked {
        let Some(record) = chance.pick(&self.records()) else { return Ok(()) };
        let Some(now) = view(app, record).filter(|view| view.state.is_open()) else { return Ok(()) };
        let mut fields = now.fields.clone();
        let out = self.typed();
        for path in ["words", "name", "answer"] {
            fields.entry(path.to_owned()).and_modify(|value| *value = json!(out));
        }
        self.promised.gave_up.insert(record);
        self.give_up_drafts(record);
        let done = self.phone.with_faults(chance, app.take_out(record, fields.clone()));
        self.tell(format!("took words of {record} out for good: {done:?}"));
        if !matches!(done, Some(Ok(()))) {
            return Ok(());
        }
        let closed: Vec<String> = now.fields.iter().filter(|(p, v)| fields.get(*p) != Some(v)).map(|(p, _)| p.clone()).collect();
        let disk = disk::read(&self.phone.disk, &self.phone.ring()?)?;
        for id in &now.heads {
            let left = disk.revisions.get(id).map(|r| r.fields.clone()).unwrap_or_default();
            if let Some(path) = closed.iter().find(|path| left.contains_key(*path)) {
                return Err(format!("{path} of {id} was taken out for good and is still on the disk"));
            }
        }
        Ok(())
    }

    /// Words that were taken out for good or erased do not live on in unfinished writing: it goes with them.
    fn give_up_drafts(&mut self, record: RecordId) {
        let of_record = |draft: &Draft| draft.entries.iter().any(|entry| entry.record == record);
        self.promised.drafts.retain(|_, kept| !kept.iter().any(of_record));
        self.pages.retain(|page| !of_record(page));
    }

    fn erase(&mut self, app: &App, chance: &mut Chance) -> Checked {
        let Some(record) = chance.pick(&self.records()).filter(|_| chance.once_in(2)) else { return Ok(()) };
        self.promised.gave_up.insert(record);
        self.give_up_drafts(record);
        let done = self.phone.with_faults(chance, app.erase(record));
        self.tell(format!("erased {record}: {done:?}"));
        if !matches!(done, Some(Ok(()))) {
            return Ok(());
        }
        let disk = disk::read(&self.phone.disk, &self.phone.ring()?)?;
        let words = |r: &&Revision| r.record == record && r.fields.keys().any(|p| p != "engagement_id");
        match disk.revisions.values().find(words) {
            Some(left) => Err(format!("{record} was erased and {} is still on the disk", left.id)),
            None => Ok(()),
        }
    }

    fn empty_bin(&mut self, app: &App, chance: &mut Chance) -> Checked {
        let done = self.phone.with_faults(chance, app.empty_bin());
        self.tell(format!("emptied the bin: {done:?}"));
        Ok(())
    }

    /// Makes a file, and proves it against the disk.
    fn send(&mut self, app: &App, chance: &mut Chance) -> Checked {
        let all = chance.once_in(2);
        let made = self.phone.with_faults(chance, app.make_file("desk", all));
        self.tell(format!("sent: {}", matches!(made, Some(Ok(_)))));
        let Some(Ok(file)) = made else { return Ok(()) };
        let disk = disk::read(&self.phone.disk, &self.phone.ring()?)?;
        for (_, bytes) in file.parts {
            let mut leaving = read(&bytes)?;
            if self.plant == Plant::RelaxSharing {
                leaving.iter_mut().for_each(|r| *r = disk.revisions.get(&r.id).cloned().unwrap_or_else(|| r.clone()));
            }
            outgoing::check(&disk, &leaving, all)?;
            self.files.push(bytes);
        }
        Ok(())
    }

    fn bring(&mut self, app: &App, chance: &mut Chance, bytes: &[u8], whose: &str) -> Checked {
        let staged = finish(app.stage(bytes))?;
        let Ok(staged) = staged else { return Err(format!("a sound file of {whose} is refused: {staged:?}")) };
        let (new, waits) = (staged.report.new.len(), staged.report.waiting.len());
        let done = self.phone.with_faults(chance, app.bring_in(staged));
        self.tell(format!("brought in a file of {whose}, {new} new, {waits} wait: {done:?}"));
        if matches!(done, Some(Ok(_))) {
            let again = finish(app.stage(bytes))?.map_err(|error| format!("refused the second time: {error:?}"))?;
            if !again.report.new.is_empty() {
                return Err(format!("brought in again, {} are new", again.report.new.len()));
            }
        }
        Ok(())
    }

    fn bring_own(&mut self, app: &App, chance: &mut Chance) -> Checked {
        let Some(bytes) = chance.pick(&self.files) else { return Ok(()) };
        self.bring(app, chance, &bytes, "this phone")
    }

    /// A colleague takes in a file of the phone, writes, changes, takes back or narrows, and sends one in turn.
    fn bring_from_colleague(&mut self, app: &App, chance: &mut Chance) -> Checked {
        let theirs = self.colleague.window(0, chance)?;
        if let Some(bytes) = chance.pick(&self.files) {
            let staged = finish(theirs.stage(&bytes))?.map_err(|error| format!("refused there: {error:?}"))?;
            finish(theirs.bring_in(staged))?.map_err(|error| format!("not kept there: {error:?}"))?;
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
                draft.main_mut().into_iter().for_each(|e| drop(e.fields.insert("words".into(), json!(words))));
                drop(finish(theirs.save(&draft))?);
            }
        }
        let made = finish(theirs.make_file("wren", true))?.map_err(|error| format!("no file there: {error:?}"))?;
        for (_, bytes) in made.parts {
            self.bring(app, chance, &bytes, "a colleague")?;
        }
        Ok(())
    }

    /// One byte of a file is changed, or its end is cut off: it is refused, or says just what it said.
    fn bring_forged(&mut self, app: &App, chance: &mut Chance) -> Checked {
        let Some(sound) = chance.pick(&self.files) else { return Ok(()) };
        let mut forged = sound.clone();
        let at = chance.below(forged.len());
        if chance.once_in(4) {
            forged.truncate(at);
        } else {
            forged[at] ^= 1 << chance.below(7);
        }
        let meant = finish(app.stage(&sound))?.map_err(|error| format!("refused: {error:?}"))?;
        match finish(app.stage(&forged))? {
            Ok(staged) if staged != meant => Err(format!("a forged file is taken: byte {at}")),
            _ => Ok(()),
        }
    }

    fn take_file_out(&mut self, app: &App, chance: &mut Chance) -> Checked {
        let Some(batch) = chance.pick(&app.brought()) else { return Ok(()) };
        let done = self.phone.with_faults(chance, app.take_file_out(batch.batch));
        self.tell(format!("took a file out again: {done:?}"));
        Ok(())
    }

    /// Two versions of a record: a person decides.
    fn settle(&mut self, app: &App, chance: &mut Chance) -> Checked {
        let apart = |record: &RecordId| {
            view(app, *record).is_some_and(|v| matches!(v.state, State::Conflict | State::Merged))
        };
        let records: Vec<RecordId> = self.records().into_iter().filter(apart).collect();
        let Some(record) = chance.pick(&records) else { return Ok(()) };
        let heads: Vec<RevisionId> = app.versions_apart(record).iter().map(|head| head.id).collect();
        let Some(version) = chance.pick(&heads) else { return Ok(()) };
        let both = chance.once_in(3);
        let done = if both {
            self.phone.with_faults(chance, app.keep_both(record, version))
        } else {
            self.phone.with_faults(chance, app.keep_version(record, version))
        };
        self.tell(format!("settled {record}, both {both}: {done:?}"));
        match (done, view(app, record)) {
            (Some(Ok(())), Some(now)) if now.heads.iter().any(|head| heads.contains(head)) => {
                Err(format!("{record} was settled and is not"))
            }
            _ => Ok(()),
        }
    }

    /// Two desks that take in the same files in different orders, one of them twice, show the same.
    fn two_desks_agree(&mut self) -> Checked {
        let desks = [Phone::new(self.seed ^ 1, Plant::Nothing), Phone::new(self.seed ^ 2, Plant::Nothing)];
        let apps = [desks[0].opened()?, desks[1].opened()?];
        let files = &self.files[self.files.len().saturating_sub(AT_DESKS)..];
        let forwards: Vec<&Vec<u8>> = files.iter().collect();
        let backwards: Vec<&Vec<u8>> = files.iter().rev().chain(files.first()).collect();
        for (app, order) in apps.iter().zip([forwards, backwards]) {
            for bytes in order {
                let staged = finish(app.stage(bytes))?.map_err(|error| format!("a desk refuses: {error:?}"))?;
                finish(app.bring_in(staged))?.map_err(|error| format!("a desk keeps nothing: {error:?}"))?;
            }
        }
        let ring = desks[0].ring()?;
        let records: BTreeSet<RecordId> = disk::read(&desks[0].disk, &ring)?.revisions.values().map(|r| r.record).collect();
        for record in records {
            let [one, other] = [0, 1].map(|desk| view(&apps[desk], record));
            let (Some(one), Some(other)) = (one, other) else { return Err(format!("one desk has {record}, one has not")) };
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

fn read(bytes: &[u8]) -> Result<Vec<Revision>, String> {
    let mut reader = Reader::new(bytes).map_err(|error| format!("our own file is refused: {error:?}"))?;
    let mut revisions = Vec::new();
    while let Some(revision) = reader.next() {
        revisions.push(revision.map_err(|error| format!("our own file is refused: {error:?}"))?);
    }
    reader.finish().map_err(|error| format!("our own file is refused: {error:?}"))?;
    Ok(revisions)
}

/// What a draft says, in one line.
fn inside(draft: &Draft) -> String {
    let entry = |e: &Entry| {
        format!("{} {} as {} on {:?}: {}", e.kind.as_str(), e.record, e.revision, e.base, json!(e.fields))
    };
    draft.entries.iter().map(entry).collect::<Vec<_>>().join(" and ")
}
