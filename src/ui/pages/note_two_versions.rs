//! Placeholder: being written.

use leptos::prelude::*;

/// Placeholder.
#[component]
pub fn TwoVersions() -> impl IntoView {
    view! { <p>"TwoVersions"</p> }
}
