//! A record on a page, drawn from the table of fields by one renderer each: all its fields, and what differs.

use crate::app::App;
use crate::app::queries::lines::Standing;
use crate::app::queries::note::Note;
use crate::domain::differences::{self, Piece, Side};
use crate::domain::entries;
use crate::domain::fields;
use crate::domain::ids::RecordId;
use crate::domain::revision::{Fields, Kind};
use crate::ui::pages::lost::Lost;
use crate::ui::router::use_router;
use crate::ui::routes::To;
use crate::ui::session::use_session;
use crate::ui::text::find;
use crate::ui::text::said::{self, Speaker};
use crate::ui::text::versions as words;
use leptos::prelude::*;
use serde_json::Value;

/// What the notebook has of a record that an address names.
#[derive(Clone, Copy, PartialEq)]
enum Held {
    Here(RecordId),
    /// Older rows are still being read.
    StillOpening,
    Nowhere,
}

/// Draws the record that the address names, anew for each record.
pub fn of_address(draw: fn(RecordId) -> AnyView) -> AnyView {
    let session = use_session();
    let router = use_router();
    let held = Memo::new(move |_| {
        let app = session.watch();
        match router.page().and_then(To::record) {
            Some(record) if app.line(record).is_some() => Held::Here(record),
            Some(_) if !app.is_loaded() => Held::StillOpening,
            _ => Held::Nowhere,
        }
    });
    (move || match held.get() {
        Held::Here(record) => draw(record),
        Held::StillOpening => view! { <p class="soft">{find::STILL_OPENING}</p> }.into_any(),
        Held::Nowhere => view! { <Lost /> }.into_any(),
    })
    .into_any()
}

/// Lends what is needed to say values in words.
pub fn speaking<T>(app: &App, say: impl FnOnce(Speaker<'_>) -> T) -> T {
    let name_of = |record| app.name_of(record);
    say(Speaker { name_of: &name_of, today: app.today() })
}

/// Whether it came in a file and, as far as its author's code tells, is not from a phone of this worker.
pub fn is_somebody_elses(app: &App, note: &Note) -> bool {
    note.line.standing == Standing::Brought
        && entries::text(&note.view.fields, "author") != app.profile().code
}

/// Fields of a record as a list of names and values. Those of a later build are not drawn: the page counts them.
pub fn facts(app: &App, kind: &Kind, all: &Fields, leave_out: impl Fn(&str) -> bool) -> AnyView {
    let paths = said::in_order(kind, all)
        .into_iter()
        .filter(|path| !leave_out(path) && fields::find(kind, path).is_some());
    let rows: Vec<_> = speaking(app, |speaker| {
        paths
            .filter_map(|path| {
                let value = said::value(kind, &path, all.get(&path)?, speaker);
                Some(fact(said::label(&path), value, said::is_free(kind, &path)))
            })
            .collect()
    });
    if rows.is_empty() {
        return ().into_any();
    }
    view! { <dl class="govuk-summary-list">{rows}</dl> }.into_any()
}

fn fact(label: &'static str, value: String, is_words: bool) -> AnyView {
    view! {
        <div class="govuk-summary-list__row">
            <dt class="govuk-summary-list__key">{label}</dt>
            <dd class="govuk-summary-list__value" class:words=is_words dir="auto">
                {value}
            </dd>
        </div>
    }
    .into_any()
}

/// What became of one field between two versions: added, removed, or both with the differing words marked.
pub fn difference(
    app: &App,
    kind: &Kind,
    path: &str,
    before: Option<&Value>,
    after: Option<&Value>,
) -> AnyView {
    let say = |value: Option<&Value>| {
        speaking(app, |speaker| value.map(|value| said::value(kind, path, value, speaker)))
    };
    let (before, after) = (say(before), say(after));
    let what = match (&before, &after) {
        (None, _) => words::ADDED,
        (_, None) => words::REMOVED,
        _ => words::CHANGED,
    };
    let marks = if said::is_typed(kind, path) || before.is_none() || after.is_none() {
        let pieces = differences::between(&before.unwrap_or_default(), &after.unwrap_or_default());
        view! {
            <p class="words" dir="auto">
                {marked(pieces, words::NEW_FROM_HERE)}
            </p>
        }
        .into_any()
    } else {
        let row = |label, text: Option<String>, side| {
            let piece = Piece { text: text.unwrap_or_default(), side };
            view! { <p dir="auto">{label} ": " {marked(vec![piece], words::NEW_FROM_HERE)}</p> }
        };
        view! {
            {row(words::BEFORE, before, Side::Old)}
            {row(words::AFTER, after, Side::New)}
        }
        .into_any()
    };
    view! {
        <div class="difference">
            <h3>
                {said::label(path)} <span class="soft difference__what">{what}</span>
            </h3>
            {marks}
        </div>
    }
    .into_any()
}

/// Words with what came underlined and what went struck through: marks that need no colour. A screen reader is told
/// in words, since most say nothing of such marks; `before_new` is what it says before what came.
pub fn marked(pieces: Vec<Piece>, before_new: &'static str) -> Vec<AnyView> {
    let spoken = |text: &'static str| view! { <span class="govuk-visually-hidden">" " {text} " "</span> };
    let mark = |piece: Piece| match piece.side {
        Side::Both => view! { <span>{piece.text}</span> }.into_any(),
        Side::Old => view! {
            {spoken(words::GONE_FROM_HERE)}
            <del>{piece.text}</del>
            {spoken(words::END_OF_CHANGE)}
        }
        .into_any(),
        Side::New => view! {
            {spoken(before_new)}
            <ins>{piece.text}</ins>
            {spoken(words::END_OF_CHANGE)}
        }
        .into_any(),
    };
    pieces.into_iter().map(mark).collect()
}
