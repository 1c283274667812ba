//! Words that look as if they point at one person: shown before a save, each with what may stand instead. Warns,
//! never blocks: a second press of Save keeps them as they are. What goes after a warning leaves the earlier versions
//! too.

use crate::app::queries::warnings::Warning;
use crate::domain::identifiers::Finding;
use crate::ui::a11y;
use crate::ui::components::{Button, Look, NoticeBox, Tone};
use crate::ui::drafting::Drafting;
use crate::ui::session::use_session;
use crate::ui::text::looks_personal as text;
use leptos::prelude::*;

/// Where they stand on a page that is all one form.
const ID: &str = "looks-personal";

/// What was found at the last press of Save. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Finds {
    id: StoredValue<String>,
    open: RwSignal<Vec<Warning>>,
    shown: StoredValue<Vec<Warning>>,
}

impl Finds {
    /// Nothing found yet.
    pub(super) fn none() -> Self {
        Self::at(ID.to_owned())
    }

    /// The same for a form beside others, with an id of its own.
    pub(super) fn at(id: String) -> Self {
        Self { id: StoredValue::new(id), open: RwSignal::default(), shown: StoredValue::default() }
    }

    /// Shows what was found in a draft, which remembers what was warned of. True as for [`Self::show`].
    pub(super) fn stop(self, drafting: Drafting, found: Vec<Warning>) -> bool {
        let warned = found.clone();
        let stops = self.show(found);
        if stops {
            drafting.edit(|draft| draft.remember_warned(&warned));
        }
        stops
    }

    /// Shows what was found. True when any of it was not shown before: then the save waits for another press.
    pub(super) fn show(self, found: Vec<Warning>) -> bool {
        let is_shown =
            |find: &Warning| self.shown.with_value(|shown| shown.iter().any(|other| other.is_same(find)));
        let new = !found.iter().all(is_shown);
        self.shown.set_value(found.clone());
        self.open.set(found);
        if new {
            request_animation_frame(move || self.focus());
        }
        new
    }

    fn focus(self) {
        if let Some(id) = self.id.try_get_value() {
            a11y::focus_id(&id);
        }
    }

    /// The list over the draft of a form, while there is anything in it.
    pub(super) fn over(self, drafting: Drafting, replace: Callback<Warning>) -> AnyView {
        let app = use_session().app();
        let draft = drafting.draft();
        let has_earlier = draft.main().is_some_and(|main| !main.base.is_empty() && app.began(main.record));
        self.draw(if has_earlier { text::BEFORE_SAVE_AGAIN } else { text::BEFORE_SAVE }, replace)
    }

    /// The list, while there is anything in it, and what can be done.
    pub(super) fn draw(self, next_step: &'static str, replace: Callback<Warning>) -> AnyView {
        let replaced = Callback::new(move |warning: Warning| {
            replace.run(warning.clone());
            self.open.update(|open| open.retain(|other| !other.is_same(&warning)));
            self.focus();
        });
        let rows = move || {
            let one = |warning: Warning| {
                row(&warning.finding.clone(), Callback::new(move |()| replaced.run(warning.clone())))
            };
            self.open.get().into_iter().map(one).collect::<Vec<_>>()
        };
        view! {
            <div id=self.id.get_value() tabindex="-1" hidden=move || self.open.with(Vec::is_empty)>
                <NoticeBox happened=text::LOOKS_PERSONAL next_step=next_step tone=Tone::Warn>
                    {move || rows()}
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
