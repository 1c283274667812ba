//! One result: a card like any other, with the words that were looked for marked.
//!
//! A card belongs to a place in the list, and stays while one types: another result there is other words on it. To take
//! cards away and put others with every letter was half of what a letter cost.

use crate::app::App;
use crate::app::queries::lines::Line;
use crate::domain::search::Query;
use crate::ui::components::{NoteRow, Tag, Tags};
use crate::ui::pages::note_rows;
use leptos::prelude::*;

/// What stands on a card.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Shown {
    href: String,
    head: Vec<Vec<Piece>>,
    headline: Vec<Piece>,
    passage: Vec<Piece>,
    tags: Vec<Tag>,
}

/// Some words, and whether they were looked for.
type Piece = (String, bool);

/// What a card says of a line that was found.
pub fn shown(app: &App, query: &Query, line: &Line) -> Shown {
    let NoteRow { href, line: head, headline, tags, .. } = note_rows::row(line, app.today());
    let passage = app.passage(line.record, query).unwrap_or_default();
    Shown {
        href,
        head: head.iter().map(|part| pieces(query, part)).collect(),
        headline: pieces(query, &headline),
        passage: pieces(query, &passage),
        tags,
    }
}

/// The card at this place of what is shown. Where nothing is any more, what was there is hidden, and goes with the next
/// result there or with the page.
pub fn card(place: usize, shown: Memo<Vec<Shown>>) -> AnyView {
    let here = Memo::new(move |before: Option<&Shown>| {
        shown.with(|shown| shown.get(place).or(before).cloned()).unwrap_or_default()
    });
    view! {
        <li hidden=move || shown.with(|shown| shown.len() <= place)>
            <article class="card">
                <p class="card__line">{move || here.with(head)}</p>
                <h3 class="card__title">
                    <a href=move || here.with(|shown| shown.href.clone()) id=element_id(place)>
                        <span dir="auto">{move || here.with(|shown| marked(&shown.headline))}</span>
                    </a>
                </h3>
                {move || here.with(passage)}
                {move || here.with(|shown| view! { <Tags tags=shown.tags.clone() /> }.into_any())}
            </article>
        </li>
    }
    .into_any()
}

fn head(shown: &Shown) -> AnyView {
    let part = |part: &Vec<Piece>| view! { <span dir="auto">{marked(part)}</span> };
    shown.head.iter().map(part).collect::<Vec<_>>().into_any()
}

fn passage(shown: &Shown) -> AnyView {
    if shown.passage.is_empty() {
        return ().into_any();
    }
    view! {
        <p class="words" dir="auto">
            {marked(&shown.passage)}
        </p>
    }
    .into_any()
}

/// The id of the link of a result, by its place in the list.
pub fn element_id(place: usize) -> String {
    format!("found-{place}")
}

fn pieces(query: &Query, text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut done = 0;
    let mut add = |range: std::ops::Range<usize>, is_marked| {
        if !range.is_empty() {
            pieces.push((text[range].to_owned(), is_marked));
        }
    };
    for range in query.highlights(text) {
        add(done..range.start, false);
        done = range.end;
        add(range, true);
    }
    add(done..text.len(), false);
    pieces
}

fn marked(pieces: &[Piece]) -> AnyView {
    let draw = |(text, is_marked): &Piece| {
        let text = text.clone();
        if *is_marked {
            view! { <mark>{text}</mark> }.into_any()
        } else {
            view! { <span>{text}</span> }.into_any()
        }
    };
    pieces.iter().map(draw).collect::<Vec<_>>().into_any()
}
