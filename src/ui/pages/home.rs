//! Placeholder: being written.

use leptos::prelude::*;

/// Placeholder.
#[component]
pub fn Home() -> impl IntoView {
    view! { <p>"Home"</p> }
}
