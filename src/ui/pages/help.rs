//! Placeholder: being written.

use leptos::prelude::*;

/// Placeholder.
#[component]
pub fn Help() -> impl IntoView {
    view! { <p>"Help"</p> }
}
