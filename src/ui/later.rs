//! The later part of the program: what the first screen does not need. It is fetched as soon as that stands, so that a
//! slow line brings Home at half the weight; from then on it is drawn as if it had always been there.
//!
//! Where it is split, only the program can say (`src/main.rs`); the build does it (`src/bin/xtask/hook/split.rs`).

use super::a11y;
use super::components::{Button, NoticeBox, Page, Tone};
use super::pages::locked::Locked;
use super::pages::reading;
use super::pages::welcome::SettingUp;
use super::root;
use super::routes::To;
use super::session::Session;
use super::text::common;
use super::text::errors::Notice;
use crate::app::App;
use crate::app::door::{Door, Way};
use crate::platform::service_worker;
use leptos::prelude::*;
use std::pin::Pin;

/// What the later part draws.
pub enum Part {
    /// The page of an address; of none, the one that says so.
    Page(Option<To>),
    /// The last step of the first run, and the way back from it.
    SettingUp(SettingUp, Callback<()>),
    /// The door, and who is given what opens it.
    Locked(Door, Callback<(App, Way)>),
    /// Nothing: what a start leaves to be done is done.
    Upkeep(Session),
}

impl Part {
    /// What the later part is made of: whatever is called from here, and from nowhere else, is not in the first.
    pub fn drawn(self) -> AnyView {
        match self {
            Self::Page(page) => root::later_page(page),
            Self::SettingUp(chosen, back) => chosen.draw(back),
            Self::Locked(door, on_open) => view! { <Locked door=door on_open=on_open /> }.into_any(),
            Self::Upkeep(session) => {
                reading::upkeep(session);
                ().into_any()
            }
        }
    }
}

/// Whether the later part is on this page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Coming,
    There,
    /// It could not be fetched, and is asked for again on a tap.
    Missing,
}

/// The later part, within reach of every page. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Later {
    state: RwSignal<State>,
    /// Whose upkeep waits for it.
    due: StoredValue<Option<Session>>,
    split: Split,
}

/// The two functions at which the program is split.
#[derive(Clone, Copy)]
pub struct Split {
    /// Fetches the part; says whether it is there.
    pub fetch: fn() -> Pin<Box<dyn Future<Output = bool>>>,
    /// Draws with it, once it is there.
    pub draw: fn(Part) -> Option<AnyView>,
}

impl Later {
    /// Puts it within reach of every page.
    pub fn provide(split: Split) -> Self {
        let later = Self { state: RwSignal::new(State::Coming), due: StoredValue::new(None), split };
        provide_context(later);
        later
    }

    /// Waits until the part was fetched, or could not be, and does what waited for it. Says whether it is there; where
    /// that is no news, no page is drawn again.
    pub async fn fetch(self) -> bool {
        let is_there = (self.split.fetch)().await;
        let state = if is_there { State::There } else { State::Missing };
        if self.state.get_untracked() != state {
            self.state.set(state);
        }
        if is_there {
            a11y::pages_are_there();
            if let Some(session) = self.due.try_update_value(Option::take).flatten() {
                (self.split.draw)(Part::Upkeep(session));
            }
        }
        is_there
    }

    /// Has done what a start leaves to be done, as soon as the part is there.
    pub fn upkeep(self, session: Session) {
        self.due.set_value(Some(session));
        leptos::task::spawn_local(async move {
            self.fetch().await;
        });
    }

    /// Draws a part: at once where it is there, else when it is.
    pub fn draw(self, part: impl Fn() -> Part + Send + 'static) -> AnyView {
        let inside = move || match self.state.get() {
            State::There => (self.split.draw)(part()).unwrap_or_else(|| self.missing(&part())),
            State::Coming => view! { <p class="soft" role="status">{common::OPENING}</p> }.into_any(),
            State::Missing => self.missing(&part()),
        };
        inside.into_any()
    }

    fn missing(self, part: &Part) -> AnyView {
        a11y::announce(common::NOT_HERE_YET.happened);
        let again = Callback::new(move |()| {
            leptos::task::spawn_local(async move {
                let is_there = self.fetch().await;
                if is_there {
                    request_animation_frame(a11y::focus_heading);
                } else if window().navigator().on_line() {
                    // The host may have a later build by now, and only that.
                    service_worker::reload();
                }
            });
        });
        let Notice { happened, next_step } = common::NOT_HERE_YET;
        let notice = view! {
            <NoticeBox happened=happened next_step=next_step tone=Tone::Warn>
                <Button label=common::TRY_AGAIN on_press=again />
            </NoticeBox>
        };
        match part {
            Part::Locked(..) => view! {
                <div class="app">
                    <main class="main">
                        <Page title=common::APP>{notice}</Page>
                    </main>
                </div>
            }
            .into_any(),
            Part::Page(_) => view! { <Page title=common::APP>{notice}</Page> }.into_any(),
            Part::SettingUp(..) | Part::Upkeep(_) => notice.into_any(),
        }
    }
}

/// The later part of this page.
pub fn use_later() -> Later {
    expect_context::<Later>()
}
