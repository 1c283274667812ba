//! A later build made out of a build: other program, other start script, other page, other worker, as if a line of
//! the source had changed. (A real second build would take minutes and prove no more.)

use crate::files;
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

    let page = text("index.html");
    let before = build_of(&page);
    let boot = named(&page, "boot", ".js");
    let old_boot = text(&boot);
    let wasm = named(&old_boot, "ginnel", ".wasm");

    let old = read(&wasm);
    let new = [old.as_slice(), SECTION].concat();
    let after = files::short_hash(&new);
    let new_wasm = format!("built/ginnel-{after}.wasm");
    write(&new_wasm, &new);
    fs::remove_file(folder.join(&wasm)).expect("the program before");

    let mut new_boot_text = old_boot
        .replace(&wasm, &new_wasm)
        .replace(&integrity(&old), &integrity(&new))
        .replace(&before, &after);
    if next == Next::Stops {
        new_boot_text =
            new_boot_text.replace("await app.default(", "throw new Error(\"broken on purpose\"); (");
    }
    let new_boot = format!("built/boot-{}.js", files::short_hash(new_boot_text.as_bytes()));
    write(&new_boot, new_boot_text.as_bytes());
    fs::remove_file(folder.join(&boot)).expect("the start script before");

    let page = page
        .replace(&boot, &new_boot)
        .replace(&integrity(old_boot.as_bytes()), &integrity(new_boot_text.as_bytes()))
        .replace(&before, &after);
    write("index.html", page.as_bytes());

    let worker = text("sw.js");
    let (head, rest) = worker.split_once("const BUILT = ").expect("the worker's list");
    let (list, tail) = rest.split_once(";\n").expect("the end of the list");
    let mut list: serde_json::Value = serde_json::from_str(list).expect("the list is JSON");
    let all = files::precached(folder).expect("the files");
    list["files"] =
        all.iter().map(|file| serde_json::json!([file.path_for_worker(), file.integrity])).collect();
    list["build"] = after.clone().into();
    write("sw.js", format!("{head}const BUILT = {list};\n{tail}").as_bytes());
    after
}

/// The name of the build that a page belongs to.
pub fn build_of(page: &str) -> String {
    let (_, rest) = page.split_once("name=\"ginnel-build\" content=\"").expect("the page names its build");
    rest.split_once('"').expect("a name").0.to_owned()
}
