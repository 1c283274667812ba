//! Help: the same on every screen, with or without a signal, before anything is set up too.

use crate::ui::components::{Back, Card, Fold, Page};
use crate::ui::routes::To;
use crate::ui::session::use_session;
use crate::ui::text::{common, help as text, lost_phone};
use leptos::prelude::*;

/// The page.
#[component]
pub fn Help() -> impl IntoView {
    let back = Back { href: To::Home.href(), label: common::HOME };
    let lost = view! {
        <p>
            <a href=To::LostPhone.href()>{lost_phone::TITLE}</a>
        </p>
    }
    .into_any();
    let fold = |title: &'static str, lines: &'static [&'static str]| {
        view! {
            <Fold title=title plain=true>
                {list(lines)}
            </Fold>
        }
    };
    view! {
        <Page title=text::HELP lead=text::LEAD back=back>
            {in_trouble(Some(lost))}
            <Card>
                <h2>{text::HOW}</h2>
                {fold(text::LEVELS, &text::LEVELS_LINES)}
                {fold(text::TAKE_BACK, &text::TAKE_BACK_LINES)}
                {fold(text::GROUPS, &text::GROUPS_LINES)}
                {fold(text::DICTATION, &text::DICTATION_LINES)}
                {fold(text::OFFLINE, &text::OFFLINE_LINES)}
                {fold(text::SENDING, &text::SENDING_LINES)}
                {words()}
            </Card>
        </Page>
    }
    .into_any()
}

/// What helps whoever is in trouble now: at the door too, where nothing of the notebook is known. `lost` comes last.
pub(super) fn in_trouble(lost: Option<AnyView>) -> AnyView {
    view! {
        <Card>
            <h2>{text::DANGER}</h2>
            <p>{text::DANGER_TEXT}</p>
            <a class="govuk-button" href=text::RING_HREF>
                {text::RING}
            </a>
        </Card>
        {card(text::WORRIED, &text::WORRIED_LINES, text::NO_NUMBER)}
        {card(text::ALONE, &text::ALONE_LINES, text::NO_NUMBER)}
        <Card>
            <h2>{text::LOST}</h2>
            {list(&text::LOST_LINES)}
            {lost}
        </Card>
    }
    .into_any()
}

fn card(title: &'static str, lines: &'static [&'static str], number: &'static str) -> AnyView {
    view! {
        <Card>
            <h2>{title}</h2>
            {list(lines)}
            <p class="soft">{number}</p>
        </Card>
    }
    .into_any()
}

fn list(lines: &'static [&'static str]) -> AnyView {
    let lines = lines.iter().map(|line| view! { <li>{*line}</li> }).collect::<Vec<_>>();
    view! { <ul class="plain-list">{lines}</ul> }.into_any()
}

/// What people of this area call things, from its settings.
fn words() -> AnyView {
    let session = use_session();
    let all = Memo::new(move |_| {
        let here = session.watch().words();
        let mut all: Vec<_> = here.terms.iter().map(|term| (term.word.clone(), term.means.clone())).collect();
        for (key, means) in text::TOLD {
            let told =
                here.word(key).filter(|word| !all.iter().any(|(own, _)| own.eq_ignore_ascii_case(word)));
            all.extend(told.map(|word| (word.to_owned(), means.to_owned())));
        }
        all
    });
    terms(text::WORDS, all)
}

/// Words with what they mean, in a fold; nothing where there are none.
pub(super) fn terms(title: &'static str, terms: Memo<Vec<(String, String)>>) -> AnyView {
    let list = move || {
        let term = |(word, means): (String, String)| {
            view! {
                <div class="govuk-summary-list__row">
                    <dt class="govuk-summary-list__key" dir="auto">
                        {word}
                    </dt>
                    <dd class="govuk-summary-list__value" dir="auto">
                        {means}
                    </dd>
                </div>
            }
        };
        let terms = terms.get();
        (!terms.is_empty()).then(|| {
            view! {
                <Fold title=title plain=true>
                    <dl class="govuk-summary-list">{terms.into_iter().map(term).collect::<Vec<_>>()}</dl>
                </Fold>
            }
        })
    };
    list.into_any()
}
