//! One line of text.

use super::field;
use crate::ui::a11y;
use leptos::prelude::*;

/// A field for one line. The browser neither remembers nor suggests what is typed: it would keep that in clear.
#[component]
pub fn TextField(
    /// Its words.
    #[prop(into)]
    label: String,
    /// What is in it.
    value: RwSignal<String>,
    /// A line that helps.
    #[prop(optional, into)]
    hint: String,
    /// What is wrong, or empty.
    #[prop(optional, into)]
    error: Signal<String>,
    /// Its id, where an error summary leads to it.
    #[prop(optional, into)]
    id: Option<String>,
    /// The word on the keyboard's return key: `done`, `search`, `next`.
    #[prop(default = "done")]
    enter: &'static str,
    /// True for search: a type of its own, so that keyboards show the right key.
    #[prop(optional)]
    search: bool,
    /// True for digits: the keyboard shows them.
    #[prop(optional)]
    numbers: bool,
) -> impl IntoView {
    let id = id.unwrap_or_else(a11y::fresh_id);
    let described = field::described_by(&id, &hint, error);
    let control = view! {
        <input
            class="govuk-input"
            class:govuk-input--error=move || error.with(|text| !text.is_empty())
            id=id.clone()
            type=if search { "search" } else { "text" }
            inputmode=numbers.then_some("numeric")
            autocomplete="off"
            autocapitalize="sentences"
            spellcheck="true"
            dir="auto"
            enterkeyhint=enter
            aria-describedby=described
            aria-invalid=field::invalid(error)
            prop:value=value
            on:input:target=move |event| value.set(event.target().value())
        />
    }
    .into_any();
    field::around(&id, label, hint, error, control)
}
