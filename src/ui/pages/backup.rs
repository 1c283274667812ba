//! Keep a copy: the worker's own backup, under the password typed again, and then the phone's own way out.

use super::send::hand_over::{HandOver, Ready};
use super::send::wrapped;
use crate::ui::a11y;
use crate::ui::components::{
    Back, Button, ButtonLink, ButtonRow, Glyph, NoticeBox, Page, PasswordField, PasswordIs, Tone,
};
use crate::ui::routes::To;
use crate::ui::session::{Session, use_session};
use crate::ui::text::errors::{self, Notice};
use crate::ui::text::{backup as text, common, lock, send};
use leptos::prelude::*;

/// A copy that was made, and how much was too long for it.
type Made = (Ready, usize);

/// The page.
#[component]
pub fn Backup() -> impl IntoView {
    let session = use_session();
    let made = RwSignal::new_local(None::<Made>);
    let back = || Back { href: To::Mine.href(), label: common::MINE };
    let is_made = Memo::new(move |_| made.with(Option::is_some));
    move || match is_made.get() {
        false => view! { <Page title=text::KEEP lead=text::LEAD back=back()>{make(session, made)}</Page> },
        true => view! {
            <Page title=text::KEEP heading=Signal::stored(text::READY.to_owned()) back=back()>
                {move || made.get().map(|(file, left_out)| hand_over(file, left_out))}
            </Page>
        },
    }
}

fn hand_over(file: Ready, left_out: usize) -> AnyView {
    let too_long =
        (left_out > 0).then(|| view! { <NoticeBox happened=text::left_out(left_out) tone=Tone::Warn /> });
    view! {
        {too_long}
        <HandOver file=file />
    }
    .into_any()
}

/// What it is, and its password; or what has to come first.
fn make(session: Session, made: RwSignal<Option<Made>, LocalStorage>) -> AnyView {
    if session.practice {
        return view! { <NoticeBox happened=text::PRACTICE next_step=text::PRACTICE_NEXT tone=Tone::Calm /> }
            .into_any();
    }
    let closed = session.app().has_earlier_keys().then_some(text::CLOSED);
    let lines = text::LINES.into_iter().chain(closed).map(|line| view! { <li>{line}</li> });
    let lines = view! { <ul class="plain-list">{lines.collect::<Vec<_>>()}</ul> };
    if !session.app().has_passphrase() {
        return view! {
            {lines}
            <NoticeBox happened=text::NO_PASSWORD next_step=text::NO_PASSWORD_NEXT tone=Tone::Warn>
                <ButtonLink label=lock::SET href=To::Password.href() />
            </NoticeBox>
        }
        .into_any();
    }
    let password = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let trouble = RwSignal::new(None::<Notice>);
    let press = Callback::new(move |()| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        trouble.set(None);
        let app = session.app();
        leptos::task::spawn_local(async move {
            let done = app.make_backup(&password.get_untracked()).await;
            // Taking the answer and handing it to the browser are two tasks: each copies all of it.
            app.give_way().await;
            busy.try_set(false);
            let notice =
                match done.map(|done| (wrapped(done.made, String::new(), Some(done.kept)), done.left_out)) {
                    Ok((Some(file), left_out)) => {
                        password.try_set(String::new());
                        made.try_set(Some((file, left_out)));
                        a11y::announce(text::READY);
                        a11y::focus_heading();
                        return;
                    }
                    Ok((None, _)) => Notice { happened: send::NO_ROOM, next_step: send::NO_ROOM_NEXT },
                    Err(failure) => errors::failure(&failure),
                };
            trouble.try_set(Some(notice));
        });
    });
    let label = Signal::derive(move || if busy.get() { text::MAKING } else { text::MAKE }.to_owned());
    let wrong = move || {
        let notice = trouble.get()?;
        Some(view! { <NoticeBox happened=notice.happened next_step=notice.next_step tone=Tone::Bad /> })
    };
    view! {
        {lines}
        <form
            class="column"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                press.run(());
            }
        >
            <PasswordField label=lock::PASSWORD hint=text::HINT value=password is=PasswordIs::Current />
            {move || wrong()}
            <ButtonRow>
                <Button label=label glyph=Glyph::Book busy=busy on_press=press />
            </ButtonRow>
        </form>
    }
    .into_any()
}
