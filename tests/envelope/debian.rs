//! There and back with the `age` of Debian, which is what a desk without Ginnel has.

use super::{identity, recipients};
use ginnel::exchange::envelope::{open, seal_for};
use ginnel::vault::envelope::{KeyPair, seal_with_passphrase};
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Runs a tool of Debian's package `age`; `None`, said aloud, where it is not installed. In CI it must be.
fn run(program: &str, args: &[&str], input: &[u8]) -> Option<Vec<u8>> {
    let child = Command::new(program)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = match child {
        Ok(child) => child,
        Err(error) => {
            assert!(std::env::var_os("CI").is_none(), "{program}: {error} (cargo xtask test installs it)");
            eprintln!("skipped: no {program} on this machine");
            return None;
        }
    };
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writing = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    writing.join().unwrap().unwrap();
    assert!(output.status.success(), "{program} {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    Some(output.stdout)
}

fn file(name: &str, bytes: &[u8]) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("ginnel-envelope-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join(name);
    std::fs::write(&file, bytes).unwrap();
    file
}

fn words() -> Vec<u8> {
    "The hall was full. ☕ “Ask us first.”\n".repeat(9_000).into_bytes()
}

#[test]
fn debians_age_opens_what_was_sealed_here() {
    let keys: [KeyPair; 2] = [identity(), identity()];
    let sealed = seal_for(&words(), &recipients(&keys)).unwrap();
    for (nth, key) in keys.iter().enumerate() {
        let key = file(&format!("key-{nth}.txt"), key.secret.as_bytes());
        let Some(opened) = run("age", &["-d", "-i", key.to_str().unwrap()], &sealed) else { return };
        assert!(opened == words());
    }
}

#[test]
fn what_debians_age_sealed_opens_here() {
    let key = identity();
    let other = identity();
    for armor in [&["-a"][..], &[]] {
        let args = [armor, &["-r", &key.recipient, "-r", &other.recipient]].concat();
        let Some(sealed) = run("age", &args, &words()) else { return };
        assert!(*open(&sealed, &[&*key.secret]).unwrap() == words());
    }
}

#[test]
fn a_desk_may_make_its_key_with_debians_tool() {
    let Some(made) = run("age-keygen", &[], b"") else { return };
    let made = String::from_utf8(made).unwrap();
    let secret = made.lines().find(|line| line.starts_with("AGE-SECRET-KEY-1")).unwrap();
    let public = made.lines().find_map(|line| line.strip_prefix("# public key: ")).unwrap();
    let sealed = seal_for(&words(), &[public.to_owned(), identity().recipient]).unwrap();
    assert!(*open(&sealed, &[secret]).unwrap() == words());
}

/// `age` asks for a passphrase at a terminal and nowhere else: `script` lends it one.
#[test]
fn debians_age_opens_a_backup_with_its_passphrase() {
    if run("age", &["--version"], b"").is_none() {
        return;
    }
    let sealed = file("backup.age", &seal_with_passphrase(&words(), "kettle marsh lantern").unwrap());
    let opened = sealed.with_extension("json");
    let line = format!("age -d -o {} {}", opened.display(), sealed.display());
    if run("script", &["-qec", &line, "/dev/null"], b"kettle marsh lantern\n").is_none() {
        return;
    }
    assert!(std::fs::read(opened).unwrap() == words());
}
