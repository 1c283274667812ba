//! What stayed closed after the organisation's help, opened with the password of that time.

use crate::app::door::Shut;
use crate::ui::components::{Button, ButtonRow, Look, NoticeBox, PasswordField, PasswordIs, Tone};
use crate::ui::session::Session;
use crate::ui::text::errors::{self, Notice};
use crate::ui::text::{asking as words, lock};
use leptos::prelude::*;

/// The section; empty where nothing is closed.
pub(super) fn draw(session: Session) -> AnyView {
    let (secret, busy) = (RwSignal::new(String::new()), RwSignal::new(false));
    let (trouble, is_done) = (RwSignal::new(None::<Notice>), RwSignal::new(false));
    let open = Callback::new(move |()| {
        busy.set(true);
        trouble.set(None);
        leptos::task::spawn_local(async move {
            let done = session.app().open_earlier(&secret.get_untracked()).await;
            busy.set(false);
            is_done.set(done.is_ok());
            match done {
                Ok(()) => {
                    secret.set(String::new());
                    session.wrote();
                }
                Err(Shut::Wrong) => trouble.set(Some(words::NOT_THIS)),
                Err(Shut::Heavy(error)) => trouble.set(Some(errors::heavy(error))),
                Err(Shut::Open(error)) => trouble.set(Some(errors::opening(&error))),
            }
        });
    });
    let is_closed = Memo::new(move |_| session.watch().has_earlier_keys());
    let label =
        Signal::derive(move || (if busy.get() { lock::OPENING } else { words::OPEN_CLOSED }).to_owned());
    let notice = move || {
        let done = Notice { happened: words::OPENED, next_step: "" };
        let (notice, tone) = match trouble.get() {
            Some(notice) => (notice, Tone::Bad),
            None => (is_done.get().then_some(done)?, Tone::Good),
        };
        Some(view! { <NoticeBox happened=notice.happened next_step=notice.next_step tone=tone /> })
    };
    let form = move || {
        is_closed.get().then(|| {
            view! {
                <h3>{words::CLOSED}</h3>
                <p>{words::CLOSED_HOW}</p>
                <PasswordField label=lock::PASSWORD_OR_CODE value=secret is=PasswordIs::Current />
                <ButtonRow>
                    <Button label=label look=Look::Second busy=busy on_press=open />
                </ButtonRow>
            }
            .into_any()
        })
    };
    view! {
        {move || form()}
        <div role="status">{move || notice()}</div>
    }
    .into_any()
}
