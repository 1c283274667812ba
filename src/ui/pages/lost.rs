//! Placeholder: being written.

use leptos::prelude::*;

/// Placeholder.
#[component]
pub fn Lost() -> impl IntoView {
    view! { <p>"Lost"</p> }
}
