//! The password, the printed code and the door, as a person meets them.

use crate::browser::Browser;
use crate::phone::Phone;
use ginnel::ui::text::{common, lock, mine, settings};

/// What a person has at home on paper and in mind.
pub struct Paper {
    /// The password.
    pub password: String,
    /// The groups of the printed code.
    pub code: Vec<String>,
}

impl Paper {
    /// The code as one would type it.
    pub fn whole_code(&self) -> String {
        self.code.join(" ")
    }
}

/// From any page of the app to its settings, without loading a page: each load of a locked notebook is its door.
pub async fn to_settings(browser: &Browser) {
    browser.press(common::MINE).await;
    browser.see_heading(common::MINE).await;
    browser.press(mine::SETTINGS).await;
    browser.see_heading(settings::SETTINGS).await;
}

/// The three words that the page offers.
pub async fn offered(browser: &Browser) -> String {
    let shown = "return document.querySelector('.offered-words')?.innerText ?? ''";
    let there = format!("return (() => {{ {shown} }})().split(' ').length === 3");
    browser.wait("three words", &there).await;
    browser.script(shown, vec![]).await.as_str().unwrap_or_default().to_owned()
}

/// The code on the page.
pub async fn code_shown(browser: &Browser) -> Vec<String> {
    browser.see_heading(lock::PRINT).await;
    let shown = "return [...document.querySelectorAll('.code-groups li')].map((e) => e.innerText)";
    let groups = browser.script(shown, vec![]).await;
    let groups = groups.as_array().expect("groups").iter();
    groups.map(|group| group.as_str().expect("digits").to_owned()).collect()
}

/// Sets the first password on its page, and ends before the last button. Without one of their own the person takes the
/// three words that are offered.
pub async fn begin_to_set(browser: &Browser, own: Option<&str>) -> Paper {
    browser.press(lock::SET).await;
    browser.see_heading(lock::SET).await;
    let password = match own {
        Some(own) => {
            browser.rewrite(lock::NEW_PASSWORD, own).await;
            own.to_owned()
        }
        None => {
            let three = offered(browser).await;
            browser.press(lock::USE_THESE).await;
            three
        }
    };
    browser.press(lock::NEXT).await;
    let code = code_shown(browser).await;
    browser.write(lock::COPIED, code.last().expect("a last group")).await;
    Paper { password, code }
}

/// Sets the first password, from any page of the app.
pub async fn set_password(browser: &Browser, own: Option<&str>) -> Paper {
    to_settings(browser).await;
    let paper = begin_to_set(browser, own).await;
    browser.press(lock::SET_IT).await;
    browser.see_heading(lock::DONE).await;
    // The button moves up when this line goes.
    browser.see_no_more(lock::SEALING).await;
    browser.press(lock::GO_ON).await;
    browser.see(common::NEW_NOTE).await;
    paper
}

/// Before a change: what opens the notebook today.
pub async fn prove(browser: &Browser, typed: &str) {
    browser.see(lock::PROOF_WHY).await;
    browser.rewrite(lock::PASSWORD_OR_CODE, typed).await;
    browser.press(lock::NEXT).await;
}

/// Locks it, from any page of the app.
pub async fn lock_now(browser: &Browser) {
    to_settings(browser).await;
    browser.press(lock::LOCK_NOW).await;
    browser.see_heading(lock::LOCKED).await;
}

/// Types a password at the door and taps the button.
pub async fn try_password(browser: &Browser, password: &str) {
    browser.see_heading(lock::LOCKED).await;
    browser.rewrite(lock::PASSWORD, password).await;
    browser.press(lock::OPEN).await;
}

/// Opens the door with the right password.
pub async fn unlock(browser: &Browser, password: &str) {
    try_password(browser, password).await;
    let open = format!(
        "const heading = document.querySelector('main h1')?.innerText;
        return !!heading && heading !== '{}'",
        lock::LOCKED
    );
    browser.wait("what is behind the door", &open).await;
}

/// Whether the page is the door.
pub async fn is_locked(browser: &Browser) -> bool {
    browser.script("return document.querySelector('main h1')?.innerText", vec![]).await == lock::LOCKED
}

/// Types a code at the door and taps the button.
pub async fn try_code(browser: &Browser, code: &str) {
    browser.see_heading(lock::LOCKED).await;
    browser.unfold(lock::FORGOTTEN).await;
    browser.rewrite(lock::CODE, code).await;
    browser.press(lock::OPEN_WITH_CODE).await;
}

/// Fails if any of this stands anywhere in the page, seen or not.
pub async fn nothing_of(browser: &Browser, words: &[&str]) {
    let page = browser.script("return document.documentElement.outerHTML + document.title", vec![]).await;
    let fields = "return [...document.querySelectorAll('input, textarea')].map((e) => e.value).join(' ')";
    let fields = browser.script(fields, vec![]).await;
    for text in [page, fields] {
        crate::send::holds_none_of("the locked page", text.as_str().unwrap_or_default().as_bytes(), words);
    }
}

/// Goes to a page of a notebook with a password by its address, through the door.
pub async fn open(phone: &Phone, path: &str, password: &str) {
    phone.open(path).await;
    unlock(&phone.browser, password).await;
}

/// Moves the page's clock on, as hours in a pocket do.
pub async fn minutes_pass(browser: &Browser, minutes: u32) {
    let script = format!("const now = Date.now; Date.now = () => now() + {minutes} * 60000");
    browser.script(&script, vec![]).await;
}

/// Puts the page out of sight, or back, and tells it so, as a phone does. What was seen of the page in between is
/// written down in [`was_seen`].
pub async fn hide(browser: &Browser, hidden: bool) {
    let state = if hidden { "hidden" } else { "visible" };
    let script = format!(
        "Object.defineProperty(document, 'hidden', {{ configurable: true, value: {hidden} }});
         Object.defineProperty(document, 'visibilityState', {{ configurable: true, value: '{state}' }});
         if ({hidden}) {{
           sessionStorage.removeItem('seen');
           const look = () => getComputedStyle(document.body).visibility !== 'hidden' && sessionStorage.setItem('seen', 1);
           new MutationObserver(look).observe(document.documentElement, {{ attributes: true }});
         }}
         document.dispatchEvent(new Event('visibilitychange', {{ bubbles: true }}));"
    );
    browser.script(&script, vec![]).await;
}

/// Whether the page was to be seen at any time since it was hidden.
pub async fn was_seen(browser: &Browser) -> bool {
    browser.script("return sessionStorage.getItem('seen') === '1'", vec![]).await == true
}
