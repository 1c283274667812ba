//! A notice: what happened, then what to do next.

use super::card::Tone;
use super::icon::{Glyph, Icon};
use leptos::prelude::*;

/// A box with two short texts. `Tone::Bad` interrupts a screen reader; the others are read in their place (say
/// them with `a11y::announce` when they appear after a tap).
#[component]
pub fn NoticeBox(
    /// What happened.
    #[prop(into)]
    happened: String,
    /// What to do next, or empty.
    #[prop(optional, into)]
    next_step: String,
    /// What it means.
    #[prop(optional)]
    tone: Tone,
    /// Buttons or links that do the next step.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (class, glyph) = match tone {
        Tone::Calm | Tone::Accent => ("notice", Glyph::Book),
        Tone::Good => ("notice notice--good", Glyph::Tick),
        Tone::Warn => ("notice notice--warn", Glyph::Alert),
        Tone::Bad => ("notice notice--bad", Glyph::Alert),
    };
    view! {
        <div class=class role=(tone == Tone::Bad).then_some("alert")>
            <Icon glyph=glyph />
            <div class="notice__body">
                <p class="notice__what">{happened}</p>
                {(!next_step.is_empty()).then(|| view! { <p>{next_step}</p> })}
                {children.map(|children| children())}
            </div>
        </div>
    }
    .into_any()
}
