//! Whose keys lock files today, until when, and since when a person's word holds.

use crate::domain::keys::Recipient;
use crate::ui::components::{ButtonLink, Look, NoticeBox, Tone};
use crate::ui::routes::To;
use crate::ui::session::Session;
use crate::ui::text::{days, keys as text, send};
use leptos::prelude::*;

/// Whom keys belong to, in a sentence.
pub fn labels(recipients: &[Recipient]) -> String {
    text::all(recipients.iter().map(|recipient| recipient.label.clone()))
}

/// How it stands, with a way to the question where one is open.
pub fn state(session: Session) -> AnyView {
    let say = |words: &'static str| view! { <p>{words}</p> }.into_any();
    let how = move || {
        let app = session.watch();
        if !app.is_loaded() {
            return say(send::OPENING);
        }
        let (sealing, today) = (app.sealing(), app.today());
        if !sealing.confirmed {
            return view! {
                {say(text::NONE)}
                {say(text::NONE_NEXT)}
            }
            .into_any();
        }
        let row = |key: &Recipient| {
            let line = text::key(&key.label, key.from, key.until, today);
            view! { <li dir="auto">{line}</li> }
        };
        let rows = sealing.named.iter().map(row).collect::<Vec<_>>();
        let is_today = !sealing.recipients.is_empty();
        view! {
            {say(if is_today { text::LOCKED_FOR } else { text::NOT_TODAY })}
            <ul class="plain-list">{rows}</ul>
            <p class="soft">{sealing.since.map(|day| text::since(&days::near(day, today)))}</p>
        }
        .into_any()
    };
    let asks = move || (!session.watch().unconfirmed_issuers().is_empty()).then(|| compare(text::WAIT));
    view! {
        {how}
        {asks}
    }
    .into_any()
}

/// That keys wait, and the way to the question.
pub fn compare(happened: &'static str) -> AnyView {
    view! {
        <NoticeBox happened=happened tone=Tone::Calm>
            <ButtonLink label=text::COMPARE href=To::Keys.href() look=Look::Second />
        </NoticeBox>
    }
    .into_any()
}
