//! The laws that everything stands on, tried on ten thousand random stories each: more with `PROPTEST_CASES`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support {
    pub mod graph;
    pub mod laws;
    pub mod tape;
    pub mod universe;
}

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use support::laws::{LAWS, Law};
use support::tape::Step;
use support::universe::{Cuts, Universe};

fn config() -> Config {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok());
    Config { cases: asked.unwrap_or(10_000), failure_persistence: None, ..Config::default() }
}

fn hold(name: &str) {
    let law: Law = LAWS.iter().find(|(known, _)| *known == name).expect("a known law").1;
    let tapes = (prop::collection::vec(any::<Step>(), 0..18), prop::collection::vec(any::<u16>(), 0..40));
    let tried = TestRunner::new(config()).run(&tapes, |(steps, cuts)| {
        let universe = Universe::play(&steps);
        law(&universe, &Cuts(cuts))
            .map_err(|wrong| TestCaseError::fail(format!("{wrong}\n{}", universe.told())))
    });
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
    taking_in_the_same_file_twice_changes_nothing
    two_files_in_either_order_give_one_notebook
    three_files_grouped_either_way_give_one_notebook
    a_stub_or_a_part_adds_nothing_to_the_whole
    emptying_early_or_late_shows_the_same
    no_word_goes_until_a_person_took_it_out
    fifty_overlapping_files_in_any_order_give_one_digest
    wrong_clocks_change_only_the_order
    what_a_later_build_wrote_survives_an_edit
    saving_on_top_of_all_heads_settles_a_record
}
