//! From a passphrase to a key: Argon2id, version 1.3 (RFC 9106), one lane.
//!
//! It takes the better part of a second and 64 MiB on purpose, so it runs in the worker's program and nowhere else
//! (`app/heavy.rs`).

use argon2::{Algorithm, Argon2, Block, Params, Version};
use zeroize::Zeroizing;

/// Bytes of a salt.
pub const SALT_LEN: usize = 16;

/// What guessing one passphrase costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// How often it is passed over.
    pub passes: u32,
}

/// Why a passphrase gave no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StretchError {
    /// Less than [`Cost::LEAST`] or more than [`Cost::MOST`] was asked for: such a slot was not made here.
    Cost,
    /// The device has not got that much memory.
    Memory,
}

impl Cost {
    /// What a new passphrase is given.
    pub const USUAL: Self = Self { memory_kib: 64 * 1024, passes: 3 };
    /// What it is given where the device has not got the memory; never less (the floor that OWASP names).
    pub const LEAST: Self = Self { memory_kib: 19 * 1024, passes: 2 };
    /// More is refused: a made-up slot must not stop the device.
    pub const MOST: Self = Self { memory_kib: 128 * 1024, passes: 4 };

    /// How much work it is, in KiB passed over.
    pub fn work(self) -> u64 {
        u64::from(self.memory_kib) * u64::from(self.passes)
    }

    /// Whether a slot that asks for this may have been made here.
    pub fn is_allowed(self) -> bool {
        (Self::LEAST.memory_kib..=Self::MOST.memory_kib).contains(&self.memory_kib)
            && (Self::LEAST.passes..=Self::MOST.passes).contains(&self.passes)
    }
}

/// Thirty-two bytes that only this passphrase, salt and cost give.
///
/// # Errors
/// See [`StretchError`].
pub fn stretch(
    passphrase: &str,
    salt: &[u8; SALT_LEN],
    cost: Cost,
) -> Result<Zeroizing<[u8; 32]>, StretchError> {
    if !cost.is_allowed() {
        return Err(StretchError::Cost);
    }
    let params = Params::new(cost.memory_kib, cost.passes, 1, Some(32)).map_err(|_| StretchError::Cost)?;
    // Asked for by ourselves: where the memory is not to be had, the library would stop the program.
    let mut memory: Vec<Block> = Vec::new();
    memory.try_reserve_exact(params.block_count()).map_err(|_| StretchError::Memory)?;
    memory.resize(params.block_count(), Block::default());
    let mut key = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into_with_memory(passphrase.as_bytes(), salt, &mut *key, &mut memory)
        .map_err(|_| StretchError::Cost)?;
    Ok(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_of_a_passphrase_never_changes() {
        // `argon2` of the reference implementation gives the same:
        // printf 'three small words' | argon2 0123456789abcdef -id -v 13 -k 19456 -t 2 -p 1 -l 32 -r
        let key = stretch("three small words", b"0123456789abcdef", Cost::LEAST).unwrap();
        assert_eq!(hex::encode(*key), "8c6a8ef97316c00620fc7a1512980510b5220cde631788cf144dce001e0efc4b");
    }

    #[test]
    fn a_slot_that_asks_for_too_little_or_too_much_is_refused_at_once() {
        for (memory_kib, passes) in
            [(19 * 1024 - 1, 3), (64 * 1024, 1), (4 * 1024 * 1024, 3), (64 * 1024, 1_000_000)]
        {
            let cost = Cost { memory_kib, passes };
            assert_eq!(stretch("x", &[0; 16], cost).err(), Some(StretchError::Cost), "{cost:?}");
        }
    }
}
