//! The notebook did not open: what happened and what to do, without any notebook.

use super::trouble;
use crate::platform::service_worker;
use crate::ui::components::{Button, ButtonRow, Look, NoticeBox, Page, Tone};
use crate::ui::notebooks;
use crate::ui::text::errors::Notice;
use crate::ui::text::{common, home};
use leptos::prelude::*;

/// The page that stands there instead of the app.
#[component]
pub fn NotOpened(
    /// Why, and what to do.
    notice: Notice,
    /// Whether what it holds can be saved in a file.
    can_be_rescued: bool,
    /// Whether it was the practice notebook.
    practice: bool,
) -> impl IntoView {
    let again = Callback::new(move |()| service_worker::reload());
    let leave = practice.then(|| {
        let leave = Callback::new(move |()| notebooks::leave_practice());
        view! { <Button label=home::LEAVE_PRACTICE look=Look::Second on_press=leave /> }
    });
    let rescue = (!practice && can_be_rescued).then(trouble::rescue);
    view! {
        <div class="app">
            <main class="main">
                <Page title=common::APP>
                    <NoticeBox happened=notice.happened next_step=notice.next_step tone=Tone::Warn />
                    <ButtonRow>
                        <Button label=common::TRY_AGAIN on_press=again />
                        {rescue}
                        {leave}
                    </ButtonRow>
                </Page>
            </main>
        </div>
    }
}
