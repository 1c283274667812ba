//! An address that leads nowhere.

use crate::ui::components::{Back, ButtonLink, EmptyState, Glyph, Page};
use crate::ui::routes::To;
use crate::ui::text::{common, lost};
use leptos::prelude::*;

/// Says that there is nothing here, and leads Home.
#[component]
pub fn Lost() -> impl IntoView {
    let back = Back { href: To::Home.href(), label: common::HOME };
    view! {
        <Page title=lost::TITLE back=back>
            <EmptyState glyph=Glyph::Book title=lost::NOT_HERE text=lost::WHY>
                <ButtonLink label=common::HOME href=To::Home.href() />
            </EmptyState>
        </Page>
    }
}

/// While older notes are still being read, which takes a moment at most.
#[component]
pub fn Opening(
    /// The title of the page to come.
    title: &'static str,
) -> impl IntoView {
    view! {
        <Page title=title>
            <p class="soft">{lost::OPENING}</p>
        </Page>
    }
}
