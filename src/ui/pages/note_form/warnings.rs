//! Words that look as if they point at one person: shown before Save, once, each with what may stand instead.
//! Warns, never blocks.

use super::Form;
use crate::app::queries::warnings::{Warning, replace_in};
use crate::ui::a11y;
use crate::ui::components::{Button, ButtonRow, Look};
use crate::ui::text::note_form as words;
use leptos::prelude::*;

/// Where the warnings stand.
const ID: &str = "warnings";

/// What was found, and what the person said about it.
#[derive(Clone, Copy)]
pub struct Warnings {
    open: RwSignal<Vec<Warning>>,
    looked: StoredValue<bool>,
}

impl Warnings {
    /// Nothing found yet.
    pub fn none() -> Self {
        Self { open: RwSignal::new(Vec::new()), looked: StoredValue::new(false) }
    }

    /// Looks once. True when there is something that the person has not seen yet; it is on the screen then.
    pub fn stop(self, form: Form) -> bool {
        if self.looked.get_value() {
            return false;
        }
        let found = form.session.app().warnings_in(&form.drafting.draft());
        if found.is_empty() {
            return false;
        }
        self.looked.set_value(true);
        self.open.set(found);
        request_animation_frame(|| a11y::focus_id(ID));
        true
    }

    fn settle(self, warning: &Warning) {
        self.open.update(|open| {
            open.retain(|other| {
                other.path != warning.path || other.finding.fragment != warning.finding.fragment
            });
        });
        a11y::focus_id(ID);
    }
}

/// The warnings, while there are any.
pub fn draw(form: Form, warnings: Warnings) -> AnyView {
    let one = move |warning: Warning| {
        let (replaced, kept) = (warning.clone(), warning.clone());
        let replace = Callback::new(move |()| {
            form.drafting.edit(|draft| {
                let entry = draft.entries.iter_mut().find(|entry| entry.record == replaced.record);
                if let Some(value) = entry.and_then(|entry| entry.fields.get_mut(&replaced.path)) {
                    *value = replace_in(value, &replaced.finding);
                }
            });
            warnings.settle(&replaced);
        });
        let keep = Callback::new(move |()| warnings.settle(&kept));
        let finding = warning.finding;
        view! {
            <li class="stack">
                <p>{words::looks_like(&finding.fragment, finding.looks)}</p>
                <ButtonRow>
                    <Button
                        label=words::replace_with(&finding.suggestion)
                        look=Look::Second
                        on_press=replace
                    />
                    <Button label=words::KEEP_IT look=Look::Quiet on_press=keep />
                </ButtonRow>
            </li>
        }
    };
    let none = move || warnings.open.with(Vec::is_empty);
    view! {
        <section class="card" id=ID tabindex="-1" aria-label=words::LOOK_FIRST hidden=none>
            <h2>{words::LOOK_FIRST}</h2>
            <p>{words::LOOK_WHY}</p>
            <ul class="stack" role="list">
                {move || warnings.open.get().into_iter().map(one).collect::<Vec<_>>()}
            </ul>
        </section>
    }
    .into_any()
}
