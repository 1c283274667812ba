//! The address of this page, where the router has no part in it.

use wasm_bindgen::JsValue;

/// Puts another address of this page in the place of the one it has: it stays the same page, and the way back is
/// the same. Addresses hold ids, never words.
pub fn replace(href: &str) {
    let history = web_sys::window().and_then(|window| window.history().ok());
    if let Some(history) = history {
        // Browsers refuse only after hundreds of changes in half a minute; the address is then one behind.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(href));
    }
}
