//! What every field has around it: label, hint, what is wrong.

use leptos::prelude::*;

/// Puts label, hint and error around a control and names them for `aria-describedby`.
/// The control must carry the id `id`, and `described_by(id, …)`.
pub(super) fn around(
    id: &str,
    label: String,
    hint: String,
    error: Signal<String>,
    control: AnyView,
) -> AnyView {
    let wrong = move || error.with(|text| !text.is_empty());
    view! {
        <div class="govuk-form-group" class:govuk-form-group--error=wrong>
            <label class="govuk-label" for=id.to_owned()>
                {label}
            </label>
            {hint_line(format!("{id}-hint"), hint)}
            <p class="govuk-error-message" id=format!("{id}-error") hidden=move || !wrong()>
                {error}
            </p>
            {control}
        </div>
    }
    .into_any()
}

/// The line that helps; nothing where there is none.
pub(super) fn hint_line(id: String, hint: String) -> AnyView {
    if hint.is_empty() {
        return ().into_any();
    }
    view! {
        <p class="govuk-hint" id=id>
            {hint}
        </p>
    }
    .into_any()
}

/// The value of `aria-describedby`: the hint, and the error while there is one.
pub(super) fn described_by(id: &str, hint: &str, error: Signal<String>) -> Signal<Option<String>> {
    let hint = (!hint.is_empty()).then(|| format!("{id}-hint"));
    let id = id.to_owned();
    Signal::derive(move || {
        let error = error.with(|text| !text.is_empty()).then(|| format!("{id}-error"));
        match (&hint, error) {
            (Some(hint), Some(error)) => Some(format!("{hint} {error}")),
            (hint, error) => error.or_else(|| hint.clone()),
        }
    })
}

/// `aria-invalid` while there is something wrong.
pub(super) fn invalid(error: Signal<String>) -> Signal<Option<&'static str>> {
    Signal::derive(move || error.with(|text| !text.is_empty()).then_some("true"))
}
