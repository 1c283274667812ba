//! The password, and when the notebook locks.

mod closed;
mod passkey;

use crate::domain::rules::LONGEST_LOCK;
use crate::ui::components::{Button, ButtonLink, ButtonRow, Chips, Choice, Look};
use crate::ui::pages::locking;
use crate::ui::routes::To;
use crate::ui::session::Session;
use crate::ui::text::{asking, lock as words, rules as text};
use leptos::prelude::*;

/// The section. The practice notebook has no lock.
pub(super) fn draw(session: Session) -> Option<AnyView> {
    if session.practice {
        return None;
    }
    let inside = if session.app().has_passphrase() { locked(session) } else { open(session) };
    let section = view! {
        <section class="section">
            <h2>{words::LOCK}</h2>
            {inside}
        </section>
    };
    Some(section.into_any())
}

fn open(session: Session) -> AnyView {
    view! {
        <p>{words::NONE}</p>
        <ButtonRow>
            <ButtonLink label=words::SET href=To::Password.href() look=Look::Second />
        </ButtonRow>
        {closed::draw(session)}
    }
    .into_any()
}

fn locked(session: Session) -> AnyView {
    let lock = Callback::new(move |()| {
        session.lock_others();
        locking::lock(session);
    });
    let chosen = RwSignal::new(vec![session.app().lock_minutes().to_string()]);
    Effect::new(move |before: Option<()>| {
        let wanted = chosen.with(|chosen| chosen.first().and_then(|code| code.parse().ok()));
        let mut profile = session.app().profile();
        if let (Some(wanted), Some(())) = (wanted, before)
            && wanted != session.app().lock_minutes()
        {
            profile.lock_after = wanted;
            let app = session.app();
            session.run(async move { app.keep_profile(profile).await }, |()| ());
        }
    });
    let rules = session.app().rules();
    let choices =
        rules.lock_choices().map(|n| Choice::new(n.to_string(), words::minutes(n))).collect::<Vec<_>>();
    let limit =
        (rules.lock_minutes < LONGEST_LOCK).then(|| view! { <p dir="auto">{text::at_most(&rules)}</p> });
    view! {
        <p>{words::HAS}</p>
        {who_can_help(session)}
        <ButtonRow>
            <Button label=words::LOCK_NOW look=Look::Second on_press=lock />
        </ButtonRow>
        <ButtonRow>
            <ButtonLink label=words::CHANGE href=To::Password.href() look=Look::Quiet />
            <ButtonLink label=words::NEW_CODE href=To::NewCode.href() look=Look::Quiet />
        </ButtonRow>
        <Chips legend=words::AFTER choices=choices chosen=chosen />
        {limit}
        {passkey::draw(session)}
        {closed::draw(session)}
    }
    .into_any()
}

/// Who could help with a forgotten password, once that is known.
fn who_can_help(session: Session) -> impl IntoView {
    move || {
        let app = session.watch();
        let labels: Vec<String> = app.recipients().into_iter().map(|recipient| recipient.label).collect();
        (app.has_organisation_slot() && !labels.is_empty())
            .then(|| view! { <p dir="auto">{asking::can_help(&labels)}</p> })
    }
}
