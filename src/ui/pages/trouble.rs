//! What went wrong last, at the top of every page until something goes well or it is put away.

use crate::ui::components::{Button, Look, NoticeBox, Tone};
use crate::ui::session::use_session;
use crate::ui::text::common;
use leptos::prelude::*;

/// The trouble of this session, if there is any.
#[component]
pub fn Trouble() -> impl IntoView {
    let session = use_session();
    move || {
        let notice = session.trouble.get()?;
        let put_away = Callback::new(move |()| session.trouble.set(None));
        let line = view! {
            <NoticeBox happened=notice.happened next_step=notice.next_step tone=Tone::Bad>
                <Button label=common::PUT_AWAY look=Look::Quiet on_press=put_away />
            </NoticeBox>
        };
        Some(line.into_any())
    }
}
