//! `cargo xtask sim`: seasons of one phone on a virtual clock, through the real domain, vault, exchange and app, with
//! everything going wrong that can: faults at every store call, kills between awaits, two windows, clock jumps, files
//! lost, repeated, reordered and forged, passphrases set and changed, windows that slept through it, keys that a stranger
//! names, files sealed for a desk, passwords forgotten and answered. After each step the checks say what a worker would have lost or leaked.
//!
//! A season is a list of steps, each with a seed of its own, so that any of them can be left out: a season that fails
//! is cut down to the fewest steps that still do.

mod checks;
mod disk;
#[expect(dead_code, reason = "the sharing tests use all of it")]
#[path = "../../../tests/support/oracle.rs"]
mod oracle;
mod outgoing;
mod phone;
#[path = "../../../tests/support/rescue.rs"]
mod rescue_file;
mod season;
mod ways;
mod world;

use crate::{Outcome, option};
use season::Season;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::Command;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// The first season of the check that must be green; always the same, so that a failure can be seen again.
const FIRST_SEASON: u64 = 1;
/// Steps of that check.
const MILLION: u64 = 1_000_000;
/// Within so many steps a planted bug must be found. Each is, within a few hundred.
const FOR_A_PLANT: u64 = 24_000;
/// A story of more steps was not cut down. (What a step does hangs on the luck of those before it.)
const SHORT: usize = 12;
/// Steps of one season. Then a new phone begins, so that a step costs the same from first to last.
const SEASON: u64 = 120;
/// Instead of options: the whole check.
const CHECK: &str = "--check";
/// Set for the process that was built to be quick.
const QUICK: &str = "GINNEL_SIM_IS_QUICK";

/// A bug that is put in on purpose, to prove that the checks are awake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plant {
    /// None.
    Nothing,
    /// The store says "kept" without looking.
    SkipReadback,
    /// What goes as a stub goes whole.
    RelaxSharing,
    /// A change forgets what it was made from.
    DropParent,
    /// The keys stay beside the passphrase, in the open slot.
    KeepOpenSlot,
    /// The keys before the first passphrase are thrown away with it.
    ForgetRetired,
    /// The private key is sealed for the organisation too.
    MineInTheSlot,
    /// A private revision goes where the file is sealed.
    SealedPrivate,
    /// A revision of a copy does not come in on the new phone.
    LoseInRestore,
    /// A file that says something else passes for the one that was signed.
    TakeForged,
}

impl Plant {
    /// Every bug that can be planted.
    const ALL: [Self; 9] = [
        Self::SkipReadback,
        Self::RelaxSharing,
        Self::DropParent,
        Self::KeepOpenSlot,
        Self::ForgetRetired,
        Self::MineInTheSlot,
        Self::SealedPrivate,
        Self::LoseInRestore,
        Self::TakeForged,
    ];

    /// Its name for `--plant`.
    fn name(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::SkipReadback => "skip-readback",
            Self::RelaxSharing => "relax-sharing",
            Self::DropParent => "drop-parent",
            Self::KeepOpenSlot => "keep-open-slot",
            Self::ForgetRetired => "forget-retired",
            Self::MineInTheSlot => "mine-in-the-slot",
            Self::SealedPrivate => "sealed-private",
            Self::LoseInRestore => "lose-in-restore",
            Self::TakeForged => "take-forged",
        }
    }
}

/// Runs the command.
///
/// # Errors
/// What is wrong with the options, or what the season that failed has to say.
pub fn run(words: &[String]) -> Outcome {
    if std::env::var_os(QUICK).is_none() {
        return run_quick(words);
    }
    if words == [CHECK] {
        return check_here();
    }
    let number = |name, otherwise: u64| match option(words, name)? {
        Some(text) => text.parse().map_err(|_| format!("{name} needs a number.")),
        None => Ok(otherwise),
    };
    let (seed, steps) = (number("--seed", 1)?, number("--steps", 100_000)?);
    let plant = match option(words, "--plant")? {
        None => Plant::Nothing,
        Some(name) => *Plant::ALL.iter().find(|plant| plant.name() == name).ok_or_else(|| {
            let all = Plant::ALL.map(Plant::name).join(", ");
            format!("No plant is called {name}. There are {all}.")
        })?,
    };
    // Only the steps of a season that was cut down, as printed when it failed.
    let only = option(words, "--only")?.map(|list| list.split(',').filter_map(|n| n.parse().ok()).collect());
    match seasons(seed, steps, plant, only)? {
        None => Ok(()),
        Some(failed) => Err(failed.told()),
    }
}

/// The check that must be green: a million steps go well, and each planted bug is found and its story cut down.
///
/// # Errors
/// What went wrong, or the plant that was not found.
pub fn check() -> Outcome {
    run_quick(&[CHECK.to_owned()])
}

fn check_here() -> Outcome {
    println!("{MILLION} steps from season {FIRST_SEASON}");
    if let Some(failed) = seasons(FIRST_SEASON, MILLION, Plant::Nothing, None)? {
        return Err(failed.told());
    }
    for plant in Plant::ALL {
        let name = plant.name();
        match seasons(FIRST_SEASON, FOR_A_PLANT, plant, None)? {
            None => return Err(format!("The planted bug {name} was not found in {FOR_A_PLANT} steps.")),
            Some(found) if found.steps.len() > SHORT => {
                return Err(format!("The story of {name} was not cut down:\n{}", found.told()));
            }
            Some(found) => println!("{name} is found in {} steps: {}", found.steps.len(), found.headline()),
        }
    }
    Ok(())
}

/// A season that went wrong, cut down.
struct Failed {
    seed: u64,
    plant: Plant,
    /// The fewest steps that still fail.
    steps: Vec<u64>,
    /// What went wrong.
    wrong: String,
    story: Vec<String>,
}

/// Plays seasons on all cores. Gives the first that failed.
fn seasons(first: u64, steps: u64, plant: Plant, only: Option<Vec<u64>>) -> Result<Option<Failed>, String> {
    std::panic::set_hook(Box::new(|_| ()));
    let began = Instant::now();
    let count = steps.div_ceil(SEASON);
    let (next, failed) = (AtomicU64::new(0), Mutex::new(None));
    let play_some = || {
        loop {
            let season = next.fetch_add(1, Ordering::Relaxed);
            if season >= count {
                return;
            }
            let length = SEASON.min(steps - season * SEASON);
            let all = only.clone().unwrap_or_else(|| (0..length).collect());
            if play(first + season, &all, plant).is_err() {
                // The others may end what they are at; the first to fail is told.
                next.store(count, Ordering::Relaxed);
                failed.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert((first + season, all));
                return;
            }
        }
    };
    std::thread::scope(|threads| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            threads.spawn(play_some);
        }
    });
    if let Some((seed, all)) = failed.into_inner().unwrap_or_else(PoisonError::into_inner) {
        return Ok(Some(Failed::cut_down(seed, all, plant)));
    }
    let seconds = began.elapsed().as_secs_f64();
    let pace = steps as f64 / seconds;
    println!(
        "{steps} steps in {count} seasons: nothing lost, nothing leaked ({seconds:.0} s, {pace:.0} steps/s)."
    );
    Ok(None)
}

/// Plays these steps of the season of this seed. `Err`: what went wrong, and the story so far.
fn play(seed: u64, steps: &[u64], plant: Plant) -> Result<(), (String, Vec<String>)> {
    let mut season = Season::new(seed, plant);
    let played = catch_unwind(AssertUnwindSafe(|| season.play(steps)));
    let wrong = match played {
        Ok(Ok(())) => return Ok(()),
        Ok(Err(wrong)) => wrong,
        Err(panic) => {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            format!("panic: {}", text.or(panic.downcast_ref::<&str>().copied()).unwrap_or("?"))
        }
    };
    Err((wrong, season.told))
}

impl Failed {
    /// The fewest steps that still fail, with their story.
    fn cut_down(seed: u64, mut steps: Vec<u64>, plant: Plant) -> Self {
        let mut last = play(seed, &steps, plant).err().unwrap_or_default();
        let mut chunk = steps.len().div_ceil(2);
        while chunk > 0 {
            let (before, mut at) = (steps.len(), 0);
            while at < steps.len() {
                let fewer: Vec<u64> = steps
                    .iter()
                    .enumerate()
                    .filter(|(i, _)| !(at..at + chunk).contains(i))
                    .map(|(_, s)| *s)
                    .collect();
                match play(seed, &fewer, plant) {
                    Err(still) => (steps, last) = (fewer, still),
                    Ok(()) => at += chunk,
                }
            }
            // A step that could not be left out perhaps can without those after it.
            if chunk > 1 || steps.len() == before {
                chunk /= 2;
            }
        }
        let (wrong, story) = last;
        Self { seed, plant, steps, wrong, story }
    }

    fn headline(&self) -> &str {
        self.wrong.lines().next().unwrap_or_default()
    }

    /// Everything that helps to see it again.
    fn told(&self) -> String {
        let list = self.steps.iter().map(u64::to_string).collect::<Vec<_>>().join(",");
        let again = match self.plant {
            Plant::Nothing => String::new(),
            plant => format!(" --plant {}", plant.name()),
        };
        format!(
            "{}\n\nThe story, cut down to {} steps:\n  {}\n\nAgain: cargo xtask sim --seed {} --steps {} --only {list}{again}",
            self.wrong,
            self.steps.len(),
            self.story.join("\n  "),
            self.seed,
            self.steps.len().max(1),
        )
    }
}

/// Runs the same command built with optimisation: a million steps then take minutes.
fn run_quick(words: &[String]) -> Outcome {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let status = Command::new(cargo)
        .args(["run", "--quiet", "--profile", "sim", "--features", "host", "--bin", "xtask", "--", "sim"])
        .args(words)
        .env(QUICK, "1")
        .status()
        .map_err(|error| format!("cargo could not be run: {error}"))?;
    if status.success() { Ok(()) } else { Err("The simulation failed: see above.".to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn goes_wrong(plant: Plant) -> bool {
        let all: Vec<u64> = (0..SEASON).collect();
        (1..32).any(|seed| play(seed, &all, plant).is_err())
    }

    #[test]
    fn every_planted_bug_is_found_and_nothing_else() {
        assert!(!goes_wrong(Plant::Nothing));
        for plant in Plant::ALL {
            assert!(goes_wrong(plant), "{plant:?} was not noticed");
        }
    }
}
