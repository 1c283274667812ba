//! Who will be able to open the file; and the choice to send it without a lock, behind one sentence.

use crate::app::queries::issuer::Sealing;
use crate::ui::components::{Button, Fold, Look, NoticeBox, Tone};
use crate::ui::pages::keys::{compare, labels};
use crate::ui::session::Session;
use crate::ui::text::keys as text;
use leptos::prelude::*;

/// The heading, for whoever leads there.
pub(super) const HEADING: &str = "who-opens";

/// Whether the file can be locked today.
fn can_lock(sealing: &Sealing) -> bool {
    !sealing.recipients.is_empty()
}

/// Whether a person has to choose first: it was to be locked, and cannot be.
pub(super) fn must_choose(sealing: &Sealing) -> bool {
    sealing.confirmed && !can_lock(sealing)
}

/// The section. `make` is told whether to lock the file.
pub(super) fn draw(session: Session, refused: RwSignal<bool>, make: Callback<bool>) -> AnyView {
    let inside = move || {
        let (sealing, refused) = (session.watch().sealing(), refused.get());
        if must_choose(&sealing) {
            return unlocked(text::NONE_TODAY, text::NONE_TODAY_NEXT, Tone::Warn, make);
        }
        let is_locked = can_lock(&sealing);
        let opens = match is_locked {
            true => text::only(&labels(&sealing.recipients)),
            false => text::NOT_LOCKED.to_owned(),
        };
        let asks = sealing.asks.map(|_| compare(if is_locked { text::OTHERS_WAIT } else { text::WAIT }));
        let choice = match (is_locked, refused) {
            (false, _) => ().into_any(),
            (_, true) => unlocked(text::NOT_SEALED, text::NOT_SEALED_NEXT, Tone::Bad, make),
            _ => view! {
                <Fold title=text::PLAIN plain=true>
                    {plain(make)}
                </Fold>
            }
            .into_any(),
        };
        view! {
            <p dir="auto">{opens}</p>
            {asks}
            {choice}
        }
        .into_any()
    };
    view! {
        <section class="section">
            <h2 id=HEADING tabindex="-1">
                {text::WHO_OPENS}
            </h2>
            {move || inside()}
        </section>
    }
    .into_any()
}

/// It cannot be locked: why, and the other choice.
fn unlocked(happened: &'static str, next_step: &'static str, tone: Tone, make: Callback<bool>) -> AnyView {
    view! {
        <NoticeBox happened=happened next_step=next_step tone=tone>
            {plain(make)}
        </NoticeBox>
    }
    .into_any()
}

fn plain(make: Callback<bool>) -> AnyView {
    let press = Callback::new(move |()| make.run(false));
    view! {
        <p>{text::PLAIN_WHY}</p>
        <Button label=text::MAKE_PLAIN look=Look::Second on_press=press />
    }
    .into_any()
}
