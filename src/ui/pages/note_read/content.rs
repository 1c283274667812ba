//! What a note, an answer and a group say, each in its own order.

use super::{Here, promises};
use crate::app::queries::lines::{Line, Standing};
use crate::app::queries::note::Note;
use crate::domain::dates;
use crate::domain::entries::{self, engagement, member};
use crate::domain::fields;
use crate::domain::revision::Kind;
use crate::ui::components::{Glyph, NoticeBox, RowLink, Rows};
use crate::ui::pages::{note_rows, record_view};
use crate::ui::routes::To;
use crate::ui::text::{days, labels, note as words, said};
use leptos::prelude::*;

/// A note: its words, groups, quotations, promises, and what was said to talking points.
pub fn engagement(here: Here, note: &Note) -> AnyView {
    let app = here.session.app();
    let all = &note.view.fields;
    let drawn_above = |path: &str| {
        path == "words"
            || path.starts_with("quotes.")
            || path.starts_with("promises.")
            || path == "loop"
            || said::stands_in_line(&Kind::Engagement, path)
    };
    view! {
        {rest_of_words(&note.line.headline, entries::text(all, "words"))}
        {groups(here, note)}
        {quotes(note)}
        {promises::section_of(here, note)}
        {section(words::MORE, record_view::facts(&app, &note.view.kind, all, drawn_above))}
        {responses(here, note)}
    }
    .into_any()
}

/// An answer: its words, what was asked, and the note it belongs to.
pub fn response(here: Here, note: &Note) -> AnyView {
    let app = here.session.app();
    let all = &note.view.fields;
    let left_out = |path: &str| {
        path == "answer" || path == fields::NOTE_LINK || said::stands_in_line(&Kind::Response, path)
    };
    let its_note = fields::linked_note(all).and_then(|record| app.line(record)).map(|line| {
        view! {
            <Rows>
                <RowLink
                    href=To::Note(line.record).href()
                    glyph=Glyph::Book
                    label=words::ITS_NOTE
                    detail=line.headline
                />
            </Rows>
        }
    });
    view! {
        {rest_of_words(&note.line.headline, entries::text(all, "answer"))}
        {record_view::facts(&app, &note.view.kind, all, left_out)}
        {its_note}
    }
    .into_any()
}

/// A group: what it asked for, what is known of it, and the notes about it.
pub fn group(here: Here, note: &Note) -> AnyView {
    let app = here.session.app();
    let all = &note.view.fields;
    let wishes = entries::texts(all, "wishes");
    let wishes = (!wishes.is_empty()).then(|| {
        let asked_on = dates::day(entries::text(all, "wishes_on"))
            .map(|day| words::asked_on(&days::day(day, app.today())))
            .unwrap_or_default();
        let sentences: Vec<String> = wishes.into_iter().map(words::wish).collect();
        view! { <NoticeBox happened=sentences.join(" ") next_step=asked_on /> }
    });
    let left_out = |path: &str| matches!(path, "name" | "wishes" | "wishes_on");
    let notes = if note.named_in.is_empty() {
        view! { <p class="soft">{words::NO_NOTES}</p> }.into_any()
    } else {
        note_rows::cards(&note.named_in, app.today())
    };
    view! {
        {wishes}
        {record_view::facts(&app, &note.view.kind, all, left_out)}
        {section(words::NOTES, notes)}
    }
    .into_any()
}

/// A part of the page under a heading of its own.
pub fn section(heading: &'static str, content: AnyView) -> AnyView {
    view! {
        <section class="section">
            <h2>{heading}</h2>
            {content}
        </section>
    }
    .into_any()
}

/// The words after the first sentence, which is the heading.
fn rest_of_words(headline: &str, all: &str) -> AnyView {
    let rest = all.trim().strip_prefix(headline).unwrap_or(all).trim().to_owned();
    (!rest.is_empty())
        .then(|| {
            view! {
                <p class="words" dir="auto">
                    {rest}
                </p>
            }
        })
        .into_any()
}

fn groups(here: Here, note: &Note) -> AnyView {
    let app = here.session.app();
    let lines: Vec<Line> = engagement::groups(&note.view.fields)
        .into_iter()
        .filter_map(|group| app.line(group))
        .filter(|line| !line.headline.is_empty())
        .collect();
    if lines.is_empty() {
        return ().into_any();
    }
    let link = |line: Line| {
        view! { <RowLink href=To::Note(line.record).href() glyph=Glyph::Talk label=line.headline /> }
    };
    let links = view! { <Rows>{lines.into_iter().map(link).collect::<Vec<_>>()}</Rows> };
    section(words::GROUPS, links.into_any())
}

fn quotes(note: &Note) -> AnyView {
    let quotes = entries::items(&note.view.fields, "quotes");
    if quotes.is_empty() {
        return ().into_any();
    }
    let quote = |item: &serde_json::Value| {
        let about = said::quote_about(item);
        view! {
            <blockquote class="quote">
                <p class="words" dir="auto">
                    {member(item, "text").to_owned()}
                </p>
                {(!about.is_empty()).then(|| view! { <footer>{about}</footer> })}
            </blockquote>
        }
    };
    let quotes: Vec<_> = quotes.into_iter().map(|(_, item)| quote(item)).collect();
    section(words::THEIR_WORDS, quotes.into_any())
}

fn responses(here: Here, note: &Note) -> AnyView {
    if note.responses.is_empty() {
        return ().into_any();
    }
    let app = here.session.app();
    let row = |line: &Line| {
        let prompt = app.view(line.record);
        let prompt = prompt.map(|view| entries::text(&view.fields, "prompt_as_asked").to_owned());
        let detail = prompt.filter(|prompt| !prompt.starts_with(&line.headline));
        view! {
            <RowLink
                href=To::Note(line.record).href()
                glyph=Glyph::Talk
                label=line.headline.clone()
                detail=detail.unwrap_or_default()
            />
        }
    };
    let lines: Vec<_> = note.responses.iter().map(row).collect();
    let rows = view! { <Rows>{lines}</Rows> };
    section(words::TALKED, rows.into_any())
}

/// Who may see it, and how far it has got.
pub fn who_sees(here: Here, note: &Note) -> AnyView {
    let app = here.session.app();
    let own = note.view.sharing.clone();
    let of_note = fields::linked_note(&note.view.fields).and_then(|record| app.line(record));
    let sharing = match of_note {
        Some(line) => own.clone().narrower(line.sharing),
        None => own.clone(),
    };
    let narrowed = (sharing != own).then(|| view! { <p>{words::AS_ITS_NOTE}</p> });
    let code = sharing.as_str();
    let standing = match note.line.standing {
        Standing::Saved => words::ON_THIS_PHONE.to_owned(),
        Standing::Sent(day) => words::sent(&days::date(day, app.today())),
        Standing::Brought => words::brought(entries::text(&note.view.fields, "author")),
    };
    let content = view! {
        <p>
            <strong>{labels::value_label("sharing", code).to_owned()}</strong>
            ". "
            {labels::value_hint("sharing", code)}
        </p>
        {narrowed}
        <p class="soft">{standing}</p>
    };
    section(words::WHO_SEES, content.into_any())
}
