//! Bring in: files that somebody sent, chosen, dropped or shared in, looked at one after another.

mod before;
pub(super) mod file_input;
mod report;

use super::trouble;
use crate::app::commands::bring_in::{NotStaged, Staged, wants_passphrase};
use crate::domain::ids::FileId;
use crate::exchange::limits;
use crate::platform::files::{self, FileError};
use crate::platform::service_worker;
use crate::ui::a11y;
use crate::ui::components::{
    Back, Button, ButtonLink, ButtonRow, Card, Look, NoticeBox, Page, PasswordField, PasswordIs, Tone,
};
use crate::ui::routes::To;
use crate::ui::session::{Session, use_session};
use crate::ui::text::errors::Notice;
use crate::ui::text::{bring_in as text, common, keys, lock, mine, refusals};
use leptos::prelude::*;
use leptos::web_sys::File;
use std::collections::VecDeque;
use std::sync::Arc;

/// What stands in the middle of the page.
#[derive(Clone)]
enum Stage {
    /// Nothing was chosen.
    Empty,
    /// A file is being read.
    Reading,
    /// A file was read: look before you add it.
    Look(Arc<Staged>),
    /// It is being kept.
    Adding,
    /// It was added, and may be taken out again.
    Added {
        /// Names the bringing in.
        batch: FileId,
        /// How much of it waits to be looked at.
        waiting: usize,
        /// Whether keys in it wait for six compared words.
        asks: bool,
        /// Whether it was one's own notebook.
        own: bool,
    },
    /// The file just added was taken out again.
    TakenOut,
    /// It is locked with a password.
    Locked(Arc<Vec<u8>>, Notice),
    /// It was not taken in.
    Refused(Notice),
}

/// The files still to be looked at, and the one under way. Cheap to copy.
#[derive(Clone, Copy)]
struct Desk {
    session: Session,
    queue: RwSignal<VecDeque<File>, LocalStorage>,
    stage: RwSignal<Stage>,
}

impl Desk {
    /// Takes files to be looked at, and begins with the first if nothing is under way.
    fn take(self, files: Vec<File>) {
        if files.is_empty() {
            return;
        }
        let idle = !self
            .stage
            .with_untracked(|stage| matches!(stage, Stage::Reading | Stage::Look(_) | Stage::Adding));
        self.queue.update(|queue| queue.extend(files));
        if idle {
            self.next();
        }
    }

    /// Reads the next file, if there is one.
    fn next(self) {
        let Some(Some(file)) = self.queue.try_update(VecDeque::pop_front) else {
            return;
        };
        self.stage.set(Stage::Reading);
        let app = self.session.app();
        leptos::task::spawn_local(async move {
            match files::read(&file, limits::FILE_BYTES).await {
                Err(FileError::TooBig) => drop(self.stage.try_set(Stage::Refused(refusals::TOO_BIG))),
                Err(FileError::Unreadable) => drop(self.stage.try_set(Stage::Refused(refusals::UNREADABLE))),
                Ok(bytes) => self.read(app.stage(&bytes).await, Arc::new(bytes)),
            }
        });
    }

    /// Reads a locked file with what was typed.
    fn open(self, bytes: Arc<Vec<u8>>, secret: String) {
        self.stage.set(Stage::Reading);
        let app = self.session.app();
        leptos::task::spawn_local(async move { self.read(app.stage_locked(&bytes, &secret).await, bytes) });
    }

    /// Shows what came of reading a file.
    fn read(self, staged: Result<Staged, NotStaged>, bytes: Arc<Vec<u8>>) {
        let stage = match staged {
            Ok(staged) => Stage::Look(Arc::new(staged)),
            Err(why @ (NotStaged::Locked | NotStaged::Backup | NotStaged::WrongSecret)) => {
                Stage::Locked(bytes, refusals::not_staged(&why))
            }
            Err(why) => Stage::Refused(refusals::not_staged(&why)),
        };
        if matches!(stage, Stage::Look(_)) {
            a11y::announce(text::WHAT_IS_IN_IT);
        }
        self.stage.try_set(stage);
    }

    fn add(self, staged: Arc<Staged>) {
        self.stage.set(Stage::Adding);
        let app = self.session.app();
        let waiting = staged.report.waiting.len() + staged.aside.waiting.len();
        let names_keys = report::asks(&app, &staged);
        let own = staged.is_own_notebook();
        leptos::task::spawn_local(async move {
            let stage = match app.bring_in(&staged).await {
                Ok(batch) => {
                    self.session.wrote();
                    a11y::announce(text::ADDED);
                    let asks = names_keys && !app.unconfirmed_issuers().is_empty();
                    Stage::Added { batch, waiting, asks, own }
                }
                Err(failure) => Stage::Refused(refusals::not_added(&failure)),
            };
            self.stage.try_set(stage);
        });
    }

    fn take_out(self, batch: FileId) {
        let app = self.session.app();
        self.session.run(async move { app.take_file_out(batch).await }, move |()| {
            self.stage.try_set(Stage::TakenOut);
            a11y::announce(text::TAKEN_OUT);
        });
    }

    /// Lets go of the file under way.
    fn leave(self) {
        self.stage.set(Stage::Empty);
        self.next();
    }
}

/// The page.
#[component]
pub fn BringIn() -> impl IntoView {
    let session = use_session();
    let desk =
        Desk { session, queue: RwSignal::new_local(VecDeque::new()), stage: RwSignal::new(Stage::Empty) };
    // A file shared from another app is handed to this page once.
    let was_shared = service_worker::was_shared();
    service_worker::take_shared(move |files| {
        if was_shared && files.is_empty() {
            desk.stage.try_set(Stage::Refused(refusals::SHARED_LOST));
        } else if desk.stage.try_get_untracked().is_some() {
            desk.take(files);
        }
    });
    // Whoever has a copy of a notebook comes here before anything was set up.
    let back = match session.practice || session.app().profile().started {
        true => Back { href: To::Mine.href(), label: common::MINE },
        false => Back { href: To::Home.href(), label: common::BACK },
    };
    let choosing = move || {
        let busy = |stage: &Stage| {
            matches!(stage, Stage::Reading | Stage::Look(_) | Stage::Adding | Stage::Locked(..))
        };
        desk.stage.with(|stage| !busy(stage))
    };
    // What came of a file takes the place of the button that was pressed, and the focus with it.
    let came = a11y::fresh_id();
    let id = came.clone();
    Effect::new(move |before: Option<()>| {
        let has_come =
            desk.stage.with(|stage| !matches!(stage, Stage::Empty | Stage::Reading | Stage::Adding));
        if has_come && before.is_some() {
            a11y::focus_id(&id);
        }
    });
    let more = move || desk.queue.with(VecDeque::len);
    view! {
        <Page title=text::BRING_IN lead=text::LEAD back=back>
            {session
                .practice
                .then(|| {
                    view! {
                        <NoticeBox happened=text::PRACTICE next_step=text::PRACTICE_NEXT tone=Tone::Calm />
                    }
                })}
            <div
                class="answer column"
                id=came
                tabindex="-1"
                hidden=move || desk.stage.with(|stage| matches!(stage, Stage::Empty))
            >
                {move || stage(desk, desk.stage.get())}
            </div>
            <p class="soft" hidden=move || more() == 0>
                {move || text::more(more())}
            </p>
            <div hidden=move || !choosing()>
                <file_input::FileInput on_files=Callback::new(move |files: file_input::Files| desk.take(files.0)) />
            </div>
            <before::Before />
        </Page>
    }
    .into_any()
}

fn stage(desk: Desk, stage: Stage) -> AnyView {
    let busy = |words: &'static str| view! { <p role="status">{words}</p> }.into_any();
    match stage {
        Stage::Empty => ().into_any(),
        Stage::Reading => busy(text::READING),
        Stage::Adding => busy(text::ADDING),
        Stage::Look(staged) => look(desk, staged),
        Stage::Added { batch, waiting, asks, own } => added(desk, batch, waiting, asks, own),
        Stage::TakenOut => view! {
            <NoticeBox happened=text::TAKEN_OUT next_step=text::TAKE_OUT_HINT tone=Tone::Good>
                {next_file(desk)}
            </NoticeBox>
        }
        .into_any(),
        Stage::Locked(bytes, notice) => locked(desk, bytes, notice),
        Stage::Refused(notice) => view! {
            <NoticeBox happened=notice.happened next_step=notice.next_step tone=Tone::Bad>
                {trouble::ways_on(&notice)} {next_file(desk)}
            </NoticeBox>
        }
        .into_any(),
    }
}

fn locked(desk: Desk, bytes: Arc<Vec<u8>>, notice: Notice) -> AnyView {
    let secret = RwSignal::new(String::new());
    let label = if wants_passphrase(&bytes) { lock::PASSWORD } else { lock::PASSWORD_OR_CODE };
    let open = Callback::new(move |()| desk.open(bytes.clone(), secret.get_untracked()));
    view! {
        <NoticeBox happened=notice.happened next_step=notice.next_step tone=Tone::Warn />
        <PasswordField label=label value=secret is=PasswordIs::Current />
        <ButtonRow>
            <Button label=lock::OPEN_FILE on_press=open />
            <Button label=text::LEAVE look=Look::Quiet on_press=Callback::new(move |()| desk.leave()) />
        </ButtonRow>
    }
    .into_any()
}

fn look(desk: Desk, staged: Arc<Staged>) -> AnyView {
    let adds = !report::is_all_known(&staged) || desk.session.app().is_missing_part(&staged);
    let shown = report::report(&desk.session.app(), &staged);
    let add = Callback::new(move |()| desk.add(staged.clone()));
    view! {
        <Card>{shown}</Card>
        <ButtonRow>
            {adds.then(|| view! { <Button label=text::ADD.to_owned() on_press=add /> })}
            <Button
                label=text::LEAVE.to_owned()
                look=if adds { Look::Quiet } else { Look::Main }
                on_press=Callback::new(move |()| desk.leave())
            />
        </ButtonRow>
    }
    .into_any()
}

/// What is here now, after one's own notebook came back.
fn back_again(desk: Desk, is_whole: bool) -> AnyView {
    let app = desk.session.app();
    let here = app.safety();
    let here = mine::on_this_phone(here.notes, here.responses, here.drafts);
    let is_open = !app.has_passphrase();
    view! {
        <p>{is_whole.then_some(text::EVERYTHING_BACK)} " " {here} "."</p>
        {is_open
            .then(|| {
                view! {
                    <p>{text::SET_PASSWORD}</p>
                    <ButtonLink label=lock::SET href=To::Password.href() />
                }
            })}
    }
    .into_any()
}

fn added(desk: Desk, batch: FileId, waiting: usize, asks: bool, own: bool) -> AnyView {
    let waits = if waiting == 0 { String::new() } else { text::waits(waiting) };
    let app = desk.session.app();
    let file = app.brought().into_iter().find(|file| file.batch == batch).map(|file| file.file);
    let (missing, parts) = file.map(|file| app.parts_missing(file)).unwrap_or_default();
    let is_whole = missing.is_empty();
    view! {
        <NoticeBox happened=text::ADDED next_step=waits tone=Tone::Good>
            {(!is_whole).then(|| view! { <p>{text::parts_missing(&missing, parts)}</p> })}
            {own.then(|| back_again(desk, is_whole))}
            <ButtonRow>
                {asks.then(|| view! { <ButtonLink label=keys::COMPARE href=To::Keys.href() /> })}
                {(waiting > 0)
                    .then(|| {
                        view! { <ButtonLink label=text::TO_LOOK_AT href=To::ToLookAt.href() look=Look::Second /> }
                    })}
                <Button
                    label=common::UNDO.to_owned()
                    look=Look::Second
                    on_press=Callback::new(move |()| desk.take_out(batch))
                />
                {next_file(desk)}
            </ButtonRow>
        </NoticeBox>
    }
    .into_any()
}

/// To the next of the files that were chosen together.
fn next_file(desk: Desk) -> AnyView {
    if desk.queue.with_untracked(VecDeque::is_empty) {
        return ().into_any();
    }
    view! { <Button label=common::NEXT.to_owned() on_press=Callback::new(move |()| desk.next()) /> }
        .into_any()
}
