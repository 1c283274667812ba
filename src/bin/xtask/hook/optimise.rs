//! Makes the program smaller with Binaryen, where npm has brought a good one.

use crate::{Outcome, tools};
use std::path::Path;

/// What rustc's output uses; the second round takes off half a KB more. With `--all-features` the result dies at start.
const ARGS: [&str; 8] = [
    "-Oz",
    "-Oz",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Rewrites the file in place. Only npm's `wasm-opt` is used: distributions still carry one (version 108) that
/// writes, without a word, a program that dies at start.
///
/// # Errors
/// When the optimiser is there and fails.
pub fn shrink(wasm: &Path) -> Outcome {
    let npm = tools::root().join("node_modules").join(".bin").join("wasm-opt");
    if !npm.is_file() {
        println!("Warning: no wasm-opt from npm, so the app is about a fifth larger than it could be.");
        return Ok(());
    }
    tools::run(tools::command("wasm-opt").args(ARGS).arg("-o").arg(wasm).arg(wasm))
}
