//! The recovery code: shown once, printed or copied, and proved to be on paper before it counts.

use super::{Changes, Setting, new};
use crate::ui::components::{Button, ButtonRow, Look, TextField};
use crate::ui::text::lock as words;
use leptos::prelude::*;

/// The step.
pub(super) fn draw(setting: Setting) -> AnyView {
    let code = setting.code.get_value();
    let groups = code.groups().map(|group| view! { <li>{group.to_owned()}</li> }).collect::<Vec<_>>();
    let last = code.groups().last().unwrap_or_default().to_owned();
    let (typed, error) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let set = Callback::new(move |()| {
        let same = typed.with_untracked(|typed| typed.trim() == last);
        error.set(if same { String::new() } else { words::COPIED_WRONG.to_owned() });
        if same {
            setting.set();
        }
    });
    let print = Callback::new(|()| drop(window().print()));
    let label = Signal::derive(move || {
        let (busy, all) = (setting.busy.get(), setting.changes == Changes::Password);
        (if busy {
            words::SETTING
        } else if all {
            words::SET_IT
        } else {
            words::CHANGE_IT
        })
        .to_owned()
    });
    view! {
        <form
            class="column"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                set.run(());
            }
        >
            <ol class="code-groups card">{groups}</ol>
            <p>{words::PRINT_HOW}</p>
            <ButtonRow>
                <Button label=words::PRINT_NOW look=Look::Second on_press=print />
            </ButtonRow>
            <TextField
                label=words::COPIED
                hint=words::COPIED_HINT
                value=typed
                error=error
                numbers=true
            />
            {new::trouble(setting)}
            <ButtonRow>
                <Button label=label busy=setting.busy on_press=set />
            </ButtonRow>
        </form>
    }
    .into_any()
}
