//! What is wrong with a form, in one place, after a press of Save.

use crate::ui::a11y;
use crate::ui::text::common;
use leptos::prelude::*;

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The id of the field.
    pub field: String,
    /// What is wrong: the same words as beside the field.
    pub text: String,
}

/// Takes the focus when it appears; each line leads to its field. Shows nothing while nothing is wrong.
#[component]
pub fn ErrorSummary(
    /// What is wrong, in the order of the page.
    #[prop(into)]
    errors: Signal<Vec<FieldError>>,
) -> impl IntoView {
    let id = a11y::fresh_id();
    let own = id.clone();
    Effect::new(move |_| {
        if errors.with(|errors| !errors.is_empty()) {
            a11y::focus_id(&own);
        }
    });
    let line = |error: FieldError| {
        let go = move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            a11y::focus_id(&error.field);
        };
        view! {
            <li>
                <a href="" on:click=go>
                    {error.text}
                </a>
            </li>
        }
    };
    view! {
        <div
            class="govuk-error-summary"
            role="alert"
            tabindex="-1"
            id=id
            hidden=move || errors.with(Vec::is_empty)
        >
            <h2 class="govuk-error-summary__title">{common::PROBLEM}</h2>
            <div class="govuk-error-summary__body">
                <ul class="govuk-error-summary__list" role="list">
                    {move || errors.get().into_iter().map(line).collect::<Vec<_>>()}
                </ul>
            </div>
        </div>
    }
    .into_any()
}
