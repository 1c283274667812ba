//! Placeholder: being written.

use leptos::prelude::*;

/// Placeholder.
#[component]
pub fn Send() -> impl IntoView {
    view! { <p>"Send"</p> }
}
