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
    request: RwSignal<Option<Request>>,
    copied: RwSignal<Option<bool>>,
    answer: RwSignal<String>,
    busy: RwSignal<bool>,
    trouble: RwSignal<Option<Notice>>,
    /// From the answer on.
    setting: RwSignal<Option<Setting>, LocalStorage>,
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
        request: RwSignal::new(None),
        copied: RwSignal::new(None),
        answer: RwSignal::new(String::new()),
        busy: RwSignal::new(false),
        trouble: RwSignal::new(None),
        setting: RwSignal::new_local(None),
        opened: RwSignal::new_local(None),
    };
    asking.ask();
    move || match (asking.opened.get(), asking.setting.get()) {
        (Some(app), _) => asking.done(&app),
        (None, Some(setting)) => asking.password(setting),
        (None, None) => asking.draw(),
    }
}

impl Asking {
    fn draw(self) -> AnyView {
        let copy = Callback::new(move |()| {
            let Some(request) = self.request.get_untracked() else { return };
            leptos::task::spawn_local(async move {
                self.copied.try_set(Some(share::copy_text(&request.text).await));
            });
        });
        let open = Callback::new(move |()| self.open());
        let copied = move || {
            let is_copied = self.copied.get()?;
            Some(if is_copied { words::COPIED } else { words::NOT_COPIED })
        };
        let text = move || self.request.get().map(|request| request.text).unwrap_or_default();
        let six = move || match self.request.get() {
            Some(request) => request.words,
            None if self.trouble.with(Option::is_none) => words::MAKING.to_owned(),
            None => String::new(),
        };
        let none = Signal::derive(move || self.request.with(Option::is_none));
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
                    <p role="status">{copied}</p>
                    <Fold title=words::SEE>
                        <p class="request" translate="no">{text}</p>
                    </Fold>
                </section>
                <section class="section">
                    <h2>{words::WORDS}</h2>
                    <p>{words::WORDS_HOW}</p>
                    <p class="offered-words" translate="no">{six}</p>
                </section>
                <section class="section">
                    <h2>{words::ANSWER}</h2>
                    <p>{words::ANSWER_HOW}</p>
                    <WordsBox label=words::ANSWER_LABEL value=self.answer small=true />
                    {trouble}
                    <ButtonRow>
                        <Button label=label busy=busy on_press=open />
                        <Button label=common::BACK look=Look::Quiet on_press=self.back />
                    </ButtonRow>
                </section>
            </Page>
        }
        .into_any()
    }

    fn password(self, setting: Setting) -> AnyView {
        let step = move || match setting.step.get() {
            Step::Done => view! { <Page title=words::OPENING_NOTEBOOK>""</Page> }.into_any(),
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
                Ok(request) => drop(self.request.try_set(Some(request))),
                Err(why) => drop(self.trouble.try_set(Some(words::no_help(&why)))),
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
                Ok(answered) => self.set_password(answered),
                Err(why) => self.trouble.set(Some(words::no_help(&why))),
            }
        });
    }

    /// The keys are in memory only: nothing is done with them before there is a password.
    fn set_password(self, answered: Answered) {
        let answered = StoredValue::new_local(answered);
        let on_set = Callback::new(move |password: String| {
            leptos::task::spawn_local(async move {
                match answered.get_value().open(&password).await {
                    Ok(app) => self.opened.set(Some(app)),
                    // It is set. The door asks for it.
                    Err(_) => service_worker::reload(),
                }
            });
        });
        self.setting.set(Some(Setting::after_help(answered, on_set)));
    }
}
