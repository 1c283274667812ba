//! After the save: true tick, what next, and the way back.

use crate::domain::ids::RecordId;
use crate::ui::a11y;
use crate::ui::components::{Button, ButtonLink, ButtonRow, Glyph, Icon, Look, NoticeBox, Page, Tone};
use crate::ui::pages::note_saved;
use crate::ui::routes::To;
use crate::ui::session::use_session;
use crate::ui::text::{common, talk as text};
use leptos::prelude::*;

/// The page.
#[component]
pub(super) fn Done(
    /// The responses that were saved.
    records: Vec<RecordId>,
    /// The note they belong to.
    about: Option<RecordId>,
) -> impl IntoView {
    let session = use_session();
    let taken_back = RwSignal::new(false);
    let count = records.len();
    let undo = Callback::new(move |()| {
        let (app, records) = (session.app(), records.clone());
        let command = async move {
            for record in records {
                app.take_back(record).await?;
            }
            Ok(())
        };
        session.run(command, move |()| {
            taken_back.try_set(true);
            a11y::announce(text::TAKEN_BACK);
        });
    });
    let (on, on_label) = match about {
        Some(note) => (To::Note(note), text::SEE_NOTE),
        None => (To::New, text::WRITE_NOTE),
    };
    a11y::announce(common::SAVED);
    note_saved::ask_to_keep(session);
    let heading = Signal::derive(move || {
        let heading = if taken_back.get() { text::UNDONE } else { common::SAVED };
        heading.to_owned()
    });
    view! {
        <Page title=text::TALK heading=heading lead=text::saved(count)>
            {move || match taken_back.get() {
                true => view! {
                    <NoticeBox happened=text::TAKEN_BACK tone=Tone::Calm>
                        <ButtonLink label=text::SEE_BIN href=To::Bin.href() look=Look::Quiet />
                    </NoticeBox>
                }
                .into_any(),
                false => view! {
                    <div class="tick">
                        <Icon glyph=Glyph::Tick />
                    </div>
                }
                .into_any(),
            }}
            <div class="stack">
                <ButtonLink label=common::DONE href=To::Home.href() />
                <ButtonLink label=on_label href=on.href() look=Look::Second to_words=about.is_none() />
            </div>
            <ButtonRow>
                <div hidden=taken_back>
                    <Button label=common::UNDO look=Look::Quiet on_press=undo />
                </div>
            </ButtonRow>
        </Page>
    }
    .into_any()
}
