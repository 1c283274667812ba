//! The two notebooks of a phone: the worker's own, and the practice one to look around in. Which of them opens is
//! remembered outside both, and the change is a fresh start of the page: no word of one can reach the other.

use super::routes::To;
use crate::platform::prefs::Pref;
use leptos::prelude::window;

/// One of the notebooks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notebook {
    /// The worker's own.
    Own,
    /// The practice one. It can be thrown away.
    Practice,
}

/// What a start of the page has to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Start {
    /// The notebook to open.
    pub open: Notebook,
    /// Whether the practice notebook is to be deleted first.
    pub delete_practice: bool,
}

const PRACTICE: &str = "practice";
const DELETE_PRACTICE: &str = "delete practice";

impl Notebook {
    /// The name of its database. Changing one loses what is under it.
    pub fn database(self) -> &'static str {
        match self {
            Self::Own => "ginnel",
            Self::Practice => "ginnel-practice",
        }
    }
}

/// What was asked for last. Without an answer the worker's own notebook opens.
pub fn asked_for() -> Start {
    let asked = Pref::Notebook.get();
    let asked = asked.as_deref();
    Start {
        open: if asked == Some(PRACTICE) { Notebook::Practice } else { Notebook::Own },
        delete_practice: asked == Some(DELETE_PRACTICE),
    }
}

/// Opens the practice notebook. The page goes away; drafts must be kept.
pub fn look_around() {
    Pref::Notebook.set(PRACTICE);
    start_again();
}

/// Forgets what was asked for, once it is done.
pub fn forget_asked() {
    Pref::Notebook.forget();
}

/// Opens the worker's own notebook. The practice one stays as it is.
pub fn leave_practice() {
    forget_asked();
    start_again();
}

/// Deletes the practice notebook and opens the worker's own, which it does not touch.
pub fn delete_practice() {
    Pref::Notebook.set(DELETE_PRACTICE);
    start_again();
}

fn start_again() {
    // The page goes away; there is nobody left to tell.
    let _ = window().location().set_href(&To::Home.href());
}
