//! A disk of a phone's own, from which the power can be taken: what was only in the memory of the machine is gone then,
//! and what the browser had asked to be written out is there. A file system in a file, mounted; that needs root.

use crate::device::PATIENCE;
use crate::host::LOOK_AGAIN;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// Bytes of a disk. The file takes only what is used of it.
const ROOM: u64 = 400 * 1024 * 1024;

/// A mounted disk. Gone with the test.
pub struct Disk {
    /// What has reached the disk.
    image: PathBuf,
    /// Where it is mounted.
    at: PathBuf,
}

impl Disk {
    /// A new, empty disk, mounted on an empty folder.
    pub fn mounted_on(at: &Path) -> Self {
        let disk = Self { image: at.with_extension("disk"), at: at.to_owned() };
        let file = std::fs::File::create(&disk.image).expect("a file for the disk");
        file.set_len(ROOM).expect("its size");
        run(Command::new("mkfs.ext4").args(["-q", "-F"]).arg(&disk.image));
        disk.mount();
        disk
    }

    /// Takes the power away: from this moment on nothing more reaches the disk, neither what the kernel was to write
    /// later nor what anybody writes now.
    pub fn take_power(&self) {
        run(Command::new("xfs_io").args(["-x", "-c", "shutdown"]).arg(&self.at));
    }

    /// Gives it back to a phone on which nothing runs any more. As long as anything of the system still looks at the disk
    /// as it was, mounting it gives that one again, on which nothing can be written.
    pub fn give_power(&self) {
        let begun = Instant::now();
        let probe = self.at.join("probe");
        self.unmount();
        self.mount();
        while std::fs::write(&probe, "").is_err() {
            assert!(begun.elapsed() < PATIENCE, "the disk at {} stays without power", self.at.display());
            self.unmount();
            std::thread::sleep(LOOK_AGAIN);
            self.mount();
        }
        std::fs::remove_file(probe).expect("it was just written");
    }

    /// Writes out all that waits.
    pub fn rest(&self) {
        run(Command::new("sync").arg("--file-system").arg(&self.at));
    }

    fn mount(&self) {
        run(Command::new("mount").args(["-o", "loop"]).args([&self.image, &self.at]));
    }

    /// What was just killed may hold on to a file for a moment.
    fn unmount(&self) {
        let begun = Instant::now();
        let is_off = || {
            let mut umount = Command::new("umount");
            umount.arg(&self.at).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
        };
        while !is_off() {
            assert!(begun.elapsed() < PATIENCE, "the disk at {} stays in use", self.at.display());
            std::thread::sleep(LOOK_AGAIN);
        }
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        self.unmount();
        std::fs::remove_file(&self.image).ok();
    }
}

fn run(command: &mut Command) {
    let status = command.status().expect("a program of the system");
    assert!(status.success(), "{command:?} did not work; it needs root");
}
