//! What the shell (`index.html`, `boot.js`) and the app tell each other.

use wasm_bindgen::JsCast;
use web_sys::{Document, Event, HtmlElement};

/// The path that the app is below, without the slash at its end: what the router wants. Empty at the root.
pub fn base_path() -> String {
    meta("ginnel-base").unwrap_or_default().trim_end_matches('/').to_owned()
}

/// Where the page is that saves the notebook in a file without the program (`public/rescue.html`).
pub fn rescue_href() -> String {
    base_path() + "/rescue.html"
}

/// Where the page is that erases everything (`public/erase.html`).
pub fn erase_href() -> String {
    base_path() + "/erase.html"
}

/// Sixteen hex digits that name this build. Empty when the build hook did not run.
pub fn build() -> String {
    meta("ginnel-build").unwrap_or_default()
}

/// The script that starts the program beside the page. `None` when the build hook did not run.
pub fn worker_script() -> Option<String> {
    meta("ginnel-worker")
}

/// From now on a panic is written to the console and shows the panel that says the notes are safe.
pub fn show_panics() {
    std::panic::set_hook(Box::new(|panic| {
        console_error_panic_hook::hook(panic);
        if let Some(panel) = element("crash") {
            panel.set_hidden(false);
            // A panel that cannot take the focus is still seen.
            let _ = panel.focus();
        }
        at_rest();
    }));
}

/// Takes the boot screen away: what is drawn comes to be seen.
pub fn reveal() {
    for before in ["boot", "first"].into_iter().filter_map(element) {
        before.remove();
    }
}

/// The first screen stands: tells the worker that this build starts well. After a panic it does not.
pub fn started() {
    if element("crash").is_none_or(|panel| panel.hidden()) {
        super::service_worker::boot_ok(build());
    }
}

/// What a start leaves to be done is done, or will not be: `boot.js` may have the app kept for later, which takes the line and the
/// processor for a while.
pub fn at_rest() {
    if let (Some(window), Ok(event)) = (web_sys::window(), Event::new("ginnel-rest")) {
        // It fails only for an event that is on its way already.
        let _ = window.dispatch_event(&event);
    }
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn element(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

fn meta(name: &str) -> Option<String> {
    document()?.query_selector(&format!("meta[name={name}]")).ok()??.get_attribute("content")
}
