//! What was just saved: the true tick, and what next.

use super::lost::{Lost, Opening};
use crate::app::queries::lines::Line;
use crate::domain::entries::engagement;
use crate::domain::ids::RecordId;
use crate::domain::revision::Kind;
use crate::platform::persist;
use crate::ui::components::{Back, Button, ButtonLink, ButtonRow, Glyph, Icon, Look, NoticeBox, Page, Tone};
use crate::ui::router::opened_at;
use crate::ui::routes::To;
use crate::ui::session::{Session, use_session};
use crate::ui::text::{common, days, labels, note_saved as words};
use leptos::prelude::*;

/// The page after Save. It stands only where the record is in the notebook.
#[component]
pub fn NoteSaved() -> impl IntoView {
    let session = use_session();
    let record = opened_at().and_then(To::record);
    let line = Memo::new(move |_| session.watch().line(record?));
    let cleared = ask_to_keep(session);
    move || match line.get() {
        Some(line) if line.state.is_open() => saved(session, line, cleared),
        Some(line) => taken_back(session, line.record),
        None if session.watch().is_loaded() => view! { <Lost /> }.into_any(),
        None => view! { <Opening title=common::SAVED /> }.into_any(),
    }
}

fn saved(session: Session, line: Line, may_be_cleared: RwSignal<bool>) -> AnyView {
    let record = line.record;
    let today = session.app().today();
    let what: Vec<String> =
        line.places.iter().chain(&line.groups).cloned().chain([days::day(line.day, today)]).collect();
    let undo = Callback::new(move |()| {
        let app = session.app();
        session.run(async move { app.take_back(record).await }, |()| ());
    });
    let is_note = line.kind == Kind::Engagement;
    view! {
        <Page title=common::SAVED back=home()>
            <div class="stack">
                <div class="tick">
                    <Icon glyph=Glyph::Tick />
                </div>
                <p dir="auto">{what.join(" · ")}</p>
                <ButtonRow>
                    <ButtonLink label=common::DONE href=To::Home.href() />
                    <ButtonLink
                        label=words::ANOTHER
                        href=To::Repeat(record).href()
                        look=Look::Second
                        to_words=true
                    />
                    {is_note
                        .then(|| {
                            view! {
                                <ButtonLink
                                    label=words::TALK_ABOUT
                                    href=To::TalkFor(record).href()
                                    look=Look::Second
                                />
                            }
                        })}
                    <Button label=common::UNDO look=Look::Quiet on_press=undo />
                </ButtonRow>
            </div>
            {unfinished(session, record)}
            {move || may_be_cleared.get().then(not_kept)}
        </Page>
    }
    .into_any()
}

/// What is still to come, without a nag: it stands under *Finish later* as well.
fn unfinished(session: Session, record: RecordId) -> Option<AnyView> {
    let view = session.app().view(record)?;
    let missing = engagement::unfinished(&view.fields);
    if view.kind != Kind::Engagement || missing.is_empty() {
        return None;
    }
    let missing: Vec<&str> = missing.into_iter().map(labels::label).collect();
    let line = view! {
        <NoticeBox happened=words::LATER next_step=words::later(&missing) tone=Tone::Calm>
            <ButtonLink label=words::FINISH_NOW href=To::Change(record).href() look=Look::Second />
        </NoticeBox>
    };
    Some(line.into_any())
}

fn taken_back(session: Session, record: RecordId) -> AnyView {
    let again = Callback::new(move |()| {
        let app = session.app();
        session.run(async move { app.undo_take_back(record).await }, |()| ());
    });
    view! {
        <Page title=words::TAKEN_BACK back=home()>
            <p>{words::TAKEN_BACK_TEXT}</p>
            <ButtonRow>
                <ButtonLink label=common::DONE href=To::Home.href() />
                <Button label=words::BRING_BACK look=Look::Second on_press=again />
            </ButtonRow>
        </Page>
    }
    .into_any()
}

fn not_kept() -> AnyView {
    view! {
        <NoticeBox happened=words::MAY_BE_CLEARED next_step=words::MAY_BE_CLEARED_NEXT tone=Tone::Calm>
            <ButtonLink label=common::MINE href=To::Mine.href() look=Look::Second />
        </NoticeBox>
    }
    .into_any()
}

/// The first save is the moment to ask the browser to keep what is here. True when it would not promise.
pub(in crate::ui::pages) fn ask_to_keep(session: Session) -> RwSignal<bool> {
    let refused = RwSignal::new(false);
    if !session.practice && session.app().is_first_note() {
        leptos::task::spawn_local(async move {
            if persist::is_kept().await == Some(false) && persist::ask_to_keep().await == Some(false) {
                refused.try_set(true);
            }
        });
    }
    refused
}

fn home() -> Back {
    Back { href: To::Home.href(), label: common::HOME }
}
