//! Ways on, one under the other.

use super::icon::{Glyph, Icon};
use leptos::prelude::*;

/// The list that holds [`RowLink`]s.
#[component]
pub fn Rows(
    /// The rows.
    children: Children,
) -> impl IntoView {
    view! {
        <ul class="rows" role="list">
            {children()}
        </ul>
    }
    .into_any()
}

/// One way on: a drawing, a name, a line about it.
#[component]
pub fn RowLink(
    /// Where it leads, base path included.
    #[prop(into)]
    href: String,
    /// Its drawing.
    glyph: Glyph,
    /// Its name.
    #[prop(into)]
    label: String,
    /// A line about it, or empty.
    #[prop(optional, into)]
    detail: Signal<String>,
) -> impl IntoView {
    view! {
        <li>
            <a class="row" href=href>
                <Icon glyph=glyph />
                <span class="row__body">
                    <span dir="auto">{label}</span>
                    <span class="soft" dir="auto" hidden=move || detail.with(String::is_empty)>
                        {detail}
                    </span>
                </span>
                <Icon glyph=Glyph::On />
            </a>
        </li>
    }
    .into_any()
}
