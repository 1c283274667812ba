//! One phone: a disk that outlives everything, windows that do not, and a store that goes wrong.

use super::Plant;
use super::disk;
use super::world::{Chance, World, finish, run};
use ginnel::app::App;
use ginnel::app::ports::{Ports, StoreError, Table};
use ginnel::storage::faulty::{Call, Fault, Faulty};
use ginnel::storage::memory::MemoryStore;
use ginnel::vault::seal::KeyRing;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

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
}

impl Phone {
    /// A new phone. Its store is well until [`Phone::with_faults`].
    pub fn new(seed: u64, plant: Plant) -> Self {
        Self {
            world: World::new(seed),
            disk: MemoryStore::default(),
            windows: Vec::new(),
            in_front: 0,
            faults: Rc::new(RefCell::new(Chance::new(seed ^ 0xfa))),
            goes_wrong: Rc::new(Cell::new(false)),
            plant,
        }
    }

    fn ports(&self) -> Ports {
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
        }
    }

    /// Opens the app over the disk, all of it read, with a store that is well.
    ///
    /// # Errors
    /// When it does not open.
    pub fn opened(&self) -> Result<App, String> {
        self.goes_wrong.set(false);
        let app = finish(App::open(self.ports()))?
            .map_err(|error| format!("the notebook does not open: {error:?}"))?;
        finish(app.load_rest(|| ()))?.map_err(|error| format!("the notebook does not load: {error:?}"))?;
        Ok(app)
    }

    /// A window in which to do something. One that heard of changes elsewhere catches up first, mostly.
    ///
    /// # Errors
    /// When it does not open, or does not catch up.
    pub fn window(&mut self, number: usize, chance: &mut Chance) -> Result<App, String> {
        if self.windows.len() < 2 && (self.windows.is_empty() || number > 0) {
            self.windows.push(Window { app: self.opened()?, is_fresh: true });
        }
        let at = number % self.windows.len();
        self.in_front = at;
        let window = &mut self.windows[at];
        if !window.is_fresh && !chance.once_in(6) {
            finish(window.app.catch_up())?
                .map_err(|error| format!("a window does not catch up: {error:?}"))?;
            window.is_fresh = true;
        }
        Ok(window.app.clone())
    }

    /// Runs a command in the window in front while the store may go wrong. `None`: the phone was killed in the middle of it, and
    /// every window is gone. The other windows know nothing of it yet.
    pub fn with_faults<T, E>(
        &mut self,
        chance: &mut Chance,
        command: impl Future<Output = Result<T, E>>,
    ) -> Option<Result<T, E>> {
        *self.faults.borrow_mut() = Chance::new(chance.next());
        self.goes_wrong.set(true);
        let awaits = if chance.once_in(8) { chance.below(5) } else { 1_000_000 };
        let done = run(command, awaits);
        self.goes_wrong.set(false);
        for (at, window) in self.windows.iter_mut().enumerate() {
            // What failed may have been kept: this window cannot tell before it looks.
            window.is_fresh &= at == self.in_front && matches!(done, Some(Ok(_)));
        }
        if done.is_none() {
            self.windows.clear();
        }
        done
    }

    /// The keys on the disk.
    ///
    /// # Errors
    /// When there are none that open.
    pub fn ring(&self) -> Result<KeyRing, String> {
        disk::ring(&self.disk).ok_or_else(|| "the keys are gone".to_owned())
    }
}

/// What goes wrong with one call to the store: mostly nothing, often only slowness.
fn fault(chance: &mut Chance, call: Call, lies: bool) -> Fault {
    if lies && call == Call::Commit && chance.once_in(40) {
        return Fault::Lie;
    }
    let error = match chance.below(5) {
        0 => StoreError::Quota,
        1 => StoreError::Stale,
        2 => StoreError::NotKept,
        3 => StoreError::Corrupt { table: Table::Log, id: String::new() },
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
