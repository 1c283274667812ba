//! Files brought in before, each of which can be taken out again.

use super::report;
use crate::app::App;
use crate::app::shipped::is_shipped;
use crate::app::state::Batch;
use crate::domain::ids::FileId;
use crate::exchange::header::Purpose;
use crate::ui::a11y;
use crate::ui::components::{Button, Card, EmptyState, Glyph, Look};
use crate::ui::session::use_session;
use crate::ui::text::{bring_in as text, days};
use leptos::prelude::*;

/// The list.
#[component]
pub(super) fn Before() -> impl IntoView {
    let session = use_session();
    let brought = Memo::new(move |_| {
        let mut brought = session.watch().brought();
        brought.retain(|file| !is_shipped(file.file));
        brought
    });
    let take_out = Callback::new(move |batch: FileId| {
        let app = session.app();
        session.run(async move { app.take_file_out(batch).await }, |()| {
            a11y::announce(text::TAKEN_OUT);
        });
    });
    let list = move || {
        let app = session.watch();
        let today = app.today();
        let files = brought.get();
        if files.is_empty() {
            return view! {
                <EmptyState glyph=Glyph::Bring title=text::NONE_BEFORE text=text::NONE_BEFORE_NEXT />
            }
            .into_any();
        }
        let rows = files.into_iter().map(|file| row(&app, &file, today, take_out)).collect::<Vec<_>>();
        view! {
            <ul class="cards" role="list">
                {rows}
            </ul>
        }
        .into_any()
    };
    view! {
        <section class="section">
            <h2>{text::BEFORE}</h2>
            {move || list()}
        </section>
    }
    .into_any()
}

fn row(app: &App, file: &Batch, today: chrono::NaiveDate, take_out: Callback<FileId>) -> AnyView {
    let what = report::what(&Purpose::from(file.purpose.as_str()));
    let line = match file.is_unread() {
        true => text::UNREAD.to_owned(),
        false => text::brought(&file.from, what, &days::near(file.on, today)),
    };
    let part = (file.part.1 > 1).then(|| {
        let (missing, parts) = app.parts_missing(file.file);
        let missing = (!missing.is_empty()).then(|| text::parts_missing(&missing, parts));
        view! { <p>{text::part(file.part.0, parts)} ". " {missing}</p> }
    });
    let batch = file.batch;
    view! {
        <li>
            <Card>
                <p dir="auto">{line}</p>
                {part}
                <Button
                    label=text::TAKE_OUT.to_owned()
                    look=Look::Quiet
                    on_press=Callback::new(move |()| take_out.run(batch))
                />
            </Card>
        </li>
    }
    .into_any()
}
