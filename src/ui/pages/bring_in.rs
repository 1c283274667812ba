//! Placeholder: being written.

use leptos::prelude::*;

/// Placeholder.
#[component]
pub fn BringIn() -> impl IntoView {
    view! { <p>"BringIn"</p> }
}
