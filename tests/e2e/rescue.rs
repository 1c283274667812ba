//! The page that saves the notebook in a file when the program does not start, and what can be done with the file.

use crate::builds::Next;
use crate::host::Host;
use crate::person;
use crate::phone::{ANYBODY, Phone};
use crate::rows::rows;
use crate::send::{complete, holds_none_of};
use ginnel::ui::text::updates;
use serde_json::Value;
use std::collections::BTreeMap;

/// The words of the page and its script, as a person reads them.
const LINK: &str = "Save your notes in a file";
const MAKE: &str = "Make the file";
const READY: &str = "Your file is ready";
const DOWNLOAD: &str = "Put it in downloads";

/// The sealed bytes of every row by table and id, as hex.
type Rows = BTreeMap<(String, String), String>;

fn on_phone(rows: &Value) -> Rows {
    let mut all = Rows::new();
    for table in ["log", "drafts", "meta"] {
        for row in rows[table].as_array().expect("a table") {
            let text = |name: &str| row[name].as_str().expect("a text").to_owned();
            all.insert((table.to_owned(), text("id")), text("sealed"));
        }
    }
    all
}

/// Makes the file on the open rescue page, and takes it from the downloads.
async fn saved(phone: &Phone) -> Vec<u8> {
    phone.browser.press(MAKE).await;
    phone.browser.see(READY).await;
    phone.browser.press(DOWNLOAD).await;
    phone.profile.download()
}

fn in_file(bytes: &[u8]) -> (Value, Rows) {
    let file: Value = serde_json::from_slice(bytes).expect("JSON");
    assert_eq!((&file["format"], &file["version"]), (&"ginnel-rescue".into(), &1.into()));
    let mut all = Rows::new();
    for row in file["rows"].as_array().expect("rows") {
        let text = |name: &str| row[name].as_str().expect("a text").to_owned();
        all.insert((text("table"), text("id")), hex::encode(unpacked(&text("sealed"))));
    }
    (file["header"].clone(), all)
}

/// Base64, read by a second hand.
fn unpacked(text: &str) -> Vec<u8> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits = text.bytes().take_while(|byte| *byte != b'=');
    let (mut bytes, mut held, mut bits) = (Vec::new(), 0_usize, 0);
    for digit in digits {
        held = held << 6 | DIGITS.iter().position(|known| *known == digit).expect("a digit");
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits & 0xff) as u8);
        }
    }
    bytes
}

#[tokio::test]
async fn a_build_that_does_not_start_leaves_a_way_to_save_every_row() {
    let mut phone = Phone::online("rescue", Host::start_copy("rescue")).await;
    phone.browser.kept_offline().await;
    phone.set_up(&ANYBODY).await;
    for n in 0..3 {
        person::write_note(&phone.browser, &complete(&format!("kingfisher number {n}"))).await;
        person::done(&phone.browser).await;
    }
    let before = on_phone(&rows(&phone).await);
    phone.browser.expect_in_console("broken on purpose");
    phone.offer(Next::Stops).await;
    phone.browser.press(updates::USE_NOW).await;
    phone.browser.see("Ginnel has stopped").await;
    phone.host.stop();
    phone.browser.follow(LINK).await;
    phone.browser.see_heading(LINK).await;

    let file = saved(&phone).await;
    phone.browser.see("No password is set.").await;
    let (header, found) = in_file(&file);
    assert_eq!(found, before, "every row, byte for byte");
    assert_eq!(header["database_version"], 1);
    assert_eq!(header["rows"], before.len());
    assert_eq!(header["unread"], serde_json::json!([]));
    holds_none_of("the rescue file", &file, &["kingfisher"]);
    assert_eq!(on_phone(&rows(&phone).await), before, "nothing here was changed");
    phone.end().await;
}

#[tokio::test]
async fn a_database_of_a_later_build_is_saved_too_and_one_that_is_not_there_is_not_made() {
    let phone = Phone::of("rescue-later", &ANYBODY).await;
    let browser = &phone.browser;
    person::write_note(browser, &complete("Before the later build.")).await;
    phone.open("rescue.html").await;
    let later = "const done = arguments[0];
        const open = indexedDB.open('ginnel', 250);
        open.onupgradeneeded = () => open.result.createObjectStore('later', { keyPath: 'id' });
        open.onsuccess = () => {
          const change = open.result.transaction('later', 'readwrite');
          change.objectStore('later').put({ id: 'x', more: [1], sealed: new Uint8Array([1, 2, 255]) });
          change.oncomplete = () => { open.result.close(); done(true); };
        };";
    browser.window.execute_async(later, vec![]).await.expect("a later database");
    let (header, found) = in_file(&saved(&phone).await);
    assert_eq!(header["database_version"], 250);
    assert_eq!(found[&("later".to_owned(), "x".to_owned())], "0102ff");
    assert!(found.len() > 3);

    let delete =
        "const done = arguments[0]; indexedDB.deleteDatabase('ginnel').onsuccess = () => done(true);";
    browser.window.execute_async(delete, vec![]).await.expect("deleted");
    browser.reload().await;
    browser.press(MAKE).await;
    browser.see("There is no notebook here.").await;
    let left =
        "const done = arguments[0]; indexedDB.databases().then((all) => done(all.map((one) => one.name)));";
    let left = browser.window.execute_async(left, vec![]).await.expect("a list");
    assert!(!left.json().to_string().contains("\"ginnel\""), "{}", left.json());
    phone.end().await;
}

#[tokio::test]
async fn a_row_that_the_browser_cannot_give_is_named_and_all_others_are_saved() {
    let phone = Phone::of("rescue-unread", &ANYBODY).await;
    let browser = &phone.browser;
    for n in 0..3 {
        person::write_note(browser, &complete(&format!("Note {n}."))).await;
        person::done(browser).await;
    }
    let all = on_phone(&rows(&phone).await).len();
    phone.open("rescue.html").await;
    let fails = "const real = { all: IDBObjectStore.prototype.getAll, one: IDBObjectStore.prototype.get };
        IDBObjectStore.prototype.getAll = function (...args) {
          if (this.name === 'log') throw new DOMException('spoilt', 'DataError');
          return real.all.apply(this, args);
        };
        IDBObjectStore.prototype.get = function (key) {
          if (this.name === 'log' && key === 2) throw new DOMException('spoilt', 'DataError');
          return real.one.call(this, key);
        };";
    browser.script(fails, vec![]).await;
    let file = saved(&phone).await;
    browser.see("1 piece could not be read").await;
    let (header, found) = in_file(&file);
    assert_eq!(found.len(), all - 1);
    assert_eq!(header["unread"], serde_json::json!([{"table": "log", "key": "2"}]));
    phone.end().await;
}
