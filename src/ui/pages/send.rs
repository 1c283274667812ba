//! Send: first what leaves and what stays, then the file, then the phone's own way out.

mod check;
mod finds;
pub(super) mod hand_over;
mod who_opens;

use crate::app::commands::send::MadeFile;
use crate::app::state::Kept;
use crate::platform::share::Parcel;
use crate::ui::a11y;
use crate::ui::components::{Back, NoticeBox, Page, Tone};
use crate::ui::pages::keys;
use crate::ui::routes::To;
use crate::ui::session::use_session;
use crate::ui::text::{common, keys as words, send as text};
use hand_over::Ready;
use leptos::prelude::*;

/// The page.
#[component]
pub fn Send() -> impl IntoView {
    let session = use_session();
    let ready = RwSignal::new_local(None::<Ready>);
    let no_room = RwSignal::new(false);
    let on_made = move |(made, to): (MadeFile, String)| match wrapped(made, to, None) {
        Some(file) => {
            no_room.set(false);
            ready.set(Some(file));
            a11y::announce(text::READY);
            a11y::focus_heading();
        }
        None => {
            no_room.set(true);
            a11y::announce(text::NO_ROOM);
        }
    };
    let on_made = Callback::new(on_made);
    let is_ready = Memo::new(move |_| ready.with(Option::is_some));
    // Keys that would come in the place of others are a question by itself, before anything else here.
    let put_off = RwSignal::new(false);
    let change = keys::asked(session, keys::is_change);
    let is_asked =
        Memo::new(move |_| !is_ready.get() && !put_off.get() && change.with(|key| !key.is_empty()));
    let leave = Callback::new(move |()| {
        put_off.set(true);
        a11y::focus_heading();
    });
    let heading = Signal::derive(move || {
        let heading = match (is_ready.get(), is_asked.get()) {
            (true, _) => text::READY,
            (_, true) => words::CHANGE,
            _ => text::SEND,
        };
        heading.to_owned()
    });
    let lead = Signal::derive(move || {
        let lead = if is_ready.get() || is_asked.get() { "" } else { text::LEAD };
        lead.to_owned()
    });
    let back = Back { href: To::Mine.href(), label: common::MINE };
    view! {
        <Page title=text::SEND heading=heading lead=lead back=back>
            {session
                .practice
                .then(|| {
                    view! {
                        <NoticeBox happened=text::PRACTICE next_step=text::PRACTICE_NEXT tone=Tone::Warn />
                    }
                })}
            {move || {
                no_room
                    .get()
                    .then(|| view! { <NoticeBox happened=text::NO_ROOM next_step=text::NO_ROOM_NEXT tone=Tone::Bad /> })
            }}
            {move || {
                // Once the file is there, nothing that another window brings in takes it off the screen.
                if is_ready.get() {
                    return ready.get().map(|file| view! { <hand_over::HandOver file=file /> }).into_any();
                }
                let is_asked = is_asked.get() && !change.get().is_empty();
                match is_asked.then(|| keys::next(&session.app())).flatten() {
                    Some(asked) => keys::question(session, asked, leave),
                    None => view! { <check::Check on_made=on_made /> }.into_any(),
                }
            }}
        </Page>
    }
    .into_any()
}

/// Wraps the parts before the tap that sends them. None when the browser has no room for one of them.
pub(super) fn wrapped(made: MadeFile, to: String, kept: Option<Kept>) -> Option<Ready> {
    let wrap = |(name, bytes): (String, Vec<u8>)| Parcel::new(&name, bytes).map(std::rc::Rc::new);
    let parts = made.parts.into_iter().map(wrap).collect::<Option<_>>()?;
    let opened_by = words::all(made.sealed_for.into_iter());
    Some(Ready { file: made.file, to, opened_by, kept, parts })
}
