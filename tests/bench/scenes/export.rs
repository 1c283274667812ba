//! Send: the look before, and the file.

use super::{add_tasks, at_rest, bar, fresh_browser};
use crate::figures::{Figures, median};
use crate::phone::Phone;
use crate::wanted::Wanted;
use crate::watch;
use ginnel::ui::text::{home, send};
use serde_json::json;

/// Makes the file again and again.
pub async fn all(wanted: &Wanted, records: usize, slowed: u32, phone: &mut Phone, figures: &mut Figures) {
    let (mut opened, mut made, mut tasks) = (Vec::new(), Vec::new(), Vec::new());
    fresh_browser(phone, slowed).await;
    for _ in 0..wanted.rounds {
        let (look, make, task) = export(phone).await;
        opened.push(look);
        made.push(make);
        tasks.push(task);
    }
    figures.add(records, slowed, "Mine to the page Send, ms", median(&opened), None);
    let what = "export: tap to the file, ms";
    figures.add(records, slowed, what, median(&made), bar(records, slowed, 2_000.0, None));
    add_tasks(figures, records, slowed, "in opening Send and making the file", &tasks);
}

async fn export(phone: &Phone) -> (f64, f64, f64) {
    let browser = &phone.browser;
    at_rest(phone, "").await;
    browser.not_see(home::STILL_OPENING).await;
    browser.press(ginnel::ui::text::common::MINE).await;
    browser.see_heading(ginnel::ui::text::common::MINE).await;
    let wanted = format!("bench.heading({}) && bench.says({})", json!(send::SEND), json!(send::MAKE));
    watch::look_out(browser, "send", &wanted).await;
    watch::run(browser, "document.querySelector('main a[href$=\"/send\"]').click()").await;
    let looked = watch::seen(browser, "send").await;
    let began = watch::clicked(browser).await;
    browser.rewrite(send::WHO, "Fold CVS").await;
    watch::look_out(browser, "ready", &format!("bench.heading({})", json!(send::READY))).await;
    browser.press(send::MAKE).await;
    let ready = watch::seen(browser, "ready").await;
    let pressed = watch::clicked(browser).await;
    (looked - began, ready - pressed, watch::longest_task(browser, began, ready).await)
}
