//! Where the choices of a test come from: a tape of small numbers. proptest writes and shrinks tapes natively; in
//! the browser, where proptest does not run, they are written from a seed.

/// One step of a story: what happens, and three choices about it. All zeros is the plainest step.
pub type Step = [u16; 4];
