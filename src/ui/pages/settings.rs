//! Placeholder: being written.

use leptos::prelude::*;

/// Placeholder.
#[component]
pub fn Settings() -> impl IntoView {
    view! { <p>"Settings"</p> }
}
