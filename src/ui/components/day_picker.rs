//! Which day: today, yesterday, or another.

use super::choice::{self, Choice};
use crate::ui::a11y;
use crate::ui::text::common;
use leptos::prelude::*;

/// Chips for the two days that nearly every note is about; the third opens the phone's own calendar.
#[component]
pub fn DayPicker(
    /// The question.
    #[prop(into)]
    legend: String,
    /// The day chosen, `2026-01-19`. Never empty.
    day: RwSignal<String>,
    /// Today. No later day can be chosen.
    #[prop(into)]
    today: String,
    /// The day before.
    #[prop(into)]
    yesterday: String,
) -> impl IntoView {
    let name = a11y::fresh_id();
    let date_id = format!("{name}-date");
    let near = [today.clone(), yesterday.clone()];
    let other = RwSignal::new(day.with_untracked(|day| !near.contains(day)));
    let radio = |label: &str, exact: Option<String>| {
        let checked = {
            let exact = exact.clone();
            Signal::derive(move || match &exact {
                Some(exact) => !other.get() && day.with(|day| day == exact),
                None => other.get(),
            })
        };
        let pick = Callback::new(move |_| {
            other.set(exact.is_none());
            if let Some(exact) = &exact {
                day.set(exact.clone());
            }
        });
        choice::chip(false, name.clone(), Choice::new("", label), checked, String::new(), pick)
    };
    let chips = [
        radio(common::TODAY, Some(today.clone())),
        radio(common::YESTERDAY, Some(yesterday)),
        radio(common::OTHER_DAY, None),
    ];
    // A cleared date field is not a day: what was chosen before stays.
    let take = move |typed: String| {
        if !typed.is_empty() {
            day.set(typed);
        }
    };
    view! {
        <fieldset class="govuk-fieldset">
            <legend class="govuk-fieldset__legend">{legend}</legend>
            <div class="chips">{chips.into_iter().collect::<Vec<_>>()}</div>
            <div class="day-other" hidden=move || !other.get()>
                <label class="govuk-label" for=date_id.clone()>
                    {common::WHICH_DAY}
                </label>
                <input
                    class="govuk-input"
                    type="date"
                    id=date_id
                    max=today
                    autocomplete="off"
                    prop:value=day
                    on:change:target=move |event| take(event.target().value())
                />
            </div>
        </fieldset>
    }
    .into_any()
}
