//! Changing a note, a group or an answer.

use super::note_new::{param, when_found};
use crate::domain::ids::RecordId;
use crate::ui::text::common;
use leptos::prelude::*;

/// The form over what is there. It waits until all of the notebook is read: the change is made on every current
/// version.
#[component]
pub fn ChangeNote() -> impl IntoView {
    let record = param("record").and_then(|id| RecordId::parse(&id).ok());
    when_found(common::CHANGE, false, move |app| {
        app.is_loaded().then(|| app.begin_change(record?).ok()).flatten()
    })
}
