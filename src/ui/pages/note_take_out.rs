//! Placeholder: being written.

use leptos::prelude::*;

/// Placeholder.
#[component]
pub fn TakeOut() -> impl IntoView {
    view! { <p>"TakeOut"</p> }
}
