//! *A promise*: what, by whom, to whom, by when, and what became of it.

use super::link::{ONE, Spot, WHOM, WORDS, link};
use super::{Form, items};
use crate::domain::dates;
use crate::domain::entries;
use crate::domain::fields::codes;
use crate::domain::ids::RecordId;
use crate::ui::a11y;
use crate::ui::components::{Chips, Choice, Fold, TextField};
use crate::ui::text::{common, days, labels, note_form as words};
use chrono::{Datelike, Days, NaiveDate, Weekday};
use leptos::prelude::*;

/// The promises of a note.
pub fn draw(form: Form) -> AnyView {
    items::draw(form, form.promises, words::PROMISE, words::ANOTHER_PROMISE, about)
}

fn about(form: Form, path: String) -> AnyView {
    let by = link(form.drafting, Spot::Member(path.clone(), "by"), ONE);
    let to = link(form.drafting, Spot::Member(path.clone(), "to"), WHOM);
    let whom = Signal::derive(move || choices_of_whom(form));
    let nobody = move || whom.with(Vec::is_empty);
    view! {
        <Chips
            legend=words::PROMISED_BY
            choices=coded("by", codes::PROMISE_BY)
            chosen=by
            clearable=true
        />
        <div hidden=nobody>
            <Chips legend=words::PROMISED_TO choices=whom chosen=to clearable=true />
        </div>
        {due(form, path.clone())}
        {(!form.is_new).then(|| state(form, path))}
    }
    .into_any()
}

/// The codes of a list as choices.
fn coded(path: &'static str, codes: &[&'static str]) -> Vec<Choice> {
    let choice = |code: &&'static str| Choice::new(*code, labels::value_label(path, code));
    codes.iter().map(choice).collect()
}

fn choices_of_whom(form: Form) -> Vec<Choice> {
    let (groups, parties) = form.drafting.fields(|fields| {
        let owned = |path: &str| -> Vec<String> {
            entries::texts(fields, path).into_iter().map(str::to_owned).collect()
        };
        (owned("orgs"), owned("with_kinds"))
    });
    let groups = groups.into_iter().filter_map(|id| {
        let name = form.name_of(RecordId::parse(&id).ok()?);
        Some(Choice::new(format!("org:{id}"), name))
    });
    let parties = parties.into_iter().map(|code| {
        let label = labels::value_label("to", &code).to_owned();
        Choice::new(format!("party:{code}"), label)
    });
    groups.chain(parties).collect()
}

/// The likely days as chips; any other by the phone's own calendar.
fn due(form: Form, path: String) -> AnyView {
    let today = form.session.app().today();
    let chosen = link(form.drafting, Spot::Member(path.clone(), "due"), ONE);
    let typed = link(form.drafting, Spot::Member(path, "due"), WORDS);
    let near = near(today);
    let choices = Signal::derive(move || {
        let mut choices = near.clone();
        for day in chosen.get() {
            if !choices.iter().any(|choice| choice.value == day) {
                let label = dates::day(&day).map_or_else(|| day.clone(), |day| days::day(day, today));
                choices.push(Choice::new(day, label));
            }
        }
        choices
    });
    let id = a11y::fresh_id();
    view! {
        <Chips legend=words::DUE choices=choices chosen=chosen clearable=true />
        <Fold title=common::OTHER_DAY plain=true>
            <div class="govuk-form-group">
                <label class="govuk-label" for=id.clone()>
                    {common::WHICH_DAY}
                </label>
                <input
                    class="govuk-input"
                    type="date"
                    id=id
                    min=today.to_string()
                    autocomplete="off"
                    prop:value=typed
                    on:change:target=move |event| typed.set(event.target().value())
                />
            </div>
        </Fold>
    }
    .into_any()
}

/// Tomorrow, Friday, in a week, in a month; each day once.
fn near(today: NaiveDate) -> Vec<Choice> {
    let ahead = |days: u64| today.checked_add_days(Days::new(days));
    let to_friday = (Weekday::Fri.num_days_from_monday() + 7 - today.weekday().num_days_from_monday()) % 7;
    let days = [
        (ahead(1), words::TOMORROW),
        (ahead(to_friday.into()).filter(|_| to_friday > 1), words::FRIDAY),
        (ahead(7), words::IN_A_WEEK),
        (today.checked_add_months(chrono::Months::new(1)), words::IN_A_MONTH),
    ];
    let choice = |(day, label): (Option<NaiveDate>, &str)| Some(Choice::new(day?.to_string(), label));
    days.into_iter().filter_map(choice).collect()
}

/// What became of it, with a word why where it was changed or let go.
fn state(form: Form, path: String) -> AnyView {
    let state = link(form.drafting, Spot::Member(path.clone(), "state"), ONE);
    let why = link(form.drafting, Spot::Member(path, "why"), WORDS);
    let no_reason =
        move || state.with(|state| !matches!(state.first().map(String::as_str), Some("changed" | "let_go")));
    view! {
        <Chips legend=words::BECAME choices=coded("state", codes::PROMISE_STATES) chosen=state />
        <div hidden=no_reason>
            <TextField label=words::WHY value=why />
        </div>
    }
    .into_any()
}
