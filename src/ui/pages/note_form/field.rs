//! One control for one row of the table of fields. A new field gets its control here, by what its value may be.

use super::link::{ANY, LINES, ONE, STEP, Spot, WORDS, YES, link};
use super::{Form, groups, places, promises, quotes};
use crate::domain::entries;
use crate::domain::fields::{Field, ValueType};
use crate::domain::ids::RecordId;
use crate::domain::revision::Fields;
use crate::ui::components::{
    Button, ButtonLink, ButtonRow, Chips, Choice, DayPicker, Fold, Look, NoticeBox, ScaleRadios, TextField,
    Tone, WordsBox,
};
use crate::ui::routes::To;
use crate::ui::text::{common, labels, note_form as words};
use chrono::Days;
use leptos::prelude::*;

/// How many parties stand in sight: people, their groups and charities. The services come after them.
pub const NEAR_PARTIES: usize = 6;

/// The control of a field; nothing where a hand has nothing to fill in.
pub fn control(form: Form, field: &'static Field) -> AnyView {
    let legend = labels::label(field.path);
    let spot = Spot::Field(field.path.to_owned());
    match (field.path, field.value) {
        ("words", _) => main_words(form),
        ("orgs", _) => groups::draw(form),
        ("places", _) => places::draw(form),
        ("with_kinds", ValueType::AnyOf(codes)) => with_whom(form, codes),
        ("setting", ValueType::OneOf(codes)) => setting(form, codes),
        ("quotes.*", _) => quotes::draw(form),
        ("promises.*", _) => promises::draw(form),
        ("name", _) => {
            let value = link(form.drafting, spot, WORDS);
            view! { <TextField label=legend value=value id=super::MAIN_FIELD error=form.error() /> }
                .into_any()
        }
        // Stands among the places.
        ("whole_area", _) => ().into_any(),
        (_, ValueType::Date) => day(form, spot, legend),
        (_, ValueType::Line) => {
            let value = link(form.drafting, spot, WORDS);
            view! { <TextField label=legend value=value /> }.into_any()
        }
        (_, ValueType::Lines) => {
            let value = link(form.drafting, spot, LINES);
            view! { <TextField label=legend value=value hint=words::COMMAS /> }.into_any()
        }
        (_, ValueType::Words) => {
            let value = link(form.drafting, spot, WORDS);
            view! { <WordsBox label=legend value=value small=true /> }.into_any()
        }
        (_, ValueType::YesNo) => {
            let chosen = link(form.drafting, spot, YES);
            let yes = vec![Choice::new("yes", words::YES)];
            view! { <Chips legend=legend choices=yes chosen=chosen many=true /> }.into_any()
        }
        (path, ValueType::OneOf(codes)) => {
            let chosen = link(form.drafting, spot, ONE);
            let choices = coded(path, codes, chosen);
            view! { <Chips legend=legend choices=choices chosen=chosen clearable=true /> }.into_any()
        }
        (path, ValueType::AnyOf(codes)) => {
            let chosen = link(form.drafting, spot, ANY);
            let choices = coded(path, codes, chosen);
            view! { <Chips legend=legend choices=choices chosen=chosen many=true /> }.into_any()
        }
        (_, ValueType::Scale) => scale(form, spot, legend),
        (
            _,
            ValueType::Number
            | ValueType::Record
            | ValueType::Records
            | ValueType::Object
            | ValueType::Objects,
        ) => ().into_any(),
    }
}

/// Whether a field says something.
pub fn filled(form: Form, field: &'static Field) -> usize {
    match field.path {
        "quotes.*" => form.quotes.filled(form),
        "promises.*" => form.promises.filled(form),
        path => form.drafting.fields(|fields| usize::from(fields.contains_key(path))),
    }
}

/// The codes of a list, and what else was chosen by a later build.
fn coded(
    path: &'static str,
    codes: &'static [&'static str],
    chosen: RwSignal<Vec<String>>,
) -> Signal<Vec<Choice>> {
    Signal::derive(move || {
        let later = chosen.get().into_iter().filter(|code| !codes.contains(&code.as_str()));
        let all = codes.iter().map(|code| (*code).to_owned()).chain(later);
        let choice = |code: String| Choice {
            label: labels::value_label(path, &code).to_owned(),
            hint: labels::value_hint(path, &code).to_owned(),
            value: code,
        };
        all.map(choice).collect()
    })
}

/// The words box. What is selected in it can be made a quotation or a promise, also in the evening.
fn main_words(form: Form) -> AnyView {
    let value = link(form.drafting, Spot::Field("words".to_owned()), WORDS);
    let selected = RwSignal::new(String::new());
    let take = move |items: super::items::Items| {
        Callback::new(move |()| {
            let text = selected.get_untracked();
            selected.set(String::new());
            items.add(form, text.trim());
        })
    };
    let nothing = move || selected.with(|selected| selected.trim().is_empty());
    view! {
        <div class="stack">
            <WordsBox
                label=words::WORDS
                hint=words::WORDS_HINT
                value=value
                id=super::MAIN_FIELD
                error=form.error()
                autofocus=form.begun_here
                selected=selected
            />
            <div hidden=nothing>
                <ButtonRow>
                    <Button label=words::MAKE_QUOTE look=Look::Second on_press=take(form.quotes) />
                    <Button label=words::MAKE_PROMISE look=Look::Second on_press=take(form.promises) />
                </ButtonRow>
            </div>
        </div>
    }
    .into_any()
}

/// Chips for whom one was with; one line where the group says it already.
fn with_whom(form: Form, codes: &'static [&'static str]) -> AnyView {
    let chosen = link(form.drafting, Spot::Field("with_kinds".to_owned()), ANY);
    let opened = RwSignal::new(false);
    // Asked again when a group is picked and not at each chip: nothing moves under the finger.
    let groups = Memo::new(move |_| form.drafting.fields(|fields| fields.get("orgs").cloned()));
    let given = Memo::new(move |_| {
        let said = |draft: crate::app::draft::Draft| {
            let main = draft.main().map(|main| main.fields.contains_key("with_kinds"));
            main.unwrap_or(false)
        };
        groups.with(Option::is_some) && said(form.drafting.draft()) && !opened.get()
    });
    let line = move || {
        let parties = chosen.get();
        let parties: Vec<&str> = parties.iter().map(|code| labels::value_label("with_kinds", code)).collect();
        words::with(&parties.join(", "))
    };
    let open = Callback::new(move |()| opened.set(true));
    view! {
        <div>
            <div hidden=move || given.get()>
                {parties(codes, chosen)}
            </div>
            <div class="line" hidden=move || !given.get()>
                <span>{move || line()}</span>
                <Button label=common::CHANGE look=Look::Quiet on_press=open />
            </div>
        </div>
    }
    .into_any()
}

/// The nearest parties as chips, the others in a fold: one list, in two parts.
fn parties(codes: &'static [&'static str], chosen: RwSignal<Vec<String>>) -> AnyView {
    let (near, others) = codes.split_at(NEAR_PARTIES.min(codes.len()));
    let count = Signal::derive(move || {
        chosen.with(|chosen| chosen.iter().filter(|code| !near.contains(&code.as_str())).count())
    });
    let label = |code: &str| Choice::new(code, labels::value_label("with_kinds", code));
    let in_sight: Vec<Choice> = near.iter().map(|code| label(code)).collect();
    let in_fold = Signal::derive(move || {
        let later = chosen.get().into_iter().filter(|code| !codes.contains(&code.as_str()));
        let others = others.iter().map(|code| (*code).to_owned()).chain(later);
        others.map(|code| label(&code)).collect::<Vec<_>>()
    });
    view! {
        <div class="stack">
            <Chips
                legend=labels::label("with_kinds")
                choices=in_sight
                chosen=chosen
                many=true
            />
            <Fold title=words::OTHER_PARTIES count=count plain=true open=count.get_untracked() != 0>
                <Chips
                    legend=words::OTHER_PARTIES
                    choices=in_fold
                    chosen=chosen
                    many=true
                />
            </Fold>
        </div>
    }
    .into_any()
}

fn setting(form: Form, codes: &'static [&'static str]) -> AnyView {
    let chosen = link(form.drafting, Spot::Field("setting".to_owned()), ONE);
    let not_home = move || chosen.with(|chosen| chosen.first().map(String::as_str) != Some("home"));
    view! {
        <Chips
            legend=labels::label("setting")
            choices=coded("setting", codes, chosen)
            chosen=chosen
            clearable=true
        />
        <div hidden=not_home>
            <NoticeBox happened=words::AT_HOME next_step=words::AT_HOME_NEXT tone=Tone::Warn>
                <ButtonLink label=common::HELP href=To::Help.href() look=Look::Second />
            </NoticeBox>
        </div>
    }
    .into_any()
}

fn day(form: Form, spot: Spot, legend: &'static str) -> AnyView {
    let today = form.session.app().today();
    let yesterday = today.checked_sub_days(Days::new(1)).unwrap_or(today);
    let day = link(form.drafting, spot, WORDS);
    view! {
        <DayPicker
            legend=legend
            day=day
            today=today.to_string()
            yesterday=yesterday.to_string()
        />
    }
    .into_any()
}

fn scale(form: Form, spot: Spot, legend: &'static str) -> AnyView {
    let chosen = link(form.drafting, spot, STEP);
    let prompt = form.drafting.draft().main().and_then(|main| prompt_of(&main.fields));
    let prompt = form
        .session
        .app()
        .prompt_sets()
        .into_iter()
        .flat_map(|set| set.prompts)
        .find(|known| Some(known.id) == prompt);
    // A question without a scale is asked for none.
    let Some(scale) = prompt.and_then(|prompt| prompt.scale) else {
        return ().into_any();
    };
    view! { <ScaleRadios legend=legend low=scale.low high=scale.high chosen=chosen /> }.into_any()
}

fn prompt_of(fields: &Fields) -> Option<RecordId> {
    RecordId::parse(entries::text(fields, "prompt_id")).ok()
}
