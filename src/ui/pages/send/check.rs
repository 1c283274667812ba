//! The look before: what leaves, by circle, what stays, and who it goes to.

use super::finds::Finds;
use super::who_opens;
use crate::app::Failure;
use crate::app::commands::send::{Leaving, MadeFile};
use crate::app::queries::lines::Line;
use crate::domain::revision::Sharing;
use crate::ui::a11y;
use crate::ui::components::{
    Button, Card, Chips, Choice, EmptyState, Fold, Glyph, Look, NoticeBox, Rows, SaveBar, TextField, Tone,
};
use crate::ui::routes::To;
use crate::ui::session::{Session, use_session};
use crate::ui::text::{days, find, labels, send as text};
use leptos::prelude::*;
use std::sync::Arc;

/// The value of the one choice: unfinished notes too.
const TOO: &str = "too";

/// Lines of a circle shown at first, and how many more at a time.
const AT_A_TIME: usize = 100;

/// Who may read what goes, the fewest first.
const CIRCLES: [&str; 3] = ["my_coordinator", "all_areas", "publishable"];

/// What would leave now; the main button makes the file and hands it on with who it is for.
#[component]
pub(super) fn Check(
    /// Called with the file and the name of who it is for.
    on_made: Callback<(MadeFile, String)>,
) -> impl IntoView {
    let session = use_session();
    let to = RwSignal::new(session.app().profile().sends_to);
    let too = RwSignal::new(Vec::<String>::new());
    let busy = RwSignal::new(false);
    let with_unfinished = Memo::new(move |_| too.with(|chosen| !chosen.is_empty()));
    let looked = look(session, with_unfinished);
    let leaving = Memo::new(move |_| looked.with(|looked| looked.clone().unwrap_or_default().1));
    let loaded = Memo::new(move |_| looked.with(Option::is_some));
    let some = Memo::new(move |_| leaving.with(|leaving| leaves_anything(leaving)));
    // How many wait when nothing is sent on purpose: the choice must not vanish when it is made.
    let unfinished = Memo::new(move |before: Option<&Vec<Line>>| match before {
        Some(before) if looked.with(|looked| looked.as_ref().is_some_and(|(too, _)| *too)) => before.clone(),
        _ => leaving.with(|leaving| leaving.held.clone()),
    });
    let refused = RwSignal::new(false);
    let make = Callback::new(move |is_locked: bool| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        refused.set(false);
        let (app, name) = (session.app(), to.get_untracked().trim().to_owned());
        let with_unfinished = with_unfinished.get_untracked();
        let for_whom = name.clone();
        leptos::task::spawn_local(async move {
            let mut profile = app.profile();
            if profile.sends_to != name {
                profile.sends_to.clone_from(&name);
                // Where it cannot be kept, on a full phone perhaps, it is asked again. The file must get out.
                app.keep_profile(profile).await.ok();
            }
            let made = app.make(&name, with_unfinished, is_locked).await;
            busy.try_set(false);
            match made {
                Ok(made) => {
                    session.trouble.set(None);
                    // First on to the file: the look before is gone then, and need not be taken again.
                    on_made.try_run((made, for_whom));
                    session.wrote();
                }
                // Said beside the other choice. There is no file, and none was made in its place.
                Err(Failure::Heavy(_)) => {
                    refused.try_set(true);
                    a11y::focus_id(who_opens::HEADING);
                }
                Err(failure) => session.complain(crate::ui::text::errors::failure(&failure)),
            }
        });
    });
    let must_choose = Memo::new(move |_| who_opens::must_choose(&session.watch().sealing()));
    // Where somebody was confirmed it is locked or not made, whatever ran out since the page was drawn.
    let press = Callback::new(move |()| make.run(session.app().sealing().confirmed));
    let label = Signal::derive(move || {
        let label = if busy.get() { text::MAKING } else { text::MAKE };
        label.to_owned()
    });
    view! {
        <p class="soft" role="status" hidden=loaded>
            {text::OPENING}
        </p>
        <section class="section">
            <h2>{text::LEAVES}</h2>
            {move || loaded.get().then(|| leaving.with(|leaving| circles(leaving, session.watch().today())))}
        </section>
        <Finds leaving=leaving />
        <section class="section">
            <h2>{text::STAYS}</h2>
            <p>{move || text::only_me(leaving.with(|leaving| leaving.stay))}</p>
            {move || unfinished.with(|held| unfinished_notes(held, too))}
        </section>
        {move || {
            some.get()
                .then(|| {
                    view! {
                        <TextField label=text::WHO hint=text::WHO_HINT value=to />
                        {who_opens::draw(session, refused, make)}
                        {move || (!must_choose.get()).then(|| main_button(label, busy, loaded, press))}
                    }
                })
        }}
    }
    .into_any()
}

fn main_button(
    label: Signal<String>,
    busy: RwSignal<bool>,
    loaded: Memo<bool>,
    press: Callback<()>,
) -> AnyView {
    let busy = Signal::derive(move || busy.get() || !loaded.get());
    view! {
        <SaveBar>
            <Button label=label glyph=Glyph::Send busy=busy on_press=press />
        </SaveBar>
    }
    .into_any()
}

/// Looks what would leave once every record is read, and again at every change; only the latest look counts. With it
/// goes whether unfinished notes were asked for.
fn look(session: Session, with_unfinished: Memo<bool>) -> RwSignal<Option<(bool, Arc<Leaving>)>> {
    let looked = RwSignal::new(None);
    let looks = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let (app, too) = (session.watch(), with_unfinished.get());
        if !app.is_loaded() {
            return;
        }
        let nth = looks.get_value() + 1;
        looks.set_value(nth);
        leptos::task::spawn_local(async move {
            let leaving = Arc::new(app.leaving(too).await);
            if looks.try_get_value() == Some(nth) {
                looked.try_set(Some((too, leaving)));
            }
        });
    });
    looked
}

fn leaves_anything(leaving: &Leaving) -> bool {
    leaving.asked_back > 0 || !(leaving.notes.is_empty() && leaving.responses.is_empty())
}

/// What goes, circle by circle, each with its headlines in folds.
fn circles(leaving: &Arc<Leaving>, today: chrono::NaiveDate) -> AnyView {
    if !leaves_anything(leaving) {
        return view! { <EmptyState glyph=Glyph::Send title=text::NOTHING text=text::NOTHING_NEXT /> }
            .into_any();
    }
    let line = text::leaving(leaving.notes.len(), leaving.responses.len(), leaving.groups.len());
    let say = |sentence: String| view! { <p>{sentence}</p> };
    let unnamed = (leaving.unnamed > 0).then(|| say(text::unnamed(leaving.unnamed)));
    let asked_back = (leaving.asked_back > 0).then(|| say(text::asked_back(leaving.asked_back)));
    view! {
        <Card>
            <p class="card__title">{line}</p>
            {unnamed}
            {asked_back}
        </Card>
        {CIRCLES.into_iter().map(|code| circle(code, leaving, today)).collect_view()}
    }
    .into_any()
}

/// What goes of one circle, with who that is.
fn circle(code: &'static str, leaving: &Arc<Leaving>, today: chrono::NaiveDate) -> Option<AnyView> {
    let level = Sharing::from(code).level();
    let lists = [
        list(text::NOTES, leaving, |leaving| &leaving.notes, level, today),
        list(text::RESPONSES, leaving, |leaving| &leaving.responses, level, today),
        list(text::GROUPS, leaving, |leaving| &leaving.groups, level, today),
    ];
    lists.iter().any(Option::is_some).then(|| {
        view! {
            <h3>{labels::value_label("sharing", code)}</h3>
            <p class="soft">{labels::value_hint("sharing", code)}</p>
            {lists.into_iter().collect_view()}
        }
        .into_any()
    })
}

fn list(
    title: &'static str,
    leaving: &Arc<Leaving>,
    lines: fn(&Leaving) -> &[Line],
    level: u8,
    today: chrono::NaiveDate,
) -> Option<AnyView> {
    let is_here = move |line: &&Line| line.sharing.level() == level;
    let count = lines(leaving).iter().filter(is_here).count();
    if count == 0 {
        return None;
    }
    let leaving = leaving.clone();
    let shown = RwSignal::new(AT_A_TIME);
    let rows = move || {
        let shown = lines(&leaving).iter().filter(is_here).take(shown.get());
        shown.map(|line| row(line, today)).collect::<Vec<_>>()
    };
    let more = Callback::new(move |()| shown.update(|shown| *shown += AT_A_TIME));
    view! {
        <Fold title=format!("{title} ({count})")>
            <Rows>{rows}</Rows>
            <div hidden=move || shown.get() >= count>
                <Button label=find::SHOW_MORE look=Look::Second on_press=more />
            </div>
        </Fold>
    }
    .into_any()
    .into()
}

fn row(line: &Line, today: chrono::NaiveDate) -> AnyView {
    use crate::domain::revision::Kind;
    let headline = if line.headline.is_empty() { text::NO_WORDS.to_owned() } else { line.headline.clone() };
    let mut about = line.places.clone();
    if line.kind != Kind::Organisation {
        about.push(days::day(line.day, today));
    }
    view! {
        <li>
            <a class="row" href=To::Note(line.record).href()>
                <span class="row__body">
                    <span dir="auto">{headline}</span>
                    <span class="soft" dir="auto">
                        {about.join(" · ")}
                    </span>
                </span>
            </a>
        </li>
    }
    .into_any()
}

fn unfinished_notes(held: &[Line], too: RwSignal<Vec<String>>) -> AnyView {
    if held.is_empty() {
        return ().into_any();
    }
    let finish = |line: &Line| {
        let headline =
            if line.headline.is_empty() { text::NO_WORDS.to_owned() } else { line.headline.clone() };
        view! {
            <li>
                <a class="row" href=To::Change(line.record).href()>
                    <span class="row__body">
                        <span dir="auto">{headline}</span>
                        <span class="soft">{text::FINISH}</span>
                    </span>
                </a>
            </li>
        }
    };
    let rows = held.iter().map(finish).collect::<Vec<_>>();
    view! {
        <NoticeBox happened=text::unfinished(held.len()) next_step=text::UNFINISHED_NEXT tone=Tone::Calm />
        <Rows>{rows}</Rows>
        <Chips
            legend=text::UNFINISHED
            choices=vec![Choice::new(TOO, text::SEND_THEM_TOO)]
            chosen=too
            many=true
        />
    }
    .into_any()
}
