//! What a browser's error means for us.

use crate::app::ports::StoreError;
use indexed_db_futures::error::{Error, OpenDbError, UnexpectedDataError};
use wasm_bindgen::JsValue;
use web_sys::DomException;

/// What to do about an error.
#[derive(Debug)]
pub(super) enum Fault {
    /// The connection is gone, or may be: open a new one and start over.
    Dead(Cause),
    /// A newer build wrote the database.
    Newer,
    /// A row has the id of one that was taken to be new.
    Known,
    /// Starting over would not help.
    Final(StoreError),
}

/// The browser's own words, for the developer.
#[derive(Debug)]
pub(super) struct Cause {
    name: String,
    message: String,
}

impl Fault {
    /// The answer when a new connection did not help either.
    pub(super) fn into_error(self) -> StoreError {
        match self {
            Self::Dead(_) => StoreError::Stale,
            Self::Newer => StoreError::Unknown("VersionError".to_owned()),
            Self::Known => StoreError::Unknown("ConstraintError".to_owned()),
            Self::Final(error) => error,
        }
    }

    /// The answer when there never was a connection. Some private windows refuse a database that way.
    pub(super) fn at_first_opening(self) -> StoreError {
        match self {
            Self::Dead(cause) if cause.name == "InvalidStateError" => StoreError::Unavailable,
            Self::Dead(Cause { name, message }) => StoreError::Unknown(format!("{name}: {message}")),
            other => other.into_error(),
        }
    }

    /// Sorts by the name of the exception; messages differ between browsers and versions.
    fn from_name(name: String, message: String) -> Self {
        match name.as_str() {
            // Used after closing (InvalidState, TransactionInactive), closed under way (Abort), the browser's
            // storage process gone (WebKit: Unknown), no answer (Timeout).
            "InvalidStateError"
            | "TransactionInactiveError"
            | "AbortError"
            | "UnknownError"
            | "TimeoutError" => Self::Dead(Cause { name, message }),
            "QuotaExceededError" => Self::Final(StoreError::Quota),
            "SecurityError" => Self::Final(StoreError::Unavailable),
            "VersionError" => Self::Newer,
            "ConstraintError" => Self::Known,
            _ => Self::Final(StoreError::Unknown(format!("{name}: {message}"))),
        }
    }
}

impl From<&DomException> for Fault {
    fn from(exception: &DomException) -> Self {
        Self::from_name(exception.name(), exception.message())
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        match error {
            Error::DomException(exception) => Self::from(&DomException::from(exception)),
            Error::MissingData(UnexpectedDataError::TransactionAborted) => {
                Self::from_name("AbortError".to_owned(), String::new())
            }
            other => Self::Final(StoreError::Unknown(other.to_string())),
        }
    }
}

impl From<OpenDbError> for Fault {
    fn from(error: OpenDbError) -> Self {
        match error {
            OpenDbError::Base(error) => error.into(),
            // The wrapper takes any refusal to begin for a version of zero, which nobody asks for.
            OpenDbError::UnsupportedEnvironment | OpenDbError::NullFactory | OpenDbError::VersionZero => {
                Self::Final(StoreError::Unavailable)
            }
        }
    }
}

impl From<JsValue> for Fault {
    fn from(value: JsValue) -> Self {
        Error::from(value).into()
    }
}
