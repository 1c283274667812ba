//! Asking: one large card at a time. Nothing is typed while somebody talks.

use super::bound::{self, Of};
use super::{choose, edit};
use crate::app::talk::{Shown, Talk, asked_code, asked_from};
use crate::domain::entries::response::Asked;
use crate::domain::entries::text as field;
use crate::domain::ids::RecordId;
use crate::domain::prompts::Prompt;
use crate::domain::revision::Fields;
use crate::ui::components::{
    Back, Button, ButtonRow, Chips, Choice, Fold, Look, NoticeBox, Page, SaveBar, Tone, WordsBox,
};
use crate::ui::drafting::Drafting;
use crate::ui::routes::To;
use crate::ui::session::{Session, use_session};
use crate::ui::text::{common, talk as text};
use leptos::prelude::*;

/// The language of a question that is shown as its set has it.
const AS_WRITTEN: &str = "";

/// The page.
#[component]
pub(super) fn Ask(
    /// The conversation.
    talk: Drafting,
    /// The note it belongs to.
    about: Option<RecordId>,
) -> impl IntoView {
    let at = Memo::new(move |_| talk.with(|draft| Talk::of(draft).at.min(last(draft.entries.len()))));
    let back = match about {
        Some(note) => Back { href: To::Note(note).href(), label: text::THE_NOTE },
        None => Back { href: To::Home.href(), label: common::HOME },
    };
    view! {
        <Page title=text::TALK back=back>
            {move || card(talk, at.get())}
        </Page>
    }
    .into_any()
}

fn last(of: usize) -> usize {
    of.saturating_sub(1)
}

/// The question in hand.
fn card(talk: Drafting, at: usize) -> AnyView {
    let session = use_session();
    let draft = talk.draft();
    let of = draft.entries.len();
    let Some(entry) = draft.entries.get(at) else {
        return ().into_any();
    };
    let record = entry.record;
    let prompt = prompt_of(session, &entry.fields);
    let wording = bound::line(talk, Of::One(record), "prompt_as_asked");
    let lang = RwSignal::new(vec![AS_WRITTEN.to_owned()]);
    let show = Callback::new(move |()| {
        let lang = lang.with_untracked(|lang| lang.first().cloned().unwrap_or_default());
        let dir = prompt.with_untracked(|prompt| {
            let wording = prompt.as_ref().and_then(|prompt| prompt.in_language(&lang));
            wording.map_or("auto", |wording| wording.dir.as_str()).to_owned()
        });
        let shown = Shown {
            text: wording.get_untracked(),
            lang: if lang == AS_WRITTEN { "en-GB".to_owned() } else { lang },
            dir,
        };
        edit(talk, |talk| talk.shown = Some(shown));
        // A reload must stay in it, so it is kept now and not in a moment.
        leptos::task::spawn_local(async move { drop(talk.settle().await) });
    });
    let step = move |to: usize| Callback::new(move |()| go(talk, to));
    let next = if at < last(of) {
        step(at + 1)
    } else {
        Callback::new(move |()| edit(talk, |talk| talk.writing = true))
    };
    let next_label = if at < last(of) { common::NEXT } else { text::WRITE };
    let languages = move || prompt.get().map(|prompt| languages(&prompt, lang, wording));
    view! {
        <p class="soft">{text::nth_of(at + 1, of)}</p>
        <article class="prompt">
            <p class="prompt__text" dir="auto">
                {wording}
            </p>
            {move || prompt.get().as_ref().map(choose::why)}
        </article>
        {move || languages()}
        <Button label=text::SHOW look=Look::Second on_press=show />
        {how(talk, record)}
        <Fold title=text::OWN_WORDING plain=true>
            <WordsBox label=text::AS_ASKED hint=text::AS_ASKED_HINT value=wording small=true />
        </Fold>
        <SaveBar>
            <ButtonRow>
                <Button label=next_label on_press=next />
                {(at > 0)
                    .then(|| view! { <Button label=text::BEFORE look=Look::Quiet on_press=step(at - 1) /> })}
            </ButtonRow>
        </SaveBar>
    }
    .into_any()
}

fn go(talk: Drafting, to: usize) {
    edit(talk, |talk| talk.at = to);
    crate::ui::a11y::focus_heading();
}

/// The talking point that an answer belongs to, as soon as its set has been read.
pub(super) fn prompt_of(session: Session, fields: &Fields) -> Memo<Option<Prompt>> {
    let id = RecordId::parse(field(fields, "prompt_id")).ok();
    Memo::new(move |_| {
        let prompts = session.watch().prompt_sets().into_iter().flat_map(|set| set.prompts);
        prompts.into_iter().find(|prompt| Some(prompt.id) == id)
    })
}

/// How the question went.
pub(super) fn how(talk: Drafting, record: RecordId) -> AnyView {
    let ticked = Talk::of(&talk.draft()).asked.get(&record).copied();
    let chosen = RwSignal::new(ticked.map(|how| asked_code(how).to_owned()).into_iter().collect::<Vec<_>>());
    Effect::new(move |_| {
        let how = chosen.with(|codes| codes.first().and_then(|code| asked_from(code)));
        let held = Talk::of(&talk.draft()).asked.get(&record).copied();
        if how != held {
            edit(talk, |talk| match how {
                Some(how) => drop(talk.asked.insert(record, how)),
                None => drop(talk.asked.remove(&record)),
            });
        }
    });
    let choices: Vec<Choice> = [
        (Asked::Asked, text::ASKED),
        (Asked::RatherNot, text::RATHER_NOT),
        (Asked::NotReached, text::NOT_REACHED),
    ]
    .into_iter()
    .map(|(how, label)| Choice::new(asked_code(how), label))
    .collect();
    view! { <Chips legend=text::HOW choices=choices chosen=chosen clearable=true /> }.into_any()
}

/// The question in other languages, where its set has them.
fn languages(prompt: &Prompt, lang: RwSignal<Vec<String>>, wording: RwSignal<String>) -> AnyView {
    if prompt.translations.is_empty() {
        return ().into_any();
    }
    let own = prompt.text.clone();
    let translations = StoredValue::new(prompt.translations.clone());
    let mut choices = vec![Choice::new(AS_WRITTEN, text::AS_WRITTEN)];
    choices.extend(
        prompt.translations.iter().map(|wording| Choice::new(&wording.lang, text::language(&wording.lang))),
    );
    Effect::new(move |before: Option<Vec<String>>| {
        let chosen = lang.get();
        if before.is_some_and(|before| before != chosen) {
            let code = chosen.first().cloned().unwrap_or_default();
            let found =
                translations.with_value(|all| all.iter().find(|w| w.lang == code).map(|w| w.text.clone()));
            wording.set(found.unwrap_or_else(|| own.clone()));
        }
        chosen
    });
    let unchecked = move || {
        let code = lang.with(|lang| lang.first().cloned().unwrap_or_default());
        translations.with_value(|all| all.iter().any(|w| w.lang == code && w.checked_by.is_none()))
    };
    view! {
        <Chips legend=text::LANGUAGE choices=choices chosen=lang />
        {move || unchecked().then(|| view! { <NoticeBox happened=text::NOT_CHECKED tone=Tone::Warn /> })}
    }
    .into_any()
}
