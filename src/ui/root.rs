//! The frame and the routes.

use super::appearance;
use super::components::{Glyph, Place, Shell};
use super::later::{Part, use_later};
use super::pages;
use super::pages::password::Changes;
use super::router::{Router, use_router};
use super::routes::{To, place_of};
use super::session::{Session, use_session};
use super::text::common;
use crate::app::App;
use crate::app::door::{Door, Way};
use crate::platform::{history, shell};
use leptos::prelude::*;

/// The whole app over an open notebook. It is drawn in turns of the browser, the frame before the page, so that none
/// of them is long on a slow phone; the boot screen goes with the last.
#[component]
pub fn Root(
    /// The notebook.
    app: App,
    /// Whether it is the practice notebook.
    practice: bool,
    /// Whether it was opened with the printed code.
    #[prop(optional)]
    with_code: bool,
) -> impl IntoView {
    let session = Session::provide(app, practice);
    if with_code {
        session.opened_with_code();
    }
    pages::updates::watch(session);
    pages::reading::keep_up(session);
    if !practice {
        pages::locking::watch(session);
    }
    pages::settings::watch_for_offer();
    appearance::apply();
    let opened_at = Router::provide().page();
    let later = use_later();
    let (with_news, with_page) = (RwSignal::new(false), RwSignal::new(false));
    leptos::task::spawn_local(async move {
        session.app().give_way().await;
        with_news.set(true);
        session.app().give_way().await;
        if !is_first(session, opened_at) {
            later.fetch().await;
        }
        with_page.set(true);
        // Before the page is drawn, in this very task: what is not seen cannot take the focus.
        shell::reveal();
        session.app().give_way().await;
        pages::reading::read_the_rest(session, later);
        // A build whose later part does not run must not count as one that starts well.
        if later.fetch().await {
            shell::started();
        } else {
            shell::at_rest();
        }
    });
    view! { <Frame with_news=with_news with_page=with_page /> }
}

/// A locked notebook: its door, then what is behind it.
#[component]
pub fn BehindDoor(
    /// The door.
    door: Door,
) -> impl IntoView {
    appearance::apply();
    let door = StoredValue::new_local(door);
    let opened = RwSignal::new_local(None::<(App, bool)>);
    let later = use_later();
    let on_open = Callback::new(move |(app, way): (App, Way)| {
        // Whoever needed the code has forgotten the password: the next thing is another.
        if way == Way::Recovery {
            history::replace(&To::Password.href());
        }
        opened.set(Some((app, way == Way::Recovery)));
    });
    move || match opened.get() {
        Some((app, with_code)) => view! { <Root app=app practice=false with_code=with_code /> }.into_any(),
        None => later.draw(move || Part::Locked(door.get_value(), on_open)),
    }
}

#[component]
fn Frame(
    /// Whether what may lie over and under the page is drawn too.
    with_news: RwSignal<bool>,
    /// Whether the page is.
    with_page: RwSignal<bool>,
) -> impl IntoView {
    let router = use_router();
    let page = Memo::new(move |_| router.page());
    let here = Signal::derive(move || page.get().and_then(place_of));
    let places = vec![
        Place { href: To::Home.href(), label: common::HOME, glyph: Glyph::Home },
        Place { href: To::Find.href(), label: common::FIND, glyph: Glyph::Find },
        Place { href: To::Mine.href(), label: common::MINE, glyph: Glyph::Book },
    ];
    let session = use_session();
    let started = Memo::new(move |_| session.practice || session.watch().profile().started);
    let bare = Signal::derive(move || !started.get());
    // Help is for whoever is in danger now, before anything was set up too; and whoever has a copy of a notebook sets
    // nothing up.
    let open = Memo::new(move |_| started.get() || matches!(page.get(), Some(To::Help | To::BringIn)));
    view! {
        <Shell places=places here=here help_href=To::Help.href() bare=bare>
            {move || with_news.get().then(|| view! { <pages::talk::TurnedRoundOver /> })}
            <div class="news">{move || with_news.get().then(news)}</div>
            {move || match (with_page.get(), open.get()) {
                (false, _) => ().into_any(),
                (true, true) => of(page.get()),
                (true, false) => of(Some(To::Welcome)),
            }}
            {move || with_news.get().then(|| view! { <pages::updates::KeptLine /> })}
        </Shell>
    }
}

fn news() -> AnyView {
    view! {
        <pages::trouble::Trouble />
        <pages::updates::UpdateLine />
    }
    .into_any()
}

/// Whether a start at this address needs the first part of the program only.
fn is_first(session: Session, page: Option<To>) -> bool {
    match page {
        Some(To::Home | To::Welcome) => true,
        Some(To::Help | To::BringIn) => false,
        _ => !session.practice && !session.app().profile().started,
    }
}

/// The page of an address.
fn of(page: Option<To>) -> AnyView {
    match page {
        Some(To::Home) => view! { <pages::home::Home /> }.into_any(),
        Some(To::Welcome) => view! { <pages::welcome::Welcome /> }.into_any(),
        page => use_later().draw(move || Part::Page(page)),
    }
}

/// The pages of the later part. Called from there alone.
pub(super) fn later_page(page: Option<To>) -> AnyView {
    match page {
        Some(To::New) => view! { <pages::note_new::NewNote /> }.into_any(),
        Some(To::Repeat(_)) => view! { <pages::note_new::RepeatNote /> }.into_any(),
        Some(To::Draft(_)) => view! { <pages::note_new::OpenDraft /> }.into_any(),
        Some(To::Saved(_)) => view! { <pages::note_saved::NoteSaved /> }.into_any(),
        Some(To::Talk) => view! { <pages::talk::Talk /> }.into_any(),
        Some(To::TalkFor(_)) => view! { <pages::talk::TalkAbout /> }.into_any(),
        Some(To::TalkDraft(_)) => view! { <pages::talk::TalkDraft /> }.into_any(),
        Some(To::Note(_)) => view! { <pages::note_read::ReadNote /> }.into_any(),
        Some(To::Change(_)) => view! { <pages::note_change::ChangeNote /> }.into_any(),
        Some(To::Versions(_)) => view! { <pages::note_versions::NoteVersions /> }.into_any(),
        Some(To::TakeOut(_)) => view! { <pages::note_take_out::TakeOut /> }.into_any(),
        Some(To::TwoVersions(_)) => view! { <pages::note_two_versions::TwoVersions /> }.into_any(),
        Some(To::Find) => view! { <pages::find::Find /> }.into_any(),
        Some(To::Mine) => view! { <pages::mine::Mine /> }.into_any(),
        Some(To::Send) => view! { <pages::send::Send /> }.into_any(),
        Some(To::BringIn) => view! { <pages::bring_in::BringIn /> }.into_any(),
        Some(To::Backup) => view! { <pages::backup::Backup /> }.into_any(),
        Some(To::Bin) => view! { <pages::bin::Bin /> }.into_any(),
        Some(To::ToLookAt) => view! { <pages::to_look_at::ToLookAt /> }.into_any(),
        Some(To::Settings) => view! { <pages::settings::Settings /> }.into_any(),
        Some(To::Password) => view! { <pages::password::SetPassword changes=Changes::Password /> }.into_any(),
        Some(To::NewCode) => view! { <pages::password::SetPassword changes=Changes::Code /> }.into_any(),
        Some(To::LostPhone) => view! { <pages::lost_phone::LostPhone /> }.into_any(),
        Some(To::PutAway) => view! { <pages::put_away::PutAway /> }.into_any(),
        Some(To::Keys) => view! { <pages::keys::Keys /> }.into_any(),
        Some(To::Help) => view! { <pages::help::Help /> }.into_any(),
        // The others are in the first part.
        Some(To::Home | To::Welcome) => ().into_any(),
        None => view! { <pages::lost::Lost /> }.into_any(),
    }
}
