//! The weight that a phone has to load and keep, against the bars of the design.

use crate::linked::Linked;
use crate::{Outcome, dist, tools};
use std::fs;
use std::io::Write;
use std::path::Path;

/// Bars in bytes of brotli. The first part of the program is all that the first screen needs.
const PROGRAM: usize = 260 * 1024;
const START: usize = 350 * 1024;
/// The later part, which comes once the first screen stands. No bar was set for it: this one holds what was reached.
const LATER: usize = 415 * 1024;
/// The program beside the page. Nothing waits for it.
const WORKER: usize = 260 * 1024;
const KEPT: usize = 800 * 1024;

/// What the lock, sealed files, copies, rescue and putting away may add to the first part.
const LOCK: usize = 20 * 1024;

/// The modules that are there for these alone.
const LOCK_MODULES: [&str; 37] = [
    "app/around",
    "app/asking",
    "app/away",
    "app/closed",
    "app/commands/backup",
    "app/commands/issuer",
    "app/commands/keys",
    "app/commands/organisation",
    "app/commands/put_away",
    "app/commands/quick",
    "app/commands/replace",
    "app/door",
    "app/earlier",
    "app/heavy",
    "app/queries/damaged",
    "app/queries/issuer",
    "app/queries/only_here",
    "app/queries/parts",
    "app/queries/rules",
    "app/rescue",
    "domain/issued",
    "domain/keys",
    "domain/put_away",
    "domain/rules",
    "exchange/envelope",
    "exchange/rescue",
    "ui/pages/backup",
    "ui/pages/keys",
    "ui/pages/locked",
    "ui/pages/locking",
    "ui/pages/lost_phone",
    "ui/pages/not_opened",
    "ui/pages/password",
    "ui/pages/password_offer",
    "ui/pages/put_away",
    "vault/keyslots",
    "vault/stretch",
];

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
    let linked = linked()?;
    let lock = linked.as_ref().map(|linked| of_the_lock(linked, program)).transpose()?;
    let bars = [
        ("the program, first part", program, PROGRAM),
        ("of it, for the lock, copies and rescue", lock.unwrap_or_default(), LOCK),
        ("the program, later part", later, LATER),
        ("the program beside the page", beside, WORKER),
        ("the start set", start, START),
        ("all that is kept", all, KEPT),
    ];
    for (what, weight, bar) in bars {
        println!("  {what}: {:.1} KB of {} KB", as_kb(weight), bar / 1024);
    }
    match linked {
        Some(linked) => print_pages(&linked, program + later)?,
        None => println!("  what each page and the lock bring: only known where the program was linked"),
    }
    let over: Vec<&str> =
        bars.iter().filter(|(_, weight, bar)| weight > bar).map(|(what, ..)| *what).collect();
    if over.is_empty() { Ok(()) } else { Err(format!("Too heavy: {}.", over.join(", "))) }
}

/// What was linked for the phone last, if it was on this machine.
fn linked() -> Result<Option<Linked>, String> {
    let file = tools::target().join("wasm32-unknown-unknown/release/ginnel.wasm");
    let Ok(bytes) = fs::read(&file) else { return Ok(None) };
    Linked::read(&bytes).map(Some).map_err(|error| format!("{}: {error}", file.display()))
}

/// Bytes of brotli that the first part has for the modules of the lock and for nothing else: their share of what was linked.
fn of_the_lock(linked: &Linked, program: usize) -> Result<usize, String> {
    let gone = LOCK_MODULES.iter().find(|module| !tools::root().join(format!("src/{module}.rs")).is_file());
    if let Some(module) = gone {
        return Err(format!("There is no module {module} any more; the list is in budgets.rs."));
    }
    let paths: Vec<String> = LOCK_MODULES.iter().map(|module| as_spelled(module)).collect();
    let share = linked.first_only_for(|name| paths.iter().any(|path| name.contains(path)));
    Ok(share * program / linked.first())
}

/// The path of a module as the compiler spells it: each name after its length.
fn as_spelled(module: &str) -> String {
    let names = module.split('/').map(|name| format!("{}{name}", name.len()));
    format!("ginnel{}", names.collect::<String>())
}

/// What each page brings of its own: what is in the program for it alone, with the rules and the work that no other page
/// needs. Before compression, and of `parts`, all that the phone's program weighs, as much as it is of what was linked.
/// No bar holds it: pages that do much are over the 6 KB of the design (docs/architecture.md, *Figures*).
fn print_pages(linked: &Linked, parts: usize) -> Outcome {
    let mut pages: Vec<(f64, String)> = Vec::new();
    for page in pages_of(&tools::root().join("src/ui/pages.rs"))? {
        let path = as_spelled(&format!("ui/pages/{page}"));
        let share = linked.only_for(|name| name.contains(&path)) * parts / linked.all();
        pages.push((as_kb(share), page));
    }
    pages.sort_by(|one, other| other.0.total_cmp(&one.0));
    let list: Vec<String> = pages.iter().map(|(kb, page)| format!("{page} {kb:.1}")).collect();
    println!("  what each page brings of its own, KB: {}", list.join(", "));
    Ok(())
}

/// The modules that the list of pages names.
fn pages_of(list: &Path) -> Result<Vec<String>, String> {
    let text = fs::read_to_string(list).map_err(|error| format!("{}: {error}", list.display()))?;
    let names = text.lines().filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod "));
    Ok(names.filter_map(|name| name.strip_suffix(';').map(str::to_owned)).collect())
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
