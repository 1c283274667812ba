//! Setting a password, changing it, and a new recovery code: three short ways through the same steps.

mod code;
mod done;
mod new;
mod proof;

use crate::app::Failure;
use crate::app::asking::Answered;
use crate::app::door::{Door, RecoveryCode};
use crate::app::heavy::HeavyError;
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

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// The password or the code of today is asked for.
    Proof,
    /// A password is made up.
    New,
    /// The printed code is put on paper.
    Code,
    /// Both work.
    Done,
}

/// What gets the password. Cheap to copy.
#[derive(Clone, Copy)]
enum Whose {
    /// An open notebook.
    Notebook(Session),
    /// What an organisation's answer gave, at the door.
    Answered(StoredValue<Option<Answered>, LocalStorage>, StoredValue<Door, LocalStorage>),
}

/// What is chosen so far. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Setting {
    whose: Whose,
    changes: Changes,
    /// Whether a printed code comes with it.
    first: bool,
    /// How far it is.
    pub step: RwSignal<Step>,
    /// What is typed.
    pub password: RwSignal<String>,
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
    let first = !app.has_passphrase();
    let setting = Setting::new(Whose::Notebook(session), changes, first, app.fresh_code());
    // Who came in with the code has just typed it.
    if !first && !session.has_proved() {
        setting.step.set(Step::Proof);
    }
    let (title, why) = if first { (words::SET, words::SET_WHY) } else { (words::CHANGE, words::CHANGE_WHY) };
    move || match setting.step.get() {
        Step::Done => done::draw(setting, session),
        step => {
            let back = Back { href: To::Settings.href(), label: common::BACK };
            setting.draw(step, title, why, Some(back))
        }
    }
}

impl Setting {
    fn new(whose: Whose, changes: Changes, first: bool, code: RecoveryCode) -> Self {
        Self {
            whose,
            changes,
            first,
            step: RwSignal::new(Self::first_step(changes)),
            password: RwSignal::new(String::new()),
            code: StoredValue::new_local(code),
            busy: RwSignal::new(false),
            trouble: RwSignal::new(None),
        }
    }

    fn first_step(changes: Changes) -> Step {
        if changes == Changes::Code { Step::Code } else { Step::New }
    }

    /// A password and a code for what an organisation's answer gave.
    pub fn after_help(
        answered: StoredValue<Option<Answered>, LocalStorage>,
        door: StoredValue<Door, LocalStorage>,
    ) -> Self {
        let code = door.with_value(Door::fresh_code);
        Self::new(Whose::Answered(answered, door), Changes::Password, true, code)
    }

    /// A step before the last. `title` and `why` are those of the first.
    pub fn draw(self, step: Step, title: &'static str, why: &'static str, back: Option<Back>) -> AnyView {
        let (title, why, inside) = match step {
            Step::Proof => {
                let title = if self.changes == Changes::Code { words::NEW_CODE } else { title };
                (title, words::PROOF_WHY, proof::draw(self))
            }
            Step::Code => (words::PRINT, words::PRINT_WHY, code::draw(self)),
            _ => (title, why, new::draw(self)),
        };
        match back {
            Some(back) => view! { <Page title=title lead=why back=back>{inside}</Page> }.into_any(),
            None => view! { <Page title=title lead=why>{inside}</Page> }.into_any(),
        }
    }

    async fn three_words(self) -> Result<String, HeavyError> {
        match self.whose {
            Whose::Notebook(session) => session.app().three_words().await,
            Whose::Answered(_, door) => door.get_value().three_words().await,
        }
    }

    /// Tries what opens the notebook today, and goes on where it does.
    fn prove(self, typed: String) {
        let Whose::Notebook(session) = self.whose else { return };
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.trouble.set(None);
        leptos::task::spawn_local(async move {
            let proved = session.app().prove(&typed).await;
            self.busy.set(false);
            match proved {
                Ok(()) => self.step.set(Self::first_step(self.changes)),
                Err(Failure::WrongPassword) => self.trouble.set(Some(words::PROOF_WRONG)),
                Err(failure) => self.trouble.set(Some(errors::failure(&failure))),
            }
        });
    }

    /// Does what was chosen.
    fn set(self) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.trouble.set(None);
        let (password, code) = (self.password.get_untracked(), self.code.get_value());
        leptos::task::spawn_local(async move {
            let set = match (self.whose, self.changes, self.first) {
                (Whose::Answered(answered, _), ..) => match answered.get_value() {
                    Some(answered) => answered.set_passphrase(&password, &code).await,
                    None => Err(Failure::Gone),
                },
                (Whose::Notebook(session), Changes::Code, _) => session.app().change_code(&code).await,
                (Whose::Notebook(session), _, true) => session.app().set_passphrase(&password, &code).await,
                (Whose::Notebook(session), _, false) => session.app().change_passphrase(&password).await,
            };
            self.busy.set(false);
            match (set, self.whose) {
                (Ok(()), Whose::Answered(..)) => self.step.set(Step::Done),
                (Ok(()), Whose::Notebook(session)) => {
                    self.password.set(String::new());
                    session.wrote();
                    self.step.set(Step::Done);
                    if self.first {
                        session.lock_others();
                        super::reading::seal_again(session);
                    }
                }
                (Err(failure), _) => self.trouble.set(Some(errors::failure(&failure))),
            }
        });
    }
}
