//! One phone: a disk that outlives everything, windows that do not, and a store that goes wrong.

mod keys;

use super::Plant;
use super::disk::{self, Disk};
use super::ways::{self, Ways};
use super::world::{Chance, World, finish, run, run_both};
use ginnel::app::commands::bring_in::NotStaged;
use ginnel::app::ports::{Ports, Row, Store, StoreError, Table};
use ginnel::app::{App, Failure};
use ginnel::storage::faulty::{Call, Fault, Faulty};
use ginnel::storage::memory::MemoryStore;
use ginnel::vault::seal::KeyRing;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// More awaits than any command has.
const FOR_EVER: usize = 1_000_000;

/// A phone.
pub struct Phone {
    /// Clock, chance and sentinel.
    pub world: World,
    /// What outlives a kill.
    pub disk: MemoryStore,
    /// The open windows.
    pub windows: Vec<Window>,
    /// Which of them the worker is looking at.
    pub in_front: usize,
    /// What is on the disk, as of the last look.
    pub read: Disk,
    /// What opens it, as its worker knows.
    pub ways: Ways,
    /// All that ever was to open it.
    tried: Ways,
    /// The keys, and the row that they were got from.
    keys: Option<(Row, KeyRing)>,
    /// What a command did that was refused.
    wrong: Option<String>,
    faults: Rc<RefCell<Chance>>,
    goes_wrong: Rc<Cell<bool>>,
    plant: Plant,
}

/// A window of the app.
pub struct Window {
    /// The app in it.
    pub app: App,
    /// Whether it has seen everything that was kept since it was opened.
    pub is_fresh: bool,
    /// Whether it was open when the first passphrase was set elsewhere: it has the keys before.
    pub has_keys_before: bool,
}

/// Whether a command was refused since there are new keys.
pub trait Refused {
    /// Nothing was changed then.
    fn is_locked(&self) -> bool;
}

impl Refused for Failure {
    fn is_locked(&self) -> bool {
        *self == Failure::Locked
    }
}

impl Refused for NotStaged {
    fn is_locked(&self) -> bool {
        *self == NotStaged::Failed(Failure::Locked)
    }
}

impl Window {
    /// A window that was just opened.
    pub fn new(app: App) -> Self {
        Self { app, is_fresh: true, has_keys_before: false }
    }
}

impl Phone {
    /// A new phone. Its store is well until [`Phone::with_faults`].
    pub fn new(seed: u64, plant: Plant) -> Self {
        Self {
            world: World::new(seed),
            disk: MemoryStore::default(),
            windows: Vec::new(),
            in_front: 0,
            read: Disk::default(),
            ways: Ways::of_a_new_phone(),
            tried: Ways::default(),
            keys: None,
            wrong: None,
            faults: Rc::new(RefCell::new(Chance::new(seed ^ 0xfa))),
            goes_wrong: Rc::new(Cell::new(false)),
            plant,
        }
    }

    /// What an app on this phone is given.
    pub fn ports(&self) -> Ports {
        let (chance, goes_wrong, lies) =
            (self.faults.clone(), self.goes_wrong.clone(), self.plant == Plant::SkipReadback);
        let plan = move |call| {
            if goes_wrong.get() { fault(&mut chance.borrow_mut(), call, lies) } else { Fault::None }
        };
        Ports {
            store: Rc::new(Faulty::new(self.disk.clone(), plan)),
            clock: Rc::new(self.world.clone()),
            ids: Rc::new(self.world.clone()),
            breath: Rc::new(self.world.clone()),
            sentinel: Rc::new(self.world.clone()),
            heavy: Rc::new(self.world.clone()),
        }
    }

    /// Opens the app over the disk, all of it read, with a store that is well.
    ///
    /// # Errors
    /// When it does not open.
    pub fn opened(&self) -> Result<App, String> {
        self.goes_wrong.set(false);
        let with = self.ways.one(&mut self.faults.borrow_mut());
        let app = finish(ways::open(self.ports(), with))?
            .map_err(|error| format!("the notebook does not open: {error:?}"))?;
        finish(app.load_rest(|| ()))?.map_err(|error| format!("the notebook does not load: {error:?}"))?;
        Ok(app)
    }

    /// A window in which to do something. One that heard of changes elsewhere catches up first, mostly. Opening and
    /// catching up go wrong as anything else does: `None` when the phone was killed in the middle of it, or locks since
    /// the window finds that there are new keys.
    ///
    /// # Errors
    /// When it does not open though the store is well.
    pub fn window(&mut self, number: usize, chance: &mut Chance) -> Result<Option<App>, String> {
        if self.windows.len() < 2 && (self.windows.is_empty() || number > 0) {
            let Some(app) = self.opened_somehow(chance)? else { return Ok(None) };
            self.windows.push(Window::new(app));
        }
        let at = number % self.windows.len();
        self.in_front = at;
        let app = self.windows[at].app.clone();
        if !self.windows[at].is_fresh && !chance.once_in(6) {
            match self.reading(chance, app.catch_up()) {
                None => return Ok(None),
                Some(done) => self.windows[at].is_fresh = done.is_ok(),
            }
            if app.has_old_keys() {
                self.windows.clear();
                return Ok(None);
            }
            if self.windows[at].is_fresh && self.windows[at].has_keys_before {
                return Err("a window has the keys before, has looked again and does not know it".to_owned());
            }
        }
        Ok(Some(app))
    }

    /// Opens the app while the store may go wrong, as often as a worker would try. Sometimes what was not needed for
    /// the first screen is not read yet.
    fn opened_somehow(&mut self, chance: &mut Chance) -> Result<Option<App>, String> {
        for _ in 0..3 {
            let (ports, with) = (self.ports(), self.ways.one(chance));
            match self.reading(chance, ways::open(ports, with)) {
                None => return Ok(None),
                Some(Err(_)) => {}
                Some(Ok(app)) => {
                    if !chance.once_in(4) && self.reading(chance, app.load_rest(|| ())).is_none() {
                        return Ok(None);
                    }
                    return Ok(Some(app));
                }
            }
        }
        self.opened().map(Some)
    }

    /// Runs a command in the window in front while the store may go wrong. `None`: the phone was killed in the middle of it, and
    /// every window is gone. The other windows know nothing of it yet.
    pub fn with_faults<T, E: Refused>(
        &mut self,
        chance: &mut Chance,
        command: impl Future<Output = Result<T, E>>,
    ) -> Option<Result<T, E>> {
        let may_be_refused = self.windows.get(self.in_front).is_some_and(|window| window.has_keys_before);
        let before = may_be_refused.then(|| self.rows());
        let done = self.reading(chance, command);
        if let Some(Err(error)) = &done
            && error.is_locked()
            && before.is_some_and(|before| before != self.rows())
        {
            self.wrong =
                Some("a window with the keys before was refused, and has changed something".to_owned());
        }
        for (at, window) in self.windows.iter_mut().enumerate() {
            // What failed may have been kept: this window cannot tell before it looks.
            window.is_fresh &= at == self.in_front && matches!(done, Some(Ok(_)));
        }
        done
    }

    /// The same for what writes nothing.
    pub fn reading<T>(&mut self, chance: &mut Chance, command: impl Future<Output = T>) -> Option<T> {
        self.begin_faults(chance);
        let awaits = if chance.once_in(8) { chance.below(5) } else { FOR_EVER };
        let done = run(command, awaits);
        self.goes_wrong.set(false);
        if done.is_none() {
            self.was_killed(awaits);
            self.windows.clear();
        }
        done
    }

    /// Runs two commands at once, each in a window of its own, while the store may go wrong for both. `None` for one
    /// that was killed: then the other was too, unless it had come to its end.
    pub fn both_with_faults<T, E>(
        &mut self,
        chance: &mut Chance,
        one: impl Future<Output = Result<T, E>>,
        other: impl Future<Output = Result<T, E>>,
    ) -> [Option<Result<T, E>>; 2] {
        self.begin_faults(chance);
        let awaits = if chance.once_in(8) { chance.below(10) } else { FOR_EVER };
        let done = run_both(one, other, chance, awaits);
        self.goes_wrong.set(false);
        self.windows.iter_mut().for_each(|window| window.is_fresh = false);
        if done.iter().any(Option::is_none) {
            self.was_killed(awaits);
            self.windows.clear();
        }
        done
    }

    fn was_killed(&mut self, after: usize) {
        if after == FOR_EVER {
            self.wrong = Some("a command waits for ever".to_owned());
        }
    }

    fn begin_faults(&mut self, chance: &mut Chance) {
        *self.faults.borrow_mut() = Chance::new(chance.next());
        self.goes_wrong.set(true);
    }

    /// Looks at the disk, past the app.
    ///
    /// # Errors
    /// When it holds rows and no keys that open, or rows that do not open.
    pub fn look(&mut self) -> Result<&Disk, String> {
        if let Some(wrong) = self.wrong.take() {
            return Err(wrong);
        }
        let known = self.keys.as_ref().map(|(row, _)| row);
        if let Some(row) = disk::other_keyslots(&self.disk, known) {
            self.look_at_keys(row)?;
        }
        match &self.keys {
            Some((_, ring)) => self.read.look(&self.disk, ring)?,
            None if finish(self.disk.count(Table::Log))? != Ok(0) => {
                return Err("the keys are gone".to_owned());
            }
            None => {}
        }
        Ok(&self.read)
    }
}

/// What goes wrong with one call to the store: mostly nothing, often only slowness.
fn fault(chance: &mut Chance, call: Call, lies: bool) -> Fault {
    if lies && call == Call::Commit && chance.once_in(40) {
        return Fault::Lie;
    }
    let error = match chance.below(4) {
        0 => StoreError::Quota,
        1 => StoreError::Stale,
        2 => StoreError::NotKept,
        _ => StoreError::Unknown("simulated".to_owned()),
    };
    match chance.below(40) {
        0..=2 => Fault::Fail(error),
        3 if call == Call::Commit => Fault::FailAfter(error),
        4..=10 => Fault::PauseBefore,
        11..=17 => Fault::PauseAfter,
        _ => Fault::None,
    }
}
