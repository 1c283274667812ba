//! Every revision that ever was, in one consistent whole: the sets of the laws are cut from it.

use super::graph::{canary, device, paths, record_id, value, written};
use super::tape::Step;
use ginnel::domain::notebook::Notebook;
use ginnel::domain::revision::{Act, Fields, Kind, Revision, Sharing};
use serde_json::json;

/// The levels a story chooses from; the first is the usual one.
const LEVELS: &[&str] = &["my_coordinator", "private", "all_areas", "publishable", "county"];

/// Choices of how a set is cut from a universe. Reads as zeros when empty, and from the start again at its end.
#[derive(Debug, Clone)]
pub struct Cuts(pub Vec<u16>);

impl Cuts {
    /// The choice for item `index` of set `set`.
    pub fn at(&self, set: usize, index: usize) -> u16 {
        if self.0.is_empty() {
            return 0;
        }
        let place = set * 31 + index;
        self.0[place % self.0.len()].wrapping_add((place / self.0.len()) as u16 * 7)
    }
}

/// All revisions, in the order of making.
pub struct Universe {
    /// The revisions, whole.
    pub all: Vec<Revision>,
    /// What a child of each copies: its own fields, or for one without words those it took back.
    carried: Vec<Fields>,
    records: Vec<Record>,
}

struct Record {
    kind: Kind,
    revisions: Vec<usize>,
}

impl Universe {
    /// Plays a tape: edits, concurrent edits, merges, withdrawals whole and of paths, undo, erasures, changes of
    /// level, links, wishes, and what a later build might write.
    pub fn play(steps: &[Step]) -> Self {
        let mut universe = Self { all: Vec::new(), carried: Vec::new(), records: Vec::new() };
        for step in steps {
            universe.step(*step);
        }
        universe
    }

    fn step(&mut self, [what, which, whence, how]: Step) {
        if self.records.is_empty() || what % 16 == 0 {
            return self.start(which, how);
        }
        let record = which as usize % self.records.len();
        let revisions = &self.records[record].revisions;
        // Zero is the latest; anything else may make a second head.
        let parent = revisions[revisions.len() - 1 - whence as usize % revisions.len()];
        match what % 16 {
            1 => self.merge(record, how),
            2 | 3 => self.act(record, &[parent], Act::Withdraw, Vec::new()),
            4 => self.take_out(record, parent, how),
            5 if how % 3 == 0 => self.act(record, &[parent], Act::Erase, Vec::new()),
            6 => self.act(record, &[parent], Act::from("hand_over"), Vec::new()),
            7 | 8 => {
                self.edit(record, &[parent], how);
                self.level(how);
            }
            9 if how % 3 == 0 => {
                self.edit(record, &[parent], how);
                self.latest().extra.insert("mood".into(), json!({"of": [how]}));
            }
            _ => self.edit(record, &[parent], how),
        }
    }

    fn latest(&mut self) -> &mut Revision {
        let last = self.all.len() - 1;
        &mut self.all[last]
    }

    fn start(&mut self, which: u16, how: u16) {
        let kind = match which % 6 {
            0 | 1 => Kind::Engagement,
            2 => Kind::Organisation,
            3 | 4 => Kind::Response,
            _ => Kind::from("harvest"),
        };
        let mut fields = Fields::new();
        let note = self.records.iter().rposition(|r| r.kind == Kind::Engagement);
        if let (Kind::Response, Some(note)) = (&kind, note) {
            fields.insert("engagement_id".into(), json!(record_id(note).to_string()));
        }
        let record = self.records.len();
        self.records.push(Record { kind, revisions: Vec::new() });
        self.save(record, &[], fields);
        self.enter(how, 0);
        self.enter(how / 7, 1);
        self.level(how / 64);
    }

    fn save(&mut self, record: usize, parents: &[usize], fields: Fields) {
        let number = self.all.len();
        let mut revision =
            written(number, record, self.records[record].kind.clone(), parents, fields.clone());
        if let Some(parent) = parents.first() {
            revision.sharing = self.all[*parent].sharing.clone();
        }
        self.all.push(revision);
        self.carried.push(fields);
        self.records[record].revisions.push(number);
    }

    fn edit(&mut self, record: usize, parents: &[usize], how: u16) {
        self.save(record, parents, self.carried[parents[0]].clone());
        self.enter(how, 0);
    }

    fn enter(&mut self, how: u16, salt: u16) {
        let number = self.all.len() - 1;
        let revision = &self.all[number];
        let paths = paths(&revision.kind);
        let path = paths[(how + salt) as usize % paths.len()];
        let group = self.records.iter().rposition(|r| r.kind == Kind::Organisation).map(record_id);
        if let Some(value) = value(path, canary(number, path), how / 16, group) {
            self.carried[number].insert(path.to_owned(), value);
        }
        self.latest().fields = self.carried[number].clone();
    }

    fn level(&mut self, how: u16) {
        self.latest().sharing = Sharing::from(LEVELS[how as usize % LEVELS.len()]);
    }

    fn merge(&mut self, record: usize, how: u16) {
        let of = &self.records[record].revisions;
        let is_parent = |id: usize| self.all.iter().any(|r| r.parents.contains(&self.all[id].id));
        let heads: Vec<usize> = of.iter().copied().filter(|id| !is_parent(*id)).collect();
        self.edit(record, &heads, how);
    }

    fn act(&mut self, record: usize, parents: &[usize], act: Act, closes: Vec<String>) {
        let keeps_words = !closes.is_empty() || !matches!(act, Act::Withdraw | Act::Erase);
        let carried = self.carried[parents[0]].clone();
        self.save(record, parents, if keeps_words { carried.clone() } else { Fields::new() });
        let number = self.all.len() - 1;
        self.carried[number] = carried;
        let latest = self.latest();
        (latest.act, latest.closes) = (act, closes);
    }

    fn take_out(&mut self, record: usize, parent: usize, how: u16) {
        let paths: Vec<&String> = self.carried[parent].keys().filter(|p| *p != "engagement_id").collect();
        let Some(path) = paths.get(how as usize % paths.len().max(1)) else {
            return;
        };
        let path = (*path).clone();
        self.act(record, &[parent], Act::Withdraw, vec![path.clone()]);
        let number = self.all.len() - 1;
        self.carried[number].remove(&path);
        self.latest().fields.remove(&path);
    }

    /// The story in one line a revision, for whoever reads a failure.
    pub fn told(&self) -> String {
        let line = |(number, r): (usize, &Revision)| {
            let number_of = |id| self.all.iter().position(|r| r.id == id);
            let parents: Vec<usize> = r.parents.iter().filter_map(|id| number_of(*id)).collect();
            let fields = serde_json::to_string(&r.fields).unwrap_or_default();
            let (kind, act, level, closes) = (r.kind.as_str(), r.act.as_str(), r.sharing.as_str(), &r.closes);
            format!(
                "{number} {}: {kind} {act} on {parents:?}, {level}, closes {closes:?}, {fields}",
                r.record
            )
        };
        self.all.iter().enumerate().map(line).collect::<Vec<_>>().join("\n")
    }

    /// One set: of each revision the whole, a part, a stub or nothing.
    pub fn cut(&self, cuts: &Cuts, set: usize) -> Vec<Revision> {
        let choose = |(index, revision): (usize, &Revision)| match cuts.at(set, index) % 8 {
            0..=2 => Some(revision.clone()),
            3 | 4 => Some(
                revision.redacted(|path| (path.len() + cuts.at(set, index) as usize / 8).is_multiple_of(2)),
            ),
            5 => Some(revision.stub()),
            _ => None,
        };
        self.all.iter().enumerate().filter_map(choose).collect()
    }

    /// Whether an act of a person closed this path of this revision. By brute force, from the story alone.
    pub fn was_taken_out(&self, revision: &Revision, path: &str) -> bool {
        let of_record = || self.all.iter().filter(|r| r.record == revision.record);
        of_record().any(|act| match act.act {
            Act::Erase => true,
            Act::Withdraw => {
                (act.closes.is_empty() || act.closes.iter().any(|p| p == path))
                    && self.descends(act, revision)
            }
            Act::Write | Act::Other(_) => false,
        })
    }

    fn descends(&self, child: &Revision, ancestor: &Revision) -> bool {
        child.parents.iter().any(|id| {
            *id == ancestor.id || self.all.iter().any(|r| r.id == *id && self.descends(r, ancestor))
        })
    }
}

/// The notebook of their writer, which took these in, in this order.
pub fn notebook<'a>(revisions: impl IntoIterator<Item = &'a Revision>) -> Notebook {
    let mut notebook = Notebook::of(device(1));
    for revision in revisions {
        notebook.add(revision.clone());
    }
    notebook
}
