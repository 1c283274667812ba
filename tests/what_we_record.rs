//! `docs/what-we-record.md` explains every field, and no field that is not there.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use ginnel::domain::fields;
use ginnel::domain::revision::Kind;
use std::collections::BTreeSet;

const PAGE: &str = include_str!("../docs/what-we-record.md");
const KINDS: &[&str] = &[
    "engagement",
    "organisation",
    "response",
    "area",
    "place",
    "words",
    "prompt_set",
    "prompt",
    "keys",
    "rules",
];

/// The rows of the table under the heading that names this kind.
fn rows(kind: &str) -> Vec<Vec<&'static str>> {
    let section =
        PAGE.split("\n## ").find(|section| section.lines().next().unwrap().ends_with(&format!("(`{kind}`)")));
    section
        .unwrap_or_else(|| panic!("no section for {kind}"))
        .lines()
        .filter(|line| line.starts_with("| `"))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect()
}

#[test]
fn every_field_is_explained_and_no_other() {
    for kind in KINDS {
        let known: BTreeSet<&str> = fields::of(&Kind::from(*kind)).iter().map(|field| field.path).collect();
        let explained: BTreeSet<&str> = rows(kind).iter().map(|row| row[0].trim_matches('`')).collect();
        assert_eq!(explained, known, "fields of {kind}");
        assert!(
            rows(kind).iter().all(|row| row.len() == 4 && row[3].ends_with('.')),
            "each row of {kind} says why"
        );
    }
}

#[test]
fn the_page_says_truly_how_far_a_field_goes() {
    for kind in KINDS {
        for row in rows(kind) {
            let field = fields::find(&Kind::from(*kind), row[0].trim_matches('`')).unwrap();
            let circle = ["only me", "coordinator", "all areas", "anyone"][usize::from(field.limit)];
            let told = row[2].split(',').next().unwrap();
            assert_eq!(told, circle, "{kind} {}", field.path);
        }
    }
}
