//! The words box: ruled paper that grows with what is written.

use super::field;
use crate::ui::a11y;
use js_sys::JsString;
use leptos::html::Textarea;
use leptos::prelude::*;
use leptos::web_sys::{HtmlElement, HtmlTextAreaElement};

/// A field for free words. Dictation is the phone's own keyboard; the browser keeps no memory of what is typed.
#[component]
pub fn WordsBox(
    /// Its words.
    #[prop(into)]
    label: String,
    /// What is in it.
    value: RwSignal<String>,
    /// A line that helps.
    #[prop(optional, into)]
    hint: String,
    /// What is wrong, or empty.
    #[prop(optional, into)]
    error: Signal<String>,
    /// Its id, where an error summary leads to it.
    #[prop(optional, into)]
    id: Option<String>,
    /// Two lines to begin with, not four.
    #[prop(optional)]
    small: bool,
    /// Takes the focus when shown. Lead to it with `a11y::hold_keyboard`, and tell `Page` not to.
    #[prop(optional)]
    autofocus: bool,
    /// Kept at the words that are selected, where the page can make something of them.
    #[prop(optional, into)]
    selected: Option<RwSignal<String>>,
) -> impl IntoView {
    let id = id.unwrap_or_else(a11y::fresh_id);
    let described = field::described_by(&id, &hint, error);
    let area = NodeRef::<Textarea>::new();
    Effect::new(move |_| {
        value.track();
        if let Some(area) = area.get() {
            grow(&area);
        }
    });
    Effect::new(move |_| {
        if let Some(area) = area.get().filter(|_| autofocus) {
            area.focus().ok();
        }
    });
    let note_selection = move || {
        if let (Some(selected), Some(area)) = (selected, area.get_untracked()) {
            let words = selection(&area);
            if selected.with_untracked(|before| *before != words) {
                selected.set(words);
            }
        }
    };
    let control = view! {
        <textarea
            class="govuk-textarea words-box"
            class:words-box--small=small
            class:govuk-textarea--error=move || error.with(|text| !text.is_empty())
            id=id.clone()
            node_ref=area
            rows=if small { "2" } else { "4" }
            autocomplete="off"
            autocapitalize="sentences"
            spellcheck="true"
            dir="auto"
            enterkeyhint="enter"
            aria-describedby=described
            aria-invalid=field::invalid(error)
            prop:value=value
            on:input:target=move |event| value.set(event.target().value())
            on:select=move |_| note_selection()
            on:keyup=move |_| note_selection()
            on:pointerup=move |_| note_selection()
        ></textarea>
    }
    .into_any();
    field::around(&id, label, hint, error, control)
}

/// Makes the box as high as its words, where the browser does not do so by itself (`field-sizing`).
fn grow(area: &HtmlTextAreaElement) {
    let computed = window().get_computed_style(area).ok().flatten();
    if computed.and_then(|style| style.get_property_value("field-sizing").ok()).as_deref() == Some("content")
    {
        return;
    }
    let style = HtmlElement::style(area);
    style.set_property("block-size", "auto").ok();
    // Two borders of 2 px are not part of the scroll height.
    style.set_property("block-size", &format!("{}px", area.scroll_height() + 4)).ok();
}

/// The selected words. Positions count UTF-16 units, so the cut is made on the browser's own string.
fn selection(area: &HtmlTextAreaElement) -> String {
    let position = |at: Result<Option<u32>, _>| at.ok().flatten().unwrap_or(0);
    let (start, end) = (position(area.selection_start()), position(area.selection_end()));
    JsString::from(area.value()).slice(start, end).into()
}
