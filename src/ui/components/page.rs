//! One screen: its title, the way back, its heading, its content.

use super::icon::{Glyph, Icon};
use crate::ui::a11y;
use crate::ui::text::common;
use leptos::prelude::*;

/// The way back.
#[derive(Debug, Clone)]
pub struct Back {
    /// Where it leads, base path included.
    pub href: String,
    /// Its name: the screen it leads to.
    pub label: &'static str,
}

/// A screen. Sets the document's title and, when shown, moves the focus to the heading.
#[component]
pub fn Page(
    /// The document's title, and the heading unless there is another. Fixed words by type: what people typed must
    /// never reach a title, which browsers write to disk in clear.
    title: &'static str,
    /// The heading, where it is not the title.
    #[prop(optional, into)]
    heading: Signal<String>,
    /// A quiet line under the heading.
    #[prop(optional, into)]
    lead: Signal<String>,
    /// The way back; without one the product's name stands there.
    #[prop(optional, into)]
    back: Option<Back>,
    /// Uses the whole width of a desk (two columns with `.split`).
    #[prop(optional)]
    wide: bool,
    /// False where the page gives the focus to a field of its own.
    #[prop(default = true)]
    focus_heading: bool,
    /// What stands on it.
    children: Children,
) -> impl IntoView {
    Effect::new(move |_| {
        a11y::set_title(title);
        if focus_heading {
            a11y::focus_heading();
        }
    });
    let top = match back {
        Some(back) => view! {
            <a class="govuk-back-link" href=back.href>
                <Icon glyph=Glyph::Back />
                <span>{back.label}</span>
            </a>
        }
        .into_any(),
        None => view! { <span class="brand">{common::APP}</span> }.into_any(),
    };
    let heading = move || heading.with(|own| if own.is_empty() { title.to_owned() } else { own.clone() });
    view! {
        <div class="page" class:page--wide=wide>
            <div class="page__top">{top}</div>
            <div class="page__head">
                <h1 tabindex="-1" dir="auto">
                    {move || heading()}
                </h1>
                <p class="soft" hidden=move || lead.with(String::is_empty)>
                    {lead}
                </p>
            </div>
            {children()}
        </div>
    }
    .into_any()
}
