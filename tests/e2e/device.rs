//! What a browser runs on: its driver, and the profile that stands for a phone with all that is on it.

use crate::disk::Disk;
use crate::host::LOOK_AGAIN;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long a person would wait before giving up. Long, since the machine may be busy with other tests.
pub const PATIENCE: Duration = Duration::from_secs(40);

/// How often a driver is started before a test gives up.
const STARTS: usize = 5;

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

/// ChromeDriver, ended with the test.
pub struct Driver {
    child: Child,
    /// Where it listens.
    pub address: String,
}

impl Driver {
    /// Starts ChromeDriver on a free port. It looks for one free on IPv4 and then takes the same on IPv6, so that another
    /// driver starting beside it can be in its way: then it ends, and the next attempt looks again.
    pub fn start() -> Self {
        (0..STARTS).find_map(|_| Self::attempt()).expect("ChromeDriver names its port")
    }

    fn attempt() -> Option<Self> {
        let program = std::env::var("CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".to_owned());
        let mut child = Command::new(program)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("ChromeDriver starts");
        let mut lines =
            BufReader::new(child.stdout.take().expect("its output")).lines().map_while(Result::ok);
        let port = lines.by_ref().find_map(|line| {
            line.split("successfully on port ").nth(1)?.trim_end_matches('.').parse::<u16>().ok()
        });
        let mut driver = Self { child, address: String::new() };
        driver.address = format!("http://127.0.0.1:{}", port?);
        // Browsers inherit the output; one that nobody reads would end them.
        std::thread::spawn(move || lines.for_each(drop));
        Some(driver)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// A browser profile in a folder of its own: a phone with all that is on it. Gone with the test.
pub struct Profile {
    folder: PathBuf,
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
        Self { folder, switches, disk: None }
    }

    /// A new, empty profile on a disk of its own, from which the power can be taken.
    pub fn on_disk(name: &str) -> Self {
        let mut profile = Self::new(name);
        profile.disk = Some(Disk::mounted_on(&profile.folder));
        std::fs::create_dir(profile.folder.join("downloads")).expect("a folder on the disk");
        profile
    }

    /// What the browser is started with, for this profile.
    pub fn switches(&self) -> &'static [&'static str] {
        self.switches
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.folder
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
            let entries = std::fs::read_dir(self.folder.join("downloads")).expect("the downloads");
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
        let ours = format!("--user-data-dir={} ", self.folder.display());
        let mut doomed: Vec<u32> = all
            .iter()
            .filter(|(_, _, args)| format!("{args} ").contains(&ours))
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
