//! An open draft on a page: changed at every keystroke, kept within a second, and never lost by leaving.

use super::routes::To;
use super::session::Session;
use super::text::errors::{self, Notice};
use crate::app::Failure;
use crate::app::commands::save::Saved;
use crate::app::draft::{Draft, Entry};
use crate::domain::ids::DraftId;
use crate::domain::revision::Fields;
use crate::platform::history;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;

/// Milliseconds of quiet, or of typing on, after which a change is kept.
const KEEP_WITHIN_MS: u32 = 400;

/// A draft that a page has open. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Drafting {
    session: Session,
    draft: StoredValue<Draft, LocalStorage>,
    /// Goes up at every change of the draft.
    version: RwSignal<u32>,
    /// The version that the store has.
    kept: RwSignal<u32>,
    keeping: RwSignal<bool>,
    closed: StoredValue<bool>,
    /// Whether it is being saved, or was.
    pub saving: RwSignal<bool>,
    /// What went wrong when it was last kept; the words are only on the screen then.
    pub trouble: RwSignal<Option<Notice>>,
}

impl Drafting {
    /// Opens a draft on this page. When the page is left, what was changed is kept.
    pub fn open(session: Session, draft: Draft) -> Self {
        let drafting = Self {
            session,
            draft: StoredValue::new_local(session.app().own_copy(draft)),
            version: RwSignal::new(0),
            kept: RwSignal::new(0),
            keeping: RwSignal::new(false),
            closed: StoredValue::new(false),
            saving: RwSignal::new(false),
            trouble: RwSignal::new(None),
        };
        session.open_draft.set(Some(drafting));
        on_cleanup(move || {
            drafting.keep_now();
            // The page that comes next may have opened its own already.
            let is_ours = |open: &Option<Self>| open.is_some_and(|open| open.version == drafting.version);
            if session.open_draft.with_untracked(is_ours) {
                session.open_draft.set(None);
            }
        });
        drafting
    }

    /// The draft as it is now.
    pub fn draft(self) -> Draft {
        self.draft.get_value()
    }

    /// Reads from the draft, again at every change.
    pub fn with<T>(self, read: impl FnOnce(&Draft) -> T) -> T {
        self.version.track();
        self.draft.with_value(read)
    }

    /// Reads from the fields of the record that the page is about, again at every change.
    pub fn fields<T>(self, read: impl FnOnce(&Fields) -> T) -> T {
        self.with(|draft| match draft.main() {
            Some(main) => read(&main.fields),
            None => read(&Fields::new()),
        })
    }

    /// Changes the draft; it is kept soon.
    pub fn edit(self, change: impl FnOnce(&mut Draft)) {
        self.draft.update_value(change);
        self.version.update(|version| *version += 1);
        self.keep_soon();
    }

    /// Changes the fields of the record that the page is about.
    pub fn edit_fields(self, change: impl FnOnce(&mut Fields)) {
        self.edit(|draft| {
            if let Some(main) = draft.main_mut() {
                change(&mut main.fields);
            }
        });
    }

    /// Adds a record to be saved with the draft.
    pub fn add(self, entry: Entry) {
        self.edit(|draft| draft.entries.push(entry));
    }

    /// Whether something was typed that the store does not have yet.
    pub fn is_ahead(self) -> bool {
        self.version.get() != self.kept.get()
    }

    /// Whether anything was changed since the page was opened.
    pub fn is_touched(self) -> bool {
        self.version.get() != 0
    }

    /// Keeps the draft in the background, at once: the page is about to go.
    pub fn keep_now(self) {
        if self.closed.get_value() || self.kept.get_untracked() == self.version.get_untracked() {
            return;
        }
        let (app, draft) = (self.session.app(), self.draft());
        let session = self.session;
        leptos::task::spawn_local(async move {
            if app.keep_draft(&draft).await.is_ok() {
                session.wrote();
            }
        });
    }

    /// Waits until the store has everything that was typed.
    ///
    /// # Errors
    /// When it could not be kept; the words are on the screen then.
    pub async fn settle(self) -> Result<(), Failure> {
        let version = self.version.get_untracked();
        if self.closed.get_value() || self.kept.get_untracked() == version {
            return Ok(());
        }
        let id = self.session.app().keep_draft(&self.draft()).await?;
        self.is_kept(id, version);
        Ok(())
    }

    /// The store has this version, under this id: another than before, where another window typed on under that one.
    /// The address then goes along, so that a reload comes back to these words.
    fn is_kept(self, id: DraftId, version: u32) {
        let moved = self.draft.try_update_value(|draft| {
            let before = std::mem::replace(&mut draft.id, id);
            (before != id).then_some(draft.page)
        });
        if let Some(Some(page)) = moved {
            history::replace(&To::go_on(page, id).href());
        }
        self.kept.try_set(version);
    }

    /// Saves the draft. `then` is called only after every word is kept.
    pub fn save(self, then: impl FnOnce(Saved) + 'static) {
        let app = self.session.app();
        let draft = self.draft();
        self.closed.set_value(true);
        self.saving.set(true);
        leptos::task::spawn_local(async move {
            match app.save(&draft).await {
                Ok(saved) => {
                    self.trouble.try_set(None);
                    // First on to the tick: the form is gone then, and need not be brought up to date.
                    then(saved);
                    self.session.wrote();
                }
                Err(failure) => {
                    self.closed.try_set_value(false);
                    self.saving.try_set(false);
                    self.fail(&failure);
                }
            }
        });
    }

    /// Throws the draft away, on purpose.
    pub fn discard(self, then: impl FnOnce(()) + 'static) {
        self.closed.set_value(true);
        let (app, draft) = (self.session.app(), self.draft());
        self.session.run(async move { app.drop_draft(&draft).await }, then);
    }

    fn keep_soon(self) {
        if self.keeping.get_untracked() || self.closed.get_value() {
            return;
        }
        self.keeping.set(true);
        leptos::task::spawn_local(async move {
            TimeoutFuture::new(KEEP_WITHIN_MS).await;
            // The page may be gone by now; its cleanup has kept the draft then.
            let Some(version) = self.version.try_get_untracked() else {
                return;
            };
            let kept = match self.closed.try_get_value() {
                Some(false) => self.session.app().keep_draft(&self.draft()).await,
                _ => return,
            };
            self.keeping.try_set(false);
            match kept {
                Ok(id) => {
                    self.is_kept(id, version);
                    self.trouble.try_set(None);
                    if self.version.try_get_untracked().is_some_and(|now| now != version) {
                        self.keep_soon();
                    }
                }
                Err(failure) => self.fail(&failure),
            }
        });
    }

    fn fail(self, failure: &Failure) {
        let notice = match failure {
            Failure::Gone => errors::GONE_MEANWHILE,
            _ => errors::failure(failure),
        };
        self.trouble.try_set(Some(notice));
        self.session.complain(notice);
    }
}
