//! A season: one worker's phone, a colleague's, and what they do. Every step has a seed of its own.

mod asked;
mod backups;
mod files;
mod giving_up;
mod issuers;
mod locks;
mod put_away;
mod races;
mod rescued;
mod sealed;
mod writing;

use super::checks::{Promised, view};
use super::phone::Phone;
use super::world::Chance;
use super::{Plant, SEASON};
use ginnel::app::App;
use ginnel::app::draft::Draft;
use ginnel::domain::ids::{RecordId, RevisionId};
use ginnel::domain::merge::State;
use issuers::Issuers;
use sealed::Sealed;
use std::collections::BTreeSet;

/// One step in so many is followed by a look at everything a fresh start shows.
const LOOK: usize = 25;

/// A season under way.
pub struct Season {
    seed: u64,
    plant: Plant,
    phone: Phone,
    colleague: Phone,
    promised: Promised,
    /// Pages left open with something typed, each in its window.
    pages: Vec<(usize, Draft)>,
    /// Files made on the phone, as whoever gets them reads them, earliest first: lost, repeated and reordered from here.
    files: Vec<Vec<u8>>,
    /// The last that were sealed for a desk.
    sealed: Vec<Sealed>,
    /// What the worker said has gone: the revisions that were open in those files.
    went: BTreeSet<RevisionId>,
    /// Copies that were made on it, each with its passphrase.
    copies: Vec<(Vec<u8>, String)>,
    issuers: Issuers,
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
            sealed: Vec::new(),
            went: BTreeSet::new(),
            copies: Vec::new(),
            issuers: Issuers::new(seed),
            words: 0,
            told: Vec::new(),
        }
    }

    /// Plays these steps. After each, nothing that was promised is lost, and every window that has seen everything shows
    /// what is on the disk; now and then, and at the end, so does a fresh start.
    ///
    /// # Errors
    /// What a worker would have lost or leaked.
    pub fn play(&mut self, steps: &[u64]) -> Checked {
        for step in steps {
            let mut chance = Chance::new(self.seed.wrapping_mul(SEASON * 4).wrapping_add(*step));
            self.step(&mut chance)?;
            self.promised.after_step(&mut self.phone)?;
            if chance.once_in(LOOK) {
                self.promised.all_shown(&mut self.phone)?;
            }
        }
        self.promised.all_shown(&mut self.phone)?;
        self.sealed_for_whom_they_confirmed()?;
        self.two_desks_agree()
    }

    fn tell(&mut self, what: String) {
        self.told.push(what);
    }

    fn step(&mut self, chance: &mut Chance) -> Checked {
        if self.phone.windows.is_empty() {
            self.pages.clear();
        }
        let was_closed = self.phone.windows.is_empty();
        let Some(app) = self.phone.window(chance.below(2), chance)? else {
            self.tell("the phone was killed while it opened or caught up, or locked for new keys".to_owned());
            return Ok(());
        };
        if was_closed && app.is_loaded() {
            self.promised.shown_by(&app, &mut self.phone)?;
        }
        if was_closed && !self.read_quick_notes(&app, chance)? {
            return Ok(());
        }
        match chance.below(74) {
            52 | 53 => self.first_passphrase(&app, chance),
            54 => self.other_way(&app, chance),
            55 | 56 => self.seal_again(&app, chance),
            57 | 58 => self.at_once_with_new_keys(&app, chance),
            59 | 60 => self.lock(chance),
            61 | 62 => self.sleep_through(&app, chance),
            63 => self.bring_keys(&app, chance),
            64 => self.confirm_issuer(&app, chance),
            65 => self.rescue(chance),
            66 | 67 => self.back_up(&app, chance),
            68 => self.bring_copy_home(&app, chance),
            71..=73 => self.put_away(&app, chance),
            69 | 70 => self.ask_the_organisation(&app, chance),
            40 | 41 => self.save_twice_at_once(&app, chance),
            42 | 43 => self.type_twice_at_once(&app, chance),
            44 | 45 => self.type_on_page(&app, chance),
            46 | 47 => self.give_up_while_saving(&app, chance),
            48 => self.bring_in_twice_at_once(&app, chance),
            49 => self.give_up_while_bringing_in(&app, chance),
            50 | 51 => self.any_two_at_once(&app, chance),
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
                self.tell("the phone is restarted".to_owned());
                Ok(())
            }
        }
    }

    /// A page that was left open in the window in front.
    fn page(&mut self, chance: &mut Chance) -> Option<Draft> {
        let here: Vec<usize> =
            (0..self.pages.len()).filter(|at| self.pages[*at].0 == self.phone.in_front).collect();
        chance.pick(&here).map(|at| self.pages.swap_remove(at).1)
    }

    fn records(&self) -> Vec<RecordId> {
        let records: BTreeSet<RecordId> = self.promised.saved.values().map(|(record, _)| *record).collect();
        records.into_iter().collect()
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
}
