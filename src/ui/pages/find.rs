//! Placeholder: being written.

use leptos::prelude::*;

/// Placeholder.
#[component]
pub fn Find() -> impl IntoView {
    view! { <p>"Find"</p> }
}
