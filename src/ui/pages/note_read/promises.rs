//! The promises of a note and what became of them, and whether its people were told.

use super::Here;
use super::content::section;
use crate::app::queries::note::Note;
use crate::app::queries::warnings::Warning;
use crate::domain::entries;
use crate::domain::merge;
use crate::domain::promises::{self, Promise, State};
use crate::domain::revision::Fields;
use crate::ui::a11y;
use crate::ui::components::{Button, Look, TextField};
use crate::ui::pages::looks_personal::Finds;
use crate::ui::pages::record_view::speaking;
use crate::ui::text::{common, looks_personal, note as words, said};
use leptos::prelude::*;
use serde_json::Value;

/// Promises and the loop; nothing where there are neither. Where two versions wait for a decision, nothing can be
/// settled: a tap here would choose one of them.
pub fn section_of(here: Here, note: &Note) -> AnyView {
    let can_settle = note.view.state != merge::State::Conflict;
    let promises = promises::of_note(&note.view);
    let told = told(here, entries::text(&note.view.fields, "loop"), can_settle);
    if promises.is_empty() {
        return told;
    }
    let cards: Vec<_> = promises.into_iter().map(|promise| card(here, promise, can_settle)).collect();
    let list = view! {
        <ul class="cards" role="list">
            {cards}
        </ul>
    };
    view! {
        {section(words::PROMISES, list.into_any())}
        {told}
    }
    .into_any()
}

fn card(here: Here, promise: Promise, can_settle: bool) -> AnyView {
    let app = here.session.app();
    let about = speaking(&app, |speaker| said::promise_about(&promise.by, &promise.to, promise.due, speaker));
    let id = element_id(&promise.path);
    let text_id = format!("{id}-text");
    let about: Vec<_> = about.into_iter().map(|part| view! { <span dir="auto">{part}</span> }).collect();
    let text = promise.text.clone();
    let below = match (&promise.state, can_settle) {
        (State::Open, true) => still_open(here, promise, text_id.clone()),
        (State::Open, false) => ().into_any(),
        (state, _) => settled(here, said::promise_state(state, &promise.why), &promise, can_settle),
    };
    view! {
        <li class="card" id=id tabindex="-1">
            <p class="card__title" id=text_id dir="auto">
                {text}
            </p>
            <p class="card__line">{about}</p>
            {below}
        </li>
    }
    .into_any()
}

/// Three ways on, of equal weight. The two that need a word why ask for it on the spot.
fn still_open(here: Here, promise: Promise, text_id: String) -> AnyView {
    let asking = RwSignal::new(None::<State>);
    let why = RwSignal::new(String::new());
    let promise = StoredValue::new(promise);
    let settle = move |state: State, why: String| settle(here, &promise.get_value(), state, why);
    let kept = Callback::new(move |()| settle(State::Kept, String::new()));
    let ask = move |state: State| {
        let why_id = format!("{}-why", element_id(&promise.with_value(|promise| promise.path.clone())));
        Callback::new(move |()| {
            asking.set(Some(state.clone()));
            let why_id = why_id.clone();
            leptos::task::spawn_local(async move {
                leptos::task::tick().await;
                a11y::focus_id(&why_id);
            });
        })
    };
    let (changed, let_go) = (ask(State::Changed), ask(State::LetGo));
    let ways = move || {
        view! {
            <div class="buttons buttons--few" role="group" aria-labelledby=text_id.clone()>
                <Button label=words::KEPT look=Look::Second on_press=kept />
                <Button label=words::CHANGED look=Look::Second on_press=changed />
                <Button label=words::LET_GO look=Look::Second on_press=let_go />
            </div>
        }
    };
    let ask_why = move |state: State| {
        let label = if state == State::Changed { words::CHANGED } else { words::LET_GO };
        let path = promise.with_value(|promise| promise.path.clone());
        let id = format!("{}-why", element_id(&path));
        let finds = Finds::at(format!("{id}-finds"));
        let at = path.clone();
        let done = Callback::new(move |()| {
            let words = why.get_untracked();
            if !finds.show(here.session.app().warnings_in_words(here.record, &at, &words)) {
                settle(state.clone(), words);
            }
        });
        let replace =
            Callback::new(move |warning: Warning| why.update(|why| *why = warning.replaced_in(why)));
        let not_now = Callback::new(move |()| {
            asking.set(None);
            focus_promise(path.clone());
        });
        view! {
            <TextField label=format!("{label}: {}", words::WHY) value=why id=id />
            {finds.draw(looks_personal::BEFORE_SAVE, replace)}
            <div class="buttons">
                <Button label=common::SAVE on_press=done />
                <Button label=words::NOT_NOW look=Look::Quiet on_press=not_now />
            </div>
        }
    };
    (move || match asking.get() {
        None => ways().into_any(),
        Some(state) => ask_why(state).into_any(),
    })
    .into_any()
}

fn settled(here: Here, state: String, promise: &Promise, can_settle: bool) -> AnyView {
    let promise = StoredValue::new(promise.clone());
    let open_again = Callback::new(move |()| settle(here, &promise.get_value(), State::Open, String::new()));
    let button = can_settle.then(|| {
        view! {
            <div class="buttons">
                <Button label=words::OPEN_AGAIN look=Look::Quiet on_press=open_again />
            </div>
        }
    });
    view! {
        <p dir="auto">
            <strong>{state}</strong>
        </p>
        {button}
    }
    .into_any()
}

/// Writes what became of a promise, and offers to put it back.
fn settle(here: Here, promise: &Promise, state: State, why: String) {
    let said = words::settled(&said::promise_state(&state, ""));
    let (path, before, why_before) = (promise.path.clone(), promise.state.clone(), promise.why.clone());
    let write = {
        let path = path.clone();
        move |fields: &mut Fields| promises::settle(fields, &path, &state, &why)
    };
    let undo_path = path.clone();
    amend(here, path.clone(), write, move || {
        here.undoing.offer(said, move || {
            let (path, before, why) = (undo_path.clone(), before.clone(), why_before.clone());
            let write = {
                let path = path.clone();
                move |fields: &mut Fields| promises::settle(fields, &path, &before, &why)
            };
            amend(here, path, write, || ());
        });
    });
}

fn told(here: Here, state: &str, can_settle: bool) -> AnyView {
    let write = |code: &'static str| {
        move |fields: &mut Fields| {
            fields.insert("loop".to_owned(), Value::from(code));
        }
    };
    let tell = Callback::new(move |()| {
        amend(here, "loop".to_owned(), write("told_them"), move || {
            here.undoing.offer(words::TOLD_DONE.to_owned(), move || {
                amend(here, "loop".to_owned(), write("not_yet"), || ());
            });
        });
    });
    let content = match state {
        "not_yet" => view! {
            <p>{words::OWED}</p>
            {can_settle
                .then(|| {
                    view! {
                        <div class="buttons">
                            <Button label=words::TOLD look=Look::Second on_press=tell />
                        </div>
                    }
                })}
        }
        .into_any(),
        "told_them" => view! { <p>{words::TOLD_BEFORE}</p> }.into_any(),
        _ => return ().into_any(),
    };
    view! {
        <section class="card" id=element_id("loop") tabindex="-1">
            {content}
        </section>
    }
    .into_any()
}

/// Changes the note by one tap. What was tapped is drawn anew, so the focus goes to the card it stood on.
fn amend(here: Here, path: String, write: impl FnOnce(&mut Fields) + 'static, then: impl FnOnce() + 'static) {
    let app = here.session.app();
    let written = async move { app.amend(here.record, write).await };
    here.session.run(written, move |()| {
        then();
        focus_promise(path);
    });
}

fn focus_promise(path: String) {
    leptos::task::spawn_local(async move {
        leptos::task::tick().await;
        a11y::focus_id(&element_id(&path));
    });
}

fn element_id(path: &str) -> String {
    format!("at-{path}")
}
