//! The laws of the set and of sharing, in the browser too: the same functions as in `tests/laws.rs` and
//! `tests/sharing.rs`, over stories from fixed seeds, since proptest runs only natively.

#[path = "../support/graph.rs"]
mod graph;
#[allow(clippy::module_inception, reason = "the same laws, and here they are tried")]
#[path = "../support/laws.rs"]
mod laws;
#[path = "../support/oracle.rs"]
mod oracle;
#[path = "../support/parties.rs"]
mod parties;
#[path = "../support/seed.rs"]
mod seed;
#[path = "../support/sharing.rs"]
mod sharing;
#[path = "../support/tape.rs"]
mod tape;
#[path = "../support/universe.rs"]
mod universe;

use seed::Rng;
use universe::Universe;
use wasm_bindgen_test::wasm_bindgen_test;

/// Stories told of each law. The ten thousand are native.
const STORIES: u64 = 1500;

#[wasm_bindgen_test]
fn the_laws_of_the_set_hold_in_the_browser() {
    for (name, law) in laws::LAWS {
        for seed in 0..STORIES {
            let (steps, cuts) = Rng::tapes(seed);
            let universe = Universe::play(&steps);
            if let Err(broken) = law(&universe, &cuts) {
                panic!("{name}, seed {seed}: {broken}\n{}", universe.told());
            }
        }
    }
}

#[wasm_bindgen_test]
fn nothing_private_leaves_in_the_browser_either() {
    for (name, law) in sharing::LAWS {
        for seed in 0..STORIES {
            let ((story, _), (more, _)) = (Rng::tapes(seed), Rng::tapes(!seed));
            if let Err(broken) = law(&story, &more) {
                panic!("{name}, seed {seed}: {broken}");
            }
        }
    }
}
