//! Who writes here: a code, a role, an area.

use crate::domain::fields::codes;
use crate::ui::components::{Button, Chips, Choice, Fold, NoticeBox, TextField, Tone};
use crate::ui::pages::area;
use crate::ui::session::use_session;
use crate::ui::text::{common, labels, settings as text, welcome};
use leptos::prelude::*;

/// The form. Nothing of it changes a note that was written before.
#[component]
pub(super) fn You() -> impl IntoView {
    let session = use_session();
    let profile = session.app().profile();
    let code = RwSignal::new(profile.code);
    let role = RwSignal::new(one(profile.role));
    let chosen = RwSignal::new(vec![profile.area]);
    let saved = RwSignal::new(false);
    let wrong = RwSignal::new(String::new());
    let changed = Signal::derive(move || {
        let now = session.watch().profile();
        code.with(|code| code.trim() != now.code) || first(role) != now.role || first(chosen) != now.area
    });
    let save = Callback::new(move |()| {
        let typed = code.with_untracked(|code| code.trim().to_owned());
        if typed.is_empty() {
            wrong.set(text::CODE_MISSING.to_owned());
            return;
        }
        wrong.set(String::new());
        let app = session.app();
        let mut profile = app.profile();
        profile.code = typed;
        profile.role = role.with_untracked(|role| role.first().cloned().unwrap_or_default());
        profile.area = chosen.with_untracked(|area| area.first().cloned().unwrap_or_default());
        session.run(async move { app.keep_profile(profile).await }, move |()| {
            saved.try_set(true);
            crate::ui::a11y::announce(common::SAVED);
        });
    });
    let roles: Vec<Choice> = codes::AUTHOR_ROLES
        .iter()
        .map(|role| Choice::new(*role, labels::value_label("author_role", role)))
        .collect();
    view! {
        <section class="section">
            <h2>{text::YOU}</h2>
            <TextField label=text::CODE hint=text::CODE_HINT value=code error=wrong />
            <Fold title=welcome::ROLE_LEGEND>
                <Chips legend=text::CHOOSE_ONE choices=roles chosen=role />
            </Fold>
            <Fold title=welcome::AREA>
                <div class="stack">{area::choose(session, text::CHOOSE_ONE, chosen, "")}</div>
            </Fold>
            <p class="soft">{text::YOU_NEXT}</p>
            <div hidden=move || !changed.get()>
                <Button label=common::SAVE on_press=save />
            </div>
            {move || (saved.get() && !changed.get()).then(|| view! { <NoticeBox happened=common::SAVED tone=Tone::Good /> })}
        </section>
    }
    .into_any()
}

fn first(chosen: RwSignal<Vec<String>>) -> String {
    chosen.with(|chosen| chosen.first().cloned().unwrap_or_default())
}

fn one(code: String) -> Vec<String> {
    if code.is_empty() { Vec::new() } else { vec![code] }
}
