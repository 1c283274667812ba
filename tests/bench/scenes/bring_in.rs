//! Ten files of ten colleagues, chosen together: each is read, looked at and added.

use super::{add_tasks, bar, new_phone};
use crate::figures::{Figures, median};
use crate::phone::Phone;
use crate::wanted::Wanted;
use crate::watch;
use ginnel::ui::text::{bring_in, common};
use serde_json::json;

/// Brings the files in on new phones, again and again.
pub async fn again_and_again(wanted: &Wanted, records: usize, files: &[Vec<u8>], figures: &mut Figures) {
    for slowed in &wanted.slowed {
        let (mut times, mut tasks) = (Vec::new(), Vec::new());
        for _ in 0..wanted.rounds {
            let phone = new_phone(records, *slowed).await;
            let (time, task) = all(&phone, files).await;
            times.push(time);
            tasks.push(task);
            phone.end().await;
        }
        let what = "import of 10 files (reading, checking, keeping), ms";
        figures.add(records, *slowed, what, median(&times), bar(records, *slowed, 5_000.0, None));
        add_tasks(figures, records, *slowed, "in the import", &tasks);
    }
}

/// Brings the files in. Gives how long the phone was at it, the person's own looking left out, and the longest task.
pub async fn all(phone: &Phone, files: &[Vec<u8>]) -> (f64, f64) {
    let browser = &phone.browser;
    let paths: Vec<_> = files
        .iter()
        .enumerate()
        .map(|(nth, file)| phone.profile.put(&format!("from-{nth}.json"), file))
        .collect();
    let paths: Vec<&std::path::Path> = paths.iter().map(AsRef::as_ref).collect();
    browser.window.goto(phone.host.at("import")).await.expect("an address");
    watch::look_out(browser, "there", "document.querySelector('input[type=file]') !== null").await;
    watch::seen(browser, "there").await;
    let (mut busy, mut first, mut last) = (0.0, None, 0.0);
    for nth in 0..paths.len() {
        look_out(phone, "read", bring_in::ADD).await;
        if nth == 0 {
            browser.choose(&paths).await
        } else {
            browser.press(common::NEXT).await
        }
        let read = watch::seen(browser, "read").await;
        let chosen = watch::clicked(browser).await;
        look_out(phone, "kept", bring_in::ADDED).await;
        browser.press(bring_in::ADD).await;
        last = watch::seen(browser, "kept").await;
        busy += (read - chosen) + (last - watch::clicked(browser).await);
        first = first.or(Some(chosen));
    }
    (busy, watch::longest_task(browser, first.unwrap_or_default(), last).await)
}

async fn look_out(phone: &Phone, name: &str, words: &str) {
    watch::look_out(&phone.browser, name, &format!("bench.says({})", json!(words))).await;
}
