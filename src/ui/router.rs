//! The address and the page that belongs to it.
//!
//! Our own, in a page of code: `leptos_router` with these pages weighs several times as much (docs/architecture.md,
//! *figures*), and needs nothing that we have: no nesting, no server, no queries.

use super::routes::To;
use crate::platform::shell;
use leptos::ev;
use leptos::prelude::*;
use leptos::web_sys::{Element, HtmlAnchorElement, MouseEvent};
use wasm_bindgen::{JsCast, JsValue};

/// The address below the base path, from its slash on.
#[derive(Debug, Clone, Copy)]
pub struct Router {
    path: RwSignal<String>,
}

impl Router {
    /// Puts the address within reach of every page, and follows links and the way back.
    pub fn provide() -> Self {
        let router = Self { path: RwSignal::new(address()) };
        provide_context(router);
        let back = window_event_listener(ev::popstate, move |_| router.path.set(address()));
        let links = window_event_listener(ev::click, move |event| router.follow(&event));
        on_cleanup(move || {
            back.remove();
            links.remove();
        });
        router
    }

    /// The page of the address, or none where no page has it. Asks again when the address changes.
    pub fn page(self) -> Option<To> {
        self.path.with(|path| To::parse(path))
    }

    /// Goes to a page. With `replace` the way back does not lead to the page one leaves.
    pub fn go(self, to: To, replace: bool) {
        let href = to.href();
        let history = window().history();
        let done = history.and_then(|history| match replace {
            true => history.replace_state_with_url(&JsValue::NULL, "", Some(&href)),
            false => history.push_state_with_url(&JsValue::NULL, "", Some(&href)),
        });
        // A browser refuses only where pages change the address hundreds of times a minute; the page still shows.
        done.ok();
        window().scroll_to_with_x_and_y(0.0, 0.0);
        self.path.set(to.path());
    }

    /// A tap on a link to one of our pages stays in the app. Everything else is the browser's affair.
    fn follow(self, event: &MouseEvent) {
        let plain = event.button() == 0
            && !(event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key());
        let link = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
            .and_then(|element| element.closest("a[href]").ok().flatten())
            .and_then(|element| element.dyn_into::<HtmlAnchorElement>().ok())
            .filter(|_| plain && !event.default_prevented());
        let Some(link) = link else { return };
        let ours = link.target().is_empty()
            && !link.has_attribute("download")
            && link.hash().is_empty()
            && Ok(link.origin()) == window().location().origin();
        let page = below_base(&link.pathname()).and_then(|path| To::parse(&path)).filter(|_| ours);
        if let Some(page) = page {
            event.prevent_default();
            self.go(page, false);
        }
    }
}

/// The router of this page.
pub fn use_router() -> Router {
    expect_context::<Router>()
}

fn address() -> String {
    let path = window().location().pathname().unwrap_or_default();
    below_base(&path).unwrap_or(path)
}

fn below_base(path: &str) -> Option<String> {
    let below = path.strip_prefix(shell::base_path().as_str())?;
    match below {
        "" => Some("/".to_owned()),
        _ => below.starts_with('/').then(|| below.to_owned()),
    }
}

/// The page that the address named when this was asked; does not ask again.
pub fn opened_at() -> Option<To> {
    untrack(|| use_router().page())
}
