//! Every screen and state: looked at by axe in light and dark, photographed on six screens, and never wider than
//! the phone. The pictures go to `screenshots/`, for a person to look at.

use crate::asked::walk_asked;
use crate::browser::Browser;
use crate::device::Screen;
use crate::engine::Engine;
use crate::host::{Host, dist, root};
use crate::pages::{self, Pages};
use crate::phone::{ANYBODY, Phone};
use crate::walk::{walk_as_new, walk_in_practice};
use crate::walk_keys::walk_keys;
use crate::walk_locked::walk_locked;
use crate::walk_waiting::walk_waiting;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::process::Command;

/// The smallest phone, what its keyboard leaves of it, two others, and a laptop.
const SCREENS: [(&str, Screen); 5] = [
    ("320x568", Screen(320, 568)),
    ("320x568-keyboard", Screen(320, 568 - 260)),
    ("375x667", Screen(375, 667)),
    ("390x844", Screen::PHONE),
    ("1280x800", Screen::LAPTOP),
];

/// What axe is asked to look for.
const TAGS: [&str; 6] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/// By how many pixels the page is wider than its window.
pub async fn too_wide(browser: &Browser) -> i64 {
    let wide = "return document.scrollingElement.scrollWidth - document.documentElement.clientWidth";
    browser.script(wide, vec![]).await.as_i64().unwrap_or(0)
}

/// Looks at one state, and keeps what is wrong with it.
pub struct Eye<'a> {
    browser: &'a Browser,
    axe: String,
    wrong: RefCell<Vec<String>>,
    seen: RefCell<usize>,
    pages: RefCell<BTreeSet<String>>,
}

impl<'a> Eye<'a> {
    /// An eye on this browser.
    pub fn on(browser: &'a Browser) -> Self {
        let axe = root().join("node_modules/axe-core/axe.min.js");
        let axe = std::fs::read_to_string(axe).expect("axe; bring it with: npm ci");
        Self { browser, axe, wrong: RefCell::default(), seen: RefCell::default(), pages: RefCell::default() }
    }

    /// Looks at the page as it is. Only Chromium has other screens, and a dark one, for the asking.
    pub async fn look(&self, state: &str) {
        let pictures = root().join("screenshots");
        *self.seen.borrow_mut() += 1;
        let page = pages::page_of(&self.browser.path().await);
        self.pages.borrow_mut().insert(page);
        if self.browser.engine != Engine::Chromium {
            let engine = format!("{:?}", self.browser.engine).to_lowercase();
            self.browser.picture(&pictures.join(&engine).join(format!("{state}.png"))).await;
            self.is_not_too_wide(state, &engine).await;
            self.axe(state, &engine).await;
            return;
        }
        for (screen, size) in SCREENS {
            self.browser.resize(size).await;
            self.browser.picture(&pictures.join(screen).join(format!("{state}.png"))).await;
            self.is_not_too_wide(state, screen).await;
        }
        self.browser.resize(Screen::PHONE).await;
        self.browser.paint("dark").await;
        self.browser.picture(&pictures.join("390x844-dark").join(format!("{state}.png"))).await;
        self.axe(state, "dark").await;
        self.browser.paint("light").await;
        self.axe(state, "light").await;
    }

    async fn is_not_too_wide(&self, state: &str, screen: &str) {
        let over = too_wide(self.browser).await;
        if over > 0 {
            self.wrong.borrow_mut().push(format!("{state} is {over} px too wide on {screen}"));
        }
    }

    async fn axe(&self, state: &str, scheme: &str) {
        if self.browser.script("return typeof axe", vec![]).await != "object" {
            self.browser.script(&self.axe, vec![]).await;
        }
        // At its end, where the bar with the main button lies over nothing.
        self.browser.script("scrollTo(0, document.body.scrollHeight)", vec![]).await;
        let options =
            json!({"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations", "incomplete"]});
        // Words in the very colour of their ground axe leaves to a person to judge; here they are always wrong.
        let script = "const done = arguments[1];
            const line = (v, n) => `${v.id}: ${n.html.slice(0, 160)} ${n.failureSummary.replace(/\\s+/g, ' ').slice(0, 240)}`;
            const unseen = (n) => n.any.some((check) => check.data?.messageKey === 'equalRatio');
            axe.run(document, arguments[0]).then(
              ({ violations, incomplete }) => done([
                ...violations.flatMap((v) => v.nodes.map((n) => line(v, n))),
                ...incomplete.flatMap((v) => v.nodes.filter(unseen).map((n) => line(v, n))),
              ]),
              (error) => done([`axe itself: ${error}`]))";
        let found = self.browser.window.execute_async(script, vec![options]).await.expect("axe runs");
        for line in found.json().as_array().expect("a list") {
            let line = line.as_str().unwrap_or_default();
            // Where a page ends differs from engine to engine, and with it what its top covers by half. Sizes are looked at in
            // Chromium.
            if self.browser.engine != Engine::Chromium && line.contains("partially obscured") {
                continue;
            }
            self.wrong.borrow_mut().push(format!("{state}, {scheme}: {line}"));
        }
    }

    /// Fails if anything was wrong, or too little was seen.
    pub fn judge(self, at_least: usize) {
        self.judge_with(at_least, &[]);
    }

    /// The same, and if a page that this walk must show was not looked at.
    fn judge_with(self, at_least: usize, pages: Pages) {
        let wrong = self.wrong.into_inner();
        assert!(wrong.is_empty(), "{} things are wrong:\n{}", wrong.len(), wrong.join("\n"));
        assert!(*self.seen.borrow() >= at_least, "only {} states were seen", self.seen.borrow());
        let seen = self.pages.borrow();
        let unseen: Vec<&&str> = pages.iter().filter(|page| !seen.contains(**page)).collect();
        assert!(unseen.is_empty(), "{unseen:?} were not looked at, but {seen:?}");
    }
}

#[tokio::test]
async fn every_state_of_a_new_notebook_is_fit_to_look_at() {
    let phone = Phone::offline("look-new").await;
    let eye = Eye::on(&phone.browser);
    walk_as_new(&phone, async |state| eye.look(state).await).await;
    eye.judge_with(20, pages::NEW);
    phone.end().await;
}

#[tokio::test]
async fn every_state_of_a_week_old_notebook_is_fit_to_look_at() {
    let phone = Phone::offline("look-week").await;
    let eye = Eye::on(&phone.browser);
    walk_in_practice(&phone, async |state| eye.look(state).await).await;
    eye.judge_with(40, pages::PRACTICE);
    phone.end().await;
}

#[tokio::test]
async fn every_state_of_the_password_and_the_door_is_fit_to_look_at() {
    let phone = Phone::offline("look-locked").await;
    let eye = Eye::on(&phone.browser);
    walk_locked(&phone, async |state| eye.look(state).await).await;
    eye.judge_with(20, pages::LOCKED);
    phone.end().await;
}

#[tokio::test]
async fn every_state_of_a_forgotten_password_is_fit_to_look_at() {
    let mut phone = Phone::of("look-asked", &ANYBODY).await;
    let (mut wrong, mut seen) = (Vec::new(), 0);
    walk_asked(&mut phone, async |browser, state| {
        let eye = Eye::on(browser);
        eye.look(state).await;
        wrong.extend(eye.wrong.into_inner());
        seen += 1;
    })
    .await;
    assert!(wrong.is_empty() && seen >= 9, "{seen} states seen, wrong:\n{}", wrong.join("\n"));
    phone.end().await;
}

#[tokio::test]
async fn every_state_of_the_keys_that_lock_files_is_fit_to_look_at() {
    let phone = Phone::offline("look-keys").await;
    let eye = Eye::on(&phone.browser);
    walk_keys(&phone, async |state| eye.look(state).await).await;
    eye.judge_with(14, pages::KEYS);
    phone.end().await;
}

#[tokio::test]
async fn every_state_of_what_waits_for_an_answer_is_fit_to_look_at() {
    let phone = Phone::online("look-waiting", Host::start_copy("look-waiting")).await;
    phone.browser.kept_offline().await;
    let eye = Eye::on(&phone.browser);
    walk_waiting(&phone, async |state| eye.look(state).await).await;
    eye.judge_with(5, pages::WAITING);
    phone.end().await;
}

/// The pictures in the README and in the manifest. With `GINNEL_PICTURES=1` they replace those that are kept.
#[tokio::test]
async fn the_pictures_that_others_see_are_of_the_app() {
    let phone = Phone::with_screen("pictures", Host::start(), Screen::PHONE).await;
    let browser = &phone.browser;
    browser.kept_offline().await;
    browser.on_day("2026-01-23").await;
    browser.reload().await;
    browser.press(ginnel::ui::text::welcome::LOOK_AROUND).await;
    browser.see(ginnel::ui::text::home::RECENT).await;
    let out = root().join("screenshots/kept");
    // Not in the pictures: that it is the practice notebook, and news of this version.
    let tidy = format!(
        "for (const e of document.querySelectorAll('.news, .undo, .notice'))
           if (!e.matches('.notice') || e.innerText.includes({})) e.remove();
         document.activeElement.blur(); scrollTo(0, 0)",
        json!(ginnel::ui::text::home::PRACTICE)
    );
    for (path, name) in [("", "home"), ("new", "new-note"), ("mine", "mine")] {
        phone.open(path).await;
        browser.script(&tidy, vec![]).await;
        browser.picture(&out.join(format!("{name}.png"))).await;
    }
    browser.resize(Screen::LAPTOP).await;
    for (path, name) in [("", "home-wide"), ("find", "find-wide")] {
        phone.open(path).await;
        browser.script(&tidy, vec![]).await;
        browser.picture(&out.join(format!("{name}.png"))).await;
    }
    phone.end().await;

    let kept = [
        ("docs/pictures", ["home", "new-note", "mine"].as_slice()),
        ("public/screenshots", ["home", "new-note", "home-wide", "find-wide"].as_slice()),
    ];
    for (folder, names) in kept {
        for name in names {
            let (made, kept) =
                (out.join(format!("{name}.png")), root().join(folder).join(format!("{name}.png")));
            let size = std::fs::metadata(&made).expect("a picture").len();
            assert!(size < 120_000, "{name} has {size} bytes");
            if std::env::var_os("GINNEL_PICTURES").is_some() {
                std::fs::create_dir_all(root().join(folder)).expect("a folder");
                std::fs::copy(&made, &kept).expect("a picture kept");
            }
            assert!(kept.is_file(), "{} is missing; make it with GINNEL_PICTURES=1", kept.display());
        }
    }
}

/// What the shop fronts of browsers ask of a manifest, by the list that PWABuilder keeps.
#[test]
fn the_manifest_is_complete() {
    let check = root().join("tests/e2e/manifest.mjs");
    let said =
        Command::new("node").arg(check).arg(dist().join("manifest.webmanifest")).output().expect("node");
    assert!(
        said.status.success(),
        "{}{}",
        String::from_utf8_lossy(&said.stdout),
        String::from_utf8_lossy(&said.stderr)
    );
    let manifest: Value =
        serde_json::from_slice(&std::fs::read(dist().join("manifest.webmanifest")).expect("the manifest"))
            .expect("JSON");
    let all = ["icons", "screenshots"]
        .into_iter()
        .flat_map(|list| manifest[list].as_array().cloned().unwrap_or_default());
    for picture in all {
        let file = dist().join(picture["src"].as_str().expect("an address"));
        assert!(file.is_file(), "{} is in the manifest and not in the build", file.display());
        if let Some((width, height)) = picture["sizes"].as_str().and_then(|sizes| sizes.split_once('x')) {
            let bytes = std::fs::read(&file).expect("a picture");
            let side =
                |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().expect("four bytes")).to_string();
            assert_eq!((side(16).as_str(), side(20).as_str()), (width, height), "{}", file.display());
        }
    }
}
