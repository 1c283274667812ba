//! Whose keys lock files today, until when, and since when a person's word holds; and what rules would change.

use crate::domain::keys::Recipient;
use crate::domain::rules::Rules;
use crate::ui::components::{ButtonLink, Look, NoticeBox, Tone};
use crate::ui::routes::To;
use crate::ui::session::Session;
use crate::ui::text::{days, keys as text, rules, send};
use leptos::prelude::*;

/// Whom keys belong to, in a sentence.
pub fn labels(recipients: &[Recipient]) -> String {
    text::all(recipients.iter().map(|recipient| recipient.label.clone()))
}

/// How it stands, with a way to the question where one is open.
pub fn state(session: Session) -> AnyView {
    let how = move || {
        let app = session.watch();
        if !app.is_loaded() {
            return view! { <p>{send::OPENING}</p> }.into_any();
        }
        let (sealing, today) = (app.sealing(), app.today());
        let (stands, more) = match (sealing.confirmed, sealing.recipients.is_empty()) {
            (false, _) => (text::NONE, text::NONE_NEXT.to_owned()),
            (_, true) => (text::NOT_TODAY, String::new()),
            _ => (text::LOCKED_FOR, String::new()),
        };
        let since = sealing.since.filter(|_| sealing.confirmed);
        let more = since.map_or(more, |day| text::since(&days::near(day, today)));
        let row = |key: &Recipient| {
            let line = text::key(&key.label, key.from, key.until, today);
            view! { <li dir="auto">{line}</li> }
        };
        let rows = sealing.named.iter().map(row).collect::<Vec<_>>();
        let rows = (!rows.is_empty()).then(|| view! { <ul class="plain-list">{rows}</ul> });
        view! {
            <p>{stands}</p>
            {rows}
            <p>{more}</p>
            {sealing.asks.map(|_| compare(text::WAIT))}
        }
        .into_any()
    };
    view! { {move || how()} }.into_any()
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

/// What would be different under other rules, below the words that say when.
pub fn changes(now: &Rules, then: &Rules, when: &'static str) -> Option<AnyView> {
    let changes = rules::changes(now, then);
    let list = || {
        let rows = changes.iter().map(|change| view! { <li>{change.clone()}</li> }).collect::<Vec<_>>();
        view! {
            <p>{when}</p>
            <ul class="plain-list">{rows}</ul>
        }
        .into_any()
    };
    (!changes.is_empty()).then(list)
}
