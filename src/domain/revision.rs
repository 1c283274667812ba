//! One revision: the header that every spelling keeps, and the fields, which may be closed.

use super::ids::{RecordId, RevisionId};
use crate::domain::order;
use chrono::NaiveDate;
use serde_json::Value;
use std::collections::BTreeMap;

/// Field values by path, for example `words` or `promises.<uuid>`. A path is never renamed or given a new meaning.
pub type Fields = BTreeMap<String, Value>;

/// A saved state of a record. All but `fields` is the header, and stays in every spelling.
#[derive(Debug, Clone, PartialEq)]
pub struct Revision {
    /// Random id; the same in every spelling, so that erasing and redacting break nothing.
    pub id: RevisionId,
    /// The record this is a state of.
    pub record: RecordId,
    /// What the record is.
    pub kind: Kind,
    /// The revisions this one was made from: none for the first, all heads for one that settles a conflict.
    pub parents: Vec<RevisionId>,
    /// What saving it did.
    pub act: Act,
    /// Paths this revision closes in all its strict ancestors. Empty on a withdrawal: all paths.
    pub closes: Vec<String>,
    /// How much of the fields is here.
    pub spelling: Spelling,
    /// The device that wrote it. Left out for audiences beyond the coordinator.
    pub by: Option<Fingerprint>,
    /// Civil date in the writer's zone at the first keystroke. Orders the display and nothing else.
    pub on: NaiveDate,
    /// Orders one device's revisions. Strictly rising in random steps, so that gaps count nothing.
    pub n: Option<u64>,
    /// Who may see the record, as of this revision.
    pub sharing: Sharing,
    /// The fields that are here.
    pub fields: Fields,
    /// Header members of a later build, kept as they came.
    pub extra: BTreeMap<String, Value>,
}

impl Revision {
    /// Whether both can be one revision as far as their headers go. `spelling` is not compared, since one id has
    /// three; and a header without its author, as files for other areas carry it, fits the one with.
    pub fn same_header(&self, other: &Self) -> bool {
        self.id == other.id
            && self.record == other.record
            && self.kind == other.kind
            && self.parents == other.parents
            && self.act == other.act
            && self.closes == other.closes
            && self.on == other.on
            && self.sharing == other.sharing
            && (self.author_part() == other.author_part() || self.is_authorless() || other.is_authorless())
    }

    /// Whether the author's part of the header was left out, for an audience beyond the coordinator.
    pub fn is_authorless(&self) -> bool {
        self.by.is_none() && self.n.is_none() && self.extra.is_empty()
    }

    /// The same revision without the author's part of the header.
    #[must_use]
    pub fn without_author(self) -> Self {
        Self { by: None, n: None, extra: BTreeMap::new(), ..self }
    }

    fn author_part(&self) -> (&Option<Fingerprint>, Option<u64>, &BTreeMap<String, Value>) {
        (&self.by, self.n, &self.extra)
    }

    /// The same revision with only the fields for which `keep` is true. It is a part even when none is left: a stub
    /// says that the words as a whole were kept back, which at a head means that the record was.
    #[must_use]
    pub fn redacted(&self, keep: impl Fn(&str) -> bool) -> Self {
        let fields: Fields = order::map(
            self.fields.iter().filter(|(path, _)| keep(path)).map(|(p, v)| (p.clone(), v.clone())),
        );
        let spelling = if fields.len() == self.fields.len() { self.spelling } else { Spelling::Part };
        self.with(spelling, fields)
    }

    /// The same revision without any field.
    #[must_use]
    pub fn stub(&self) -> Self {
        self.with(Spelling::Stub, Fields::new())
    }

    /// The same header over other fields. Every record that is shown is opened so: its own are not copied first.
    fn with(&self, spelling: Spelling, fields: Fields) -> Self {
        Self {
            id: self.id,
            record: self.record,
            kind: self.kind.clone(),
            parents: self.parents.clone(),
            act: self.act.clone(),
            closes: self.closes.clone(),
            spelling,
            by: self.by.clone(),
            on: self.on,
            n: self.n,
            sharing: self.sharing.clone(),
            fields,
            extra: self.extra.clone(),
        }
    }

    /// The line in the display order: the day, then the device's own order, then the id.
    pub fn display_order(&self) -> (NaiveDate, u64, RevisionId) {
        (self.on, self.n.unwrap_or(0), self.id)
    }
}

/// How much of a revision's fields is present. The order is the order of fullness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spelling {
    /// No fields.
    Stub,
    /// Some fields are closed.
    Part,
    /// All fields.
    Whole,
}

/// Who may see a record. Not ordered by `Ord`, since a later build's level is unknown: compare with [`Sharing::level`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Sharing {
    /// Only the writer.
    Private,
    /// The writer's coordinator.
    MyCoordinator,
    /// All areas, without names.
    AllAreas,
    /// Anyone.
    Publishable,
    /// A level of a later build. It is treated as private, so that not knowing it shows it to nobody.
    Other(String),
}

impl Sharing {
    /// 0 private · 1 my coordinator · 2 all areas · 3 anyone.
    pub fn level(&self) -> u8 {
        match self {
            Self::Private | Self::Other(_) => 0,
            Self::MyCoordinator => 1,
            Self::AllAreas => 2,
            Self::Publishable => 3,
        }
    }

    /// The narrower of two levels.
    #[must_use]
    pub fn narrower(self, other: Self) -> Self {
        // A later build's level ties with private; the name decides then, so that no order of heads does.
        if (other.level(), other.as_str()) < (self.level(), self.as_str()) { other } else { self }
    }
}

/// A device, named by the first 16 bytes of the SHA-256 of its public key, in lower-case hex.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// Characters in the text form.
    pub const LEN: usize = 32;

    /// Reads 32 lower-case hex digits.
    pub fn parse(text: &str) -> Option<Self> {
        let plain = text.len() == Self::LEN && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        plain.then(|| Self(text.to_owned()))
    }

    /// Names a device by the SHA-256 of its public key.
    pub fn of_digest(digest: &[u8; 32]) -> Self {
        Self(hex::encode(&digest[..Self::LEN / 2]))
    }

    /// The text form.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Names that travel as text, with room for those of a later build.
macro_rules! open_names {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$vdoc])* $variant,)*
            /// A name of a later build, kept as it came.
            Other(String),
        }
        impl $name {
            /// The name as files spell it.
            pub fn as_str(&self) -> &str {
                match self { $(Self::$variant => $text,)* Self::Other(text) => text }
            }
        }
        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                match text { $($text => Self::$variant,)* other => Self::Other(other.to_owned()) }
            }
        }
    };
}

open_names!(
    /// What a record is.
    Kind {
        /// A note: an engagement record.
        Engagement = "engagement",
        /// A group: a small reference record of public facts.
        Organisation = "organisation",
        /// An answer to a talking point.
        Response = "response",
        /// An area of the programme (area settings).
        Area = "area",
        /// A place in an area (area settings).
        Place = "place",
        /// The words an area uses (area settings).
        Words = "words",
        /// A set of talking points (area settings).
        PromptSet = "prompt_set",
        /// One talking point (area settings).
        Prompt = "prompt",
        /// Whom files may be sealed for (area settings).
        Keys = "keys",
        /// What an organisation asks of its phones (area settings).
        Rules = "rules",
    }
);

open_names!(
    /// What saving a revision did.
    Act {
        /// New or changed words.
        Write = "write",
        /// Take back: closes its ancestors, wholly or for the paths it names.
        Withdraw = "withdraw",
        /// Closes every revision of the record, come or to come.
        Erase = "erase",
    }
);

impl Sharing {
    /// The name as files spell it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Private => "private",
            Self::MyCoordinator => "my_coordinator",
            Self::AllAreas => "all_areas",
            Self::Publishable => "publishable",
            Self::Other(text) => text,
        }
    }
}

impl From<&str> for Sharing {
    fn from(text: &str) -> Self {
        match text {
            "private" => Self::Private,
            "my_coordinator" => Self::MyCoordinator,
            "all_areas" => Self::AllAreas,
            "publishable" => Self::Publishable,
            other => Self::Other(other.to_owned()),
        }
    }
}

impl Spelling {
    /// The name as files spell it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Stub => "stub",
            Self::Part => "part",
            Self::Whole => "whole",
        }
    }

    /// Reads the name that files use.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "stub" => Some(Self::Stub),
            "part" => Some(Self::Part),
            "whole" => Some(Self::Whole),
            _ => None,
        }
    }
}
