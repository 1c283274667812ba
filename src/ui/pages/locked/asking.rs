//! *Ask your organisation*: the request, the six words, the answer; then a new password at once, and what is back.

use crate::app::App;
use crate::app::asking::{Answered, Request};
use crate::app::door::{Door, Way};
use crate::platform::{service_worker, share};
use crate::ui::components::{Button, ButtonRow, Fold, Look, NoticeBox, Page, Tone, WordsBox};
use crate::ui::pages::password::{Setting, Step};
use crate::ui::text::errors::Notice;
use crate::ui::text::{asking as words, common, lock, mine};
use leptos::prelude::*;

/// What the page knows. Cheap to copy.
#[derive(Clone, Copy)]
struct Asking {
    door: StoredValue<Door, LocalStorage>,
    back: Callback<()>,
    on_open: Callback<(App, Way)>,
    /// The request; empty until it is made.
    request: RwSignal<String>,
    six: RwSignal<String>,
    /// What became of *Copy*.
    copied: RwSignal<String>,
    answer: RwSignal<String>,
    busy: RwSignal<bool>,
    trouble: RwSignal<Option<Notice>>,
    answered: StoredValue<Option<Answered>, LocalStorage>,
    /// Whether there are keys: a password is set before anything is done with them.
    is_answered: RwSignal<bool>,
    opened: RwSignal<Option<App>, LocalStorage>,
}

/// The page. `back` leads to the password.
#[component]
pub(super) fn Ask(
    /// The door of the notebook.
    door: StoredValue<Door, LocalStorage>,
    /// Back to the password.
    back: Callback<()>,
    /// Is given the notebook.
    on_open: Callback<(App, Way)>,
) -> impl IntoView {
    let asking = Asking {
        door,
        back,
        on_open,
        request: RwSignal::new(String::new()),
        six: RwSignal::new(words::MAKING.to_owned()),
        copied: RwSignal::new(String::new()),
        answer: RwSignal::new(String::new()),
        busy: RwSignal::new(false),
        trouble: RwSignal::new(None),
        answered: StoredValue::new_local(None),
        is_answered: RwSignal::new(false),
        opened: RwSignal::new_local(None),
    };
    asking.ask();
    move || match (asking.opened.get(), asking.is_answered.get()) {
        (Some(app), _) => asking.done(&app),
        (None, true) => asking.password(),
        (None, false) => asking.draw(),
    }
}

impl Asking {
    fn draw(self) -> AnyView {
        let copy = Callback::new(move |()| {
            leptos::task::spawn_local(async move {
                let is_copied = share::copy_text(&self.request.get_untracked()).await;
                let said = if is_copied { words::COPIED } else { words::NOT_COPIED };
                self.copied.try_set(said.to_owned());
            });
        });
        let open = Callback::new(move |()| self.open());
        let none = Signal::derive(move || self.request.with(String::is_empty));
        let busy = Signal::derive(move || none.get() || self.busy.get());
        let label =
            Signal::derive(move || (if self.busy.get() { words::OPENING } else { words::OPEN }).to_owned());
        let trouble = move || {
            let notice = self.trouble.get()?;
            Some(view! { <NoticeBox happened=notice.happened next_step=notice.next_step tone=Tone::Bad /> })
        };
        view! {
            <Page title=words::ASK lead=words::WHY>
                <section class="section">
                    <h2>{words::SEND}</h2>
                    <p>{words::SEND_HOW}</p>
                    <ButtonRow>
                        <Button label=words::COPY busy=none on_press=copy />
                    </ButtonRow>
                    <p role="status">{self.copied}</p>
                    <Fold title=words::SEE>
                        <p class="request" translate="no">{self.request}</p>
                    </Fold>
                </section>
                <section class="section">
                    <h2>{words::WORDS}</h2>
                    <p>{words::WORDS_HOW}</p>
                    <p class="offered-words" translate="no">{self.six}</p>
                </section>
                <section class="section">
                    <h2>{words::ANSWER}</h2>
                    <p>{words::ANSWER_HOW}</p>
                    <WordsBox label=words::ANSWER_LABEL value=self.answer small=true />
                    {move || trouble()}
                    <ButtonRow>
                        <Button label=label busy=busy on_press=open />
                        <Button label=common::BACK look=Look::Quiet on_press=self.back />
                    </ButtonRow>
                </section>
            </Page>
        }
        .into_any()
    }

    fn password(self) -> AnyView {
        let setting = Setting::after_help(self.answered, self.door);
        let step = move || match setting.step.get() {
            Step::Done => {
                self.enter(setting.password.get_untracked());
                view! { <Page title=words::OPENING_NOTEBOOK>""</Page> }.into_any()
            }
            step => setting.draw(step, words::NEW, words::NEW_WHY, None),
        };
        step.into_any()
    }

    fn done(self, app: &App) -> AnyView {
        let safety = app.safety();
        let there = mine::on_this_phone(safety.notes, safety.responses, safety.drafts);
        let lines = words::DONE_LINES.iter().map(|line| view! { <li>{*line}</li> }).collect::<Vec<_>>();
        let closed = (safety.closed > 0).then(|| {
            let happened = words::closed(safety.closed);
            view! { <NoticeBox happened=happened next_step=words::CLOSED_NEXT tone=Tone::Calm /> }
        });
        let app = StoredValue::new_local(app.clone());
        let go_on = Callback::new(move |()| self.on_open.run((app.get_value(), Way::Passphrase)));
        view! {
            <Page title=words::DONE lead=there>
                <ul class="plain-list">{lines}</ul>
                {closed}
                <ButtonRow>
                    <Button label=lock::GO_ON on_press=go_on />
                </ButtonRow>
            </Page>
        }
        .into_any()
    }

    fn ask(self) {
        leptos::task::spawn_local(async move {
            match self.door.get_value().ask().await {
                Ok(Request { text, words }) => {
                    self.request.try_set(text);
                    self.six.try_set(words);
                }
                Err(why) => {
                    self.six.try_set(String::new());
                    self.trouble.try_set(Some(words::no_help(&why)));
                }
            }
        });
    }

    fn open(self) {
        self.busy.set(true);
        self.trouble.set(None);
        leptos::task::spawn_local(async move {
            let answered = self.door.get_value().answered(&self.answer.get_untracked()).await;
            self.busy.set(false);
            match answered {
                Ok(answered) => {
                    self.answered.set_value(Some(answered));
                    self.is_answered.set(true);
                }
                Err(why) => self.trouble.set(Some(words::no_help(&why))),
            }
        });
    }

    /// Opens the notebook with the password that was just set.
    fn enter(self, password: String) {
        leptos::task::spawn_local(async move {
            match self.door.get_value().enter(&password).await {
                Ok(app) => self.opened.set(Some(app)),
                // It is set. The door asks for it.
                Err(_) => service_worker::reload(),
            }
        });
    }
}
