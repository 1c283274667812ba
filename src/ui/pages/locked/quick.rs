//! *Quick note*: words that are kept without opening the notebook. Nobody reads them before it is opened.

use crate::app::door::Door;
use crate::ui::components::{Button, ButtonRow, Glyph, Look, NoticeBox, Page, Tone, WordsBox};
use crate::ui::text::errors::{self, Notice};
use crate::ui::text::{common, lock as words};
use leptos::prelude::*;

/// What the page knows. Cheap to copy.
#[derive(Clone, Copy)]
struct Quick {
    door: StoredValue<Door, LocalStorage>,
    typed: RwSignal<String>,
    busy: RwSignal<bool>,
    kept: RwSignal<bool>,
    trouble: RwSignal<Option<Notice>>,
}

/// The page. `back` leads to the password.
#[component]
pub(super) fn QuickNote(
    /// The door of the notebook.
    door: StoredValue<Door, LocalStorage>,
    /// Back to the password.
    back: Callback<()>,
) -> impl IntoView {
    let quick = Quick {
        door,
        typed: RwSignal::new(String::new()),
        busy: RwSignal::new(false),
        kept: RwSignal::new(false),
        trouble: RwSignal::new(None),
    };
    let save = Callback::new(move |()| quick.save(None));
    let leave = Callback::new(move |()| quick.leave(back));
    // A page that goes out of sight may never come back.
    let handle = window_event_listener_untyped("visibilitychange", move |_| {
        if document().hidden() {
            quick.save(None);
        }
    });
    on_cleanup(move || handle.remove());
    let label =
        Signal::derive(move || (if quick.busy.get() { common::SAVING } else { common::SAVE }).to_owned());
    let told = move || {
        match (quick.trouble.get(), quick.kept.get()) {
        (Some(notice), _) => {
            view! { <NoticeBox happened=notice.happened next_step=notice.next_step tone=Tone::Bad /> }.into_any()
        }
        (None, true) => {
            view! { <NoticeBox happened=words::QUICK_KEPT next_step=words::QUICK_KEPT_NEXT tone=Tone::Good /> }
                .into_any()
        }
        (None, false) => ().into_any(),
    }
    };
    view! {
        <Page title=words::QUICK lead=words::QUICK_WHY focus_heading=false>
            <form class="column" novalidate on:submit=|event| event.prevent_default()>
                <div role="status">{move || told()}</div>
                <WordsBox label=words::QUICK_WORDS value=quick.typed autofocus=true />
                <ButtonRow>
                    <Button label=label glyph=Glyph::Tick busy=quick.busy on_press=save />
                    <Button label=common::BACK look=Look::Quiet on_press=leave />
                </ButtonRow>
            </form>
        </Page>
    }
    .into_any()
}

impl Quick {
    /// Back to the password. What stands in the box is kept first; where it cannot be, the page stays and says so.
    fn leave(self, back: Callback<()>) {
        match self.typed.with_untracked(|typed| typed.trim().is_empty()) {
            true => back.run(()),
            false => self.save(Some(back)),
        }
    }

    /// Keeps the words, and then calls `then`.
    fn save(self, then: Option<Callback<()>>) {
        let words = self.typed.get_untracked();
        if self.busy.get_untracked() || words.trim().is_empty() {
            return;
        }
        self.busy.set(true);
        self.kept.set(false);
        leptos::task::spawn_local(async move {
            let done = self.door.get_value().quick_note(&words).await;
            self.busy.try_set(false);
            match done {
                Ok(()) => {
                    // What was typed on meanwhile stays in the box.
                    self.typed.try_update(|typed| {
                        *typed = typed.strip_prefix(words.as_str()).unwrap_or(typed).trim_start().to_owned();
                    });
                    self.trouble.try_set(None);
                    self.kept.try_set(true);
                    if let Some(then) = then {
                        then.run(());
                    }
                }
                Err(failure) => drop(self.trouble.try_set(Some(errors::failure(&failure)))),
            }
        });
    }
}
