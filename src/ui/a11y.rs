//! What assistive technology and the on-screen keyboard need: titles, focus and the one live region.

use super::text::common;
use js_sys::Reflect;
use leptos::prelude::document;
use leptos::web_sys::{EventTarget, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};
use std::cell::Cell;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// The id of the one live region; `Shell` draws it.
pub const LIVE: &str = "live";
/// The id of what the skip link jumps to; `Shell` draws it.
pub const MAIN: &str = "main";
/// The id of the field that borrows the keyboard; `Shell` draws it.
pub const KEYBOARD_HOLD: &str = "keyboard-hold";

/// Sets the document's title. Only words of ours: browsers write titles to disk in clear.
pub fn set_title(page: &'static str) {
    document().set_title(&common::title(page));
}

/// Moves the focus to the page's heading, so that a screen reader starts there after a change of page.
pub fn focus_heading() {
    focus(document().query_selector("main h1").ok().flatten().and_then(html));
}

/// Moves the focus to an element by its id, if it is there, and brings all of it into sight: Firefox leaves what is seen in
/// part where it is.
pub fn focus_id(id: &str) {
    let element = document().get_element_by_id(id).and_then(html);
    if let Some(element) = &element {
        let nearest = ScrollIntoViewOptions::new();
        nearest.set_block(ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&nearest);
    }
    focus(element);
}

/// Says a short text through the one live region, politely. The same text twice is said twice.
pub fn announce(text: &str) {
    if let Some(region) = document().get_element_by_id(LIVE) {
        let again = region.text_content().as_deref() == Some(text);
        // A no-break space makes it a new text without a sound of its own.
        region.set_text_content(Some(&if again { format!("{text}\u{a0}") } else { text.to_owned() }));
    }
}

thread_local!(static PAGES_ARE_THERE: Cell<bool> = const { Cell::new(false) });

/// From now on a tap on a link draws its page within the tap.
pub fn pages_are_there() {
    PAGES_ARE_THERE.set(true);
}

/// Call inside a tap that leads to a page with a words box. An iPhone opens its keyboard only when a field takes
/// the focus within the tap itself; this lends it one until the box is there and takes over. Not while the page still
/// has to come: nobody reads what is typed here.
pub fn hold_keyboard() {
    if PAGES_ARE_THERE.get() {
        focus(document().get_element_by_id(KEYBOARD_HOLD).and_then(html));
    }
}

/// Writes how much of the page the keyboard covers into `--keyboard`, for as long as the app runs; call once.
/// Needed on iPhones, where the keyboard lies over the page; elsewhere the page shrinks and this stays 0.
pub fn follow_keyboard() {
    let window = leptos::prelude::window();
    let Some(viewport) = Reflect::get(&window, &"visualViewport".into()).ok().filter(JsValue::is_object)
    else {
        return;
    };
    let seen = viewport.clone();
    let follow = Closure::<dyn Fn()>::new(move || {
        let number =
            |name: &str| Reflect::get(&seen, &name.into()).ok().and_then(|v| v.as_f64()).unwrap_or(0.0);
        let height = window.inner_height().ok().and_then(|v| v.as_f64()).unwrap_or(0.0);
        let pinched = number("scale") > 1.01;
        let covered = if pinched { 0.0 } else { (height - number("height") - number("offsetTop")).max(0.0) };
        // Whole pixels: the standard library's printer of fractions weighs 5 KB.
        let covered = covered.round() as u32;
        if let Some(root) = document().document_element().and_then(html) {
            HtmlElement::style(&root).set_property("--keyboard", &format!("{covered}px")).ok();
        }
    });
    if let Ok(viewport) = viewport.dyn_into::<EventTarget>() {
        for event in ["resize", "scroll"] {
            viewport.add_event_listener_with_callback(event, follow.as_ref().unchecked_ref()).ok();
        }
    }
    follow.forget();
}

/// A fresh id, to tie a label to its field.
pub fn fresh_id() -> String {
    thread_local!(static LAST: Cell<u32> = const { Cell::new(0) });
    format!("f{}", LAST.with(|last| last.replace(last.get() + 1)))
}

fn html(element: leptos::web_sys::Element) -> Option<HtmlElement> {
    element.dyn_into().ok()
}

fn focus(element: Option<HtmlElement>) {
    // An element that cannot take the focus leaves it where it is, which is harmless.
    element.map(|element| element.focus().ok());
}
