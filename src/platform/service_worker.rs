//! The offline worker, seen from the page: new versions and files shared from other apps.
//!
//! `boot.js` registers the worker. A new version waits until [`apply`] is called, and the page then reloads only
//! when the caller says so, after its drafts are kept. Messages are `{ ginnel: 1, type, … }`; types are only ever
//! added, so that any page can talk to any worker.

use super::history;
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Function, Object, Reflect};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Event, EventTarget, File, MessageEvent, ServiceWorker, ServiceWorkerContainer};
use web_sys::{ServiceWorkerRegistration, ServiceWorkerState};

/// An hour: a phone that is opened often does not ask for a new version each time.
const BETWEEN_CHECKS_MS: f64 = 3_600_000.0;

/// An installed app on an iPhone is not told that the worker changed; after so long it looks for itself.
const REPLACED_WITHIN_MS: u32 = 2_000;

/// Where the worker leads with a file that another app shared; `sw.js` has it too.
const SHARED: &str = "?shared";

/// What the page should know about its own version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UpdateState {
    /// The whole app is now kept on this phone: from here on it opens without a signal. Said once, after the
    /// first load.
    KeptOffline,
    /// A new version is on the phone, whole and checked. [`apply`] brings it in.
    Ready,
    /// The new version has taken over. Keep all drafts, then [`reload`].
    Replaced,
    /// The newest version failed to start twice, and this is the one before it. [`try_again`] tries the newest.
    FellBack,
}

/// Calls back at each change, from now until the page ends, and asks for a new version when the page comes back
/// into view, at most once an hour. Does nothing where the browser has no workers.
pub fn watch(on_change: impl Fn(UpdateState) + 'static) {
    let Some(container) = container() else { return };
    let on_change: Rc<dyn Fn(UpdateState)> = Rc::new(on_change);
    let was_kept = container.controller().is_some();
    let tell = Rc::clone(&on_change);
    listen(&container, "controllerchange", move |_| {
        tell(if was_kept { UpdateState::Replaced } else { UpdateState::KeptOffline });
    });
    let tell = Rc::clone(&on_change);
    on_message(&container, move |kind, _| {
        if kind == "fell-back" {
            tell(UpdateState::FellBack);
        }
    });
    spawn_local(async move {
        if let Some(registration) = registration(&container).await {
            watch_for_next(&registration, on_change);
            look_when_visible(registration);
        }
    });
}

/// Lets the waiting version take over. [`UpdateState::Replaced`] follows in every window.
pub fn apply(on_change: impl Fn(UpdateState) + 'static) {
    let Some(container) = container() else { return };
    spawn_local(async move {
        let Some(registration) = registration(&container).await else {
            return;
        };
        let Some(waiting) = registration.waiting() else {
            return;
        };
        post(&waiting, "activate", &[]);
        TimeoutFuture::new(REPLACED_WITHIN_MS).await;
        if waiting.state() == ServiceWorkerState::Activated {
            on_change(UpdateState::Replaced);
        }
    });
}

/// Opens the page again, once: a second call changes nothing.
pub fn reload() {
    thread_local!(static RELOADING: Cell<bool> = const { Cell::new(false) });
    if !RELOADING.replace(true)
        && let Some(window) = web_sys::window()
    {
        // The page goes away; there is nobody left to tell.
        let _ = window.location().reload();
    }
}

/// Gives the newest version another try after [`UpdateState::FellBack`]. The page goes away, so keep drafts first.
pub fn try_again() {
    if let Some(window) = web_sys::window() {
        let _ = window.location().set_href(&format!("{}/?again", super::shell::base_path()));
    }
}

/// Tells the worker that this build starts well, so that it may let the one before it go.
pub(super) fn boot_ok(build: String) {
    let Some(container) = container() else { return };
    spawn_local(async move {
        let ready = container.ready().ok().map(JsFuture::from);
        let Some(ready) = ready else { return };
        let Ok(registration) = ready.await else { return };
        if let Some(worker) = registration.unchecked_into::<ServiceWorkerRegistration>().active() {
            post(&worker, "boot-ok", &[("build", build.into())]);
        }
    });
}

/// Whether the worker led here with a file that another app shared. Said once: read again, the page is like any other.
pub fn was_shared() -> bool {
    let Some(location) = web_sys::window().map(|window| window.location()) else {
        return false;
    };
    let is_shared = location.search().is_ok_and(|search| search == SHARED);
    if is_shared && let Ok(path) = location.pathname() {
        history::replace(&path);
    }
    is_shared
}

/// Asks for the files that another app shared with this one; the answer may be that there are none (the worker
/// holds them in memory only, and the browser may have ended it). Calls back once.
pub fn take_shared(on_files: impl FnOnce(Vec<File>) + 'static) {
    let worker = container().and_then(|container| Some((container.controller()?, container)));
    let Some((worker, container)) = worker else {
        return on_files(Vec::new());
    };
    let waiting = Cell::new(Some(on_files));
    on_message(&container, move |kind, message| {
        if kind == "shared"
            && let Some(on_files) = waiting.take()
        {
            let files =
                Reflect::get(message, &"files".into()).map(|files| Array::from(&files)).unwrap_or_default();
            on_files(files.iter().filter_map(|file| file.dyn_into().ok()).collect());
        }
    });
    post(&worker, "take-shared", &[]);
}

/// Tells of a version that waits already, is on its way, or will be found later.
fn watch_for_next(registration: &ServiceWorkerRegistration, on_change: Rc<dyn Fn(UpdateState)>) {
    if registration.waiting().is_some() {
        on_change(UpdateState::Ready);
    }
    let follow = move |registration: &ServiceWorkerRegistration| {
        let Some(coming) = registration.installing() else {
            return;
        };
        let (on_change, registration) = (Rc::clone(&on_change), registration.clone());
        let target = coming.clone();
        listen(&target, "statechange", move |_| {
            // The first worker ever goes on to take over by itself.
            if coming.state() == ServiceWorkerState::Installed && registration.active().is_some() {
                on_change(UpdateState::Ready);
            }
        });
    };
    follow(registration);
    let found = registration.clone();
    listen(registration, "updatefound", move |_| follow(&found));
}

fn look_when_visible(registration: ServiceWorkerRegistration) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    let last = Cell::new(js_sys::Date::now());
    let target = document.clone();
    listen(&target, "visibilitychange", move |_| {
        let now = js_sys::Date::now();
        if document.hidden() || now - last.get() < BETWEEN_CHECKS_MS {
            return;
        }
        last.set(now);
        if let Ok(check) = registration.update() {
            // Without a signal there is no new version; that is no news.
            spawn_local(async move { drop(JsFuture::from(check).await) });
        }
    });
}

fn container() -> Option<ServiceWorkerContainer> {
    let navigator = web_sys::window()?.navigator();
    // Older WebKit and pages without https have no workers at all.
    let there = Reflect::has(&navigator, &"serviceWorker".into()).unwrap_or(false);
    there.then(|| navigator.service_worker())
}

async fn registration(container: &ServiceWorkerContainer) -> Option<ServiceWorkerRegistration> {
    let ready = container.ready().ok()?;
    Some(JsFuture::from(ready).await.ok()?.unchecked_into())
}

fn post(worker: &ServiceWorker, kind: &str, more: &[(&str, JsValue)]) {
    let message = Object::new();
    for (name, value) in [("ginnel", 1.into()), ("type", kind.into())].iter().chain(more) {
        // Setting a member of a fresh object cannot fail.
        let _ = Reflect::set(&message, &(*name).into(), value);
    }
    // A worker that is gone needs no telling.
    let _ = worker.post_message(&message);
}

fn on_message(container: &ServiceWorkerContainer, on: impl Fn(&str, &JsValue) + 'static) {
    listen(container, "message", move |event| {
        let message = event.unchecked_into::<MessageEvent>().data();
        let member = |name: &str| Reflect::get(&message, &name.into()).ok();
        if member("ginnel").and_then(|version| version.as_f64()) == Some(1.0)
            && let Some(kind) = member("type").and_then(|kind| kind.as_string())
        {
            on(&kind, &message);
        }
    });
    // Messages wait until this is called where listeners are added by hand. `web_sys` does not have it.
    let start = Reflect::get(container, &"startMessages".into());
    if let Some(start) = start.ok().and_then(|start| start.dyn_into::<Function>().ok()) {
        // It has nothing to fail at.
        let _ = start.call0(container);
    }
}

/// Listens for as long as the page lives.
fn listen(target: &EventTarget, event: &str, on: impl Fn(Event) + 'static) {
    let on = Closure::<dyn Fn(Event)>::new(on).into_js_value();
    // Only a name that is no event fails, and these are.
    let _ = target.add_event_listener_with_callback(event, on.unchecked_ref());
}
