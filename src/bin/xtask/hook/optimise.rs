//! Makes the program smaller with Binaryen, scripts and style sheets with esbuild, where npm has brought them.

use crate::{Outcome, tools};
use std::ffi::OsString;
use std::path::Path;

/// What rustc's output uses; the second round takes off half a KB more. With `--all-features` the result dies at start.
/// Taking expressions apart first gives 5 KB, and so does knowing that nothing lies in the first KB of memory: rustc
/// has the stack grow down towards it.
const ARGS: [&str; 11] = [
    "--low-memory-unused",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// In which order the functions of a program stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// What is called most stands first, which makes calls short: 3 KB less of the first part.
    ByUse,
    /// As the linker has them, what is alike side by side: half a KB less of the later part, and no more of the program beside
    /// the page.
    Linker,
}

/// Rewrites the file in place. Only npm's `wasm-opt` is used: distributions still carry one (version 108) that
/// writes, without a word, a program that dies at start.
///
/// # Errors
/// When the optimiser is there and fails.
pub fn shrink(wasm: &Path, order: Order) -> Outcome {
    if !is_from_npm("wasm-opt") {
        println!("Warning: no wasm-opt from npm, so the app is about a fifth larger than it could be.");
        return Ok(());
    }
    let mut command = tools::command("wasm-opt");
    if order == Order::Linker {
        command.arg("--skip-pass=reorder-functions");
    }
    tools::run(command.args(ARGS).arg("-o").arg(wasm).arg(wasm))
}

/// Rewrites a script or a style sheet in place. A licence in it stays.
///
/// # Errors
/// When esbuild is there and fails.
pub fn shrink_text(file: &Path) -> Outcome {
    if !is_from_npm("esbuild") {
        return Ok(());
    }
    let mut written = OsString::from("--outfile=");
    written.push(file);
    tools::run(
        tools::command("esbuild")
            .arg(file)
            .args(["--minify", "--target=es2022", "--allow-overwrite", "--log-level=warning"])
            .arg(written),
    )
}

fn is_from_npm(program: &str) -> bool {
    tools::root().join("node_modules").join(".bin").join(program).is_file()
}
