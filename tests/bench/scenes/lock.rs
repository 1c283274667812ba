//! The first password on a full notebook, and the door: from the tap to what can be used.

use super::{add_tasks, bar, fresh_browser};
use crate::figures::{Figures, median};
use crate::phone::Phone;
use crate::wanted::Wanted;
use crate::watch;
use ginnel::ui::text::{common, lock};
use serde_json::json;

/// What opens the notebook from then on.
pub const PASSWORD: &str = "kettle ladder moss";
/// Home with notes on it.
const USABLE: &str = "document.querySelector('main .cards .card') !== null";

/// Sets the first password once, since there is only one; opens the door again and again.
pub async fn all(wanted: &Wanted, records: usize, phone: &mut Phone, figures: &mut Figures) {
    fresh_browser(phone, 1).await;
    let (set, sealed, task) = first_password(phone).await;
    figures.add(records, 1, "first password: tap to done, Argon2id included, ms", set, None);
    let what = "older notes sealed again after it, ms";
    figures.add(records, 1, what, sealed, bar(records, 1, 10_000.0, None));
    add_tasks(figures, records, 1, "in all of it", &[task]);
    for slowed in &wanted.slowed {
        let (mut wrong, mut beyond, mut tasks) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..wanted.rounds {
            fresh_browser(phone, *slowed).await;
            let (stretched, opened, task) = door(phone).await;
            wrong.push(stretched);
            beyond.push(opened - stretched);
            tasks.push(task);
        }
        figures.add(records, *slowed, "a wrong password: Argon2id and its program, ms", median(&wrong), None);
        let what = "the right password to usable home, beyond that, ms";
        figures.add(records, *slowed, what, median(&beyond), bar(records, *slowed, 1_200.0, None));
        add_tasks(figures, records, *slowed, "at the door", &tasks);
    }
}

async fn first_password(phone: &Phone) -> (f64, f64, f64) {
    let browser = &phone.browser;
    super::at_rest(phone, "settings").await;
    browser.press(lock::SET).await;
    browser.see_heading(lock::SET).await;
    browser.rewrite(lock::NEW_PASSWORD, PASSWORD).await;
    browser.press(lock::NEXT).await;
    browser.see_heading(lock::PRINT).await;
    let last = "return document.querySelector('.code-groups li:last-child').innerText";
    let last = browser.script(last, vec![]).await;
    browser.write(lock::COPIED, last.as_str().expect("a last group")).await;
    watch::look_out(browser, "done", &format!("bench.heading({})", json!(lock::DONE))).await;
    let sealed = format!("bench.heading({}) && !bench.says({})", json!(lock::DONE), json!(lock::SEALING));
    watch::look_out(browser, "sealed", &sealed).await;
    browser.press(lock::SET_IT).await;
    let done = watch::seen(browser, "done").await;
    let sealed = watch::seen(browser, "sealed").await;
    let pressed = watch::clicked(browser).await;
    (done - pressed, sealed - done, watch::longest_task(browser, pressed, sealed).await)
}

/// A wrong password first: it costs the same work and opens nothing.
async fn door(phone: &Phone) -> (f64, f64, f64) {
    let browser = &phone.browser;
    browser.window.goto(phone.host.at("")).await.expect("an address");
    browser.see_heading(lock::LOCKED).await;
    watch::look_out(browser, "wrong", &format!("bench.says({})", json!(lock::WRONG))).await;
    browser.rewrite(lock::PASSWORD, "kettle ladder fern").await;
    browser.press(lock::OPEN).await;
    let seen = watch::seen(browser, "wrong").await;
    let wrong = seen - watch::clicked(browser).await;
    browser.rewrite(lock::PASSWORD, PASSWORD).await;
    watch::look_out(browser, "usable", USABLE).await;
    browser.press(lock::OPEN).await;
    let usable = watch::seen(browser, "usable").await;
    let pressed = watch::clicked(browser).await;
    browser.see(common::NEW_NOTE).await;
    (wrong, usable - pressed, watch::longest_task(browser, pressed, usable).await)
}
