//! `cargo xtask dist`: the release build, ready for any static host.

use crate::{Outcome, option, tools};
use std::path::{Path, PathBuf};

/// Builds into `--out` (or `dist/`) for the base path `--base` (or `/`).
///
/// # Errors
/// When a tool is missing, the build fails or the base path does not begin and end with a slash.
pub fn run(words: &[String]) -> Outcome {
    let base = option(words, "--base")?.unwrap_or("/");
    let out = tools::root().join(option(words, "--out")?.unwrap_or("dist"));
    build(base, &out)?;
    println!("Ready in {}. docs/deploy.md says how to put it on a host.", out.display());
    Ok(())
}

/// Installs what is missing and builds.
///
/// # Errors
/// As [`run`].
pub fn build(base: &str, out: &Path) -> Outcome {
    if !(base.starts_with('/') && base.ends_with('/')) {
        return Err(format!("The base path must begin and end with a slash: {base}"));
    }
    tools::for_build()?;
    let mut trunk = tools::command("trunk");
    trunk.args(["build", "--release", "--skip-version-check", "--public-url", base, "--dist"]).arg(out);
    if let Some(flags) = without_own_folders() {
        trunk.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags);
    }
    // Trunk reads NO_COLOR as a yes or no and stops at the usual "1".
    tools::run(trunk.env_remove("NO_COLOR"))
}

/// A panic names the source it came from, in words that stand in the program: without the folders of whoever built it.
/// (The flags of `.cargo/config.toml` stay; a folder with a blank in its name cannot be told to rustc in this way.)
fn without_own_folders() -> Option<String> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let sources = home.or_else(|| Some(std::env::home_dir()?.join(".cargo")))?.join("registry").join("src");
    let folders = std::fs::read_dir(sources)
        .ok()?
        .filter_map(|entry| entry.ok()?.path().into_os_string().into_string().ok());
    let flags: Vec<String> = folders
        .filter(|folder| !folder.contains(char::is_whitespace))
        .map(|folder| format!("--remap-path-prefix={folder}="))
        .collect();
    Some(flags.join(" "))
}

/// Where `serve` and `test` look for the build.
pub fn folder() -> PathBuf {
    tools::root().join("dist")
}
