//! The browser, where it is not storage: each file is one thing that the app needs of it.
//!
//! [`device`] and [`ways`] decide from facts and compile anywhere; all else needs the browser.

#[cfg(target_arch = "wasm32")]
pub mod breath;
#[cfg(target_arch = "wasm32")]
pub mod clock;
pub mod device;
#[cfg(target_arch = "wasm32")]
pub mod files;
#[cfg(target_arch = "wasm32")]
pub mod heavy;
#[cfg(target_arch = "wasm32")]
pub mod history;
#[cfg(target_arch = "wasm32")]
pub mod ids;
#[cfg(target_arch = "wasm32")]
pub mod install;
#[cfg(target_arch = "wasm32")]
pub mod passkey;
#[cfg(target_arch = "wasm32")]
pub mod persist;
#[cfg(target_arch = "wasm32")]
pub mod prefs;
#[cfg(target_arch = "wasm32")]
pub mod sentinel;
#[cfg(target_arch = "wasm32")]
pub mod service_worker;
#[cfg(target_arch = "wasm32")]
pub mod share;
#[cfg(target_arch = "wasm32")]
pub mod shell;
#[cfg(target_arch = "wasm32")]
pub mod tabs;
pub mod ways;
#[cfg(target_arch = "wasm32")]
pub mod wire;
