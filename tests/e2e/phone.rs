//! A phone with the app on it, and how it comes to be there.

use crate::browser::Browser;
use crate::builds::Next;
use crate::device::{Profile, Screen};
use crate::engine::{Driver, Engine};
use crate::host::Host;
use ginnel::ui::text::{common, home, settings, updates, welcome};

/// All that a journey needs: a host, a driver, a profile and the browser on it.
pub struct Phone {
    /// The open browser.
    pub browser: Browser,
    /// Its profile: what is on the phone.
    pub profile: Profile,
    /// Where the app came from.
    pub host: Host,
    /// What drives the browser.
    pub driver: Driver,
    screen: Screen,
}

/// The code that the person of a journey has, where it matters.
pub struct Worker {
    /// The day on which everything happens, or none for today.
    pub day: Option<&'static str>,
    /// The area as the list has it, or none for *My area is not here*.
    pub area: Option<&'static str>,
    /// What the coordinator sent, below the dist folder, or none.
    pub file: Option<&'static str>,
    /// The code, or none for the one that is made ready.
    pub code: Option<&'static str>,
}

/// Somebody whose area is in no list, today.
pub const ANYBODY: Worker = Worker { day: None, area: None, file: None, code: None };
/// Somebody in the invented area, on the Friday of the invented week.
pub const IN_CALDERFOLD: Worker = Worker {
    day: Some("2026-01-23"),
    area: Some("Calderfold"),
    file: Some("packs/calderfold.json"),
    code: None,
};

impl Phone {
    /// A new phone that has loaded the app once. From then on there is no signal: the host has stopped.
    pub async fn offline(name: &str) -> Self {
        Self::offline_on(Profile::new(name)).await
    }

    /// The same on a profile that is new, whatever its browser.
    pub async fn offline_on(profile: Profile) -> Self {
        let mut phone = Self::on(profile, Host::start(), Screen::PHONE).await;
        phone.browser.kept_offline().await;
        phone.host.stop();
        phone
    }

    /// A new phone that has loaded the app once from a host that goes on.
    pub async fn online(name: &str, host: Host) -> Self {
        Self::with_screen(name, host, Screen::PHONE).await
    }

    /// The same with another screen.
    pub async fn with_screen(name: &str, host: Host, screen: Screen) -> Self {
        Self::on(Profile::new(name), host, screen).await
    }

    /// The same on a profile that is there already.
    pub async fn on(profile: Profile, host: Host, screen: Screen) -> Self {
        let driver = Driver::start_for(&profile);
        let browser = Browser::open(&driver, &profile, screen).await;
        browser.go(&host.at("")).await;
        Self { browser, profile, host, driver, screen }
    }

    /// A new phone without a signal, after the first run of this worker.
    pub async fn of(name: &str, worker: &Worker) -> Self {
        let phone = Self::offline(name).await;
        phone.set_up(worker).await;
        phone
    }

    /// After the first run of anybody, too.
    pub async fn begun_on(profile: Profile) -> Self {
        let phone = Self::offline_on(profile).await;
        phone.set_up(&ANYBODY).await;
        phone
    }

    /// The first run. Gives the worker's code.
    pub async fn set_up(&self, worker: &Worker) -> String {
        let browser = &self.browser;
        if let Some(day) = worker.day {
            browser.on_day(day).await;
            browser.reload().await;
        }
        browser.see_heading(welcome::WHAT_FOR).await;
        browser.press(common::NEXT).await;
        browser.see_heading(welcome::YOUR_WORDS).await;
        browser.press(common::NEXT).await;
        browser.see_heading(welcome::WHERE).await;
        if let Some(file) = worker.file {
            browser.unfold(welcome::FILE).await;
            browser.choose(&[&crate::host::dist().join(file)]).await;
            browser.see(welcome::FILE_DONE).await;
        }
        browser.press_in(welcome::AREA, worker.area.unwrap_or(welcome::NO_AREA)).await;
        let code = browser.text().await;
        let code = code.lines().find_map(|line| line.strip_prefix(&welcome::code("")));
        let code = code.expect("a code is made ready").trim().to_owned();
        browser.press(welcome::START).await;
        browser.see(common::NEW_NOTE).await;
        let Some(wanted) = worker.code else { return code };
        self.open("settings").await;
        browser.rewrite(settings::CODE, wanted).await;
        browser.press(common::SAVE).await;
        browser.see(common::SAVED).await;
        self.open("").await;
        browser.see(&home::welcome(wanted)).await;
        wanted.to_owned()
    }

    /// Goes to a path of the app by its address: a fresh load.
    pub async fn open(&self, path: &str) {
        self.browser.go(&self.host.at(path)).await;
    }

    /// Goes to a page of ours that needs none of the program.
    pub async fn open_aside(&self, page: &str) {
        self.browser.window.goto(self.host.at(page)).await.expect("a page");
    }

    /// Puts a later build on the host and makes the check that the app makes once an hour, until it is offered. Gives
    /// its name.
    pub async fn offer(&self, next: Next) -> String {
        let build = self.host.publish(next);
        self.browser
            .script("navigator.serviceWorker.getRegistration().then((r) => r.update())", vec![])
            .await;
        self.browser.see(updates::READY).await;
        build
    }

    /// Opens the browser again after it was closed or killed.
    pub async fn start_again(&mut self, path: &str) {
        let address = self.host.at(path);
        if self.profile.engine() != Engine::Chromium {
            // Firefox's driver waits for minutes for a browser that is gone.
            self.profile.kill();
            self.driver = Driver::start_for(&self.profile);
        }
        self.browser.end().await;
        self.browser = Browser::open(&self.driver, &self.profile, self.screen).await;
        self.browser.go(&address).await;
    }

    /// Closes the browser in good order, and gives what is left: the profile.
    pub async fn close_browser(self) -> Profile {
        self.browser.end().await;
        self.profile
    }

    /// Ends the journey, and fails if anything went wrong without being seen.
    pub async fn end(self) {
        self.browser.end().await;
    }
}
