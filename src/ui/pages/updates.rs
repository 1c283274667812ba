//! *A new version is ready*: applied on a tap, or at a start where nothing has been typed. Never over open words.

use super::reading;
use crate::platform::service_worker::{self, UpdateState};
use crate::ui::a11y;
use crate::ui::components::{Button, Look, NoticeBox, Tone};
use crate::ui::session::{Session, use_session};
use crate::ui::text::updates as words;
use leptos::prelude::*;

/// A new version that waits this soon after the start was there before it: nobody has begun anything.
const AT_START_MS: f64 = 3_000.0;

/// What is known of versions on this page. Cheap to copy.
#[derive(Clone, Copy)]
struct Updates {
    /// What to say, if anything.
    news: RwSignal<Option<UpdateState>>,
    /// Whether anything was typed since the page was loaded.
    typed: StoredValue<bool>,
    /// Whether the person asked for the new version.
    asked: StoredValue<bool>,
    /// Whether it has taken over already, since another window asked.
    replaced: StoredValue<bool>,
}

/// Follows new versions from now on. Call once, where the app is mounted.
pub fn watch(session: Session) {
    let updates = Updates {
        news: RwSignal::new(None),
        typed: reading::watch_typing(),
        asked: StoredValue::new(false),
        replaced: StoredValue::new(false),
    };
    provide_context(updates);
    service_worker::watch(move |state| updates.hear(session, state));
}

impl Updates {
    fn hear(self, session: Session, state: UpdateState) {
        let untouched = !self.typed.get_value();
        match state {
            UpdateState::Ready if untouched && at_start() => self.apply(session),
            // Another window asked for it. This one has words of its own: it says so, and waits.
            UpdateState::Replaced if untouched || self.asked.get_value() => settle_and_reload(session),
            UpdateState::Replaced => {
                self.replaced.set_value(true);
                self.news.set(Some(UpdateState::Ready));
            }
            UpdateState::KeptOffline => {
                a11y::announce(words::KEPT);
                self.news.set(Some(state));
            }
            UpdateState::Ready | UpdateState::FellBack => self.news.set(Some(state)),
        }
    }

    fn apply(self, session: Session) {
        service_worker::apply(move |state| self.hear(session, state));
    }

    /// On a tap.
    fn use_now(self, session: Session) {
        self.asked.set_value(true);
        self.news.set(None);
        if self.replaced.get_value() {
            settle_and_reload(session);
        } else {
            self.apply(session);
        }
    }
}

fn at_start() -> bool {
    window().performance().is_some_and(|clock| clock.now() < AT_START_MS)
}

/// Keeps what is being typed, then opens the page again. Where it cannot be kept, the page stays.
fn settle_and_reload(session: Session) {
    leptos::task::spawn_local(async move {
        if let Some(open) = session.open_draft.get_untracked()
            && let Err(failure) = open.settle().await
        {
            return session.complain(crate::ui::text::errors::failure(&failure));
        }
        // Words of a page that was left may be held in memory only.
        if let Err(failure) = session.app().keep_unkept().await {
            return session.complain(crate::ui::text::errors::failure(&failure));
        }
        service_worker::reload();
    });
}

/// One quiet line about versions, while there is something to say.
#[component]
pub fn UpdateLine() -> impl IntoView {
    let session = use_session();
    let updates = expect_context::<Updates>();
    move || {
        let (happened, next, button) = match updates.news.get()? {
            UpdateState::Ready => (words::READY, words::READY_NEXT, words::USE_NOW),
            UpdateState::FellBack => (words::FELL_BACK, words::FELL_BACK_NEXT, words::TRY_AGAIN),
            UpdateState::KeptOffline | UpdateState::Replaced => return None,
        };
        let on_press = Callback::new(move |()| match updates.news.get_untracked() {
            Some(UpdateState::Ready) => updates.use_now(session),
            _ => service_worker::try_again(),
        });
        let line = view! {
            <NoticeBox happened=happened next_step=next tone=Tone::Calm>
                <Button label=button look=Look::Second on_press=on_press />
            </NoticeBox>
        };
        Some(line.into_any())
    }
}

/// That all is kept for working without a signal: once, over the foot of the page, so that nothing moves under the
/// reader's thumb. Whatever is tapped next takes it away.
#[component]
pub fn KeptLine() -> impl IntoView {
    let updates = expect_context::<Updates>();
    let tapped = window_event_listener(leptos::ev::click, move |_| {
        if updates.news.get_untracked() == Some(UpdateState::KeptOffline) {
            updates.news.set(None);
        }
    });
    on_cleanup(move || tapped.remove());
    let none = move || updates.news.get() != Some(UpdateState::KeptOffline);
    view! {
        <div class="undo undo--news" hidden=none>
            <span>{words::KEPT}</span>
            <button type="button">{words::GOOD}</button>
        </div>
    }
    .into_any()
}
