//! How the app looks on this phone: light or dark, and the size of text. `style/tokens.css` does the rest.

use crate::platform::prefs::Pref;
use leptos::prelude::document;

/// One choice about the look, and where the page carries it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Light, dark, or as the phone.
    Theme,
    /// The size of text.
    TextSize,
}

/// The code of *as it is*: nothing is kept.
pub const USUAL: &str = "usual";
/// Codes of themes.
pub const THEMES: [&str; 3] = [USUAL, "light", "dark"];
/// Codes of sizes.
pub const SIZES: [&str; 3] = [USUAL, "big", "biggest"];

impl Look {
    fn pref(self) -> Pref {
        match self {
            Self::Theme => Pref::Theme,
            Self::TextSize => Pref::TextSize,
        }
    }

    fn attribute(self) -> &'static str {
        match self {
            Self::Theme => "data-theme",
            Self::TextSize => "data-text",
        }
    }

    fn codes(self) -> [&'static str; 3] {
        match self {
            Self::Theme => THEMES,
            Self::TextSize => SIZES,
        }
    }

    /// What was chosen.
    pub fn chosen(self) -> &'static str {
        let kept = self.pref().get().unwrap_or_default();
        self.codes().into_iter().find(|code| *code == kept).unwrap_or(USUAL)
    }

    /// Chooses, and shows it at once. A code that is none of its own changes nothing.
    pub fn choose(self, code: &str) {
        match self.codes().into_iter().find(|known| *known == code) {
            Some(USUAL) => self.pref().forget(),
            Some(code) => self.pref().set(code),
            None => return,
        }
        self.show();
    }

    fn show(self) {
        let Some(root) = document().document_element() else {
            return;
        };
        // An attribute of a fixed name always takes.
        let _ = match self.chosen() {
            USUAL => root.remove_attribute(self.attribute()),
            code => root.set_attribute(self.attribute(), code),
        };
    }
}

/// Shows what was chosen on earlier days. Call once, before the first screen.
pub fn apply() {
    Look::Theme.show();
    Look::TextSize.show();
}
