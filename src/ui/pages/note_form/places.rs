//! Where: the places of the area as chips, any other by typing its name.

use super::Form;
use super::link::{ANY, Spot, WHOLE_AREA, link};
use crate::domain::entries::{self, set_codes, text};
use crate::domain::ids::RecordId;
use crate::domain::revision::Kind;
use crate::domain::search::fold_name;
use crate::ui::components::{Button, Chips, Choice, Look, TextField};
use crate::ui::text::{labels, note_form as words};
use leptos::prelude::*;

/// Chips at most, before one types.
const CHIPS: usize = 8;

/// The chips, and the field for a place that has none.
pub fn draw(form: Form) -> AnyView {
    let chosen = link(form.drafting, Spot::Where, ANY);
    let typed = form.typed_place;
    // By itself: it asks the whole notebook, and the draft changes with every letter.
    let of_area = Memo::new(move |_| of_area(form));
    let known = Memo::new(move |_| [of_area.get(), typed_here(form)].concat());
    let choices = Signal::derive(move || {
        let wanted = typed.with(|typed| fold_name(typed));
        let chosen = chosen.get();
        let mut shown: Vec<Choice> = Vec::new();
        let mut others = CHIPS;
        for choice in known.get() {
            let fits = fold_name(&choice.label).contains(&wanted) && others > 0;
            if chosen.contains(&choice.value) || fits {
                others = others.saturating_sub(1);
                shown.push(choice);
            }
        }
        shown.extend(elsewhere(form, &chosen, &shown));
        if form.is_note {
            shown.push(Choice::new(WHOLE_AREA, labels::label(WHOLE_AREA)));
        }
        shown
    });
    let add = Callback::new(move |()| settle(form));
    let nothing = move || typed.with(|typed| typed.trim().is_empty());
    view! {
        <div class="stack">
            <Chips legend=labels::label("places") choices=choices chosen=chosen many=true />
            // In sight, so that a new place is one tap and its name.
            <TextField label=words::PLACE_NAME value=typed />
            <div hidden=nothing>
                <Button label=words::ADD_PLACE look=Look::Second on_press=add />
            </div>
        </div>
    }
    .into_any()
}

/// The places of the area.
fn of_area(form: Form) -> Vec<Choice> {
    let known = form.session.watch().places().into_iter();
    known.map(|place| Choice::new(place.id.to_string(), place.label)).collect()
}

/// The places typed in this draft.
fn typed_here(form: Form) -> Vec<Choice> {
    form.drafting.with(|draft| {
        let typed = draft.entries.iter().filter(|entry| entry.kind == Kind::Place);
        typed.map(|entry| Choice::new(entry.record.to_string(), text(&entry.fields, "label"))).collect()
    })
}

/// Chosen places of another area: they stay choosable.
fn elsewhere(form: Form, chosen: &[String], shown: &[Choice]) -> Vec<Choice> {
    let absent = |id: &&String| *id != WHOLE_AREA && !shown.iter().any(|choice| choice.value == **id);
    chosen
        .iter()
        .filter(absent)
        .filter_map(|id| Some(Choice::new(id.clone(), form.name_of(RecordId::parse(id).ok()?))))
        .collect()
}

/// Takes the place that is typed: the known one of that name, else a new one.
pub fn settle(form: Form) {
    let typed = form.typed_place.get_untracked();
    let label = typed.trim();
    if label.is_empty() {
        return;
    }
    let wanted = fold_name(label);
    let known = untrack(|| [of_area(form), typed_here(form)].concat());
    let same = known.into_iter().find(|place| fold_name(&place.label) == wanted);
    let id = match same {
        Some(place) => place.value,
        None => add(form, label),
    };
    // What was only a first guess gives way to what a person typed.
    let guess = form.session.app().is_guessed(&form.drafting.draft());
    form.drafting.edit_fields(|fields| {
        let mut places: Vec<String> =
            entries::texts(fields, "places").into_iter().map(str::to_owned).collect();
        if guess {
            places.clear();
        }
        places.push(id);
        set_codes(fields, "places", places);
    });
    form.typed_place.set(String::new());
}

fn add(form: Form, label: &str) -> String {
    let entry = form.session.app().new_place(label);
    let id = entry.record.to_string();
    form.drafting.add(entry);
    id
}
