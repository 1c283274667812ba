//! Whether the browser promises to keep what is here, and how much room there is.

use js_sys::{Promise, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::StorageManager;

/// Room on the device, as the browser counts it, in bytes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Room {
    /// Taken by this app.
    pub used: f64,
    /// The most it may take. Browsers round it, and it is no promise.
    pub limit: f64,
}

/// Whether the browser promised not to clear the notebook by itself. `None` where it does not say.
pub async fn is_kept() -> Option<bool> {
    answer(manager()?.persisted().ok()?).await?.as_bool()
}

/// Asks for that promise, after the first save. Some browsers decide by themselves, one asks the person. `None` where
/// it cannot be asked for.
pub async fn ask_to_keep() -> Option<bool> {
    answer(manager()?.persist().ok()?).await?.as_bool()
}

/// How much room there is. `None` where the browser does not say.
pub async fn room() -> Option<Room> {
    let estimate = answer(manager()?.estimate().ok()?).await?;
    let number = |name: &str| Reflect::get(&estimate, &name.into()).ok()?.as_f64();
    Some(Room { used: number("usage")?, limit: number("quota")? })
}

async fn answer(promise: Promise) -> Option<JsValue> {
    JsFuture::from(promise).await.ok()
}

/// Not there outside of https.
fn manager() -> Option<StorageManager> {
    let manager = web_sys::window()?.navigator().storage();
    (!manager.is_undefined()).then_some(manager)
}
