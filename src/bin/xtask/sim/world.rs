//! The world of a season: chance, the clock, and a way to run a command that can be killed between two awaits.

use chrono::{Days, NaiveDate};
use futures_util::task::noop_waker;
use ginnel::app::heavy::{self, HeavyError, Load, Task};
use ginnel::app::ports::{Breath, Clock, Heavy, Ids, Sentinel};
use sha2::{Digest, Sha256};
use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll};

/// Chance that is the same on every run (splitmix64).
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    /// Begins at a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, which is not 0.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    /// True once in so many times.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of these, if there are any.
    pub fn pick<T: Clone>(&mut self, from: &[T]) -> Option<T> {
        if from.is_empty() { None } else { from.get(self.below(from.len())).cloned() }
    }
}

/// The ports that are not the store.
#[derive(Clone)]
pub struct World {
    chance: Rc<RefCell<Chance>>,
    today: Rc<Cell<NaiveDate>>,
    expected: Rc<Cell<u64>>,
}

impl World {
    /// A world of one phone.
    pub fn new(seed: u64) -> Self {
        let start = NaiveDate::from_ymd_opt(2026, 1, 19).unwrap_or_default();
        Self {
            chance: Rc::new(RefCell::new(Chance::new(seed))),
            today: Rc::new(Cell::new(start)),
            expected: Rc::new(Cell::new(0)),
        }
    }

    /// The clock jumps, up to ten years either way.
    pub fn jump(&self, by: usize) {
        let start = NaiveDate::from_ymd_opt(2016, 1, 19).unwrap_or_default();
        self.today.set(start + Days::new(by as u64 % 7305));
    }
}

impl Clock for World {
    fn today(&self) -> NaiveDate {
        self.today.get()
    }
    fn now_ms(&self) -> u64 {
        self.chance.borrow_mut().next() % 1_000_000
    }
}

impl Ids for World {
    fn fill(&self, buffer: &mut [u8]) {
        let mut chance = self.chance.borrow_mut();
        for chunk in buffer.chunks_mut(8) {
            chunk.copy_from_slice(&chance.next().to_le_bytes()[..chunk.len()]);
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
    async fn turn(&self) {
        let mut waited = false;
        poll_fn(|_| if std::mem::replace(&mut waited, true) { Poll::Ready(()) } else { Poll::Pending }).await;
    }

    /// Long slices are common here: every other look at the clock is a slice later.
    fn steady_ms(&self) -> f64 {
        self.chance.borrow_mut().below(1_000_000) as f64
    }
}

/// As the worker's program, but a passphrase costs nothing, nor does an envelope under one.
#[async_trait::async_trait(?Send)]
impl Heavy for World {
    async fn run(&self, task: Task, load: Load) -> Result<Load, HeavyError> {
        self.turn().await;
        match task {
            Task::Stretch => Ok(Load { bytes: cheap(&load.texts, &load.bytes).to_vec(), ..Load::default() }),
            Task::SealBackup => Ok(Load { bytes: cheap_seal(&load.texts, &load.bytes), ..Load::default() }),
            Task::OpenBackup => cheap_open(&load.texts, &load.bytes),
            _ => heavy::run(task, &load),
        }
    }
}

/// How an envelope under a passphrase begins.
const ENVELOPE: &[u8] = b"age-encryption.org/v1\n-> scrypt ";

/// An envelope that costs nothing: what is in it as hex digits, behind what proves it and its passphrase.
fn cheap_seal(texts: &[String], plain: &[u8]) -> Vec<u8> {
    let inside = [cheap(texts, b"").as_slice(), &cheap(&[], plain), plain].concat();
    [ENVELOPE, hex::encode(inside).as_bytes()].concat()
}

fn cheap_open(texts: &[String], sealed: &[u8]) -> Result<Load, HeavyError> {
    let inside = sealed.strip_prefix(ENVELOPE).and_then(|digits| hex::decode(digits).ok());
    let inside = inside.filter(|inside| inside.len() >= 64).ok_or(HeavyError::Envelope)?;
    let (proofs, plain) = inside.split_at(64);
    if proofs[..32] != cheap(texts, b"") {
        return Err(HeavyError::Wrong);
    }
    match proofs[32..] == cheap(&[], plain) {
        true => Ok(Load { bytes: plain.to_vec(), ..Load::default() }),
        false => Err(HeavyError::Envelope),
    }
}

/// What a passphrase is stretched to here.
pub fn cheap(texts: &[String], salt: &[u8]) -> [u8; 32] {
    Sha256::digest([texts.join("\n").as_bytes(), salt].concat()).into()
}

/// Runs a command to its end, or drops it at the await where its window was killed.
pub fn run<T>(command: impl Future<Output = T>, mut awaits_left: usize) -> Option<T> {
    let mut command = pin!(command);
    let waker = noop_waker();
    let mut context = Context::from_waker(&waker);
    loop {
        match command.as_mut().poll(&mut context) {
            Poll::Ready(done) => return Some(done),
            Poll::Pending if awaits_left == 0 => return None,
            Poll::Pending => awaits_left -= 1,
        }
    }
}

/// Runs two commands in turns, as chance has it, or drops both at the await where their phone was killed.
pub fn run_both<T>(
    one: impl Future<Output = T>,
    other: impl Future<Output = T>,
    chance: &mut Chance,
    mut awaits_left: usize,
) -> [Option<T>; 2] {
    let (mut one, mut other) = (pin!(one), pin!(other));
    let waker = noop_waker();
    let mut context = Context::from_waker(&waker);
    let mut done = [None, None];
    while let Some(turn) =
        chance.pick(&[0, 1].into_iter().filter(|n| done[*n].is_none()).collect::<Vec<usize>>())
    {
        let polled =
            if turn == 0 { one.as_mut().poll(&mut context) } else { other.as_mut().poll(&mut context) };
        match polled {
            Poll::Ready(result) => done[turn] = Some(result),
            Poll::Pending if awaits_left == 0 => break,
            Poll::Pending => awaits_left -= 1,
        }
    }
    done
}

/// Runs a command that nobody kills.
pub fn finish<T>(command: impl Future<Output = T>) -> Result<T, String> {
    run(command, 1_000_000).ok_or("a command waits for ever".to_owned())
}
