//! The file is made: the phone's own way out first, the others beside it, then the question whether it went.

use crate::app::state::Told;
use crate::domain::ids::FileId;
use crate::platform::share::{Outcome, Parcel, ways_here};
use crate::platform::ways::Way;
use crate::ui::a11y;
use crate::ui::components::{Button, ButtonLink, ButtonRow, Fold, Glyph, Look, NoticeBox, Tone};
use crate::ui::routes::To;
use crate::ui::session::use_session;
use crate::ui::text::{common, keys, put_away, send as text};
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::rc::Rc;

/// A file that was made and wrapped.
#[derive(Clone)]
pub(super) struct Ready {
    /// Its id.
    pub file: FileId,
    /// Who it is for, or empty.
    pub to: String,
    /// Who alone can open it; empty where whoever has it can.
    pub opened_by: String,
    /// Its parts, wrapped before the tap.
    pub parts: Vec<Rc<Parcel>>,
}

/// One part on its way out.
struct Handing {
    /// Which part, from 0.
    nth: usize,
    part: Rc<Parcel>,
    way: Way,
}

/// Where the handing over stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Nothing happened yet.
    Waiting,
    /// The browser would not.
    Refused,
    /// So many parts of so many were taken.
    Some(usize, usize),
    /// The device took it, that way.
    Handed(Way),
    /// The worker says that it has not gone yet.
    NotYet,
    /// The worker says that it went.
    Went,
}

/// The buttons that hand the file over, and the question after it.
#[component]
pub(super) fn HandOver(
    /// The file.
    file: Ready,
) -> impl IntoView {
    let session = use_session();
    let ways = ways_here();
    let stage = RwSignal::new(Stage::Waiting);
    let shown_text = RwSignal::new(None::<String>);
    let id = file.file;
    let handed = RwSignal::new(BTreeSet::<usize>::new());
    let of = file.parts.len();
    let hand = Callback::new(move |Handing { nth, part, way }: Handing| {
        leptos::task::spawn_local(async move {
            match part.send(way).await {
                Outcome::HandedOver => {
                    let done = handed.try_update(|handed| {
                        handed.insert(nth);
                        handed.len()
                    });
                    let done = done.unwrap_or(of);
                    let now = if done < of { Stage::Some(done, of) } else { Stage::Handed(way) };
                    stage.try_set(now);
                    if done == of {
                        a11y::announce(text::HAS_IT_GONE);
                        let app = session.app();
                        session.run(async move { app.tell(id, Told::Handed).await }, |()| ());
                    }
                }
                Outcome::Stopped => {}
                Outcome::Refused => {
                    if way == Way::Copy {
                        shown_text.try_set(Some(part.text()));
                    }
                    stage.try_set(Stage::Refused);
                }
            }
        });
    });
    let sheet = matches!(ways.first(), Some(Way::Share | Way::ShareAsText));
    let buttons = way_buttons(&file, &ways, hand);
    let went = Callback::new(move |()| {
        let app = session.app();
        session.run(async move { app.tell(id, Told::Went).await }, move |()| {
            stage.try_set(Stage::Went);
            a11y::announce(text::WENT);
        });
    });
    let not_yet = Callback::new(move |()| stage.set(Stage::NotYet));
    let opens =
        if file.opened_by.is_empty() { keys::NOT_LOCKED.to_owned() } else { keys::only(&file.opened_by) };
    view! {
        <p dir="auto">{opens}</p>
        {move || asked(stage.get(), went, not_yet)}
        <div class="column" hidden=move || matches!(stage.get(), Stage::Handed(_) | Stage::Went)>
            {sheet.then(|| view! { <NoticeBox happened=text::SHEET next_step=text::SHEET_NEXT tone=Tone::Warn /> })}
            {buttons}
            {move || shown_text.get().map(by_hand)}
        </div>
    }
    .into_any()
}

/// The best way as the main button, one a part; the others under a fold.
fn way_buttons(file: &Ready, ways: &[Way], hand: Callback<Handing>) -> AnyView {
    let button = |way: Way, look: Look, nth: usize, part: &Rc<Parcel>| {
        let of = (file.parts.len() > 1).then_some((nth + 1, file.parts.len()));
        let part = StoredValue::new_local(Rc::clone(part));
        view! {
            <Button
                label=text::way(way, &file.to, of)
                look=look
                glyph=glyph(way)
                on_press=Callback::new(move |()| hand.run(Handing { nth, part: part.get_value(), way }))
            />
        }
        .into_any()
    };
    let mut main = Vec::new();
    let mut others = Vec::new();
    for (rank, way) in ways.iter().enumerate() {
        let look = if rank == 0 { Look::Main } else { Look::Second };
        let buttons = file.parts.iter().enumerate().map(|(nth, part)| button(*way, look, nth, part));
        if rank == 0 { main.extend(buttons) } else { others.extend(buttons) }
    }
    let others = (!others.is_empty()).then(|| {
        view! {
            <Fold title=text::OTHER_WAYS plain=true>
                <div class="stack">{others}</div>
            </Fold>
        }
    });
    view! {
        <div class="stack">{main}</div>
        {others}
    }
    .into_any()
}

fn glyph(way: Way) -> Glyph {
    match way {
        Way::Share | Way::ShareAsText => Glyph::Send,
        Way::SaveAs | Way::Download => Glyph::Bring,
        Way::Copy => Glyph::Book,
    }
}

/// What happened last, and the question. Never that it was received: nobody here can know.
fn asked(stage: Stage, went: Callback<()>, not_yet: Callback<()>) -> AnyView {
    match stage {
        Stage::Waiting => ().into_any(),
        Stage::Refused => view! {
            <NoticeBox happened=text::REFUSED next_step=text::REFUSED_NEXT tone=Tone::Bad />
        }
        .into_any(),
        Stage::Some(done, of) => {
            view! { <NoticeBox happened=text::parts_gone(done, of) tone=Tone::Accent /> }.into_any()
        }
        Stage::NotYet => view! { <NoticeBox happened=text::NOT_YET_NEXT tone=Tone::Calm /> }.into_any(),
        Stage::Handed(way) => {
            let next = match way {
                Way::Copy => text::COPIED,
                Way::Download => text::DOWNLOADED,
                Way::Share | Way::ShareAsText | Way::SaveAs => "",
            };
            view! {
                <NoticeBox happened=text::HAS_IT_GONE next_step=next tone=Tone::Accent>
                    <ButtonRow>
                        <Button label=text::YES.to_owned() on_press=went />
                        <Button label=text::NOT_YET.to_owned() look=Look::Second on_press=not_yet />
                    </ButtonRow>
                </NoticeBox>
            }
            .into_any()
        }
        Stage::Went => view! {
            <NoticeBox happened=text::WENT next_step=text::WENT_NEXT tone=Tone::Good>
                <p>{text::COPIES}</p>
                <ButtonLink label=common::DONE.to_owned() href=To::Mine.href() />
            </NoticeBox>
            {may_go()}
        }
        .into_any(),
    }
}

/// What went long ago may leave this phone. Asked at each sending, and nowhere else.
fn may_go() -> Option<AnyView> {
    let count = use_session().app().may_be_put_away().len();
    let offer = || {
        view! {
            <NoticeBox happened=put_away::offered(count) tone=Tone::Calm>
                <ButtonLink label=put_away::LOOK href=To::PutAway.href() look=Look::Second />
            </NoticeBox>
        }
        .into_any()
    };
    (count > 0).then(offer)
}

/// Where nothing else works: the text itself.
fn by_hand(file: String) -> AnyView {
    let id = a11y::fresh_id();
    view! {
        <div class="govuk-form-group">
            <label class="govuk-label" for=id.clone()>
                {text::FILE_TEXT}
            </label>
            <p class="govuk-hint">{text::FILE_TEXT_HINT}</p>
            <textarea class="govuk-textarea" id=id rows="6" readonly=true autocomplete="off">
                {file}
            </textarea>
        </div>
    }
    .into_any()
}
