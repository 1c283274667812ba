//! Opening an envelope that came from outside. Until its last byte was proved, nothing of it is given.

use super::MOST_WORK;
use age::armor::ArmoredReader;
use age::secrecy::SecretString;
use age::{DecryptError, Decryptor, scrypt, x25519};
use std::borrow::Cow;
use std::io::Read;
use std::str::FromStr;
use zeroize::Zeroizing;

/// How every envelope begins that is not armored, before the version.
const BINARY: &[u8] = b"age-encryption.org/";
/// How every armored one does.
const ARMORED: &[u8] = b"-----BEGIN AGE ENCRYPTED FILE-----";
/// The first line of this version.
const VERSION_1: &[u8] = b"age-encryption.org/v1\n";
/// How one of this version goes on that opens with a passphrase, which then is the only way.
const SCRYPT: &[u8] = b"v1\n-> scryp";
/// How it begins when it is armored.
const SCRYPT_ARMORED: &[u8] = b"YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlw";
/// What stands before the last line of the part that says for whom it is.
const HEADER_END: &[u8] = b"\n--- ";
/// How long a line of that part is where it goes on with the next.
const FULL_LINE: usize = 64;
/// The longest such part: trying a key on one recipient takes a moment, and a hostile file could name a million.
const HEADER_BYTES: usize = 64 * 1024;

/// Why an envelope was not opened. Each is a fact that a person must be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotOpened {
    /// It is no envelope at all.
    NotAnEnvelope,
    /// It is one of a later version.
    Newer,
    /// It is larger than it may be.
    TooBig,
    /// It was sealed for others.
    NotForYou,
    /// It opens with a passphrase, not with a key.
    NeedsPassphrase,
    /// It opens with a key, not with a passphrase.
    NeedsKey,
    /// The passphrase is another one. (The place that tells may be damaged instead: nobody can know.)
    WrongPassphrase,
    /// It asks for more work than a phone can do. Honest programs do not.
    TooMuchWork,
    /// It is damaged, or cut short.
    Damaged,
    /// What was to open it is no secret key.
    BadKey,
}

/// Whether these bytes say that they are an envelope, of this version or a later one. Cheap, and all that the phone's
/// own program needs to know.
pub fn is_envelope(bytes: &[u8]) -> bool {
    bytes.starts_with(BINARY) || is_armored(bytes)
}

/// Whether an envelope opens with a passphrase, and not with somebody's key. Told by its first bytes, as cheaply; what
/// they say may still be a lie.
pub fn wants_passphrase(bytes: &[u8]) -> bool {
    match bytes.trim_ascii_start().strip_prefix(ARMORED) {
        Some(armored) => armored.trim_ascii_start().starts_with(SCRYPT_ARMORED),
        None => bytes.strip_prefix(BINARY).is_some_and(|rest| rest.starts_with(SCRYPT)),
    }
}

fn is_armored(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().starts_with(ARMORED)
}

/// Opens an envelope with whichever of these secret keys fits. `most` is how many bytes may be in it.
///
/// # Errors
/// See [`NotOpened`].
pub fn open(
    sealed: &[u8],
    secrets: &[impl AsRef<str>],
    most: usize,
) -> Result<Zeroizing<Vec<u8>>, NotOpened> {
    let keys = secrets.iter().map(|text| x25519::Identity::from_str(text.as_ref().trim()));
    let keys = keys.collect::<Result<Vec<_>, _>>().map_err(|_| NotOpened::BadKey)?;
    let sealed = without_armor(sealed, most)?;
    let decryptor = Decryptor::new(&sealed[..]).map_err(|error| told(&error))?;
    if decryptor.is_scrypt() {
        return Err(NotOpened::NeedsPassphrase);
    }
    let reader = decryptor.decrypt(keys.iter().map(|key| key as &dyn age::Identity));
    read(reader.map_err(|error| told(&error))?, sealed.len(), most)
}

/// Opens an envelope with a passphrase: half a second of work, or refused at once where it asks for more than two of
/// ours. `most` is how many bytes may be in it.
///
/// # Errors
/// See [`NotOpened`].
pub fn open_with_passphrase(
    sealed: &[u8],
    passphrase: &str,
    most: usize,
) -> Result<Zeroizing<Vec<u8>>, NotOpened> {
    let sealed = without_armor(sealed, most)?;
    let decryptor = Decryptor::new(&sealed[..]).map_err(|error| told(&error))?;
    if !decryptor.is_scrypt() {
        return Err(NotOpened::NeedsKey);
    }
    let mut identity = scrypt::Identity::new(SecretString::from(passphrase));
    identity.set_max_work_factor(MOST_WORK);
    let reader = decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity));
    let reader = reader.map_err(|error| match error {
        DecryptError::DecryptionFailed | DecryptError::NoMatchingKeys => NotOpened::WrongPassphrase,
        error => told(&error),
    })?;
    read(reader, sealed.len(), most)
}

fn told(error: &DecryptError) -> NotOpened {
    match error {
        DecryptError::NoMatchingKeys => NotOpened::NotForYou,
        DecryptError::ExcessiveWork { .. } => NotOpened::TooMuchWork,
        DecryptError::UnknownFormat => NotOpened::Newer,
        _ => NotOpened::Damaged,
    }
}

/// The envelope in its binary form, looked at far enough that reading on costs no more than it may.
fn without_armor(sealed: &[u8], most: usize) -> Result<Cow<'_, [u8]>, NotOpened> {
    // Sixteen bytes for each 64 KiB, and the part in front.
    let room = most.saturating_add(most / 4096).saturating_add(HEADER_BYTES + 64);
    let armored = is_armored(sealed);
    let binary = if armored {
        if sealed.len() > room.saturating_add(room / 2) {
            return Err(NotOpened::TooBig);
        }
        let mut binary = Vec::with_capacity(sealed.len() / 4 * 3);
        // White space around it is no damage, and the crate takes none.
        let text = sealed.trim_ascii();
        ArmoredReader::new(text).read_to_end(&mut binary).map_err(|_| NotOpened::Damaged)?;
        Cow::Owned(binary)
    } else {
        Cow::Borrowed(sealed)
    };
    if !binary.starts_with(BINARY) {
        return Err(if armored { NotOpened::Damaged } else { NotOpened::NotAnEnvelope });
    }
    if binary.len() > room {
        return Err(NotOpened::TooBig);
    }
    let start = &binary[..binary.len().min(HEADER_BYTES)];
    match start.windows(HEADER_END.len()).position(|bytes| bytes == HEADER_END) {
        Some(end) if !is_strict(&start[..end]) => Err(NotOpened::Damaged),
        None if binary.len() > HEADER_BYTES => Err(NotOpened::TooMuchWork),
        // Where it ends too early, the crate says so.
        _ => Ok(binary),
    }
}

/// Whether every recipient's lines end with one that is not full, as the format says. The crate also takes files from
/// before that was settled.
fn is_strict(header: &[u8]) -> bool {
    let Some(lines) = header.strip_prefix(VERSION_1) else {
        return true;
    };
    let mut goes_on = false;
    for line in lines.split(|byte| *byte == b'\n') {
        if line.starts_with(b"-> ") {
            if goes_on {
                return false;
            }
            goes_on = true;
        } else {
            goes_on = line.len() >= FULL_LINE;
        }
    }
    !goes_on
}

/// All that is in it, proved to the last byte.
fn read(reader: impl Read, room: usize, most: usize) -> Result<Zeroizing<Vec<u8>>, NotOpened> {
    // In one piece from the start, so that growing leaves no copies behind.
    let mut plain = Zeroizing::new(Vec::with_capacity(room));
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    reader.take(limit).read_to_end(&mut plain).map_err(|_| NotOpened::Damaged)?;
    if plain.len() > most { Err(NotOpened::TooBig) } else { Ok(plain) }
}
