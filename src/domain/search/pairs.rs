//! Quick answers: most texts lack a pair of letters that the words looked for have, and need not be read for them; and
//! whether a text has a single letter is known without reading it.

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

/// The ASCII characters that a text has, exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Letters(u128);

impl Letters {
    /// Those of a text.
    pub fn of(text: &str) -> Self {
        Self(text.bytes().filter(u8::is_ascii).fold(0, |set, byte| set | 1 << byte))
    }

    /// Whether a word is one of these characters. `None` where it is anything else.
    pub fn hold(self, word: &str) -> Option<bool> {
        match word.as_bytes() {
            [byte] if byte.is_ascii() => Some(self.0 & 1 << byte != 0),
            _ => None,
        }
    }
}
