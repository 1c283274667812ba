//! What can be done with the record, at the foot of the page.

use super::{Here, as_text, state};
use crate::app::queries::note::Note;
use crate::domain::merge::State;
use crate::domain::revision::Kind;
use crate::platform::share;
use crate::ui::a11y;
use crate::ui::components::{Button, ButtonLink, ButtonRow, Look};
use crate::ui::pages::record_view;
use crate::ui::routes::To;
use crate::ui::text::errors::Notice;
use crate::ui::text::{common, note as words};
use leptos::prelude::*;

/// All of it, for a record that is there.
pub fn of_open(here: Here, note: &Note) -> AnyView {
    let record = here.record;
    if !matches!(note.view.kind, Kind::Engagement | Kind::Response | Kind::Organisation) {
        return versions(here, note);
    }
    let change = (note.view.state != State::Conflict && !note.is_away).then(|| {
        view! { <ButtonLink label=common::CHANGE href=To::Change(record).href() to_words=true /> }
    });
    let next = match note.view.kind {
        Kind::Engagement => view! {
            <ButtonLink label=words::TALK_ABOUT href=To::TalkFor(record).href() look=Look::Second />
            <ButtonLink label=words::REPEAT href=To::Repeat(record).href() look=Look::Second to_words=true />
        }
        .into_any(),
        Kind::Organisation => view! {
            <ButtonLink label=words::NEW_NOTE_HERE href=To::Repeat(record).href() look=Look::Second to_words=true />
        }
        .into_any(),
        _ => ().into_any(),
    };
    let text = StoredValue::new(as_text(here, note));
    let copy = Callback::new(move |()| copy(here, text.get_value()));
    let copy_label =
        Signal::derive(move || if here.copied.get() { words::COPIED } else { words::COPY }.to_owned());
    // A browser without a printer does nothing, and that is all there is to know.
    let print = Callback::new(|()| drop(window().print()));
    let take_back = Callback::new(move |()| state::take_back(here));
    let take_back = (!note.is_away)
        .then(|| view! { <Button label=words::TAKE_BACK look=Look::Quiet on_press=take_back /> });
    let not_ours = record_view::is_somebody_elses(&here.session.app(), note)
        .then(|| view! { <p class="soft no-print">{words::NOT_WRITTEN_HERE}</p> });
    let versions = versions(here, note);
    view! {
        <ButtonRow>{change} {next}</ButtonRow>
        <ButtonRow>
            <Button label=copy_label look=Look::Quiet on_press=copy />
            <Button label=words::PRINT look=Look::Quiet on_press=print />
            {versions}
            {take_back}
            <ButtonLink label=words::TAKE_OUT href=To::TakeOut(record).href() look=Look::Quiet />
        </ButtonRow>
        {not_ours}
    }
    .into_any()
}

/// What is left for a record whose words are away.
pub fn of_closed(here: Here, note: &Note) -> AnyView {
    let take_out = (note.view.state == State::TakenBack).then(|| {
        view! { <ButtonLink label=words::TAKE_OUT href=To::TakeOut(here.record).href() look=Look::Quiet /> }
    });
    let versions = versions(here, note);
    view! { <ButtonRow>{versions} {take_out}</ButtonRow> }.into_any()
}

fn versions(here: Here, note: &Note) -> AnyView {
    if note.versions < 2 {
        return ().into_any();
    }
    let href = To::Versions(here.record).href();
    view! { <ButtonLink label=words::versions(note.versions) href=href look=Look::Quiet /> }.into_any()
}

fn copy(here: Here, text: String) {
    leptos::task::spawn_local(async move {
        if share::copy_text(&text).await {
            a11y::announce(words::COPIED);
            here.copied.try_set(true);
        } else {
            here.session.complain(Notice { happened: words::NOT_COPIED, next_step: words::NOT_COPIED_NEXT });
        }
    });
}
