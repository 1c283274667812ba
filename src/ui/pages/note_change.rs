//! Changing a note, a group or an answer.

use super::note_new::when_found;
use crate::ui::router::opened_at;
use crate::ui::routes::To;
use crate::ui::text::common;
use leptos::prelude::*;

/// The form over what is there. It waits until all of the notebook is read: the change is made on every current
/// version.
#[component]
pub fn ChangeNote() -> impl IntoView {
    let record = opened_at().and_then(To::record);
    when_found(common::CHANGE, false, move |app| {
        app.is_loaded().then(|| app.begin_change(record?).ok()).flatten()
    })
}
