//! Keys: sealing rows, the ways to get at the keys, signing files. Pure Rust, runs natively; a key leaves it only
//! sealed or in a keyslot.

pub mod answer;
pub mod envelope;
pub mod keyslots;
pub mod recovery_code;
pub mod seal;
pub mod signing;
pub mod six_words;
pub mod stretch;
pub mod words;
