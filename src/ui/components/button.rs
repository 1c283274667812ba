//! Buttons: one main one a screen, the others quieter.

use super::icon::{Glyph, Icon};
use leptos::prelude::*;

/// How much a button asks for attention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Look {
    /// The one thing to do here.
    #[default]
    Main,
    /// The main button of Home: taller.
    Tall,
    /// Equal choices beside the main one.
    Second,
    /// As a link among buttons.
    Quiet,
    /// Cannot be taken back.
    Warning,
}

impl Look {
    fn class(self) -> &'static str {
        match self {
            Self::Main => "govuk-button",
            Self::Tall => "govuk-button govuk-button--tall",
            Self::Second => "govuk-button govuk-button--secondary",
            Self::Quiet => "govuk-button govuk-button--quiet",
            Self::Warning => "govuk-button govuk-button--warning",
        }
    }
}

/// A button.
#[component]
pub fn Button(
    /// Its words.
    #[prop(into)]
    label: Signal<String>,
    /// How it looks.
    #[prop(optional)]
    look: Look,
    /// A drawing before the words.
    #[prop(optional, into)]
    glyph: Option<Glyph>,
    /// While true, a press does nothing; the button stays in reach of a screen reader.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// What a press does.
    on_press: Callback<()>,
) -> impl IntoView {
    let press = move |_| {
        if !busy.get_untracked() {
            on_press.run(());
        }
    };
    view! {
        <button
            type="button"
            class=look.class()
            aria-disabled=move || busy.get().then_some("true")
            on:click=press
        >
            {glyph.map(|glyph| view! { <Icon glyph=glyph /> })}
            <span>{label}</span>
        </button>
    }
    .into_any()
}

/// A link that looks like a button: it leads to another screen.
#[component]
pub fn ButtonLink(
    /// Its words.
    #[prop(into)]
    label: Signal<String>,
    /// Where it leads, base path included.
    #[prop(into)]
    href: Signal<String>,
    /// How it looks.
    #[prop(optional)]
    look: Look,
    /// A drawing before the words.
    #[prop(optional, into)]
    glyph: Option<Glyph>,
    /// True where it leads to a words box: lends an iPhone its keyboard within the tap.
    #[prop(optional)]
    to_words: bool,
) -> impl IntoView {
    let hold = move |_| {
        if to_words {
            crate::ui::a11y::hold_keyboard();
        }
    };
    view! {
        <a class=look.class() href=href on:click=hold>
            {glyph.map(|glyph| view! { <Icon glyph=glyph /> })}
            <span>{label}</span>
        </a>
    }
    .into_any()
}

/// Buttons side by side where there is room.
#[component]
pub fn ButtonRow(
    /// The buttons, the main one first.
    children: Children,
) -> impl IntoView {
    view! { <div class="buttons">{children()}</div> }.into_any()
}
