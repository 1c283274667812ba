//! `cargo xtask bench`: how long things take with a large notebook, in the release build and in a real browser.

use crate::{Outcome, checks, dist, tools};
use std::fs;
use std::path::{Path, PathBuf};

/// Runs the bench (`tests/bench`) with these options, on the build in `dist/`, which is made where there is none.
///
/// # Errors
/// When something is missing and cannot be installed. A bar that is not met is no error.
pub fn run(words: &[String]) -> Outcome {
    tools::for_browser()?;
    libraries()?;
    if !dist::folder().join("sw.js").is_file() {
        dist::build("/", &dist::folder())?;
    }
    // As the journeys are built: what is measured runs in the browser, and a release build of its driver takes minutes.
    let bench = ["bench", "--quiet", "--profile", "test", "--features", "e2e", "--bench", "figures", "--"];
    let mut run = tools::command("cargo");
    run.args(bench).args(words);
    if let Some(chromium) = tools::find("chromium") {
        run.env("CHROMIUM", chromium);
    }
    tools::run(checks::with_driver(&mut run))
}

/// Lighthouse, and the libraries that ours is compared with. They are kept out of the checkout's own folder for npm:
/// who only builds or tests needs none of their 200 MB.
fn libraries() -> Outcome {
    let folder = tools::root().join("target").join("bench");
    let installed = folder.join("node_modules").join(".package-lock.json");
    if is_newer(&installed, &list("package-lock.json")) {
        return Ok(());
    }
    println!("Installing Lighthouse, Dexie and PouchDB. This happens once.");
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for name in ["package.json", "package-lock.json"] {
        fs::copy(list(name), folder.join(name)).map_err(|error| format!("{name}: {error}"))?;
    }
    let args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
    tools::run(tools::command("npm").args(args).current_dir(&folder))
}

fn list(name: &str) -> PathBuf {
    tools::root().join("tests").join("bench").join(name)
}

fn is_newer(one: &Path, other: &Path) -> bool {
    let changed = |file: &Path| fs::metadata(file).and_then(|about| about.modified()).ok();
    changed(one).is_some_and(|one| changed(other).is_none_or(|other| one >= other))
}
