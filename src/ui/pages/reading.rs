//! Reading the rest of the log while the first screen already stands.

use crate::ui::session::Session;
use crate::ui::text::errors;

/// Reads the rest in the background; lists grow as it goes.
pub fn read_the_rest(session: Session) {
    leptos::task::spawn_local(async move {
        let read = session.app().load_rest(move || session.changed()).await;
        if let Err(error) = read {
            session.complain(errors::store(&error));
        }
        session.changed();
    });
}
