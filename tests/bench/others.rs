//! The same writes through plain IndexedDB, Dexie and PouchDB, on a plain page: what a notebook would pay that was
//! built on one of them, strictly and with what they do by default.

use crate::browser::Browser;
use crate::device::{Profile, Screen};
use crate::engine::Driver;
use crate::figures::{Figures, median, p95};
use crate::host::root;
use crate::site::Site;
use crate::wanted::Wanted;
use crate::watch;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Bytes of a sealed note of usual length.
const ROW: usize = 1_024;
/// Rows of one transaction when many come, as in `app::commands::bring_in`.
const SLICE: usize = 500;
/// Saves for each round.
const EACH: usize = 8;

/// Writes one by one and all at once, through each of them.
pub async fn all(wanted: &Wanted, records: usize, figures: &mut Figures) {
    let folder = page();
    let site = Site::start(folder, "/", 0).expect("a free port");
    let profile = Profile::new(&format!("bench-others-{records}"));
    let driver = Driver::start_for(&profile);
    for slowed in &wanted.slowed {
        let browser = Browser::open(&driver, &profile, Screen::PHONE).await;
        watch::slow(&browser, *slowed).await;
        browser.window.goto(site.address()).await.expect("the page");
        // What plain IndexedDB takes comes first: the others are told in times of it.
        let mut plain: Option<[f64; 3]> = None;
        for (engine, durability) in [
            ("IndexedDB", "strict"),
            ("Dexie", "strict"),
            ("Dexie", "default"),
            ("PouchDB", "strict"),
            ("PouchDB", "default"),
        ] {
            let save = json!([engine, durability, ROW, wanted.rounds * EACH]);
            let each = measured(&browser, "saves", save).await;
            let mut many = Vec::new();
            for _ in 0..wanted.rounds {
                let all = json!([engine, durability, ROW, records, SLICE]);
                many.extend(measured(&browser, "many", all).await);
            }
            let taken = [median(&each), p95(&each), median(&many)];
            let plain = *plain.get_or_insert(taken);
            let whats = ["a save, median", "a save, p95", "all rows, 500 at a time"];
            for ((what, taken), plain) in whats.into_iter().zip(taken).zip(plain) {
                let named = |unit: &str| format!("{engine}, {durability}: {what}, {unit}");
                figures.add(records, *slowed, named("ms"), taken, None);
                figures.add(records, *slowed, named("times plain"), taken / plain, None);
            }
        }
        browser.end().await;
    }
}

async fn measured(browser: &Browser, what: &str, args: Value) -> Vec<f64> {
    let timeout = std::time::Duration::from_secs(600);
    let timeouts = thirtyfour::TimeoutConfiguration::new(Some(timeout), None, None);
    browser.window.update_timeouts(timeouts).await.expect("patience");
    let script = format!(
        "const done = arguments[arguments.length - 1]; {what}(...{args}).then(done, (e) => done(String(e?.stack || e)))"
    );
    let given = browser.window.execute_async(script, vec![]).await.expect("an answer");
    let times = given.json().as_array().unwrap_or_else(|| panic!("{what} {args}: {}", given.json()));
    times.iter().filter_map(Value::as_f64).collect()
}

/// The plain page with the libraries beside it.
fn page() -> PathBuf {
    let folder = root().join("target/bench/page");
    std::fs::create_dir_all(&folder).expect("a folder");
    let copy = |from: &Path| {
        let name = from.file_name().expect("a name");
        std::fs::copy(from, folder.join(name)).unwrap_or_else(|error| panic!("{}: {error}", from.display()));
    };
    let modules = root().join("target/bench/node_modules");
    copy(&modules.join("dexie/dist/dexie.min.js"));
    copy(&modules.join("pouchdb/dist/pouchdb.min.js"));
    copy(&root().join("tests/bench/page/index.html"));
    copy(&root().join("tests/bench/page/others.js"));
    folder
}
