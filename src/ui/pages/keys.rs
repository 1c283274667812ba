//! Whose keys lock the files that are sent: the question whether they are the coordinator's, which stands alone, and
//! how it stands where nothing is asked.

mod question;
mod state;

pub use question::question;
pub use state::{changes, compare, labels, state};

use crate::app::App;
use crate::app::queries::issuer::Unconfirmed;
use crate::ui::components::{Back, NoticeBox, Page, Tone};
use crate::ui::routes::{To, use_go};
use crate::ui::session::{Session, use_session};
use crate::ui::text::{common, keys as text};
use leptos::prelude::*;

/// The page.
#[component]
pub fn Keys() -> impl IntoView {
    let session = use_session();
    let go = use_go();
    let was_asked = RwSignal::new(false);
    let asked = asked(session, |_| true);
    let leave = Callback::new(move |()| go(To::Settings, false));
    let page = move || {
        // Read, not only tracked: what was never read follows nothing.
        let asked = (!asked.get().is_empty()).then(|| next(&session.app())).flatten();
        let title = if asked.as_ref().is_some_and(is_change) { text::CHANGE } else { text::KEYS };
        let back = Back { href: To::Settings.href(), label: common::BACK };
        let inside = match asked {
            Some(asked) => {
                was_asked.set(true);
                question(session, asked, leave)
            }
            None => {
                let sealing = session.app().sealing();
                // Another window may have answered: what is said is how it stands.
                let confirmed = (was_asked.get_untracked() && sealing.confirmed).then(|| {
                    let next_step = text::from_now_on(&labels(&sealing.recipients));
                    view! { <NoticeBox happened=text::CONFIRMED next_step=next_step tone=Tone::Good /> }
                });
                view! {
                    {confirmed}
                    {state(session)}
                }
                .into_any()
            }
        };
        view! {
            <Page title=title back=back>
                {inside}
            </Page>
        }
        .into_any()
    };
    view! { {move || page()} }
}

/// The issuer to be asked about next.
pub fn next(app: &App) -> Option<Unconfirmed> {
    app.unconfirmed_issuers().into_iter().next()
}

/// Whether keys would come in the place of others.
pub fn is_change(asked: &Unconfirmed) -> bool {
    asked.instead_of.is_some()
}

/// The key of the issuer to be asked about next, if it is one of these; empty where there is none. Nothing else that
/// changes draws the question anew.
pub fn asked(session: Session, is_one: fn(&Unconfirmed) -> bool) -> Memo<String> {
    Memo::new(move |_| {
        let asked = next(&session.watch()).filter(is_one);
        asked.map(|asked| asked.issuer.to_hex()).unwrap_or_default()
    })
}
