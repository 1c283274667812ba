//! A phone for native tests: the real app over a memory store, a clock that is set by hand, counted randomness.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops here")]

use chrono::{Days, NaiveDate};
use ginnel::app::App;
use ginnel::app::door::{Door, Passkey, Shut};
use ginnel::app::draft::Draft;
use ginnel::app::heavy::{self, HeavyError, Load, Task};
use ginnel::app::open::OpenError;
use ginnel::app::ports::{Breath, Clock, Heavy, Ids, Ports, Row, Sentinel, Store, StoreError, Table, Write};
use ginnel::app::rows;
use ginnel::domain::entries;
use ginnel::domain::ids::RecordId;
use ginnel::domain::revision::{Fields, Kind, Sharing};
use ginnel::storage::faulty::{Call, Fault, Faulty};
use ginnel::storage::memory::MemoryStore;
use ginnel::vault::keyslots::{Keyslots, Way};
use pollster::block_on;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::cell::Cell;
use std::rc::Rc;

/// What a phone has besides its store.
struct World {
    seed: u64,
    drawn: Cell<u64>,
    expected: Cell<u64>,
    /// Days since the first.
    days: Cell<u64>,
}

impl World {
    fn new(seed: u64) -> Rc<Self> {
        Rc::new(Self { seed, drawn: Cell::new(0), expected: Cell::new(0), days: Cell::new(0) })
    }
}

impl Clock for World {
    fn today(&self) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 19).unwrap() + Days::new(self.days.get())
    }
    fn now_ms(&self) -> u64 {
        self.drawn.get()
    }
}

impl Ids for World {
    fn fill(&self, buffer: &mut [u8]) {
        for chunk in buffer.chunks_mut(32) {
            self.drawn.set(self.drawn.get() + 1);
            let drawn = Sha256::digest([self.seed.to_le_bytes(), self.drawn.get().to_le_bytes()].concat());
            chunk.copy_from_slice(&drawn[..chunk.len()]);
        }
    }
}

impl Sentinel for World {
    fn expected(&self) -> u64 {
        self.expected.get()
    }
    fn remember(&self, rows: u64) {
        self.expected.set(rows);
    }
}

#[async_trait::async_trait(?Send)]
impl Breath for World {
    async fn turn(&self) {}
    fn steady_ms(&self) -> f64 {
        0.0
    }
}

/// As the worker's program, but a passphrase costs nothing.
#[async_trait::async_trait(?Send)]
impl Heavy for World {
    async fn run(&self, task: Task, load: Load) -> Result<Load, HeavyError> {
        if task != Task::Stretch {
            return heavy::run(task, &load);
        }
        let digest = Sha256::digest([load.texts.join("\n").into_bytes(), load.bytes].concat());
        Ok(Load { bytes: digest.to_vec(), ..Load::default() })
    }
}

#[async_trait::async_trait(?Send)]
impl Heavy for Phone {
    async fn run(&self, task: Task, load: Load) -> Result<Load, HeavyError> {
        self.world.run(task, load).await
    }
}

/// A phone.
pub struct Phone {
    /// The open notebook.
    pub app: App,
    store: MemoryStore,
    world: Rc<World>,
}

impl Phone {
    /// A new phone; two with different seeds have nothing in common.
    pub fn new(seed: u64) -> Self {
        let world = World::new(seed);
        let store = MemoryStore::default();
        let app = open(&store, &world);
        Self { app, store, world }
    }

    /// A phone whose notebook is there already.
    #[allow(dead_code, reason = "only one of the suites needs it")]
    pub fn on(store: MemoryStore) -> Self {
        let world = World::new(0);
        let app = open(&store, &world);
        Self { app, store, world }
    }

    /// Every row of every table, as it is kept.
    #[allow(dead_code, reason = "not every suite looks past the app")]
    pub fn rows(&self) -> Vec<(Table, Row)> {
        let mut rows = Vec::new();
        for table in [Table::Meta, Table::Drafts, Table::Log] {
            self.store.each(table, |row| rows.push((table, row.clone())));
        }
        rows
    }

    /// Puts a row as it is, past the app.
    #[allow(dead_code, reason = "not every suite writes past the app")]
    pub fn put(&self, table: Table, row: Row) {
        block_on(self.store.commit(vec![Write::Put(table, row)])).unwrap();
    }

    /// Opens the app on the same store, or says why it does not open.
    #[allow(dead_code, reason = "not every suite has notebooks that do not open")]
    pub fn try_open(&self) -> Result<App, OpenError> {
        let app = block_on(App::open(ports(Rc::new(self.store.clone()), &self.world)))?;
        block_on(app.load_rest(|| ())).unwrap();
        Ok(app)
    }

    /// Opens the app on as many days, one after the other.
    #[allow(dead_code, reason = "only one of the suites needs it")]
    pub fn use_for(&mut self, days: u64) {
        for _ in 0..days {
            self.world.days.set(self.world.days.get() + 1);
            self.reopen();
            block_on(self.app.count_day()).unwrap();
        }
    }

    /// Lets days go by without opening the app.
    #[allow(dead_code, reason = "only one of the suites needs it")]
    pub fn rest_for(&mut self, days: u64) {
        self.world.days.set(self.world.days.get() + days);
    }

    /// Closes the app and opens it again on the same store.
    pub fn reopen(&mut self) {
        self.app = open(&self.store, &self.world);
    }

    /// Closes the app and opens it again at its door.
    #[allow(dead_code, reason = "only one of the suites needs it")]
    pub fn unlock(&mut self, way: Way, secret: &str) -> Result<(), Shut> {
        let ports = ports(Rc::new(self.store.clone()), &self.world);
        let door = block_on(Door::of(ports)).unwrap();
        self.app = block_on(door.open(way, secret))?;
        block_on(self.app.load_rest(|| ())).unwrap();
        Ok(())
    }

    /// The same with what the device gives for this passkey.
    #[allow(dead_code, reason = "only one of the suites needs it")]
    pub fn unlock_with_passkey(&mut self, passkey: &Passkey, secret: u8) -> Result<(), Shut> {
        let ports = ports(Rc::new(self.store.clone()), &self.world);
        let door = block_on(Door::of(ports)).unwrap();
        self.app = block_on(door.open_with_passkey(passkey, &[secret; 32]))?;
        block_on(self.app.load_rest(|| ())).unwrap();
        Ok(())
    }

    /// Another look at the same phone.
    #[allow(dead_code, reason = "only one of the suites needs it")]
    pub fn on_the_same(phone: &Self) -> Self {
        Self { app: phone.app.clone(), store: phone.store.clone(), world: phone.world.clone() }
    }

    /// Why the notebook does not open of itself; `None` when it does.
    #[allow(dead_code, reason = "only one of the suites needs it")]
    pub fn keeps_shut(&self) -> Option<OpenError> {
        block_on(App::open(ports(Rc::new(self.store.clone()), &self.world))).err()
    }

    /// The door of the locked notebook.
    #[allow(dead_code, reason = "only one of the suites needs it")]
    pub fn door(&self) -> Door {
        block_on(Door::of(ports(Rc::new(self.store.clone()), &self.world))).unwrap()
    }

    /// The door, with a store that fails where it is told.
    #[allow(dead_code, reason = "only one of the suites needs it")]
    pub fn door_over(&self, plan: impl FnMut(Call) -> Fault + 'static) -> Door {
        // What stands at the door has been looked at already.
        let mut plan = plan;
        let mut looked = false;
        let store = Faulty::new(self.store.clone(), move |call| {
            if std::mem::replace(&mut looked, true) { plan(call) } else { Fault::None }
        });
        block_on(Door::of(ports(Rc::new(store), &self.world))).unwrap()
    }

    /// A window that was opened with a password, all of it read, with a store that fails where it is told.
    #[allow(dead_code, reason = "only one of the suites needs it")]
    pub fn unlocked_over(&self, password: &str, plan: impl FnMut(Call) -> Fault + 'static) -> App {
        let store = Rc::new(Faulty::new(self.store.clone(), plan));
        let door = block_on(Door::of(ports(store, &self.world))).unwrap();
        let app = block_on(door.open(Way::Passphrase, password)).unwrap();
        block_on(app.load_rest(|| ())).unwrap();
        app
    }

    /// Damages it.
    #[allow(dead_code, reason = "only one of the suites needs it")]
    pub fn flip_a_bit_of_what_was_written_while_locked(&self) {
        for mut row in self.rows_of(Table::Drafts).into_iter().filter(|row| row.suite == 2) {
            let last = row.sealed.len() / 2;
            row.sealed[last] ^= 1;
            block_on(self.store.commit(vec![Write::Put(Table::Drafts, row)])).unwrap();
        }
    }

    /// Erases it from another window, past the app.
    #[allow(dead_code, reason = "only one of the suites needs it")]
    pub fn erase(&self) {
        let deleted = self.rows().into_iter().map(|(table, row)| Write::Delete(table, row.id));
        block_on(self.store.commit(deleted.collect())).unwrap();
    }

    /// Every row of a table, as it is on the disk.
    #[allow(dead_code, reason = "only one of the suites needs it")]
    pub fn rows_of(&self, table: Table) -> Vec<Row> {
        block_on(self.store.newest(table, None, usize::MAX)).unwrap()
    }

    /// All that any row of the log says, whether it counts or not.
    #[allow(dead_code, reason = "only one of the suites needs it")]
    pub fn on_disk(&self) -> String {
        let meta = block_on(self.store.newest(Table::Meta, None, usize::MAX)).unwrap();
        let keyslots = meta.iter().find(|row| row.id == rows::name::KEYSLOTS).unwrap();
        let ring = Keyslots::parse(&keyslots.sealed).unwrap().ring().unwrap();
        let log = block_on(self.store.newest(Table::Log, None, usize::MAX)).unwrap();
        log.iter().map(|row| format!("{:?}\n", rows::revision_in(&ring, row).unwrap())).collect()
    }

    /// Another window of the same notebook.
    #[allow(dead_code, reason = "only one of the suites needs it")]
    pub fn second_window(&self) -> App {
        open(&self.store, &self.world)
    }

    /// Another window, that has read no more than its first screen needs.
    #[allow(dead_code, reason = "only one of the suites needs it")]
    pub fn just_opened(&self) -> App {
        block_on(App::open(ports(Rc::new(self.store.clone()), &self.world))).unwrap()
    }

    /// Another window, all of it read, with a store that fails where it is told.
    #[allow(dead_code, reason = "only one of the suites needs it")]
    pub fn second_window_over(&self, plan: impl FnMut(Call) -> Fault + 'static) -> App {
        open_on(Rc::new(Faulty::new(self.store.clone(), plan)), &self.world)
    }

    /// Another window, on a phone that keeps nothing more: every write fails with this.
    #[allow(dead_code, reason = "only one of the suites needs it")]
    pub fn window_that_keeps_nothing(&self, why: StoreError) -> App {
        self.second_window_over(move |call| match call {
            Call::Commit => Fault::Fail(why.clone()),
            _ => Fault::None,
        })
    }

    /// Saves a new note.
    pub fn note(&self, fields: Value, sharing: Sharing) -> RecordId {
        let mut draft = self.app.begin_note();
        fill(&mut draft, fields, sharing);
        block_on(self.app.save(&draft)).unwrap().record
    }

    /// Saves a group of its own accord.
    #[allow(dead_code, reason = "only some of the suites need it")]
    pub fn group(&self, name: &str, wishes: &[&str]) -> RecordId {
        let mut fields = Fields::from([("name".to_owned(), Value::from(name))]);
        entries::set_codes(&mut fields, "wishes", wishes.iter().map(|w| (*w).to_owned()));
        let mut draft = self.app.begin_talk();
        draft.entries.push(self.app.new_entry(Kind::Organisation, fields, Sharing::MyCoordinator));
        block_on(self.app.save(&draft)).unwrap().record
    }

    /// Changes fields of a record.
    pub fn change(&self, record: RecordId, fields: Value) {
        let mut draft = self.app.begin_change(record).unwrap();
        let sharing = draft.main().unwrap().sharing.clone();
        fill(&mut draft, fields, sharing);
        block_on(self.app.save(&draft)).unwrap();
    }

    /// Makes the file for the coordinator.
    #[allow(dead_code, reason = "only some of the suites need it")]
    pub fn send(&self) -> Vec<u8> {
        let made = block_on(self.app.make_file("the desk", false)).unwrap();
        made.parts.into_iter().next().unwrap().1
    }

    /// Brings a file in; gives new, known and waiting counts.
    #[allow(dead_code, reason = "only some of the suites need it")]
    pub fn bring_in(&self, file: &[u8]) -> (usize, usize, usize) {
        let staged = block_on(self.app.stage(file)).unwrap();
        let counts = (staged.report.new.len(), staged.report.known, staged.report.waiting.len());
        block_on(self.app.bring_in(&staged)).unwrap();
        counts
    }

    /// The words of a record as shown; `None` when there are none to show.
    pub fn words(&self, record: RecordId) -> Option<String> {
        let note = self.app.note(record)?;
        note.view.state.is_open().then(|| entries::text(&note.view.fields, "words").to_owned())
    }
}

fn open(store: &MemoryStore, world: &Rc<World>) -> App {
    open_on(Rc::new(store.clone()), world)
}

fn open_on(store: Rc<dyn Store>, world: &Rc<World>) -> App {
    block_on(async {
        let app = App::open(ports(store, world)).await.unwrap();
        app.load_rest(|| ()).await.unwrap();
        app
    })
}

fn ports(store: Rc<dyn Store>, world: &Rc<World>) -> Ports {
    Ports {
        store,
        clock: world.clone(),
        ids: world.clone(),
        breath: world.clone(),
        sentinel: world.clone(),
        heavy: world.clone(),
    }
}

fn fill(draft: &mut Draft, fields: Value, sharing: Sharing) {
    let main = draft.main_mut().unwrap();
    for (path, value) in fields.as_object().unwrap() {
        main.fields.insert(path.clone(), value.clone());
    }
    main.sharing = sharing;
}

/// The least a finished note has.
pub fn note_fields(words: &str) -> Value {
    json!({"words": words, "with_kinds": ["residents"], "whole_area": true})
}
