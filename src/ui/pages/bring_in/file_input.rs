//! Where files come in: the phone's own chooser, and a laptop's drag and drop.

use crate::ui::components::{Glyph, Icon};
use crate::ui::text::bring_in as text;
use leptos::html::Input;
use leptos::prelude::*;
use leptos::web_sys::{DragEvent, File, FileList};

/// Files that a person chose or dropped.
pub(in crate::ui::pages) struct Files(pub Vec<File>);

/// A button that opens the chooser; any file, since mail programs rename them. Files may be dropped on it too.
#[component]
pub(in crate::ui::pages) fn FileInput(
    /// Called with what was chosen or dropped.
    on_files: Callback<Files>,
) -> impl IntoView {
    let input = NodeRef::<Input>::new();
    let over = RwSignal::new(false);
    let chosen = move || {
        if let Some(input) = input.get_untracked() {
            let files = all(input.files());
            // Empty again, so that the same file can be chosen twice.
            input.set_value("");
            on_files.run(Files(files));
        }
    };
    let drop = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        let files = event.data_transfer().and_then(|data| data.files());
        on_files.run(Files(all(files)));
    };
    let hold = move |event: DragEvent| {
        event.prevent_default();
        over.set(true);
    };
    view! {
        <div
            class="drop"
            class:drop--over=over
            on:dragover=hold
            on:dragleave=move |_| over.set(false)
            on:drop=drop
        >
            <label class="govuk-button drop__button">
                <input type="file" multiple=true node_ref=input on:change=move |_| chosen() />
                <Icon glyph=Glyph::Bring />
                <span>{text::CHOOSE}</span>
            </label>
            <p class="soft drop__hint">{text::DROP}</p>
        </div>
    }
    .into_any()
}

fn all(files: Option<FileList>) -> Vec<File> {
    let Some(files) = files else {
        return Vec::new();
    };
    (0..files.length()).filter_map(|nth| files.item(nth)).collect()
}
