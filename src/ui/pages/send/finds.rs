//! What looks like one person in what leaves: each with a way to replace it. Warns, never blocks.

use crate::app::commands::send::Leaving;
use crate::app::queries::warnings::{Warning, replace_in};
use crate::domain::ids::RecordId;
use crate::ui::a11y;
use crate::ui::components::{ButtonLink, Look, NoticeBox, Tone};
use crate::ui::pages::looks_personal::row;
use crate::ui::routes::To;
use crate::ui::session::{Session, use_session};
use crate::ui::text::{labels, looks_personal, send as text};
use leptos::prelude::*;
use std::sync::Arc;

/// The finds, and what was done about the last one.
#[component]
pub(super) fn Finds(
    /// What leaves.
    leaving: Memo<Arc<Leaving>>,
) -> impl IntoView {
    let session = use_session();
    let done = RwSignal::new(None::<RecordId>);
    let replace = Callback::new(move |warning: Warning| replaced(session, warning, done));
    let warnings = Memo::new(move |_| leaving.with(|leaving| leaving.warnings.clone()));
    view! {
        {move || done.get().map(outcome)}
        {move || {
            let one = |warning: Warning| find(session, warning, replace);
            warnings.get().into_iter().map(one).collect::<Vec<_>>()
        }}
    }
    .into_any()
}

fn outcome(record: RecordId) -> AnyView {
    view! {
        <NoticeBox happened=text::REPLACED next_step=text::REPLACED_NEXT tone=Tone::Calm>
            <ButtonLink label=text::TAKE_OUT.to_owned() href=To::TakeOut(record).href() look=Look::Quiet />
        </NoticeBox>
    }
    .into_any()
}

fn find(session: Session, warning: Warning, replace: Callback<Warning>) -> AnyView {
    let about = session.app().line(warning.record).map(|line| line.headline);
    let finding = warning.finding.clone();
    let note = To::Note(warning.record).href();
    view! {
        <NoticeBox happened=looks_personal::LOOKS_PERSONAL next_step=labels::label(&warning.path) tone=Tone::Warn>
            <p class="soft" dir="auto">
                {about}
            </p>
            {row(&finding, Callback::new(move |()| replace.run(warning.clone())))}
            <ButtonLink label=text::SEE_NOTE.to_owned() href=note look=Look::Quiet />
        </NoticeBox>
    }
    .into_any()
}

/// Changes the note like any other change: a new version, with the fragment replaced wherever it stands.
fn replaced(session: Session, warning: Warning, done: RwSignal<Option<RecordId>>) {
    let record = warning.record;
    let app = session.app();
    let command = async move {
        let Warning { path, finding, .. } = warning;
        app.amend(record, |fields| {
            if let Some(value) = fields.get_mut(&path) {
                *value = replace_in(value, &finding);
            }
        })
        .await
    };
    session.run(command, move |()| {
        done.try_set(Some(record));
        a11y::announce(text::REPLACED);
    });
}
