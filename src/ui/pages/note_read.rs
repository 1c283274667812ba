//! Placeholder: being written.

use leptos::prelude::*;

/// Placeholder.
#[component]
pub fn ReadNote() -> impl IntoView {
    view! { <p>"ReadNote"</p> }
}
