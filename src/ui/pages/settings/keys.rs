//! Whose keys lock the files that are sent.

use crate::ui::pages::keys;
use crate::ui::session::Session;
use crate::ui::text::keys as text;
use leptos::prelude::*;

/// The section. What leaves the practice notebook is for nobody.
pub(super) fn draw(session: Session) -> Option<AnyView> {
    let section = || {
        view! {
            <section class="section">
                <h2>{text::SETTINGS}</h2>
                {keys::state(session)}
            </section>
        }
        .into_any()
    };
    (!session.practice).then(section)
}
