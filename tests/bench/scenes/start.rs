//! From a closed browser to a Home that shows notes and takes a tap; and how long older notes take to come after.

use super::{add_tasks, bar, fresh_browser};
use crate::figures::{Figures, median};
use crate::phone::Phone;
use crate::wanted::Wanted;
use crate::watch;
use ginnel::ui::text::home;

/// Home with notes on it.
const USABLE: &str =
    "!document.getElementById('boot') && document.querySelector('main .cards .card') !== null";
/// Every record was read: the pages that wait for the rest say so.
pub const LOADED: &str = "!document.getElementById('boot') && document.querySelector('main h1') !== null \
    && ![...document.querySelectorAll('main p.soft')].some((e) => !e.hidden && e.textContent.startsWith('Still opening'))";

/// Starts again and again.
pub async fn all(wanted: &Wanted, records: usize, phone: &mut Phone, figures: &mut Figures) {
    assert!(home::STILL_OPENING.starts_with("Still opening"), "{LOADED} looks for it");
    for slowed in &wanted.slowed {
        let (mut usable, mut loaded, mut tasks) = (Vec::new(), Vec::new(), Vec::new());
        // The first start after all was brought in is one that finds nothing ready made; it is not counted.
        for round in 0..=wanted.rounds {
            fresh_browser(phone, *slowed).await;
            let times = start(phone).await;
            if round > 0 {
                usable.push(times.0);
                loaded.push(times.1);
                tasks.push(times.2);
            }
        }
        figures.add(
            records,
            *slowed,
            "start to usable home, ms",
            median(&usable),
            bar(records, *slowed, 1_000.0, Some(2_500.0)),
        );
        figures.add(records, *slowed, "start to every record read, ms", median(&loaded), None);
        add_tasks(figures, records, *slowed, "in a start", &tasks);
    }
}

async fn start(phone: &Phone) -> (f64, f64, f64) {
    let browser = &phone.browser;
    let loaded = format!("{USABLE} && {LOADED}");
    watch::look_out_from_the_start(browser, &[("usable", USABLE), ("loaded", &loaded)]).await;
    browser.window.goto(phone.host.at("")).await.expect("an address");
    let loaded = watch::seen(browser, "loaded").await;
    let usable = watch::seen(browser, "usable").await;
    (usable, loaded, watch::longest_task(browser, 0.0, loaded).await)
}
