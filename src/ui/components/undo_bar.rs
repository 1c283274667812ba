//! The bar that offers to take the last step back.

use crate::ui::a11y;
use crate::ui::text::common;
use leptos::prelude::*;

/// Lies over the foot of the page while there is something to undo, and says so through the live region. How long
/// is the page's business; what it undoes must be reachable elsewhere too (the bin).
#[component]
pub fn UndoBar(
    /// What was done, or empty.
    #[prop(into)]
    done: Signal<String>,
    /// Takes it back.
    on_undo: Callback<()>,
) -> impl IntoView {
    Effect::new(move |_| {
        done.with(|done| {
            if !done.is_empty() {
                a11y::announce(done);
            }
        });
    });
    view! {
        <div class="undo" hidden=move || done.with(String::is_empty)>
            <span>{done}</span>
            <button type="button" on:click=move |_| on_undo.run(())>
                {common::UNDO}
            </button>
        </div>
    }
    .into_any()
}
