//! The choice: talking points suggested by whom one is with, never by what was asked before.

use crate::app::talk::MOST;
use crate::domain::entries::texts;
use crate::domain::fields::codes;
use crate::domain::ids::RecordId;
use crate::domain::prompts::{Prompt, PromptSet};
use crate::ui::a11y;
use crate::ui::components::{
    Back, Button, ButtonRow, Chips, Choice, EmptyState, Fold, Glyph, Look, Page, SaveBar,
};
use crate::ui::routes::{To, use_go};
use crate::ui::session::use_session;
use crate::ui::text::{common, labels, talk as text};
use leptos::prelude::*;

/// Talking points shown at first.
const FIRST: usize = 6;

/// The page.
#[component]
pub(super) fn Choose(
    /// The note that the talk belongs to.
    about: Option<RecordId>,
) -> impl IntoView {
    let session = use_session();
    let with = RwSignal::new(parties_of(about));
    let chosen = RwSignal::new(Vec::<RecordId>::new());
    let all = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let sets = Memo::new(move |_| session.watch().prompt_sets());
    let suggested = Memo::new(move |_| with.with(|with| sets.with(|sets| suggest(sets, with))));
    let too_many = RwSignal::new(false);
    let toggle = Callback::new(move |prompt: RecordId| {
        let refused = chosen.try_update(|chosen| {
            if chosen.contains(&prompt) {
                chosen.retain(|other| *other != prompt);
                false
            } else if chosen.len() < MOST {
                chosen.push(prompt);
                false
            } else {
                true
            }
        });
        too_many.set(refused == Some(true));
        if refused == Some(true) {
            a11y::announce(text::ENOUGH);
        }
    });
    let go = use_go();
    let start = Callback::new(move |()| {
        let app = session.app();
        let sets = sets.get_untracked();
        let all = || sets.iter().flat_map(|set| set.prompts.iter().map(|prompt| (set.id, prompt)));
        let find = |id: &RecordId| all().find(|(_, prompt)| prompt.id == *id);
        let picked = chosen.get_untracked();
        let prompts: Vec<_> =
            picked.iter().filter_map(find).map(|(set, prompt)| (set, prompt.clone())).collect();
        let begun = with.with_untracked(|with| app.begin_conversation(&prompts, about, with));
        busy.set(true);
        let command = async move {
            let draft = begun?;
            app.keep_draft(&draft).await
        };
        leptos::task::spawn_local(async move {
            match command.await {
                Ok(id) => {
                    session.wrote();
                    go(To::TalkDraft(id), true);
                }
                Err(failure) => {
                    busy.try_set(false);
                    session.complain(crate::ui::text::errors::failure(&failure));
                }
            }
        });
    });
    let back = match about {
        Some(note) => Back { href: To::Note(note).href(), label: text::THE_NOTE },
        None => Back { href: To::Home.href(), label: common::HOME },
    };
    let parties = parties();
    let ready = Memo::new(move |_| chosen.with(|chosen| !chosen.is_empty()));
    let list = move || {
        let sets = suggested.get();
        if sets.is_empty() {
            return none(session.watch().is_loaded());
        }
        let named = sets.len() > 1;
        let (of_sets, of_prompts) = if all.get() { (usize::MAX, usize::MAX) } else { (1, FIRST) };
        let hidden = sets.len() > of_sets || sets[0].1.len() > of_prompts;
        let lists = sets.into_iter().take(of_sets).map(|(label, prompts)| {
            let cards = prompts.into_iter().take(of_prompts).map(|prompt| card(prompt, chosen, toggle));
            view! {
                {named.then(|| view! { <h3 dir="auto">{label}</h3> })}
                <ul class="cards" role="list">
                    {cards.collect::<Vec<_>>()}
                </ul>
            }
        });
        view! {
            {lists.collect::<Vec<_>>()}
            {hidden
                .then(|| {
                    view! {
                        <ButtonRow>
                            <Button
                                label=text::SEE_ALL
                                look=Look::Quiet
                                on_press=Callback::new(move |()| all.set(true))
                            />
                        </ButtonRow>
                    }
                })}
        }
        .into_any()
    };
    view! {
        <Page title=text::TALK lead=text::CHOOSE_LEAD back=back>
            <Fold title=text::WITH count=Signal::derive(move || with.with(Vec::len))>
                <Chips legend=text::WITH_HINT choices=parties chosen=with many=true />
            </Fold>
            <section class="section">
                <h2>{text::TO_ASK}</h2>
                {move || list()}
            </section>
            {move || {
                ready
                    .get()
                    .then(|| {
                        view! {
                            <SaveBar>
                                <p role="status" hidden=move || !too_many.get()>
                                    {text::ENOUGH}
                                </p>
                                <Button label=text::START glyph=Glyph::Talk busy=busy on_press=start />
                            </SaveBar>
                        }
                    })
            }}
        </Page>
    }
    .into_any()
}

fn parties_of(about: Option<RecordId>) -> Vec<String> {
    let note = about.and_then(|note| use_session().app().note(note));
    let with = note.map(|note| {
        let with = texts(&note.view.fields, "with_kinds").into_iter();
        with.map(str::to_owned).collect()
    });
    with.unwrap_or_default()
}

/// What each set has for these people, under its name.
fn suggest(sets: &[PromptSet], with: &[String]) -> Vec<(String, Vec<Prompt>)> {
    let with: Vec<&str> = with.iter().map(String::as_str).collect();
    let sets = sets.iter().filter(|set| !set.prompts.is_empty());
    sets.map(|set| (set.label.clone(), set.suggest(&with).into_iter().cloned().collect())).collect()
}

/// The parties, as chips.
pub(super) fn parties() -> Vec<Choice> {
    codes::PARTIES.iter().map(|party| Choice::new(*party, labels::value_label("with_kinds", party))).collect()
}

fn none(loaded: bool) -> AnyView {
    if loaded {
        view! { <EmptyState glyph=Glyph::Talk title=text::NO_SET text=text::NO_SET_NEXT /> }.into_any()
    } else {
        view! { <p class="soft">{text::OPENING}</p> }.into_any()
    }
}

/// One talking point: all of the question can be tapped; why it is asked, and how to go on, under a fold.
fn card(prompt: Prompt, chosen: RwSignal<Vec<RecordId>>, toggle: Callback<RecordId>) -> AnyView {
    let id = prompt.id;
    let checked = Signal::derive(move || chosen.with(|chosen| chosen.contains(&id)));
    // A box that was refused must not stay ticked.
    let change = move |event: leptos::ev::Targeted<leptos::ev::Event, leptos::web_sys::HtmlInputElement>| {
        toggle.run(id);
        event.target().set_checked(checked.get_untracked());
    };
    view! {
        <li class="card">
            <label class="choose">
                <input type="checkbox" prop:checked=checked on:change:target=change />
                <span>
                    <span class="soft">{prompt.theme.clone()}</span>
                    <span dir="auto">{prompt.text.clone()}</span>
                </span>
            </label>
            {why(&prompt)}
        </li>
    }
    .into_any()
}

/// Why we ask, and what to go on with.
pub(super) fn why(prompt: &Prompt) -> AnyView {
    if prompt.why_ask.is_empty() && prompt.probes.is_empty() {
        return ().into_any();
    }
    let probes = prompt.probes.iter().map(|probe| view! { <li dir="auto">{probe.clone()}</li> });
    let probes = probes.collect::<Vec<_>>();
    let why_ask = prompt.why_ask.clone();
    let heading = (!probes.is_empty()).then(|| view! { <p class="soft">{text::PROBES}</p> });
    view! {
        <Fold title=text::WHY plain=true>
            <div class="stack">
                <p dir="auto">{why_ask}</p>
                {heading}
                <ul class="prompt__probes">{probes}</ul>
            </div>
        </Fold>
    }
    .into_any()
}
