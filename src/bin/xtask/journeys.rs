//! The journeys of a person, through the built app in real browsers.

use crate::checks::with_driver;
use crate::{Outcome, dist, tools};
use std::io::{BufRead, BufReader};
use std::process::Stdio;

/// Most that are tried again. When more give up, it is not the browsers.
const MOST_AGAIN: usize = 3;

/// The journeys through the release build that a step before made, and through one for a host that lends only a path.
/// Where other engines may not be installed it goes on without their journeys, but in CI.
///
/// # Errors
/// When a tool is missing or a journey fails, for some twice: [`may_be_tried_again`].
pub fn check() -> Outcome {
    tools::for_browser()?;
    tools::for_checks()?;
    let engines = tools::for_engines();
    if std::env::var_os("CI").is_some() {
        engines.clone()?;
    }
    dist::build("/notes/", &tools::root().join("target").join("dist-below"))?;
    // Each journey has a browser of its own, and two of them keep two cores busy.
    let mut args = vec!["--test-threads=2"];
    if let Err(missing) = engines {
        println!("Going on without WebKit and Firefox. {missing}");
        args.extend(["--skip", "engines::"]);
    }
    let (ended, printed) = run(&args)?;
    if ended.is_ok() {
        return Ok(());
    }
    let failed = failures(&printed);
    let stand = failed.iter().filter(|(name, said)| !may_be_tried_again(name, said)).count();
    if failed.is_empty() || failed.len() > MOST_AGAIN || stand > 0 {
        return ended;
    }
    for (name, said) in &failed {
        println!("\nTried once more, alone: {name}. It gave up the first time and said:\n{said}");
        run(&["--exact", name])?.0?;
    }
    println!("\n{} of the journeys gave up once and went through the second time.", failed.len());
    Ok(())
}

/// Runs journeys. Gives how that ended, and what was printed, which is shown as well.
fn run(args: &[&str]) -> Result<(Outcome, String), String> {
    let mut run = tools::command("cargo");
    run.args(["test", "--features", "e2e", "--test", "e2e", "--"]).args(args);
    // What a journey says when it gives up is the page's text. Thirty lines of the runtime's own would bury it.
    run.env("RUST_BACKTRACE", "0").stdout(Stdio::piped());
    let mut run = with_driver(&mut run).spawn().map_err(|error| format!("cargo: {error}"))?;
    let mut printed = String::new();
    for line in BufReader::new(run.stdout.take().ok_or("cargo: no output")?).lines() {
        let line = line.map_err(|error| format!("cargo: {error}"))?;
        println!("{line}");
        printed += &line;
        printed.push('\n');
    }
    let status = run.wait().map_err(|error| format!("cargo: {error}"))?;
    let ended = if status.success() { Ok(()) } else { Err(format!("journeys: {status}")) };
    Ok((ended, printed))
}

/// What failed, by name, and what each said, as the test harness prints them at its end.
fn failures(printed: &str) -> Vec<(&str, &str)> {
    let sections = printed.split("\n---- ").skip(1);
    sections
        .filter_map(|section| section.split_once(" stdout ----\n"))
        .map(|(name, said)| (name, said.split("\nfailures:\n").next().unwrap_or(said).trim()))
        .collect()
}

/// A journey that waited in vain or that its browser's driver left may have met a busy machine. Where something was
/// seen that must not be, or notes are looked for after an end of the browser, once is enough to fail.
fn may_be_tried_again(name: &str, said: &str) -> bool {
    let gave_up = said.contains("-- its console says:") || said.contains("WebDriverError");
    gave_up && !["killed", "power", "lose"].iter().any(|about| name.contains(about))
}

#[cfg(test)]
mod tests {
    use super::{failures, may_be_tried_again};

    const PRINTED: &str = "
running 3 tests
test talk::turned ... FAILED

failures:

---- talk::turned stdout ----

thread 'talk::turned' panicked at tests/e2e/browser.rs:270:9:
'Hold to leave' is not there
-- /talk says:
Talk
-- its console says:

---- send::leaves stdout ----

thread 'send::leaves' panicked at tests/e2e/send.rs:9:9:
a private word is in the file


failures:
    send::leaves
    talk::turned

test result: FAILED. 1 passed; 2 failed; 3 ignored
";

    #[test]
    fn what_gave_up_is_read_with_its_words() {
        let failed = failures(PRINTED);
        assert_eq!(
            failed.iter().map(|(name, _)| *name).collect::<Vec<_>>(),
            ["talk::turned", "send::leaves"]
        );
        assert!(failed[1].1.ends_with("a private word is in the file"), "{failed:?}");
        assert!(failures("test result: ok. 3 passed").is_empty());
    }

    #[test]
    fn only_what_waited_in_vain_is_tried_again_and_never_a_loss() {
        let said = failures(PRINTED)[0].1;
        assert!(may_be_tried_again("talk::turned", said));
        assert!(may_be_tried_again("talk::turned", "typing: WebDriverError(Timeout)"));
        assert!(!may_be_tried_again("send::leaves", failures(PRINTED)[1].1));
        assert!(!may_be_tried_again("killed::nothing_is_lost", said));
    }
}
