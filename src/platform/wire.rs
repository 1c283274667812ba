//! What goes between the page and the program beside it: `[name, [texts], bytes]`.

use crate::app::heavy::Load;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

/// As a message.
pub fn packed(name: &str, load: &Load) -> JsValue {
    let texts: Array = load.texts.iter().map(|text| JsValue::from_str(text)).collect();
    Array::of3(&name.into(), &texts, &Uint8Array::from(load.bytes.as_slice())).into()
}

/// Out of a message; `None` for any other.
pub fn unpacked(message: &JsValue) -> Option<(String, Load)> {
    let parts: &Array = message.dyn_ref()?;
    let texts = parts.get(1);
    let texts = texts.dyn_ref::<Array>()?.iter().map(|text| text.as_string()).collect::<Option<_>>()?;
    let bytes = parts.get(2).dyn_ref::<Uint8Array>()?.to_vec();
    Some((parts.get(0).as_string()?, Load { texts, bytes }))
}
