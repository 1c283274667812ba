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
    use ginnel::app::App;
    use ginnel::app::open::OpenError;
    use ginnel::app::ports::{Breath as _, Ports, Sentinel, Store};
    use ginnel::platform::breath::BrowserBreath;
    use ginnel::platform::clock::DeviceClock;
    use ginnel::platform::ids::RandomIds;
    use ginnel::platform::sentinel::RowCount;
    use ginnel::platform::shell;
    use ginnel::storage::indexed_db::{self, IndexedDb};
    use ginnel::ui::notebooks::{self, Notebook};
    use ginnel::ui::packs;
    use ginnel::ui::pages::not_opened::NotOpened;
    use ginnel::ui::root::Root;
    use leptos::prelude::*;
    use std::rc::Rc;

    /// Opens the notebook that was asked for, and mounts the app over it or the page that says why not.
    pub async fn start() {
        let asked = notebooks::asked_for();
        if asked.delete_practice {
            forget(Notebook::Practice).await;
        }
        let practice = asked.open == Notebook::Practice;
        let opened = open(asked.open).await;
        if let (true, Ok(app)) = (practice, &opened) {
            packs::fill_practice(app).await;
        }
        // Opening and drawing are two tasks of the browser.
        BrowserBreath.turn().await;
        match opened {
            Ok(app) => leptos::mount::mount_to_body(move || view! { <Root app=app practice=practice /> }),
            Err(error) => {
                leptos::mount::mount_to_body(move || view! { <NotOpened error=error practice=practice /> });
                shell::reveal();
                shell::started();
            }
        }
    }

    async fn open(notebook: Notebook) -> Result<App, OpenError> {
        let name = notebook.database();
        let store: Rc<dyn Store> = Rc::new(IndexedDb::open(name).await?);
        let sentinel: Rc<dyn Sentinel> = Rc::new(RowCount::new(name));
        App::open(Ports {
            store,
            clock: Rc::new(DeviceClock),
            ids: Rc::new(RandomIds),
            breath: Rc::new(BrowserBreath),
            sentinel,
        })
        .await
    }

    /// Where another window holds it open, it is deleted when that window closes.
    async fn forget(notebook: Notebook) {
        let _ = indexed_db::delete_database(notebook.database()).await;
        RowCount::new(notebook.database()).forget();
        notebooks::forget_asked();
    }
}
