//! The first step: a new password, typed or taken from three words that are offered.

use super::{Setting, Step};
use crate::app::commands::keys;
use crate::ui::components::{Button, ButtonRow, Look, NoticeBox, PasswordField, PasswordIs, Tone};
use crate::ui::text::lock as words;
use leptos::prelude::*;

/// The step.
pub(super) fn draw(setting: Setting) -> AnyView {
    let offered = RwSignal::new(String::new());
    let error = RwSignal::new(String::new());
    let fetch = move || {
        leptos::task::spawn_local(async move {
            // Where no words come, one's own will do.
            if let Ok(three) = setting.three_words().await {
                offered.try_set(three);
            }
        });
    };
    fetch();
    let others = Callback::new(move |()| fetch());
    let take = Callback::new(move |()| setting.password.set(offered.get_untracked()));
    let go_on = Callback::new(move |()| {
        let enough = setting.password.with_untracked(|password| keys::is_enough(password));
        error.set(if enough { String::new() } else { words::TOO_SHORT.to_owned() });
        match (enough, setting.first) {
            (false, _) => {}
            (true, true) => setting.step.set(Step::Code),
            (true, false) => setting.set(),
        }
    });
    let label = Signal::derive(move || {
        let label = match (setting.busy.get(), setting.first) {
            (true, _) => words::SETTING,
            (_, true) => words::NEXT,
            (_, false) => words::CHANGE_IT,
        };
        label.to_owned()
    });
    let three = move || {
        offered.with(|three| if three.is_empty() { words::FETCHING.to_owned() } else { three.clone() })
    };
    view! {
        <form
            class="column"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                go_on.run(());
            }
        >
            <PasswordField
                label=words::NEW_PASSWORD
                hint=words::NEW_HINT
                value=setting.password
                is=PasswordIs::New
                error=error
            />
            <section class="card">
                <h2>{words::THREE_WORDS}</h2>
                <p class="offered-words">{move || three()}</p>
                <ButtonRow>
                    <Button label=words::USE_THESE look=Look::Second on_press=take />
                    <Button label=words::OTHERS look=Look::Quiet on_press=others />
                </ButtonRow>
            </section>
            {trouble(setting)}
            <ButtonRow>
                <Button label=label busy=setting.busy on_press=go_on />
            </ButtonRow>
        </form>
    }
    .into_any()
}

/// What went wrong, if anything did.
pub(super) fn trouble(setting: Setting) -> AnyView {
    let notice = move || {
        let notice = setting.trouble.get()?;
        Some(view! { <NoticeBox happened=notice.happened next_step=notice.next_step tone=Tone::Bad /> })
    };
    notice.into_any()
}
