//! Placeholder: being written.

use leptos::prelude::*;

/// Placeholder.
#[component]
pub fn ToLookAt() -> impl IntoView {
    view! { <p>"ToLookAt"</p> }
}
