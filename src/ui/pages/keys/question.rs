//! The question whether keys are the coordinator's: two people compare six words by voice. Nothing else confirms them.

use super::{changes, labels};
use crate::app::queries::issuer::Unconfirmed;
use crate::ui::a11y;
use crate::ui::components::{Button, ButtonLink, ButtonRow, Card, Look, NoticeBox, Tone};
use crate::ui::routes::To;
use crate::ui::session::Session;
use crate::ui::text::errors::{self, Notice};
use crate::ui::text::{common, keys as text, lock, rules, to_look_at};
use leptos::prelude::*;

/// The whole of it. `on_leave` is called where it stays open; the answer *the same* makes the question go.
pub fn question(session: Session, asked: Unconfirmed, on_leave: Callback<()>) -> AnyView {
    let issuer = asked.issuer;
    let (words, trouble) = (RwSignal::new(Vec::new()), RwSignal::new(None));
    let different = RwSignal::new(false);
    let fetch = move || {
        trouble.set(None);
        let app = session.app();
        leptos::task::spawn_local(async move {
            match app.words_of_issuer(issuer).await {
                Ok(six) => drop(words.try_set(six)),
                Err(failure) => drop(trouble.try_set(Some(errors::failure(&failure)))),
            }
        });
    };
    fetch();
    let again = Callback::new(move |()| fetch());
    let same = Callback::new(move |()| {
        let app = session.app();
        session.run(async move { app.pin_issuer(issuer).await }, |()| {
            a11y::announce(text::CONFIRMED);
            a11y::focus_heading();
        });
    });
    let other = Callback::new(move |()| {
        different.set(true);
        a11y::announce(text::NOT_USED);
    });
    let no_words = Signal::derive(move || words.with(Vec::is_empty));
    let answer = move || match different.get() {
        false => view! {
            <ButtonRow>
                <Button label=text::SAME busy=no_words on_press=same />
                <Button label=text::DIFFERENT look=Look::Second on_press=other />
                <Button label=text::NOT_NOW look=Look::Quiet on_press=on_leave />
            </ButtonRow>
        }
        .into_any(),
        true => view! {
            <NoticeBox happened=text::NOT_USED next_step=text::NOT_USED_NEXT tone=Tone::Warn>
                <ButtonRow>
                    <ButtonLink label=to_look_at::TITLE href=To::ToLookAt.href() look=Look::Second />
                    <Button label=text::GO_ON look=Look::Quiet on_press=on_leave />
                </ButtonRow>
            </NoticeBox>
        }
        .into_any(),
    };
    let says = if asked.says.is_empty() { text::SAYS_NOTHING.to_owned() } else { asked.says.join(" · ") };
    let change = asked.instead_of.is_some().then(|| {
        let before = text::still(&labels(&session.app().recipients()));
        view! { <NoticeBox happened=before next_step=text::UNTIL_THEN tone=Tone::Warn /> }
    });
    let (app, names_keys) = (session.app(), !asked.recipients.is_empty());
    let changes = changes(&app.rules(), &app.rules_under(issuer), rules::IF_SAME);
    let how = text::HOW.iter().map(|line| view! { <li>{*line}</li> }).collect::<Vec<_>>();
    view! {
        {change}
        <Card>
            <p>{if names_keys { text::SAYS } else { rules::SAYS }}</p>
            <p class="card__title" dir="auto">
                {says}
            </p>
            {names_keys.then(|| view! { <p>{text::would_lock(&labels(&asked.recipients))}</p> })}
            {changes}
        </Card>
        <section class="section">
            <h2>{text::SIX_WORDS}</h2>
            <p>{text::WHY}</p>
            {move || shown(words.get(), trouble.get(), again)}
            <ol class="plain-list">{how}</ol>
        </section>
        {move || answer()}
    }
    .into_any()
}

fn shown(words: Vec<String>, trouble: Option<Notice>, again: Callback<()>) -> AnyView {
    if let Some(notice) = trouble {
        return view! {
            <NoticeBox happened=notice.happened next_step=notice.next_step tone=Tone::Bad>
                <Button label=common::TRY_AGAIN look=Look::Second on_press=again />
            </NoticeBox>
        }
        .into_any();
    }
    if words.is_empty() {
        return view! { <p role="status">{lock::FETCHING}</p> }.into_any();
    }
    let words = words.into_iter().map(|word| view! { <li>{word}</li> }).collect::<Vec<_>>();
    view! { <ol class="code-groups six-words card">{words}</ol> }.into_any()
}
