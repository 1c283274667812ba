//! Ids are random UUIDs (version 4: a time-ordered id would tell when). One type for each thing they name.

use std::fmt;
use uuid::{Uuid, Variant};

/// The text was not a lower-case, hyphenated UUID version 4.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAnId;

/// Reads an id the way files spell it: lower-case, hyphenated, version 4, RFC 9562 variant.
///
/// # Errors
/// [`NotAnId`] for every other spelling, so that one id has one spelling.
pub fn parse_uuid(text: &str) -> Result<Uuid, NotAnId> {
    let uuid = Uuid::try_parse(text).map_err(|_| NotAnId)?;
    let plain = text.len() == 36 && !text.bytes().any(|b| b.is_ascii_uppercase());
    if plain && uuid.get_version_num() == 4 && uuid.get_variant() == Variant::RFC4122 {
        Ok(uuid)
    } else {
        Err(NotAnId)
    }
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Uuid);

        impl $name {
            /// Makes an id from 16 random bytes (version and variant bits are set here).
            pub fn from_random(bytes: [u8; 16]) -> Self {
                Self(uuid::Builder::from_random_bytes(bytes).into_uuid())
            }

            /// Reads the one spelling that files use.
            ///
            /// # Errors
            /// [`NotAnId`] when it is spelled any other way.
            pub fn parse(text: &str) -> Result<Self, NotAnId> {
                parse_uuid(text).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }
    };
}

id!(
    /// Names one revision, in every spelling of it.
    RevisionId
);
id!(
    /// Names one record: the thread of revisions of one note, group, response, place …
    RecordId
);
id!(
    /// Names one item of a list inside a record: a promise, a quotation.
    ItemId
);
id!(
    /// Names one file that was made or taken in.
    FileId
);
id!(
    /// Names one unfinished piece of writing.
    DraftId
);
