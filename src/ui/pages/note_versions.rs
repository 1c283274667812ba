//! Every version of a record, latest first, with what differs from the one before, in words.

use super::record_view::{self, difference, facts};
use crate::app::App;
use crate::app::queries::note::Version;
use crate::domain::fields;
use crate::domain::ids::RecordId;
use crate::domain::revision::{Act, Kind};
use crate::ui::components::{Back, Page, Tag, Tags, Tone};
use crate::ui::routes::To;
use crate::ui::session::use_session;
use crate::ui::text::{days, labels, note, said, versions as words};
use leptos::prelude::*;

/// The page.
#[component]
pub fn NoteVersions() -> impl IntoView {
    record_view::of_address(|record| view! { <Versions record=record /> }.into_any())
}

#[component]
fn Versions(record: RecordId) -> impl IntoView {
    let session = use_session();
    let versions = Memo::new(move |_| session.watch().versions(record));
    let back = Back { href: To::Note(record).href(), label: note::NOTE };
    let cards = move || {
        let app = session.app();
        let kind = app.line(record).map(|line| line.kind);
        let draw = |kind: Kind| {
            versions.with(|versions| {
                versions.iter().map(|version| card(&app, &kind, version)).collect::<Vec<_>>()
            })
        };
        kind.map(draw)
    };
    view! {
        <Page title=words::VERSIONS lead=words::LEAD back=back>
            <ul class="cards" role="list">
                {move || cards()}
            </ul>
        </Page>
    }
}

fn card(app: &App, kind: &Kind, version: &Version) -> AnyView {
    let first = version.shared_before.is_none();
    let brought_back = !first && version.act == Act::Write && version.before.is_empty();
    let what = match &version.act {
        Act::Withdraw if version.fields.is_empty() => words::TAKEN_BACK,
        Act::Withdraw => words::TAKEN_OUT,
        Act::Erase => words::ERASED,
        Act::Other(_) => words::SOMETHING_NEWER,
        Act::Write if first => words::FIRST,
        Act::Write if brought_back => words::BROUGHT_BACK,
        Act::Write => words::CHANGED,
    };
    let content = if first || brought_back {
        facts(app, kind, &version.fields, |_| false)
    } else if version.fields.is_empty() {
        ().into_any()
    } else {
        differences(app, kind, version)
    };
    let now = Tag { text: words::NOW.to_owned(), tone: Tone::Accent };
    let tags = if version.is_head { vec![now] } else { Vec::new() };
    let incomplete = version.incomplete.then(|| view! { <p class="soft">{words::INCOMPLETE}</p> });
    view! {
        <li class="card">
            <h2>{days::day(version.on, app.today())}</h2>
            <p class="card__line">{what}</p>
            <Tags tags=tags />
            {content}
            {incomplete}
        </li>
    }
    .into_any()
}

fn differences(app: &App, kind: &Kind, version: &Version) -> AnyView {
    let mut both = version.before.clone();
    both.extend(version.fields.clone());
    let changed: Vec<_> = said::in_order(kind, &both)
        .into_iter()
        .filter(|path| version.changed.contains(path) && fields::find(kind, path).is_some())
        .map(|path| difference(app, kind, &path, version.before.get(&path), version.fields.get(&path)))
        .collect();
    let unknown = fields::unknown_paths(kind, &both).filter(|path| version.changed.iter().any(|p| p == path));
    let unknown = unknown.count();
    let unknown = (unknown > 0).then(|| view! { <p class="soft">{note::unknown(unknown)}</p> });
    let level = |sharing: &crate::domain::revision::Sharing| {
        labels::value_label("sharing", sharing.as_str()).to_owned()
    };
    let shared = version.shared_before.as_ref().filter(|before| **before != version.sharing);
    let shared = shared.map(|before| words::shared(&level(before), &level(&version.sharing)));
    if changed.is_empty() && shared.is_none() && unknown.is_none() && !version.incomplete {
        return view! { <p class="soft">{words::SAVED_AGAIN}</p> }.into_any();
    }
    view! {
        {changed}
        {unknown}
        {shared.map(|shared| view! { <p>{shared}</p> })}
    }
    .into_any()
}
