//! Whose keys lock the files that are sent: the question whether they are the coordinator's, which stands alone, and
//! how it stands where nothing is asked.

mod question;
mod state;

pub use question::question;
pub use state::{compare, labels, state};

use crate::app::App;
use crate::app::queries::issuer::Unconfirmed;
use crate::ui::components::{Back, NoticeBox, Page, Tone};
use crate::ui::routes::{To, use_go};
use crate::ui::session::use_session;
use crate::ui::text::{common, keys as text};
use leptos::prelude::*;

/// The page.
#[component]
pub fn Keys() -> impl IntoView {
    let session = use_session();
    let go = use_go();
    let was_asked = RwSignal::new(false);
    let asked = Memo::new(move |_| next(&session.watch()));
    let leave = Callback::new(move |()| go(To::Settings, false));
    move || {
        let asked = asked.get();
        let title = asked.as_ref().map_or(text::KEYS, title);
        let back = Back { href: To::Settings.href(), label: common::BACK };
        let inside = match asked {
            Some(asked) => {
                was_asked.set(true);
                question(session, asked, leave)
            }
            None => {
                // Another window may have answered: what is said is how it stands.
                let confirmed = move || {
                    let sealing = session.watch().sealing();
                    let answered = was_asked.get_untracked() && sealing.confirmed;
                    answered.then(|| {
                        let next_step = text::from_now_on(&labels(&sealing.recipients));
                        view! { <NoticeBox happened=text::CONFIRMED next_step=next_step tone=Tone::Good /> }
                    })
                };
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
    }
}

/// The issuer to be asked about next.
pub fn next(app: &App) -> Option<Unconfirmed> {
    app.unconfirmed_issuers().into_iter().next()
}

/// How the question about an issuer is headed.
pub fn title(asked: &Unconfirmed) -> &'static str {
    if asked.instead_of.is_some() { text::CHANGE } else { text::KEYS }
}
