//! What a person sees: pages, components and every word. Knows no store and no key.
//!
//! Words are plain Rust and compile anywhere; all else needs the browser.

#[cfg(target_arch = "wasm32")]
pub mod a11y;
#[cfg(target_arch = "wasm32")]
pub mod appearance;
#[cfg(target_arch = "wasm32")]
pub mod components;
#[cfg(target_arch = "wasm32")]
pub mod drafting;
#[cfg(target_arch = "wasm32")]
pub mod later;
#[cfg(target_arch = "wasm32")]
pub mod notebooks;
#[cfg(target_arch = "wasm32")]
pub mod packs;
#[cfg(target_arch = "wasm32")]
pub mod pages;
#[cfg(target_arch = "wasm32")]
pub mod root;
#[cfg(target_arch = "wasm32")]
pub mod router;
#[cfg(target_arch = "wasm32")]
pub mod routes;
#[cfg(target_arch = "wasm32")]
pub mod session;
pub mod text;
