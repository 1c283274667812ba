//! A password is offered before the first note, and with the first one that is for nobody else. Never in the way.

use crate::platform::prefs::Pref;
use crate::ui::components::{Button, ButtonLink, ButtonRow, Look, NoticeBox, Tone};
use crate::ui::routes::To;
use crate::ui::session::Session;
use crate::ui::text::lock as words;
use leptos::prelude::*;

/// On Home, while there is hardly a note. Not for whoever said *Not now*.
pub fn with_first_notes(session: Session) -> AnyView {
    let put_off = RwSignal::new(Pref::PasswordPutOff.get().is_some());
    let line = move || {
        let app = session.watch();
        let is_wanted = !session.practice && !put_off.get() && app.is_first_note() && !app.has_passphrase();
        let not_now = Callback::new(move |()| {
            Pref::PasswordPutOff.set("yes");
            put_off.set(true);
        });
        is_wanted.then(|| {
            view! {
                <NoticeBox happened=words::OFFER tone=Tone::Calm>
                    <ButtonRow>
                        <ButtonLink label=words::SET href=To::Password.href() look=Look::Second />
                        <Button label=words::NOT_NOW look=Look::Quiet on_press=not_now />
                    </ButtonRow>
                </NoticeBox>
            }
        })
    };
    line.into_any()
}

/// Beside a note that is for nobody else.
pub fn with_private(session: Session) -> Option<AnyView> {
    let is_wanted = !session.practice && !session.app().has_passphrase();
    let offer = move || {
        view! {
            <NoticeBox happened=words::OFFER_PRIVATE next_step=words::OFFER_PRIVATE_NEXT tone=Tone::Calm>
                <ButtonLink label=words::SET href=To::Password.href() look=Look::Second />
            </NoticeBox>
        }
        .into_any()
    };
    is_wanted.then(offer)
}
