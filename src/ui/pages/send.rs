//! Send: first what leaves and what stays, then the file, then the phone's own way out.

mod check;
mod finds;
mod hand_over;

use crate::app::commands::send::MadeFile;
use crate::platform::share::Parcel;
use crate::ui::a11y;
use crate::ui::components::{Back, NoticeBox, Page, Tone};
use crate::ui::routes::To;
use crate::ui::session::use_session;
use crate::ui::text::{common, send as text};
use hand_over::Ready;
use leptos::prelude::*;

/// The page.
#[component]
pub fn Send() -> impl IntoView {
    let session = use_session();
    let ready = RwSignal::new_local(None::<Ready>);
    let no_room = RwSignal::new(false);
    let on_made = move |(made, to): (MadeFile, String)| match wrapped(made, to) {
        Some(file) => {
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
    let heading = Signal::derive(move || {
        let heading = if is_ready.get() { text::READY } else { text::SEND };
        heading.to_owned()
    });
    let lead = Signal::derive(move || {
        let lead = if is_ready.get() { "" } else { text::LEAD };
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
            {move || match is_ready.get() {
                false => view! { <check::Check on_made=on_made /> }.into_any(),
                true => ready.get().map(|file| view! { <hand_over::HandOver file=file /> }).into_any(),
            }}
        </Page>
    }
    .into_any()
}

/// Wraps the parts before the tap that sends them. None when the browser has no room for one of them.
fn wrapped(made: MadeFile, to: String) -> Option<Ready> {
    let wrap = |(name, bytes): (String, Vec<u8>)| Parcel::new(&name, bytes).map(std::rc::Rc::new);
    Some(Ready { file: made.file, to, parts: made.parts.into_iter().map(wrap).collect::<Option<_>>()? })
}
