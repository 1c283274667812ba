//! The file is made: the phone's own way out first, the others beside it, then the question whether it went. The same
//! for a copy of one's own, which is to be kept and not sent.

use crate::app::state::{Kept, Told};
use crate::domain::ids::FileId;
use crate::platform::share::{Outcome, Parcel, ways_here};
use crate::platform::ways::Way;
use crate::ui::a11y;
use crate::ui::components::{Button, ButtonLink, ButtonRow, Fold, Glyph, Look, NoticeBox, Tone};
use crate::ui::routes::To;
use crate::ui::session::use_session;
use crate::ui::text::send::{self as text, Words};
use crate::ui::text::{backup as copy, common, keys, put_away};
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::rc::Rc;

/// A file that was made and wrapped.
#[derive(Clone)]
pub(in crate::ui::pages) struct Ready {
    /// Its id.
    pub file: FileId,
    /// Who it is for, or empty.
    pub to: String,
    /// Who alone can open it; empty where whoever has it can.
    pub opened_by: String,
    /// A copy of one's own, and what to remember of it.
    pub kept: Option<Kept>,
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
pub(in crate::ui::pages) fn HandOver(
    /// The file.
    file: Ready,
) -> impl IntoView {
    let session = use_session();
    let ways = ways_here();
    let stage = RwSignal::new(Stage::Waiting);
    let shown_text = RwSignal::new(None::<String>);
    let (id, kept) = (file.file, file.kept);
    let words = if kept.is_some() { &copy::KEEPING } else { &text::SENDING };
    let went = Callback::new(move |()| {
        let app = session.app();
        let tell = async move {
            match kept {
                Some(kept) => app.keep_backup(kept).await,
                None => app.tell(id, Told::Went).await,
            }
        };
        session.run(tell, move |()| {
            stage.try_set(Stage::Went);
            a11y::announce(words.went);
        });
    });
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
                    match kept {
                        _ if done < of => {}
                        // It lies where the person chose.
                        Some(_) if way == Way::SaveAs => went.run(()),
                        _ => a11y::announce(words.has_it_gone),
                    }
                    if done == of && kept.is_none() {
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
    let not_yet = Callback::new(move |()| stage.set(Stage::NotYet));
    let opens =
        if file.opened_by.is_empty() { keys::NOT_LOCKED.to_owned() } else { keys::only(&file.opened_by) };
    let answer = a11y::fresh_id();
    let id = answer.clone();
    // The button that was pressed is gone, and the focus with it: the next key would go on at the foot of the page.
    Effect::new(move |_| {
        if matches!(stage.get(), Stage::Handed(_) | Stage::NotYet | Stage::Went) {
            let id = id.clone();
            leptos::task::spawn_local(async move {
                leptos::task::tick().await;
                a11y::focus_id(&id);
            });
        }
    });
    view! {
        {kept.is_none().then(|| view! { <p dir="auto">{opens}</p> })}
        <div class="answer stack" id=answer tabindex="-1" hidden=move || stage.get() == Stage::Waiting>
            {move || asked(words, stage.get(), went, not_yet)}
        </div>
        <div class="column" hidden=move || matches!(stage.get(), Stage::Handed(_) | Stage::Went)>
            {sheet.then(|| view! { <NoticeBox happened=words.sheet next_step=words.sheet_next tone=Tone::Warn /> })}
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
                label=text::way(way, file.kept.is_some(), &file.to, of)
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
fn asked(words: &'static Words, stage: Stage, went: Callback<()>, not_yet: Callback<()>) -> AnyView {
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
                Way::Copy => words.copied,
                Way::Download => words.downloaded,
                Way::Share | Way::ShareAsText | Way::SaveAs => "",
            };
            view! {
                <NoticeBox happened=words.has_it_gone next_step=next tone=Tone::Accent>
                    <ButtonRow>
                        <Button label=text::YES.to_owned() on_press=went />
                        <Button label=text::NOT_YET.to_owned() look=Look::Second on_press=not_yet />
                    </ButtonRow>
                </NoticeBox>
            }
            .into_any()
        }
        Stage::Went => view! {
            <NoticeBox happened=words.went next_step=words.went_next tone=Tone::Good>
                {(!words.copies.is_empty()).then(|| view! { <p>{words.copies}</p> })}
                <ButtonLink label=common::DONE.to_owned() href=To::Mine.href() />
            </NoticeBox>
            {(!words.copies.is_empty()).then(may_go)}
        }
        .into_any(),
    }
}

/// What went long ago may leave this phone. Asked at each sending, and nowhere else.
fn may_go() -> Option<AnyView> {
    let app = use_session().app();
    let (count, days) = (app.may_be_put_away().len(), app.rules().put_away_after);
    let offer = || {
        view! {
            <NoticeBox happened=put_away::offered(count, days) tone=Tone::Calm>
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
