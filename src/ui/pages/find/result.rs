//! One result: a card like any other, with the words that were looked for marked.

use crate::app::App;
use crate::app::queries::lines::Line;
use crate::domain::search::Query;
use crate::ui::components::Tags;
use crate::ui::pages::note_rows;
use leptos::prelude::*;

/// The card of a result. `place` is its place in the list.
pub fn card(app: &App, query: &Query, place: usize, line: &Line) -> AnyView {
    let row = note_rows::row(line, app.today());
    let head: Vec<_> =
        row.line.into_iter().map(|part| view! { <span dir="auto">{marked(query, &part)}</span> }).collect();
    let passage = app.passage(line.record, query).map(|passage| {
        view! {
            <p class="words" dir="auto">
                {marked(query, &passage)}
            </p>
        }
    });
    view! {
        <li>
            <article class="card">
                <p class="card__line">{head}</p>
                <h3 class="card__title">
                    <a href=row.href id=element_id(place)>
                        <span dir="auto">{marked(query, &row.headline)}</span>
                    </a>
                </h3>
                {passage}
                <Tags tags=row.tags />
            </article>
        </li>
    }
    .into_any()
}

/// The id of the link of a result, by its place in the list.
pub fn element_id(place: usize) -> String {
    format!("found-{place}")
}

fn marked(query: &Query, text: &str) -> Vec<AnyView> {
    let mut parts = Vec::new();
    let mut done = 0;
    let plain = |text: &str| view! { <span>{text.to_owned()}</span> }.into_any();
    for range in query.highlights(text) {
        if range.start > done {
            parts.push(plain(&text[done..range.start]));
        }
        done = range.end;
        parts.push(view! { <mark>{text[range].to_owned()}</mark> }.into_any());
    }
    if done < text.len() {
        parts.push(plain(&text[done..]));
    }
    parts
}
