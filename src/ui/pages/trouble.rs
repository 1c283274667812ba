//! What went wrong last, at the top of every page until something goes well or it is put away; and before anything
//! does, that the phone is nearly full.

use crate::platform::{persist, shell};
use crate::ui::components::{Button, ButtonLink, ButtonRow, Glyph, Look, NoticeBox, Tone};
use crate::ui::routes::To;
use crate::ui::session::{Session, use_session};
use crate::ui::text::errors::{self, Notice};
use crate::ui::text::{common, send};
use leptos::prelude::*;

/// Bytes left below which the next save may fail: browsers round what they say of it.
const LITTLE_ROOM: f64 = 50e6;

/// The trouble of this session, if there is any.
#[component]
pub fn Trouble() -> impl IntoView {
    let session = use_session();
    move || {
        let notice = session.trouble.get()?;
        let hide = Callback::new(move |()| session.trouble.set(None));
        let tone = if notice == errors::LITTLE_ROOM { Tone::Warn } else { Tone::Bad };
        let line = view! {
            <NoticeBox happened=notice.happened next_step=notice.next_step tone=tone>
                <ButtonRow>
                    {ways_on(&notice)} <Button label=common::HIDE look=Look::Quiet on_press=hide />
                </ButtonRow>
            </NoticeBox>
        };
        Some(line.into_any())
    }
}

/// Where a notice leads, besides its own screen: to Send, which needs no room, or to the page that saves everything.
pub fn ways_on(notice: &Notice) -> AnyView {
    if errors::asks_to_send(notice) {
        let send = view! {
            <ButtonLink label=send::SEND.to_owned() href=To::Send.href() glyph=Glyph::Send look=Look::Second />
        };
        return send.into_any();
    }
    if errors::asks_to_rescue(notice) {
        return rescue();
    }
    ().into_any()
}

/// To the page that saves the notebook in a file without the program.
pub fn rescue() -> AnyView {
    view! { <ButtonLink label=errors::RESCUE.to_owned() href=shell::rescue_href() look=Look::Second /> }
        .into_any()
}

/// Looks how much room there is, and says so where it is little, unless there is worse to say.
pub fn look_for_room(session: Session) {
    leptos::task::spawn_local(async move {
        let left = persist::room().await.map(|room| room.limit - room.used);
        if left.is_some_and(|left| left < LITTLE_ROOM) && session.trouble.with_untracked(Option::is_none) {
            session.complain(errors::LITTLE_ROOM);
        }
    });
}
