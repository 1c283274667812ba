//! One step that can be taken back for ten seconds. What it undoes is always within reach elsewhere too.

use crate::ui::components::UndoBar;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;

/// How long the bar stays.
const STAYS_MS: u32 = 10_000;

/// The last step of a page, as long as it is offered to be undone. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Undoing {
    done: RwSignal<String>,
    undo: RwSignal<Option<Callback<()>>>,
    /// Tells an older bar's timer that a newer one has come.
    turn: RwSignal<u32>,
}

impl Default for Undoing {
    fn default() -> Self {
        Self { done: RwSignal::new(String::new()), undo: RwSignal::new(None), turn: RwSignal::new(0) }
    }
}

impl Undoing {
    /// Nothing to undo yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Says what was done, and how it is undone. May be called after the page has gone.
    pub fn offer(self, done: String, undo: impl Fn() + Send + Sync + 'static) {
        let Some(turn) = self.turn.try_get_untracked().map(|turn| turn.wrapping_add(1)) else {
            return;
        };
        self.turn.set(turn);
        self.undo.set(Some(Callback::new(move |()| undo())));
        self.done.set(done);
        leptos::task::spawn_local(async move {
            TimeoutFuture::new(STAYS_MS).await;
            if self.turn.try_get_untracked() == Some(turn) {
                self.done.set(String::new());
            }
        });
    }

    /// The bar. Put it once on the page.
    pub fn bar(self) -> AnyView {
        let on_undo = Callback::new(move |()| {
            self.done.set(String::new());
            if let Some(undo) = self.undo.get_untracked() {
                undo.run(());
            }
        });
        view! { <UndoBar done=self.done on_undo=on_undo /> }.into_any()
    }
}
