//! What every page is given: the open notebook, and a signal that says when to ask it again.
//!
//! The notebook is the truth and pages are views of it: a command is awaited, then [`Session::changed`] is called,
//! and whatever was read through [`Session::watch`] is read again.

use super::a11y;
use super::drafting::Drafting;
use super::text::errors::{self, Notice};
use crate::app::{App, Failure};
use crate::platform::tabs::Tabs;
use leptos::prelude::*;
use std::pin::Pin;

/// What is done once a command went well.
type Then = Box<dyn FnOnce()>;

/// The open notebook, for pages. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Session {
    app: StoredValue<App, LocalStorage>,
    changes: RwSignal<u32>,
    /// Whether this is the practice notebook.
    pub practice: bool,
    /// What went wrong last, shown at the top of the page until something goes well.
    pub trouble: RwSignal<Option<Notice>>,
    /// The draft that is open on this page, so that an update or a change of page can keep it first.
    pub open_draft: RwSignal<Option<Drafting>>,
    /// Whether the code was typed a moment ago.
    proved: StoredValue<bool>,
    /// The other windows of this notebook.
    tabs: StoredValue<Option<Tabs>, LocalStorage>,
}

impl Session {
    /// Puts the notebook within reach of every page.
    pub fn provide(app: App, practice: bool) -> Self {
        let session = Self {
            app: StoredValue::new_local(app),
            changes: RwSignal::new(0),
            practice,
            trouble: RwSignal::new(None),
            open_draft: RwSignal::new(None),
            proved: StoredValue::new(false),
            tabs: StoredValue::new_local(None),
        };
        provide_context(session);
        session
    }

    /// Whoever opened the notebook did it with the code, and is to set another password.
    pub fn opened_with_code(self) {
        self.proved.set_value(true);
    }

    /// Whether that was so. It counts once: a phone that is found open has to ask again.
    pub fn has_proved(self) -> bool {
        self.proved.try_update_value(std::mem::take).unwrap_or_default()
    }

    /// The notebook, without asking again when it changes: for commands.
    pub fn app(self) -> App {
        self.app.get_value()
    }

    /// The notebook, to be asked again when it changes: for what is shown.
    pub fn watch(self) -> App {
        self.changes.track();
        self.app.get_value()
    }

    /// Says that what is in memory has changed: everything shown is read again.
    pub fn changed(self) {
        self.changes.update(|n| *n = n.wrapping_add(1));
    }

    /// Says that something was kept: as [`Session::changed`], here and in the other windows of this notebook.
    pub fn wrote(self) {
        self.changed();
        self.tabs.with_value(|tabs| {
            if let Some(tabs) = tabs {
                tabs.announce();
            }
        });
    }

    /// Locks the other windows of this notebook.
    pub fn lock_others(self) {
        self.tabs.with_value(|tabs| {
            if let Some(tabs) = tabs {
                tabs.announce_lock();
            }
        });
    }

    /// From now on this window hears of the others, and they of it.
    pub fn join(self, tabs: Tabs) {
        self.tabs.set_value(Some(tabs));
    }

    /// Does a command in the background. When it went well, everything shown is read again and `then` is called;
    /// when not, the trouble is shown and said aloud, and nothing else happens.
    pub fn run<T: 'static>(
        self,
        command: impl Future<Output = Result<T, Failure>> + 'static,
        then: impl FnOnce(T) + 'static,
    ) {
        self.run_boxed(Box::pin(async move {
            let done = command.await?;
            Ok(Box::new(move || then(done)) as Then)
        }));
    }

    /// One body for all commands: the program is smaller for it.
    fn run_boxed(self, command: Pin<Box<dyn Future<Output = Result<Then, Failure>>>>) {
        leptos::task::spawn_local(async move {
            match command.await {
                Ok(then) => {
                    self.trouble.set(None);
                    self.wrote();
                    then();
                }
                Err(failure) => {
                    // What is not here any more is not to be seen any more either.
                    if matches!(failure, Failure::Gone) {
                        self.changed();
                    }
                    self.complain(errors::failure(&failure));
                }
            }
        });
    }

    /// Shows what went wrong, and says it aloud.
    pub fn complain(self, notice: Notice) {
        a11y::announce(notice.happened);
        self.trouble.set(Some(notice));
    }
}

/// The session of this page.
pub fn use_session() -> Session {
    expect_context::<Session>()
}
