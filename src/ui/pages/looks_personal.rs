//! Words that look as if they point at one person: shown before a save, each with what may stand instead. Warns,
//! never blocks: a second press of Save keeps them as they are.

use crate::app::queries::warnings::Warning;
use crate::domain::identifiers::Finding;
use crate::ui::a11y;
use crate::ui::components::{Button, Look, NoticeBox, Tone};
use crate::ui::text::looks_personal as text;
use leptos::prelude::*;

/// Where they stand.
const ID: &str = "looks-personal";

/// What was found at the last press of Save. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Finds {
    open: RwSignal<Vec<Warning>>,
    shown: StoredValue<Vec<Warning>>,
}

impl Finds {
    /// Nothing found yet.
    pub(super) fn none() -> Self {
        Self { open: RwSignal::default(), shown: StoredValue::default() }
    }

    /// Shows what was found. True when any of it was not shown before: then the save waits for another press.
    pub(super) fn stop(self, found: Vec<Warning>) -> bool {
        let new = self.shown.with_value(|shown| found.iter().any(|find| !shown.contains(find)));
        self.shown.set_value(found.clone());
        self.open.set(found);
        if new {
            request_animation_frame(|| a11y::focus_id(ID));
        }
        new
    }

    /// The list, while there is anything in it.
    pub(super) fn draw(self, replace: Callback<Warning>) -> AnyView {
        let replaced = Callback::new(move |warning: Warning| {
            replace.run(warning.clone());
            self.open.update(|open| {
                open.retain(|other| {
                    other.path != warning.path || other.finding.fragment != warning.finding.fragment
                });
            });
            a11y::focus_id(ID);
        });
        let rows = move || {
            let one = |warning: Warning| {
                row(&warning.finding.clone(), Callback::new(move |()| replaced.run(warning.clone())))
            };
            self.open.get().into_iter().map(one).collect::<Vec<_>>()
        };
        view! {
            <div id=ID tabindex="-1" hidden=move || self.open.with(Vec::is_empty)>
                <NoticeBox happened=text::LOOKS_PERSONAL next_step=text::BEFORE_SAVE tone=Tone::Warn>
                    {rows}
                </NoticeBox>
            </div>
        }
        .into_any()
    }
}

/// One find: the words, what they look like, and what may stand instead.
pub(super) fn row(finding: &Finding, on_replace: Callback<()>) -> AnyView {
    view! {
        <p>
            <strong dir="auto">{finding.fragment.clone()}</strong>
            " · "
            {text::looks(finding.looks)}
        </p>
        <Button label=text::replace_with(&finding.suggestion) look=Look::Second on_press=on_replace />
    }
    .into_any()
}
