//! The last step: area, what the coordinator sent, role and code.

use crate::app::ports::Ids;
use crate::domain::fields::codes;
use crate::exchange::limits;
use crate::platform::files;
use crate::platform::ids::RandomIds;
use crate::ui::components::{Button, ButtonRow, Chips, Choice, Fold, Look, NoticeBox, Tone};
use crate::ui::pages::area;
use crate::ui::pages::bring_in::file_input::{FileInput, Files};
use crate::ui::routes::{To, use_go};
use crate::ui::session::{Session, use_session};
use crate::ui::text::errors::{self, Notice};
use crate::ui::text::{common, labels, refusals, welcome as words};
use leptos::prelude::*;
use leptos::web_sys::File;

/// The value that stands for an area that is not in the list.
const NO_AREA: &str = "none";

/// What is chosen so far. Cheap to copy.
#[derive(Clone, Copy)]
pub struct SettingUp {
    session: Session,
    area: RwSignal<Vec<String>>,
    role: RwSignal<Vec<String>>,
    code: RwSignal<String>,
    /// What became of the coordinator's file; nothing before one is chosen.
    file: RwSignal<Option<Brought>>,
}

#[derive(Clone, Copy)]
enum Brought {
    Reading,
    Done,
    Not(Notice),
}

impl SettingUp {
    /// With a code made ready, and the role that most people here have.
    pub fn begin() -> Self {
        Self {
            session: use_session(),
            area: RwSignal::new(Vec::new()),
            role: RwSignal::new(vec![codes::AUTHOR_ROLES[0].to_owned()]),
            code: RwSignal::new(fresh_code()),
            file: RwSignal::new(None),
        }
    }

    /// The step.
    pub fn draw(self, back: Callback<()>) -> AnyView {
        let role = |code: &&'static str| Choice::new(*code, labels::value_label("author_role", code));
        let roles: Vec<Choice> = codes::AUTHOR_ROLES.iter().map(role).collect();
        let another = Callback::new(move |()| self.code.set(fresh_code()));
        let bring = Callback::new(move |Files(files): Files| self.bring_in(files));
        let code = move || words::code(&self.code.get());
        view! {
            <div class="column">
                <div class="stack">{area::choose(self.session, words::AREA, self.area, NO_AREA)}</div>
                <div class="stack">
                    <Fold title=words::FILE open=self.file.with_untracked(Option::is_some)>
                        <p class="soft">{words::FILE_HINT}</p>
                        <FileInput on_files=bring />
                        {move || self.file.get().map(result)}
                    </Fold>
                    <Fold title=words::ROLE>
                        <Chips legend=words::ROLE_LEGEND choices=roles chosen=self.role />
                    </Fold>
                </div>
                <section class="card">
                    <h2>{move || code()}</h2>
                    <p>{words::CODE_TEXT}</p>
                    <Button label=words::ANOTHER_CODE look=Look::Second on_press=another />
                </section>
                <ButtonRow>
                    <Button label=words::START on_press=self.starter() />
                    <Button label=common::BACK look=Look::Quiet on_press=back />
                </ButtonRow>
            </div>
        }
        .into_any()
    }

    fn starter(self) -> Callback<()> {
        let go = use_go();
        Callback::new(move |()| {
            let app = self.session.app();
            let mut profile = app.profile();
            let first = |chosen: RwSignal<Vec<String>>| {
                chosen.with_untracked(|chosen| chosen.first().cloned().unwrap_or_default())
            };
            profile.started = true;
            profile.area = Some(first(self.area)).filter(|area| area != NO_AREA).unwrap_or_default();
            profile.role = first(self.role);
            profile.code = self.code.get_untracked();
            // The address first: the page that follows is drawn as soon as the first run is done.
            go(To::Home, true);
            self.session.run(async move { app.keep_profile(profile).await }, |()| ());
        })
    }

    /// Takes in what the coordinator sent: here nothing can clash with it yet, so it is one step.
    fn bring_in(self, chosen: Vec<File>) {
        let app = self.session.app();
        self.file.set(Some(Brought::Reading));
        leptos::task::spawn_local(async move {
            let mut result = Brought::Done;
            for file in chosen {
                let bytes = match files::read(&file, limits::FILE_BYTES).await {
                    Ok(bytes) => bytes,
                    Err(files::FileError::TooBig) => {
                        result = Brought::Not(refusals::TOO_BIG);
                        continue;
                    }
                    Err(files::FileError::Unreadable) => {
                        result = Brought::Not(refusals::UNREADABLE);
                        continue;
                    }
                };
                let done = match app.stage(&bytes).await {
                    Ok(staged) => app.bring_in(&staged).await.map(drop),
                    Err(why) => {
                        result = Brought::Not(refusals::not_staged(&why));
                        continue;
                    }
                };
                match done {
                    Ok(()) => self.session.wrote(),
                    Err(failure) => result = Brought::Not(errors::failure(&failure)),
                }
            }
            self.file.try_set(Some(result));
        });
    }
}

fn result(brought: Brought) -> AnyView {
    match brought {
        Brought::Reading => view! { <p class="soft">{words::FILE_READING}</p> }.into_any(),
        Brought::Done => view! { <NoticeBox happened=words::FILE_DONE tone=Tone::Good /> }.into_any(),
        Brought::Not(notice) => view! {
            <NoticeBox happened=notice.happened next_step=notice.next_step tone=Tone::Bad />
        }
        .into_any(),
    }
}

fn fresh_code() -> String {
    let mut random = [0; 2];
    RandomIds.fill(&mut random);
    words::code_from(random)
}
