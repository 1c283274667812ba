//! Talk: choose one to three talking points, ask them one card at a time, write the answers down afterwards.

mod ask;
mod bound;
mod choose;
mod done;
mod finds;
mod turned_round;
mod write;

use super::lost::Lost;
use crate::app::talk::Talk as Progress;
use crate::domain::ids::{DraftId, RecordId};
use crate::ui::drafting::Drafting;
use crate::ui::session::use_session;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

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
    let record = in_address("record").and_then(|id| RecordId::parse(&id).ok());
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
    let id = in_address("draft").and_then(|id| DraftId::parse(&id).ok());
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

fn in_address(name: &str) -> Option<String> {
    use_params_map().with_untracked(|params| params.get(name))
}

/// Changes how far a conversation has got.
fn edit(talk: Drafting, change: impl FnOnce(&mut Progress)) {
    talk.edit(|draft| {
        let mut progress = Progress::of(draft);
        change(&mut progress);
        progress.keep_in(draft);
    });
}
