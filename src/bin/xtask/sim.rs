//! `cargo xtask sim`: seasons of one phone on a virtual clock, through the real domain, vault, exchange and app, with
//! everything going wrong that can: faults at every store call, kills between awaits, two windows, clock jumps, files
//! lost, repeated, reordered and forged. After each step the checks say what a worker would have lost or leaked.
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
mod season;
mod world;

use crate::{Outcome, option};
use season::Season;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::Command;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// Steps of one season. Then a new phone begins, so that a step costs the same from first to last.
const SEASON: u64 = 120;
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
}

/// Runs the command.
///
/// # Errors
/// What is wrong with the options, or what the season that failed has to say.
pub fn run(words: &[String]) -> Outcome {
    if std::env::var_os(QUICK).is_none() {
        return run_quick(words);
    }
    let number = |name, otherwise: u64| match option(words, name)? {
        Some(text) => text.parse().map_err(|_| format!("{name} needs a number.")),
        None => Ok(otherwise),
    };
    let (seed, steps) = (number("--seed", 1)?, number("--steps", 100_000)?);
    let plant = match option(words, "--plant")? {
        None => Plant::Nothing,
        Some("skip-readback") => Plant::SkipReadback,
        Some("relax-sharing") => Plant::RelaxSharing,
        Some("drop-parent") => Plant::DropParent,
        Some(other) => return Err(format!("No plant is called {other}.")),
    };
    // Only the steps of a season that was cut down, as printed when it failed.
    let only = option(words, "--only")?.map(|list| list.split(',').filter_map(|n| n.parse().ok()).collect());
    seasons(seed, steps, plant, only)
}

fn seasons(first: u64, steps: u64, plant: Plant, only: Option<Vec<u64>>) -> Outcome {
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
        return Err(failure(seed, all, plant));
    }
    let pace = steps as f64 / began.elapsed().as_secs_f64();
    println!("{steps} steps in {count} seasons: nothing lost, nothing leaked ({pace:.0} steps/s).");
    Ok(())
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

/// The fewest steps that still fail, with their story.
fn failure(seed: u64, mut steps: Vec<u64>, plant: Plant) -> String {
    let mut last = play(seed, &steps, plant).err().unwrap_or_default();
    let mut chunk = steps.len().div_ceil(2);
    while chunk > 0 {
        let mut at = 0;
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
        chunk /= 2;
    }
    let list = steps.iter().map(u64::to_string).collect::<Vec<_>>().join(",");
    let again = match plant {
        Plant::Nothing => String::new(),
        Plant::SkipReadback => " --plant skip-readback".to_owned(),
        Plant::RelaxSharing => " --plant relax-sharing".to_owned(),
        Plant::DropParent => " --plant drop-parent".to_owned(),
    };
    format!(
        "{}\n\nThe story, cut down to {} steps:\n  {}\n\nAgain: cargo xtask sim --seed {seed} --steps {} --only {list}{again}",
        last.0,
        steps.len(),
        last.1.join("\n  "),
        steps.len().max(1),
    )
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
        (1..8).any(|seed| play(seed, &all, plant).is_err())
    }

    #[test]
    fn every_planted_bug_is_found_and_nothing_else() {
        assert!(!goes_wrong(Plant::Nothing));
        for plant in [Plant::SkipReadback, Plant::RelaxSharing, Plant::DropParent] {
            assert!(goes_wrong(plant), "{plant:?} was not noticed");
        }
    }
}
