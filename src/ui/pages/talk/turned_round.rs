//! The phone turned round. It lies over every page, so that neither a reload nor a step back shows the notebook;
//! the only way out is a press of two seconds, and it leads back to the talk.

use crate::app::talk::{Shown, Talk};
use crate::domain::ids::DraftId;
use crate::ui::components::TurnedRound;
use crate::ui::drafting::Drafting;
use crate::ui::router::use_router;
use crate::ui::routes::{To, use_go};
use crate::ui::session::{Session, use_session};
use leptos::prelude::*;

/// The question, over everything, while a conversation says so. Stands once, outside the routes; everything beside
/// it is hidden from touch, keyboard and screen reader (`layout.css`).
#[component]
pub fn TurnedRoundOver() -> impl IntoView {
    let session = use_session();
    let shown = Memo::new(move |_| shown(session));
    let go = use_go();
    let router = use_router();
    // Set by the press, until the talk is open and has heard of it: no store that fails can hold anybody here.
    let leaving = RwSignal::new(None::<DraftId>);
    let leave = Callback::new(move |()| {
        let Some((id, _)) = shown.get_untracked() else { return };
        leaving.set(Some(id));
        if untrack(|| router.page()) != Some(To::TalkDraft(id)) {
            go(To::TalkDraft(id), false);
        }
    });
    Effect::new(move |_| {
        let Some(id) = leaving.get() else { return };
        if let Some(talk) = session.open_draft.get().filter(|talk| talk.draft().id == id) {
            leaving.set(None);
            super::edit(talk, |talk| talk.shown = None);
        }
    });
    move || {
        let (_, shown) = shown.get()?;
        let view = view! { <TurnedRound text=shown.text lang=shown.lang dir=shown.dir on_leave=leave /> };
        Some(view.into_any())
    }
}

/// A page that has the conversation open knows best; else what was kept.
fn shown(session: Session) -> Option<(DraftId, Shown)> {
    let open = open_talk(session);
    let from_page = open.and_then(|(talk, id)| Some((id, talk.with(|draft| Talk::of(draft).shown)?)));
    if from_page.is_some() {
        return from_page;
    }
    let kept = session.watch().turned_round()?;
    // What an open page has just changed is kept a moment later.
    if open.is_some_and(|(_, id)| id == kept.id) {
        return None;
    }
    Some((kept.id, Talk::of(&kept).shown?))
}

fn open_talk(session: Session) -> Option<(Drafting, DraftId)> {
    let open = session.open_draft.get()?;
    Some((open, open.with(|draft| draft.id)))
}
