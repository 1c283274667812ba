//! Where files come in: the phone's own chooser, a laptop's drag and drop, and the text of a file from a message.

use crate::ui::components::{Fold, Glyph, Icon, WordsBox};
use crate::ui::text::{bring_in as text, send};
use js_sys::Array;
use leptos::html::Input;
use leptos::prelude::*;
use leptos::web_sys::{DragEvent, File, FileList};

/// Characters that nobody types into the box for a pasted file: so much was pasted.
const PASTED: usize = 100;

/// Files that a person chose, dropped or pasted.
pub(in crate::ui::pages) struct Files(pub Vec<File>);

/// A button that opens the chooser; any file, since mail programs rename them. Files may be dropped on it too, and the
/// text of one pasted under it.
#[component]
pub(in crate::ui::pages) fn FileInput(
    /// Called with what was chosen, dropped or pasted.
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
    let pasted = RwSignal::new(String::new());
    Effect::new(move |_| {
        let text = pasted.get();
        if text.len() < PASTED {
            return;
        }
        if let Ok(file) = File::new_with_str_sequence(&Array::of1(&text.into()), "") {
            on_files.run(Files(vec![file]));
        }
        pasted.set(String::new());
    });
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
        <Fold title=text::PASTE plain=true>
            <WordsBox label=send::FILE_TEXT hint=text::PASTE_HINT value=pasted small=true />
        </Fold>
    }
    .into_any()
}

fn all(files: Option<FileList>) -> Vec<File> {
    let Some(files) = files else {
        return Vec::new();
    };
    (0..files.length()).filter_map(|nth| files.item(nth)).collect()
}
