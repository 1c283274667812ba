//! Where the choices of a test come from: a tape of small numbers. proptest writes and shrinks tapes natively; in
//! the browser, where proptest does not run, they are written from a seed.

/// One step of a story: what happens, and three choices about it. All zeros is the plainest step.
pub type Step = [u16; 4];

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

/// Choices of how a set is cut from a universe. Reads as zeros when empty, and from the start again at its end.
#[derive(Debug, Clone)]
pub struct Cuts(pub Vec<u16>);

impl Cuts {
    /// The choice for item `index` of set `set`.
    pub fn at(&self, set: usize, index: usize) -> u16 {
        if self.0.is_empty() {
            return 0;
        }
        let place = set * 31 + index;
        self.0[place % self.0.len()].wrapping_add((place / self.0.len()) as u16 * 7)
    }
}
