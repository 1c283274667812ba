//! Find: half-remembered words, in any order, as one types; and what there is, where nothing is typed.

mod filters;
mod result;

use crate::app::queries::find::{Found, Wanted};
use crate::domain::search::Query;
use crate::ui::a11y;
use crate::ui::components::{Button, EmptyState, Fold, Glyph, Look, Page, TextField};
use crate::ui::session::use_session;
use crate::ui::text::{common, find as words};
use filters::Filters;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use std::cell::RefCell;

/// Results shown at first, and how many more at a time.
const AT_A_TIME: usize = 10;
/// Results drawn with a letter, about a screen of them; the others follow when the fingers rest.
const AT_ONCE: usize = 4;
/// A rest in typing, after which the others are drawn.
const REST_MS: u32 = 300;
/// Quiet after typing, before the number found is said aloud.
const SAID_AFTER_MS: u32 = 800;

thread_local! {
    /// What was looked for last, so that it is there again after a look at one result. In memory only: no address and
    /// no storage ever holds these words.
    static LAST: RefCell<(String, filters::Chosen)> = RefCell::default();
    /// What was wanted when the fingers last rested.
    static RESTED: RefCell<Wanted> = RefCell::default();
}

/// The page.
#[component]
pub fn Find() -> impl IntoView {
    let session = use_session();
    // What came in since the start.
    leptos::task::spawn_local(async move { session.app().ready_to_find().await });
    let (text, chosen) = LAST.with(|last| last.borrow().clone());
    let text = RwSignal::new(text);
    let filters = Filters::new(chosen);
    let limit = RwSignal::new(AT_A_TIME);
    let wanted = Memo::new(move |_| {
        let today = session.app().today();
        filters.wanted(text.get(), today)
    });
    Effect::new(move |before: Option<()>| {
        let last = (wanted.with(|wanted| wanted.text.clone()), filters.chosen());
        LAST.with(|kept| *kept.borrow_mut() = last);
        // Set to what it is, it would have all looked through once more for each letter.
        if before.is_some() && limit.get_untracked() != AT_A_TIME {
            limit.set(AT_A_TIME);
        }
    });
    let rests = RwSignal::new(0);
    let found = Memo::new(move |_| {
        let app = session.watch();
        rests.track();
        wanted.with(|wanted| {
            let is_at_rest = RESTED.with(|rested| *wanted == *rested.borrow());
            app.find(wanted, if is_at_rest { limit.get() } else { AT_ONCE })
        })
    });
    let is_partial = Memo::new(move |_| found.with(|found| found.is_partial));
    Effect::new(move |_| {
        if is_partial.get() {
            leptos::task::spawn_local(async move {
                // More may have come in meanwhile.
                while found.try_with_untracked(|found| found.is_partial) == Some(true) {
                    session.app().ready_to_find().await;
                    session.changed();
                }
            });
        }
    });
    after_a_rest(wanted, found, rests);
    let asked = move || wanted.with(|wanted| *wanted != Wanted::default());
    let count = move || words::found(found.with(|found| found.total), asked());
    let start_again = Callback::new(move |()| {
        text.set(String::new());
        filters.clear();
    });
    let more = Callback::new(move |()| {
        let next = limit.get_untracked();
        limit.set(next + AT_A_TIME);
        leptos::task::spawn_local(async move {
            leptos::task::tick().await;
            a11y::focus_id(&result::element_id(next));
        });
    });
    let was_narrowed = filters.count().get_untracked() != 0;
    let results = move || {
        let app = session.app();
        let query = wanted.with(|wanted| Query::parse(&wanted.text));
        found.with(|found| {
            let cards = found.lines.iter().enumerate();
            cards.map(|(place, line)| result::card(&app, &query, place, line)).collect::<Vec<_>>()
        })
    };
    let none = move || {
        found.with(|found| found.total == 0 && !found.is_partial).then(|| {
            let (title, text) = if asked() {
                (words::NOTHING, words::NOTHING_NEXT)
            } else {
                (words::EMPTY, words::EMPTY_NEXT)
            };
            view! { <EmptyState glyph=Glyph::Find title=title text=text /> }
        })
    };
    view! {
        <Page title=common::FIND>
            <div class="stack">
                <TextField label=words::LABEL value=text hint=words::HINT enter="search" search=true />
                <Fold title=words::NARROW count=filters.count() open=was_narrowed>
                    {filters::chips(session, filters)}
                </Fold>
            </div>
            <section class="section">
                <div class="section__head">
                    <h2>{move || count()}</h2>
                    <div class="buttons" hidden=move || !asked()>
                        <Button label=words::START_AGAIN look=Look::Quiet on_press=start_again />
                    </div>
                </div>
                <p class="soft" hidden=move || session.watch().is_loaded() && !is_partial.get()>
                    {words::STILL_OPENING}
                </p>
                <ul class="cards" role="list">
                    {move || results()}
                </ul>
                {move || none()}
                <div hidden=move || found.with(|found| found.total <= limit.get())>
                    <Button label=words::SHOW_MORE look=Look::Second on_press=more />
                </div>
            </section>
        </Page>
    }
}

/// After each change of what is wanted that no other follows: the whole list when the fingers rest, and the number found
/// said after a pause, once a word and not once a letter. `rests` is told of each rest.
fn after_a_rest(wanted: Memo<Wanted>, found: Memo<Found>, rests: RwSignal<usize>) {
    RESTED.set(wanted.get_untracked());
    Effect::new(move |before: Option<()>| {
        let now = wanted.get();
        if before.is_none() {
            return;
        }
        leptos::task::spawn_local(async move {
            TimeoutFuture::new(REST_MS).await;
            if wanted.try_get_untracked().as_ref() == Some(&now) {
                RESTED.set(now.clone());
                rests.try_update(|rests| *rests += 1);
            }
            TimeoutFuture::new(SAID_AFTER_MS - REST_MS).await;
            while found.try_with_untracked(|found| found.is_partial) == Some(true) {
                TimeoutFuture::new(REST_MS).await;
            }
            if wanted.try_get_untracked().as_ref() == Some(&now)
                && let Some(found) = found.try_get_untracked()
            {
                a11y::announce(&words::found(found.total, true));
            }
        });
    });
}
