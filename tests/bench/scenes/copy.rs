//! The own copy of a full notebook with a password, and its restore on a new phone. Once each: a phone restores one copy.

use super::add_tasks;
use super::lock::PASSWORD;
use crate::figures::Figures;
use crate::host::Host;
use crate::phone::Phone;
use crate::watch;
use ginnel::ui::text::{backup, bring_in, lock, welcome};
use serde_json::json;

/// On a phone after the scene of the lock, while its notebook is open.
pub async fn all(records: usize, phone: &Phone, figures: &mut Figures) {
    let (file, made, task) = make(phone).await;
    figures.add(records, 1, "own copy: tap to the file, scrypt included, ms", made, None);
    figures.add(records, 1, "the copy, KB", (file.len() / 1024) as f64, None);
    add_tasks(figures, records, 1, "in making it", &[task]);
    let (read, added, tasks) = restore(records, &file).await;
    figures.add(records, 1, "restore: password to what is in it, scrypt included, ms", read, None);
    figures.add(records, 1, "restore: tap to everything is back, ms", added, None);
    let [reading, adding] = tasks;
    add_tasks(figures, records, 1, "in reading it", &[reading]);
    add_tasks(figures, records, 1, "in bringing it in", &[adding]);
}

async fn make(phone: &Phone) -> (Vec<u8>, f64, f64) {
    let browser = &phone.browser;
    browser.window.goto(phone.host.at("copy")).await.expect("an address");
    browser.see_heading(lock::LOCKED).await;
    browser.rewrite(lock::PASSWORD, PASSWORD).await;
    browser.press(lock::OPEN).await;
    browser.see_heading(backup::KEEP).await;
    browser.rewrite(lock::PASSWORD, PASSWORD).await;
    watch::look_out(browser, "ready", &format!("bench.heading({})", json!(backup::READY))).await;
    browser.press(backup::MAKE).await;
    let ready = watch::seen(browser, "ready").await;
    let pressed = watch::clicked(browser).await;
    let task = watch::longest_task(browser, pressed, ready).await;
    browser.press("Put it in downloads").await;
    (phone.profile.download(), ready - pressed, task)
}

async fn restore(records: usize, file: &[u8]) -> (f64, f64, [f64; 2]) {
    let phone = Phone::online(&format!("bench-copy-{records}"), Host::start()).await;
    let browser = &phone.browser;
    browser.kept_offline().await;
    watch::watch(browser, 1).await;
    browser.reload().await;
    browser.press(welcome::HAVE_COPY).await;
    browser.see(bring_in::CHOOSE).await;
    browser.choose(&[&phone.profile.put("copy.age", file)]).await;
    browser.rewrite(lock::PASSWORD, PASSWORD).await;
    watch::look_out(browser, "read", &format!("bench.says({})", json!(bring_in::ADD))).await;
    browser.press(lock::OPEN_FILE).await;
    let read = watch::seen(browser, "read").await;
    let opened = watch::clicked(browser).await;
    let back = format!("document.body.innerText.includes({})", json!(bring_in::EVERYTHING_BACK));
    watch::look_out(browser, "back", &back).await;
    browser.press(bring_in::ADD).await;
    let back = watch::seen(browser, "back").await;
    let pressed = watch::clicked(browser).await;
    let reading = watch::longest_task(browser, opened, read).await;
    let adding = watch::longest_task(browser, pressed, back).await;
    phone.end().await;
    (read - opened, back - pressed, [reading, adding])
}
