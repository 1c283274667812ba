//! Words typed into Find, letter by letter, each followed by the frame that shows what was found.

use super::{add_tasks, at_rest, bar, fresh_browser};
use crate::figures::{Figures, median};
use crate::phone::Phone;
use crate::wanted::Wanted;
use crate::watch;
use crate::words::SOUGHT;
use ginnel::ui::text::find;
use serde_json::json;

/// Types each of the words as often as asked.
pub async fn all(wanted: &Wanted, records: usize, slowed: u32, phone: &mut Phone, figures: &mut Figures) {
    fresh_browser(phone, slowed).await;
    at_rest(phone, "find").await;
    let browser = &phone.browser;
    let began = watch::number(browser, "performance.now()", "the time").await;
    let mut slowest = 0.0_f64;
    let mut every = Vec::new();
    for word in SOUGHT {
        let mut by_letter = vec![Vec::new(); word.len()];
        for _ in 0..wanted.rounds {
            browser.rewrite(find::LABEL, "").await;
            browser.devtools("Input.dispatchKeyEvent", json!({"type": "keyDown", "key": "Delete", "code": "Delete", "windowsVirtualKeyCode": 46})).await;
            watch::run(browser, "bench.keys = []").await;
            for (nth, letter) in word.chars().enumerate() {
                let time = press(phone, letter, nth).await;
                by_letter[nth].push(time);
                every.push(time);
            }
        }
        slowest = by_letter.iter().map(|times| median(times)).fold(slowest, f64::max);
    }
    let ended = watch::number(browser, "performance.now()", "the time").await;
    figures.add(records, slowed, "search, letter to frame, median, ms", median(&every), None);
    let what = "search, letter to frame, the slowest letter's median, ms";
    figures.add(records, slowed, what, slowest, bar(records, slowed, 50.0, Some(100.0)));
    let task = watch::longest_task(browser, began, ended).await;
    add_tasks(figures, records, slowed, "while searching", &[task]);
}

/// Presses a key, and waits for the frame after it.
async fn press(phone: &Phone, letter: char, nth: usize) -> f64 {
    let browser = &phone.browser;
    let text = letter.to_string();
    let key = json!({"type": "keyDown", "key": text, "text": text, "unmodifiedText": text});
    browser.devtools("Input.dispatchKeyEvent", key).await;
    browser.devtools("Input.dispatchKeyEvent", json!({"type": "keyUp", "key": text})).await;
    watch::key(browser, nth).await
}
