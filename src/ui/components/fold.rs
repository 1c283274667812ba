//! An optional part of a page, shut until wanted.

use crate::ui::text::common;
use leptos::prelude::*;

/// A fold that says how much is filled in inside it. Its content is drawn at once, so nothing typed is lost.
#[component]
pub fn Fold(
    /// Its words.
    #[prop(into)]
    title: String,
    /// How many things are filled in; 0 shows nothing.
    #[prop(optional, into)]
    count: Signal<usize>,
    /// Open to begin with.
    #[prop(optional)]
    open: bool,
    /// Without a card around it, for a line of explanation.
    #[prop(optional)]
    plain: bool,
    /// What is in it.
    children: Children,
) -> impl IntoView {
    let none = move || count.get() == 0;
    view! {
        <details class="fold" class:fold--plain=plain open=open>
            <summary>
                <span>{title}</span>
                <span class="fold__count" hidden=none>
                    {move || count.get()}
                    <span class="govuk-visually-hidden">" "{common::FILLED_IN}</span>
                </span>
            </summary>
            <div class="fold__body">{children()}</div>
        </details>
    }
    .into_any()
}
