//! The envelope that a file, a backup or a key travels in: age version 1 (<https://c2sp.org/age>), which stock `age`
//! and `rage` open.
//!
//! What is sealed here is always *armored*, plain ASCII text: on several ways off a phone a file has to pass as text.
//! It is a third larger for that. What is opened may be armored or binary.
//!
//! An envelope hides and protects what is in it. It does not say who made it: that is for the signature inside.
//!
//! Nothing here is for the phone's own program: it runs in the web worker, and on a developer's machine. The `age`
//! crate draws its own randomness. It is told how much work a passphrase may ask for, since by itself it would guess
//! in a browser, and then take four gigabytes where a hostile file asks for them.

mod opening;

pub use opening::{NotOpened, is_envelope, open, open_with_passphrase, wants_passphrase};

use age::armor::{ArmoredWriter, Format};
use age::secrecy::{ExposeSecret, SecretString};
use age::{Encryptor, scrypt, x25519};
use std::fmt;
use std::io::{self, Write};
use std::str::FromStr;
use zeroize::Zeroizing;

/// Work of a passphrase, as a power of two: 32 MiB, about half a second in a browser.
const WORK: u8 = 15;
/// The most work that an envelope may ask for: 64 MiB.
const MOST_WORK: u8 = 16;

/// A fresh key to open envelopes with, and the half of it that may be given away.
pub struct KeyPair {
    /// `AGE-SECRET-KEY-1…`. Wiped when dropped.
    pub secret: Zeroizing<String>,
    /// `age1…`
    pub recipient: String,
}

impl fmt::Debug for KeyPair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyPair({})", self.recipient)
    }
}

/// Why nothing was sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotSealed {
    /// There are fewer recipients than there must be.
    TooFew,
    /// One of the recipients is no key of the kind `age1…`: it was copied wrongly, or is of a later kind.
    BadRecipient,
    /// It is larger than a file may be.
    TooBig,
    /// It could not be written.
    Failed,
}

/// Makes a key.
pub fn identity() -> KeyPair {
    let key = x25519::Identity::generate();
    let secret = Zeroizing::new(key.to_string().expose_secret().to_owned());
    KeyPair { secret, recipient: key.to_public().to_string() }
}

/// The recipient that belongs to a secret key; `None` where it is not one.
pub fn recipient_of(secret: &str) -> Option<String> {
    Some(x25519::Identity::from_str(secret.trim()).ok()?.to_public().to_string())
}

/// Seals for everyone who has the secret key to one of these recipients.
///
/// # Errors
/// See [`NotSealed`]. Without any recipient it is [`NotSealed::TooFew`]; how many a file needs, its maker knows.
pub fn seal(plain: &[u8], recipients: &[impl AsRef<str>]) -> Result<Vec<u8>, NotSealed> {
    let keys = recipients.iter().map(|text| x25519::Recipient::from_str(text.as_ref()));
    let keys = keys.collect::<Result<Vec<_>, _>>().map_err(|_| NotSealed::BadRecipient)?;
    let keys = keys.iter().map(|key| key as &dyn age::Recipient);
    let encryptor = Encryptor::with_recipients(keys).map_err(|_| NotSealed::TooFew)?;
    written(encryptor, plain).map_err(|_| NotSealed::Failed)
}

/// Seals for whoever knows the passphrase. Takes half a second and 32 MiB.
///
/// # Errors
/// [`NotSealed::Failed`]
pub fn seal_with_passphrase(plain: &[u8], passphrase: &str) -> Result<Vec<u8>, NotSealed> {
    let mut recipient = scrypt::Recipient::new(SecretString::from(passphrase));
    recipient.set_work_factor(WORK);
    let recipients = std::iter::once(&recipient as &dyn age::Recipient);
    let encryptor = Encryptor::with_recipients(recipients).map_err(|_| NotSealed::Failed)?;
    written(encryptor, plain).map_err(|_| NotSealed::Failed)
}

fn written(encryptor: Encryptor, plain: &[u8]) -> io::Result<Vec<u8>> {
    let mut sealed = Vec::with_capacity(plain.len() / 2 * 3 + 2048);
    let armor = ArmoredWriter::wrap_output(&mut sealed, Format::AsciiArmor)?;
    let mut writer = encryptor.wrap_output(armor)?;
    writer.write_all(plain)?;
    writer.finish()?.finish()?;
    Ok(sealed)
}
