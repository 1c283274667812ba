//! Every address. Addresses hold ids and names of filters, never words.

use super::router::use_router;
use crate::app::draft::Page;
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
    /// Keeping a copy.
    Backup,
    /// The bin.
    Bin,
    /// What came and did not act.
    ToLookAt,
    /// Settings.
    Settings,
    /// Setting or changing the password.
    Password,
    /// A new recovery code.
    NewCode,
    /// Whose keys lock files.
    Keys,
    /// The card for a lost phone.
    LostPhone,
    /// Letting go of words that were sent.
    PutAway,
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
            Self::Backup => "/copy".to_owned(),
            Self::Bin => "/bin".to_owned(),
            Self::ToLookAt => "/to-look-at".to_owned(),
            Self::Settings => "/settings".to_owned(),
            Self::Password => "/settings/password".to_owned(),
            Self::NewCode => "/settings/code".to_owned(),
            Self::Keys => "/settings/keys".to_owned(),
            Self::LostPhone => "/settings/lost-phone".to_owned(),
            Self::PutAway => "/put-away".to_owned(),
            Self::Help => "/help".to_owned(),
        }
    }

    /// The page of an address below the base path; none where no page has it.
    pub fn parse(path: &str) -> Option<Self> {
        let record = |text: &str| RecordId::parse(text).ok();
        let draft = |text: &str| DraftId::parse(text).ok();
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        match parts.as_slice() {
            [] | ["index.html"] => Some(Self::Home),
            ["welcome"] => Some(Self::Welcome),
            ["new"] => Some(Self::New),
            ["new", "like", id] => record(id).map(Self::Repeat),
            ["draft", id] => draft(id).map(Self::Draft),
            ["saved", id] => record(id).map(Self::Saved),
            ["talk"] => Some(Self::Talk),
            ["talk", "about", id] => record(id).map(Self::TalkFor),
            ["talk", id] => draft(id).map(Self::TalkDraft),
            ["note", id] => record(id).map(Self::Note),
            ["note", id, "change"] => record(id).map(Self::Change),
            ["note", id, "versions"] => record(id).map(Self::Versions),
            ["note", id, "take-out"] => record(id).map(Self::TakeOut),
            ["note", id, "two-versions"] => record(id).map(Self::TwoVersions),
            ["find"] => Some(Self::Find),
            ["mine"] => Some(Self::Mine),
            ["send"] => Some(Self::Send),
            ["import"] => Some(Self::BringIn),
            ["copy"] => Some(Self::Backup),
            ["bin"] => Some(Self::Bin),
            ["to-look-at"] => Some(Self::ToLookAt),
            ["settings"] => Some(Self::Settings),
            ["settings", "password"] => Some(Self::Password),
            ["settings", "code"] => Some(Self::NewCode),
            ["settings", "keys"] => Some(Self::Keys),
            ["settings", "lost-phone"] => Some(Self::LostPhone),
            ["put-away"] => Some(Self::PutAway),
            ["help"] => Some(Self::Help),
            _ => None,
        }
    }

    /// The record that the address names.
    pub fn record(self) -> Option<RecordId> {
        match self {
            Self::Repeat(record)
            | Self::Saved(record)
            | Self::TalkFor(record)
            | Self::Note(record)
            | Self::Change(record)
            | Self::Versions(record)
            | Self::TakeOut(record)
            | Self::TwoVersions(record) => Some(record),
            _ => None,
        }
    }

    /// The page that goes on with a draft.
    pub fn go_on(page: Page, draft: DraftId) -> Self {
        match page {
            Page::Note | Page::Change => Self::Draft(draft),
            Page::Talk => Self::TalkDraft(draft),
        }
    }

    /// The draft that the address names.
    pub fn draft(self) -> Option<DraftId> {
        match self {
            Self::Draft(draft) | Self::TalkDraft(draft) => Some(draft),
            _ => None,
        }
    }

    /// The whole address, base path included: for links.
    pub fn href(self) -> String {
        crate::platform::shell::base_path() + &self.path()
    }
}

/// Goes to a page from code, where a link will not do: after something was kept. With `replace` the way back does
/// not lead to the page one leaves.
pub fn use_go() -> impl Fn(To, bool) + Copy + 'static {
    let router = use_router();
    move |to, replace| router.go(to, replace)
}

/// Which of the places of the bar a page belongs to, by position: Home, Find, Mine.
pub fn place_of(page: To) -> Option<usize> {
    match page {
        To::Home | To::New | To::Repeat(_) | To::Draft(_) | To::Saved(_) => Some(0),
        To::Talk | To::TalkFor(_) | To::TalkDraft(_) => Some(0),
        To::Find | To::Note(_) | To::Change(_) | To::Versions(_) | To::TakeOut(_) | To::TwoVersions(_) => {
            Some(1)
        }
        To::Mine | To::Send | To::BringIn | To::Backup | To::Bin | To::ToLookAt | To::PutAway => Some(2),
        To::Settings | To::Password | To::NewCode | To::Keys | To::LostPhone => Some(2),
        To::Welcome | To::Help => None,
    }
}
