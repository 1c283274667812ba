//! Small choices about how the app looks and nags. Throwaway: losing one loses no work.
//!
//! The browser keeps these unsealed, so a value can only be one that stands in the program: no word that anybody
//! typed can get here.

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
    /// Which notebook was open last: the person's own or the practice one.
    Notebook,
}

impl Pref {
    fn key(self) -> &'static str {
        match self {
            Self::Theme => "ginnel.theme",
            Self::TextSize => "ginnel.text-size",
            Self::InstallDismissed => "ginnel.install-dismissed",
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

/// `gloo_storage` throws where local storage is blocked, so we look first.
fn available() -> bool {
    web_sys::window().is_some_and(|window| matches!(window.local_storage(), Ok(Some(_))))
}
