//! No byte of a field that an audience may not see is in anything made for it: over random stories of two workers and
//! their coordinator, against an oracle that knows the story and nothing of the code. And nothing is held back that
//! may go; what was drawn back shows nowhere; what was never shared leaves no trace.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support {
    pub mod graph;
    pub mod oracle;
    pub mod parties;
    pub mod sharing;
    pub mod tape;
}

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use support::sharing::{LAWS, Law};
use support::tape::Step;

fn hold(name: &str) {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok());
    let config = Config { cases: asked.unwrap_or(10_000), failure_persistence: None, ..Config::default() };
    let law: Law = LAWS.iter().find(|(known, _)| *known == name).expect("a known law").1;
    let tape = || prop::collection::vec(any::<Step>(), 0..24);
    let tried = TestRunner::new(config)
        .run(&(tape(), tape()), |(story, more)| law(&story, &more).map_err(TestCaseError::fail));
    if let Err(broken) = tried {
        panic!("{broken}");
    }
}

/// Stories that once broke a law, as they were shrunk: all laws are tried on each.
const BROKEN_ONCE: &[(&str, &[Step])] = &[
    (
        "the wish stood on a version of the group that had no name to leave out",
        &[
            [41344, 9211, 0, 27159],
            [41401, 0, 0, 13887],
            [32441, 0, 9924, 43950],
            [13577, 0, 0, 41315],
            [37636, 0, 0, 3917],
            [50705, 0, 0, 3472],
            [28297, 0, 20467, 39502],
            [9129, 0, 547, 33493],
        ],
    ),
    (
        "the note of an answer was erased, and made private on top of that",
        &[
            [256, 14967, 0, 25616],
            [23952, 11735, 0, 2768],
            [37417, 18895, 0, 9532],
            [50049, 0, 0, 5864],
            [311, 36217, 0, 44264],
        ],
    ),
];

#[test]
fn stories_that_once_broke_a_law_go_well() {
    for (story, steps) in BROKEN_ONCE {
        for (name, law) in LAWS {
            if let Err(broken) = law(steps, &[]) {
                panic!("{name}: {story}: {broken}");
            }
        }
    }
}

macro_rules! laws {
    ($($name:ident)*) => {
        $(#[test] fn $name() { hold(stringify!($name)); })*

        #[test]
        fn every_law_is_tried() {
            assert_eq!(LAWS.iter().map(|(name, _)| *name).collect::<Vec<_>>(), [$(stringify!($name)),*]);
        }
    };
}

laws! {
    a_file_holds_what_may_go_and_no_byte_more
    what_was_drawn_back_shows_nowhere_and_no_old_file_revives_it
    what_was_never_shared_leaves_no_trace
}
