//! The frame and the routes.

use super::appearance;
use super::components::{Glyph, Place, Shell};
use super::pages;
use super::routes::{To, place_of};
use super::session::{Session, use_session};
use super::text::common;
use crate::app::App;
use crate::platform::shell;
use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::hooks::use_location;
use leptos_router::path;

/// The whole app over an open notebook.
#[component]
pub fn Root(
    /// The notebook.
    app: App,
    /// Whether it is the practice notebook.
    practice: bool,
) -> impl IntoView {
    let session = Session::provide(app, practice);
    pages::updates::watch(session);
    pages::reading::read_the_rest(session);
    pages::reading::keep_up(session);
    pages::settings::watch_for_offer();
    appearance::apply();
    view! {
        <Router base=shell::base_path()>
            <Frame />
        </Router>
    }
}

#[component]
fn Frame() -> impl IntoView {
    let location = use_location();
    let base = shell::base_path();
    let path = Memo::new(move |_| {
        let path = location.pathname.get();
        path.strip_prefix(base.as_str()).map(str::to_owned).unwrap_or(path)
    });
    let here = Signal::derive(move || path.with(|path| place_of(path)));
    let places = vec![
        Place {
            href: To::Home.href(),
            label: common::HOME,
            glyph: Glyph::Home,
        },
        Place {
            href: To::Find.href(),
            label: common::FIND,
            glyph: Glyph::Find,
        },
        Place {
            href: To::Mine.href(),
            label: common::MINE,
            glyph: Glyph::Book,
        },
    ];
    let session = use_session();
    let started = Memo::new(move |_| session.practice || session.watch().profile().started);
    let bare = Signal::derive(move || !started.get());
    // Help is for whoever is in danger now, before anything was set up too.
    let open = Memo::new(move |_| started.get() || path.with(|path| *path == To::Help.path()));
    view! {
        <Shell places=places here=here help_href=To::Help.href() bare=bare>
            <pages::talk::TurnedRoundOver />
            <div class="news">
                <pages::trouble::Trouble />
                <pages::updates::UpdateLine />
            </div>
            {move || routes(open.get())}
        </Shell>
    }
}

/// The page of the address; the first run, as long as it is not done.
fn routes(open: bool) -> AnyView {
    if !open {
        return view! { <pages::welcome::Welcome /> }.into_any();
    }
    view! {
        <Routes fallback=|| view! { <pages::lost::Lost /> }>
            <Route path=path!("/") view=pages::home::Home />
            <Route path=path!("/welcome") view=pages::welcome::Welcome />
            <Route path=path!("/new") view=pages::note_new::NewNote />
            <Route path=path!("/new/like/:record") view=pages::note_new::RepeatNote />
            <Route path=path!("/draft/:draft") view=pages::note_new::OpenDraft />
            <Route path=path!("/saved/:record") view=pages::note_saved::NoteSaved />
            <Route path=path!("/talk") view=pages::talk::Talk />
            <Route path=path!("/talk/about/:record") view=pages::talk::TalkAbout />
            <Route path=path!("/talk/:draft") view=pages::talk::TalkDraft />
            <Route path=path!("/note/:record") view=pages::note_read::ReadNote />
            <Route path=path!("/note/:record/change") view=pages::note_change::ChangeNote />
            <Route path=path!("/note/:record/versions") view=pages::note_versions::NoteVersions />
            <Route path=path!("/note/:record/take-out") view=pages::note_take_out::TakeOut />
            <Route path=path!("/note/:record/two-versions") view=pages::note_two_versions::TwoVersions />
            <Route path=path!("/find") view=pages::find::Find />
            <Route path=path!("/mine") view=pages::mine::Mine />
            <Route path=path!("/send") view=pages::send::Send />
            <Route path=path!("/import") view=pages::bring_in::BringIn />
            <Route path=path!("/bin") view=pages::bin::Bin />
            <Route path=path!("/to-look-at") view=pages::to_look_at::ToLookAt />
            <Route path=path!("/settings") view=pages::settings::Settings />
            <Route path=path!("/help") view=pages::help::Help />
        </Routes>
    }
    .into_any()
}
