//! Placeholder: being written.

use leptos::prelude::*;

/// Placeholder.
#[component]
pub fn NoteVersions() -> impl IntoView {
    view! { <p>"NoteVersions"</p> }
}
