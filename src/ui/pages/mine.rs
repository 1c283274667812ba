//! Mine: *Is my data safe?* with one next step, and the ways to everything that is one's own.

mod card;
mod facts;

use super::trouble;
use crate::ui::components::{ButtonLink, Glyph, Look, NoticeBox, Page, RowLink, Rows, Tone};
use crate::ui::routes::To;
use crate::ui::session::{Session, use_session};
use crate::ui::text::{asking, backup, common, days, lock, mine as text};
use leptos::prelude::*;

/// The page.
#[component]
pub fn Mine() -> impl IntoView {
    let session = use_session();
    let safety = Memo::new(move |_| session.watch().safety());
    let phone = facts::Facts::ask();
    let code = Signal::derive(move || text::your_code(&session.watch().profile().code));
    let waiting = Signal::derive(move || text::things(safety.with(|safety| safety.waiting)));
    let binned = Signal::derive(move || text::in_bin(safety.with(|safety| safety.binned)));
    let copied = Signal::derive(move || {
        let today = session.app().today();
        backup::last(safety.with(|safety| safety.last_backup).map(|on| days::near(on, today)))
    });
    let missing = move || {
        let missing = safety.with(|safety| safety.missing);
        let warn = || {
            view! { <NoticeBox happened=text::missing(missing) next_step=text::MISSING_NEXT tone=Tone::Warn /> }
        };
        (missing > 0).then(warn)
    };
    let damaged = move || {
        let rows = session.watch().damaged();
        (!rows.is_empty()).then(|| {
            let lines =
                rows.iter().map(|row| view! { <li dir="auto">{text::damaged(row)}</li> }).collect::<Vec<_>>();
            view! {
                <NoticeBox happened=text::broken(rows.len()) next_step=text::BROKEN_NEXT tone=Tone::Warn>
                    <ul class="plain-list">{lines}</ul>
                    {(!session.practice).then(trouble::rescue)}
                </NoticeBox>
            }
        })
    };
    let closed = move || {
        let closed = safety.with(|safety| safety.closed);
        let named = || {
            view! { <NoticeBox happened=asking::closed(closed) next_step=asking::CLOSED_NEXT tone=Tone::Calm /> }
        };
        (closed > 0).then(named)
    };
    view! {
        <Page title=common::MINE>
            <card::SafetyCard safety=safety phone=phone />
            {move || missing()}
            {move || closed()}
            {move || damaged()}
            {lock_line(session)}
            <Rows>
                <RowLink href=To::Send.href() glyph=Glyph::Send label=crate::ui::text::send::SEND detail=text::SEND_DETAIL />
                <RowLink href=To::BringIn.href() glyph=Glyph::Bring label=text::BRING_IN detail=text::BRING_IN_DETAIL />
                <RowLink href=To::Backup.href() glyph=Glyph::Book label=backup::KEEP detail=copied />
                <RowLink href=To::ToLookAt.href() glyph=Glyph::Alert label=text::TO_LOOK_AT detail=waiting />
                <RowLink href=To::Bin.href() glyph=Glyph::Bin label=text::BIN detail=binned />
                <RowLink href=To::Settings.href() glyph=Glyph::Pen label=text::SETTINGS detail=code />
                <RowLink href=To::Help.href() glyph=Glyph::Help label=text::HELP detail=text::HELP_DETAIL />
            </Rows>
            <facts::PhoneList phone=phone />
        </Page>
    }
    .into_any()
}

/// Who else can read it, and what to do about that.
fn lock_line(session: Session) -> AnyView {
    if session.practice {
        return ().into_any();
    }
    if session.app().has_passphrase() {
        return view! { <NoticeBox happened=lock::HAS tone=Tone::Good /> }.into_any();
    }
    view! {
        <NoticeBox happened=text::ANYONE next_step=text::ANYONE_NEXT tone=Tone::Warn>
            <ButtonLink label=lock::SET href=To::Password.href() look=Look::Second />
        </NoticeBox>
    }
    .into_any()
}
