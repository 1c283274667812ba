//! A passkey: the device's own lock gives a secret for a salt, and that opens a slot. A convenience: a device may lose it,
//! or give another secret after an update, and then the passphrase is there.
//!
//! The secret is what WebAuthn's `prf` extension gives, <https://www.w3.org/TR/webauthn-3/#prf-extension>.

use super::slot::Slot;
use super::{KeyslotError, Keyslots};
use crate::vault::seal::{KeyRing, NONCE_LEN};
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

/// Keeps the key from being that of anything else which is made of the same secret.
const KEY_FOR: &[u8] = b"ginnel-passkey-slot 1";

/// What a device is asked with for the secret of a slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passkey {
    /// How the device names it.
    pub credential: Vec<u8>,
    /// Random, and new for each passkey.
    pub salt: [u8; 32],
}

impl Keyslots {
    /// What to ask the device with.
    pub fn passkey(&self) -> Option<&Passkey> {
        self.slots
            .iter()
            .find_map(|slot| if let Slot::Passkey(passkey, _) = slot { Some(passkey) } else { None })
    }

    /// The keys, from the slot of this passkey. `secret` is what the device gave.
    ///
    /// # Errors
    /// [`KeyslotError::WrongKey`]: there is no such slot any more, or the device gave another secret.
    pub fn unlock_with_passkey(&self, passkey: &Passkey, secret: &[u8; 32]) -> Result<KeyRing, KeyslotError> {
        let key = key_of(secret)?;
        let slots = self.slots.iter().filter_map(|slot| match slot {
            Slot::Passkey(of, keys) if of == passkey => Some(keys),
            _ => None,
        });
        self.of(&slots.map(|keys| keys.open(&key)).find_map(Result::ok).ok_or(KeyslotError::WrongKey)?)
    }

    /// Puts a slot for this passkey in the place of the one before; `id` and `nonce` must be fresh random bytes.
    ///
    /// # Errors
    /// [`KeyslotError::WrongKey`] when these are not the keys that the row names.
    pub fn set_passkey(
        &mut self,
        passkey: Passkey,
        secret: &[u8; 32],
        ring: &KeyRing,
        (id, nonce): ([u8; 8], [u8; NONCE_LEN]),
    ) -> Result<(), KeyslotError> {
        let keys = self.sealed_keys(ring, &*key_of(secret)?, (id, nonce))?;
        self.remove_passkey();
        self.slots.push(Slot::Passkey(passkey.clone(), keys));
        // A slot is trusted only once it has given the keys back.
        self.unlock_with_passkey(&passkey, secret).map(drop)
    }

    /// Removes the slot for a passkey.
    pub fn remove_passkey(&mut self) {
        self.slots.retain(|slot| !matches!(slot, Slot::Passkey(..)));
    }
}

fn key_of(secret: &[u8; 32]) -> Result<Zeroizing<[u8; 32]>, KeyslotError> {
    let mut key = Zeroizing::new([0; 32]);
    Hkdf::<Sha256>::new(None, secret).expand(KEY_FOR, &mut *key).map_err(|_| KeyslotError::WrongKey)?;
    Ok(key)
}
