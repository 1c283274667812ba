//! Which pages each walk must look at, so that no page of the app is looked at by none.

use crate::host::{dist, root};
use std::collections::BTreeSet;

/// Addresses, with `ID` in the place of whatever a page is about.
pub type Pages = &'static [&'static str];

/// The pages of a notebook with nothing in it, and those that need none of the program.
pub const NEW: Pages = &[
    "/",
    "/bin",
    "/copy",
    "/put-away",
    "/settings/lost-phone",
    "/erase.html",
    "/plain.html",
    "/rescue.html",
];

/// The pages of a notebook in use.
pub const PRACTICE: Pages = &[
    "/",
    "/new",
    "/new/like/ID",
    "/draft/ID",
    "/saved/ID",
    "/talk",
    "/talk/ID",
    "/talk/about/ID",
    "/note/ID",
    "/note/ID/change",
    "/note/ID/take-out",
    "/note/ID/two-versions",
    "/note/ID/versions",
    "/bin",
    "/find",
    "/help",
    "/import",
    "/mine",
    "/send",
    "/settings",
];

/// The pages of the password, and what only a notebook with one offers.
pub const LOCKED: Pages = &["/copy", "/settings/code", "/settings/password"];

/// The page of the keys that lock files.
pub const KEYS: Pages = &["/settings/keys"];

/// Where something waits.
pub const WAITING: Pages = &["/to-look-at"];

/// The page of an address.
pub fn page_of(path: &str) -> String {
    let is_id = |part: &str| part.len() == 36 && part.bytes().filter(|byte| *byte == b'-').count() == 4;
    let parts: Vec<&str> = path.split('/').map(|part| if is_id(part) { "ID" } else { part }).collect();
    parts.join("/")
}

/// The pages that `To::path` gives addresses (the first run stands at `/`), and the pages beside the app that the build holds.
fn all_pages() -> BTreeSet<String> {
    let table = std::fs::read_to_string(root().join("src/ui/routes.rs")).expect("the table of addresses");
    let (_, path) = table.split_once("pub fn path(self)").expect("the addresses");
    let (path, _) = path.split_once("pub fn parse(").expect("the end of the addresses");
    let arms = path.lines().filter(|line| line.contains("=>") && !line.contains("Self::Welcome"));
    let of_app = arms.map(|arm| {
        let address = arm.split('"').nth(1).unwrap_or_else(|| panic!("{arm} names no address"));
        address.replace("{record}", "ID").replace("{draft}", "ID")
    });
    let beside =
        std::fs::read_dir(dist()).expect("the build").map(|entry| entry.expect("an entry").file_name());
    let beside = beside.filter_map(|name| name.into_string().ok());
    let beside = beside.filter(|name| name.ends_with(".html") && name != "index.html");
    of_app.chain(beside.map(|name| format!("/{name}"))).collect()
}

#[test]
fn every_page_is_looked_at_on_some_walk() {
    let all = all_pages();
    let looked_at = [NEW, PRACTICE, LOCKED, KEYS, WAITING].concat();
    let unseen: Vec<&String> = all.iter().filter(|page| !looked_at.contains(&page.as_str())).collect();
    assert!(all.len() >= 30 && unseen.is_empty(), "no walk looks at {unseen:?}, of {} pages", all.len());
    let gone: Vec<&&str> = looked_at.iter().filter(|page| !all.contains(**page)).collect();
    assert!(gone.is_empty(), "{gone:?} are no pages any more");
}
