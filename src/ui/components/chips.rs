//! Choosing one or several from a short list.

use super::choice::{self, Choice};
use super::field;
use crate::ui::a11y;
use leptos::prelude::*;

/// Chips to choose one of, or with `many` any of. Nothing is chosen beforehand unless the page says so.
#[component]
pub fn Chips(
    /// The question.
    #[prop(into)]
    legend: String,
    /// What there is to choose. May change, as when a place is added.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// The values chosen: at most one unless `many`.
    chosen: RwSignal<Vec<String>>,
    /// Whether several may be chosen.
    #[prop(optional)]
    many: bool,
    /// One a row, for choices with hints.
    #[prop(optional)]
    rows: bool,
    /// Whether a single choice may be taken back.
    #[prop(optional)]
    clearable: bool,
    /// A line that helps.
    #[prop(optional, into)]
    hint: String,
) -> impl IntoView {
    let name = a11y::fresh_id();
    let hint_id = format!("{name}-hint");
    let described = (!hint.is_empty()).then(|| hint_id.clone());
    let cleared = (clearable && !many).then(|| {
        let any = Signal::derive(move || chosen.with(|values| !values.is_empty()));
        let empty = Callback::new(move |()| chosen.set(Vec::new()));
        choice::clear(any, legend.clone(), empty)
    });
    let chips = move || {
        let draw = |choice| one(many, name.clone(), choice, chosen);
        choices.get().into_iter().map(draw).collect::<Vec<_>>()
    };
    view! {
        <fieldset class="govuk-fieldset" aria-describedby=described>
            <legend class="govuk-fieldset__legend">{legend}</legend>
            {field::hint_line(hint_id, hint)}
            <div class="chips" class:chips--rows=rows>
                {move || chips()}
                {cleared}
            </div>
        </fieldset>
    }
    .into_any()
}

fn one(many: bool, name: String, choice: Choice, chosen: RwSignal<Vec<String>>) -> AnyView {
    let value = choice.value.clone();
    let checked = {
        let value = value.clone();
        Signal::derive(move || chosen.with(|values| values.contains(&value)))
    };
    let on_change = Callback::new(move |on: bool| {
        chosen.update(|values| {
            if !many {
                values.clear();
            }
            values.retain(|other| *other != value);
            if on {
                values.push(value.clone());
            }
        });
    });
    choice::chip(many, name, choice, checked, String::new(), on_change)
}
