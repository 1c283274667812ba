//! The phone's own lock as a second way in.

use crate::app::door::Passkey;
use crate::platform::passkey::{self, NotGiven};
use crate::ui::components::{Button, ButtonRow, Look, NoticeBox, Tone};
use crate::ui::session::Session;
use crate::ui::text::errors::Notice;
use crate::ui::text::lock as words;
use leptos::prelude::*;

/// The part of the section; empty where the phone cannot do it.
pub(super) fn draw(session: Session) -> AnyView {
    let (is_offered, busy) = (RwSignal::new(false), RwSignal::new(false));
    let trouble = RwSignal::new(None::<Notice>);
    leptos::task::spawn_local(async move {
        let offered = passkey::is_offered().await;
        is_offered.try_set(offered);
    });
    let has = Memo::new(move |_| session.watch().has_passkey());
    let set = Callback::new(move |()| {
        busy.set(true);
        trouble.set(None);
        leptos::task::spawn_local(async move {
            let salt = session.app().fresh_salt();
            let made = passkey::make(&salt, words::PASSKEY_NAME).await;
            busy.try_set(false);
            match made {
                Ok((credential, secret)) => {
                    let app = session.app();
                    let passkey = Passkey { credential, salt };
                    session.run(async move { app.set_passkey(&passkey, &secret).await }, |()| ());
                }
                Err(NotGiven::Stopped) => drop(trouble.try_set(Some(words::PASSKEY_STOPPED))),
                Err(NotGiven::Cannot) => drop(trouble.try_set(Some(words::PASSKEY_CANNOT))),
            }
        });
    });
    let end = Callback::new(move |()| {
        let app = session.app();
        session.run(async move { app.remove_passkey().await }, |()| ());
    });
    let label =
        Signal::derive(move || (if busy.get() { words::PASSKEY_ASKING } else { words::PASSKEY }).to_owned());
    view! {
        {move || {
            let (says, button) = match (has.get(), is_offered.get()) {
                (true, _) => {
                    let end = view! { <Button label=words::PASSKEY_END look=Look::Quiet on_press=end /> };
                    (words::PASSKEY_HAS, end.into_any())
                }
                (false, true) => {
                    let set = view! { <Button label=label look=Look::Second busy=busy on_press=set /> };
                    (words::PASSKEY_WHY, set.into_any())
                }
                _ => return None,
            };
            Some(
                view! {
                    <p>{says}</p>
                    <ButtonRow>{button}</ButtonRow>
                }
                .into_any(),
            )
        }}
        {move || {
            let notice = trouble.get()?;
            Some(view! { <NoticeBox happened=notice.happened next_step=notice.next_step tone=Tone::Bad /> })
        }}
    }
    .into_any()
}
