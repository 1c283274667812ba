//! Every developer command of the project: `cargo xtask NAME`. One file a command.

mod answer;
mod bench;
mod budgets;
mod checks;
mod dist;
mod hook;
mod journeys;
mod linked;
mod pack;
mod rescue;
mod serve;
mod sim;
mod site;
mod tools;
mod torture;

use std::process::ExitCode;

/// What a command ends with: a sentence for the person at the terminal when it failed.
type Outcome = Result<(), String>;

const HELP: &str = "\
cargo xtask serve [--port N]                 build the app and serve it on this machine
cargo xtask dist [--base /x/] [--out DIR]    build what goes on a host
cargo xtask test [--only NAME …]             every check, in the order that fails soonest
cargo xtask sim [--seed N] [--steps K] [--plant NAME] [--only N,N]
                                             seasons in which everything goes wrong that can
cargo xtask bench [--records N,N] [--only NAME,NAME] [--rounds N] [--unthrottled]
                                             how long things take with a large notebook
cargo xtask torture [--kills N] [--cuts N]   the browser killed and the power cut, by the hundred; goes on where it
                                             was broken off
cargo xtask answer KEYS REQUEST [--compared] the desk's answer to a worker who forgot the passphrase
cargo xtask pack DESK NAME=age1… NAME=age1… [--label TEXT] [--rules FILE] [--out FILE]
                                             area settings that name the keys of a desk, and its six words; with
                                             rules for its phones (docs/what-we-record.md), as a JSON object
cargo xtask rescue FILE [--locked] [--out FILE]
                                             what a rescue file of a phone holds, and as a file that comes in
cargo xtask hook                             called by Trunk after each build";

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let command = words.next().unwrap_or_default();
    let words: Vec<String> = words.collect();
    let done = match command.as_str() {
        "serve" => serve::run(&words),
        "dist" => dist::run(&words),
        "test" => checks::run(&words),
        "bench" => bench::run(&words),
        "sim" => sim::run(&words),
        "torture" => torture::run(&words),
        "answer" => answer::run(&words),
        "pack" => pack::run(&words),
        "rescue" => rescue::run(&words),
        "hook" => hook::run(),
        _ => Err(HELP.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// The value after `--name`, if that option was given.
///
/// # Errors
/// A sentence when the option stands last, without a value.
fn option<'a>(words: &'a [String], name: &str) -> Result<Option<&'a str>, String> {
    match words.iter().position(|word| word == name) {
        None => Ok(None),
        Some(at) => match words.get(at + 1) {
            Some(value) => Ok(Some(value)),
            None => Err(format!("{name} needs a value.\n\n{HELP}")),
        },
    }
}
