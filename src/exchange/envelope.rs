//! A file in its envelope: the same bytes, sealed for whoever the area settings name, or a worker's own backup under
//! a passphrase. What is inside is read by [`read`](super::read) like any other file.
//!
//! For the web worker, like all of [`vault::envelope`](crate::vault::envelope).

use super::limits::FILE_BYTES;
use crate::domain::keys::LEAST;
use crate::vault::envelope::{self, NotOpened, NotSealed};
use std::collections::BTreeSet;
use zeroize::Zeroizing;

/// Seals a file for a desk.
///
/// # Errors
/// [`NotSealed::TooFew`] for fewer than [`LEAST`] different ones, [`NotSealed::TooBig`] for what no reader would
/// take; else as [`envelope::seal`].
pub fn seal_for(file: &[u8], recipients: &[String]) -> Result<Vec<u8>, NotSealed> {
    let different: BTreeSet<&String> = recipients.iter().collect();
    if different.len() < LEAST {
        return Err(NotSealed::TooFew);
    }
    within(file)?;
    envelope::seal(file, &different.into_iter().collect::<Vec<_>>())
}

/// Opens a file that was sealed for the owner of one of these secret keys.
///
/// # Errors
/// See [`NotOpened`].
pub fn open(sealed: &[u8], secrets: &[impl AsRef<str>]) -> Result<Zeroizing<Vec<u8>>, NotOpened> {
    envelope::open(sealed, secrets, FILE_BYTES)
}

/// Seals a worker's own backup.
///
/// # Errors
/// See [`NotSealed`].
pub fn seal_backup(file: &[u8], passphrase: &str) -> Result<Vec<u8>, NotSealed> {
    within(file)?;
    envelope::seal_with_passphrase(file, passphrase)
}

/// Opens a backup with its passphrase.
///
/// # Errors
/// See [`NotOpened`].
pub fn open_backup(sealed: &[u8], passphrase: &str) -> Result<Zeroizing<Vec<u8>>, NotOpened> {
    envelope::open_with_passphrase(sealed, passphrase, FILE_BYTES)
}

fn within(file: &[u8]) -> Result<(), NotSealed> {
    if file.len() > FILE_BYTES { Err(NotSealed::TooBig) } else { Ok(()) }
}
