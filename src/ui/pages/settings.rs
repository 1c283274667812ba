//! Settings: who writes, how it looks, the practice notebook, the home screen, what is kept, and about.

mod install;
mod keys;
mod leaving;
mod lock;
mod you;

use crate::platform::shell;
use crate::ui::appearance::{self, Look as Appearance};
use crate::ui::components::{Back, Button, ButtonRow, Chips, Choice, Fold, Look, NoticeBox, Page, Tone};
use crate::ui::notebooks;
use crate::ui::routes::To;
use crate::ui::session::{Session, use_session};
use crate::ui::text::{common, settings as text};
use leptos::prelude::*;

pub use install::watch_for_offer;

/// The page.
#[component]
pub fn Settings() -> impl IntoView {
    let session = use_session();
    let back = Back { href: To::Mine.href(), label: common::MINE };
    let build: String = shell::build().chars().take(8).collect();
    view! {
        <Page title=text::SETTINGS back=back>
            <you::You />
            {lock::draw(session)}
            {keys::draw(session)}
            <section class="section">
                <h2>{text::LOOK}</h2>
                {look(
                    Appearance::Theme,
                    text::THEME,
                    appearance::THEMES,
                    [text::THEME_SYSTEM, text::THEME_LIGHT, text::THEME_DARK],
                )}
                {look(
                    Appearance::TextSize,
                    text::TEXT_SIZE,
                    appearance::SIZES,
                    [text::TEXT_USUAL, text::TEXT_BIG, text::TEXT_BIGGEST],
                )}
            </section>
            <install::Install />
            {practice(session)}
            {leaving::draw()}
            <Fold title=text::KEPT>{lines(&text::KEPT_LINES)}</Fold>
            <Fold title=text::ABOUT>
                {lines(&text::ABOUT_LINES)} <p class="soft">{text::version(env!("CARGO_PKG_VERSION"), &build)}</p>
            </Fold>
        </Page>
    }
    .into_any()
}

fn lines(lines: &'static [&'static str]) -> AnyView {
    let lines = lines.iter().map(|line| view! { <li>{*line}</li> }).collect::<Vec<_>>();
    view! { <ul class="plain-list">{lines}</ul> }.into_any()
}

/// Three chips that take at once: nothing here needs a Save.
fn look(
    of: Appearance,
    legend: &'static str,
    codes: [&'static str; 3],
    labels: [&'static str; 3],
) -> AnyView {
    let chosen = RwSignal::new(vec![of.chosen().to_owned()]);
    Effect::new(move |_| {
        chosen.with(|codes| {
            if let Some(code) = codes.first() {
                of.choose(code);
            }
        });
    });
    let choices: Vec<Choice> =
        codes.into_iter().zip(labels).map(|(code, label)| Choice::new(code, label)).collect();
    view! { <Chips legend=legend choices=choices chosen=chosen /> }.into_any()
}

/// What one has open is kept first: the other notebook is a fresh start of the page.
fn practice(session: Session) -> AnyView {
    let button = |label: &'static str, look: Look, then: fn()| {
        view! { <Button label=label look=look on_press=Callback::new(move |()| then()) /> }
    };
    let inside = if session.practice {
        view! {
            <NoticeBox happened=text::PRACTICE_HERE next_step=text::PRACTICE_DELETE_NEXT tone=Tone::Warn />
            <ButtonRow>
                {button(text::PRACTICE_LEAVE, Look::Second, notebooks::leave_practice)}
                {button(text::PRACTICE_DELETE, Look::Quiet, notebooks::delete_practice)}
            </ButtonRow>
        }
        .into_any()
    } else {
        view! {
            <p>{text::PRACTICE_ABOUT}</p>
            <ButtonRow>
                {button(text::PRACTICE_OPEN, Look::Second, notebooks::look_around)}
                {button(text::PRACTICE_DELETE, Look::Quiet, notebooks::delete_practice)}
            </ButtonRow>
        }
        .into_any()
    };
    view! {
        <section class="section">
            <h2>{text::PRACTICE}</h2>
            {inside}
        </section>
    }
    .into_any()
}
