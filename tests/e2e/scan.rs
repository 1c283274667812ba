//! Looks for words in every byte of a folder, in each of the spellings in which a browser may write them down, and in what
//! its database has made smaller.

use crate::tables;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

/// Bytes by which a place is found worth comparing.
const START: usize = 6;
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// What is looked for.
pub struct Scan {
    /// The word, the name of the spelling, and its bytes.
    spellings: Vec<(String, &'static str, Vec<u8>)>,
    by_start: HashMap<[u8; START], Vec<usize>>,
    /// Whether any spelling begins with these two bytes.
    begins: Vec<bool>,
}

/// What was found: each word with the spellings and files that it stands in.
pub type Found = BTreeMap<String, BTreeSet<(&'static str, String)>>;

impl Scan {
    /// Looks for words of eight letters or more, as UTF-8, as UTF-16, and in base64 wherever it begins.
    pub fn of(words: &[String]) -> Self {
        let mut scan = Self { spellings: Vec::new(), by_start: HashMap::new(), begins: vec![false; 1 << 16] };
        for word in words {
            scan.add_text(word, word);
        }
        scan
    }

    /// Looks for these bytes too: as they are, in base64, and as a text of hexadecimal digits. They are told of by name.
    pub fn and_bytes(mut self, name: &str, bytes: &[u8]) -> Self {
        self.add_with_base64(
            name,
            bytes,
            ["bytes", "base64 of bytes", "base64 of bytes, 1 on", "base64 of bytes, 2 on"],
        );
        self.add_text(name, &hex::encode(bytes));
        self.add_text(name, &hex::encode_upper(bytes));
        self
    }

    fn add_text(&mut self, word: &str, text: &str) {
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let names = ["UTF-8", "base64 of it", "base64 of it, 1 on", "base64 of it, 2 on"];
        self.add_with_base64(word, text.as_bytes(), names);
        let names = ["UTF-16", "base64 of UTF-16", "base64 of UTF-16, 1 on", "base64 of UTF-16, 2 on"];
        self.add_with_base64(word, &wide, names);
    }

    fn add_with_base64(&mut self, word: &str, bytes: &[u8], names: [&'static str; 4]) {
        let [plain, names @ ..] = names;
        self.add(word, plain, bytes.to_vec());
        for (before, name) in names.into_iter().enumerate() {
            self.add(word, name, base64_within(bytes, before));
        }
    }

    fn add(&mut self, word: &str, spelling: &'static str, bytes: Vec<u8>) {
        let start = bytes.first_chunk::<START>().expect("a long word");
        self.begins[usize::from(u16::from_le_bytes([start[0], start[1]]))] = true;
        self.by_start.entry(*start).or_default().push(self.spellings.len());
        self.spellings.push((word.to_owned(), spelling, bytes));
    }

    /// Everything found in the names and the bytes of all files below a folder, and how many bytes these are.
    pub fn below(&self, folder: &Path) -> (Found, usize) {
        let (mut found, mut seen) = (Found::new(), 0);
        let mut folders = vec![folder.to_owned()];
        while let Some(next) = folders.pop() {
            for entry in std::fs::read_dir(next).into_iter().flatten().flatten() {
                let path = entry.path();
                let name = path.strip_prefix(folder).expect("below it").display().to_string();
                self.look(name.as_bytes(), &format!("the name of {name}"), &mut found);
                if path.is_dir() {
                    folders.push(path);
                } else if let Ok(bytes) = std::fs::read(&path) {
                    seen += bytes.len();
                    self.look(&bytes, &name, &mut found);
                    for block in tables::blocks(&bytes) {
                        self.look(&block, &name, &mut found);
                    }
                }
            }
        }
        (found, seen)
    }

    fn look(&self, bytes: &[u8], name: &str, found: &mut Found) {
        for (at, start) in bytes.windows(START).enumerate() {
            if !self.begins[usize::from(u16::from_le_bytes([start[0], start[1]]))] {
                continue;
            }
            for which in self.by_start.get(start).into_iter().flatten() {
                let (word, spelling, wanted) = &self.spellings[*which];
                if bytes[at..].starts_with(wanted) {
                    found.entry(word.clone()).or_default().insert((spelling, name.to_owned()));
                }
            }
        }
    }
}

/// The digits of base64 that these bytes alone decide, where so many bytes (0 to 2) stand before them in their group of
/// three.
fn base64_within(bytes: &[u8], before: usize) -> Vec<u8> {
    let padded = [&vec![0; before], bytes].concat();
    let bit = |at: usize| padded[at / 8] >> (7 - at % 8) & 1;
    let first = (before * 8).div_ceil(6);
    let last = padded.len() * 8 / 6;
    let digit = |at: usize| (at * 6..at * 6 + 6).fold(0, |digit, at| digit << 1 | usize::from(bit(at)));
    (first..last).map(|at| DIGITS[digit(at)]).collect()
}

#[test]
fn a_word_is_found_in_every_spelling_and_no_other_is() {
    let folder = std::env::temp_dir().join(format!("ginnel-e2e-{}-scan", std::process::id()));
    std::fs::create_dir_all(folder.join("deep")).expect("a folder");
    // "kingfisher" as `base64` spells it after none, one and two other bytes.
    let spelled = [
        "xkingfisherx",
        "k\0i\0n\0g\0f\0i\0s\0h\0e\0r\0",
        "a2luZ2Zpc2hlcg==",
        "eGtpbmdmaXNoZXI=",
        "eHhraW5nZmlzaGVy",
    ];
    for (n, text) in spelled.into_iter().enumerate() {
        std::fs::write(folder.join("deep").join(n.to_string()), text).expect("a file");
    }
    std::fs::write(folder.join("kingfisher"), "").expect("a file");
    let (found, seen) = Scan::of(&["kingfisher".to_owned(), "otterotter".to_owned()]).below(&folder);
    std::fs::remove_dir_all(&folder).expect("it is ours");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found["kingfisher"].len(), spelled.len() + 1, "{found:?}");
    assert_eq!(seen, spelled.iter().map(|text| text.len()).sum::<usize>());
}

#[test]
fn a_key_is_found_as_bytes_as_digits_and_in_base64() {
    let folder = std::env::temp_dir().join(format!("ginnel-e2e-{}-scan-key", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let key = b"\x00\xfe\x01kingfisher\xff".as_slice();
    let spelled: [&[u8]; 5] = [
        key,
        b"00fe016b696e67666973686572ff",
        b"00FE016B696E67666973686572FF",
        // As `base64` spells it after none and one other byte.
        b"AP4Ba2luZ2Zpc2hlcv8=",
        b"eAD+AWtpbmdmaXNoZXL/",
    ];
    for (n, bytes) in spelled.into_iter().enumerate() {
        std::fs::write(folder.join(n.to_string()), bytes).expect("a file");
    }
    let (found, _) = Scan::of(&[]).and_bytes("a key", key).and_bytes("another", &[7; 14]).below(&folder);
    std::fs::remove_dir_all(&folder).expect("it is ours");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found["a key"].len(), spelled.len(), "{found:?}");
}
