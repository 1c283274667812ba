//! Placeholder: being written.

use leptos::prelude::*;

/// Placeholder.
#[component]
pub fn Bin() -> impl IntoView {
    view! { <p>"Bin"</p> }
}
