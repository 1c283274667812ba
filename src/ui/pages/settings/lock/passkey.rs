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
    let told = RwSignal::new(None::<(Notice, Tone)>);
    leptos::task::spawn_local(async move {
        let offered = passkey::is_offered().await;
        is_offered.try_set(offered);
    });
    // The person may have left the page while the phone asked.
    let tell = move |notice, tone| {
        told.try_set(Some((notice, tone)));
    };
    let has = Memo::new(move |_| session.watch().has_passkey());
    let set = Callback::new(move |()| {
        busy.set(true);
        told.set(None);
        leptos::task::spawn_local(async move {
            let salt = session.app().fresh_salt();
            let made = passkey::make(&salt, words::PASSKEY_NAME).await;
            busy.try_set(false);
            match made {
                Ok((credential, secret)) => {
                    let app = session.app();
                    let passkey = Passkey { credential, salt };
                    let works = move |()| tell(words::PASSKEY_WORKS, Tone::Good);
                    session.run(async move { app.set_passkey(&passkey, &secret).await }, works);
                }
                Err(NotGiven::Stopped) => tell(words::PASSKEY_STOPPED, Tone::Bad),
                Err(NotGiven::Cannot) => tell(words::PASSKEY_CANNOT, Tone::Bad),
            }
        });
    });
    let end = Callback::new(move |()| {
        told.set(None);
        let app = session.app();
        session.run(async move { app.remove_passkey().await }, |()| ());
    });
    let label = Signal::derive(move || {
        let label = match (busy.get(), has.get()) {
            (true, _) => words::PASSKEY_ASKING,
            (_, true) => words::PASSKEY_AGAIN,
            _ => words::PASSKEY,
        };
        label.to_owned()
    });
    view! {
        {move || {
            let (says, look) = match (has.get(), is_offered.get()) {
                (true, _) => (words::PASSKEY_HAS, Look::Quiet),
                (_, true) => (words::PASSKEY_WHY, Look::Second),
                _ => return None,
            };
            let set = is_offered.get().then(|| view! { <Button label=label look=look busy=busy on_press=set /> });
            let end = has.get().then(|| view! { <Button label=words::PASSKEY_END look=look on_press=end /> });
            Some(
                view! {
                    <p>{says}</p>
                    <ButtonRow>{end} {set}</ButtonRow>
                }
                .into_any(),
            )
        }}
        <div role="status">
            {move || {
                let (notice, tone) = told.get()?;
                Some(view! { <NoticeBox happened=notice.happened next_step=notice.next_step tone=tone /> })
            }}
        </div>
    }
    .into_any()
}
