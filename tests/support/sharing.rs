//! The laws of sharing, as plain functions over stories. `tests/sharing.rs` tries them natively with proptest,
//! `tests/browser/laws.rs` in the browser.

use super::graph::{canary, record_id, revision_id, written};
use super::oracle::{Deed, What};
use super::parties::{AUDIENCES, Party, Story};
use super::tape::Step;
use ginnel::domain::notebook::Notebook;
use ginnel::domain::revision::{Kind, Revision, Sharing};
use ginnel::domain::sharing::outgoing;
use ginnel::exchange::spelled;
use serde_json::json;
use std::collections::BTreeSet;

/// One law, over a story and a second tape.
pub type Law = fn(&[Step], &[Step]) -> Result<(), String>;

/// All laws, named after what a person would notice.
pub const LAWS: &[(&str, Law)] = &[
    ("a_file_holds_what_may_go_and_no_byte_more", files_hold_what_may_go),
    ("what_was_drawn_back_shows_nowhere_and_no_old_file_revives_it", drawn_back_shows_nowhere),
    ("what_was_never_shared_leaves_no_trace", never_shared_leaves_no_trace),
];

fn play(steps: &[Step]) -> Result<Story, String> {
    let mut story = Story::default();
    for step in steps {
        story.step(*step).map_err(|wrong| format!("{wrong}\n{}", told(&story)))?;
    }
    Ok(story)
}

fn told(story: &Story) -> String {
    let line = |(number, t): (usize, &super::oracle::Told)| {
        let words = serde_json::to_string(&t.words).unwrap_or_default();
        let author = story.author[t.record];
        format!(
            "{number}: {:?} {} of {author}, {:?} on {:?}, level {}, {words}",
            t.what, t.record, t.deed, t.parents, t.level
        )
    };
    story.told.iter().enumerate().map(line).collect::<Vec<_>>().join("\n")
}

fn files_hold_what_may_go(steps: &[Step], _: &[Step]) -> Result<(), String> {
    let story = play(steps)?;
    for (party, audience) in (0..3).flat_map(|party| (0..4).map(move |audience| (party, audience))) {
        story.file(party, audience).map_err(|wrong| format!("{wrong}\n{}", told(&story)))?;
    }
    Ok(())
}

/// After a worker's later file is taken in, the coordinator reads nothing of what that worker has drawn back: of records
/// on which only that worker wrote, and that came by that worker's files.
fn drawn_back_shows_nowhere(steps: &[Step], _: &[Step]) -> Result<(), String> {
    let mut story = play(steps)?;
    story.send(0, 2, 1).map_err(|wrong| format!("{wrong}\n{}", told(&story)))?;
    let file = story.files.last().cloned().ok_or("no file")?;
    nothing_drawn_back_is_read(&story).map_err(|wrong| format!("{wrong}\n{}", told(&story)))?;
    for old in story.files.clone().iter().filter(|f| f.from.0 == 0 && f.from.1 != 0) {
        story.take(2, old);
    }
    nothing_drawn_back_is_read(&story).map_err(|wrong| format!("revived: {wrong}\n{}", told(&story)))?;
    // And a coordinator who starts anew with the last file reads no more of it than one who has them all.
    story.parties[2] = Party::new(2);
    story.take(2, &file);
    nothing_drawn_back_is_read(&story).map_err(|wrong| format!("anew: {wrong}\n{}", told(&story)))
}

fn nothing_drawn_back_is_read(story: &Story) -> Result<(), String> {
    let (worker, desk) = (&story.parties[0], &story.parties[2]);
    if worker.forgot {
        return Ok(());
    }
    for &record in &worker.sent {
        let only_theirs = story.writers[record] == BTreeSet::from([0]);
        let all_from_them =
            desk.known.of(&story.told, record).iter().all(|r| worker.known.held.contains_key(r));
        if !only_theirs || !all_from_them {
            continue;
        }
        let heads = worker.known.heads(&story.told, record);
        let gone = worker.known.level_now(&story.told, record) < 1
            || worker.known.erased(&story.told, record)
            || heads.iter().all(|h| story.told[*h].deed == Deed::TookBack);
        let wish = |h: &usize| {
            story.told[*h].words.get("wishes").is_some_and(|w| w.to_string().contains("do_not_name"))
        };
        let unnamed = heads.iter().any(wish) && story.told[heads[0]].what == What::Group;
        let coverage = desk.notebook.coverage(record_id(record));
        for revision in desk.notebook.revisions_of(record_id(record)) {
            let read =
                serde_json::to_string(&desk.notebook.open(revision, &coverage).fields).unwrap_or_default();
            let entered = worker.known.of(&story.told, record);
            for (number, path) in
                entered.iter().flat_map(|n| story.told[*n].words.keys().map(move |p| (*n, p)))
            {
                let naming = matches!(path.as_str(), "name" | "aliases" | "what_they_do");
                let here = revision_id(number) == revision.id;
                let closed = here && worker.known.closed(&story.told, number, path);
                if read.contains(&canary(number, path)) && (gone || unnamed && naming || closed) {
                    return Err(format!("the desk reads {} in {}", canary(number, path), revision.id));
                }
            }
        }
    }
    Ok(())
}

/// Adds to a notebook what stays private, and all that hangs on it: private notes with their edits, groups that only
/// they name, answers given in them, levels of a later build. No file changes by a byte.
fn never_shared_leaves_no_trace(steps: &[Step], more: &[Step]) -> Result<(), String> {
    let story = play(steps)?;
    for party in &story.parties {
        let mut fuller = party.notebook.clone();
        let shared: Vec<usize> = (0..story.author.len()).collect();
        for (index, [what, which, whence, how]) in more.iter().enumerate() {
            let number = 20_000 + index;
            let record = |index: usize| 20_000 + index;
            let known =
                (!shared.is_empty()).then(|| record_id(shared[*which as usize % shared.len()]).to_string());
            let earlier = record_id(record(*whence as usize % (index + 1))).to_string();
            let (kind, mut fields) = match what % 4 {
                0 | 1 => {
                    (Kind::Engagement, json!({"orgs": [earlier, known], "words": canary(number, "words")}))
                }
                2 => (Kind::Organisation, json!({"name": canary(number, "name"), "added_on_purpose": false})),
                _ => (Kind::Response, json!({"engagement_id": known, "answer": canary(number, "answer")})),
            };
            fields.as_object_mut().into_iter().for_each(|f| f.retain(|_, value| !value.is_null()));
            let parents = if how % 3 == 0 && index > 0 && more[index - 1][0] % 4 == what % 4 {
                vec![number - 1]
            } else {
                vec![]
            };
            let of = if parents.is_empty() { index } else { chain_start(more, index) };
            let fields = fields.as_object().cloned().unwrap_or_default().into_iter().collect();
            let private = Sharing::from(["private", "county"][*how as usize % 2]);
            let sharing = if kind == Kind::Organisation { Sharing::MyCoordinator } else { private };
            fuller.add(Revision { sharing, ..written(number, record(of), kind, &parents, fields) });
        }
        for audience in &AUDIENCES[1..] {
            let lines = |set: &Notebook| -> Vec<Vec<u8>> {
                outgoing(set, &Sharing::from(*audience), &BTreeSet::new())
                    .iter()
                    .map(spelled::canonical)
                    .collect()
            };
            if lines(&party.notebook) != lines(&fuller) {
                return Err(format!("something private changed the file for {audience}\n{}", told(&story)));
            }
        }
    }
    Ok(())
}

/// The index at which the run of edits that reaches `index` began.
fn chain_start(more: &[Step], index: usize) -> usize {
    let goes_on = |i: usize| i > 0 && more[i][3].is_multiple_of(3) && more[i - 1][0] % 4 == more[i][0] % 4;
    (1..=index).rev().find(|i| !goes_on(*i)).unwrap_or(0)
}
