//! A later build made out of a build: other program, other start script, other page, other worker, as if a line of
//! the source had changed. (A real second build would take minutes and prove no more.)

use crate::files;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A custom section at the end of a program changes nothing that it does.
const SECTION: &[u8] = b"\0\x05\x04next";

/// What the next build is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// It works like the one before.
    Works,
    /// It stops as soon as it starts.
    Stops,
    /// Its first part works, and its later part, as whole as the build made it, does not run.
    StopsLater,
}

/// Puts the next build in the place of the one in the folder. Gives its name.
pub fn next_build(folder: &Path, base: &str, next: Next) -> String {
    let read = |path: &str| fs::read(folder.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    let text = |path: &str| String::from_utf8(read(path)).expect("text");
    let write = |path: &str, bytes: &[u8]| fs::write(folder.join(path), bytes).expect("a file");
    let integrity = |bytes: &[u8]| files::Built::of("", bytes).integrity;
    let named = |text: &str, stem: &str, ending: &str| {
        let hash = |rest: &str| {
            let (hash, _) = rest.split_once(ending)?;
            hash.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| hash.to_owned())
        };
        let hash = text.split(&format!("{base}built/{stem}-")).skip(1).find_map(hash).expect("a built file");
        format!("built/{stem}-{hash}{ending}")
    };

    // What changed so far: names with their folders, integrities, and at last the name of the build.
    let mut changed: Vec<(String, String)> = Vec::new();
    let renewed = |text: &str, changed: &[(String, String)]| {
        changed.iter().fold(text.to_owned(), |text, (before, after)| text.replace(before, after))
    };
    let replace = |path: &str, new: &[u8], changed: &mut Vec<(String, String)>| {
        let (stem, ending) =
            (path.split_once('-').expect("a hash").0, path.rsplit_once('.').expect("an ending").1);
        let new_path = format!("{stem}-{}.{ending}", files::short_hash(new));
        changed.push((path.to_owned(), new_path.clone()));
        changed.push((integrity(&read(path)), integrity(new)));
        fs::remove_file(folder.join(path)).expect("the file before");
        write(&new_path, new);
    };

    let page = text("index.html");
    let before = build_of(&page);
    let boot = named(&page, "boot", ".js");
    let old_boot = text(&boot);
    let (wasm, glue) = (named(&old_boot, "ginnel", ".wasm"), named(&old_boot, "ginnel", ".js"));
    let later = named(&text(&glue), "later", ".wasm");
    for part in [&later, &wasm] {
        let mut program = [read(part).as_slice(), SECTION].concat();
        if next == Next::StopsLater && part == &later {
            program.truncate(program.len() / 2);
        }
        replace(part, &program, &mut changed);
    }
    let mut new_glue = renewed(&text(&glue), &changed);
    if next == Next::Stops {
        new_glue = format!("throw new Error(\"broken on purpose\");\n{new_glue}");
    }
    replace(&glue, new_glue.as_bytes(), &mut changed);
    let after = files::short_hash(new_glue.as_bytes());
    changed.push((before, after.clone()));

    let new_boot = renewed(&old_boot, &changed);
    replace(&boot, new_boot.as_bytes(), &mut changed);
    write("index.html", renewed(&page, &changed).as_bytes());

    let worker = text("sw.js");
    let (head, mut list, tail) = around_the_list(&worker);
    let all = files::precached(folder).expect("the files");
    list["files"] = all.iter().map(|file| json!([file.path_for_worker(), file.integrity])).collect();
    list["build"] = after.clone().into();
    write("sw.js", format!("{head}const BUILT = {list};\n{tail}").as_bytes());
    after
}

/// What a worker says of its build, and what stands before and after it.
fn around_the_list(worker: &str) -> (&str, Value, &str) {
    let (head, rest) = worker.split_once("const BUILT = ").expect("the worker's list");
    let (list, tail) = rest.split_once(";\n").expect("the end of the list");
    (head, serde_json::from_str(list).expect("the list is JSON"), tail)
}

/// The files of the build in a folder, as its worker lists them: addresses on the host, and hashes.
pub fn listed(folder: &Path) -> BTreeMap<String, String> {
    let worker = fs::read_to_string(folder.join("sw.js")).expect("the worker");
    let (_, mut list, _) = around_the_list(&worker);
    let files: Vec<(String, String)> = serde_json::from_value(list["files"].take()).expect("pairs");
    let base = list["base"].as_str().expect("a base");
    files.into_iter().map(|(path, integrity)| (format!("{base}{path}"), integrity)).collect()
}

/// The name of the build that a page belongs to.
pub fn build_of(page: &str) -> String {
    let (_, rest) = page.split_once("name=\"ginnel-build\" content=\"").expect("the page names its build");
    rest.split_once('"').expect("a name").0.to_owned()
}
