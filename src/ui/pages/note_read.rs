//! A note, an answer or a group, to be read, with all that can be done with it.

mod actions;
mod content;
mod promises;
mod state;

use super::record_view::{self, speaking};
use super::undoing::Undoing;
use crate::app::queries::note::Note;
use crate::domain::entries;
use crate::domain::ids::RecordId;
use crate::domain::revision::Kind;
use crate::ui::components::{Back, Page};
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
        Kind::Organisation => content::group(here, note),
        Kind::Response => content::response(here, note),
        _ => content::engagement(here, note),
    };
    let unknown = (note.unknown > 0).then(|| view! { <p class="soft">{words::unknown(note.unknown)}</p> });
    view! {
        {notice}
        {content}
        {unknown}
        {content::who_sees(here, note)}
        {actions::of_open(here, note)}
    }
    .into_any()
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
