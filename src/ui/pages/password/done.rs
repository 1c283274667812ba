//! The last step: it is done, and what that means.

use super::{Changes, Setting};
use crate::ui::components::{ButtonLink, ButtonRow, NoticeBox, Page, Tone};
use crate::ui::routes::To;
use crate::ui::session::Session;
use crate::ui::text::lock as words;
use leptos::prelude::*;

/// The step.
pub(super) fn draw(setting: Setting, session: Session) -> AnyView {
    let title = match (setting.changes, setting.first) {
        (Changes::Code, _) => words::CODE_CHANGED,
        (Changes::Password, true) => words::DONE,
        (Changes::Password, false) => words::CHANGED,
    };
    let last = if session.app().has_organisation_slot() { words::DONE_HELPED } else { words::DONE_ALONE };
    let lines =
        words::DONE_LINES.iter().chain([&last]).map(|line| view! { <li>{*line}</li> }).collect::<Vec<_>>();
    let sealing = move || {
        let goes_on = session.watch().is_to_be_sealed_again();
        goes_on.then(|| view! { <NoticeBox happened=words::SEALING tone=Tone::Calm /> })
    };
    view! {
        <Page title=title>
            <ul class="plain-list">{lines}</ul>
            <ButtonRow>
                <ButtonLink label=words::GO_ON href=To::Home.href() />
            </ButtonRow>
            // Below the button, which would move under the finger when this goes.
            {move || sealing()}
        </Page>
    }
    .into_any()
}
