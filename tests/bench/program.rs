//! How long things take, with a notebook of 1,000 to 50,000 records, in a real browser and in the release build:
//! `cargo xtask bench`. A bench says *met* or *not met* and ends well either way; what a test asserts is something else.
//!
//! The product holds no line of code for this. What is measured is seen from outside, by scripts that the browser's own
//! protocol puts into each page (`watch.rs`).
#![cfg(all(feature = "e2e", not(target_arch = "wasm32")))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a bench that cannot go on has nothing to say"
)]
#![allow(dead_code, reason = "the page objects belong to the journeys, which use all of them")]

#[path = "../e2e/browser.rs"]
mod browser;
#[path = "../e2e/builds.rs"]
mod builds;
#[path = "../e2e/device.rs"]
mod device;
#[path = "../e2e/disk.rs"]
mod disk;
#[path = "../e2e/engine.rs"]
mod engine;
#[path = "../../src/bin/xtask/hook/files.rs"]
mod files;
#[path = "../e2e/hands.rs"]
mod hands;
#[path = "../e2e/host.rs"]
mod host;
#[path = "../e2e/phone.rs"]
mod phone;
#[path = "../../src/bin/xtask/site.rs"]
mod site;

mod figures;
mod lighthouse;
mod notes;
mod others;
mod scenes;
mod wanted;
mod watch;
mod words;

use figures::Figures;
use wanted::Wanted;

#[tokio::main]
async fn main() {
    let wanted = Wanted::read(std::env::args().skip(1));
    let mut figures = Figures::default();
    for records in &wanted.records {
        scenes::all(&wanted, *records, &mut figures).await;
        if wanted.asks_for("others") {
            others::all(&wanted, *records, &mut figures).await;
        }
    }
    if wanted.asks_for("lighthouse") {
        lighthouse::all(&wanted, &mut figures);
    }
    figures.print();
    figures.keep(&host::root().join("target/bench/figures.json"));
}
