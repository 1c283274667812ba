//! Journeys of a person through the release build, over WebDriver, on a phone's screen.
//!
//! `cargo xtask test --only dist e2e` builds the app and runs them. The server is the test's own: *offline* means
//! that it has stopped. Words are taken from `ui::text`, so that a better sentence breaks no journey.
#![cfg(all(feature = "e2e", not(target_arch = "wasm32")))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a journey that cannot go on has failed"
)]

#[path = "e2e/browser.rs"]
mod browser;
#[path = "e2e/builds.rs"]
mod builds;
#[path = "support/desk.rs"]
mod desk;
#[path = "e2e/device.rs"]
mod device;
#[path = "e2e/disk.rs"]
mod disk;
#[path = "e2e/door.rs"]
mod door;
#[path = "e2e/engine.rs"]
mod engine;
#[path = "../src/bin/xtask/hook/files.rs"]
#[allow(dead_code, reason = "the build hook uses all of it")]
mod files;
#[path = "e2e/hands.rs"]
mod hands;
#[path = "e2e/host.rs"]
mod host;
#[path = "e2e/hunt.rs"]
mod hunt;
#[path = "e2e/person.rs"]
mod person;
#[path = "e2e/phone.rs"]
mod phone;
#[path = "e2e/rows.rs"]
mod rows;
#[allow(dead_code, reason = "not every suite needs all of it")]
#[path = "exchange/sample.rs"]
mod sample;
#[path = "e2e/scan.rs"]
mod scan;
#[path = "../src/bin/xtask/site.rs"]
#[allow(dead_code, reason = "`cargo xtask serve` uses all of it")]
mod site;
#[path = "e2e/tables.rs"]
mod tables;
#[path = "e2e/walk.rs"]
mod walk;
#[path = "e2e/walk_keys.rs"]
mod walk_keys;
#[path = "e2e/walk_locked.rs"]
mod walk_locked;
#[path = "e2e/walk_waiting.rs"]
mod walk_waiting;

#[path = "e2e/asked.rs"]
mod asked;
#[path = "e2e/asked_to_keep.rs"]
mod asked_to_keep;
#[path = "e2e/builds_and_tabs.rs"]
mod builds_and_tabs;
#[path = "e2e/canaries.rs"]
mod canaries;
#[path = "e2e/coming_in.rs"]
mod coming_in;
#[path = "e2e/copies.rs"]
mod copies;
#[path = "e2e/engines.rs"]
mod engines;
#[path = "e2e/hostile.rs"]
mod hostile;
#[path = "e2e/hostile_pack.rs"]
mod hostile_pack;
#[path = "e2e/keyboard.rs"]
mod keyboard;
#[path = "e2e/killed.rs"]
mod killed;
#[path = "e2e/leaving.rs"]
mod leaving;
#[path = "e2e/locked.rs"]
mod locked;
#[path = "e2e/locked_by_itself.rs"]
mod locked_by_itself;
#[path = "e2e/locked_killed.rs"]
mod locked_killed;
#[path = "e2e/look.rs"]
mod look;
#[path = "e2e/pages.rs"]
mod pages;
#[path = "e2e/passkey.rs"]
mod passkey;
#[path = "e2e/practice.rs"]
mod practice;
#[path = "e2e/read.rs"]
mod read;
#[path = "e2e/rescue.rs"]
mod rescue;
#[path = "e2e/rules.rs"]
mod rules;
#[path = "e2e/sealed.rs"]
mod sealed;
#[path = "e2e/send.rs"]
mod send;
#[path = "e2e/sentences.rs"]
mod sentences;
#[path = "e2e/sentences_apart.rs"]
mod sentences_apart;
#[path = "e2e/sentences_door.rs"]
mod sentences_door;
#[path = "e2e/sentences_files.rs"]
mod sentences_files;
#[path = "e2e/sentences_loose.rs"]
mod sentences_loose;
#[path = "e2e/sentences_phone.rs"]
mod sentences_phone;
#[path = "e2e/sentences_waiting.rs"]
mod sentences_waiting;
#[path = "e2e/start.rs"]
mod start;
#[path = "e2e/talk.rs"]
mod talk;
#[path = "e2e/trouble.rs"]
mod trouble;
#[path = "e2e/week.rs"]
mod week;
