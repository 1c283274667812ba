//! The age test vectors of C2SP/CCTV (0BSD, CC0 or Unlicense): what other people know to go wrong. They come with the
//! crate `age`, in the version that is built in; `GINNEL_AGE_TESTKIT` may name a folder with newer ones.
//!
//! Each file says what is to become of it, then an empty line, then the envelope.

use ginnel::vault::envelope::{NotOpened, open, open_with_passphrase};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::process::Command;

/// More than any of them holds.
const MOST: usize = 20 * 1024 * 1024;

/// A key of a kind that area settings may not name: post-quantum ones are too long to read out or to point a camera at.
const POST_QUANTUM: &str = "AGE-SECRET-KEY-PQ-";

struct Vector {
    name: String,
    expect: String,
    payload: Option<String>,
    identities: Vec<String>,
    passphrases: Vec<String>,
    envelope: Vec<u8>,
}

impl Vector {
    fn parse(name: String, bytes: &[u8]) -> Self {
        let end = bytes.windows(2).position(|pair| pair == b"\n\n").unwrap();
        let head = std::str::from_utf8(&bytes[..end]).unwrap();
        let all = |key: &str| -> Vec<String> {
            let lines = head.lines().filter_map(|line| line.split_once(": "));
            lines.filter(|(name, _)| *name == key).map(|(_, value)| value.to_owned()).collect()
        };
        let body = &bytes[end + 2..];
        let envelope = match all("compressed").first().map(String::as_str) {
            None => body.to_vec(),
            Some("zlib") => miniz_oxide::inflate::decompress_to_vec_zlib(body).unwrap(),
            Some(other) => panic!("{name}: compressed with {other}"),
        };
        let expect = all("expect").swap_remove(0);
        let payload = all("payload").into_iter().next();
        Self { name, expect, payload, identities: all("identity"), passphrases: all("passphrase"), envelope }
    }

    fn applies(&self) -> bool {
        !self.identities.iter().any(|key| key.starts_with(POST_QUANTUM))
    }

    fn open(&self) -> Result<Vec<u8>, NotOpened> {
        let opened = match self.passphrases.first() {
            Some(passphrase) => open_with_passphrase(&self.envelope, passphrase, MOST),
            None => open(&self.envelope, &self.identities, MOST),
        };
        opened.map(|plain| plain.to_vec())
    }
}

/// What Cargo says, without asking the network.
fn cargo(args: &[&str]) -> Vec<u8> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let said = Command::new(cargo).args(args).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert!(said.status.success(), "cargo {args:?}: {}", String::from_utf8_lossy(&said.stderr));
    said.stdout
}

/// Where Cargo has the source of `age`, and in it the vectors that its makers try it on.
fn testkit() -> PathBuf {
    let about = String::from_utf8(cargo(&["-vV"])).unwrap();
    // Packages of other machines need not be here.
    let host = about.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let all = cargo(&["metadata", "--offline", "--locked", "--format-version=1", "--filter-platform", host]);
    let all: Value = serde_json::from_slice(&all).unwrap();
    let age = all["packages"].as_array().unwrap().iter().find(|package| package["name"] == "age").unwrap();
    let manifest = Path::new(age["manifest_path"].as_str().unwrap());
    manifest.with_file_name("tests").join("testdata").join("testkit")
}

fn vectors() -> Vec<Vector> {
    let folder = std::env::var_os("GINNEL_AGE_TESTKIT").map_or_else(testkit, PathBuf::from);
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|why| panic!("{}: {why}", folder.display()));
    let paths = entries.map(|entry| entry.unwrap().path());
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    paths.map(|path| Vector::parse(name(&path), &std::fs::read(&path).unwrap())).collect()
}

#[test]
fn every_vector_comes_out_as_it_says() {
    let (applicable, others): (Vec<_>, Vec<_>) = vectors().into_iter().partition(Vector::applies);
    assert!(applicable.len() >= 123, "only {} vectors", applicable.len());
    assert!(
        others.iter().all(|other| other.name.contains("hybrid")),
        "only what is about post-quantum keys is left out"
    );
    let mut wrong = Vec::new();
    for vector in &applicable {
        let opened = vector.open();
        use NotOpened::{Damaged, NeedsKey, Newer, NotAnEnvelope, NotForYou, TooMuchWork, WrongPassphrase};
        let as_expected = match (vector.expect.as_str(), &opened) {
            ("success", Ok(plain)) => Some(hex::encode(Sha256::digest(plain))) == vector.payload,
            // Recipients of a kind that nobody knows, and a passphrase: that one is asked for a key.
            ("no match", Err(NotForYou | WrongPassphrase | NeedsKey)) => true,
            ("HMAC failure" | "payload failure", Err(Damaged)) => true,
            ("armor failure", Err(Damaged | NotAnEnvelope)) => true,
            ("header failure", Err(Damaged | NotAnEnvelope | Newer | TooMuchWork)) => true,
            _ => false,
        };
        if !as_expected {
            let told = opened.map(|plain| plain.len());
            wrong.push(format!("{}: {} expected, {told:?}", vector.name, vector.expect));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), applicable.len(), wrong.join("\n"));
}

#[test]
fn the_vector_that_asks_for_hours_of_work_is_called_that() {
    let all = vectors();
    let asking = all.iter().find(|vector| vector.name == "scrypt_work_factor_23").unwrap();
    assert_eq!(asking.open(), Err(NotOpened::TooMuchWork));
}
