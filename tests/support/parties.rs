//! Two workers and their coordinator, who write, share, forward, restore and empty: the notebooks of the code under
//! test beside what the oracle says that each may know.

use super::graph::{canary, device, paths, record_id, revision_id, value};
use super::oracle::{Deed, Held, Known, Told, What};
use super::tape::Step;
use ginnel::domain::fields;
use ginnel::domain::notebook::Notebook;
use ginnel::domain::revision::{Act, Kind, Revision, Sharing, Spelling};
use ginnel::domain::rules::Rules;
use ginnel::domain::sharing::{self, Outgoing};
use ginnel::exchange::spelled;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// The names of the levels, by number.
pub const AUDIENCES: [&str; 4] = ["private", "my_coordinator", "all_areas", "publishable"];

/// One of the three.
pub struct Party {
    /// What the code under test holds.
    pub notebook: Notebook,
    /// What the oracle says that it holds.
    pub known: Known,
    /// Records it has handed to the coordinator's circle, while it forgot nothing.
    pub sent: BTreeSet<usize>,
    /// Whether it emptied its bin or went back to an old backup.
    pub forgot: bool,
}

impl Party {
    /// The party with this number, with nothing.
    pub fn new(me: usize) -> Self {
        let known = Known { me, ..Known::default() };
        Self { notebook: Notebook::of(device(me)), known, sent: BTreeSet::new(), forgot: false }
    }
}

/// A file on its way: it may be lost, come twice, or come late.
#[derive(Clone)]
pub struct File {
    /// What is in it.
    pub revisions: Vec<Revision>,
    /// What the oracle says is in it.
    pub known: Known,
    /// Who made it, and for which audience.
    pub from: (usize, u8),
}

/// The story so far.
pub struct Story {
    /// Every revision that was ever saved, and who saved it.
    pub told: Vec<Told>,
    /// Who started each record.
    pub author: Vec<usize>,
    /// Who wrote on each record.
    pub writers: Vec<BTreeSet<usize>>,
    /// The worker, the other worker, the coordinator.
    pub parties: [Party; 3],
    /// Every file ever made.
    pub files: Vec<File>,
}

impl Default for Story {
    fn default() -> Self {
        let parties = [0, 1, 2].map(Party::new);
        Self { told: Vec::new(), author: Vec::new(), writers: Vec::new(), parties, files: Vec::new() }
    }
}

impl Story {
    /// One step. `Err` says which file was not what the oracle expects.
    pub fn step(&mut self, [what, which, whence, how]: Step) -> Result<(), String> {
        let who = [0, 0, 1, 2][what as usize / 32 % 4];
        let mine: Vec<usize> = (0..self.author.len()).filter(|r| !self.heads(who, *r).is_empty()).collect();
        if what % 16 == 0 || mine.is_empty() {
            self.start(who, which, how);
            return Ok(());
        }
        let record = mine[mine.len() - 1 - which as usize % mine.len()];
        match what % 16 {
            1..=3 => return self.send(who, which as usize % 3, [1, 1, 2, 3][how as usize % 4]),
            4 if !self.files.is_empty() => {
                let file = self.files[which as usize % self.files.len()].clone();
                // A backup is for its maker alone.
                let to = if file.from.1 == 0 { file.from.0 } else { whence as usize % 3 };
                self.take(to, &file);
            }
            5 => return self.restore(who, how),
            6 => self.empty(who),
            7 => self.save(who, record, whence, how, Deed::TookBack),
            8 => self.save(who, record, whence, how, Deed::TookOut(Vec::new())),
            9 if how % 4 == 0 => self.save(who, record, whence, how, Deed::Erased),
            _ => self.save(who, record, whence, how, Deed::Wrote),
        }
        Ok(())
    }

    fn heads(&self, who: usize, record: usize) -> Vec<usize> {
        self.parties[who].known.heads(&self.told, record)
    }

    fn latest(&self, who: usize, what: What) -> Option<usize> {
        let of = |r: &usize| self.told.iter().any(|t| t.record == *r && t.what == what);
        (0..self.author.len()).rev().find(|r| of(r) && !self.heads(who, *r).is_empty())
    }

    fn start(&mut self, who: usize, which: u16, how: u16) {
        let what = [What::Note, What::Group, What::Answer][which as usize % 3];
        let record = self.author.len();
        let note = (what == What::Answer).then(|| self.latest(who, What::Note)).flatten();
        self.author.push(who);
        self.writers.push(BTreeSet::new());
        let mut first = Told {
            record,
            by: who,
            what,
            parents: Vec::new(),
            deed: Deed::Wrote,
            level: [1, 0, 2, 3][how as usize / 8 % 4],
            words: BTreeMap::new(),
            names: BTreeMap::new(),
            note,
        };
        if let Some(note) = note {
            first.words.insert("engagement_id".into(), json!(record_id(note).to_string()));
        }
        self.enter(who, &mut first, how);
        self.enter(who, &mut first, how / 32 + 1);
        self.keep(who, first);
    }

    /// Writes something at a path of a revision in the making.
    fn enter(&self, who: usize, told: &mut Told, how: u16) {
        let paths = paths(&kind(told.what));
        let path = paths[how as usize % paths.len()];
        let group = self.latest(who, What::Group);
        let Some(value) = value(path, canary(self.told.len(), path), how / 16, group.map(record_id)) else {
            return;
        };
        let names_it =
            value.to_string().contains(&group.map(|g| record_id(g).to_string()).unwrap_or("no group".into()));
        told.names.remove(path);
        if let Some(group) = group.filter(|_| names_it) {
            told.names.insert(path.to_owned(), group);
        }
        told.words.insert(path.to_owned(), value);
    }

    fn save(&mut self, who: usize, record: usize, whence: u16, how: u16, deed: Deed) {
        let known = &self.parties[who].known;
        let is_author = self.author[record] == who;
        if deed != Deed::Wrote && !is_author {
            return;
        }
        let heads = self.heads(who, record);
        let of = known.of(&self.told, record);
        let parents = match whence % 4 {
            0 | 1 => vec![heads[whence as usize / 4 % heads.len()]],
            2 => heads.clone(),
            // A draft that was opened earlier, or the other tab.
            _ => vec![of[whence as usize / 4 % of.len()]],
        };
        let (base, open) = (parents[0], known.open(&self.told, parents[0]));
        // On top of what was taken back, its author finds the words in the bin.
        let in_bin = |r: usize| known.held[&r].0.iter().flat_map(|(p, _)| p.clone()).collect::<BTreeSet<_>>();
        let (base, mut copied) = match &self.told[base].deed {
            Deed::TookBack if is_author && known.held.contains_key(&self.told[base].parents[0]) => {
                let under = self.told[base].parents[0];
                (under, in_bin(under))
            }
            _ => (base, open),
        };
        // What was taken out for good is in no bin.
        let taken_out = |p: &String| {
            self.told
                .iter()
                .any(|t| t.record == record && matches!(&t.deed, Deed::TookOut(out) if out.contains(p)))
        };
        copied.retain(|path| !taken_out(path));
        if !is_author && copied.is_empty() {
            return;
        }
        let narrowest = heads.iter().chain(&parents).map(|h| self.told[*h].level).min().unwrap_or(0);
        let base = &self.told[base];
        let mut next = Told {
            record,
            by: who,
            what: base.what,
            level: if is_author { self.told[parents[0]].level } else { narrowest },
            words: base
                .words
                .iter()
                .filter(|(p, _)| copied.contains(*p))
                .map(|(p, v)| (p.clone(), v.clone()))
                .collect(),
            names: base
                .names
                .iter()
                .filter(|(p, _)| copied.contains(*p))
                .map(|(p, g)| (p.clone(), *g))
                .collect(),
            note: base.note.filter(|_| copied.contains("engagement_id")),
            parents,
            deed,
        };
        match &mut next.deed {
            Deed::Wrote => self.enter(who, &mut next, how),
            Deed::TookOut(paths) => {
                let Some(out) = next.words.keys().filter(|p| *p != "engagement_id").nth(how as usize % 4)
                else {
                    return;
                };
                let out = out.clone();
                next.words.remove(&out);
                next.names.remove(&out);
                paths.push(out);
            }
            Deed::TookBack | Deed::Erased => {
                next.words.clear();
                next.names.clear();
                next.note = None;
            }
        }
        if is_author && how % 5 == 4 {
            next.level = (how / 5 % 4) as u8;
        }
        self.keep(who, next);
    }

    fn keep(&mut self, who: usize, told: Told) {
        let number = self.told.len();
        let revision = Revision {
            id: revision_id(number),
            record: record_id(told.record),
            kind: kind(told.what),
            parents: told.parents.iter().map(|p| revision_id(*p)).collect(),
            act: match told.deed {
                Deed::Wrote => Act::Write,
                Deed::TookBack | Deed::TookOut(_) => Act::Withdraw,
                Deed::Erased => Act::Erase,
            },
            closes: if let Deed::TookOut(paths) = &told.deed { paths.clone() } else { Vec::new() },
            spelling: Spelling::Whole,
            by: device(who),
            on: chrono::NaiveDate::default(),
            n: Some(number as u64),
            sharing: Sharing::from(AUDIENCES[told.level as usize]),
            fields: told.words.clone(),
            extra: BTreeMap::new(),
        };
        let held = Held(Some((told.words.keys().cloned().collect(), true)));
        self.writers[told.record].insert(who);
        self.parties[who].notebook.add(revision);
        self.parties[who].known.held.insert(number, held);
        self.parties[who].known.signed.insert(number);
        self.told.push(told);
    }

    /// Makes a file, checks it, and hands it over.
    pub fn send(&mut self, from: usize, to: usize, audience: u8) -> Result<(), String> {
        let file = self.file(from, audience)?;
        if audience == 1 {
            self.parties[from].sent.extend(file.known.held.keys().map(|r| self.told[*r].record));
        }
        self.files.push(file.clone());
        self.take(to, &file);
        Ok(())
    }

    /// A file of a party for an audience, proved to hold what the oracle lets go: no byte more, no word less.
    pub fn file(&self, from: usize, audience: u8) -> Result<File, String> {
        let level = Sharing::from(AUDIENCES[audience as usize]);
        let party = &self.parties[from];
        let revisions = sharing::outgoing(&party.notebook, &level, &BTreeSet::new());
        names_stay(&party.notebook, &level, &revisions)?;
        let known = party.known.leaves(&self.told, audience);
        let bytes: String =
            revisions.iter().map(|r| String::from_utf8_lossy(&spelled::canonical(r)).into_owned()).collect();
        let may_go: BTreeSet<String> = known
            .held
            .iter()
            .flat_map(|(r, held)| {
                held.0.iter().flat_map(|(p, _)| p).map(|p| self.told[*r].words[p].to_string())
            })
            .collect();
        for (number, told) in self.told.iter().enumerate() {
            for (path, words) in &told.words {
                let word = canary(number, path);
                let entered_here = words.to_string().contains(&word);
                if entered_here && bytes.contains(&word) && !may_go.contains(&words.to_string()) {
                    return Err(format!("{word} is in the file of party {from} for audience {audience}"));
                }
            }
        }
        let goes: BTreeMap<_, _> = known.held.iter().map(|(r, held)| (revision_id(*r), (*r, held))).collect();
        if goes.len() != revisions.len() || !revisions.iter().all(|r| goes.contains_key(&r.id)) {
            return Err(format!(
                "party {from}, audience {audience}: {} go, {} should: {:?}",
                revisions.len(),
                goes.len(),
                known.held
            ));
        }
        for revision in &revisions {
            let (number, held) = goes[&revision.id];
            let words = held.0.iter().flat_map(|(paths, _)| paths);
            let fields: BTreeMap<_, _> =
                words.map(|p| (p.clone(), self.told[number].words[p].clone())).collect();
            let spelling = match held.0 {
                None => Spelling::Stub,
                Some((_, true)) => Spelling::Whole,
                Some((_, false)) => Spelling::Part,
            };
            if revision.fields != fields || revision.spelling != spelling {
                return Err(format!(
                    "revision {number} in the file of party {from} for audience {audience}: {:?} {:?}, expected {held:?}",
                    revision.spelling, revision.fields
                ));
            }
        }
        Ok(File { revisions, known, from: (from, audience) })
    }

    /// Takes in a file.
    pub fn take(&mut self, to: usize, file: &File) {
        for revision in &file.revisions {
            self.parties[to].notebook.add(revision.clone());
        }
        self.parties[to].known.learn(&file.known);
    }

    fn restore(&mut self, who: usize, how: u16) -> Result<(), String> {
        let backups: Vec<File> = self.files.iter().filter(|f| f.from == (who, 0)).cloned().collect();
        match backups.get(how as usize % (backups.len() + 1)) {
            None => {
                let backup = self.file(who, 0)?;
                self.files.push(backup);
            }
            Some(backup) => {
                self.parties[who] = Party { forgot: true, ..Party::new(who) };
                self.take(who, backup);
            }
        }
        Ok(())
    }

    fn empty(&mut self, who: usize) {
        let party = &mut self.parties[who];
        party.notebook = party.notebook.emptied();
        party.known.empty(&self.told);
        party.forgot = true;
    }
}

/// Under rules that keep names in their area, a file for others is the same without them, and one for the coordinator
/// is the same.
fn names_stay(notebook: &Notebook, audience: &Sharing, without: &[Revision]) -> Result<(), String> {
    let rules = Rules { names_cross: false, ..Rules::default() };
    let mut outgoing = Outgoing::new(notebook, audience.clone(), BTreeSet::new()).under(&rules);
    while outgoing.step(notebook) {}
    let under = outgoing.finish(notebook);
    if audience.level() < 2 {
        return if under == without {
            Ok(())
        } else {
            Err("rules changed a file for the coordinator".to_owned())
        };
    }
    let fuller: BTreeMap<_, _> = without.iter().map(|revision| (revision.id, revision)).collect();
    for revision in &under {
        let known =
            fuller.get(&revision.id).ok_or_else(|| format!("{} goes under rules only", revision.id))?;
        let names = |path: &String| revision.kind == Kind::Organisation && fields::names_a_group(path);
        if let Some(path) = revision.fields.keys().find(|path| names(path)) {
            return Err(format!("{path} of {} crosses", revision.id));
        }
        if revision.fields.iter().any(|(path, value)| known.fields.get(path) != Some(value)) {
            return Err(format!("{} says more under rules", revision.id));
        }
    }
    Ok(())
}

fn kind(what: What) -> Kind {
    match what {
        What::Note => Kind::Engagement,
        What::Group => Kind::Organisation,
        What::Answer => Kind::Response,
    }
}
