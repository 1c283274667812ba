//! What the phone says of itself: whether it keeps the notebook, where the app runs, how much room is left.

use crate::app::queries::next_step::Phone;
use crate::platform::{install, persist, shell};
use crate::ui::text::mine as text;
use leptos::prelude::*;

/// What was found out. The browser answers some of it late.
#[derive(Clone, Copy)]
pub(super) struct Facts {
    /// Whether the browser promised to keep the notebook.
    pub kept: RwSignal<Option<bool>>,
    /// Bytes left, where the browser says.
    room: RwSignal<Option<f64>>,
}

impl Facts {
    /// Asks the browser.
    pub fn ask() -> Self {
        let facts = Self { kept: RwSignal::new(None), room: RwSignal::new(None) };
        leptos::task::spawn_local(async move {
            facts.kept.try_set(persist::is_kept().await);
            let room = persist::room().await;
            facts.room.try_set(room.map(|room| room.limit - room.used));
        });
        facts
    }

    /// What the next step is chosen by.
    pub fn phone(self) -> Phone {
        Phone { apple_tab: install::is_apple_tab(), kept: self.kept.get() }
    }
}

/// The list at the foot of the page.
#[component]
pub(super) fn PhoneList(
    /// What was found out.
    phone: Facts,
) -> impl IntoView {
    let kept = move || match phone.kept.get() {
        Some(true) => text::KEPT_YES,
        Some(false) => text::KEPT_NO,
        None => text::KEPT_UNKNOWN,
    };
    let runs = if install::is_installed() { text::INSTALLED } else { text::IN_A_TAB };
    let room = move || {
        let room = phone.room.get().map(text::room);
        room.unwrap_or_else(|| text::KEPT_UNKNOWN.to_owned())
    };
    let build: String = shell::build().chars().take(8).collect();
    let version = [env!("CARGO_PKG_VERSION"), &build].join(" ");
    view! {
        <dl class="govuk-summary-list">
            {line(text::KEPT, kept.into_any())}
            {line(text::RUNS, runs.into_any())}
            {line(text::ROOM, room.into_any())}
            {line(text::VERSION, version.into_any())}
        </dl>
    }
    .into_any()
}

fn line(key: &'static str, value: AnyView) -> AnyView {
    view! {
        <div class="govuk-summary-list__row">
            <dt class="govuk-summary-list__key">{key}</dt>
            <dd class="govuk-summary-list__value">{value}</dd>
        </div>
    }
    .into_any()
}
