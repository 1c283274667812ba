//! To look at: what came in a file, may not act by itself, and waits outside the notebook.

use super::record_view::facts;
use crate::app::state::Waiting;
use crate::exchange::import::Why;
use crate::ui::a11y;
use crate::ui::components::{Back, Button, ButtonLink, ButtonRow, EmptyState, Fold, Glyph, Look, Page};
use crate::ui::routes::To;
use crate::ui::session::{Session, use_session};
use crate::ui::text::{common, days, keys, labels, to_look_at as words};
use leptos::prelude::*;

/// The page.
#[component]
pub fn ToLookAt() -> impl IntoView {
    let session = use_session();
    let waiting = Memo::new(move |_| session.watch().to_look_at());
    let back = Back { href: To::Mine.href(), label: common::MINE };
    let content = move || {
        waiting.with(|waiting| {
            if waiting.is_empty() {
                return view! { <EmptyState glyph=Glyph::Tick title=words::EMPTY text=words::EMPTY_NEXT /> }
                    .into_any();
            }
            let cards: Vec<_> = waiting.iter().map(|waiting| card(session, waiting)).collect();
            view! {
                <ul class="cards" role="list">
                    {cards}
                </ul>
            }
            .into_any()
        })
    };
    view! {
        <Page title=words::TITLE lead=words::LEAD back=back>
            {move || content()}
        </Page>
    }
}

fn card(session: Session, waiting: &Waiting) -> AnyView {
    let app = session.app();
    let revision = &waiting.revision;
    let (happened, next_step) = words::why(&waiting.why, app.began(revision.record));
    let compare = app.can_be_confirmed(waiting).then(|| {
        view! { <ButtonLink label=keys::COMPARE href=To::Keys.href() /> }
    });
    let about = match app.line(revision.record) {
        // Keys are here only once they were confirmed.
        None if compare.is_some() => ().into_any(),
        Some(line) => {
            let name = if line.headline.is_empty() {
                labels::kind(line.kind.as_str()).to_owned()
            } else {
                line.headline
            };
            view! {
                <p class="words" dir="auto">
                    {name}
                </p>
            }
            .into_any()
        }
        // Said by the title of the card.
        None if waiting.why == Why::NoParent.as_str() => ().into_any(),
        None => view! { <p>{words::NOT_HERE}</p> }.into_any(),
    };
    let open = app.line(revision.record).map(|line| {
        view! { <ButtonLink label=words::OPEN href=To::Note(line.record).href() look=Look::Second /> }
    });
    let came = (!revision.fields.is_empty()).then(|| {
        let facts = facts(&app, &revision.kind, &revision.fields, |_| false);
        view! {
            <Fold title=words::WHAT_CAME plain=true>
                {facts}
            </Fold>
        }
    });
    let id = revision.id;
    let leave_out = Callback::new(move |()| {
        let app = session.app();
        session.run(async move { app.leave_out(id).await }, |()| {
            a11y::announce(words::LEFT_OUT);
            a11y::focus_heading();
        });
    });
    view! {
        <li class="card">
            <p class="card__line">
                <span>{labels::kind(revision.kind.as_str())}</span>
                <span>{days::day(revision.on, app.today())}</span>
            </p>
            <h2 class="card__title">{happened}</h2>
            {about}
            <p>{next_step}</p>
            {came}
            <ButtonRow>
                {compare} {open}
                <Button label=words::LEAVE_OUT look=Look::Second on_press=leave_out />
            </ButtonRow>
        </li>
    }
    .into_any()
}
