//! A note, an answer or a group, to be read, with all that can be done with it.

mod actions;
mod promises;
mod state;

use super::note_rows;
use super::record_view::{self, speaking};
use super::undoing::Undoing;
use crate::app::queries::lines::{Line, Standing};
use crate::app::queries::note::Note;
use crate::domain::entries::{self, engagement, member};
use crate::domain::fields;
use crate::domain::ids::RecordId;
use crate::domain::revision::Kind;
use crate::ui::components::{Back, Glyph, NoticeBox, Page, RowLink, Rows};
use crate::ui::routes::To;
use crate::ui::session::{Session, use_session};
use crate::ui::text::{common, days, labels, lists, note as words, said};
use leptos::prelude::*;

/// The page.
#[component]
pub fn ReadNote() -> impl IntoView {
    record_view::of_address(|record| view! { <One record=record /> }.into_any())
}

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Here {
    session: Session,
    record: RecordId,
    undoing: Undoing,
    /// Whether the text is on the clipboard.
    copied: RwSignal<bool>,
}

#[component]
fn One(record: RecordId) -> impl IntoView {
    let session = use_session();
    let here = Here { session, record, undoing: Undoing::new(), copied: RwSignal::new(false) };
    let note = Memo::new(move |_| session.watch().note(record));
    let title = note.with_untracked(|note| match note.as_ref().map(|note| &note.view.kind) {
        Some(Kind::Organisation) => words::GROUP,
        Some(Kind::Response) => words::RESPONSE,
        _ => words::NOTE,
    });
    let line = move |read: fn(Session, &Note) -> String| {
        Signal::derive(move || {
            note.with(|note| note.as_ref().map(|note| read(session, note)).unwrap_or_default())
        })
    };
    let back = Back { href: To::Find.href(), label: common::FIND };
    view! {
        <Page title=title heading=line(heading) lead=line(|session, note| isolated(about(session, note))) back=back>
            {move || note.get().map(|note| body(here, &note))}
            {here.undoing.bar()}
        </Page>
    }
}

fn body(here: Here, note: &Note) -> AnyView {
    let notice = state::notice(here, note);
    if !note.view.state.is_open() {
        return view! {
            {notice}
            {actions::of_closed(here, note)}
        }
        .into_any();
    }
    let content = match note.view.kind {
        Kind::Organisation => group(here, note),
        Kind::Response => response(here, note),
        _ => engagement(here, note),
    };
    let unknown = (note.unknown > 0).then(|| view! { <p class="soft">{words::unknown(note.unknown)}</p> });
    view! {
        {notice}
        {content}
        {unknown}
        {who_sees(here, note)}
        {actions::of_open(here, note)}
    }
    .into_any()
}

fn engagement(here: Here, note: &Note) -> AnyView {
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

fn response(here: Here, note: &Note) -> AnyView {
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

fn group(here: Here, note: &Note) -> AnyView {
    let app = here.session.app();
    let all = &note.view.fields;
    let wishes = entries::texts(all, "wishes");
    let wishes = (!wishes.is_empty()).then(|| {
        let asked_on = entries::text(all, "wishes_on")
            .parse()
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

fn section(heading: &'static str, content: AnyView) -> AnyView {
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

fn who_sees(here: Here, note: &Note) -> AnyView {
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

fn heading(_: Session, note: &Note) -> String {
    match (note.view.state.is_open(), note.line.headline.as_str()) {
        (true, "") => lists::NO_WORDS.to_owned(),
        (true, headline) => headline.to_owned(),
        (false, _) => String::new(),
    }
}

/// Place, day and with whom.
fn about(session: Session, note: &Note) -> Vec<String> {
    let line = &note.line;
    if line.kind == Kind::Organisation || !line.state.is_open() {
        return Vec::new();
    }
    let mut about = line.places.clone();
    if entries::yes(&note.view.fields, "whole_area") {
        about.push(words::WHOLE_AREA.to_owned());
    }
    about.push(days::day(line.day, session.app().today()));
    if !line.with_kinds.is_empty() {
        let with: Vec<&str> =
            line.with_kinds.iter().map(|code| labels::value_label("with_kinds", code)).collect();
        about.push(words::with(&with.join(", ")));
    }
    about
}

/// One line of several pieces, each with a direction of its own.
fn isolated(pieces: Vec<String>) -> String {
    let pieces: Vec<String> = pieces.into_iter().map(|piece| format!("\u{2068}{piece}\u{2069}")).collect();
    pieces.join(" · ")
}

/// The whole of it as plain text.
fn as_text(here: Here, note: &Note) -> String {
    let app = here.session.app();
    let mut line = about(here.session, note);
    line.extend(note.line.groups.iter().cloned());
    speaking(&app, |speaker| said::as_text(&note.view.kind, &note.view.fields, &line, speaker))
}
