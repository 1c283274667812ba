//! Windows of one notebook tell each other that something was saved.
//!
//! The message carries no content: who hears it reads the store again. Where the browser has no such channel, or
//! a window sleeps, it finds out when it comes back into view.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

/// Something was saved, or removed. Builds add messages and do not change them, since two builds can be open at once.
const CHANGED: &str = "changed 1";

/// This window's end of the channel. It falls silent when dropped.
pub struct Tabs {
    channel: Option<BroadcastChannel>,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
}

impl Tabs {
    /// Listens for changes to the database of this name that *other* windows made.
    pub fn listen(database: &str, on_change: impl Fn() + 'static) -> Self {
        let on_message = Closure::new(move |event: MessageEvent| {
            if event.data().as_string().as_deref() == Some(CHANGED) {
                on_change();
            }
        });
        let channel = BroadcastChannel::new(database).ok();
        if let Some(channel) = &channel {
            channel.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        }
        Self { channel, _on_message: on_message }
    }

    /// Tells the other windows that something changed.
    pub fn announce(&self) {
        if let Some(channel) = &self.channel {
            // It fails only on a closed channel, and ours closes when dropped.
            let _ = channel.post_message(&CHANGED.into());
        }
    }
}

impl Drop for Tabs {
    fn drop(&mut self) {
        if let Some(channel) = &self.channel {
            channel.set_onmessage(None);
            channel.close();
        }
    }
}
