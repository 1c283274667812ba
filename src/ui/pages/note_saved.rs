//! Placeholder: being written.

use leptos::prelude::*;

/// Placeholder.
#[component]
pub fn NoteSaved() -> impl IntoView {
    view! { <p>"NoteSaved"</p> }
}
