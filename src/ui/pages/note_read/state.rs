//! How the record stands, where that has to be said: two versions, put together, taken back, erased, newer.

use super::Here;
use crate::app::queries::note::Note;
use crate::domain::merge::State;
use crate::domain::revision::Kind;
use crate::ui::a11y;
use crate::ui::components::{Button, ButtonLink, Look, NoticeBox, Tone};
use crate::ui::routes::To;
use crate::ui::text::{note as words, put_away};
use leptos::prelude::*;

/// The notice at the top of the page, or nothing.
pub fn notice(here: Here, note: &Note) -> AnyView {
    match note.view.state {
        state if note.is_away && state != State::Conflict => {
            view! { <NoticeBox happened=put_away::IS_AWAY next_step=put_away::IS_AWAY_NEXT /> }.into_any()
        }
        State::Current if matches!(note.view.kind, Kind::Other(_)) => {
            view! { <NoticeBox happened=words::NEWER_KIND next_step=words::NEWER_KIND_NEXT /> }.into_any()
        }
        State::Current => ().into_any(),
        State::Merged => {
            view! { <NoticeBox happened=words::PUT_TOGETHER next_step=words::PUT_TOGETHER_NEXT /> }.into_any()
        }
        State::Conflict => view! {
            <NoticeBox happened=words::TWO_VERSIONS next_step=words::TWO_VERSIONS_NEXT tone=Tone::Warn>
                <ButtonLink label=words::LOOK_AT_BOTH href=To::TwoVersions(here.record).href() />
            </NoticeBox>
        }
        .into_any(),
        State::TakenBack => taken_back(here),
        State::Erased => {
            view! { <NoticeBox happened=words::ERASED next_step=words::ERASED_NEXT /> }.into_any()
        }
    }
}

fn taken_back(here: Here) -> AnyView {
    let in_bin = here.session.app().bin().iter().any(|line| line.record == here.record);
    if !in_bin {
        return view! { <NoticeBox happened=words::IN_BIN next_step=words::BIN_EMPTIED /> }.into_any();
    }
    let bring_back = Callback::new(move |()| bring_back(here));
    view! {
        <NoticeBox happened=words::IN_BIN next_step=words::IN_BIN_NEXT>
            <Button label=words::BRING_BACK look=Look::Second on_press=bring_back />
        </NoticeBox>
    }
    .into_any()
}

/// Takes the record back. It can be brought back from the bar, from this page and from the bin.
pub fn take_back(here: Here) {
    let app = here.session.app();
    let taken = async move { app.take_back(here.record).await };
    here.session.run(taken, move |()| {
        here.undoing.offer(words::TAKEN_BACK.to_owned(), move || bring_back(here));
        a11y::focus_heading();
    });
}

fn bring_back(here: Here) {
    let app = here.session.app();
    let brought = async move { app.undo_take_back(here.record).await };
    here.session.run(brought, |()| {
        a11y::announce(words::BROUGHT_BACK);
        a11y::focus_heading();
    });
}
