//! Windows of one notebook tell each other that something was saved.
//!
//! The message carries no content: who hears it reads the store again. Where the browser has no such channel, or
//! a window sleeps, it finds out when it comes back into view.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

/// Something was saved, or removed. Builds add messages and do not change them, since two builds can be open at once.
const CHANGED: &str = "changed 1";
/// All windows are to lock.
const LOCK: &str = "lock 1";
/// Everything here is being erased (`public/erase.js`): nothing is to be kept any more.
const ERASE: &str = "erase 1";

/// This window's end of the channel. It falls silent when dropped.
pub struct Tabs {
    channel: Option<BroadcastChannel>,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
}

impl Tabs {
    /// Listens for what *other* windows of the database of this name say: that something changed, or that all lock.
    pub fn listen(database: &str, on_change: impl Fn() + 'static, on_lock: impl Fn() + 'static) -> Self {
        let on_message = Closure::new(move |event: MessageEvent| match event.data().as_string().as_deref() {
            Some(CHANGED) => on_change(),
            Some(LOCK) => on_lock(),
            // A start leads to the page that erases.
            Some(ERASE) => super::service_worker::reload(),
            _ => {}
        });
        let channel = BroadcastChannel::new(database).ok();
        if let Some(channel) = &channel {
            channel.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        }
        Self { channel, _on_message: on_message }
    }

    /// Tells the other windows that something changed.
    pub fn announce(&self) {
        self.say(CHANGED);
    }

    /// Tells the other windows to lock.
    pub fn announce_lock(&self) {
        self.say(LOCK);
    }

    fn say(&self, what: &str) {
        if let Some(channel) = &self.channel {
            // It fails only on a closed channel, and ours closes when dropped.
            let _ = channel.post_message(&what.into());
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
