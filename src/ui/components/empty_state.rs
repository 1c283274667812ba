//! A kind word where a list is empty.

use super::icon::{Glyph, Icon};
use leptos::prelude::*;

/// Says what will stand here, and offers the way to it.
#[component]
pub fn EmptyState(
    /// What it is about.
    glyph: Glyph,
    /// In a few words.
    #[prop(into)]
    title: String,
    /// In a sentence.
    #[prop(into)]
    text: String,
    /// The way to fill it, if there is one.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <Icon glyph=glyph />
            <h2>{title}</h2>
            <p class="soft">{text}</p>
            {children.map(|children| children())}
        </div>
    }
    .into_any()
}
