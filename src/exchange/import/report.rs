//! What taking a file in would do, and why some of it waits.

use crate::domain::ids::RecordId;
use crate::domain::order;
use crate::domain::revision::Revision;
use crate::vault::signing::Voucher;
use std::collections::BTreeSet;

/// What taking a file in would do.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// Revisions that would enter the set, in the order of the file.
    pub new: Vec<Revision>,
    /// Revisions held already of which the file has more, each with both together.
    pub fuller: Vec<Revision>,
    /// How many are held already, as full.
    pub known: usize,
    /// What would wait under *To look at*.
    pub waiting: Vec<Waiting>,
    /// Devices met for the first time.
    pub vouchers: Vec<Voucher>,
}

impl Report {
    /// The records of which something would change.
    pub fn records(&self) -> BTreeSet<RecordId> {
        order::set(self.new.iter().chain(&self.fuller).map(|r| r.record))
    }
}

/// A revision that does not act.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiting {
    /// The revision as it came.
    pub revision: Revision,
    /// Why it waits.
    pub why: Why,
}

/// Why a revision does not act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// One id with two contents.
    Damage,
    /// It says its record is of another kind than the record's other revisions do.
    OtherKind,
    /// It says it was made from a revision of another record.
    OtherRecord,
    /// It is its own ancestor.
    Circle,
    /// Somebody else takes words back.
    TakenBack,
    /// Somebody else erases the record.
    Erased,
    /// Somebody else did something that this build does not know.
    UnknownAct,
    /// Somebody else shares it more widely.
    Raised,
    /// Somebody else draws it back from us.
    Narrowed,
    /// Somebody else gives words for what its writer sent without.
    Reopened,
    /// Somebody else wrote it on top of a revision that neither the file nor this phone has.
    NoParent,
    /// It stands on one that waits.
    StandsOnWaiting,
    /// It names keys to seal for or sets rules, and nobody confirmed that its signer issues the area settings.
    Issuer,
}

impl Why {
    /// The code that is kept with what waits.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Damage => "damage",
            Self::OtherKind => "other_kind",
            Self::OtherRecord => "other_record",
            Self::Circle => "circle",
            Self::TakenBack => "taken_back",
            Self::Erased => "erased",
            Self::UnknownAct => "unknown_act",
            Self::Raised => "raised",
            Self::Narrowed => "narrowed",
            Self::Reopened => "reopened",
            Self::NoParent => "no_parent",
            Self::StandsOnWaiting => "stands_on_waiting",
            Self::Issuer => "issuer",
        }
    }
}
