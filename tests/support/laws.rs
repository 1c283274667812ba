//! The laws of the set, as plain functions over a story and a way to cut sets from it. `tests/laws.rs` tries them
//! natively with proptest, `tests/browser/laws.rs` in the browser.

use super::universe::{Cuts, Universe, notebook};
use chrono::{Days, NaiveDate};
use ginnel::domain::entries;
use ginnel::domain::fields;
use ginnel::domain::merge::{State, View, view};
use ginnel::domain::notebook::{Added, Notebook};
use ginnel::domain::revision::{Revision, Spelling};
use ginnel::exchange::spelled;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// What is wrong, for a person to read.
pub type Verdict = Result<(), String>;
/// One law.
pub type Law = fn(&Universe, &Cuts) -> Verdict;

/// All laws, named after what a person would notice.
pub const LAWS: &[(&str, Law)] = &[
    ("taking_in_the_same_file_twice_changes_nothing", union_is_idempotent),
    ("two_files_in_either_order_give_one_notebook", union_is_commutative),
    ("three_files_grouped_either_way_give_one_notebook", union_is_associative),
    ("a_stub_or_a_part_adds_nothing_to_the_whole", whole_absorbs_stub_and_part),
    ("emptying_early_or_late_shows_the_same", emptying_early_or_late_shows_the_same),
    ("no_word_goes_until_a_person_took_it_out", no_word_goes_until_a_person_took_it_out),
    ("fifty_overlapping_files_in_any_order_give_one_digest", fifty_files_in_any_order),
    ("wrong_clocks_change_only_the_order", wrong_clocks_change_only_the_order),
    ("what_a_later_build_wrote_survives_an_edit", what_a_later_build_wrote_survives_an_edit),
    ("saving_on_top_of_all_heads_settles_a_record", saving_on_all_heads_settles),
];

macro_rules! ensure {
    ($right:expr, $($what:tt)+) => { if !$right { return Err(format!($($what)+)); } };
}

/// The set without what is closed in it, one canonical line a revision.
fn lines(notebook: &Notebook) -> Vec<Vec<u8>> {
    let mut lines: Vec<Vec<u8>> = notebook.emptied().revisions().map(spelled::canonical).collect();
    lines.sort();
    lines
}

/// The digest of what a notebook shows.
pub fn digest(notebook: &Notebook) -> String {
    let mut sum = Sha256::new();
    for line in lines(notebook) {
        sum.update(line);
        sum.update(b"\n");
    }
    hex::encode(sum.finalize())
}

fn views(notebook: &Notebook) -> Vec<View> {
    notebook.records().filter_map(|record| view(notebook, record)).collect()
}

/// Everything held, closed or not.
fn held(notebook: &Notebook) -> Vec<Vec<u8>> {
    let mut lines: Vec<Vec<u8>> = notebook.revisions().map(spelled::canonical).collect();
    lines.sort();
    lines
}

fn same(one: &Notebook, other: &Notebook) -> Verdict {
    ensure!(held(one) == held(other), "the sets differ");
    ensure!(views(one) == views(other), "equal sets, but the views differ");
    ensure!(digest(one) == digest(other), "equal sets, but the digests differ");
    Ok(())
}

fn union_is_idempotent(universe: &Universe, cuts: &Cuts) -> Verdict {
    let a = universe.cut(cuts, 0);
    let once = notebook(&a);
    let mut twice = once.clone();
    for revision in &a {
        ensure!(twice.add(revision.clone()) == Added::Known, "known, but not said so: {revision:?}");
    }
    same(&once, &twice)
}

fn union_is_commutative(universe: &Universe, cuts: &Cuts) -> Verdict {
    let (a, b) = (universe.cut(cuts, 0), universe.cut(cuts, 1));
    same(&notebook(a.iter().chain(&b)), &notebook(b.iter().chain(&a).rev()))
}

fn union_is_associative(universe: &Universe, cuts: &Cuts) -> Verdict {
    let [a, b, c] = [0, 1, 2].map(|set| universe.cut(cuts, set));
    let (mut left, right) = (notebook(a.iter().chain(&b)), notebook(b.iter().chain(&c)));
    for revision in &c {
        left.add(revision.clone());
    }
    let mut a_then_right = notebook(&a);
    for revision in right.revisions() {
        ensure!(
            a_then_right.add(revision.clone()) != Added::Damage,
            "no damage here, but said so: {revision:?}"
        );
    }
    same(&left, &a_then_right)
}

fn whole_absorbs_stub_and_part(universe: &Universe, cuts: &Cuts) -> Verdict {
    let whole = notebook(&universe.all);
    let parts = universe.cut(cuts, 0);
    let stubs: Vec<Revision> = universe.all.iter().map(Revision::stub).collect();
    same(&whole, &notebook(universe.all.iter().chain(&parts).chain(&stubs)))?;
    same(&whole, &notebook(stubs.iter().chain(&parts).chain(&universe.all)))
}

/// A group's wish and a narrowed note can be taken back again, and then the words come with the next file. So the law
/// speaks of the records that stayed as they were; what a person took back, took out or erased stays so for ever.
fn emptying_early_or_late_shows_the_same(universe: &Universe, cuts: &Cuts) -> Verdict {
    let (a, b) = (universe.cut(cuts, 0), universe.cut(cuts, 1));
    let early_only = notebook(&a);
    let late = notebook(a.iter().chain(&b));
    let mut early = early_only.emptied();
    for revision in &b {
        ensure!(early.add(revision.clone()) != Added::Damage, "an emptied revision is damage");
    }
    let given_again = |record| {
        let (then, now) = (early_only.coverage(record), late.coverage(record));
        then.narrowed && !now.narrowed || then.unnamed && !now.unnamed
    };
    for record in late.records() {
        let notes = late.revisions_of(record).filter_map(|r| fields::linked_note(&r.fields));
        if notes.chain([record]).any(given_again) {
            continue;
        }
        ensure!(view(&early, record) == view(&late, record), "the views of {record} differ");
        let of = |set: &Notebook| -> Vec<Vec<u8>> {
            set.emptied().revisions_of(record).map(spelled::canonical).collect()
        };
        ensure!(of(&early) == of(&late), "what is left of {record} differs");
    }
    let once = late.emptied();
    ensure!(held(&once.emptied()) == held(&once), "emptying twice does more than once: {once:#?}");
    Ok(())
}

fn no_word_goes_until_a_person_took_it_out(universe: &Universe, cuts: &Cuts) -> Verdict {
    let mut set = notebook(universe.cut(cuts, 0).iter().chain(&universe.all));
    set = set.emptied();
    for revision in &universe.all {
        let kept = set.get(revision.id).ok_or(format!("{} is gone", revision.id))?;
        for (path, value) in &revision.fields {
            if fields::is_never_closed(path) {
                continue;
            }
            let out = universe.was_taken_out(revision, path);
            ensure!(kept.fields.get(path) == (!out).then_some(value), "{path} of {}: out {out}", revision.id);
        }
    }
    Ok(())
}

fn fifty_files_in_any_order(universe: &Universe, cuts: &Cuts) -> Verdict {
    let mut files: Vec<Vec<Revision>> = (0..50)
        .map(|file| {
            let some = |(index, _): &(usize, _)| cuts.at(file, *index).is_multiple_of(3);
            let taken = universe.all.iter().enumerate().filter(some);
            taken
                .map(|(index, r)| if cuts.at(file, index).is_multiple_of(2) { r.clone() } else { r.stub() })
                .collect()
        })
        .collect();
    let forwards = notebook(files.iter().flatten());
    files.sort_by_key(|file| file.len());
    files.rotate_left(cuts.at(50, 0) as usize % 50);
    files.iter_mut().for_each(|file| file.reverse());
    let otherwise = notebook(files.iter().flatten());
    ensure!(digest(&forwards) == digest(&otherwise), "two orders, two digests");
    Ok(())
}

fn wrong_clocks_change_only_the_order(universe: &Universe, cuts: &Cuts) -> Verdict {
    let skewed: Vec<Revision> =
        universe.all.iter().enumerate().map(|(index, r)| skew(r, cuts.at(3, index))).collect();
    let (right, wrong) = (notebook(&universe.all), notebook(&skewed));
    for (one, other) in views(&right).iter().zip(&views(&wrong)) {
        let heads = |v: &View| v.heads.iter().copied().collect::<BTreeSet<_>>();
        ensure!(one.record == other.record && one.kind == other.kind, "another record");
        ensure!(heads(one) == heads(other), "other heads of {}", one.record);
        ensure!(one.state == other.state, "{:?} became {:?}", one.state, other.state);
        ensure!(one.sharing == other.sharing, "{:?} became {:?}", one.sharing, other.sharing);
        // In a conflict the latest is shown, until a person has decided: that is order.
        ensure!(one.state == State::Conflict || one.fields == other.fields, "other words of {}", one.record);
    }
    let words = |set: &Notebook| -> BTreeSet<_> {
        set.emptied().revisions().map(|r| (r.id, r.spelling.as_str(), format!("{:?}", r.fields))).collect()
    };
    ensure!(words(&right) == words(&wrong), "a clock closed or opened words");
    Ok(())
}

/// The same revision from a phone whose clock is up to ten years wrong.
fn skew(revision: &Revision, by: u16) -> Revision {
    let start = NaiveDate::from_ymd_opt(2016, 1, 1).unwrap_or_default();
    Revision { on: start + Days::new(u64::from(by) % 7305), ..revision.clone() }
}

fn what_a_later_build_wrote_survives_an_edit(universe: &Universe, _: &Cuts) -> Verdict {
    for revision in &universe.all {
        let read =
            spelled::from_bytes(&spelled::canonical(revision)).map_err(|fault| format!("{fault:?}"))?;
        ensure!(read == *revision, "{} is not what was written", revision.id);
        let mut edited = revision.fields.clone();
        entries::set_text(&mut edited, "words", "new words");
        entries::set_codes(&mut edited, "themes", ["food".to_owned(), "money".to_owned()]);
        for (path, item) in edited.iter_mut().filter(|(path, _)| path.starts_with("promises.")) {
            entries::set_member(item, "state", Value::from("kept"));
            let before = revision.fields.get(path).and_then(Value::as_object).into_iter().flatten();
            for (name, value) in before.filter(|(name, _)| *name != "state") {
                ensure!(item.get(name) == Some(value), "{name} of {path} did not survive");
            }
        }
        for path in fields::unknown_paths(&revision.kind, &revision.fields) {
            ensure!(edited.get(path) == revision.fields.get(path), "{path} did not survive");
        }
    }
    Ok(())
}

fn saving_on_all_heads_settles(universe: &Universe, cuts: &Cuts) -> Verdict {
    let mut set = notebook(&universe.cut(cuts, 0));
    for record in set.records().collect::<Vec<_>>() {
        let Some(before) = view(&set, record) else {
            continue;
        };
        let Some(model) = set.get(before.heads[0]) else {
            continue;
        };
        let mut saved = model.clone();
        saved.id = super::graph::revision_id(10_000 + universe.all.len());
        saved.record = record;
        saved.parents = before.heads.clone();
        (saved.act, saved.closes) = (ginnel::domain::revision::Act::Write, Vec::new());
        (saved.spelling, saved.fields) = (Spelling::Whole, before.fields.clone());
        set.add(saved.clone());
        let after = view(&set, record).ok_or("the record is gone")?;
        let erased = before.state == State::Erased;
        ensure!(after.heads == [saved.id], "a head is left over");
        // What is narrowed with its note, or erased, stays so whatever is saved on top.
        let settled = erased || after.state == State::Current || set.coverage(record).narrowed;
        ensure!(settled, "{:?} became {:?}", before.state, after.state);
        set.remove(saved.id);
        ensure!(view(&set, record) == Some(before), "taking it out again left a trace");
    }
    Ok(())
}
