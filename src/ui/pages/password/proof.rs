//! Before a change: the password or the code of today. The phone may have been found open.

use super::{Setting, new};
use crate::ui::components::{Button, ButtonRow, PasswordField, PasswordIs};
use crate::ui::text::lock as words;
use leptos::prelude::*;

/// The step.
pub(super) fn draw(setting: Setting) -> AnyView {
    let typed = RwSignal::new(String::new());
    let go_on = Callback::new(move |()| {
        let typed = typed.get_untracked();
        if !typed.trim().is_empty() {
            setting.prove(typed);
        }
    });
    let label =
        Signal::derive(move || if setting.busy.get() { words::TRYING } else { words::NEXT }.to_owned());
    view! {
        <form
            class="column"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                go_on.run(());
            }
        >
            <PasswordField label=words::PASSWORD_OR_CODE value=typed is=PasswordIs::Current />
            {new::trouble(setting)}
            <ButtonRow>
                <Button label=label busy=setting.busy on_press=go_on />
            </ButtonRow>
        </form>
    }
    .into_any()
}
