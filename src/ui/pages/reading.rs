//! Reading the rest of the log while the first screen already stands, and what other windows have kept since.

use super::{locking, trouble};
use crate::platform::shell;
use crate::platform::tabs::Tabs;
use crate::ui::later::Later;
use crate::ui::notebooks::Notebook;
use crate::ui::packs;
use crate::ui::session::Session;
use crate::ui::text::errors;
use leptos::ev;
use leptos::prelude::*;

/// Reads the rest in the background; lists grow as it goes. Then what a start leaves to be done is done by the later
/// part of the program, as soon as that is there.
pub fn read_the_rest(session: Session, later: Later) {
    leptos::task::spawn_local(async move {
        let read = session.app().load_rest(move || session.changed()).await;
        if let Err(error) = &read {
            session.complain(errors::store(error));
        }
        session.changed();
        match read {
            _ if session.practice => shell::at_rest(),
            Ok(()) => later.upkeep(session),
            Err(_) => {
                trouble::look_for_room(session);
                shell::at_rest();
            }
        }
    });
}

/// What a start leaves to be done in the worker's own notebook, once every record is read. It is given the pack that
/// comes with the app, unless it has it.
pub fn upkeep(session: Session) {
    leptos::task::spawn_local(async move {
        open_quick_notes(session).await;
        session.app().ready_to_find().await;
        look_after(session).await;
        packs::bring_in_default(session).await;
        seal_again(session);
        keep_organisation_slot(session);
        session.changed();
        trouble::look_for_room(session);
        shell::at_rest();
    });
}

/// Reads again when another window has kept something, and when this one comes back into view. A connection that
/// the phone has closed is noticed then, before anyone types.
pub fn keep_up(session: Session) {
    let notebook = if session.practice { Notebook::Practice } else { Notebook::Own };
    let tabs = Tabs::listen(notebook.database(), move || catch_up(session), move || locking::lock(session));
    session.join(tabs);
    let handle = window_event_listener_untyped("visibilitychange", move |_| {
        if !document().hidden() {
            catch_up(session);
            if !session.practice {
                trouble::look_for_room(session);
            }
        }
    });
    on_cleanup(move || handle.remove());
}

fn catch_up(session: Session) {
    leptos::task::spawn_local(async move {
        match session.app().catch_up().await {
            Ok(()) if session.app().has_old_keys() => locking::lock(session),
            Ok(()) => {
                // There may be room again; where there is not, it was said already.
                session.app().keep_unkept().await.ok();
                session.changed();
            }
            Err(error) => session.complain(errors::store(&error)),
        }
    });
}

/// Counts the day, and goes on with a putting away that was broken off. Where either fails, the next start does it.
async fn look_after(session: Session) {
    session.app().count_day().await.ok();
    session.app().empty_what_is_away().await.ok();
}

/// Whoever could help with a forgotten password is whom files are sealed for today: looked at after every change, when
/// the browser has had its turn.
fn keep_organisation_slot(session: Session) {
    Effect::new(move |_| {
        let app = session.watch();
        leptos::task::spawn_local(async move {
            app.give_way().await;
            // Where it fails, the slot is as it was: the next change or the next opening tries again.
            app.keep_organisation_slot().await.ok();
        });
    });
}

/// What was written while the notebook was locked is the first thing to read.
async fn open_quick_notes(session: Session) {
    match session.app().open_quick_notes().await {
        Ok(()) => session.changed(),
        Err(failure) => session.complain(errors::failure(&failure)),
    }
}

/// Seals older notes with the keys that the first password made, in the background: what is broken off goes on at
/// the next start.
pub fn seal_again(session: Session) {
    let app = session.app();
    if !app.is_to_be_sealed_again() {
        return;
    }
    leptos::task::spawn_local(async move {
        match app.seal_again(|_| ()).await {
            Ok(()) => session.changed(),
            Err(failure) => session.complain(errors::failure(&failure)),
        }
    });
}

/// Whether anything was typed since the page was loaded; from now on.
pub fn watch_typing() -> StoredValue<bool> {
    let typed = StoredValue::new(false);
    let handle = window_event_listener(ev::input, move |_| typed.set_value(true));
    on_cleanup(move || handle.remove());
    typed
}
