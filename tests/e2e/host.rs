//! Where the app is served from. Stopped, the phone is offline.

use crate::builds::{Next, listed, next_build};
use crate::site::Site;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The path of the host that lends one.
const BELOW: &str = "/notes/";

/// A host that can be switched off and on, at one address.
pub struct Host {
    folder: PathBuf,
    base: String,
    site: Option<Site>,
    address: String,
    own_copy: bool,
}

impl Host {
    /// Serves the release build that `cargo xtask dist` made.
    pub fn start() -> Self {
        Self::serve(dist(), "/", false)
    }

    /// Serves a copy of it, which may be replaced by a later build.
    pub fn start_copy(name: &str) -> Self {
        Self::serve(copy_of_dist(name), "/", true)
    }

    /// Serves the build for a host below a path, which `cargo xtask test` makes beside the other.
    pub fn start_below() -> Self {
        let folder = root().join("target/dist-below");
        assert!(
            folder.join("sw.js").is_file(),
            "make it with: cargo xtask dist --base {BELOW} --out target/dist-below"
        );
        Self::serve(folder, BELOW, false)
    }

    /// The release build on a host with a name: there are no passkeys for a bare number.
    pub fn start_named() -> Self {
        let mut host = Self::start();
        host.address = host.address.replace("127.0.0.1", "localhost");
        host
    }

    fn serve(folder: PathBuf, base: &str, own_copy: bool) -> Self {
        let site = Site::start(folder.clone(), base, 0).expect("a free port");
        let address = site.address();
        Self { folder, base: base.to_owned(), site: Some(site), address, own_copy }
    }

    /// The whole address of a path below the app's own: `""` is Home.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// From now on nobody answers.
    pub fn stop(&mut self) {
        self.site = None;
    }

    /// From now on the later part of the program is not to be had; or it is again.
    pub fn hold_later_back(&self, held: bool) {
        assert!(self.own_copy, "the build that everybody uses stays as it is");
        let (built, aside) = (self.folder.join("built"), self.folder.join("held"));
        fs::create_dir_all(&aside).expect("a folder");
        let (from, to) = if held { (built, aside) } else { (aside, built) };
        for entry in fs::read_dir(from).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_owned();
            if name.to_string_lossy().starts_with("later-") {
                fs::rename(&path, to.join(name)).expect("the later part");
            }
        }
    }

    /// Every request so far with its status, in the order answered: what did not change or is not there counts too.
    pub fn asked(&self) -> Vec<(String, u16)> {
        let log = self.site.as_ref().map(Site::log).unwrap_or_default();
        log.into_iter().map(|served| (served.path, served.status)).collect()
    }

    /// Puts a later build in the place of this one: other program, other pages, other worker. Gives its name.
    pub fn publish(&self, next: Next) -> String {
        assert!(self.own_copy, "the build that everybody uses stays as it is");
        next_build(&self.folder, &self.base, next)
    }

    /// The files of the build that is here now, by their addresses, with their hashes.
    pub fn listed(&self) -> BTreeMap<String, String> {
        listed(&self.folder)
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.stop();
        if self.own_copy {
            fs::remove_dir_all(&self.folder).ok();
        }
    }
}

/// The release build.
pub fn dist() -> PathBuf {
    let folder = root().join("dist");
    assert!(folder.join("sw.js").is_file(), "there is no release build; make one with: cargo xtask dist");
    folder
}

/// The checkout.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// How often a test looks again while it waits.
pub const LOOK_AGAIN: Duration = Duration::from_millis(30);

fn copy_of_dist(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("ginnel-e2e-{}-dist-{name}", std::process::id()));
    fs::remove_dir_all(&folder).ok();
    copy(&dist(), &folder);
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("a copy");
        }
    }
}
