//! The bin: what was taken back on this phone and can still be read.

use super::note_rows;
use crate::app::queries::lines::Line;
use crate::ui::a11y;
use crate::ui::components::{Back, Button, ButtonRow, EmptyState, Glyph, Look, NoticeBox, Page, Tags, Tone};
use crate::ui::routes::To;
use crate::ui::session::{Session, use_session};
use crate::ui::text::{bin as words, common};
use leptos::prelude::*;

/// The page.
#[component]
pub fn Bin() -> impl IntoView {
    let session = use_session();
    let lines = Memo::new(move |_| session.watch().bin());
    let back = Back { href: To::Mine.href(), label: common::MINE };
    let content = move || {
        lines.with(|lines| {
            if lines.is_empty() {
                view! { <EmptyState glyph=Glyph::Bin title=words::EMPTY text=words::EMPTY_NEXT /> }.into_any()
            } else {
                full(session, lines)
            }
        })
    };
    view! {
        <Page title=words::BIN lead=words::LEAD back=back>
            {move || content()}
        </Page>
    }
}

fn full(session: Session, lines: &[Line]) -> AnyView {
    let rows: Vec<_> = lines.iter().map(|line| row(session, line)).collect();
    let count = lines.len();
    let sure = RwSignal::new(false);
    let ask = Callback::new(move |()| {
        a11y::announce(&words::will_go(count));
        sure.set(true);
    });
    let keep = Callback::new(move |()| sure.set(false));
    let empty = Callback::new(move |()| {
        let app = session.app();
        session.run(async move { app.empty_bin().await }, |()| {
            a11y::announce(words::EMPTIED);
            a11y::focus_heading();
        });
    });
    // Two taps, on the page itself: this is the one thing here that nothing brings back.
    let end = move || {
        if sure.get() {
            view! {
                <NoticeBox happened=words::will_go(count) tone=Tone::Warn>
                    <ButtonRow>
                        <Button label=words::EMPTY_NOW look=Look::Warning on_press=empty />
                        <Button label=words::KEEP look=Look::Second on_press=keep />
                    </ButtonRow>
                </NoticeBox>
            }
            .into_any()
        } else {
            view! { <Button label=words::EMPTY_IT look=Look::Second glyph=Glyph::Bin on_press=ask /> }
                .into_any()
        }
    };
    view! {
        <ul class="cards" role="list">
            {rows}
        </ul>
        {move || end()}
    }
    .into_any()
}

fn row(session: Session, line: &Line) -> AnyView {
    let record = line.record;
    let bring_back = Callback::new(move |()| {
        let app = session.app();
        session.run(async move { app.undo_take_back(record).await }, |()| {
            a11y::announce(words::BROUGHT_BACK);
            a11y::focus_heading();
        });
    });
    let row = note_rows::row(line, session.app().today());
    let head: Vec<_> = row.line.into_iter().map(|part| view! { <span dir="auto">{part}</span> }).collect();
    view! {
        <li class="card">
            <p class="card__line">{head}</p>
            <h2 class="card__title">
                <a href=row.href>
                    <span dir="auto">{row.headline}</span>
                </a>
            </h2>
            <Tags tags=row.tags />
            <ButtonRow>
                <Button label=words::BRING_BACK look=Look::Second on_press=bring_back />
            </ButtonRow>
        </li>
    }
    .into_any()
}
