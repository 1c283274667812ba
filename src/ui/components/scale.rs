//! A step from one to five, of which only the ends have words.

use super::choice::{self, Choice};
use crate::ui::a11y;
use crate::ui::text::common;
use leptos::prelude::*;

/// Five steps and *Not sure*. Always optional: it can be taken back, and it stands beside words.
#[component]
pub fn ScaleRadios(
    /// The question.
    #[prop(into)]
    legend: String,
    /// What 1 means.
    #[prop(into)]
    low: String,
    /// What 5 means.
    #[prop(into)]
    high: String,
    /// `"1"` to `"5"`, `"not_sure"`, or empty.
    chosen: RwSignal<String>,
) -> impl IntoView {
    let name = a11y::fresh_id();
    let radio = |value: &'static str, label: &str, spoken: String| {
        let checked = Signal::derive(move || chosen.with(|step| step == value));
        let pick = Callback::new(move |_| chosen.set(value.to_owned()));
        choice::chip(false, name.clone(), Choice::new(value, label), checked, spoken, pick)
    };
    let steps = ["1", "2", "3", "4", "5"].map(|step| {
        let spoken = match step {
            "1" => format!("1: {low}"),
            "5" => format!("5: {high}"),
            _ => String::new(),
        };
        radio(step, step, spoken)
    });
    let not_sure = radio("not_sure", common::NOT_SURE, String::new());
    let any = Signal::derive(move || chosen.with(|step| !step.is_empty()));
    let cleared = choice::clear(any, legend.clone(), Callback::new(move |()| chosen.set(String::new())));
    view! {
        <fieldset class="govuk-fieldset">
            <legend class="govuk-fieldset__legend">{legend}</legend>
            <div class="scale">{steps.into_iter().collect::<Vec<_>>()}</div>
            <div class="scale__ends" aria-hidden="true">
                <span dir="auto">"1: "{low}</span>
                <span dir="auto">"5: "{high}</span>
            </div>
            <div class="chips">{not_sure} {cleared}</div>
        </fieldset>
    }
    .into_any()
}
