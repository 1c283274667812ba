//! Whether the app is on the home screen, and how to get it there.

use super::device::{Device, Family};
use js_sys::{Function, Promise, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, EventTarget, Navigator};

/// Whether it was opened from the home screen or as an app of its own.
pub fn is_installed() -> bool {
    let Some(window) = web_sys::window() else {
        return false;
    };
    let app_window = |mode: &str| {
        let query = window.match_media(&format!("(display-mode: {mode})")).ok().flatten();
        query.is_some_and(|query| query.matches())
    };
    // iPhones before iOS 26 say it in a member of their own.
    let on_home_screen = Reflect::get(&window.navigator(), &"standalone".into()).is_ok_and(|yes| yes == true);
    app_window("standalone") || app_window("minimal-ui") || on_home_screen
}

/// Whether this is an iPhone or iPad and the app is in a browser tab. Safari clears a tab's storage after seven days
/// without a visit, and installing later starts with an empty notebook, so recording waits for the home screen.
pub fn is_apple_tab() -> bool {
    device().family == Family::Apple && !is_installed()
}

/// The device, as its browser names itself.
pub fn device() -> Device {
    let navigator = web_sys::window().map(|window| window.navigator());
    let user_agent = navigator.as_ref().and_then(|navigator| navigator.user_agent().ok());
    let touch_points = navigator.as_ref().map_or(0, Navigator::max_touch_points);
    Device::guess(&user_agent.unwrap_or_default(), touch_points)
}

/// The browser's offer to install, kept until the person asks for it. Only Chromium makes one.
#[derive(Clone, Default)]
pub struct InstallOffer(Rc<RefCell<Option<Event>>>);

impl InstallOffer {
    /// Waits for the offer, from now until the page ends; call it as early as can be. `on_change` hears when an offer
    /// comes, and when the app was installed.
    pub fn watch(on_change: impl Fn() + 'static) -> Self {
        let offer = Self::default();
        let Some(window) = web_sys::window() else {
            return offer;
        };
        let on_change = Rc::new(on_change);
        let (kept, tell) = (offer.clone(), on_change.clone());
        listen(&window, "beforeinstallprompt", move |event| {
            event.prevent_default();
            kept.0.replace(Some(event));
            tell();
        });
        let kept = offer.clone();
        listen(&window, "appinstalled", move |_| {
            kept.0.replace(None);
            on_change();
        });
        offer
    }

    /// Whether [`InstallOffer::accept`] would do something.
    pub fn is_there(&self) -> bool {
        self.0.borrow().is_some()
    }

    /// Shows the browser's question; call it inside a tap. True if the person said yes. An offer serves once.
    pub async fn accept(&self) -> bool {
        let Some(event) = self.0.take() else { return false };
        answer(&event).await.is_some_and(|choice| choice == "accepted")
    }
}

async fn answer(event: &Event) -> Option<String> {
    let prompt = Reflect::get(event, &"prompt".into()).ok()?.dyn_into::<Function>().ok()?;
    let asked = prompt.call0(event).ok()?.dyn_into::<Promise>().ok()?;
    JsFuture::from(asked).await.ok()?;
    let choice = Reflect::get(event, &"userChoice".into()).ok()?.dyn_into::<Promise>().ok()?;
    let choice: JsValue = JsFuture::from(choice).await.ok()?;
    Reflect::get(&choice, &"outcome".into()).ok()?.as_string()
}

fn listen(target: &EventTarget, name: &str, heard: impl Fn(Event) + 'static) {
    let heard = Closure::<dyn Fn(Event)>::new(heard);
    if target.add_event_listener_with_callback(name, heard.as_ref().unchecked_ref()).is_ok() {
        // It listens until the page ends.
        heard.forget();
    }
}
