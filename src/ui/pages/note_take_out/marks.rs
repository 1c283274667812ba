//! What is marked to go: words by their wording from now on, everything else as a whole.

use crate::app::App;
use crate::domain::entries;
use crate::domain::fields::{self, Fold as FieldFold, ValueType};
use crate::domain::merge::{self, View};
use crate::domain::revision::{Fields, Kind};
use crate::ui::components::{Chips, Choice, Fold, WordsBox};
use crate::ui::pages::record_view::speaking;
use crate::ui::text::{said, take_out as words};
use leptos::prelude::*;

/// The marks of the page. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Marks {
    before: StoredValue<Fields>,
    /// Fields of free words, with their wording from now on.
    wordings: StoredValue<Vec<(String, RwSignal<String>)>>,
    /// Quotations, promises and labels, to be marked as a whole.
    things: StoredValue<Vec<Choice>>,
    /// Everything else that is filled.
    others: StoredValue<Vec<Choice>>,
    marked: RwSignal<Vec<String>>,
}

impl Marks {
    /// Nothing marked yet.
    pub fn new(app: &App, view: &View) -> Self {
        let (mut wordings, mut things, mut others) = (Vec::new(), Vec::new(), Vec::new());
        for path in said::in_order(&view.kind, &view.fields) {
            let Some(value) = view.fields.get(&path).filter(|_| !fields::is_never_closed(&path)) else {
                continue;
            };
            match value.as_str().filter(|_| is_wording(&view.kind, &path)) {
                Some(text) => wordings.push((path, RwSignal::new(text.to_owned()))),
                None => {
                    let said = speaking(app, |speaker| said::value(&view.kind, &path, value, speaker));
                    let label = said::label(&path);
                    let list = if holds_words(&view.kind, &path) { &mut things } else { &mut others };
                    list.push(Choice { hint: said, ..Choice::new(path, label) });
                }
            }
        }
        Self {
            before: StoredValue::new(view.fields.clone()),
            wordings: StoredValue::new(wordings),
            things: StoredValue::new(things),
            others: StoredValue::new(others),
            marked: RwSignal::new(Vec::new()),
        }
    }

    /// What is left after taking out, or `None` while nothing is marked.
    pub fn rest(self) -> Option<Fields> {
        let before = self.before.get_value();
        let mut rest = before.clone();
        for path in self.marked.get_untracked() {
            rest.remove(&path);
        }
        for (path, wording) in self.wordings.get_value() {
            let wording = wording.get_untracked();
            if entries::text(&before, &path) != wording {
                entries::set_text(&mut rest, &path, &wording);
            }
        }
        (!merge::changed_paths(&before, &rest).is_empty()).then_some(rest)
    }

    /// A box for each field of words, and a list to mark the others in.
    pub fn view(self) -> AnyView {
        let boxes: Vec<_> = self
            .wordings
            .get_value()
            .into_iter()
            .map(|(path, wording)| {
                view! { <WordsBox label=said::label(&path) value=wording hint=words::WORDING_HINT small=true /> }
            })
            .collect();
        let chips = |legend: &'static str, things: Vec<Choice>| {
            view! { <Chips legend=legend choices=things chosen=self.marked many=true rows=true /> }
        };
        let (things, others) = (self.things.get_value(), self.others.get_value());
        let list = (!things.is_empty()).then(|| chips(words::MARK, things));
        let others = (!others.is_empty()).then(|| {
            let list = chips(words::MARK_REST, others);
            view! { <Fold title=words::THE_REST>{list}</Fold> }
        });
        let heading = (!boxes.is_empty()).then(|| view! { <h2>{words::WORDING}</h2> });
        view! {
            {heading}
            {boxes}
            {list}
            {others}
        }
        .into_any()
    }
}

/// Whether a field is taken out by changing its wording: what was typed into one box.
fn is_wording(kind: &Kind, path: &str) -> bool {
    fields::find(kind, path).is_some_and(|field| match field.value {
        ValueType::Words => true,
        ValueType::Line => field.fold != FieldFold::Quiet,
        _ => false,
    })
}

/// Whether somebody's own words stand in it. What a later build wrote may hold anything.
fn holds_words(kind: &Kind, path: &str) -> bool {
    fields::find(kind, path)
        .is_none_or(|field| matches!(field.value, ValueType::Object | ValueType::Objects | ValueType::Lines))
}
