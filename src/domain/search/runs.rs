//! Quick answers: most texts lack two or three neighbouring letters that the words looked for have, and need not be read
//! for them; and whether a text has one letter, or two that follow one another, is known without reading it.

/// Bits of the set; a note of 400 letters fills about a fifth.
const BITS: usize = 2048;
/// The letters of which each pair has a bit of its own.
const OWN: std::ops::RangeInclusive<u8> = b'a'..=b'z';
/// How many bits those pairs take.
const OWN_BITS: usize = 26 * 26;

/// The runs of two and of three bytes that a text has: those of two letters from *a* to *z* exactly, all others as a
/// Bloom filter, which may hold more, never fewer.
#[derive(Debug, Clone)]
pub struct Runs([u64; BITS / 64]);

impl Runs {
    /// Those of a text.
    pub fn of(text: &str) -> Self {
        let mut runs = Self([0; BITS / 64]);
        for bit in bits(text) {
            runs.0[bit / 64] |= 1 << (bit % 64);
        }
        runs
    }

    /// Whether a text may have a word, by the word's [`bits`]. `false` is sure.
    pub fn may_hold(&self, word: &[usize]) -> bool {
        word.iter().all(|bit| self.0[bit / 64] & 1 << (bit % 64) != 0)
    }
}

/// The bit of each run of a text.
pub fn bits(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    bytes.windows(2).chain(bytes.windows(3)).map(|run| own_bit(run).unwrap_or_else(|| shared_bit(run)))
}

/// Whether the bit of a word's only run says all there is to know of it.
pub fn is_own(word: &str) -> bool {
    own_bit(word.as_bytes()).is_some()
}

/// The bit of two letters that have one of their own.
fn own_bit(run: &[u8]) -> Option<usize> {
    match run {
        [one, next] if OWN.contains(one) && OWN.contains(next) => {
            Some(usize::from(one - OWN.start()) * 26 + usize::from(next - OWN.start()))
        }
        _ => None,
    }
}

/// A bit that others may have too.
fn shared_bit(run: &[u8]) -> usize {
    OWN_BITS + run.iter().fold(0, |sum, byte| sum * 31 + usize::from(*byte)) % (BITS - OWN_BITS)
}

/// The ASCII characters that a text has, exactly.
#[derive(Debug, Clone, Copy)]
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
