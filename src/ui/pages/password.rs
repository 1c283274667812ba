//! Setting a password, changing it, and a new recovery code: three short ways through the same steps.

mod code;
mod done;
mod new;

use crate::app::door::RecoveryCode;
use crate::ui::components::{Back, Page};
use crate::ui::routes::To;
use crate::ui::session::{Session, use_session};
use crate::ui::text::errors::{self, Notice};
use crate::ui::text::{common, lock as words};
use leptos::prelude::*;

/// What is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changes {
    /// The password, the first one or another.
    Password,
    /// The recovery code only.
    Code,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    New,
    Code,
    Done,
}

/// What is chosen so far. Cheap to copy.
#[derive(Clone, Copy)]
struct Setting {
    session: Session,
    changes: Changes,
    /// Whether there is no password yet.
    first: bool,
    step: RwSignal<Step>,
    password: RwSignal<String>,
    code: StoredValue<RecoveryCode, LocalStorage>,
    busy: RwSignal<bool>,
    trouble: RwSignal<Option<Notice>>,
}

/// The page.
#[component]
pub fn SetPassword(
    /// What is changed.
    changes: Changes,
) -> impl IntoView {
    let session = use_session();
    let app = session.app();
    let step = if changes == Changes::Code { Step::Code } else { Step::New };
    let setting = Setting {
        session,
        changes,
        first: !app.has_passphrase(),
        step: RwSignal::new(step),
        password: RwSignal::new(String::new()),
        code: StoredValue::new_local(app.fresh_code()),
        busy: RwSignal::new(false),
        trouble: RwSignal::new(None),
    };
    let back = || Back { href: To::Settings.href(), label: common::BACK };
    move || match setting.step.get() {
        Step::New if setting.first => view! {
            <Page title=words::SET lead=words::SET_WHY back=back()>{new::draw(setting)}</Page>
        }
        .into_any(),
        Step::New => view! {
            <Page title=words::CHANGE lead=words::CHANGE_WHY back=back()>{new::draw(setting)}</Page>
        }
        .into_any(),
        Step::Code => {
            view! { <Page title=words::PRINT lead=words::PRINT_WHY back=back()>{code::draw(setting)}</Page> }
                .into_any()
        }
        Step::Done => done::draw(setting),
    }
}

impl Setting {
    /// Does what was chosen.
    fn set(self) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.trouble.set(None);
        let (app, password, code) =
            (self.session.app(), self.password.get_untracked(), self.code.get_value());
        leptos::task::spawn_local(async move {
            let set = match (self.changes, self.first) {
                (Changes::Code, _) => app.change_code(&code).await,
                (Changes::Password, true) => app.set_passphrase(&password, &code).await,
                (Changes::Password, false) => app.change_passphrase(&password).await,
            };
            self.busy.set(false);
            match set {
                Ok(()) => {
                    self.password.set(String::new());
                    self.session.wrote();
                    self.step.set(Step::Done);
                    if self.first {
                        self.session.lock_others();
                        super::reading::seal_again(self.session);
                    }
                }
                Err(failure) => self.trouble.set(Some(errors::failure(&failure))),
            }
        });
    }
}
