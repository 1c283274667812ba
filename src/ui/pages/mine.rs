//! Placeholder: being written.

use leptos::prelude::*;

/// Placeholder.
#[component]
pub fn Mine() -> impl IntoView {
    view! { <p>"Mine"</p> }
}
