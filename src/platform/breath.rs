//! Giving way to the browser between slices of long work.

use crate::app::ports::Breath;
use async_trait::async_trait;
use js_sys::{Promise, Reflect, global};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageChannel, Performance};

/// A turn of the browser's event loop. Not a timer: browsers stretch nested timers to 4 ms or more. Not
/// `scheduler.yield()`: it goes on *before* what is waiting, and a loop over it lets no message or answer through.
#[derive(Debug, Clone, Copy, Default)]
pub struct BrowserBreath;

thread_local! {
    /// Looked at after every small piece of long work, and looked for once.
    static CLOCK: Option<Performance> =
        Reflect::get(&global(), &"performance".into()).ok().and_then(|clock| clock.dyn_into().ok());
}

#[async_trait(?Send)]
impl Breath for BrowserBreath {
    async fn turn(&self) {
        if let Ok(channel) = MessageChannel::new() {
            // It never fails; where it did, going on without a rest is right.
            let _ = JsFuture::from(message_to_oneself(&channel)).await;
            channel.port1().close();
        }
    }

    fn steady_ms(&self) -> f64 {
        CLOCK.with(|clock| clock.as_ref().map_or_else(js_sys::Date::now, Performance::now))
    }
}

/// Arrives after what is already waiting.
fn message_to_oneself(channel: &MessageChannel) -> Promise {
    Promise::new(&mut |resolve, _| {
        channel.port1().set_onmessage(Some(&resolve));
        if channel.port2().post_message(&JsValue::NULL).is_err() {
            // Nothing would arrive: go on at once. The function cannot fail.
            let _ = resolve.call0(&JsValue::NULL);
        }
    })
}
