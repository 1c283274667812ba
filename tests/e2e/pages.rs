//! Which pages each walk must look at.

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
