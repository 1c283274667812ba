//! Writing down afterwards: one box a question, and once for all whose words they are and who spoke.

use super::bound::{self, Of};
use super::{ask, choose, edit};
use crate::app::draft::Entry;
use crate::app::queries::warnings::Warning;
use crate::app::talk::Talk;
use crate::domain::entries::response::Asked;
use crate::domain::entries::text as field;
use crate::domain::fields::codes;
use crate::domain::ids::RecordId;
use crate::domain::revision::Sharing;
use crate::ui::components::{
    Back, Button, ButtonLink, Chips, Choice, DayPicker, Fold, Glyph, Look, NoticeBox, Page, SaveBar,
    ScaleRadios, TextField, Tone, WordsBox,
};
use crate::ui::drafting::Drafting;
use crate::ui::pages::looks_personal::Finds;
use crate::ui::pages::password_offer;
use crate::ui::routes::To;
use crate::ui::session::use_session;
use crate::ui::text::{common, errors, labels, note_form, talk as text};
use leptos::prelude::*;

/// The page.
#[component]
pub(super) fn Write(
    /// The conversation.
    talk: Drafting,
    /// The note it belongs to.
    about: Option<RecordId>,
    /// Set to what was saved, once it was.
    saved: RwSignal<Option<Vec<RecordId>>>,
) -> impl IntoView {
    let session = use_session();
    let entries = talk.draft().entries;
    // One place for all tries to save, so that it is saved once.
    let new_place = session.app().new_place("");
    let typed_place = RwSignal::new(Talk::of(&talk.draft()).place);
    let answers: Vec<(RecordId, RwSignal<String>)> = entries
        .iter()
        .map(|entry| (entry.record, bound::line(talk, Of::One(entry.record), "answer")))
        .collect();
    let boxes = entries
        .iter()
        .zip(&answers)
        .map(|(entry, (_, answer))| one(talk, entry, *answer, about))
        .collect::<Vec<_>>();
    let busy = RwSignal::new(false);
    let finds = Finds::none();
    let written: Vec<_> = answers.into_iter().chain([(new_place.record, typed_place)]).collect();
    let save = Callback::new(move |()| {
        // The draft stays whole until this is kept: what is not saved with it is not lost by a failed try.
        let app = session.app();
        let settled = app.settled_talk(&talk.draft(), new_place.clone());
        let place = new_place.record;
        if finds.stop(talk, app.warnings_in(&settled)) {
            return;
        }
        busy.set(true);
        leptos::task::spawn_local(async move {
            let done = app.save(&settled).await;
            busy.try_set(false);
            match done {
                Ok(done) => {
                    session.trouble.set(None);
                    session.wrote();
                    saved.try_set(Some(done.records.into_iter().filter(|record| *record != place).collect()));
                }
                Err(failure) => session.complain(errors::failure(&failure)),
            }
        });
    });
    let back = Callback::new(move |()| edit(talk, |talk| talk.writing = false));
    view! {
        <Page title=text::WRITE_DOWN lead=text::WRITE_LEAD back=way_back(about)>
            <div>
                <Button label=text::BACK_TO_ASKING look=Look::Quiet on_press=back />
            </div>
            {boxes}
            {for_all(talk, about, typed_place)}
            {finds.over(talk, replacer(talk, written))}
            <SaveBar>
                <Button label=common::SAVE glyph=Glyph::Tick busy=busy on_press=save />
            </SaveBar>
        </Page>
    }
    .into_any()
}

/// Takes the suggestion in place of what was found: through the box where there is one, so that the page and the
/// draft say the same.
fn replacer(talk: Drafting, written: Vec<(RecordId, RwSignal<String>)>) -> Callback<Warning> {
    Callback::new(move |warning: Warning| {
        let has_box = ["answer", "label"].contains(&warning.path.as_str());
        match written.iter().find(|(record, _)| has_box && *record == warning.record) {
            Some((_, written)) => written.update(|words| *words = warning.replaced_in(words)),
            None => talk.edit(|draft| warning.replace(draft)),
        }
    })
}

fn way_back(about: Option<RecordId>) -> Back {
    match about {
        Some(note) => Back { href: To::Note(note).href(), label: text::THE_NOTE },
        None => Back { href: To::Home.href(), label: common::HOME },
    }
}

/// One question: how it went, and the box if there is something to write.
fn one(talk: Drafting, entry: &Entry, answer: RwSignal<String>, about: Option<RecordId>) -> AnyView {
    let record = entry.record;
    let prompt = ask::prompt_of(use_session(), &entry.fields);
    let how = move || talk.with(|draft| Talk::of(draft).asked.get(&record).copied());
    let away = Memo::new(move |_| matches!(how(), Some(Asked::RatherNot | Asked::NotReached)));
    let scale = move || {
        let ends = prompt.get()?.scale?;
        let step = bound::step(talk, Of::One(record), "scale");
        Some(view! { <ScaleRadios legend=text::SCALE low=ends.low high=ends.high chosen=step /> })
    };
    let promise = move || {
        let offers = prompt.with(|prompt| prompt.as_ref().is_some_and(|prompt| prompt.offers == "promise"));
        let there = about.map_or(To::New, To::Change);
        offers.then(|| {
            view! {
                <NoticeBox happened=text::ADD_PROMISE next_step=text::ADD_PROMISE_HINT tone=Tone::Accent>
                    <ButtonLink label=text::ADD_PROMISE href=there.href() look=Look::Quiet to_words=true />
                </NoticeBox>
            }
        })
    };
    view! {
        <section class="section">
            <h2 dir="auto">{field(&entry.fields, "prompt_as_asked").to_owned()}</h2>
            {ask::how(talk, record)}
            <div class="column" hidden=away>
                <WordsBox label=text::ANSWER value=answer small=true />
                {move || scale()}
                {move || promise()}
            </div>
        </section>
    }
    .into_any()
}

/// What is asked once.
fn for_all(talk: Drafting, about: Option<RecordId>, typed_place: RwSignal<String>) -> AnyView {
    let labelled = |path: &'static str, all: &'static [&'static str]| -> Vec<Choice> {
        let choice = |code: &&'static str| Choice::new(*code, labels::value_label(path, code));
        all.iter().map(choice).collect()
    };
    let whose = bound::code(talk, Of::All, "whose_words");
    let who = bound::code(talk, Of::All, "respondent_kind");
    let language = bound::line(talk, Of::All, "language_used");
    let interpreter = bound::code(talk, Of::All, "interpreter");
    let read_back = bound::yes(talk, Of::All, "checked_back");
    let in_fold = Signal::derive(move || {
        usize::from(language.with(|words| !words.is_empty()))
            + interpreter.with(Vec::len)
            + read_back.with(Vec::len)
    });
    view! {
        <section class="section">
            <h2>{text::ALL_ANSWERS}</h2>
            <Chips
                legend=labels::label("whose_words")
                choices=labelled("whose_words", codes::WHOSE_WORDS)
                chosen=whose
                clearable=true
            />
            <Fold title=labels::label("respondent_kind") count=Signal::derive(move || who.with(Vec::len))>
                <Chips
                    legend=labels::label("respondent_kind")
                    choices=choose::parties()
                    chosen=who
                    clearable=true
                />
            </Fold>
            <Fold title=text::LANGUAGE_FOLD count=in_fold>
                <TextField label=labels::label("language_used") value=language />
                <Chips
                    legend=labels::label("interpreter")
                    choices=labelled("interpreter", codes::INTERPRETERS)
                    chosen=interpreter
                    clearable=true
                />
                <Chips
                    legend=labels::label("checked_back")
                    choices=vec![Choice::new("checked_back", text::READ_BACK)]
                    chosen=read_back
                    many=true
                />
            </Fold>
            {about.is_none().then(|| where_and_when(talk, typed_place))}
            {goes_to(talk, about)}
        </section>
    }
    .into_any()
}

/// Place and day; a talk about a note has them from the note.
fn where_and_when(talk: Drafting, typed: RwSignal<String>) -> AnyView {
    let app = use_session().app();
    let (today, places) = (app.today(), app.places());
    let yesterday = today.pred_opt().unwrap_or(today);
    let day = bound::line(talk, Of::All, "happened_on");
    let chosen = bound::codes(talk, Of::All, "places");
    let places: Vec<Choice> =
        places.into_iter().map(|place| Choice::new(place.id.to_string(), place.label)).collect();
    let any = !places.is_empty();
    Effect::new(move |before: Option<()>| {
        let place = typed.get();
        if before.is_some() {
            edit(talk, |talk| talk.place = place);
        }
    });
    // Open: a place that was only filled in beforehand is seen before it is saved.
    view! {
        <Fold title=text::WHERE_FOLD open=true>
            <DayPicker legend=text::WHEN day=day today=today.to_string() yesterday=yesterday.to_string() />
            {any.then(|| view! { <Chips legend=text::PLACES choices=places chosen=chosen many=true /> })}
            <TextField label=if any { note_form::PLACE_NAME } else { text::PLACES } value=typed />
        </Fold>
    }
    .into_any()
}

/// Who may see it: never wider than the note it belongs to.
fn goes_to(talk: Drafting, about: Option<RecordId>) -> AnyView {
    let note = about.and_then(|note| use_session().app().line(note));
    if note.is_some_and(|note| note.sharing.level() == 0) {
        return view! { <p class="soft">{text::NARROWED}</p> }.into_any();
    }
    let held = move || talk.draft().entries.first().map(|entry| entry.sharing.clone());
    let codes = held().map(|sharing| sharing.as_str().to_owned());
    let chosen = RwSignal::new(codes.into_iter().collect::<Vec<_>>());
    Effect::new(move |_| {
        let level = chosen.with(|codes| codes.first().map(|code| Sharing::from(code.as_str())));
        if let Some(level) = level.filter(|level| held().as_ref() != Some(level)) {
            talk.edit(|draft| {
                for entry in &mut draft.entries {
                    entry.sharing = level.clone();
                }
            });
        }
    });
    let choices: Vec<Choice> = ["my_coordinator", "private"]
        .into_iter()
        .map(|code| Choice {
            value: code.to_owned(),
            label: labels::value_label("sharing", code).to_owned(),
            hint: labels::value_hint("sharing", code).to_owned(),
        })
        .collect();
    let session = use_session();
    let is_private = Memo::new(move |_| chosen.with(|codes| codes.iter().any(|code| code == "private")));
    view! {
        <Chips legend=text::GOES_TO choices=choices chosen=chosen rows=true />
        {move || is_private.get().then(|| password_offer::with_private(session)).flatten()}
    }
    .into_any()
}
