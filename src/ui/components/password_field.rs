//! A field for a password, which password managers and paste may fill.

use super::field;
use crate::ui::a11y;
use crate::ui::text::lock as words;
use leptos::prelude::*;

/// What password managers are told that a field is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordIs {
    /// The one that opens this.
    Current,
    /// One that is made up now: it is shown, since it has to be remembered.
    New,
}

/// A password, hidden or shown.
#[component]
pub fn PasswordField(
    /// Its words.
    label: &'static str,
    /// What is in it.
    value: RwSignal<String>,
    /// What it is for.
    is: PasswordIs,
    /// A line that helps.
    #[prop(optional)]
    hint: &'static str,
    /// What is wrong, or empty.
    #[prop(optional, into)]
    error: Signal<String>,
) -> impl IntoView {
    let id = a11y::fresh_id();
    let shown = RwSignal::new(is == PasswordIs::New);
    let described = field::described_by(&id, hint, error);
    let purpose = if is == PasswordIs::New { "new-password" } else { "current-password" };
    // While it is shown it is a field for text: what stands in one of those a browser writes down in clear, to bring it back
    // with the page (Chromium: in its session files, within seconds), unless it is told not to.
    let autocomplete = move || if shown.get() { "off" } else { purpose };
    let control = view! {
        <div class="password">
            <input
                class="govuk-input"
                class:govuk-input--error=move || error.with(|text| !text.is_empty())
                id=id.clone()
                type=move || if shown.get() { "text" } else { "password" }
                autocomplete=autocomplete
                autocapitalize="none"
                spellcheck="false"
                enterkeyhint="go"
                aria-describedby=described
                aria-invalid=field::invalid(error)
                prop:value=value
                on:input:target=move |event| value.set(event.target().value())
            />
            <button
                type="button"
                class="govuk-button govuk-button--secondary"
                aria-controls=id.clone()
                on:click=move |_| shown.update(|shown| *shown = !*shown)
            >
                {move || if shown.get() { words::HIDE } else { words::SHOW }}
            </button>
        </div>
    }
    .into_any();
    field::around(&id, label.to_owned(), hint.to_owned(), error, control)
}
