//! What looks like one person in what leaves: each with a way to replace it. Warns, never blocks.

use crate::app::commands::send::Leaving;
use crate::app::queries::warnings::Warning;
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
    let done = RwSignal::new(None::<(RecordId, bool)>);
    let replace = Callback::new(move |warning: Warning| replaced(session, warning, done));
    let warnings = Memo::new(move |_| leaving.with(|leaving| leaving.warnings.clone()));
    view! {
        {move || done.get().map(outcome)}
        <p hidden=move || warnings.with(Vec::is_empty)>{text::REPLACING}</p>
        {move || {
            let one = |warning: Warning| find(session, warning, replace);
            warnings.get().into_iter().map(one).collect::<Vec<_>>()
        }}
    }
    .into_any()
}

/// What a replacement reached. Where somebody else began the record, the rest is a page away.
fn outcome((record, everywhere): (RecordId, bool)) -> AnyView {
    let next_step = if everywhere { text::REPLACED_NEXT } else { text::REPLACED_FOR_NOW };
    let take_out = (!everywhere).then(|| {
        let href = To::TakeOut(record).href();
        view! { <ButtonLink label=text::TAKE_OUT.to_owned() href=href look=Look::Quiet /> }
    });
    view! {
        <NoticeBox happened=text::REPLACED next_step=next_step tone=Tone::Calm>
            {take_out}
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

/// Replaces it in all words of the note, and takes it out of the earlier versions.
fn replaced(session: Session, warning: Warning, done: RwSignal<Option<(RecordId, bool)>>) {
    let record = warning.record;
    let app = session.app();
    let command = async move { app.replace(record, &warning.finding.fragment).await };
    session.run(command, move |everywhere| {
        done.try_set(Some((record, everywhere)));
        a11y::announce(text::REPLACED);
    });
}
