//! The house rules that a compiler does not know. Each test reads the files as text and names what breaks a rule.
#![allow(clippy::unwrap_used, reason = "a tree that cannot be read is a failure too")]
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::{Path, PathBuf};

/// A file of the checkout.
struct Page {
    /// From the top of the checkout, with `/` between folders.
    path: String,
    text: String,
}

impl Page {
    /// Its lines with their numbers, without those that are only comment.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate().map(|(at, line)| (at + 1, line));
        lines.filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    /// The room of the library that it is in: `src/app/rows.rs` is in `app`.
    fn room(&self) -> &str {
        let below = self.path.strip_prefix("src/").unwrap_or_default();
        below.split(['/', '.']).next().unwrap_or_default()
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All text files below a folder of the checkout.
fn pages(folder: &str) -> Vec<Page> {
    let mut found = Vec::new();
    collect(&root().join(folder), &mut found);
    assert!(!found.is_empty(), "{folder} holds no text");
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn collect(folder: &Path, found: &mut Vec<Page>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, found);
        } else if let Ok(text) = fs::read_to_string(&path) {
            let path = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
            found.push(Page { path, text });
        }
    }
}

fn rust(folder: &str) -> Vec<Page> {
    let mut pages = pages(folder);
    pages.retain(|page| page.path.ends_with(".rs"));
    pages
}

/// Fails with every breach at once, one a line.
#[track_caller]
fn none(rule: &str, breaches: Vec<String>) {
    assert!(breaches.is_empty(), "{rule}\n{}", breaches.join("\n"));
}

/// Lines of code in these pages that hold one of the words.
fn lines_with(pages: &[Page], words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for page in pages {
        for (number, line) in page.code() {
            if words.iter().any(|word| line.contains(word)) {
                found.push(format!("{}:{number}: {}", page.path, line.trim()));
            }
        }
    }
    found
}

/// Whether a text holds these words, not as a part of longer ones.
fn says(text: &str, words: &str) -> bool {
    let part = |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphanumeric() || letter == '_');
    text.match_indices(words).any(|(at, _)| {
        !part(text[..at].chars().next_back()) && !part(text[at + words.len()..].chars().next())
    })
}

/// Which rooms a room may name, itself aside. `storage` and `platform` implement the ports of `app`.
const DIRECTION: [(&str, &[&str]); 7] = [
    ("domain", &[]),
    ("vault", &["domain"]),
    ("exchange", &["domain", "vault"]),
    ("app", &["domain", "vault", "exchange"]),
    ("storage", &["domain", "app"]),
    ("platform", &["domain", "app"]),
    ("ui", &["domain", "exchange", "app", "platform"]),
];

#[test]
fn no_room_uses_one_that_stands_above_it() {
    let mut breaches = Vec::new();
    for page in rust("src") {
        let Some((room, may)) = DIRECTION.iter().find(|(room, _)| *room == page.room()) else { continue };
        for (number, line) in page.code() {
            for (other, _) in DIRECTION.iter().filter(|(other, _)| other != room && !may.contains(other)) {
                if says(line, &format!("crate::{other}")) {
                    breaches.push(format!("{}:{number}: {room} uses {other}", page.path));
                }
            }
            if line.contains("crate::{") {
                breaches.push(format!(
                    "{}:{number}: name rooms one a line, so that this test can read them",
                    page.path
                ));
            }
        }
    }
    breaches.retain(|breach| !breach.starts_with("src/bin/"));
    none("domain ← vault, exchange ← app ← ui", breaches);
}

#[test]
fn every_room_has_its_rule() {
    let map = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let rooms = map.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    for room in rooms {
        assert!(DIRECTION.iter().any(|(known, _)| *known == room), "{room} has no line in DIRECTION");
    }
}

#[test]
fn the_domain_knows_no_clock_no_chance_and_no_world() {
    let mut domain = rust("src/domain");
    domain.retain(|page| !page.path.ends_with("/tests.rs"));
    let world = [
        "std::time",
        "std::fs",
        "std::env",
        "std::net",
        "Utc::now",
        "Local::now",
        "new_v4",
        "getrandom",
        "println!",
    ];
    none("domain has no I/O, clock or randomness", lines_with(&domain, &world));
    none("domain has no serde derives", lines_with(&domain, &["Serialize", "Deserialize"]));
}

/// The programs that run in a browser.
const BROWSER_BINS: [&str; 2] = ["src/main.rs", "src/worker.rs"];

fn is_bin(path: &str) -> bool {
    path.starts_with("src/bin/") || BROWSER_BINS.contains(&path)
}

#[test]
fn only_module_lines_and_bins_ask_which_machine_this_is() {
    let mut breaches = Vec::new();
    for page in rust("src") {
        if is_bin(&page.path) {
            continue;
        }
        let code: Vec<(usize, &str)> = page.code().collect();
        for (place, (number, line)) in code.iter().enumerate() {
            let next = code.get(place + 1).map_or("", |(_, line)| line.trim());
            let on_module = next.starts_with("mod ")
                || next.starts_with("pub mod ")
                || next.starts_with("pub(crate) mod ");
            if line.contains("target_arch") && !on_module {
                breaches.push(format!("{}:{number}: {}", page.path, line.trim()));
            }
        }
    }
    none("cfg(target_arch) stands only at `mod` lines and in bins", breaches);
}

#[test]
fn only_bins_name_a_concrete_store() {
    let mut library = rust("src");
    library.retain(|page| !is_bin(&page.path) && page.room() != "storage");
    none("only the bins name a concrete store", lines_with(&library, &["IndexedDb", "MemoryStore"]));
}

#[test]
fn the_browser_is_called_from_its_rooms_only() {
    let mut pages = rust("src");
    pages.retain(|page| !BROWSER_BINS.contains(&page.path.as_str()));
    let outside: Vec<Page> =
        pages.into_iter().filter(|page| !["storage", "platform", "ui"].contains(&page.room())).collect();
    none(
        "web_sys and js_sys: storage, platform, ui",
        lines_with(&outside, &["web_sys", "js_sys", "wasm_bindgen"]),
    );

    let mut others = rust("src");
    others.retain(|page| page.path != "src/platform/prefs.rs");
    none("gloo_storage: platform/prefs.rs, for throwaway things", lines_with(&others, &["gloo_storage"]));
    let words = ["local_storage()", "session_storage()", "caches()"];
    none("no typed word in local storage, session storage or caches", lines_with(&rust("src/ui"), &words));
}

#[test]
fn nothing_in_a_page_can_run_or_be_blocked_by_the_policy() {
    let ui = rust("src/ui");
    none("no markup from words", lines_with(&ui, &["inner_html", "outer_html", "insert_adjacent_html"]));
    none(
        "the policy blocks inline style: use a class, or style:name=",
        lines_with(&ui, &[" style=\"", " style=move"]),
    );
    none("no choice list that hides its choices", lines_with(&ui, &["<select"]));
    // The words in these pages are the one exception to `ui/text`: they are there before the app is, or without it.
    for path in ["index.html", "public/plain.html", "public/rescue.html"] {
        let page = fs::read_to_string(root().join(path)).unwrap();
        for inline in
            ["<style", " style=", " onclick=", " onload=", "<script>", "javascript:", "http://", "https://"]
        {
            assert!(!page.contains(inline), "{path} holds {inline}");
        }
    }
}

#[test]
fn a_file_is_one_thing_and_short() {
    let long = |page: &Page| page.text.lines().count() > 400;
    let excused = |page: &Page| {
        let header = page.text.lines().take_while(|line| line.starts_with("//!"));
        header.into_iter().any(|line| line.contains("Long because"))
    };
    let breaches =
        rust("src").into_iter().filter(|page| long(page) && !excused(page)).map(|page| page.path).collect();
    none("over 400 lines a file says in its header `Long because …`", breaches);
    let named =
        rust("src").into_iter().filter(|page| page.path.ends_with("/mod.rs")).map(|page| page.path).collect();
    none("`foo.rs` and `foo/`, never mod.rs", named);
}

/// What this notebook refuses to hold about people and groups (docs/what-we-record.md says why).
const REFUSED: [&str; 34] = [
    "client",
    "patient",
    "service_user",
    "case",
    "nhs_number",
    "ni_number",
    "diagnosis",
    "condition",
    "disability",
    "ethnicity",
    "race",
    "nationality",
    "gender",
    "sex",
    "religion",
    "age",
    "date_of_birth",
    "dob",
    "sexuality",
    "income",
    "postcode",
    "phone_number",
    "email_address",
    "target",
    "score",
    "scores",
    "rating",
    "rank",
    "ranking",
    "grade",
    "kpi",
    "performance",
    "risk_level",
    "reliability",
];

#[test]
fn no_field_is_of_a_kind_that_we_refuse() {
    let mut breaches = Vec::new();
    for page in rust("src/domain/fields").into_iter().chain(rust("src/domain/entries")) {
        for (number, line) in page.code() {
            for spelled in line.split('"').skip(1).step_by(2) {
                let part = |name: &&&str| {
                    spelled
                        .split(['.', '*'])
                        .any(|part| part == **name || part.starts_with(&format!("{name}_")))
                };
                if let Some(refused) = REFUSED.iter().find(part) {
                    breaches.push(format!("{}:{number}: {spelled} ({refused})", page.path));
                }
            }
        }
    }
    none("no people's cases, demographics, targets, scores or rankings", breaches);
}

#[test]
fn packs_name_places_and_the_code_does_not() {
    let mut labels = Vec::new();
    for page in pages("public/packs") {
        let file: serde_json::Value = serde_json::from_str(&page.text).unwrap();
        for revision in file["revisions"].as_array().unwrap() {
            if matches!(revision["kind"].as_str(), Some("area" | "place")) {
                labels.extend(revision["fields"]["label"].as_str().map(str::to_owned));
            }
        }
    }
    assert!(labels.len() > 5, "the packs name hardly any area: {labels:?}");
    let mut breaches = Vec::new();
    for page in rust("src") {
        let shipped = page.code().take_while(|(_, line)| *line != "#[cfg(test)]");
        for (number, line) in shipped {
            if let Some(label) = labels.iter().find(|label| says(line, label)) {
                breaches.push(format!("{}:{number}: {label}", page.path));
            }
        }
    }
    none("nothing in the code names an area", breaches);
}

#[test]
fn no_line_is_about_one_persons_machine() {
    let folders = ["/ro?ot/", "/ho?me/", "/Us?ers/", "/wo?rk/", "C:?\\"].map(|name| name.replace('?', ""));
    let folders: Vec<&str> = folders.iter().map(String::as_str).collect();
    let mut breaches = Vec::new();
    for page in ["src", "tests", "docs", "public", "style", ".ci", ".cargo"].into_iter().flat_map(pages) {
        for (number, line) in page.text.lines().enumerate() {
            if folders.iter().any(|folder| line.contains(folder)) {
                breaches.push(format!("{}:{}", page.path, number + 1));
            }
        }
    }
    none("no path of a machine", breaches);
}

/// What may stand at the top of the checkout, so that a newcomer sees in one look what there is.
const TOP: [&str; 31] = [
    ".cargo",
    ".ci",
    ".git",
    ".gitignore",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "SECURITY.md",
    "Trunk.toml",
    "clippy.toml",
    "desk.html",
    "dist",
    "docs",
    "index.html",
    "node_modules",
    "package-lock.json",
    "package.json",
    "public",
    "rustfmt.toml",
    "screenshots",
    "src",
    "style",
    "target",
    "tests",
    "webdriver.json",
    "proptest-regressions",
    ".gitattributes",
];

#[test]
fn the_top_of_the_checkout_holds_what_is_listed() {
    let names =
        fs::read_dir(root()).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    none(
        "a new name at the top goes into TOP, or better into a folder",
        names.filter(|name| !TOP.contains(&name.as_str())).collect(),
    );
}

#[test]
fn the_deploy_page_asks_hosts_for_the_policy_that_the_build_writes() {
    let source = fs::read_to_string(root().join("src/bin/xtask/hook/headers.rs")).unwrap();
    let constant = source.split_once("POLICY: &str = \"").unwrap().1.split_once("\";").unwrap().0;
    let policy: String = constant.split("\\\n").map(str::trim_start).collect();
    let deploy = fs::read_to_string(root().join("docs/deploy.md")).unwrap();
    assert_eq!(
        deploy.matches(&format!("{policy}; frame-ancestors 'none'")).count(),
        2,
        "nginx and Caddy, word for word:\n{policy}"
    );
}
