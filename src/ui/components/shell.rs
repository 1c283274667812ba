//! What stands on every screen, in the same place: skip link, Help, the places, the live region.

use super::icon::{Glyph, Icon};
use crate::ui::a11y;
use crate::ui::text::common;
use leptos::prelude::*;

/// One of the places in the bar.
#[derive(Debug, Clone)]
pub struct Place {
    /// Where it leads, base path included.
    pub href: String,
    /// Its name.
    pub label: &'static str,
    /// Its drawing.
    pub glyph: Glyph,
}

/// The frame around the pages. Use once, outside the routes.
#[component]
pub fn Shell(
    /// The places, in order.
    places: Vec<Place>,
    /// Which of them one is in, by position.
    #[prop(into)]
    here: Signal<Option<usize>>,
    /// Where Help leads, base path included.
    help_href: String,
    /// True while there is nowhere to go yet: the bar of places is away.
    #[prop(optional, into)]
    bare: Signal<bool>,
    /// The routes.
    children: Children,
) -> impl IntoView {
    a11y::follow_keyboard();
    view! {
        <div class="app">
            <header class="top">
                <a class="govuk-skip-link" href=format!("#{}", a11y::MAIN) on:click=skip>
                    {common::SKIP}
                </a>
                <a class="help-link" href=help_href>
                    <Icon glyph=Glyph::Help />
                    <span>{common::HELP}</span>
                </a>
            </header>
            <main class="main" id=a11y::MAIN tabindex="-1">
                {children()}
            </main>
            {bottom_nav(places, here, bare)}
            <div class="govuk-visually-hidden" role="status" aria-live="polite" id=a11y::LIVE></div>
            <input
                class="keyboard-hold"
                id=a11y::KEYBOARD_HOLD
                aria-hidden="true"
                tabindex="-1"
                autocomplete="off"
            />
        </div>
    }
    .into_any()
}

/// Moves the focus without an address, which the router would take for a page of its own.
fn skip(event: leptos::ev::MouseEvent) {
    event.prevent_default();
    a11y::focus_id(a11y::MAIN);
}

fn bottom_nav(places: Vec<Place>, here: Signal<Option<usize>>, away: Signal<bool>) -> AnyView {
    let links = places
        .into_iter()
        .enumerate()
        .map(|(position, place)| {
            let current = move || (here.get() == Some(position)).then_some("page");
            view! {
                <li>
                    <a href=place.href aria-current=current>
                        <Icon glyph=place.glyph />
                        <span>{place.label}</span>
                    </a>
                </li>
            }
            .into_any()
        })
        .collect_view();
    view! {
        <nav class="nav" aria-label=common::PLACES_BAR hidden=away>
            <ul role="list">{links}</ul>
        </nav>
    }
    .into_any()
}
