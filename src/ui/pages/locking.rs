//! Locking: by comparing times, before anything is seen again; and blank while nobody looks.
//!
//! To lock is to keep what is being typed and open the page again, which throws away all that was in memory.

use crate::app::ports::Clock;
use crate::platform::clock::DeviceClock;
use crate::platform::prefs;
use crate::platform::service_worker;
use crate::ui::session::Session;
use crate::ui::text::errors;
use gloo_timers::callback::Interval;
use leptos::ev;
use leptos::prelude::*;

/// How often a page that is looked at compares times, in milliseconds.
const LOOK_MS: u32 = 10_000;
/// Touches closer together than this are one, for the other windows.
const TOUCH_MS: u64 = 5_000;
const MINUTE_MS: u64 = 60_000;

/// When this notebook was touched last, in any window. Cheap to copy.
#[derive(Clone, Copy)]
struct Touched {
    session: Session,
    last: StoredValue<u64>,
}

/// Follows touches from now on, and locks when there were none for long enough. Call once, where the app is mounted.
pub fn watch(session: Session) {
    let now = DeviceClock.now_ms();
    let touched = Touched { session, last: StoredValue::new(now) };
    prefs::set_touched(now);
    for event in ["pointerdown", "keydown", "input"] {
        let handle = window_event_listener_untyped(event, move |_| touched.touch());
        on_cleanup(move || handle.remove());
    }
    let handle = window_event_listener_untyped("visibilitychange", move |_| touched.seen());
    on_cleanup(move || handle.remove());
    let handle = window_event_listener(ev::pageshow, move |_| touched.seen());
    on_cleanup(move || handle.remove());
    let look = move || {
        touched.look();
    };
    // It ends with whoever mounted the app.
    StoredValue::new_local(Interval::new(LOOK_MS, look));
}

/// Locks this window, after keeping what is being typed. Where it cannot be kept, the page stays and says so.
pub fn lock(session: Session) {
    leptos::task::spawn_local(async move {
        if let Some(open) = session.open_draft.get_untracked()
            && let Err(failure) = open.settle().await
        {
            blank(false);
            return session.complain(errors::failure(&failure));
        }
        service_worker::reload();
    });
}

impl Touched {
    /// The first touch after a sleep comes too late: it must not count as one. (Looked at only after a pause, so that no
    /// key waits for it.)
    fn touch(self) {
        let now = DeviceClock.now_ms();
        if now.abs_diff(self.last.get_value()) > TOUCH_MS {
            if self.look() {
                return;
            }
            prefs::set_touched(now);
        }
        self.last.set_value(now);
    }

    /// Before anything is drawn again: the page was blanked when it went out of sight.
    fn seen(self) {
        if !self.session.app().has_passphrase() {
            return;
        }
        if document().hidden() {
            return blank(true);
        }
        if !self.look() {
            blank(false);
        }
    }

    /// Locks when it is time; says whether it is.
    fn look(self) -> bool {
        let app = self.session.app();
        let limit = u64::from(app.lock_minutes()) * MINUTE_MS;
        let now = DeviceClock.now_ms();
        // A clock that was put back by as much says nothing about how long it has been.
        let is_time = now.abs_diff(self.last.get_value().max(prefs::touched())) >= limit;
        let due = app.has_old_keys() || (app.has_passphrase() && is_time);
        // Tried again at the next look, where the words could not be kept.
        if due {
            lock(self.session);
        }
        due
    }
}

/// Nothing of the page is seen while it is blank: not in the list of open apps either.
fn blank(is_blank: bool) {
    if let Some(root) = document().document_element() {
        let done =
            if is_blank { root.set_attribute("data-blank", "") } else { root.remove_attribute("data-blank") };
        // An attribute of ours is never refused.
        done.ok();
    }
}
