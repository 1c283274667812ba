//! The phone turned round: one prompt in very large type, for the person one is with.

use crate::ui::a11y;
use crate::ui::text::common;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;

/// How long the press must last, in milliseconds: no tap by a stranger's thumb, short enough to bear.
const PRESS_MS: u32 = 2_000;

/// Covers everything; the rest of the screen is hidden from touch, keyboard and screen reader (`layout.css`). The
/// only way out is a press of two seconds, by finger or by key, so that nobody reads the notebook by accident.
#[component]
pub fn TurnedRound(
    /// What to read.
    #[prop(into)]
    text: Signal<String>,
    /// The language it is in, as a tag: `ur`.
    #[prop(into)]
    lang: Signal<String>,
    /// `ltr` or `rtl`.
    #[prop(into)]
    dir: Signal<String>,
    /// Called when the press lasted.
    on_leave: Callback<()>,
) -> impl IntoView {
    let id = a11y::fresh_id();
    let own = id.clone();
    Effect::new(move |_| a11y::focus_id(&own));
    let timer = StoredValue::new_local(None::<Timeout>);
    let pressing = RwSignal::new(false);
    // It takes effect on release, and a touch makes no click of its own: neither must land on what lies beneath.
    let ripe = RwSignal::new(false);
    let press = move || {
        if !pressing.get_untracked() {
            pressing.set(true);
            timer.set_value(Some(Timeout::new(PRESS_MS, move || ripe.set(true))));
        }
    };
    let stop = move || {
        pressing.set(false);
        ripe.set(false);
        // Dropping a timeout cancels it.
        timer.set_value(None);
    };
    let release = move || {
        let was_ripe = ripe.get_untracked();
        stop();
        if was_ripe {
            on_leave.run(());
        }
    };
    let label = move || if ripe.get() { common::LET_GO } else { common::HOLD_TO_LEAVE };
    let is_press = |key: String| key == "Enter" || key == " ";
    view! {
        <div class="show">
            <p class="show__text" id=id tabindex="-1" lang=lang dir=dir>
                {text}
            </p>
            <button
                type="button"
                class="show__leave"
                class:show__leave--held=pressing
                on:touchstart=move |event| event.prevent_default()
                on:pointerdown=move |_| press()
                on:pointerup=move |_| release()
                on:pointerleave=move |_| stop()
                on:pointercancel=move |_| stop()
                on:contextmenu=move |event| event.prevent_default()
                on:keydown=move |event| {
                    if is_press(event.key()) {
                        press();
                    }
                }
                on:keyup=move |_| release()
                on:blur=move |_| stop()
            >
                {move || label()}
            </button>
        </div>
    }
    .into_any()
}
