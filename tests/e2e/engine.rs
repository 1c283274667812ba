//! The engines that browsers are made of. Most journeys are on Chromium; the main ways are on WebKit too, which is in every
//! iPhone, and on Firefox (`engines.rs`).

use crate::device::{PATIENCE, Profile, Screen};
use crate::host::LOOK_AGAIN;
use serde_json::{Map, Value, json};
use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

/// How often a driver is started before a test gives up.
const STARTS: usize = 5;

/// An Android phone, as browsers name it: no version, no model.
const ANDROID: &str = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36";

/// An iPhone.
const SAFARI: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) \
    Version/26.1 Mobile/15E148 Safari/604.1";

/// What a browser is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Chromium, on Android and on most computers.
    Chromium,
    /// WebKit, in Debian's smallest browser. Its windows are never narrower than 447 px, and it forgets everything when it ends.
    WebKit,
    /// Firefox.
    Firefox,
}

/// What drives a browser, ended with the test.
pub struct Driver {
    child: Child,
    /// The screen of a browser that cannot do without one.
    screen: Option<Child>,
    /// Where it listens.
    pub address: String,
}

impl Driver {
    /// Starts the driver of the browser that is on this phone.
    pub fn start_for(profile: &Profile) -> Self {
        match profile.engine() {
            Engine::Chromium => Self::chromedriver(),
            Engine::WebKit => Self::webkit(profile),
            Engine::Firefox => Self::geckodriver(),
        }
    }

    /// Chromium's, on a free port. It looks for one free on IPv4 and then takes the same on IPv6, so that another driver
    /// starting beside it can be in its way: then it ends, and the next attempt looks again.
    fn chromedriver() -> Self {
        let port = |line: &str| line.split("successfully on port ").nth(1).map(str::to_owned);
        let attempt = |_| {
            let mut command = Command::new(program("CHROMEDRIVER", "chromedriver"));
            Self::that_says(command.arg("--port=0"), port)
        };
        (0..STARTS).find_map(attempt).expect("ChromeDriver names its port")
    }

    fn geckodriver() -> Self {
        let port = |line: &str| line.split("Listening on 127.0.0.1:").nth(1).map(str::to_owned);
        let mut command = Command::new(program("GECKODRIVER", "geckodriver"));
        Self::that_says(command.args(["--host", "127.0.0.1", "--port", "0"]), port)
            .expect("geckodriver names its port")
    }

    /// WebKit's draws on a screen, so one that nobody sees is started beside it. What the browser writes goes below the
    /// profile's folder.
    fn webkit(profile: &Profile) -> Self {
        let folder = profile.folder();
        let config = folder.join("CONFIG");
        let dirs = format!("XDG_DOWNLOAD_DIR=\"{}\"\n", profile.downloads().display());
        std::fs::create_dir_all(&config).expect("a folder for settings");
        std::fs::write(config.join("user-dirs.dirs"), dirs).expect("where downloads go");
        let mut screen = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb starts");
        let said = BufReader::new(screen.stdout.take().expect("its output")).lines().next();
        let display = said.and_then(Result::ok).expect("Xvfb names its screen");
        let free = TcpListener::bind("127.0.0.1:0").and_then(|socket| socket.local_addr());
        let address = free.expect("a free port");
        let child = Command::new("WebKitWebDriver")
            .args(["--host=127.0.0.1", &format!("--port={}", address.port())])
            .env("DISPLAY", format!(":{display}"))
            .env("GDK_BACKEND", "x11")
            .env("NO_AT_BRIDGE", "1")
            .env("HOME", folder)
            .envs(["DATA", "CACHE", "CONFIG"].map(|what| (format!("XDG_{what}_HOME"), folder.join(what))))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("WebKitWebDriver starts");
        let driver = Self { child, screen: Some(screen), address: format!("http://{address}") };
        let begun = Instant::now();
        while TcpStream::connect(address).is_err() {
            assert!(begun.elapsed() < PATIENCE, "WebKitWebDriver does not listen");
            std::thread::sleep(LOOK_AGAIN);
        }
        driver
    }

    /// A driver that says its port in a line of its output.
    fn that_says(command: &mut Command, port: impl Fn(&str) -> Option<String>) -> Option<Self> {
        let mut child =
            command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the driver starts");
        let mut lines =
            BufReader::new(child.stdout.take().expect("its output")).lines().map_while(Result::ok);
        let port = lines.by_ref().find_map(|line| port(&line)?.trim_end_matches('.').parse::<u16>().ok());
        let mut driver = Self { child, screen: None, address: String::new() };
        driver.address = format!("http://127.0.0.1:{}", port?);
        // Browsers inherit the output; one that nobody reads would end them.
        std::thread::spawn(move || lines.for_each(drop));
        Some(driver)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        for child in [Some(&mut self.child), self.screen.as_mut()].into_iter().flatten() {
            child.kill().ok();
            child.wait().ok();
        }
    }
}

/// What a driver is asked for: this browser, with this profile and screen. Downloads go into the profile's folder.
pub fn capabilities(profile: &Profile, screen: Screen) -> Map<String, Value> {
    let wanted = match profile.engine() {
        Engine::Chromium => chromium(profile, screen),
        Engine::WebKit => {
            json!({"webkitgtk:browserOptions": {"binary": mini_browser(), "args": ["--automation"]}})
        }
        Engine::Firefox => firefox(profile),
    };
    wanted.as_object().cloned().unwrap_or_default()
}

fn chromium(profile: &Profile, screen: Screen) -> Value {
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
        format!("--user-data-dir={}", profile.folder().display()),
    ];
    if screen.is_phone() {
        let user_agent = if screen == Screen::IPHONE { SAFARI } else { ANDROID };
        args.push(format!("--user-agent={user_agent}"));
    }
    args.extend(profile.switches().iter().map(|switch| (*switch).to_owned()));
    json!({
        "browserName": "chrome",
        "goog:chromeOptions": {
            "args": args,
            "prefs": {
                "download.default_directory": profile.downloads(),
                "download.prompt_for_download": false,
            },
            "perfLoggingPrefs": {"enableNetwork": true, "enablePage": false},
        },
        "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
    })
}

fn firefox(profile: &Profile) -> Value {
    json!({
        "browserName": "firefox",
        "moz:firefoxOptions": {
            "binary": program("FIREFOX", "/usr/bin/firefox-esr"),
            "args": ["-headless", "-profile", profile.folder()],
            "prefs": {
                "browser.download.folderList": 2,
                "browser.download.dir": profile.downloads(),
                "browser.download.always_ask_before_handling_new_types": false,
                "browser.helperApps.neverAsk.saveToDisk": "application/json,text/plain,application/octet-stream",
                "intl.accept_languages": "en-GB",
            },
        },
    })
}

/// Where Debian puts it: below a folder that is named after the kind of machine.
fn mini_browser() -> PathBuf {
    let kinds = std::fs::read_dir("/usr/lib").expect("the libraries of the machine");
    let browsers = kinds.filter_map(|kind| Some(kind.ok()?.path().join("webkit2gtk-4.1/MiniBrowser")));
    browsers.into_iter().find(|file| file.is_file()).expect("MiniBrowser; it comes with libwebkit2gtk-4.1-0")
}

/// What is named by the environment, or found by its name.
fn program(named: &str, usual: &str) -> String {
    std::env::var(named).unwrap_or_else(|_| usual.to_owned())
}
