//! Randomness from the browser's secure source.

use crate::app::ports::Ids;
use js_sys::{Reflect, global};
use wasm_bindgen::{JsCast, throw_str};
use web_sys::Crypto;

/// The most the browser gives at once, in bytes (W3C Web Cryptography, `getRandomValues`).
const AT_ONCE: usize = 65_536;

/// `crypto.getRandomValues`, in a window or a worker.
#[derive(Debug, Clone, Copy, Default)]
pub struct RandomIds;

impl Ids for RandomIds {
    /// Stops the program where there is no secure source: a key or an id of zeros would be worse than no app.
    fn fill(&self, buffer: &mut [u8]) {
        let crypto = Reflect::get(&global(), &"crypto".into()).unwrap_or_default().unchecked_into::<Crypto>();
        for part in buffer.chunks_mut(AT_ONCE) {
            if crypto.is_undefined() || crypto.get_random_values_with_u8_array(part).is_err() {
                throw_str("this browser has no secure randomness");
            }
        }
    }
}
