//! A phone that is lost, handed on, or has more on it than it needs.

use crate::platform::shell;
use crate::ui::components::{ButtonLink, ButtonRow, Look};
use crate::ui::routes::To;
use crate::ui::text::{lost_phone, put_away, settings as text};
use leptos::prelude::*;

/// The section.
pub(super) fn draw() -> AnyView {
    view! {
        <section class="section">
            <h2>{text::LEAVING}</h2>
            <ButtonRow>
                <ButtonLink label=lost_phone::TITLE href=To::LostPhone.href() look=Look::Second />
                <ButtonLink label=put_away::TITLE href=To::PutAway.href() look=Look::Second />
                <ButtonLink label=text::ERASE href=shell::erase_href() look=Look::Second />
            </ButtonRow>
        </section>
    }
    .into_any()
}
