//! The weight that a phone has to load and keep, against the bars of the design.

use crate::{Outcome, dist};
use std::fs;
use std::io::Write;

/// Bars in bytes of brotli. The first part of the program is all that the first screen needs.
const PROGRAM: usize = 260 * 1024;
const START: usize = 350 * 1024;
/// The later part, which comes once the first screen stands. No bar was set for it: this one holds what was reached.
const LATER: usize = 415 * 1024;
/// The program beside the page. Nothing waits for it.
const WORKER: usize = 260 * 1024;
const KEPT: usize = 800 * 1024;

/// What nothing but the code of envelopes says. It belongs into the worker, off the phone's own program.
const WORKERS: &[u8] = b"age-encryption.org/v1";

/// Weighs the build in `dist/` and prints a line for each bar.
///
/// # Errors
/// When there is no release build there, or it weighs more than a bar.
pub fn check() -> Outcome {
    let worker = read("sw.js")?;
    let page = read("index.html")?;
    let kept = kept_paths(&worker)?;
    let (mut program, mut later, mut beside, mut start, mut all) = (0, 0, 0, 0, 0);
    for path in &kept {
        let bytes = read(if path.is_empty() { "index.html" } else { path })?;
        let weight = brotli(&bytes);
        all += weight;
        // The page names all that it needs but the program: its script fetches that once the first words stand.
        let is_program = path.starts_with("built/ginnel-") && path.ends_with(".wasm");
        if path.starts_with("built/worker-") {
            beside += weight;
            continue;
        }
        let is_later = path.starts_with("built/later-");
        if (is_program || is_later) && bytes.windows(WORKERS.len()).any(|some| some == WORKERS) {
            return Err(format!("{path} holds the code of envelopes, which is for the worker alone."));
        }
        if is_later {
            later += weight;
            continue;
        }
        if is_program {
            program += weight;
        }
        // It also leads to another page, which is no part of the start.
        let is_named =
            !path.ends_with(".html") && String::from_utf8_lossy(&page).contains(&format!("{path}\""));
        if is_program || path.is_empty() || is_named {
            start += weight;
        }
    }
    let bars = [
        ("the program, first part", program, PROGRAM),
        ("the program, later part", later, LATER),
        ("the program beside the page", beside, WORKER),
        ("the start set", start, START),
        ("all that is kept", all, KEPT),
    ];
    for (what, weight, bar) in bars {
        println!("  {what}: {:.1} KB of {} KB", as_kb(weight), bar / 1024);
    }
    let over: Vec<&str> =
        bars.iter().filter(|(_, weight, bar)| weight > bar).map(|(what, ..)| *what).collect();
    if over.is_empty() { Ok(()) } else { Err(format!("Too heavy: {}.", over.join(", "))) }
}

/// The list that the hook wrote into the worker: the one line that holds it is JSON.
fn kept_paths(worker: &[u8]) -> Result<Vec<String>, String> {
    let text = String::from_utf8_lossy(worker);
    let json = text.lines().find_map(|line| line.strip_prefix("const BUILT = ")?.strip_suffix(';'));
    let built: serde_json::Value =
        json.and_then(|json| serde_json::from_str(json).ok()).ok_or("dist/ holds no release build.")?;
    let files = built["files"].as_array().ok_or("dist/sw.js lists no files.")?;
    Ok(files.iter().filter_map(|file| file[0].as_str().map(str::to_owned)).collect())
}

fn read(path: &str) -> Result<Vec<u8>, String> {
    fs::read(dist::folder().join(path)).map_err(|error| format!("dist/{path}: {error}"))
}

fn brotli(bytes: &[u8]) -> usize {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, 11, 22);
    // Writing to a vector does not fail.
    let _ = writer.write_all(bytes);
    writer.into_inner().len()
}

#[allow(clippy::cast_precision_loss, reason = "a figure to print")]
fn as_kb(bytes: usize) -> f64 {
    bytes as f64 / 1024.0
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_list_is_read_out_of_the_worker() {
        let worker = b"// x\nconst BUILT = {\"files\":[[\"\",\"h\"],[\"a.js\",\"h\"]]};\nconst X = 1;\n";
        assert_eq!(super::kept_paths(worker), Ok(vec![String::new(), "a.js".to_owned()]));
        assert!(super::kept_paths(b"const BUILT = __BUILT__;").is_err());
    }
}
