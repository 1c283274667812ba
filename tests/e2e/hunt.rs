//! Words that are planted to be looked for, and words that are put past the app to show that they would be found.

use crate::device::PATIENCE;
use crate::host::LOOK_AGAIN;
use crate::phone::Phone;
use crate::scan::{Found, Scan};
use ginnel::app::rows::name;
use ginnel::vault::keyslots::{Keyslots, Way};
use ginnel::vault::seal::{DataKey, KeyRing};
use ginnel::vault::stretch::stretch;
use serde_json::{Value, json};
use std::cell::{Cell, RefCell};
use std::path::PathBuf;
use std::time::Instant;

/// Words that stand nowhere else, each given out once.
pub struct Words {
    state: Cell<u64>,
    all: RefCell<Vec<String>>,
}

impl Words {
    fn new(seed: u64) -> Self {
        Self { state: Cell::new(seed), all: RefCell::default() }
    }

    /// The next: sixteen letters, which keyboards and forms take for a word.
    fn next(&self) -> String {
        let mut word = String::new();
        let mut state = self.state.get();
        for nth in 0..16 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            let letters: &[u8] = if nth % 2 == 0 { b"bdfgklmnprtvz" } else { b"aeiou" };
            let which = usize::try_from(state % letters.len() as u64).expect("a small number");
            word.push(char::from(letters[which]));
        }
        self.state.set(state);
        self.all.borrow_mut().push(word.clone());
        word
    }
}

/// The words, and what was found of them.
pub struct Hunt {
    canaries: Words,
    controls: Words,
    found: RefCell<Found>,
    outside: PathBuf,
}

impl Hunt {
    /// A hunt of this name.
    pub fn new(name: &str) -> Self {
        let outside = std::env::temp_dir().join(format!("ginnel-e2e-{}-outside-{name}", std::process::id()));
        std::fs::create_dir_all(&outside).expect("a folder");
        let (canaries, controls) = (Words::new(0x9e37_79b9_7f4a_7c15), Words::new(0x2545_f491_4f6c_dd1d));
        Self { canaries, controls, found: RefCell::default(), outside }
    }

    /// A word to type, which is looked for.
    pub fn plant(&self) -> String {
        self.canaries.next()
    }

    /// All of them.
    pub fn planted(&self) -> Vec<String> {
        self.canaries.all.borrow().clone()
    }

    /// A file to choose that is not in the profile: a phone's own folder of downloads is none of the app's.
    pub fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let file = self.outside.join(name);
        std::fs::write(&file, bytes).expect("a file");
        file
    }

    /// Types a word into a field past the app, one that lets the browser remember it, and waits until the browser has
    /// written it down: what it writes down of the app's own fields is on the disk then as well, and is looked for.
    pub async fn until_written_down(&self, phone: &Phone) {
        let word = self.controls.next();
        let field = "const field = document.createElement('input');
            field.id = 'control';
            field.style.cssText = 'position: fixed; inset-block-start: 0; inline-size: 9rem';
            document.body.append(field);
            field.focus();";
        phone.browser.script(field, vec![]).await;
        phone.browser.insert(&word).await;
        wait_for(phone, &word, "Sessions").await;
        phone.browser.script("document.getElementById('control').remove()", vec![]).await;
        self.look(phone, &[], &[]);
    }

    /// Puts words into the browser's storages past the app: as letters of one byte and of two, and in base64. Gives
    /// them, once they are on the disk. Early: the longer a page has used local storage, the later it is written down.
    pub async fn past_the_app(&self, phone: &Phone) -> Vec<String> {
        let words: Vec<String> = (0..6).map(|_| self.controls.next()).collect();
        let script = "const [one, two, a, b, c, local] = arguments[0];
            const done = arguments[1];
            localStorage.setItem('control', local);
            const open = indexedDB.open('control');
            open.onupgradeneeded = () => open.result.createObjectStore('control', { autoIncrement: true });
            open.onsuccess = () => {
              const write = open.result.transaction('control', 'readwrite', { durability: 'strict' });
              const put = (value) => write.objectStore('control').put(value);
              put(one);
              put(two + ' \\u2615');
              put(btoa(a));
              put(btoa('x' + b));
              put(btoa('xx' + c));
              write.oncomplete = () => { open.result.close(); done(true); };
            };";
        phone.browser.window.execute_async(script, vec![json!(words)]).await.expect("the controls");
        wait_for(phone, &words[5], "Local Storage").await;
        words
    }

    /// Fails if a word stands in what the browser has yet to write down.
    pub async fn not_in_open_storage(&self, phone: &Phone) {
        let kept = "return JSON.stringify([localStorage, sessionStorage, history.state, document.title, location.href])";
        let kept = phone.browser.script(kept, vec![]).await.to_string();
        assert!(kept.contains("control"), "{kept}");
        let all = self.canaries.all.borrow();
        crate::send::holds_none_of(
            "open storage",
            kept.as_bytes(),
            &all.iter().map(String::as_str).collect::<Vec<_>>(),
        );
    }

    /// Looks for all planted words, for these, and for these keys in the whole profile. Gives how many bytes that is.
    pub fn look(&self, phone: &Phone, also: &[String], keys: &[DataKey]) -> usize {
        let mut words = self.planted();
        words.extend_from_slice(also);
        let with_key = |scan: Scan, key: &DataKey| scan.and_bytes(&key_name(key), key.secret());
        let (found, bytes) = keys.iter().fold(Scan::of(&words), with_key).below(phone.profile.folder());
        for (word, places) in found {
            self.found.borrow_mut().entry(word).or_default().extend(places);
        }
        bytes
    }

    /// What was found, at any time.
    pub fn found(&self) -> Found {
        self.found.borrow().clone()
    }
}

impl Drop for Hunt {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.outside).ok();
    }
}

/// What a key is called where it is told of: its id is no secret.
pub fn key_name(key: &DataKey) -> String {
    format!("the key {}", key.id())
}

/// The keys, as whoever knows the password can have them.
pub async fn key_ring(phone: &Phone, password: &str) -> KeyRing {
    let rows = crate::rows::rows(phone).await;
    let slots = rows["meta"].as_array().expect("rows").iter().find(|row| row["id"] == name::KEYSLOTS);
    let slots = Keyslots::parse(&sealed(slots.expect("keyslots"))).expect("keyslots");
    let how = slots.stretchings(Way::Passphrase).swap_remove(0);
    let key = stretch(password, &how.salt, how.cost).expect("a key");
    slots.unlock(&how, &key).expect("the password opens it")
}

/// What all rows say, without their seal.
pub async fn rows_in_clear(phone: &Phone, ring: &KeyRing) -> Vec<String> {
    let rows = crate::rows::rows(phone).await;
    let mut clear = Vec::new();
    for table in ["log", "drafts", "meta"] {
        for row in rows[table].as_array().expect("rows") {
            let [id, key] = ["id", "key"].map(|name| row[name].as_str().expect("a text"));
            let suite = row["suite"].as_u64().and_then(|suite| suite.try_into().ok()).expect("a suite");
            let text = ring.open(table, id, key, suite, &sealed(row)).ok();
            clear.extend(text.and_then(|text| String::from_utf8(text).ok()));
        }
    }
    clear
}

/// Puts texts and keys into the same kind of storage as the notebook's, where the app never looks.
pub async fn put_in_clear(phone: &Phone, texts: &[String], keys: &[DataKey]) {
    let keys: Vec<&[u8; 32]> = keys.iter().map(DataKey::secret).collect();
    let script = "const [texts, keys, done] = arguments;
        const open = indexedDB.open('in-clear');
        open.onupgradeneeded = () => open.result.createObjectStore('rows', { autoIncrement: true });
        open.onsuccess = () => {
          const write = open.result.transaction('rows', 'readwrite', { durability: 'strict' });
          for (const row of [...texts, ...keys.map((key) => new Uint8Array(key))]) write.objectStore('rows').put(row);
          write.oncomplete = () => done(true);
        };";
    phone.browser.window.execute_async(script, vec![json!(texts), json!(keys)]).await.expect("the rows");
}

fn sealed(row: &Value) -> Vec<u8> {
    hex::decode(row["sealed"].as_str().expect("hex")).expect("hex")
}

/// Waits until the browser has written a word down in this part of its profile.
async fn wait_for(phone: &Phone, word: &str, part: &str) {
    let (scan, begun) = (Scan::of(&[word.to_owned()]), Instant::now());
    while scan.below(&phone.profile.folder().join("Default").join(part)).0.is_empty() {
        // A browser with much to write puts off what it thinks can wait.
        assert!(begun.elapsed() < 3 * PATIENCE, "the browser does not write {part}");
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}
