//! A quick no: most texts lack a pair of letters that the words looked for have, and need not be read for them.

/// Bits of the set; a note of 400 letters fills about a fifth.
const BITS: usize = 1024;

/// The pairs of neighbouring bytes that a text has, as a Bloom filter: it may hold more, never fewer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pairs([u64; BITS / 64]);

impl Default for Pairs {
    fn default() -> Self {
        Self([0; BITS / 64])
    }
}

impl Pairs {
    /// Adds those of a text.
    pub fn add(&mut self, text: &str) {
        for pair in text.as_bytes().windows(2) {
            let bit = (usize::from(pair[0]) * 31 + usize::from(pair[1])) % BITS;
            self.0[bit / 64] |= 1 << (bit % 64);
        }
    }

    /// Whether all of the others may be among these. `false` is sure.
    pub fn may_hold(&self, others: &Self) -> bool {
        self.0.iter().zip(&others.0).all(|(these, those)| those & !these == 0)
    }
}
