//! What only a browser can show: the store on a real IndexedDB, and the platform.
//!
//! Run by `cargo xtask test --only browser`, in headless Chromium. Each test has a database of its own.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

#[path = "browser/faults.rs"]
mod faults;
#[path = "browser/frozen.rs"]
mod frozen;
#[path = "browser/laws.rs"]
mod laws;
#[path = "browser/platform.rs"]
mod platform;
#[path = "browser/store.rs"]
mod store;
#[path = "browser/support.rs"]
mod support;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
