//! Putting away: what went in a file long ago, and a phone that lets go of its words.

use super::note_rows;
use crate::domain::ids::RecordId;
use crate::ui::a11y;
use crate::ui::components::{
    Back, Button, ButtonLink, ButtonRow, EmptyState, Glyph, Look, NoticeBox, Page, RowLink, Rows, Tone,
};
use crate::ui::routes::{To, use_go};
use crate::ui::session::{Session, use_session};
use crate::ui::text::{common, put_away as words};
use leptos::prelude::*;

/// Lines shown: enough to know what it is about.
const SHOWN: usize = 50;

/// The page.
#[component]
pub fn PutAway() -> impl IntoView {
    let session = use_session();
    let done = RwSignal::new(0);
    let back = Back { href: To::Mine.href(), label: common::MINE };
    let content = move || {
        if !session.watch().is_loaded() {
            return view! { <p class="soft">{crate::ui::text::send::OPENING}</p> }.into_any();
        }
        match done.get() {
            0 => offered(session, done),
            n => view! {
                <NoticeBox happened=words::done(n) next_step=words::DONE_NEXT tone=Tone::Good>
                    <ButtonLink label=common::DONE.to_owned() href=To::Mine.href() />
                </NoticeBox>
            }
            .into_any(),
        }
    };
    view! {
        <Page title=words::TITLE back=back>
            {move || content()}
        </Page>
    }
    .into_any()
}

fn offered(session: Session, done: RwSignal<usize>) -> AnyView {
    let lines = session.app().may_be_put_away();
    let days = session.app().rules().put_away_after;
    if lines.is_empty() {
        let why = words::none_next(days);
        return view! { <EmptyState glyph=Glyph::Book title=words::NONE text=why /> }.into_any();
    }
    let today = session.app().today();
    let rows: Vec<_> = lines
        .iter()
        .take(SHOWN)
        .map(|line| {
            let row = note_rows::row(line, today);
            view! { <RowLink href=row.href glyph=Glyph::Book label=row.headline detail=row.line.join(" · ") /> }
        })
        .collect();
    let count = lines.len();
    let more = (count > SHOWN).then(|| view! { <p class="soft">{words::more(count - SHOWN)}</p> });
    let records: Vec<RecordId> = lines.iter().map(|line| line.record).collect();
    let go = use_go();
    let put_away = Callback::new(move |()| {
        let (app, records) = (session.app(), records.clone());
        session.run(async move { app.put_away(&records).await }, move |()| {
            a11y::announce(&words::done(count));
            done.try_set(count);
            a11y::focus_heading();
        });
    });
    let not_now = Callback::new(move |()| {
        let app = session.app();
        session.run(async move { app.put_off_putting_away().await }, move |()| go(To::Mine, false));
    });
    let lines = words::LINES.iter().map(|line| view! { <li>{*line}</li> }).collect::<Vec<_>>();
    view! {
        <p>{words::offered(count, days)}</p>
        <ul class="plain-list">{lines}</ul>
        <ButtonRow>
            <Button label=words::PUT_AWAY on_press=put_away />
            <Button label=words::NOT_NOW look=Look::Second on_press=not_now />
        </ButtonRow>
        <Rows>{rows}</Rows>
        {more}
    }
    .into_any()
}
