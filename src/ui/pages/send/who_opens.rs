//! Who will be able to open the file; and the choice to send it without a lock, behind one sentence.

use crate::app::queries::issuer::Sealing;
use crate::ui::components::{Button, Fold, Look, NoticeBox, Tone};
use crate::ui::pages::keys::{compare, labels};
use crate::ui::text::keys as text;
use leptos::prelude::*;

/// How the file would be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Make {
    /// Locked for whom the area settings name.
    Locked,
    /// As it is.
    Plain,
}

/// What the main button makes; none where a person has to choose first.
pub(super) fn main_way(sealing: &Sealing) -> Option<Make> {
    match (sealing.confirmed, sealing.recipients.is_empty()) {
        (true, true) => None,
        (true, false) => Some(Make::Locked),
        (false, _) => Some(Make::Plain),
    }
}

/// The section.
pub(super) fn draw(sealing: Memo<Sealing>, refused: RwSignal<bool>, make: Callback<Make>) -> AnyView {
    let inside = move || {
        let refused = refused.get();
        sealing.with(|sealing| match main_way(sealing) {
            None => unlocked(text::NONE_TODAY, text::NONE_TODAY_NEXT, Tone::Warn, make),
            Some(Make::Plain) => view! {
                <p>{text::NOT_LOCKED}</p>
                {sealing.asks.as_ref().map(|_| compare(text::WAIT))}
            }
            .into_any(),
            Some(Make::Locked) => {
                let choice = match refused {
                    true => unlocked(text::NOT_SEALED, text::NOT_SEALED_NEXT, Tone::Bad, make),
                    false => view! { <Fold title=text::PLAIN plain=true>{plain(make)}</Fold> }.into_any(),
                };
                view! {
                    <p dir="auto">{text::only(&labels(&sealing.recipients))}</p>
                    {sealing.asks.as_ref().map(|_| compare(text::OTHERS_WAIT))}
                    {choice}
                }
                .into_any()
            }
        })
    };
    view! {
        <section class="section">
            <h2>{text::WHO_OPENS}</h2>
            {inside}
        </section>
    }
    .into_any()
}

/// It cannot be locked: why, and the other choice.
fn unlocked(happened: &'static str, next_step: &'static str, tone: Tone, make: Callback<Make>) -> AnyView {
    view! {
        <NoticeBox happened=happened next_step=next_step tone=tone>
            {plain(make)}
        </NoticeBox>
    }
    .into_any()
}

fn plain(make: Callback<Make>) -> AnyView {
    let press = Callback::new(move |()| make.run(Make::Plain));
    view! {
        <p>{text::PLAIN_WHY}</p>
        <Button label=text::MAKE_PLAIN look=Look::Second on_press=press />
    }
    .into_any()
}
