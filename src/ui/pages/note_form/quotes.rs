//! *Their words*: what somebody said, as they said it.

use super::link::{ONE, Spot, YES, link};
use super::{Form, items};
use crate::ui::components::{Chips, Choice};
use crate::ui::text::{labels, note_form as words};
use leptos::prelude::*;

/// The quotations of a note.
pub fn draw(form: Form) -> AnyView {
    items::draw(form, form.quotes, words::QUOTE, words::ANOTHER_QUOTE, about)
}

/// Who said it, and whether it was read back.
fn about(form: Form, path: String) -> AnyView {
    let said_by = link(form.drafting, Spot::Member(path.clone(), "said_by"), ONE);
    let checked = link(form.drafting, Spot::Member(path, "checked_back"), YES);
    let parties = Signal::derive(move || {
        let mut codes = items::parties(form);
        codes.extend(said_by.get().into_iter().filter(|code| !codes.contains(code)).collect::<Vec<_>>());
        let choice = |code: String| Choice::new(code.clone(), labels::value_label("said_by", &code));
        codes.into_iter().map(choice).collect::<Vec<_>>()
    });
    view! {
        <Chips legend=words::SAID_BY choices=parties chosen=said_by clearable=true />
        <Chips
            legend=words::READ_BACK
            choices=vec![Choice::new("yes", words::READ_BACK_YES)]
            chosen=checked
            many=true
        />
    }
    .into_any()
}
