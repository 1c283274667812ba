//! The bar that keeps the main button in reach above the keyboard.

use leptos::prelude::*;

/// Sticks to the lower edge of what can be seen. Put it last on the page; the bar of places gives way to it.
#[component]
pub fn SaveBar(
    /// The button, or a row of them.
    children: Children,
) -> impl IntoView {
    view! { <div class="save-bar">{children()}</div> }.into_any()
}
