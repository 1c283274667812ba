//! The files of a build: their hashes, and which of them a phone keeps.

use ginnel::exchange::rescue::base64;
use sha2::{Digest, Sha256, Sha384};
use std::fs;
use std::path::Path;

/// A file of the build.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Built {
    /// Below the base path, with `/` between folders.
    pub path: String,
    /// `sha384-…`, as browsers check it.
    pub integrity: String,
}

impl Built {
    /// Hashes a file's content.
    pub fn of(path: &str, content: &[u8]) -> Built {
        let hash = base64(Sha384::digest(content).as_slice());
        Built { path: path.to_owned(), integrity: format!("sha384-{hash}") }
    }

    /// How the worker asks for it: the shell by the base path itself, since some hosts redirect `index.html` to it.
    pub fn path_for_worker(&self) -> &str {
        if self.path == "index.html" { "" } else { &self.path }
    }
}

/// Sixteen hex digits that stand for a content in a file name.
pub fn short_hash(content: &[u8]) -> String {
    hex::encode(&Sha256::digest(content).as_slice()[..8])
}

/// The one file at the top of a folder whose name is wanted, or how many there are.
pub fn only(folder: &Path, wanted: impl Fn(&str) -> bool) -> Result<String, usize> {
    let entries = fs::read_dir(folder).map_err(|_| 0_usize)?;
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| wanted(name))
        .collect();
    match (names.len(), names.pop()) {
        (1, Some(name)) => Ok(name),
        (found, _) => Err(found),
    }
}

/// Every file that a phone keeps, sorted: all but the worker itself, what is there for the host, and pictures
/// and samples that the app never opens.
///
/// # Errors
/// When a file cannot be read.
pub fn precached(folder: &Path) -> Result<Vec<Built>, String> {
    let mut paths = Vec::new();
    walk(folder, "", &mut paths).map_err(|error| format!("{}: {error}", folder.display()))?;
    paths.retain(|path| kept(path));
    paths.sort();
    let read = |path: &String| fs::read(folder.join(path)).map(|content| Built::of(path, &content));
    paths.iter().map(|path| read(path).map_err(|error| format!("{path}: {error}"))).collect()
}

fn kept(path: &str) -> bool {
    let for_host = path.starts_with(['_', '.']) || matches!(path, "sw.js" | "sw-retire.js");
    !for_host && !path.starts_with("screenshots/") && !path.starts_with("schema/")
}

fn walk(folder: &Path, below: &str, paths: &mut Vec<String>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{below}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            walk(&entry.path(), &format!("{path}/"), paths)?;
        } else {
            paths.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn hashes_are_spelled_as_browsers_read_them() {
        let spelled = ["", "f", "fo", "foo", "foob"].map(|word| super::base64(word.as_bytes()));
        assert_eq!(spelled, ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg=="]);
        let empty = "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb";
        assert_eq!(super::Built::of("x", b"").integrity, empty);
    }

    #[test]
    fn a_phone_keeps_the_app_and_not_what_the_host_needs() {
        let kept = [
            "index.html",
            "built/ginnel-0.wasm",
            "packs/a.json",
            "plain.html",
            "rescue.html",
            "rescue.js",
            "erase.html",
            "erase.js",
            "apart.css",
            "icons/icon.svg",
        ];
        let left = ["sw.js", "_headers", "screenshots/home.png", "schema/export.json", ".nojekyll"];
        assert!(kept.iter().all(|path| super::kept(path)));
        assert!(!left.iter().any(|path| super::kept(path)));
    }
}
