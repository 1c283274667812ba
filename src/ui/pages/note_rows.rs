//! How a record looks in a list, wherever it is listed.

use crate::app::queries::lines::{Line, Standing};
use crate::domain::merge::State;
use crate::domain::revision::{Kind, Sharing};
use crate::ui::components::{NoteCard, NoteRow, Tag, Tone};
use crate::ui::routes::To;
use crate::ui::text::{days, labels, lists};
use chrono::NaiveDate;
use leptos::prelude::*;

/// What a list shows of a record.
pub fn row(line: &Line, today: NaiveDate) -> NoteRow {
    let is_group = line.kind == Kind::Organisation;
    let mut head = line.places.clone();
    if !is_group {
        head.push(days::day(line.day, today));
    }
    let tag = |text: String, tone| Tag { text, tone };
    let mut tags = Vec::new();
    if line.kind != Kind::Engagement {
        tags.push(tag(labels::kind(line.kind.as_str()).to_owned(), Tone::Accent));
    }
    tags.extend(line.groups.iter().map(|group| tag(group.clone(), Tone::Calm)));
    if line.state == State::Conflict {
        tags.push(tag(lists::TWO_VERSIONS.to_owned(), Tone::Warn));
    }
    if line.unfinished {
        tags.push(tag(lists::FINISH_LATER.to_owned(), Tone::Warn));
    }
    if line.sharing == Sharing::Private {
        tags.push(tag(labels::value_label("sharing", line.sharing.as_str()).to_owned(), Tone::Calm));
    }
    if let Standing::Sent(day) = line.standing {
        tags.push(tag(lists::sent(&days::date(day, today)), Tone::Good));
    }
    NoteRow {
        href: To::Note(line.record).href(),
        line: head,
        headline: if line.headline.is_empty() { lists::NO_WORDS.to_owned() } else { line.headline.clone() },
        tags,
        draft: false,
    }
}

/// A list of records.
pub fn cards(lines: &[Line], today: NaiveDate) -> AnyView {
    let cards = lines.iter().map(|line| view! { <NoteCard row=row(line, today) /> });
    view! {
        <ul class="cards" role="list">
            {cards.collect::<Vec<_>>()}
        </ul>
    }
    .into_any()
}
