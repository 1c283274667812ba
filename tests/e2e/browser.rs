//! A real browser with a phone's screen, and what a person can see in it. What a person does with it stands in
//! `hands.rs`.
//!
//! Nothing here sleeps: every step waits for what a person would wait for, and gives up after [`PATIENCE`].

use crate::device::{PATIENCE, Profile, Screen};
use crate::engine::{Driver, Engine, capabilities};
use crate::host::LOOK_AGAIN;
use serde_json::{Value, json};
use std::cell::{Cell, RefCell};
use std::path::Path;
use std::time::Instant;
use thirtyfour::prelude::*;

/// This machine, under both its names.
const HERE: [&str; 2] = ["http://127.0.0.1:", "http://localhost:"];

/// An open browser.
pub struct Browser {
    /// The driver of this window.
    pub window: WebDriver,
    /// What it is made of.
    pub engine: Engine,
    screen: Cell<Screen>,
    pub taps: Cell<usize>,
    /// What the console said and the journey expects, as parts of its lines.
    expected: RefCell<Vec<&'static str>>,
}

impl Browser {
    /// Opens a browser on a profile.
    pub async fn open(driver: &Driver, profile: &Profile, screen: Screen) -> Self {
        let wanted = Capabilities::from(capabilities(profile, screen));
        let window = WebDriver::new(&driver.address, wanted).await.expect("a browser");
        let browser = Self {
            window,
            engine: profile.engine(),
            screen: Cell::new(screen),
            taps: Cell::new(0),
            expected: RefCell::default(),
        };
        browser.resize(screen).await;
        browser
    }

    /// Gives the window the size of a screen, or what comes nearest to it.
    pub async fn resize(&self, screen: Screen) {
        self.screen.set(screen);
        let Screen(width, height) = screen;
        if self.engine != Engine::Chromium {
            self.window.set_window_rect(0, 0, width, height).await.expect("a size");
            return;
        }
        let metrics =
            json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": screen.is_phone()});
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
    }

    /// Asks the browser for `light` or `dark`.
    pub async fn paint(&self, scheme: &str) {
        let features = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
        self.devtools("Emulation.setEmulatedMedia", features).await;
    }

    /// Makes it this day in every page that is loaded from now on. The clock runs on from noon.
    pub async fn on_day(&self, day: &str) {
        let script = format!(
            "{{ const Real = Date; const gap = Real.parse('{day}T12:00:00') - Real.now();
            globalThis.Date = class extends Real {{
                constructor(...given) {{ if (given.length) super(...given); else super(Real.now() + gap); }}
                static now() {{ return Real.now() + gap; }}
            }}; }}"
        );
        self.beforehand(&script).await;
    }

    /// Runs a script in every page that is loaded from now on, before anything of the page. Gives its number.
    pub async fn beforehand(&self, script: &str) -> Value {
        let added = self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({"source": script})).await;
        added["identifier"].clone()
    }

    /// Runs it in none from now on.
    pub async fn no_more(&self, script: Value) {
        let number = json!({"identifier": script});
        self.devtools("Page.removeScriptToEvaluateOnNewDocument", number).await;
    }

    /// A command of Chromium's own protocol.
    pub async fn devtools(&self, command: &str, params: Value) -> Value {
        self.window.cdp().send_raw(command, params).await.expect("a devtools command")
    }

    /// Opens a second window of the same browser and turns to it. Gives the handle of the first.
    pub async fn open_tab(&self) -> WindowHandle {
        let first = self.window.window().await.expect("a window");
        let second = self.window.new_tab().await.expect("a second window");
        self.turn_to(&second).await;
        first
    }

    /// Turns to a window. Gives the handle of the one before.
    pub async fn turn_to(&self, window: &WindowHandle) -> WindowHandle {
        let before = self.window.window().await.expect("a window");
        self.window.switch_to_window(window.clone()).await.expect("the other window");
        self.resize(self.screen.get()).await;
        before
    }

    /// Goes to an address.
    pub async fn go(&self, address: &str) {
        self.window.goto(address).await.expect("an address");
        self.ready().await;
    }

    /// Loads the page again.
    pub async fn reload(&self) {
        if self.engine == Engine::Chromium {
            self.window.refresh().await.expect("a reload");
        } else {
            // Of Firefox its driver asks to pass over what is kept for use without a signal; a person's reload does not.
            self.loads_anew(async { drop(self.script("location.reload()", vec![]).await) }).await;
        }
        self.ready().await;
    }

    /// Does what loads a page anew, and waits until it has.
    pub async fn loads_anew(&self, what: impl Future<Output = ()>) {
        let began = self.script("return performance.timeOrigin", vec![]).await;
        what.await;
        self.wait(
            "another page",
            &format!("return performance.timeOrigin !== {began} && document.readyState === 'complete'"),
        )
        .await;
    }

    /// The path of the page, below its host.
    pub async fn path(&self) -> String {
        self.script("return location.pathname", vec![]).await.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until the address ends so.
    pub async fn arrive(&self, path: &str) {
        let wanted = json!(path);
        self.wait(path, &format!("return location.pathname.endsWith({wanted})")).await;
    }

    /// Waits until the first screen stands.
    pub async fn ready(&self) {
        self.wait(
            "the first screen",
            "return !document.getElementById('boot') && !!document.querySelector('main h1, .show')",
        )
        .await;
    }

    /// Waits until the app is kept for use without a signal.
    pub async fn kept_offline(&self) {
        self.wait(
            "the offline copy",
            "return !!(navigator.serviceWorker && navigator.serviceWorker.controller)",
        )
        .await;
    }

    /// Waits until a script gives true.
    pub async fn wait(&self, what: &str, script: &str) {
        let begun = Instant::now();
        while self.script(script, vec![]).await != Value::Bool(true) {
            if begun.elapsed() > PATIENCE {
                self.give_up(&format!("waited in vain for {what}")).await;
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    /// Runs a script in the page.
    pub async fn script(&self, script: &str, args: Vec<Value>) -> Value {
        match self.window.execute(script, args).await {
            Ok(given) => given.json().clone(),
            // A page that is just going away has no answer; whoever waits asks again.
            Err(_) => Value::Null,
        }
    }

    /// All the text that can be seen.
    pub async fn text(&self) -> String {
        self.script("return document.body.innerText", vec![]).await.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until this text can be seen.
    pub async fn see(&self, text: &str) {
        let wanted = json!(text);
        self.wait(text, &format!("return document.body.innerText.includes({wanted})")).await;
    }

    /// Waits until this is the heading.
    pub async fn see_heading(&self, text: &str) {
        let wanted = json!(text);
        let script =
            format!("return document.querySelector('main h1')?.innerText.includes({wanted}) ?? false");
        self.wait(&format!("the heading {text}"), &script).await;
    }

    /// Waits until a field for words holds this text.
    pub async fn see_in_field(&self, text: &str) {
        let wanted = json!(text);
        let script = format!(
            "return [...document.querySelectorAll('textarea')].some((e) => e.value.includes({wanted}))"
        );
        self.wait(&format!("a field with {text}"), &script).await;
    }

    /// Waits until this text cannot be seen any more.
    pub async fn see_no_more(&self, text: &str) {
        let wanted = json!(text);
        self.wait(&format!("{text} to go"), &format!("return !document.body.innerText.includes({wanted})"))
            .await;
    }

    /// Fails if this text can be seen now.
    pub async fn not_see(&self, text: &str) {
        let shown = self.text().await;
        assert!(!shown.contains(text), "{text:?} should not be seen:\n{shown}");
    }

    /// A picture of what is on the screen.
    pub async fn picture(&self, file: &Path) {
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder).expect("a folder for pictures");
        }
        self.window.screenshot(file).await.expect("a picture");
    }

    /// Says that the console will hold such a line, and why is said where this is called.
    pub fn expect_in_console(&self, part: &'static str) {
        self.expected.borrow_mut().push(part);
    }

    /// Ends the browser in good order, and fails if anything went wrong on the way without being seen: an error or
    /// a breach of the policy in the console, or a request to any other origin. A browser that was killed says
    /// nothing any more, nor does any but Chromium.
    pub async fn end(&self) {
        let console = self.window.get_log("browser").await.unwrap_or_default();
        let wrong: Vec<String> = console
            .into_iter()
            .filter(|line| line.level == "SEVERE" || line.message.contains("Content Security Policy"))
            .map(|line| line.message)
            .filter(|line| !self.expected.borrow().iter().any(|part| line.contains(part)))
            .collect();
        let traffic = self.window.get_log("performance").await.unwrap_or_default();
        let strangers: Vec<String> = traffic
            .into_iter()
            .filter_map(|line| serde_json::from_str::<Value>(&line.message).ok())
            .filter(|event| event["message"]["method"] == "Network.requestWillBeSent")
            .filter_map(|event| Some(event["message"]["params"]["request"]["url"].as_str()?.to_owned()))
            // Pages of the browser itself have addresses of their own kind.
            .filter(|url| url.starts_with("http") && !HERE.iter().any(|here| url.starts_with(here)))
            .collect();
        self.window.clone().quit().await.ok();
        assert!(wrong.is_empty(), "the console says:\n{}", wrong.join("\n"));
        assert!(strangers.is_empty(), "requests to other origins:\n{}", strangers.join("\n"));
    }

    /// Fails, and says what was on the screen.
    pub async fn give_up(&self, what: &str) -> ! {
        let console = self.window.get_log("browser").await.unwrap_or_default();
        let console: Vec<String> = console.into_iter().map(|line| line.message).collect();
        panic!(
            "{what}\n-- {} says:\n{}\n-- its console says:\n{}",
            self.path().await,
            self.text().await,
            console.join("\n")
        );
    }
}

impl Drop for Browser {
    /// After a failure there is nothing to end in good order: the profile ends its processes, the driver itself.
    fn drop(&mut self) {
        if std::thread::panicking() {
            std::mem::forget(self.window.clone());
        }
    }
}
