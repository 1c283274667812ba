//! The lost-phone card: what to do and what to say, to be kept on paper away from the phone.

use crate::ui::components::{Back, Button, ButtonRow, Page};
use crate::ui::routes::To;
use crate::ui::session::use_session;
use crate::ui::text::{days, lost_phone as words, mine};
use leptos::prelude::*;

/// The page.
#[component]
pub fn LostPhone() -> impl IntoView {
    let session = use_session();
    let app = session.app();
    let back = Back { href: To::Settings.href(), label: mine::SETTINGS };
    let print = Callback::new(|()| drop(window().print()));
    let lines = words::DO_LINES.iter().map(|line| view! { <li>{*line}</li> }).collect::<Vec<_>>();
    let locked = if app.has_passphrase() { words::LOCKED_YES } else { words::LOCKED_NO };
    let facts = [
        (words::CODE, app.profile().code),
        (words::DEVICE, in_groups(&app.device_name())),
        (words::LOCKED, locked.to_owned()),
        (words::MADE, days::dated(app.today())),
    ];
    let facts: Vec<_> = facts
        .into_iter()
        .map(|(key, value)| {
            view! {
                <div class="govuk-summary-list__row">
                    <dt class="govuk-summary-list__key">{key}</dt>
                    <dd class="govuk-summary-list__value">{value}</dd>
                </div>
            }
        })
        .collect();
    view! {
        <Page title=words::TITLE lead=words::LEAD back=back>
            <section class="section">
                <h2>{words::DO}</h2>
                <ol class="plain-list">{lines}</ol>
            </section>
            <section class="section">
                <h2>{words::SAY}</h2>
                <dl class="govuk-summary-list">{facts}</dl>
            </section>
            <ButtonRow>
                <Button label=words::PRINT on_press=print />
            </ButtonRow>
        </Page>
    }
    .into_any()
}

/// A long name in groups of four, as it is read aloud.
fn in_groups(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}
