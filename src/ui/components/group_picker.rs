//! Picking by typing: a field, the matches as buttons under it, and a last line that adds what was typed.

use super::choice::Choice;
use super::field;
use super::icon::{Glyph, Icon};
use crate::ui::a11y;
use crate::ui::text::common;
use leptos::prelude::*;

/// Picks groups (or places) as one types. Plain field and plain buttons: they need no roles to be understood.
#[component]
pub fn GroupPicker(
    /// The question.
    #[prop(into)]
    label: String,
    /// A line that helps.
    #[prop(optional, into)]
    hint: String,
    /// What is typed; emptied when something is picked.
    query: RwSignal<String>,
    /// What fits it, best first; the page searches and keeps it short. With nothing typed: the likely ones.
    #[prop(into)]
    found: Signal<Vec<Choice>>,
    /// What is picked already.
    #[prop(into)]
    picked: Signal<Vec<Choice>>,
    /// Whether what is typed may be added: not where it is there already by another case or spacing.
    #[prop(into)]
    can_add: Signal<bool>,
    /// Called with the value of a match.
    on_pick: Callback<String>,
    /// Called with the value of one that is let go.
    on_drop: Callback<String>,
    /// Called with what was typed, to make a new one.
    on_add: Callback<String>,
) -> impl IntoView {
    let id = a11y::fresh_id();
    let hint_id = format!("{id}-hint");
    let described = (!hint.is_empty()).then(|| hint_id.clone());
    let settle = {
        let id = id.clone();
        Callback::new(move |said: String| {
            query.set(String::new());
            a11y::announce(&said);
            a11y::focus_id(&id);
        })
    };
    let pick = Callback::new(move |choice: Choice| {
        on_pick.run(choice.value);
        settle.run(common::added(&choice.label));
    });
    let add = Callback::new(move |()| {
        let typed = query.with_untracked(|typed| typed.trim().to_owned());
        on_add.run(typed.clone());
        settle.run(common::added(&typed));
    });
    let let_go = Callback::new(move |choice: Choice| {
        on_drop.run(choice.value);
        settle.run(common::removed(&choice.label));
    });
    Effect::new(move |_| {
        let count = found.with(Vec::len);
        if query.with_untracked(|typed| !typed.is_empty()) {
            a11y::announce(&common::found(count));
        }
    });
    // Return takes the one match, or adds; with several matches it must not guess.
    let on_return = move |event: leptos::ev::KeyboardEvent| {
        if event.key() != "Enter" || event.is_composing() {
            return;
        }
        event.prevent_default();
        match found.get_untracked().as_slice() {
            [only] => pick.run(only.clone()),
            [] if can_add.get_untracked() => add.run(()),
            _ => {}
        }
    };
    view! {
        <div class="govuk-form-group picker">
            <label class="govuk-label" for=id.clone()>
                {label}
            </label>
            {field::hint_line(hint_id, hint)}
            <ul class="chips" role="list" hidden=move || picked.with(Vec::is_empty)>
                {move || picked.get().into_iter().map(|choice| picked_chip(choice, let_go)).collect::<Vec<_>>()}
            </ul>
            <input
                class="govuk-input"
                id=id
                type="text"
                autocomplete="off"
                autocapitalize="words"
                spellcheck="false"
                dir="auto"
                enterkeyhint="done"
                aria-describedby=described
                prop:value=query
                on:input:target=move |event| query.set(event.target().value())
                on:keydown=on_return
            />
            <ul
                class="options"
                role="list"
                hidden=move || found.with(Vec::is_empty) && !can_add.get()
            >
                {move || found.get().into_iter().map(|choice| option(choice, pick)).collect::<Vec<_>>()}
                <li hidden=move || !can_add.get()>
                    <button type="button" class="option option--add" on:click=move |_| add.run(())>
                        <Icon glyph=Glyph::Plus />
                        <span dir="auto">{move || query.with(|typed| common::add(typed.trim()))}</span>
                    </button>
                </li>
            </ul>
        </div>
    }
    .into_any()
}

fn picked_chip(choice: Choice, let_go: Callback<Choice>) -> AnyView {
    let label = choice.label.clone();
    view! {
        <li>
            <button type="button" class="picked" on:click=move |_| let_go.run(choice.clone())>
                <span class="govuk-visually-hidden">{common::REMOVE} " "</span>
                <span dir="auto">{label}</span>
                <Icon glyph=Glyph::Cross />
            </button>
        </li>
    }
    .into_any()
}

fn option(choice: Choice, pick: Callback<Choice>) -> AnyView {
    let shown = choice.clone();
    let hint = (!shown.hint.is_empty()).then(|| view! { <span class="soft">{shown.hint}</span> });
    view! {
        <li>
            <button type="button" class="option" on:click=move |_| pick.run(choice.clone())>
                <span dir="auto">{shown.label}</span>
                {hint}
            </button>
        </li>
    }
    .into_any()
}
