//! Who made a file: Ed25519 keys of devices and of the workers they belong to.
//!
//! A device signs what it sends. A worker key says "this device is mine" and the device key says "I belong to this
//! worker": both, so that nobody can claim somebody else's device, nor put a device under somebody else's name.
//! Randomness is given in; secrets are wiped from memory when dropped.

use crate::domain::revision::Fingerprint;
use ed25519_dalek::{Signer as _, SigningKey, VerifyingKey};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::fmt;
use zeroize::Zeroizing;

/// What the worker key signs, before the 32 bytes of the device key.
const VOUCH: &[u8] = b"ginnel-vouch 1\n";
/// What the device key signs, before the 32 bytes of the worker key.
const BELONGS: &[u8] = b"ginnel-belongs 1\n";

macro_rules! secret_key {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        pub struct $name(SigningKey);

        impl $name {
            /// Makes the key from 32 bytes of a secure random source, or from those that [`Self::secret`] gave.
            pub fn from_secret(secret: &[u8; 32]) -> Self {
                Self(SigningKey::from_bytes(secret))
            }

            /// The 32 secret bytes, for sealing. Wiped when dropped.
            pub fn secret(&self) -> Zeroizing<[u8; 32]> {
                Zeroizing::new(self.0.to_bytes())
            }

            /// The half that everyone may know.
            pub fn public(&self) -> PublicKey {
                PublicKey(self.0.verifying_key().to_bytes())
            }

            /// Signs `context` followed by `message`. Each use has its own context line, so that a signature made
            /// for one purpose never passes for another.
            pub fn sign(&self, context: &[u8], message: &[u8]) -> Signature {
                Signature(self.0.sign(&[context, message].concat()).to_bytes())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({:?})"), self.public())
            }
        }
    };
}

secret_key!(
    /// The key of one device. It never leaves it: a restore on another phone is a new device.
    DeviceKey
);
secret_key!(
    /// The key of one worker. It is kept in the vault and in the worker's own backup.
    WorkerKey
);

impl DeviceKey {
    /// The name of this device in revisions.
    pub fn fingerprint(&self) -> Fingerprint {
        self.public().fingerprint()
    }
}

/// A public Ed25519 key as its 32 bytes. It may be no point on the curve: then nothing verifies under it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PublicKey([u8; 32]);

impl PublicKey {
    /// Reads 64 lower-case hex digits.
    pub fn from_hex(text: &str) -> Option<Self> {
        lower_hex(text).map(Self)
    }

    /// The 64 lower-case hex digits.
    pub fn to_hex(self) -> String {
        hex::encode(self.0)
    }

    /// The first 16 bytes of the SHA-256 of the key.
    pub fn fingerprint(self) -> Fingerprint {
        Fingerprint::of_digest(&Sha256::digest(self.0).into())
    }

    /// Whether the signature is this key's over `context` followed by `message`. Strict (RFC 8032 with the checks
    /// of `verify_strict`): no weak keys, no second signature for the same message.
    pub fn verifies(self, context: &[u8], message: &[u8], signature: &Signature) -> bool {
        VerifyingKey::from_bytes(&self.0).is_ok_and(|key| {
            let signature = ed25519_dalek::Signature::from_bytes(&signature.0);
            key.verify_strict(&[context, message].concat(), &signature).is_ok()
        })
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_hex())
    }
}

/// An Ed25519 signature.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Signature([u8; 64]);

impl Signature {
    /// Reads 128 lower-case hex digits.
    pub fn from_hex(text: &str) -> Option<Self> {
        lower_hex(text).map(Self)
    }

    /// The 128 lower-case hex digits.
    pub fn to_hex(self) -> String {
        hex::encode(self.0)
    }
}

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_hex())
    }
}

/// One device and the worker it belongs to, signed by both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Voucher {
    /// The device.
    pub device: PublicKey,
    /// The worker.
    pub worker: PublicKey,
    /// The worker key over the device key.
    pub worker_signature: Signature,
    /// The device key over the worker key.
    pub device_signature: Signature,
}

impl Voucher {
    /// Has both keys sign each other.
    pub fn sign(device: &DeviceKey, worker: &WorkerKey) -> Self {
        Self {
            device: device.public(),
            worker: worker.public(),
            worker_signature: worker.sign(VOUCH, &device.public().0),
            device_signature: device.sign(BELONGS, &worker.public().0),
        }
    }

    /// Whether both signatures are right. One that does not hold says nothing about anybody.
    pub fn holds(&self) -> bool {
        self.worker.verifies(VOUCH, &self.device.0, &self.worker_signature)
            && self.device.verifies(BELONGS, &self.worker.0, &self.device_signature)
    }

    /// The voucher as a JSON object of hex strings, as files and sealed rows spell it.
    pub fn to_value(&self) -> Value {
        json!({
            "device_key": self.device.to_hex(),
            "worker_key": self.worker.to_hex(),
            "worker_signature": self.worker_signature.to_hex(),
            "device_signature": self.device_signature.to_hex(),
        })
    }

    /// Reads [`Self::to_value`]: exactly these members, since what neither key signed says nothing. Whether the
    /// signatures are right is for [`Self::holds`].
    pub fn from_value(value: &Value) -> Option<Self> {
        let members = value.as_object().filter(|m| m.len() == 4)?;
        let text = |name: &str| members.get(name).and_then(Value::as_str);
        Some(Self {
            device: PublicKey::from_hex(text("device_key")?)?,
            worker: PublicKey::from_hex(text("worker_key")?)?,
            worker_signature: Signature::from_hex(text("worker_signature")?)?,
            device_signature: Signature::from_hex(text("device_signature")?)?,
        })
    }
}

fn lower_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let plain = text.len() == 2 * N && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    let mut bytes = [0; N];
    (plain && hex::decode_to_slice(text, &mut bytes).is_ok()).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(seed: u8) -> (DeviceKey, WorkerKey) {
        (DeviceKey::from_secret(&[seed; 32]), WorkerKey::from_secret(&[seed + 100; 32]))
    }

    #[test]
    fn the_key_of_rfc_8032_test_1_is_read_as_the_rfc_says() {
        let secret = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
        let public = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
        let signature = concat!(
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155",
            "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        );
        let key = DeviceKey::from_secret(&lower_hex(secret).unwrap());
        assert_eq!(key.public().to_hex(), public);
        assert_eq!(key.sign(b"", b"").to_hex(), signature);
        assert!(key.public().verifies(b"", b"", &Signature::from_hex(signature).unwrap()));
    }

    #[test]
    fn a_voucher_holds_only_when_both_signed_it() {
        let ((phone, wren), (other_phone, robin)) = (keys(1), keys(2));
        let voucher = Voucher::sign(&phone, &wren);
        let stolen = Voucher::sign(&other_phone, &robin);
        assert!(voucher.holds());
        let claims_anothers_device = Voucher { device: other_phone.public(), ..voucher };
        let claims_anothers_name = Voucher { worker: robin.public(), ..voucher };
        let patched = Voucher { worker_signature: stolen.worker_signature, ..voucher };
        for forged in [claims_anothers_device, claims_anothers_name, patched] {
            assert!(!forged.holds());
        }
    }

    #[test]
    fn a_signature_for_one_purpose_is_none_for_another() {
        let (phone, _) = keys(1);
        let signature = phone.sign(b"a\n", b"words");
        assert!(phone.public().verifies(b"a\n", b"words", &signature));
        assert!(!phone.public().verifies(b"b\n", b"words", &signature));
        assert!(!phone.public().verifies(b"a\n", b"other words", &signature));
    }

    #[test]
    fn keys_that_are_no_point_or_a_weak_one_verify_nothing() {
        for bytes in [[0; 32], [0xff; 32], {
            let mut one = [0; 32];
            one[0] = 1;
            one
        }] {
            assert!(!PublicKey(bytes).verifies(b"", b"", &Signature([0; 64])));
        }
    }

    #[test]
    fn secrets_do_not_show_in_debug_output() {
        let (phone, _) = keys(1);
        assert!(!format!("{phone:?}").contains(&hex::encode([1; 32])));
    }

    #[test]
    fn hex_has_one_spelling() {
        let key = keys(3).0.public();
        assert_eq!(PublicKey::from_hex(&key.to_hex()), Some(key));
        assert_eq!(PublicKey::from_hex(&key.to_hex().to_uppercase()), None);
        assert_eq!(PublicKey::from_hex(&key.to_hex()[1..]), None);
    }
}
