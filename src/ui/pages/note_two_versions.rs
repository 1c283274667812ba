//! Two versions of one record, side by side, for a person to decide. Nothing is lost by any way out of here.

use super::record_view::{self, facts, marked, speaking};
use crate::app::{App, Failure};
use crate::domain::differences::{self, Side};
use crate::domain::fields;
use crate::domain::ids::RecordId;
use crate::domain::merge::State;
use crate::domain::revision::{Act, Fields, Revision};
use crate::ui::a11y;
use crate::ui::components::{Back, Button, ButtonLink, ButtonRow, Fold, Look, NoticeBox, Page, Tone};
use crate::ui::routes::{To, use_go};
use crate::ui::session::{Session, use_session};
use crate::ui::text::{days, labels, note, said, versions as words};
use leptos::prelude::*;

/// The page.
#[component]
pub fn TwoVersions() -> impl IntoView {
    record_view::of_address(|record| view! { <Sides record=record /> }.into_any())
}

#[component]
fn Sides(record: RecordId) -> impl IntoView {
    let session = use_session();
    let go = use_go();
    let go = Callback::new(move |to: To| go(to, false));
    let sides = Memo::new(move |_| {
        let app = session.watch();
        let conflict = app.line(record).is_some_and(|line| line.state == State::Conflict);
        if conflict { app.versions_apart(record) } else { Vec::new() }
    });
    let back = Back { href: To::Note(record).href(), label: note::NOTE };
    let lead =
        Signal::derive(move || if sides.with(Vec::is_empty) { "" } else { words::TWO_LEAD }.to_owned());
    let content = move || {
        sides.with(
            |sides| {
                if sides.is_empty() { settled(record) } else { choice(session, record, sides, go) }
            },
        )
    };
    view! {
        <Page title=words::TWO lead=lead back=back wide=true>
            {content}
        </Page>
    }
}

fn settled(record: RecordId) -> AnyView {
    view! {
        <NoticeBox happened=words::SETTLED next_step=words::SETTLED_NEXT tone=Tone::Good>
            <ButtonLink label=words::OPEN_NOTE href=To::Note(record).href() />
        </NoticeBox>
    }
    .into_any()
}

fn choice(session: Session, record: RecordId, sides: &[Revision], go: Callback<To>) -> AnyView {
    let app = session.app();
    let cards: Vec<_> = sides
        .iter()
        .enumerate()
        .map(|(place, side)| {
            let others: Vec<&Fields> = sides
                .iter()
                .filter(|other| other.id != side.id && !is_taken_back(other))
                .map(|other| &other.fields)
                .collect();
            card(session, record, place, side, &others, go)
        })
        .collect();
    let first = sides.iter().find(|side| !is_taken_back(side));
    let same = first.map(|side| {
        let open = |other: &&Revision| !is_taken_back(other);
        let shown_by_all = |path: &str| {
            let mut others = sides.iter().filter(open);
            others.all(|other| other.fields.get(path) == side.fields.get(path))
        };
        let facts = facts(&app, &side.kind, &side.fields, |path| !shown_by_all(path));
        view! { <Fold title=words::SAME>{facts}</Fold> }
    });
    // Where one side took the whole of it back, there are no two wordings to keep or to put together.
    let other_ways = (!sides.iter().any(is_taken_back)).then(|| {
        let together = Callback::new(move |()| put_together(session, record, go));
        let both = Callback::new(move |()| {
            let app = session.app();
            let latest = app.versions_apart(record).last().map(|side| side.id);
            let kept = async move { app.keep_both(record, latest.ok_or(Failure::Gone)?).await };
            finish(session, record, kept, go);
        });
        view! {
            <section class="section">
                <p class="soft">{words::OTHER_WAYS}</p>
                <ButtonRow>
                    <Button label=words::KEEP_BOTH look=Look::Second on_press=both />
                    <Button label=words::TOGETHER look=Look::Second on_press=together />
                </ButtonRow>
            </section>
        }
    });
    view! {
        <div class="split split--even">{cards}</div>
        {same}
        {other_ways}
    }
    .into_any()
}

fn card(
    session: Session,
    record: RecordId,
    place: usize,
    side: &Revision,
    others: &[&Fields],
    go: Callback<To>,
) -> AnyView {
    let app = session.app();
    let (id, taken_back) = (side.id, is_taken_back(side));
    let keep = Callback::new(move |()| {
        let app = session.app();
        let kept = async move {
            if taken_back { app.take_back(record).await } else { app.keep_version(record, id).await }
        };
        finish(session, record, kept, go);
    });
    let from = if app.wrote(side) { words::FROM_HERE } else { words::FROM_ELSEWHERE };
    let content = if taken_back {
        view! { <p>{words::SIDE_TAKEN_BACK}</p> }.into_any()
    } else {
        own_part(&app, side, others)
    };
    let sharing = labels::value_label("sharing", side.sharing.as_str()).to_owned();
    view! {
        <section class="card">
            <h2>{words::side(place + 1)}</h2>
            <p class="card__line">
                <span>{days::day(side.on, app.today())}</span>
                <span>{from}</span>
                <span>{sharing}</span>
            </p>
            {content}
            <ButtonRow>
                <Button label=words::KEEP_THIS on_press=keep />
            </ButtonRow>
        </section>
    }
    .into_any()
}

/// The fields in which this side differs from another, with its own words marked.
fn own_part(app: &App, side: &Revision, others: &[&Fields]) -> AnyView {
    let mut all = side.fields.clone();
    for other in others {
        for (path, value) in *other {
            all.entry(path.clone()).or_insert_with(|| value.clone());
        }
    }
    let differs = |path: &str| others.iter().any(|other| other.get(path) != side.fields.get(path));
    let rows: Vec<_> = said::in_order(&side.kind, &all)
        .into_iter()
        .filter(|path| differs(path) && fields::find(&side.kind, path).is_some())
        .map(|path| {
            let say = |of: &Fields| {
                speaking(app, |speaker| of.get(&path).map(|v| said::value(&side.kind, &path, v, speaker)))
                    .unwrap_or_default()
            };
            let own = say(&side.fields);
            let other = others.iter().map(|other| say(other)).find(|other| *other != own);
            let pieces = differences::between(&other.unwrap_or_default(), &own)
                .into_iter()
                .filter(|piece| piece.side != Side::Old)
                .collect();
            let value = if own.is_empty() {
                view! { <p class="soft">{words::NOT_IN_THIS_ONE}</p> }.into_any()
            } else {
                view! {
                    <p class="words" dir="auto">
                        {marked(pieces, words::ONLY_HERE)}
                    </p>
                }
                .into_any()
            };
            view! {
                <div class="difference">
                    <h3>{said::label(&path)}</h3>
                    {value}
                </div>
            }
        })
        .collect();
    rows.into_any()
}

fn is_taken_back(side: &Revision) -> bool {
    side.act == Act::Withdraw && side.closes.is_empty()
}

fn finish(
    session: Session,
    record: RecordId,
    command: impl Future<Output = Result<(), Failure>> + 'static,
    go: Callback<To>,
) {
    session.run(command, move |()| {
        a11y::announce(words::KEPT);
        go.run(To::Note(record));
    });
}

fn put_together(session: Session, record: RecordId, go: Callback<To>) {
    let app = session.app();
    let begun = async move {
        let draft = app.begin_together(record)?;
        app.keep_draft(&draft).await
    };
    session.run(begun, move |draft| go.run(To::Draft(draft)));
}
