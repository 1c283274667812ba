//! What looks like one person in the answers, asked on Save. Warns, never blocks.

use crate::app::queries::warnings::{Warning, replace_in};
use crate::domain::ids::RecordId;
use crate::ui::a11y;
use crate::ui::components::{Button, ButtonRow, Look, NoticeBox, Tone};
use crate::ui::drafting::Drafting;
use crate::ui::text::{send, talk as text};
use leptos::prelude::*;
use serde_json::Value;

/// Where they stand.
const ID: &str = "finds";

/// The finds, each with its suggestion, and the way to save all the same.
#[component]
pub(super) fn Finds(
    /// What was found on the last press of Save.
    finds: RwSignal<Vec<Warning>>,
    /// The boxes, by answer.
    answers: Vec<(RecordId, RwSignal<String>)>,
    /// The conversation.
    talk: Drafting,
    /// Saves it as it is.
    on_save: Callback<()>,
) -> impl IntoView {
    Effect::new(move |_| {
        if finds.with(|finds| !finds.is_empty()) {
            request_animation_frame(|| a11y::focus_id(ID));
        }
    });
    let replace = Callback::new(move |warning: Warning| {
        replace(talk, &answers, &warning);
        finds.update(|finds| finds.retain(|other| *other != warning));
    });
    let list = move || {
        let finds = finds.get();
        if finds.is_empty() {
            return ().into_any();
        }
        let rows = finds.into_iter().map(|warning| find(warning, replace)).collect::<Vec<_>>();
        view! {
            <NoticeBox happened=text::LOOKS_PERSONAL next_step=text::LOOKS_PERSONAL_NEXT tone=Tone::Warn>
                {rows}
                <ButtonRow>
                    <Button label=text::SAVE_AS_IT_IS look=Look::Second on_press=on_save />
                </ButtonRow>
            </NoticeBox>
        }
        .into_any()
    };
    view! {
        <div id=ID tabindex="-1" hidden=move || finds.with(Vec::is_empty)>
            {list}
        </div>
    }
    .into_any()
}

fn find(warning: Warning, replace: Callback<Warning>) -> AnyView {
    let fragment = warning.finding.fragment.clone();
    let label = send::replace_with(&warning.finding.suggestion);
    view! {
        <p>
            <strong dir="auto">{fragment}</strong>
            " · "
            {send::looks(warning.finding.looks)}
        </p>
        <Button
            label=label
            look=Look::Second
            on_press=Callback::new(move |()| replace.run(warning.clone()))
        />
    }
    .into_any()
}

/// Through the box where there is one, so that the page and the draft say the same.
fn replace(talk: Drafting, answers: &[(RecordId, RwSignal<String>)], warning: &Warning) {
    let of_record = answers.iter().find(|(record, _)| *record == warning.record);
    match of_record.filter(|_| warning.path == "answer") {
        Some((_, answer)) => answer.update(|words| {
            if let Value::String(replaced) = replace_in(&Value::from(words.as_str()), &warning.finding) {
                *words = replaced;
            }
        }),
        None => talk.edit(|draft| {
            let entries = draft.entries.iter_mut().filter(|entry| entry.record == warning.record);
            for entry in entries {
                if let Some(value) = entry.fields.get_mut(&warning.path) {
                    *value = replace_in(value, &warning.finding);
                }
            }
        }),
    }
}
