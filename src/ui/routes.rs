//! Every address. Addresses hold ids and names of filters, never words.

use crate::domain::ids::{DraftId, RecordId};

/// A page, with what its address says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum To {
    /// Home.
    Home,
    /// The first run.
    Welcome,
    /// A new note.
    New,
    /// A new note like an earlier one.
    Repeat(RecordId),
    /// An unfinished note or change.
    Draft(DraftId),
    /// What was just saved.
    Saved(RecordId),
    /// A conversation over talking points: a new one.
    Talk,
    /// A conversation that belongs to a note.
    TalkFor(RecordId),
    /// A conversation that was begun.
    TalkDraft(DraftId),
    /// A note, a response or a group, to be read.
    Note(RecordId),
    /// Changing it.
    Change(RecordId),
    /// Its versions.
    Versions(RecordId),
    /// Taking words out of it for good.
    TakeOut(RecordId),
    /// Two versions of it.
    TwoVersions(RecordId),
    /// Find.
    Find,
    /// Mine.
    Mine,
    /// Sending.
    Send,
    /// Bringing in.
    BringIn,
    /// The bin.
    Bin,
    /// What came and did not act.
    ToLookAt,
    /// Settings.
    Settings,
    /// Help.
    Help,
}

impl To {
    /// The address below the base path, from its slash on.
    pub fn path(self) -> String {
        match self {
            Self::Home => "/".to_owned(),
            Self::Welcome => "/welcome".to_owned(),
            Self::New => "/new".to_owned(),
            Self::Repeat(record) => format!("/new/like/{record}"),
            Self::Draft(draft) => format!("/draft/{draft}"),
            Self::Saved(record) => format!("/saved/{record}"),
            Self::Talk => "/talk".to_owned(),
            Self::TalkFor(record) => format!("/talk/about/{record}"),
            Self::TalkDraft(draft) => format!("/talk/{draft}"),
            Self::Note(record) => format!("/note/{record}"),
            Self::Change(record) => format!("/note/{record}/change"),
            Self::Versions(record) => format!("/note/{record}/versions"),
            Self::TakeOut(record) => format!("/note/{record}/take-out"),
            Self::TwoVersions(record) => format!("/note/{record}/two-versions"),
            Self::Find => "/find".to_owned(),
            Self::Mine => "/mine".to_owned(),
            Self::Send => "/send".to_owned(),
            Self::BringIn => "/import".to_owned(),
            Self::Bin => "/bin".to_owned(),
            Self::ToLookAt => "/to-look-at".to_owned(),
            Self::Settings => "/settings".to_owned(),
            Self::Help => "/help".to_owned(),
        }
    }

    /// The whole address, base path included: for links.
    pub fn href(self) -> String {
        crate::platform::shell::base_path() + &self.path()
    }
}

/// Goes to a page from code, where a link will not do: after something was kept. With `replace` the way back does
/// not lead to the page one leaves. (By whole address: the router would drop the slash of a sub-path's Home.)
pub fn use_go() -> impl Fn(To, bool) + Clone + 'static {
    let navigate = leptos_router::hooks::use_navigate();
    move |to, replace| {
        let options = leptos_router::NavigateOptions {
            resolve: false,
            replace,
            ..Default::default()
        };
        navigate(&to.href(), options);
    }
}

/// Which of the places of the bar an address belongs to, by position: Home, Find, Mine.
pub fn place_of(path: &str) -> Option<usize> {
    match path.trim_start_matches('/').split('/').next().unwrap_or_default() {
        "" | "new" | "saved" | "talk" | "draft" => Some(0),
        "find" | "note" => Some(1),
        "mine" | "send" | "import" | "bin" | "to-look-at" | "settings" => Some(2),
        _ => None,
    }
}
