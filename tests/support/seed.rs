//! Tapes from a seed, for the browser, where proptest does not run.

use super::tape::Step;
use super::universe::Cuts;

/// A small deterministic generator (splitmix64).
pub struct Rng(pub u64);

impl Rng {
    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A tape of a story and one of cuts, for where no proptest runs.
    pub fn tapes(seed: u64) -> (Vec<Step>, Cuts) {
        let mut rng = Self(seed);
        let length = rng.next() % 24;
        let steps = (0..length).map(|_| [(); 4].map(|()| rng.next() as u16)).collect();
        let cuts = (0..40).map(|_| rng.next() as u16).collect();
        (steps, Cuts(cuts))
    }
}
