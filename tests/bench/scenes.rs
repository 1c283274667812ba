//! What a person does with a notebook of so many records, and how long it takes.

mod bring_in;
mod copy;
mod export;
mod lock;
mod save;
mod search;
mod start;

use crate::browser::Browser;
use crate::device::Screen;
use crate::figures::{Bar, Figures, median};
use crate::host::Host;
use crate::phone::{ANYBODY, Phone};
use crate::wanted::Wanted;
use crate::{notes, watch};

/// No task may keep the page longer, in milliseconds.
const TASK: f64 = 200.0;
/// The size of notebook that the bars are for.
const BARRED: usize = 10_000;

/// All scenes that were asked for, with one notebook.
pub async fn all(wanted: &Wanted, records: usize, figures: &mut Figures) {
    let names = ["import", "start", "search", "save", "export", "lock", "copy"];
    if !names.iter().any(|name| wanted.asks_for(name)) {
        return;
    }
    let files = notes::files(records);
    let bytes: usize = files.iter().map(Vec::len).sum();
    eprintln!("\n{records} records in {} files, {} KB", files.len(), bytes / 1024);
    if wanted.asks_for("import") {
        bring_in::again_and_again(wanted, records, &files, figures).await;
    }
    let mut phone = new_phone(records, 1).await;
    bring_in::all(&phone, &files).await;
    if wanted.asks_for("start") {
        start::all(wanted, records, &mut phone, figures).await;
    }
    for slowed in &wanted.slowed {
        if wanted.asks_for("search") {
            search::all(wanted, records, *slowed, &mut phone, figures).await;
        }
        if wanted.asks_for("save") {
            save::all(wanted, records, *slowed, &mut phone, figures).await;
        }
        if wanted.asks_for("export") {
            export::all(wanted, records, *slowed, &mut phone, figures).await;
        }
    }
    if wanted.asks_for("lock") || wanted.asks_for("copy") {
        lock::all(wanted, records, &mut phone, figures).await;
    }
    if wanted.asks_for("copy") {
        fresh_browser(&mut phone, 1).await;
        copy::all(records, &phone, figures).await;
    }
    phone.end().await;
}

/// A phone after its first run, watched, its processor so many times slower from then on.
async fn new_phone(records: usize, slowed: u32) -> Phone {
    let phone = Phone::online(&format!("bench-{records}"), Host::start()).await;
    phone.browser.kept_offline().await;
    phone.set_up(&ANYBODY).await;
    watch::watch(&phone.browser, slowed).await;
    phone
}

/// Opens a fresh browser on the phone, watched, at no page yet.
async fn fresh_browser(phone: &mut Phone, slowed: u32) {
    phone.browser.end().await;
    phone.browser = Browser::open(&phone.driver, &phone.profile, Screen::PHONE).await;
    watch::watch(&phone.browser, slowed).await;
}

/// Goes to a path, and waits until every record was read.
async fn at_rest(phone: &Phone, path: &str) {
    phone.browser.window.goto(phone.host.at(path)).await.expect("an address");
    watch::look_out(&phone.browser, "loaded", start::LOADED).await;
    watch::seen(&phone.browser, "loaded").await;
}

/// Takes in the longest task of all rounds, which is what the bar is for, and where there were several the middle one.
fn add_tasks(figures: &mut Figures, records: usize, slowed: u32, during: &str, tasks: &[f64]) {
    let longest = tasks.iter().copied().fold(0.0, f64::max);
    let what = format!("longest task {during}, ms");
    figures.add(records, slowed, what, longest, bar(records, slowed, TASK, None));
    if tasks.len() > 1 {
        figures.add(records, slowed, "  median of rounds, ms", median(tasks), None);
    }
}

/// A bar, where one was set: for ten thousand records.
fn bar(records: usize, slowed: u32, at_full_speed: f64, slowed_down: Option<f64>) -> Option<Bar> {
    let most = if slowed == 1 { Some(at_full_speed) } else { slowed_down };
    most.filter(|_| records == BARRED).map(Bar::AtMost)
}
