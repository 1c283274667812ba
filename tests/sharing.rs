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
