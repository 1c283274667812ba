//! The phone: names the concrete store and platform, and puts the first screen up.

#[cfg(target_arch = "wasm32")]
fn main() {
    ginnel::platform::shell::show_panics();
    wasm_bindgen_futures::spawn_local(phone::start());
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!("This is the phone's program. To see it: cargo xtask serve");
}

#[cfg(target_arch = "wasm32")]
mod phone {
    use futures_util::FutureExt as _;
    use ginnel::app::App;
    use ginnel::app::door::Door;
    use ginnel::app::open::OpenError;
    use ginnel::app::ports::{Breath as _, Ports, Sentinel, Store};
    use ginnel::platform::breath::BrowserBreath;
    use ginnel::platform::clock::DeviceClock;
    use ginnel::platform::heavy::BesidePage;
    use ginnel::platform::ids::RandomIds;
    use ginnel::platform::sentinel::RowCount;
    use ginnel::platform::shell;
    use ginnel::storage::indexed_db::{self, IndexedDb};
    use ginnel::ui::later::{Later, Part, Split};
    use ginnel::ui::notebooks::{self, Notebook};
    use ginnel::ui::packs;
    use ginnel::ui::pages::not_opened::NotOpened;
    use ginnel::ui::root::{BehindDoor, Root};
    use ginnel::ui::text::common;
    use ginnel::ui::text::errors::{self, Notice};
    use ginnel::vault::keyslots::KeyslotError;
    use leptos::prelude::*;
    use std::pin::Pin;
    use std::rc::Rc;
    use wasm_split_helpers::{SplitLoaderError, wasm_split};

    /// Where the program is split: the build puts what is called from here alone into its later part.
    #[wasm_split(later, fallible, preload(fetch))]
    fn drawn(part: Part) -> Result<AnyView, SplitLoaderError> {
        Ok(part.drawn())
    }

    type Filling = Pin<Box<dyn Future<Output = Result<(), Notice>>>>;

    /// The same for the practice notebook, which is filled before anything is drawn.
    #[wasm_split(later, fallible)]
    fn filling(app: App) -> Result<Filling, SplitLoaderError> {
        Ok(Box::pin(async move { packs::fill_practice(&app).await }))
    }

    const SPLIT: Split = Split {
        fetch: || Box::pin(async { fetch().await.is_ok() }),
        draw: |part| drawn(part).now_or_never()?.ok(),
    };

    /// What a start finds.
    enum Found {
        Open(App),
        Locked(Door),
        Nothing(OpenError),
        /// The practice notebook, and what keeps it empty.
        Unfilled(Notice),
    }

    /// Opens the notebook that was asked for, and mounts the app over it, its door, or the page that says why not.
    pub async fn start() {
        let asked = notebooks::asked_for();
        if asked.delete_practice {
            forget(Notebook::Practice).await;
        }
        let practice = asked.open == Notebook::Practice;
        let mut found = open(asked.open).await.unwrap_or_else(Found::Nothing);
        let mut is_whole = true;
        if let (true, Found::Open(app)) = (practice, &found)
            && !app.profile().started
        {
            let filled = match filling(app.clone()).await {
                Ok(filling) => filling.await,
                Err(_) => {
                    is_whole = false;
                    Err(common::NOT_HERE_YET)
                }
            };
            if let Err(notice) = filled {
                found = Found::Unfilled(notice);
            }
        }
        // Opening and drawing are two tasks of the browser.
        BrowserBreath.turn().await;
        match found {
            Found::Open(app) => leptos::mount::mount_to_body(move || {
                Later::provide(SPLIT);
                view! { <Root app=app practice=practice /> }
            }),
            Found::Locked(door) => {
                leptos::mount::mount_to_body(move || {
                    let later = Later::provide(SPLIT);
                    leptos::task::spawn_local(async move {
                        let is_there = later.fetch().await;
                        shell::reveal();
                        if is_there {
                            shell::started();
                        }
                        shell::at_rest();
                    });
                    view! { <BehindDoor door=door /> }
                });
            }
            Found::Nothing(error) => {
                let (notice, can_be_rescued) = (errors::opening(&error), errors::can_be_rescued(&error));
                not_opened(notice, can_be_rescued, practice);
                shell::started();
            }
            Found::Unfilled(notice) => {
                not_opened(notice, false, practice);
                if is_whole {
                    shell::started();
                }
            }
        }
    }

    fn not_opened(notice: Notice, can_be_rescued: bool, practice: bool) {
        leptos::mount::mount_to_body(move || view! { <NotOpened notice can_be_rescued practice /> });
        shell::reveal();
        shell::at_rest();
    }

    async fn open(notebook: Notebook) -> Result<Found, OpenError> {
        let name = notebook.database();
        let store: Rc<dyn Store> = Rc::new(IndexedDb::open(name).await?);
        let sentinel: Rc<dyn Sentinel> = Rc::new(RowCount::new(name));
        let ports = Ports {
            store,
            clock: Rc::new(DeviceClock),
            ids: Rc::new(RandomIds),
            breath: Rc::new(BrowserBreath),
            sentinel,
            heavy: Rc::new(BesidePage),
        };
        match App::open(ports.clone()).await {
            Err(OpenError::Keys(KeyslotError::Locked)) => Door::of(ports).await.map(Found::Locked),
            opened => opened.map(Found::Open),
        }
    }

    /// Where another window holds it open, it is deleted when that window closes.
    async fn forget(notebook: Notebook) {
        let _ = indexed_db::delete_database(notebook.database()).await;
        RowCount::new(notebook.database()).forget();
        notebooks::forget_asked();
    }
}
