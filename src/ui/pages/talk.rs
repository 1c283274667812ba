//! Talk: choose one to three talking points, ask them one card at a time, write the answers down afterwards.

mod ask;
mod bound;
mod choose;
mod done;
mod turned_round;
mod write;

use super::lost::Lost;
use crate::app::talk::Talk as Progress;
use crate::domain::ids::RecordId;
use crate::ui::drafting::Drafting;
use crate::ui::router::opened_at;
use crate::ui::routes::To;
use crate::ui::session::use_session;
use leptos::prelude::*;

pub use turned_round::TurnedRoundOver;

/// A new conversation.
#[component]
pub fn Talk() -> impl IntoView {
    view! { <choose::Choose about=None /> }.into_any()
}

/// A new conversation that belongs to a note.
#[component]
pub fn TalkAbout() -> impl IntoView {
    let session = use_session();
    let record = opened_at().and_then(To::record);
    let note = record.filter(|record| session.app().line(*record).is_some());
    match note {
        Some(_) => view! { <choose::Choose about=note /> }.into_any(),
        None => view! { <Lost /> }.into_any(),
    }
}

/// A conversation that was begun: asking, then writing.
#[component]
pub fn TalkDraft() -> impl IntoView {
    let session = use_session();
    let id = opened_at().and_then(To::draft);
    let Some(draft) = id.and_then(|id| session.app().draft(id)) else {
        return view! { <Lost /> }.into_any();
    };
    let about = draft.main().and_then(|main| crate::domain::fields::linked_note(&main.fields));
    let talk = Drafting::open(session, draft);
    let saved = RwSignal::new(None::<Vec<RecordId>>);
    let writing = Memo::new(move |_| talk.with(|draft| Progress::of(draft).writing));
    let page = move || match (saved.get(), writing.get()) {
        (Some(records), _) => view! { <done::Done records=records about=about /> }.into_any(),
        (None, true) => view! { <write::Write talk=talk about=about saved=saved /> }.into_any(),
        (None, false) => view! { <ask::Ask talk=talk about=about /> }.into_any(),
    };
    page.into_any()
}

/// Changes how far a conversation has got.
fn edit(talk: Drafting, change: impl FnOnce(&mut Progress)) {
    talk.edit(|draft| {
        let mut progress = Progress::of(draft);
        change(&mut progress);
        progress.keep_in(draft);
    });
}
