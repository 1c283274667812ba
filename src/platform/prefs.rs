//! Small choices about how the app looks and nags. Throwaway: losing one loses no work.
//!
//! The browser keeps these unsealed, so a value can only be one that stands in the program, or a number: no word that
//! anybody typed can get here.

use gloo_storage::{LocalStorage, Storage};

/// A choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pref {
    /// Light, dark, or as the device.
    Theme,
    /// How large text is.
    TextSize,
    /// That the person does not want to be asked to install again.
    InstallDismissed,
    /// That the person does not want a password yet.
    PasswordPutOff,
    /// Which notebook was open last: the person's own or the practice one.
    Notebook,
}

impl Pref {
    fn key(self) -> &'static str {
        match self {
            Self::Theme => "ginnel.theme",
            Self::TextSize => "ginnel.text-size",
            Self::InstallDismissed => "ginnel.install-dismissed",
            Self::PasswordPutOff => "ginnel.password-put-off",
            Self::Notebook => "ginnel.notebook",
        }
    }

    /// What was chosen, if anything was and the browser still knows.
    pub fn get(self) -> Option<String> {
        if available() { LocalStorage::get(self.key()).ok() } else { None }
    }

    /// Remembers a choice, where the browser lets us.
    pub fn set(self, value: &'static str) {
        if available() {
            // Full or blocked storage only means that the choice is asked again.
            let _ = LocalStorage::set(self.key(), value);
        }
    }

    /// Forgets a choice.
    pub fn forget(self) {
        if available() {
            LocalStorage::delete(self.key());
        }
    }
}

/// The key of the time of the last touch.
const TOUCHED: &str = "ginnel.touched";

/// When the app was touched last in any window, in milliseconds after 1970; 0 where nothing is known.
pub fn touched() -> u64 {
    if available() { LocalStorage::get(TOUCHED).unwrap_or(0) } else { 0 }
}

/// Tells the other windows of a touch.
pub fn set_touched(at: u64) {
    if available() {
        // Each window then goes by its own.
        let _ = LocalStorage::set(TOUCHED, at);
    }
}

/// The key of the number of wrong tries at the door.
const WRONG: &str = "ginnel.wrong";

/// How often the door was tried in vain since it was opened last.
pub fn wrong_tries() -> u32 {
    if available() { LocalStorage::get(WRONG).unwrap_or(0) } else { 0 }
}

/// Remembers it. (Whoever can change it can also read the sealed rows, and guess without a door.)
pub fn set_wrong_tries(tries: u32) {
    if available() {
        let _ = LocalStorage::set(WRONG, tries);
    }
}

/// `gloo_storage` throws where local storage is blocked, so we look first.
fn available() -> bool {
    web_sys::window().is_some_and(|window| matches!(window.local_storage(), Ok(Some(_))))
}
