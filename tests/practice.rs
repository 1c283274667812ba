//! The practice notebook: a week of two invented link workers, to look around in.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support {
    #[allow(dead_code)]
    pub mod packs;
}

use ginnel::domain::entries::text;
use ginnel::domain::ids::RecordId;
use ginnel::domain::merge::View;
use ginnel::domain::revision::{Kind, Sharing};
use ginnel::domain::{fields, promises, search};
use std::collections::BTreeSet;
use support::packs::{CALDERFOLD, DEFAULT, PRACTICE, views};

#[test]
fn it_holds_twelve_notes_six_answers_and_one_open_promise() {
    let views = views(&[DEFAULT, CALDERFOLD, PRACTICE]);
    let count = |kind: Kind, wanted: &dyn Fn(&View) -> bool| {
        views.iter().filter(|view| view.kind == kind && view.state.is_open() && wanted(view)).count()
    };
    assert_eq!(count(Kind::Engagement, &|_| true), 12);
    assert_eq!(count(Kind::Engagement, &|view| view.sharing == Sharing::Private), 1);
    assert_eq!(count(Kind::Response, &|_| true), 6);
    assert_eq!(count(Kind::Response, &|view| text(&view.fields, "outcome") == "declined"), 1);
    assert_eq!(count(Kind::Organisation, &|view| fields::wishes_no_name(&view.fields)), 1);

    let open: Vec<String> = promises::open(&views).into_iter().map(|promise| promise.text).collect();
    assert_eq!(open, ["Keep two beds"]);
    let made: Vec<promises::Promise> = views.iter().flat_map(promises::of_note).collect();
    assert_eq!(made.iter().filter(|promise| promise.state == promises::State::Kept).count(), 1);
    let owed = promises::owed_word(&views);
    assert_eq!(owed.len(), 1);
    assert!(text(&owed[0].fields, "words").starts_with("The surgery sends people"));
}

#[test]
fn everything_that_is_named_is_there() {
    let views = views(&[DEFAULT, CALDERFOLD, PRACTICE]);
    let known: BTreeSet<RecordId> = views.iter().map(|view| view.record).collect();
    for view in &views {
        let linked = fields::linked_note(&view.fields).into_iter().chain(fields::named_records(&view.fields));
        assert!(
            linked.into_iter().all(|named| known.contains(&named)),
            "{} names what is not there",
            view.record
        );
    }
    for response in views.iter().filter(|view| view.kind == Kind::Response) {
        let prompt =
            views.iter().find(|v| v.record.to_string() == text(&response.fields, "prompt_id")).unwrap();
        assert_eq!(text(&prompt.fields, "text"), text(&response.fields, "prompt_as_asked"));
    }
}

#[test]
fn no_group_stands_twice() {
    let views = views(&[PRACTICE]);
    let mut names = BTreeSet::new();
    for group in views.iter().filter(|view| view.kind == Kind::Organisation) {
        assert!(names.insert(search::fold_name(text(&group.fields, "name"))), "a group stands twice");
    }
}
