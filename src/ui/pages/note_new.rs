//! A new note, one like an earlier one, and one that was begun.

use super::lost::{Lost, Opening};
use super::note_form::NoteForm;
use crate::app::App;
use crate::app::draft::{Draft, Page};
use crate::ui::router::opened_at;
use crate::ui::routes::{To, use_go};
use crate::ui::session::use_session;
use crate::ui::text::{common, note_form as words};
use leptos::prelude::*;

/// A new note.
#[component]
pub fn NewNote() -> impl IntoView {
    let draft = use_session().app().begin_note();
    view! { <NoteForm draft=draft title=common::NEW_NOTE begun_here=true /> }
}

/// A new note like an earlier one.
#[component]
pub fn RepeatNote() -> impl IntoView {
    let record = opened_at().and_then(To::record);
    when_found(common::NEW_NOTE, true, move |app| app.begin_repeat(record?).ok())
}

/// Going on with what was begun.
#[component]
pub fn OpenDraft() -> impl IntoView {
    let id = opened_at().and_then(To::draft);
    let go = use_go();
    Effect::new(move |_| {
        // Conversations have a page of their own.
        let talk = id.filter(|id| {
            let draft = use_session().app().draft(*id);
            draft.is_some_and(|draft| draft.page == Page::Talk)
        });
        if let Some(talk) = talk {
            go(To::TalkDraft(talk), true);
        }
    });
    when_found(words::GO_ON, false, move |app| app.draft(id?).filter(|draft| draft.page != Page::Talk))
}

/// The form over a draft that may first have to be read. Once found, it stays.
pub(super) fn when_found(
    title: &'static str,
    begun_here: bool,
    find: impl Fn(&App) -> Option<Draft> + Send + Sync + 'static,
) -> AnyView {
    let session = use_session();
    let found = Memo::new(move |before: Option<&Option<Draft>>| {
        before.cloned().flatten().or_else(|| find(&session.watch()))
    });
    let view = move || match found.get() {
        Some(draft) => view! { <NoteForm draft=draft title=title begun_here=begun_here /> }.into_any(),
        None if session.watch().is_loaded() => view! { <Lost /> }.into_any(),
        None => view! { <Opening title=title /> }.into_any(),
    };
    view.into_any()
}
