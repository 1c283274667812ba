//! What a browser runs on: a screen, and the profile that stands for a phone with all that is on it.

use crate::disk::Disk;
use crate::engine::Engine;
use crate::host::LOOK_AGAIN;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How long a person would wait before giving up. Long, since the machine may be busy with other tests.
pub const PATIENCE: Duration = Duration::from_secs(40);

/// A screen, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Screen(pub u32, pub u32);

impl Screen {
    /// The phone that most journeys use.
    pub const PHONE: Self = Self(390, 844);
    /// A small iPhone.
    pub const IPHONE: Self = Self(375, 667);
    /// The laptop on a desk.
    pub const LAPTOP: Self = Self(1280, 800);

    /// Whether it is a phone's.
    pub fn is_phone(self) -> bool {
        self.0 < 700
    }
}

/// A browser profile in a folder of its own: a phone with all that is on it. Gone with the test.
pub struct Profile {
    folder: PathBuf,
    engine: Engine,
    switches: &'static [&'static str],
    disk: Option<Disk>,
}

impl Profile {
    /// A new, empty profile.
    pub fn new(name: &str) -> Self {
        Self::with(name, &[])
    }

    /// The same, always opened with these switches of the browser.
    pub fn with(name: &str, switches: &'static [&'static str]) -> Self {
        let folder = std::env::temp_dir().join(format!("ginnel-e2e-{}-{name}", std::process::id()));
        std::fs::remove_dir_all(&folder).ok();
        std::fs::create_dir_all(folder.join("downloads")).expect("a folder for the profile");
        Self { folder, engine: Engine::Chromium, switches, disk: None }
    }

    /// A new, empty profile for another browser.
    pub fn of(engine: Engine, name: &str) -> Self {
        let mut profile = Self::new(name);
        profile.engine = engine;
        profile
    }

    /// A new, empty profile on a disk of its own, from which the power can be taken.
    pub fn on_disk(engine: Engine, name: &str) -> Self {
        let mut profile = Self::of(engine, name);
        profile.disk = Some(Disk::mounted_on(&profile.folder));
        std::fs::create_dir(profile.downloads()).expect("a folder on the disk");
        profile
    }

    /// What the browser is started with, for this profile.
    pub fn switches(&self) -> &'static [&'static str] {
        self.switches
    }

    /// What its browser is made of.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where files go that somebody saves.
    pub fn downloads(&self) -> PathBuf {
        self.folder.join("downloads")
    }

    /// A file to choose on this phone.
    pub fn put(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let file = self.folder.join(name);
        std::fs::write(&file, bytes).expect("a file");
        file
    }

    /// Waits for the next whole file in the downloads, and takes it out of there.
    pub fn download(&self) -> Vec<u8> {
        self.named_download().1
    }

    /// The same with its name.
    pub fn named_download(&self) -> (String, Vec<u8>) {
        let begun = Instant::now();
        loop {
            let entries = std::fs::read_dir(self.downloads()).expect("the downloads");
            let file = entries.filter_map(|entry| Some(entry.ok()?.path())).find(|path| {
                path.extension().is_some_and(|ending| ["json", "txt", "age"].iter().any(|one| ending == *one))
            });
            if let Some(file) = file
                && let Some(bytes) = std::fs::read(&file).ok().filter(|bytes| !bytes.is_empty())
            {
                std::fs::remove_file(&file).expect("the downloads are ours");
                return (file.file_name().unwrap_or_default().to_string_lossy().into_owned(), bytes);
            }
            assert!(begun.elapsed() < PATIENCE, "nothing arrived in the downloads");
            std::thread::sleep(LOOK_AGAIN);
        }
    }

    /// Writes out all that waits, as if the phone had lain there for a while.
    pub fn rest(&self) {
        self.disk.as_ref().expect("a disk of its own").rest();
    }

    /// Ends everything at once, and of what was written leaves what had reached the disk.
    pub fn cut_power(&self) {
        let disk = self.disk.as_ref().expect("a disk of its own");
        disk.take_power();
        self.kill();
        disk.give_power();
    }

    /// Ends every process that runs on this profile, at once and without a word, as a phone does.
    pub fn kill(&self) {
        let listed =
            Command::new("ps").args(["-axww", "-o", "pid=,ppid=,args="]).output().expect("ps").stdout;
        let listed = String::from_utf8_lossy(&listed).into_owned();
        let all: Vec<(u32, u32, &str)> = listed
            .lines()
            .filter_map(|line| {
                let (pid, rest) = line.trim_start().split_once(char::is_whitespace)?;
                let (parent, args) = rest.trim_start().split_once(char::is_whitespace)?;
                Some((pid.parse().ok()?, parent.parse().ok()?, args))
            })
            .collect();
        // Chromium takes it after a sign, Firefox as a word of its own.
        let ours =
            ["--user-data-dir=", "-profile "].map(|given| format!("{given}{} ", self.folder.display()));
        let mut doomed: Vec<u32> = all
            .iter()
            .filter(|(_, _, args)| ours.iter().any(|given| format!("{args} ").contains(given)))
            .map(|(pid, ..)| *pid)
            .collect();
        let mut known = 0;
        while known < doomed.len() {
            let parent = doomed[known];
            let children = all.iter().filter(|(_, of, _)| *of == parent).map(|(pid, ..)| *pid);
            let new: Vec<u32> = children.filter(|pid| !doomed.contains(pid)).collect();
            doomed.extend(new);
            known += 1;
        }
        if !doomed.is_empty() {
            let pids = doomed.iter().map(u32::to_string);
            Command::new("kill").arg("-9").args(pids).stderr(Stdio::null()).status().expect("kill");
        }
    }
}

impl Drop for Profile {
    fn drop(&mut self) {
        self.kill();
        drop(self.disk.take());
        // What was just killed may hold on to a file for a moment.
        let begun = Instant::now();
        while std::fs::remove_dir_all(&self.folder).is_err()
            && self.folder.exists()
            && begun.elapsed() < PATIENCE
        {
            std::thread::sleep(LOOK_AGAIN);
        }
    }
}
