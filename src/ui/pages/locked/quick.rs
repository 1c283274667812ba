//! *Quick note*: words that are kept without opening the notebook. Nobody reads them before it is opened.

use crate::app::Failure;
use crate::app::door::Door;
use crate::app::ports::{Row, StoreError};
use crate::ui::components::{Button, ButtonRow, Glyph, Look, NoticeBox, Page, Tone, WordsBox};
use crate::ui::text::errors::{self, Notice};
use crate::ui::text::{common, lock as words};
use futures_util::lock::Mutex;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use std::rc::Rc;

/// Milliseconds of typing on, after which what stands in the box is kept.
const KEEP_WITHIN_MS: u32 = 400;

/// What was kept of the box: the words, and their row.
type Kept = Option<(String, Row)>;

/// What the page knows. Cheap to copy.
#[derive(Clone, Copy)]
struct Quick {
    door: StoredValue<Door, LocalStorage>,
    typed: RwSignal<String>,
    busy: RwSignal<bool>,
    done: RwSignal<bool>,
    /// One at a time: each is kept in the place of the one before.
    kept: StoredValue<Rc<Mutex<Kept>>, LocalStorage>,
    /// Whether what is typed now is kept soon.
    is_due: StoredValue<bool>,
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
        done: RwSignal::new(false),
        kept: StoredValue::new_local(Rc::default()),
        is_due: StoredValue::new(false),
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
    Effect::new(move |_| {
        quick.typed.track();
        quick.keep_soon();
    });
    let label =
        Signal::derive(move || (if quick.busy.get() { common::SAVING } else { common::SAVE }).to_owned());
    let told = move || {
        match (quick.trouble.get(), quick.done.get()) {
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
    // Where the notebook was erased, nothing waits in it.
    let lead = Signal::derive(move || {
        let is_gone = quick.trouble.get() == Some(words::QUICK_GONE);
        if is_gone { String::new() } else { words::QUICK_WHY.to_owned() }
    });
    view! {
        <Page title=words::QUICK lead=lead focus_heading=false>
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
        self.save(Some(back));
    }

    /// Keeps what stands in the box, empties it, and then calls `then`.
    fn save(self, then: Option<Callback<()>>) {
        let is_empty = self.typed.with_untracked(|typed| typed.trim().is_empty());
        if self.busy.get_untracked() || (is_empty && then.is_none()) {
            return;
        }
        self.busy.set(true);
        self.done.set(false);
        leptos::task::spawn_local(async move {
            let kept = self.keep(true).await;
            self.busy.try_set(false);
            match kept {
                Ok(words) => {
                    // What was typed on meanwhile stays in the box.
                    self.typed.try_update(|typed| {
                        *typed = typed.strip_prefix(words.as_str()).unwrap_or(typed).trim_start().to_owned();
                    });
                    self.trouble.try_set(None);
                    self.done.try_set(true);
                    match (then, self.typed.try_with_untracked(|typed| typed.trim().is_empty())) {
                        (Some(then), Some(true)) => then.run(()),
                        (Some(then), _) => self.save(Some(then)),
                        (None, _) => {}
                    }
                }
                Err(failure) => drop(self.trouble.try_set(Some(said(&failure)))),
            }
        });
    }

    /// A phone may die in the middle of a sentence.
    fn keep_soon(self) {
        if self.is_due.get_value() {
            return;
        }
        self.is_due.set_value(true);
        leptos::task::spawn_local(async move {
            TimeoutFuture::new(KEEP_WITHIN_MS).await;
            self.is_due.try_set_value(false);
            let trouble = self.keep(false).await.err().map(|failure| said(&failure));
            if self.trouble.try_get_untracked().is_some_and(|before| before != trouble) {
                self.trouble.set(trouble);
            }
        });
    }

    /// Keeps what stands in the box over what was kept of it before, and gives it. What is `whole` is not gone on with:
    /// what is typed next is another note.
    async fn keep(self, whole: bool) -> Result<String, Failure> {
        // The page may be gone by now.
        let (Some(door), Some(kept)) = (self.door.try_get_value(), self.kept.try_get_value()) else {
            return Ok(String::new());
        };
        let mut kept = kept.lock().await;
        let Some(words) = self.typed.try_get_untracked() else { return Ok(String::new()) };
        let is_same = kept.as_ref().is_some_and(|(same, _)| *same == words);
        match (words.trim().is_empty(), kept.as_ref().map(|(_, row)| row.clone())) {
            (true, Some(row)) => {
                door.forget_quick_note(row).await?;
                *kept = None;
            }
            // At the end once more: the keys may have changed since.
            (false, before) if whole || !is_same => {
                *kept = Some((words.clone(), door.quick_note(&words, before).await?))
            }
            _ => {}
        }
        if whole {
            *kept = None;
        }
        Ok(words)
    }
}

fn said(failure: &Failure) -> Notice {
    match failure {
        Failure::Gone => words::QUICK_GONE,
        Failure::Store(StoreError::Quota) => words::QUICK_FULL,
        other => errors::failure(other),
    }
}
