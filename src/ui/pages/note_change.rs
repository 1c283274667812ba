//! Placeholder: being written.

use leptos::prelude::*;

/// Placeholder.
#[component]
pub fn ChangeNote() -> impl IntoView {
    view! { <p>"ChangeNote"</p> }
}
