//! Why a file is not taken in, as facts.

use super::json::{Fault, Flaw};
use super::spelled::RevisionFault;

/// Why a file is not taken in. Each is a fact; the sentence for people stands in `ui::text`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The file, its header or one revision is over a limit of [`limits`](super::limits).
    TooBig,
    /// It has more revisions than [`limits::FILE_REVISIONS`](super::limits::FILE_REVISIONS).
    TooMany,
    /// It is not JSON; the place in bytes.
    NotJson(usize),
    /// It ends too early.
    Truncated,
    /// It is JSON, but not a `ginnel-export`.
    OtherFormat,
    /// A newer version of the format.
    NewerVersion(u64),
    /// An object has one key twice; the place in bytes.
    DuplicateKey(usize),
    /// A value is null; the place in bytes.
    NullValue(usize),
    /// A fraction, an exponent or a number too large; the place in bytes.
    BadNumber(usize),
    /// A string over 64 KB; the place in bytes.
    TooLong(usize),
    /// Nested too deep; the place in bytes.
    TooDeep(usize),
    /// This member of the file or of its header is missing or not spelled as the format says.
    BadHeader(&'static str),
    /// A revision is not spelled as the format says.
    BadRevision {
        /// Which one, counted from 1.
        nth: usize,
        /// What is wrong with it.
        fault: RevisionFault,
    },
    /// Count or digest do not fit the revisions: something was lost or changed on the way.
    Changed,
    /// It is not signed, and not an area pack that needs no signature.
    Unsigned,
    /// The signature, or the voucher of the device that made it, is false.
    BadSignature,
}

impl From<Flaw> for Refusal {
    fn from(Flaw { at, fault }: Flaw) -> Self {
        match fault {
            Fault::NotJson => Self::NotJson(at),
            Fault::Truncated => Self::Truncated,
            Fault::Null => Self::NullValue(at),
            Fault::BadNumber => Self::BadNumber(at),
            Fault::DuplicateKey => Self::DuplicateKey(at),
            Fault::TooLong => Self::TooLong(at),
            Fault::TooDeep => Self::TooDeep(at),
            Fault::TooBig => Self::TooBig,
        }
    }
}

impl Refusal {
    /// The name that `docs/format.md` gives it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::TooBig => "TooBig",
            Self::TooMany => "TooMany",
            Self::NotJson(_) => "NotJson",
            Self::Truncated => "Truncated",
            Self::OtherFormat => "OtherFormat",
            Self::NewerVersion(_) => "NewerVersion",
            Self::DuplicateKey(_) => "DuplicateKey",
            Self::NullValue(_) => "NullValue",
            Self::BadNumber(_) => "BadNumber",
            Self::TooLong(_) => "TooLong",
            Self::TooDeep(_) => "TooDeep",
            Self::BadHeader(_) => "BadHeader",
            Self::BadRevision { .. } => "BadRevision",
            Self::Changed => "Changed",
            Self::Unsigned => "Unsigned",
            Self::BadSignature => "BadSignature",
        }
    }
}
