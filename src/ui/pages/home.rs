//! Home: the two doors, what was begun, what was promised, what came last.

use super::{note_rows, password_offer};
use crate::app::draft::Page as DraftPage;
use crate::app::queries::home::{DraftLine, Home as Shown, PromiseLine};
use crate::app::queries::lines::Line;
use crate::app::state::{Sent, Told};
use crate::domain::ids::RecordId;
use crate::domain::promises::Whom;
use crate::ui::components::{
    Button, ButtonLink, ButtonRow, EmptyState, Glyph, Look, NoteCard, NoteRow, NoticeBox, Page, Tag, Tone,
};
use crate::ui::notebooks;
use crate::ui::routes::{To, use_go};
use crate::ui::session::{Session, use_session};
use crate::ui::text::{backup, common, days, home as words, labels};
use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;

/// So many of one list at first.
const FEW: usize = 5;

/// Home.
#[component]
pub fn Home() -> impl IntoView {
    let session = use_session();
    let shown = Memo::new(move |_| session.watch().home());
    // By itself: the last rows read may change nothing that is shown.
    let loaded = Memo::new(move |_| session.watch().is_loaded());
    let today = session.app().today();
    let shown_of = [(); 4].map(|()| RwSignal::new(FEW));
    let lead = format!("{} {}", days::weekday(today.weekday()), days::date(today, today));
    let heading = Signal::derive(move || words::welcome(&session.watch().profile().code));
    view! {
        <Page title=common::HOME heading=heading lead=lead wide=true>
            {session.practice.then(practice)}
            {move || missing(session)}
            {move || shown.with(|home| home.ask_about.clone()).map(|sent| ask_about(session, sent, today))}
            <div class="split">
                <div class="column">
                    <div class="stack">
                        <ButtonLink
                            label=common::NEW_NOTE
                            href=To::New.href()
                            look=Look::Tall
                            glyph=Glyph::Plus
                            to_words=true
                        />
                        <ButtonLink
                            label=common::TALK
                            href=To::Talk.href()
                            look=Look::Second
                            glyph=Glyph::Talk
                        />
                    </div>
                    {password_offer::with_first_notes(session)}
                    {only_here(session, loaded)}
                    {move || shown.with(|home| to_do(home, today, shown_of))}
                </div>
                {move || shown.with(|home| recent(loaded.get(), home, today))}
            </div>
        </Page>
    }
}

fn practice() -> AnyView {
    let leave = Callback::new(|()| notebooks::leave_practice());
    view! {
        <NoticeBox happened=words::PRACTICE next_step=words::PRACTICE_NEXT tone=Tone::Accent>
            <Button label=words::LEAVE_PRACTICE look=Look::Second on_press=leave />
        </NoticeBox>
    }
    .into_any()
}

/// One quiet line, where much or what is old stands only here.
fn only_here(session: Session, loaded: Memo<bool>) -> AnyView {
    let wanted = Memo::new(move |_| loaded.get() && !session.practice && session.watch().wants_backup());
    let line = move || {
        wanted.get().then(|| {
            view! {
                <div>
                    <p class="soft">{words::ONLY_HERE}</p>
                    <ButtonLink label=backup::KEEP href=To::Backup.href() look=Look::Quiet />
                </div>
            }
        })
    };
    line.into_any()
}

fn missing(session: Session) -> Option<AnyView> {
    (session.watch().missing() > 0).then(|| {
        view! {
            <NoticeBox happened=words::MISSING next_step=words::MISSING_NEXT tone=Tone::Warn>
                <ButtonLink label=words::MISSING_LINK href=To::Mine.href() look=Look::Second />
            </NoticeBox>
        }
        .into_any()
    })
}

fn ask_about(session: Session, sent: Sent, today: NaiveDate) -> AnyView {
    let go = use_go();
    let file = sent.file;
    let tell = move |told: Told, then: Option<To>| {
        Callback::new(move |()| {
            let app = session.app();
            session.run(async move { app.tell(file, told).await }, move |()| {
                if let Some(to) = then {
                    go(to, false);
                }
            });
        })
    };
    view! {
        <section class="card">
            <h2>{words::did_it_go(&days::near(sent.on, today))}</h2>
            <ButtonRow>
                <Button label=words::IT_WENT look=Look::Second on_press=tell(Told::Went, None) />
                <Button
                    label=words::IT_DID_NOT
                    look=Look::Second
                    on_press=tell(Told::DidNot, Some(To::Send))
                />
                <Button label=words::NOT_SURE look=Look::Quiet on_press=tell(Told::NotSure, None) />
            </ButtonRow>
        </section>
    }
    .into_any()
}

/// `shown_of` says how many are shown of each list that may be long: it outlives the lists, which are drawn anew.
fn to_do(home: &Shown, today: NaiveDate, shown_of: [RwSignal<usize>; 4]) -> AnyView {
    let [conflicts, unfinished, kept, owed] = shown_of;
    let drafts = home.drafts.iter().map(|draft| draft_row(draft, today)).collect();
    let promises = home.promises.iter().map(|line| promise_row(line, today)).collect();
    let lines = |lines: &[Line], to: fn(RecordId) -> To| {
        let row = |line: &Line| NoteRow { href: to(line.record).href(), ..note_rows::row(line, today) };
        lines.iter().map(row).collect()
    };
    [
        // What is not saved yet stays in sight.
        section(words::DRAFTS, drafts, RwSignal::new(usize::MAX)),
        section(words::CONFLICTS, lines(&home.conflicts, To::TwoVersions), conflicts),
        section(words::UNFINISHED, lines(&home.unfinished, To::Change), unfinished),
        section(words::PROMISES, promises, kept),
        section(words::OWED, lines(&home.owed, To::Note), owed),
    ]
    .into_any()
}

/// A list under its heading, the first few of it until all are asked for; nothing at all where there are none.
fn section(title: &'static str, rows: Vec<NoteRow>, shown: RwSignal<usize>) -> Option<AnyView> {
    if rows.is_empty() {
        return None;
    }
    let left = rows.len().saturating_sub(FEW);
    let cards = move || {
        let rows = rows.iter().take(shown.get()).cloned();
        rows.map(|row| view! { <NoteCard row=row /> }).collect::<Vec<_>>()
    };
    let more = Callback::new(move |()| shown.set(usize::MAX));
    let section = view! {
        <section class="section">
            <h2>{title}</h2>
            <ul class="cards" role="list">
                {cards}
            </ul>
            <div hidden=move || left == 0 || shown.get() != FEW>
                <Button label=words::more(left) look=Look::Quiet on_press=more />
            </div>
        </section>
    };
    Some(section.into_any())
}

fn draft_row(draft: &DraftLine, today: NaiveDate) -> NoteRow {
    let kind = match draft.page {
        DraftPage::Note => words::DRAFT_NOTE,
        DraftPage::Change => words::DRAFT_CHANGE,
        DraftPage::Talk => words::DRAFT_TALK,
    };
    NoteRow {
        href: To::go_on(draft.page, draft.id).href(),
        line: vec![kind.to_owned(), days::day(draft.on, today)],
        headline: if draft.headline.is_empty() {
            words::DRAFT_EMPTY.to_owned()
        } else {
            draft.headline.clone()
        },
        tags: Vec::new(),
        draft: true,
    }
}

fn promise_row(line: &PromiseLine, today: NaiveDate) -> NoteRow {
    let promise = &line.promise;
    let to = match &promise.to {
        Whom::Party(party) => labels::value_label("to", party),
        _ => line.group.as_str(),
    };
    let to = (!to.is_empty()).then(|| words::to(to));
    let due = promise.due.map(|due| words::by_day(&days::day(due, today)));
    let by = (!promise.by.is_empty()).then(|| Tag {
        text: labels::value_label("by", &promise.by).to_owned(),
        tone: if promise.is_due_soon(today) { Tone::Accent } else { Tone::Calm },
    });
    NoteRow {
        href: To::Note(promise.note).href(),
        line: to.into_iter().chain(due).collect(),
        headline: promise.text.clone(),
        tags: by.into_iter().collect(),
        draft: false,
    }
}

fn recent(loaded: bool, home: &Shown, today: NaiveDate) -> AnyView {
    let opening = (!loaded).then(|| view! { <p class="soft">{words::STILL_OPENING}</p> });
    // What waits to be finished stands above already.
    let recent: Vec<Line> = home.recent.iter().filter(|line| !line.unfinished).cloned().collect();
    if recent.is_empty() {
        let empty = home.drafts.is_empty() && home.recent.is_empty() && opening.is_none();
        return view! {
            {opening}
            {empty.then(|| view! { <EmptyState glyph=Glyph::Book title=words::EMPTY text=words::EMPTY_TEXT /> })}
        }
        .into_any();
    }
    view! {
        <section class="section">
            <div class="section__head">
                <h2>{words::RECENT}</h2>
                <a href=To::Find.href()>{words::SEE_ALL}</a>
            </div>
            {note_rows::cards(&recent, today)}
            {opening}
        </section>
    }
    .into_any()
}
