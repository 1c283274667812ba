//! Placeholder: being written.

use leptos::prelude::*;

/// Placeholder.
#[component]
pub fn Talk() -> impl IntoView {
    view! { <p>"Talk"</p> }
}

/// Placeholder.
#[component]
pub fn TalkAbout() -> impl IntoView {
    view! { <p>"TalkAbout"</p> }
}

/// Placeholder.
#[component]
pub fn TalkDraft() -> impl IntoView {
    view! { <p>"TalkDraft"</p> }
}
