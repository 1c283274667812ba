//! `cargo xtask test`: every check, one after the other, those that fail soonest first.

use crate::{Outcome, budgets, dist, journeys, sim, tools};
use std::process::Command;
use std::time::Instant;

/// A check: its name for `--only`, and what it does.
type Step = (&'static str, fn() -> Outcome);

const STEPS: [Step; 10] = [
    ("fmt", || cargo(&["fmt", "--check"])),
    ("tidy", || cargo(&["test", "--quiet", "--features", "host", "--test", "tidy"])),
    ("clippy", || {
        // With the journeys and the bench, which no other check compiles.
        cargo(&["clippy", "--quiet", "--all-targets", "--features", "e2e", "--", "-D", "warnings"])
    }),
    ("clippy-wasm", clippy_wasm),
    ("native", native),
    ("sim", sim::check),
    ("browser", browser),
    ("dist", || dist::build("/", &dist::folder())),
    ("budgets", budgets::check),
    ("e2e", journeys::check),
];

/// Runs all checks, or those named after `--only`, and ends with the line `N passed, N failed`.
///
/// # Errors
/// When a name is unknown or a check fails.
pub fn run(words: &[String]) -> Outcome {
    let wanted = match words.split_first() {
        None => Vec::new(),
        Some((first, names)) if first == "--only" && !names.is_empty() => names.to_vec(),
        Some(_) => return Err(usage()),
    };
    if let Some(unknown) = wanted.iter().find(|name| STEPS.iter().all(|(step, _)| step != name)) {
        return Err(format!("No check is called {unknown}. {}", usage()));
    }
    let mut report = Vec::new();
    for (name, step) in STEPS {
        if !wanted.is_empty() && !wanted.iter().any(|one| one == name) {
            continue;
        }
        println!("\n== {name}");
        let begun = Instant::now();
        let done = step();
        if let Err(message) = &done {
            println!("{message}");
        }
        report.push((name, begun.elapsed().as_secs(), done.is_ok()));
    }
    println!();
    for (name, seconds, passed) in &report {
        println!("{}  {name} ({seconds} s)", if *passed { "ok    " } else { "FAILED" });
    }
    let failed = report.iter().filter(|(.., passed)| !passed).count();
    println!("\n{} passed, {failed} failed", report.len() - failed);
    if failed == 0 { Ok(()) } else { Err("Not everything passed.".to_owned()) }
}

fn usage() -> String {
    let names: Vec<&str> = STEPS.iter().map(|(name, _)| *name).collect();
    format!("cargo xtask test [--only NAME …], with names out of: {}", names.join(", "))
}

/// The laws are tried on the same ten thousand stories in each run, so that a red run can be had again. Others by
/// command: `PROPTEST_CASES=1000000 cargo test --features host --test sharing --test laws`.
fn native() -> Outcome {
    tools::for_native()?;
    tools::run(tools::command("cargo").args(["test", "--features", "host"]).env("PROPTEST_RNG_SEED", "1"))
}

fn cargo(args: &[&str]) -> Outcome {
    tools::run(tools::command("cargo").args(args))
}

/// What the phone runs is compiled for another machine than this one, so it is read twice.
fn clippy_wasm() -> Outcome {
    tools::for_build()?;
    let phone = ["--lib", "--bin", "ginnel", "--test", "browser", "--target", "wasm32-unknown-unknown"];
    tools::run(tools::command("cargo").args(["clippy", "--quiet"]).args(phone).args(["--", "-D", "warnings"]))
}

/// The storage contract and the components, in a real browser.
fn browser() -> Outcome {
    tools::for_build()?;
    tools::for_browser()?;
    let mut run = tools::command("cargo");
    run.args(["test", "--target", "wasm32-unknown-unknown", "--test", "browser"])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
        // Seconds for all of them together. Of itself the runner gives up after 20, and the laws alone take 15 of a quick
        // machine; what hangs still ends.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "600");
    tools::run(with_driver(&mut run))
}

/// Names ChromeDriver for a command that drives a browser.
pub fn with_driver(command: &mut Command) -> &mut Command {
    match tools::find("chromedriver") {
        Some(driver) => command.env("CHROMEDRIVER", driver),
        None => command,
    }
}
