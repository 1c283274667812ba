//! One thing to choose, and the chip that shows it.

use leptos::prelude::*;

/// One thing to choose.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    /// What is kept: a code or an id.
    pub value: String,
    /// What is read.
    pub label: String,
    /// A line that says what choosing it means, or empty.
    pub hint: String,
}

impl Choice {
    /// A choice without a hint.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), hint: String::new() }
    }
}

/// A native radio or checkbox stretched over a chip, so that all of it can be tapped and arrow keys just work.
pub(super) fn chip(
    many: bool,
    name: String,
    choice: Choice,
    checked: Signal<bool>,
    spoken: String,
    on_change: Callback<bool>,
) -> AnyView {
    let spoken = (!spoken.is_empty()).then_some(spoken);
    let hint = (!choice.hint.is_empty()).then(|| view! { <span class="chip__hint">{choice.hint}</span> });
    view! {
        <label class="chip">
            <input
                type=if many { "checkbox" } else { "radio" }
                name=name
                aria-label=spoken
                prop:checked=checked
                on:change:target=move |event| on_change.run(event.target().checked())
            />
            <span class="chip__face">
                <span dir="auto">{choice.label} {hint}</span>
            </span>
        </label>
    }
    .into_any()
}

/// The small button that puts a single choice back to unanswered, which a radio cannot.
pub(super) fn clear(chosen: Signal<bool>, legend: String, on_clear: Callback<()>) -> AnyView {
    use crate::ui::text::common;
    view! {
        <button
            type="button"
            class="govuk-button govuk-button--quiet"
            hidden=move || !chosen.get()
            on:click=move |_| on_clear.run(())
        >
            <span>{common::CLEAR}<span class="govuk-visually-hidden">": "{legend}</span></span>
        </button>
    }
    .into_any()
}
