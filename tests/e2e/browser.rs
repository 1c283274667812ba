//! A real browser with a phone's screen, and what a person can do with it: read, tap, type, wait.
//!
//! Nothing here sleeps: every step waits for what a person would wait for, and gives up after [`PATIENCE`].

use crate::host::LOOK_AGAIN;
use serde_json::{Value, json};
use std::cell::{Cell, RefCell};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use thirtyfour::prelude::*;

/// How long a person would wait before giving up. Long, since the machine may be busy with other tests.
const PATIENCE: Duration = Duration::from_secs(40);

/// An Android phone, as browsers name it: no version, no model.
const ANDROID: &str = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36";

/// Keys, as WebDriver spells them.
const TAB: &str = "\u{e004}";
const SHIFT_TAB: &str = "\u{e008}\u{e004}";

/// A screen, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Screen(pub u32, pub u32);

impl Screen {
    /// The phone that most journeys use.
    pub const PHONE: Self = Self(390, 844);
    /// The laptop on a desk.
    pub const LAPTOP: Self = Self(1280, 800);

    fn is_phone(self) -> bool {
        self.0 < 700
    }
}

/// ChromeDriver, ended with the test.
pub struct Driver {
    child: Child,
    address: String,
}

impl Driver {
    /// Starts ChromeDriver on a free port.
    pub fn start() -> Self {
        let program = std::env::var("CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".to_owned());
        let mut child = Command::new(program)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("ChromeDriver starts");
        let mut lines =
            BufReader::new(child.stdout.take().expect("its output")).lines().map_while(Result::ok);
        let port = lines
            .by_ref()
            .find_map(|line| {
                line.split("successfully on port ").nth(1)?.trim_end_matches('.').parse::<u16>().ok()
            })
            .expect("ChromeDriver names its port");
        // Browsers inherit the output; one that nobody reads would end them.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, address: format!("http://127.0.0.1:{port}") }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// A browser profile in a folder of its own: a phone with all that is on it. Gone with the test.
pub struct Profile(PathBuf);

impl Profile {
    /// A new, empty profile.
    pub fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("ginnel-e2e-{}-{name}", std::process::id()));
        std::fs::remove_dir_all(&folder).ok();
        std::fs::create_dir_all(folder.join("downloads")).expect("a folder for the profile");
        Self(folder)
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.0
    }

    /// A file to choose on this phone.
    pub fn put(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let file = self.0.join(name);
        std::fs::write(&file, bytes).expect("a file");
        file
    }

    /// Waits for the next whole file in the downloads, and takes it out of there.
    pub fn download(&self) -> Vec<u8> {
        let begun = Instant::now();
        loop {
            let entries = std::fs::read_dir(self.0.join("downloads")).expect("the downloads");
            let file = entries
                .filter_map(|entry| Some(entry.ok()?.path()))
                .find(|path| path.extension().is_some_and(|ending| ending == "json"));
            if let Some(bytes) =
                file.as_ref().and_then(|file| std::fs::read(file).ok()).filter(|b| !b.is_empty())
            {
                std::fs::remove_file(file.expect("it was read")).expect("the downloads are ours");
                return bytes;
            }
            assert!(begun.elapsed() < PATIENCE, "nothing arrived in the downloads");
            std::thread::sleep(LOOK_AGAIN);
        }
    }

    /// Ends every process that runs on this profile, at once and without a word, as a phone does.
    pub fn kill(&self) {
        let listed =
            Command::new("ps").args(["-axww", "-o", "pid=,ppid=,args="]).output().expect("ps").stdout;
        let listed = String::from_utf8_lossy(&listed).into_owned();
        let all: Vec<(u32, u32, &str)> = listed
            .lines()
            .filter_map(|line| {
                let (pid, rest) = line.trim_start().split_once(char::is_whitespace)?;
                let (parent, args) = rest.trim_start().split_once(char::is_whitespace)?;
                Some((pid.parse().ok()?, parent.parse().ok()?, args))
            })
            .collect();
        let ours = format!("--user-data-dir={}", self.0.display());
        let mut doomed: Vec<u32> =
            all.iter().filter(|(_, _, args)| args.contains(&ours)).map(|(pid, ..)| *pid).collect();
        let mut known = 0;
        while known < doomed.len() {
            let parent = doomed[known];
            let children = all.iter().filter(|(_, of, _)| *of == parent).map(|(pid, ..)| *pid);
            let new: Vec<u32> = children.filter(|pid| !doomed.contains(pid)).collect();
            doomed.extend(new);
            known += 1;
        }
        if !doomed.is_empty() {
            let pids = doomed.iter().map(u32::to_string);
            Command::new("kill").arg("-9").args(pids).stderr(Stdio::null()).status().expect("kill");
        }
    }
}

impl Drop for Profile {
    fn drop(&mut self) {
        self.kill();
        // What was just killed may hold on to a file for a moment.
        let begun = Instant::now();
        while std::fs::remove_dir_all(&self.0).is_err() && self.0.exists() && begun.elapsed() < PATIENCE {
            std::thread::sleep(LOOK_AGAIN);
        }
    }
}

/// An open browser.
pub struct Browser {
    /// The driver of this window.
    pub window: WebDriver,
    screen: Cell<Screen>,
    taps: Cell<usize>,
    /// What the console said and the journey expects, as parts of its lines.
    expected: RefCell<Vec<&'static str>>,
}

impl Browser {
    /// Opens a browser on a profile. Downloads go into the profile's folder.
    pub async fn open(driver: &Driver, profile: &Profile, screen: Screen) -> Self {
        let mut wanted = DesiredCapabilities::chrome();
        let mut args = vec![
            "--headless=new".to_owned(),
            "--no-sandbox".to_owned(),
            "--disable-gpu".to_owned(),
            "--disable-dev-shm-usage".to_owned(),
            "--no-first-run".to_owned(),
            "--disable-background-networking".to_owned(),
            "--disable-component-update".to_owned(),
            "--disable-sync".to_owned(),
            "--disable-search-engine-choice-screen".to_owned(),
            "--hide-scrollbars".to_owned(),
            "--lang=en-GB".to_owned(),
            format!("--user-data-dir={}", profile.0.display()),
        ];
        if screen.is_phone() {
            args.push(format!("--user-agent={ANDROID}"));
        }
        for arg in &args {
            wanted.add_arg(arg).expect("an argument");
        }
        let downloads = profile.0.join("downloads").display().to_string();
        let prefs = json!({"download.default_directory": downloads, "download.prompt_for_download": false});
        wanted.add_experimental_option("prefs", prefs).expect("a preference");
        let logs = json!({"browser": "ALL", "performance": "ALL"});
        wanted.set("goog:loggingPrefs", logs).expect("a capability");
        let perf = json!({"enableNetwork": true, "enablePage": false});
        wanted.add_experimental_option("perfLoggingPrefs", perf).expect("a preference");
        let window = WebDriver::new(&driver.address, wanted).await.expect("a browser");
        let browser =
            Self { window, screen: Cell::new(screen), taps: Cell::new(0), expected: RefCell::default() };
        browser.resize(screen).await;
        browser
    }

    /// Gives the window the size of a screen.
    pub async fn resize(&self, screen: Screen) {
        self.screen.set(screen);
        let Screen(width, height) = screen;
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
        self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({"source": script})).await;
    }

    /// A command of the browser's own protocol.
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
        self.window.refresh().await.expect("a reload");
        self.ready().await;
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

    /// Taps what carries these words, and counts the tap.
    pub async fn tap(&self, words: &str) {
        self.press(words).await;
        self.taps.set(self.taps.get() + 1);
    }

    /// As [`Browser::tap`], in the part of the page that has this legend or heading.
    pub async fn tap_in(&self, part: &str, words: &str) {
        self.press_in(part, words).await;
        self.taps.set(self.taps.get() + 1);
    }

    /// Taps what carries these words, without counting (it is not part of a measured way).
    pub async fn press(&self, words: &str) {
        self.press_in("", words).await;
    }

    /// As [`Browser::press`], in the part of the page that has this legend or heading.
    pub async fn press_in(&self, part: &str, words: &str) {
        let begun = Instant::now();
        loop {
            if let Ok(found) = self.window.execute(FIND, vec![json!(words), json!(part)]).await
                && let Ok(element) = found.element()
                && element.click().await.is_ok()
            {
                return;
            }
            if begun.elapsed() > PATIENCE {
                self.give_up(&format!("nothing to tap says {words:?} {part}")).await;
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    /// Presses what loads a page anew, and waits until it has.
    pub async fn follow(&self, words: &str) {
        let began = self.script("return performance.timeOrigin", vec![]).await;
        self.press(words).await;
        self.wait(
            "another page",
            &format!("return performance.timeOrigin !== {began} && document.readyState === 'complete'"),
        )
        .await;
    }

    /// Opens a fold, if it is shut, and counts the tap.
    pub async fn unfold(&self, title: &str) {
        let open = format!("{FIND_FOLD} return find({})?.open === true", json!(title));
        if self.script(&open, vec![]).await != Value::Bool(true) {
            self.tap(title).await;
            self.wait(&format!("the fold {title}"), &open).await;
        }
    }

    /// Puts words into the field with this label, at their end, as dictation does. Turning to the field is a tap.
    pub async fn write(&self, label: &str, text: &str) {
        self.write_in("", label, text).await;
    }

    /// As [`Browser::write`], in the part of the page that has this legend or heading.
    pub async fn write_in(&self, part: &str, label: &str, text: &str) {
        self.focus_field(part, label, false).await;
        self.devtools("Input.insertText", json!({"text": text})).await;
    }

    /// Puts other words in the place of all that is in the field with this label.
    pub async fn rewrite(&self, label: &str, text: &str) {
        self.focus_field("", label, true).await;
        self.devtools("Input.insertText", json!({"text": text})).await;
    }

    /// Adds to the words box of the page, at its end.
    pub async fn type_into_words(&self, text: &str) {
        self.write(ginnel::ui::text::note_form::WORDS, text).await;
    }

    /// Turns to a field, by a tap unless it has the focus already.
    async fn focus_field(&self, part: &str, label: &str, all: bool) {
        let begun = Instant::now();
        loop {
            match self.script(FIELD, vec![json!(label), json!(part), json!(all)]).await.as_str() {
                Some("there") => return,
                Some("tapped") => return self.taps.set(self.taps.get() + 1),
                _ if begun.elapsed() > PATIENCE => {
                    self.give_up(&format!("no field is called {label:?} {part}")).await;
                }
                _ => tokio::time::sleep(LOOK_AGAIN).await,
            }
        }
    }

    /// Waits until the page has put the focus into a field for words.
    pub async fn field_has_focus(&self) {
        self.wait(
            "the focus in a field",
            "return document.activeElement?.matches('textarea, input') === true",
        )
        .await;
    }

    /// Types, key by key, into whatever has the focus, as a person does who was put there by the page.
    pub async fn type_here(&self, text: impl Into<TypingData>) {
        let focused = self.window.active_element().await.expect("a focused field");
        focused.send_keys(text).await.expect("typing");
    }

    /// Presses Tab until the focus is on what carries these words, as somebody without a pointer does.
    pub async fn tab_to(&self, words: &str) {
        self.step_to(words, TAB).await;
    }

    /// The same backwards.
    pub async fn tab_back_to(&self, words: &str) {
        self.step_to(words, SHIFT_TAB).await;
    }

    async fn step_to(&self, words: &str, step: &str) {
        // More stops than any page has.
        for _ in 0..120 {
            if self.script(FOCUSED, vec![json!(words)]).await == Value::Bool(true) {
                return;
            }
            self.type_here(step).await;
        }
        self.give_up(&format!("Tab does not lead to {words:?}")).await;
    }

    /// Presses Return on what has the focus.
    pub async fn press_return(&self) {
        self.type_here(Key::Enter).await;
    }

    /// Holds a finger down on an element until the text of the page says that it was long enough.
    pub async fn hold_down(&self, css: &str, what: &str, enough: impl Fn(&str) -> bool) {
        let element = self.window.find(By::Css(css)).await.expect("what to hold");
        self.window.action_chain().click_and_hold_element(&element).perform().await.expect("a finger");
        let begun = Instant::now();
        while !enough(&self.text().await) {
            if begun.elapsed() > PATIENCE {
                self.give_up(&format!("held in vain for {what}")).await;
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
        self.window.action_chain().release().perform().await.expect("a lifted finger");
    }

    /// Puts a day into the date field of the part of the page that has this legend or title.
    pub async fn put_day(&self, part: &str, day: &str) {
        let begun = Instant::now();
        while self.script(DAY, vec![json!(part), json!(day)]).await != Value::Bool(true) {
            if begun.elapsed() > PATIENCE {
                self.give_up(&format!("no field for a day in {part}")).await;
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    /// Chooses files in the page's file field.
    pub async fn choose(&self, files: &[&Path]) {
        let names: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
        let field = self.window.find(By::Css("input[type=file]")).await.expect("a file field");
        field.send_keys(names.join("\n")).await.expect("choosing files");
    }

    /// Taps counted since the last time this was asked.
    pub fn taps(&self) -> usize {
        self.taps.replace(0)
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
    /// nothing any more.
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
            .filter(|url| url.starts_with("http") && !url.starts_with("http://127.0.0.1:"))
            .collect();
        self.window.clone().quit().await.ok();
        assert!(wrong.is_empty(), "the console says:\n{}", wrong.join("\n"));
        assert!(strangers.is_empty(), "requests to other origins:\n{}", strangers.join("\n"));
    }

    async fn give_up(&self, what: &str) -> ! {
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

/// Finds what can be tapped and carries the words: exactly first, then as its beginning, then anywhere in it. With
/// a second argument only in the smallest part of the page that begins with these words.
const FIND: &str = r"
const [wanted, part] = arguments;
const clean = (text) => (text || '').replace(/\s+/g, ' ').trim();
const seen = (e) => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== 'hidden';
const parts = [...document.querySelectorAll('fieldset, section, details, li, article, .notice, .card')].filter(seen);
const within = part
  ? parts.filter((e) => clean(e.innerText).startsWith(part)).sort((a, b) => a.innerText.length - b.innerText.length)
  : [document.body];
const name = (e) => clean(e.getAttribute('aria-label') || e.innerText || e.value || '');
for (const place of within) {
  const all = [...place.querySelectorAll('button, a[href], summary, label, input[type=submit]')].filter(seen);
  const found = all.find((e) => name(e) === wanted) || all.find((e) => name(e).startsWith(wanted));
  if (found) {
    found.scrollIntoView({ block: 'center', behavior: 'instant' });
    return found;
  }
}
return null;
";

/// Defines `find`, which gives the fold with this title.
const FIND_FOLD: &str = r"
const clean = (text) => (text || '').replace(/\s+/g, ' ').trim();
const find = (title) => [...document.querySelectorAll('details')].find((e) =>
  clean(e.querySelector('summary')?.innerText).startsWith(title));
";

/// Puts the focus into the field with this label, its end marked or all of it; says whether it was there before.
const FIELD: &str = r"
const [wanted, part, all] = arguments;
const clean = (text) => (text || '').replace(/\s+/g, ' ').trim();
const seen = (e) => e.getClientRects().length > 0;
const parts = [...document.querySelectorAll('fieldset, section, details, li, article, .card')].filter(seen);
const within = part
  ? parts.filter((e) => clean(e.innerText).startsWith(part)).sort((a, b) => a.innerText.length - b.innerText.length)
  : [document.body];
const name = (e) => clean(e.getAttribute('aria-label') || (e.labels && e.labels[0] && e.labels[0].innerText) || '');
for (const place of within) {
  const fields = [...place.querySelectorAll('input:not([type=radio]):not([type=checkbox]), textarea')].filter(seen);
  const field = fields.find((e) => name(e) === wanted) || fields.find((e) => name(e).startsWith(wanted));
  if (!field) continue;
  const there = document.activeElement === field;
  field.scrollIntoView({ block: 'center', behavior: 'instant' });
  field.focus();
  if (all) field.select();
  else field.setSelectionRange(field.value.length, field.value.length);
  if (document.activeElement === field) return there ? 'there' : 'tapped';
}
return '';
";

/// Whether the focus is, for all to see, on what carries the words.
const FOCUSED: &str = r"
const clean = (text) => (text || '').replace(/\s+/g, ' ').trim();
const e = document.activeElement;
const name = clean(e.getAttribute('aria-label') || (e.labels && e.labels[0] && e.labels[0].innerText) || e.innerText);
return e !== document.body && name.startsWith(arguments[0]);
";

/// Chooses a day, as the phone's calendar does.
const DAY: &str = r"
const [part, day] = arguments;
const seen = (e) => e.getClientRects().length > 0;
const parts = [...document.querySelectorAll('fieldset, details')].filter(seen)
  .filter((e) => e.innerText.trim().startsWith(part)).sort((a, b) => a.innerText.length - b.innerText.length);
const field = parts.flatMap((e) => [...e.querySelectorAll('input[type=date]')]).find(seen);
if (!field) return false;
field.value = day;
field.dispatchEvent(new Event('input', { bubbles: true }));
field.dispatchEvent(new Event('change', { bubbles: true }));
return true;
";
