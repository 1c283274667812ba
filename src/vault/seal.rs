//! Sealing rows: what is written to the device is unreadable, and unmovable, without the key.
//!
//! A sealed row is `nonce (24) ‖ ciphertext`, XChaCha20-Poly1305. Its plaintext is
//! `length (u32, little-endian) ‖ bytes ‖ zeros`, padded to a multiple of 256, so that the size of a row says
//! little about the words in it. The associated data names where the row belongs, so that a row moved to another
//! table, another id or another key does not open. `tests::the_bytes_on_a_phone_never_change` freezes this.
//!
//! XChaCha20-Poly1305: <https://datatracker.ietf.org/doc/html/draft-irtf-cfrg-xchacha-03>.

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, Zeroizing};

/// The suite of rows sealed with a data key; the number that stands in `Row::suite`.
pub const SUITE: u8 = 1;

/// Bytes of a nonce. It must be random and used once.
pub const NONCE_LEN: usize = 24;

/// Plaintexts are padded to a multiple of this many bytes.
const BLOCK: usize = 256;

/// Bytes in front of the plaintext that say how long it is.
const LENGTH_LEN: usize = 4;

/// Why a row could not be sealed or opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SealError {
    /// No key of this id is in the ring.
    UnknownKey(String),
    /// The row was sealed in a way this build does not know.
    UnknownSuite(u8),
    /// The row is damaged, or belongs to another table, id or key.
    Broken,
    /// More than 4 GiB were to be sealed.
    TooLong,
}

/// Thirty-two secret bytes that seal rows. Wiped when dropped, never printed.
#[derive(Clone)]
pub struct DataKey {
    secret: [u8; 32],
    id: String,
}

impl DataKey {
    /// Makes a key of 32 bytes, which must come from a secure source of randomness.
    pub fn new(secret: [u8; 32]) -> Self {
        let digest = Sha256::new().chain_update("ginnel-key 1\n").chain_update(secret).finalize();
        Self { secret, id: hex::encode(&digest[..8]) }
    }

    /// The secret itself, for a keyslot to wrap.
    pub fn secret(&self) -> &[u8; 32] {
        &self.secret
    }

    /// The id that rows name it by: 16 hex digits of a hash of the key, so that a slot that yields the wrong key is
    /// noticed before anything is opened with it.
    pub fn id(&self) -> &str {
        &self.id
    }
}

impl Drop for DataKey {
    fn drop(&mut self) {
        self.secret.zeroize();
    }
}

impl std::fmt::Debug for DataKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "DataKey({})", self.id)
    }
}

/// The data keys of an open notebook.
#[derive(Debug, Clone)]
pub struct KeyRing {
    /// Seals all records that may leave the phone, drafts and settings.
    pub notes: DataKey,
    /// Seals private records. Never given to an organisation.
    pub mine: DataKey,
    /// What *notes* and *mine* were before: keys that seal nothing new and still open rows not sealed again yet.
    pub retired: Vec<[DataKey; 2]>,
}

impl KeyRing {
    /// The keys of notes, the one in use first: all that an organisation may ever be given.
    pub fn all_notes(&self) -> Vec<&DataKey> {
        [&self.notes].into_iter().chain(self.retired.iter().map(|[notes, _]| notes)).collect()
    }

    /// The key with this id, retired ones included.
    pub fn key(&self, id: &str) -> Option<&DataKey> {
        [&self.notes, &self.mine].into_iter().chain(self.retired.iter().flatten()).find(|key| key.id() == id)
    }

    /// The key that seals now what the key with this id sealed once; `None` where it still does, and for a key that is
    /// not in the ring.
    pub fn successor(&self, id: &str) -> Option<&DataKey> {
        self.retired.iter().find_map(|[notes, mine]| match id {
            _ if id == notes.id() => Some(&self.notes),
            _ if id == mine.id() => Some(&self.mine),
            _ => None,
        })
    }

    /// New keys in place of these, which are retired. Both must come from a secure source of randomness.
    pub fn renewed(&self, notes: DataKey, mine: DataKey) -> Self {
        let before = [self.notes.clone(), self.mine.clone()];
        Self { notes, mine, retired: [before].into_iter().chain(self.retired.iter().cloned()).collect() }
    }

    /// Takes up the keys of an earlier ring as retired ones. Where the keys of notes are here already, each is beside one
    /// that sealed nothing; on another phone, which a copy brought the rows to, none of them is.
    pub fn take_up(&mut self, earlier: &Self) {
        for pair in earlier.renewed(earlier.notes.clone(), earlier.mine.clone()).retired {
            match self.retired.iter_mut().find(|[notes, _]| notes.id() == pair[0].id()) {
                Some(known) => *known = pair,
                None => self.retired.push(pair),
            }
        }
    }

    /// Opens a row with whichever key it names.
    ///
    /// # Errors
    /// See [`SealError`]; nothing of the plaintext is given then.
    pub fn open(
        &self,
        table: &str,
        row_id: &str,
        key_id: &str,
        suite: u8,
        sealed: &[u8],
    ) -> Result<Vec<u8>, SealError> {
        if suite != SUITE {
            return Err(SealError::UnknownSuite(suite));
        }
        let key = self.key(key_id).ok_or_else(|| SealError::UnknownKey(key_id.to_owned()))?;
        open(table, row_id, key, sealed)
    }
}

/// Seals `plain` as the row `row_id` of `table`. `nonce` must be fresh random bytes.
///
/// # Errors
/// [`SealError::TooLong`] for more than 4 GiB.
pub fn seal(
    table: &str,
    row_id: &str,
    key: &DataKey,
    nonce: [u8; NONCE_LEN],
    plain: &[u8],
) -> Result<Vec<u8>, SealError> {
    let length = u32::try_from(plain.len()).map_err(|_| SealError::TooLong)?;
    let size = (LENGTH_LEN + plain.len()).next_multiple_of(BLOCK);
    let mut padded = Zeroizing::new(Vec::with_capacity(size));
    padded.extend_from_slice(&length.to_le_bytes());
    padded.extend_from_slice(plain);
    padded.resize(size, 0);

    let payload = Payload { msg: &padded, aad: &associated_data(table, row_id, key) };
    let ciphertext = cipher(key).encrypt(&XNonce::from(nonce), payload).map_err(|_| SealError::TooLong)?;
    Ok([nonce.as_slice(), &ciphertext].concat())
}

/// Opens what [`seal`] made, if table, row id and key are those it was sealed with.
///
/// # Errors
/// [`SealError::Broken`] when a single bit of the row or of where it belongs is different.
pub fn open(table: &str, row_id: &str, key: &DataKey, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
    let (nonce, ciphertext) = sealed.split_first_chunk::<NONCE_LEN>().ok_or(SealError::Broken)?;
    let payload = Payload { msg: ciphertext, aad: &associated_data(table, row_id, key) };
    let padded = cipher(key).decrypt(&XNonce::from(*nonce), payload).map_err(|_| SealError::Broken)?;
    let padded = Zeroizing::new(padded);

    let (length, rest) = padded.split_first_chunk::<LENGTH_LEN>().ok_or(SealError::Broken)?;
    let length = usize::try_from(u32::from_le_bytes(*length)).map_err(|_| SealError::Broken)?;
    rest.get(..length).map(<[u8]>::to_vec).ok_or(SealError::Broken)
}

fn cipher(key: &DataKey) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(&key.secret.into())
}

/// Where a row belongs. Table names hold no line break and the last two lines have a fixed form, so two different
/// places never give the same bytes.
fn associated_data(table: &str, row_id: &str, key: &DataKey) -> Vec<u8> {
    format!("ginnel-row 1\n{table}\n{row_id}\n{SUITE}\n{}", key.id).into_bytes()
}

#[cfg(test)]
mod tests;
