//! Six words that two people read to each other, to know that both screens are about the same thing: who issues the
//! area settings, and whose request for a key this is.
//!
//! They are 66 bits of a hash ([`words`]): whoever wants another key with the same six has to make 2^66 keys.
//!
//! For the web worker and a developer's machine: the list is not in the phone's own program.

use super::signing::PublicKey;
use super::words;
use sha2::{Digest, Sha256};

/// Bytes of the hash that give six words and no seventh.
const BYTES: usize = 9;

/// The words of whoever issues area settings.
pub fn of_issuer(key: PublicKey) -> [&'static str; 6] {
    six_words("issuer", key.to_hex().as_bytes())
}

/// The words about some bytes. `about` says what kind of thing they are, so that the words of one kind of thing are
/// never those of another.
pub fn six_words(about: &str, bytes: &[u8]) -> [&'static str; 6] {
    let digest = Sha256::new().chain_update("ginnel-words 1\n").chain_update(about).chain_update("\n");
    let digest = digest.chain_update(bytes).finalize();
    let mut six = [""; 6];
    for (place, word) in six.iter_mut().zip(words::from_bytes(&digest[..BYTES])) {
        *place = word;
    }
    six
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::signing::WorkerKey;
    use std::collections::BTreeSet;

    #[test]
    fn the_words_of_a_key_are_always_the_same() {
        let key = WorkerKey::from_secret(&[7; 32]).public();
        assert_eq!(of_issuer(key).join(" "), "raven remain focus field stereo soul");
        let other = WorkerKey::from_secret(&[8; 32]).public();
        assert_ne!(of_issuer(other), of_issuer(key));
        assert_ne!(six_words("request", key.to_hex().as_bytes()), of_issuer(key));
    }

    #[test]
    fn each_of_the_six_may_be_any_word_of_the_list() {
        let words = |n: u8| six_words("test", &[n]);
        let met: BTreeSet<&str> = (0..=255).flat_map(words).collect();
        assert!(met.len() > 1_000, "words of the whole list: {}", met.len());
        for place in 0..6 {
            let there: BTreeSet<&str> = (0..=255).map(|n| words(n)[place]).collect();
            assert!(there.len() > 200, "word {place}");
        }
    }
}
