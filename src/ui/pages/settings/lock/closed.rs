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
    let told = RwSignal::new(None::<Result<(), Notice>>);
    let open = Callback::new(move |()| {
        busy.set(true);
        told.set(None);
        leptos::task::spawn_local(async move {
            let done = session.app().open_earlier(&secret.get_untracked()).await;
            busy.set(false);
            if done.is_ok() {
                secret.set(String::new());
                session.wrote();
            }
            told.set(Some(done.map_err(|error| match error {
                Shut::Wrong => words::NOT_THIS,
                Shut::Heavy(error) => errors::heavy(error),
                Shut::Open(error) => errors::opening(&error),
            })));
        });
    });
    let is_closed = Memo::new(move |_| session.watch().has_earlier_keys());
    let label =
        Signal::derive(move || (if busy.get() { lock::OPENING } else { words::OPEN_CLOSED }).to_owned());
    let notice = move || {
        told.get().map(|told| match told {
            Ok(()) => view! { <NoticeBox happened=words::OPENED tone=Tone::Good /> },
            Err(notice) => {
                view! { <NoticeBox happened=notice.happened next_step=notice.next_step tone=Tone::Bad /> }
            }
        })
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
        })
    };
    view! {
        {form}
        <div role="status">{notice}</div>
    }
    .into_any()
}
