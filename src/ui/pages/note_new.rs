//! Placeholder: being written.

use leptos::prelude::*;

/// Placeholder.
#[component]
pub fn NewNote() -> impl IntoView {
    view! { <p>"NewNote"</p> }
}

/// Placeholder.
#[component]
pub fn RepeatNote() -> impl IntoView {
    view! { <p>"RepeatNote"</p> }
}

/// Placeholder.
#[component]
pub fn OpenDraft() -> impl IntoView {
    view! { <p>"OpenDraft"</p> }
}
