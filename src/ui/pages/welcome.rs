//! Placeholder: being written.

use leptos::prelude::*;

/// Placeholder.
#[component]
pub fn Welcome() -> impl IntoView {
    view! { <p>"Welcome"</p> }
}
