//! In the place of the version that `age` stands on: the one that signatures stand on here, and without its table of
//! multiples of the base point. Those are 30 KB that nothing makes smaller, for a tenth of a millisecond a file; `age` asks
//! for all default features, and a dependant cannot take one of them away again.

pub use of_signatures::*;
