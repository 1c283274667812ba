//! Taking words out of a record for good: out of every version here, and with the next file out of every other.

mod marks;

use super::record_view;
use crate::app::queries::note::Note;
use crate::domain::ids::RecordId;
use crate::domain::merge::State;
use crate::ui::a11y;
use crate::ui::components::{
    Back, Button, ButtonLink, ButtonRow, Chips, Choice, Glyph, Look, NoticeBox, Page, Tone,
};
use crate::ui::routes::To;
use crate::ui::session::{Session, use_session};
use crate::ui::text::{note, take_out as words};
use leptos::prelude::*;
use marks::Marks;

const SOME: &str = "some";
const ALL: &str = "all";

/// The page.
#[component]
pub fn TakeOut() -> impl IntoView {
    record_view::of_address(|record| view! { <Words record=record /> }.into_any())
}

#[component]
fn Words(record: RecordId) -> impl IntoView {
    let session = use_session();
    let done = RwSignal::new(false);
    let back = Back { href: To::Note(record).href(), label: note::NOTE };
    let lead = Signal::derive(move || if done.get() { "" } else { words::LEAD }.to_owned());
    // Read once: what is being marked must not change under the hand.
    let content = move || {
        if done.get() {
            return finished(record);
        }
        match session.app().note(record) {
            Some(note) if note.view.state != State::Erased => form(session, &note, done),
            _ => finished(record),
        }
    };
    view! {
        <Page title=words::TITLE lead=lead back=back>
            {move || content()}
        </Page>
    }
}

fn finished(record: RecordId) -> AnyView {
    view! {
        <NoticeBox happened=words::DONE next_step=words::WHAT_STAYS tone=Tone::Good>
            <ButtonLink label=words::BACK_TO_IT href=To::Note(record).href() />
        </NoticeBox>
    }
    .into_any()
}

fn form(session: Session, note: &Note, done: RwSignal<bool>) -> AnyView {
    let record = note.view.record;
    let in_parts = matches!(note.view.state, State::Current | State::Merged) && !note.is_away;
    let how_much = RwSignal::new(vec![if in_parts { SOME } else { ALL }.to_owned()]);
    let all = Signal::derive(move || how_much.with(|chosen| chosen.iter().any(|value| value == ALL)));
    let marks = in_parts.then(|| Marks::new(&session.app(), &note.view));
    let nothing = RwSignal::new(false);
    let take_out = Callback::new(move |()| {
        let app = session.app();
        if all.get_untracked() {
            return finish(session, done, async move { app.erase(record).await });
        }
        match marks.and_then(Marks::rest) {
            Some(rest) => finish(session, done, async move { app.take_out(record, rest).await }),
            None => {
                a11y::announce(words::NOTHING);
                nothing.set(true);
            }
        }
    });
    let choice = |value, label, hint: &str| Choice { hint: hint.to_owned(), ..Choice::new(value, label) };
    let choices = vec![choice(SOME, words::SOME, words::SOME_HINT), choice(ALL, words::ALL, words::ALL_HINT)];
    let question = if in_parts {
        view! { <Chips legend=words::HOW_MUCH choices=choices chosen=how_much rows=true /> }.into_any()
    } else if note.view.state == State::Conflict {
        view! { <NoticeBox happened=words::TWO_FIRST next_step=words::TWO_FIRST_NEXT tone=Tone::Warn /> }
            .into_any()
    } else {
        ().into_any()
    };
    let app = session.app();
    let has_draft = app.home().drafts.iter().any(|draft| draft.record == Some(record));
    let from_elsewhere = record_view::is_somebody_elses(&app, note);
    view! {
        {question}
        <div class="column" hidden=all>
            {marks.map(Marks::view)}
        </div>
        <section class="section">
            <p>
                <strong>{words::WHAT_HAPPENS}</strong>
                " "
                {words::WHAT_STAYS}
            </p>
            {from_elsewhere.then(|| view! { <p>{words::NOT_WRITTEN_HERE}</p> })}
            {has_draft.then(|| view! { <p>{words::DRAFT_GOES}</p> })}
            <div hidden=move || !nothing.get() || all.get()>
                <NoticeBox happened=words::NOTHING next_step=words::NOTHING_NEXT tone=Tone::Warn />
            </div>
            <ButtonRow>
                <Button label=words::DO_IT look=Look::Warning glyph=Glyph::Bin on_press=take_out />
            </ButtonRow>
        </section>
    }
    .into_any()
}

fn finish(
    session: Session,
    done: RwSignal<bool>,
    command: impl Future<Output = Result<(), crate::app::Failure>> + 'static,
) {
    session.run(command, move |()| {
        a11y::announce(words::DONE);
        done.try_set(true);
        a11y::focus_heading();
    });
}
