//! `cargo xtask torture`: the browser ended in mid-typing and mid-saving a thousand times, and the power taken away two
//! hundred times, with the release build (`tests/e2e/killed.rs`). It takes hours, and goes on where it was broken off:
//! how many are done is kept in `target/torture`, for each build of the app by itself.

use crate::hook::files::short_hash;
use crate::{HELP, Outcome, checks, dist, option, tools};
use std::fs;
use std::path::PathBuf;

/// Ends on one phone. Then a new one begins.
const BATCH: u64 = 50;

/// A way to end: its option, how often it is done unless told, and its journey.
const WAYS: [(&str, u64, &str); 2] = [
    ("--kills", 1000, "killed::killed_in_mid_typing_and_in_mid_saving_nothing_acknowledged_is_lost"),
    ("--cuts", 200, "killed::without_power_in_mid_typing_and_in_mid_saving_nothing_acknowledged_is_lost"),
];

/// Shows that the power is really cut: writes that are not strict are lost.
const CONTROL: &str = "killed::without_power_a_note_is_lost_whose_write_was_not_strict";

/// Ends the app until it was done as often as asked for.
///
/// # Errors
/// When something is missing and cannot be installed, when a number is none, and when anything is lost.
pub fn run(words: &[String]) -> Outcome {
    if words.iter().step_by(2).any(|word| WAYS.iter().all(|(name, ..)| name != word)) {
        return Err(HELP.to_owned());
    }
    let mut wanted = Vec::new();
    for (name, usual, journey) in WAYS {
        let times = match option(words, name)? {
            None => usual,
            Some(text) => text.parse().map_err(|_| format!("{name} needs a number.\n\n{HELP}"))?,
        };
        wanted.push((name.trim_start_matches('-'), times, journey));
    }
    tools::for_browser()?;
    if !dist::folder().join("sw.js").is_file() {
        dist::build("/", &dist::folder())?;
    }
    for (what, times, journey) in wanted {
        let mut done = done_so_far(what)?;
        if what == "cuts" && done < times {
            tools::for_power_cuts()?;
            journeys(CONTROL, 0, 0)?;
        }
        while done < times {
            let ends = BATCH.min(times - done);
            journeys(journey, ends, done)?;
            done += ends;
            let file = progress(what)?;
            fs::write(&file, done.to_string()).map_err(|error| format!("{}: {error}", file.display()))?;
            println!("{done} of {times} {what}: nothing is lost.");
        }
        println!("{done} {what} of this build: nothing is lost.");
    }
    Ok(())
}

fn journeys(name: &str, ends: u64, seed: u64) -> Outcome {
    let mut run = tools::command("cargo");
    run.args([
        "test",
        "--quiet",
        "--features",
        "e2e",
        "--test",
        "e2e",
        "--",
        "--include-ignored",
        "--exact",
        name,
    ])
    .env("GINNEL_ENDS", ends.to_string())
    .env("GINNEL_SEED", seed.to_string());
    tools::run(checks::with_driver(&mut run))
}

fn done_so_far(what: &str) -> Result<u64, String> {
    let file = progress(what)?;
    match fs::read_to_string(&file) {
        Ok(text) => text.trim().parse().map_err(|_| format!("{} holds no number.", file.display())),
        Err(_) => Ok(0),
    }
}

/// Where it stands how many are done with the build in `dist/`.
fn progress(what: &str) -> Result<PathBuf, String> {
    let worker = dist::folder().join("sw.js");
    let worker = fs::read(&worker).map_err(|error| format!("{}: {error}", worker.display()))?;
    let folder = tools::root().join("target").join("torture").join(short_hash(&worker));
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(folder.join(what))
}
