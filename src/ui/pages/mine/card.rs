//! The card that answers *Is my data safe?* and offers one next step.

use super::facts::Facts;
use crate::app::queries::next_step::{NextStep, next_step};
use crate::app::queries::safety::Safety;
use crate::app::state::Told;
use crate::platform::persist;
use crate::ui::a11y;
use crate::ui::components::{Button, ButtonLink, Card, Glyph};
use crate::ui::routes::To;
use crate::ui::session::use_session;
use crate::ui::text::{backup, common, days, mine as text};
use chrono::NaiveDate;
use leptos::prelude::*;

/// The card.
#[component]
pub(super) fn SafetyCard(
    /// How the notebook stands.
    safety: Memo<Safety>,
    /// How the phone stands.
    phone: Facts,
) -> impl IntoView {
    let session = use_session();
    let today = session.app().today();
    let said = RwSignal::new("");
    let step = Memo::new(move |_| safety.with(|safety| next_step(safety, phone.phone(), today)));
    let keep = Callback::new(move |()| {
        leptos::task::spawn_local(async move {
            let kept = persist::ask_to_keep().await;
            let answer = if kept == Some(true) { text::KEEP_YES } else { text::KEEP_NO };
            a11y::announce(answer);
            said.try_set(answer);
            phone.kept.try_set(kept);
        });
    });
    view! {
        <Card>
            <p class="soft">{text::IS_IT_SAFE}</p>
            <h2>
                {move || {
                    safety.with(there)
                }}
            </h2>
            <p class="soft" role="status" hidden=move || safety.with(|safety| safety.complete)>
                {text::COUNTING}
            </p>
            <p>{move || safety.with(|safety| sent(safety, today))}</p>
            <p hidden=move || said.get().is_empty()>{said}</p>
            {session.practice.then(|| view! { <p>{text::PRACTICE}</p> })}
            {move || offer(step.get(), safety.with(|safety| safety.only_here), keep)}
        </Card>
    }
    .into_any()
}

/// When a file last left, and what has not left since.
fn sent(safety: &Safety, today: NaiveDate) -> String {
    if safety.notes + safety.responses == 0 {
        return String::new();
    }
    let last = match &safety.last_sent {
        Some(sent) if sent.told == Told::Went => text::last_sent(&days::near(sent.on, today), &sent.to),
        Some(sent) if sent.told == Told::DidNot => text::NEVER_SENT.to_owned(),
        Some(sent) => text::last_handed(&days::near(sent.on, today)),
        None => text::NEVER_SENT.to_owned(),
    };
    format!("{last} {}", text::unsent(safety.unsent)).trim().to_owned()
}

fn offer(step: NextStep, only_here: usize, keep: Callback<()>) -> AnyView {
    let why = |words: &'static str| view! { <p>{words}</p> };
    match step {
        NextStep::Install => view! {
            <p>
                <strong>{text::INSTALL}</strong>
            </p>
            {why(text::INSTALL_WHY)}
            {why(text::INSTALL_HOW)}
        }
        .into_any(),
        NextStep::Send | NextStep::SendSoon => {
            view! { <ButtonLink label=text::SEND.to_owned() href=To::Send.href() glyph=Glyph::Send /> }
                .into_any()
        }
        NextStep::Backup => view! {
            <p>{text::only_here(only_here)}</p>
            <ButtonLink label=backup::KEEP href=To::Backup.href() glyph=Glyph::Bring />
        }
        .into_any(),
        NextStep::Keep => view! {
            {why(text::KEEP_WHY)}
            <Button label=text::KEEP.to_owned() glyph=Glyph::Book on_press=keep />
        }
        .into_any(),
        NextStep::Write => view! {
            <ButtonLink
                label=common::NEW_NOTE.to_owned()
                href=To::New.href()
                glyph=Glyph::Plus
                to_words=true
            />
        }
        .into_any(),
        NextStep::AllSent => view! {
            <p>
                <strong>{text::ALL_SENT}</strong>
            </p>
            {why(text::ALL_SENT_WHY)}
        }
        .into_any(),
    }
}

/// What is here; of what does not open it is said below.
fn there(safety: &Safety) -> String {
    let Safety { notes, responses, drafts, broken, closed, missing, .. } = *safety;
    if notes + responses + drafts == 0 && (broken > 0 || closed > 0 || missing > 0) {
        return text::NONE_OPENS.to_owned();
    }
    text::on_this_phone(notes, responses, drafts)
}
