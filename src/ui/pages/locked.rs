//! The door of a notebook with a password. Nothing of the notebook is in memory here.

mod asking;
mod quick;

use crate::app::App;
use crate::app::door::{Door, NotACode, RecoveryCode, Shut, Way};
use crate::platform::tabs::Tabs;
use crate::platform::{passkey, prefs, shell};
use crate::ui::components::{
    Button, ButtonRow, Fold, Glyph, Look, NoticeBox, Page, PasswordField, PasswordIs, TextField, Tone,
};
use crate::ui::notebooks::Notebook;
use crate::ui::pages::help::in_trouble;
use crate::ui::text::errors::{self, Notice};
use crate::ui::text::{asking as text, common, help, lock as words, settings};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;

/// So many tries are free.
const FREE_TRIES: u32 = 3;
/// The longest wait between two tries, in seconds.
const LONGEST_WAIT: u32 = 60;

/// What the page knows. Cheap to copy.
#[derive(Clone, Copy)]
struct Trying {
    door: StoredValue<Door, LocalStorage>,
    on_open: Callback<(App, Way)>,
    password: RwSignal<String>,
    code: RwSignal<String>,
    trouble: RwSignal<Option<Notice>>,
    code_error: RwSignal<String>,
    busy: RwSignal<bool>,
    wrong: RwSignal<u32>,
    wait: RwSignal<u32>,
    shows: RwSignal<Shows>,
}

/// What stands at the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shows {
    /// The password.
    Door,
    /// *Quick note*.
    Quick,
    /// *Ask your organisation*.
    Asking,
    /// Help, for whoever is worried now.
    Help,
}

/// The page.
#[component]
pub fn Locked(
    /// The door.
    door: Door,
    /// Is given the notebook, and what opened it.
    on_open: Callback<(App, Way)>,
) -> impl IntoView {
    let trying = Trying {
        door: StoredValue::new_local(door),
        on_open,
        password: RwSignal::new(String::new()),
        code: RwSignal::new(String::new()),
        trouble: RwSignal::new(None),
        code_error: RwSignal::new(String::new()),
        busy: RwSignal::new(false),
        wrong: RwSignal::new(prefs::wrong_tries()),
        wait: RwSignal::new(0),
        shows: RwSignal::new(Shows::Door),
    };
    // Whoever writes at the door must hear that everything is being erased.
    StoredValue::new_local(Tabs::listen(Notebook::Own.database(), || (), || ()));
    leptos::task::spawn_local(trying.wait());
    let open = Callback::new(move |()| trying.with_password());
    let open_with_code = Callback::new(move |()| trying.with_code());
    let stays = Signal::derive(move || trying.busy.get() || trying.wait.get() > 0);
    let label = Signal::derive(move || match (trying.busy.get(), trying.wait.get()) {
        (true, _) => words::OPENING.to_owned(),
        (_, 0) => words::OPEN.to_owned(),
        (_, seconds) => words::wait(seconds),
    });
    let back = Callback::new(move |()| trying.shows.set(Shows::Door));
    let enter = Callback::new(move |(app, way)| trying.enter(app, way));
    let page = move || match trying.shows.get() {
        Shows::Quick => view! { <quick::QuickNote door=trying.door back=back /> }.into_any(),
        Shows::Asking => view! { <asking::Ask door=trying.door back=back on_open=enter /> }.into_any(),
        Shows::Help => view! {
            <Page title=help::HELP lead=help::LEAD>
                {in_trouble(None)}
                <ButtonRow>
                    <Button label=common::BACK look=Look::Second on_press=back />
                </ButtonRow>
            </Page>
        }
        .into_any(),
        Shows::Door => trying.draw(open, open_with_code, label, stays),
    };
    view! {
        <div class="app">
            <main class="main">{move || page()}</main>
        </div>
    }
    .into_any()
}

impl Trying {
    fn draw(
        self,
        open: Callback<()>,
        open_with_code: Callback<()>,
        label: Signal<String>,
        stays: Signal<bool>,
    ) -> AnyView {
        let trouble = move || {
            let notice = self.trouble.get()?;
            Some(view! { <NoticeBox happened=notice.happened next_step=notice.next_step tone=Tone::Bad /> })
        };
        let show = move |shows| {
            // What is opened in a moment takes the place of all that stands here, with what is typed in it.
            Callback::new(move |()| {
                if !self.busy.get_untracked() {
                    self.shows.set(shows)
                }
            })
        };
        let (quick, ask, worried) = (show(Shows::Quick), show(Shows::Asking), show(Shows::Help));
        let (can_help, is_asked) = self.door.with_value(|door| (door.has_organisation(), door.is_asked()));
        let ask_label = if is_asked { text::GO_ON } else { text::ASK };
        let help = can_help.then(|| {
            view! {
                <p>{text::CAN}</p>
                <ButtonRow>
                    <Button label=ask_label look=Look::Second on_press=ask />
                </ButtonRow>
            }
            .into_any()
        });
        let with_phone = Callback::new(move |()| self.with_passkey());
        let with_phone = self.door.with_value(|door| door.passkey().is_some()).then(|| {
            view! {
                <ButtonRow>
                    <Button label=words::WITH_PHONE busy=stays on_press=with_phone />
                </ButtonRow>
            }
            .into_any()
        });
        let open_look = if with_phone.is_some() { Look::Second } else { Look::Main };
        let nobody = if can_help { words::FORGOTTEN_PRIVATE } else { words::FORGOTTEN_ELSE };
        view! {
            <Page title=words::LOCKED>
                {with_phone}
                <form
                    class="column"
                    novalidate
                    on:submit=move |event| {
                        event.prevent_default();
                        open.run(());
                    }
                >
                    <PasswordField label=words::PASSWORD value=self.password is=PasswordIs::Current />
                    {move || trouble()}
                    <ButtonRow>
                        <Button label=label look=open_look busy=stays on_press=open />
                        <Button label=words::QUICK glyph=Glyph::Pen look=Look::Second on_press=quick />
                    </ButtonRow>
                </form>
                <Fold title=words::FORGOTTEN open=can_help && is_asked>
                    <p>{words::FORGOTTEN_TEXT}</p>
                    <TextField label=words::CODE value=self.code error=self.code_error numbers=true />
                    <ButtonRow>
                        <Button
                            label=words::OPEN_WITH_CODE
                            look=Look::Second
                            busy=stays
                            on_press=open_with_code
                        />
                    </ButtonRow>
                    {help}
                    <p class="soft">{nobody}</p>
                    <p>
                        <a href=shell::erase_href()>{settings::ERASE}</a>
                    </p>
                </Fold>
                <ButtonRow>
                    <Button label=help::HELP look=Look::Quiet on_press=worried />
                </ButtonRow>
                <p>
                    <a href=help::RING_HREF>{words::DANGER}</a>
                </p>
            </Page>
        }
        .into_any()
    }

    fn with_password(self) {
        let password = self.password.get_untracked();
        if !password.trim().is_empty() {
            self.open(Way::Passphrase, password);
        }
    }

    /// Nothing is guessed here, so that a failure costs no time.
    fn with_passkey(self) {
        let Some(known) = self.door.with_value(|door| door.passkey().cloned()) else { return };
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.trouble.set(None);
        leptos::task::spawn_local(async move {
            let opened = match passkey::ask(&known.credential, &known.salt).await {
                Ok(secret) => self.door.get_value().open_with_passkey(&known, &secret).await,
                Err(_) => {
                    self.busy.set(false);
                    return self.trouble.set(Some(words::WITH_PHONE_STOPPED));
                }
            };
            self.busy.set(false);
            match opened {
                Ok(app) => self.enter(app, Way::Passphrase),
                Err(Shut::Open(error)) => self.trouble.set(Some(errors::opening(&error))),
                Err(_) => self.trouble.set(Some(words::WITH_PHONE_WRONG)),
            }
        });
    }

    fn with_code(self) {
        let slip = match RecoveryCode::parse(&self.code.get_untracked()) {
            Ok(code) => {
                self.code_error.set(String::new());
                return self.open(Way::Recovery, code.digits().to_owned());
            }
            Err(NotACode::Group(group)) => words::slip(group),
            Err(NotACode::Digits(digits)) => words::digits(digits),
        };
        self.code_error.set(slip);
    }

    fn open(self, way: Way, secret: String) {
        if self.busy.get_untracked() || self.wait.get_untracked() > 0 {
            return;
        }
        self.busy.set(true);
        self.trouble.set(None);
        leptos::task::spawn_local(async move {
            let opened = self.door.get_value().open(way, &secret).await;
            self.busy.set(false);
            match opened {
                Ok(app) => self.enter(app, way),
                Err(Shut::Wrong) => self.back_off(way).await,
                Err(Shut::Heavy(error)) => self.trouble.set(Some(errors::heavy(error))),
                Err(Shut::Open(error)) => self.trouble.set(Some(errors::opening(&error))),
            }
        });
    }

    fn enter(self, app: App, way: Way) {
        prefs::set_wrong_tries(0);
        self.on_open.run((app, way));
    }

    /// A wrong try costs time, more each time. It never costs a note.
    async fn back_off(self, way: Way) {
        match way {
            Way::Passphrase => {
                let wrong = Notice { happened: words::WRONG, next_step: words::WRONG_NEXT };
                self.trouble.set(Some(wrong));
            }
            // At its own field, which may be far below the other.
            Way::Recovery => self.code_error.set([words::WRONG_CODE, words::WRONG_CODE_NEXT].join(" ")),
        }
        self.wrong.update(|wrong| *wrong += 1);
        prefs::set_wrong_tries(self.wrong.get_untracked());
        self.wait().await;
    }

    /// Waits as long as the wrong tries until now have it. Opening the page anew does not make it shorter.
    async fn wait(self) {
        let over = self.wrong.get_untracked().saturating_sub(FREE_TRIES);
        let seconds = if over == 0 { 0 } else { 2_u32.saturating_pow(over).min(LONGEST_WAIT) };
        for left in (0..=seconds).rev() {
            self.wait.try_set(left);
            if left > 0 {
                TimeoutFuture::new(1_000).await;
            }
        }
    }
}
