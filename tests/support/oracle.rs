//! What each party may know and show, worked out from the story alone: slowly, one word at a time, and without asking
//! the code under test. Start at [`Known::leaves`].

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A revision of the story, as its writer saved it.
pub struct Told {
    /// The record's number.
    pub record: usize,
    /// Who saved it.
    pub by: usize,
    /// What it is.
    pub what: What,
    /// The revisions it was made from.
    pub parents: Vec<usize>,
    /// What saving it did.
    pub deed: Deed,
    /// The level, 0 to 3.
    pub level: u8,
    /// The words, by path.
    pub words: BTreeMap<String, Value>,
    /// The groups named, by path.
    pub names: BTreeMap<String, usize>,
    /// The note that a response belongs to.
    pub note: Option<usize>,
}

/// The kinds of the story.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum What {
    /// A note.
    Note,
    /// A group.
    Group,
    /// An answer.
    Answer,
}

/// The acts of the story.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Deed {
    /// Saved.
    Wrote,
    /// Took back the whole record.
    TookBack,
    /// Took out paths for good.
    TookOut(Vec<String>),
    /// Erased the record.
    Erased,
}

/// How much of a revision a party holds: `None` is a stub, else the paths, and whether they are all.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Held(pub Option<(BTreeSet<String>, bool)>);

/// What a party holds.
#[derive(Clone, Default)]
pub struct Known {
    /// How much, by revision.
    pub held: BTreeMap<usize, Held>,
    /// The revisions of which it knows the author.
    pub signed: BTreeSet<usize>,
    /// Who it is.
    pub me: usize,
}

const NAMING: &[&str] = &["name", "aliases", "what_they_do"];

/// The widest audience that a field may go to, written down a second time.
fn limit(what: What, path: &str, agreed: bool) -> u8 {
    match (what, path) {
        (What::Note, p) if p.starts_with("quotes.") => {
            if agreed {
                3
            } else {
                1
            }
        }
        (What::Note, p) if p.starts_with("promises.") => 1,
        (_, "orgs" | "tags" | "later.path" | "added_on_purpose" | "author") => 1,
        (What::Group, "name" | "aliases" | "what_they_do") => 2,
        _ => 3,
    }
}

impl Known {
    /// Takes in what a file brought.
    pub fn learn(&mut self, file: &Known) {
        self.signed.extend(&file.signed);
        for (revision, held) in &file.held {
            let known = self.held.entry(*revision).or_default();
            match (&mut known.0, &held.0) {
                (Some((paths, all)), Some((more, all_now))) => {
                    paths.extend(more.iter().cloned());
                    *all |= all_now;
                }
                (None, Some(_)) => *known = held.clone(),
                (_, None) => {}
            }
        }
    }

    /// Whether the party knows the revision for its own.
    fn is_own(&self, told: &[Told], revision: usize) -> bool {
        told[revision].by == self.me && self.signed.contains(&revision)
    }

    /// The revisions of a record.
    pub fn of(&self, told: &[Told], record: usize) -> Vec<usize> {
        self.held.keys().copied().filter(|r| told[*r].record == record).collect()
    }

    /// The revisions that no other was made from.
    pub fn heads(&self, told: &[Told], record: usize) -> Vec<usize> {
        let of = self.of(told, record);
        of.iter().copied().filter(|head| !of.iter().any(|r| told[*r].parents.contains(head))).collect()
    }

    fn descends(&self, told: &[Told], child: usize, ancestor: usize) -> bool {
        told[child]
            .parents
            .iter()
            .any(|p| *p == ancestor || self.held.contains_key(p) && self.descends(told, *p, ancestor))
    }

    /// Whether the record was erased.
    pub fn erased(&self, told: &[Told], record: usize) -> bool {
        self.of(told, record).iter().any(|r| told[*r].deed == Deed::Erased)
    }

    fn drawn_back(&self, told: &[Told], record: usize) -> bool {
        let says_so = |head: &usize| {
            let wordless = matches!(told[*head].deed, Deed::TookBack | Deed::Erased);
            self.held[head].0.is_none() && (!wordless || told[*head].level == 0)
        };
        // An erased version says nothing by having no words: only by a level that somebody else put on it.
        let erased = self.erased(told, record);
        let still_says_so = |head: &usize| !erased || told[*head].level == 0 && !self.is_own(told, *head);
        self.heads(told, record).iter().any(|head| says_so(head) && still_says_so(head))
    }

    /// The notes that an answer hangs on, as far as they are held.
    fn notes(&self, told: &[Told], revision: usize) -> BTreeSet<usize> {
        let has_link =
            |r: &usize| matches!(&self.held[r].0, Some((paths, _)) if paths.contains("engagement_id"));
        let own =
            Some(revision).filter(|r| self.held.contains_key(r) && has_link(r)).and_then(|r| told[r].note);
        let ever =
            || self.of(told, told[revision].record).into_iter().filter(has_link).filter_map(|r| told[r].note);
        let notes: BTreeSet<usize> = own.map_or_else(|| ever().collect(), |note| BTreeSet::from([note]));
        notes.into_iter().filter(|note| !self.of(told, *note).is_empty()).collect()
    }

    fn wishes_no_name(&self, told: &[Told], revision: usize) -> bool {
        let seen = matches!(&self.held[&revision].0, Some((paths, _)) if paths.contains("wishes"));
        told[revision].what == What::Group
            && seen
            && told[revision].words["wishes"].to_string().contains("do_not_name")
    }

    /// Whether the party may not read this path of this revision (any more).
    pub fn closed(&self, told: &[Told], revision: usize, path: &str) -> bool {
        let record = told[revision].record;
        if path == "engagement_id" || path == "added_on_purpose" {
            return false;
        }
        let acts = |r: &usize| match &told[*r].deed {
            Deed::TookBack => self.descends(told, *r, revision),
            Deed::TookOut(out) => out.iter().any(|p| p == path) && self.descends(told, *r, revision),
            Deed::Wrote | Deed::Erased => false,
        };
        self.erased(told, record)
            || self.of(told, record).iter().any(acts)
            || self.out_of_sight(told, record)
            || NAMING.contains(&path) && told[revision].what == What::Group && self.unnamed(told, record)
    }

    /// Whether the record, or the note of an answer, was drawn back from this party.
    pub fn out_of_sight(&self, told: &[Told], record: usize) -> bool {
        self.drawn_back(told, record)
            || self
                .heads(told, record)
                .iter()
                .any(|h| self.notes(told, *h).iter().any(|n| self.drawn_back(told, *n)))
    }

    /// Whether a group asked not to be named, and somebody else said so before this party did.
    fn unnamed(&self, told: &[Told], record: usize) -> bool {
        let of = self.of(told, record);
        let acted_on = |r: usize, path: &str| {
            of.iter().any(|act| match &told[*act].deed {
                Deed::TookBack => self.descends(told, *act, r),
                Deed::TookOut(out) => out.iter().any(|p| p == path) && self.descends(told, *act, r),
                Deed::Erased => true,
                Deed::Wrote => false,
            })
        };
        let gone = |r: usize| acted_on(r, "wishes") || self.drawn_back(told, record);
        let theirs = |r: &usize| self.wishes_no_name(told, *r) && !gone(*r) && !self.is_own(told, *r);
        let own_words_before = |r: usize| {
            let may_have_said_it = |o: &usize| gone(*o) || self.wishes_no_name(told, *o);
            of.iter().any(|o| self.is_own(told, *o) && self.descends(told, r, *o) && may_have_said_it(o))
        };
        self.heads(told, record).iter().any(|h| self.wishes_no_name(told, *h))
            && of.iter().any(|r| theirs(r) && !own_words_before(*r))
    }

    /// The paths of a revision that the party may read.
    pub fn open(&self, told: &[Told], revision: usize) -> BTreeSet<String> {
        let held = self.held[&revision].0.iter().flat_map(|(paths, _)| paths);
        held.filter(|path| !self.closed(told, revision, path)).cloned().collect()
    }

    /// Leaves out what is closed, for good.
    pub fn empty(&mut self, told: &[Told]) {
        let mut left = Self { held: BTreeMap::new(), ..self.clone() };
        for (revision, held) in &self.held {
            let open = self.open(told, *revision);
            let cut = matches!(&held.0, Some((paths, _)) if *paths != open);
            let record = told[*revision].record;
            let taken_back = self
                .of(told, record)
                .iter()
                .any(|r| told[*r].deed == Deed::TookBack && self.descends(told, *r, *revision));
            let whole_gone = self.erased(told, record) || self.out_of_sight(told, record) || taken_back;
            let untouched = !cut && matches!(held.0, Some((_, true)));
            let now = match held.0 {
                Some(_) if whole_gone && open.is_empty() && !untouched => Held(None),
                Some(_) if cut => Held(Some((open, false))),
                _ => held.clone(),
            };
            left.held.insert(*revision, now);
        }
        *self = left;
    }

    /// The level of the record as it stands now: the narrowest of its heads and of its notes' heads.
    pub fn level_now(&self, told: &[Told], record: usize) -> u8 {
        let heads = self.heads(told, record);
        let notes: Vec<usize> =
            heads.iter().flat_map(|h| self.notes(told, *h)).flat_map(|n| self.heads(told, n)).collect();
        heads.into_iter().chain(notes).map(|h| told[h].level).min().unwrap_or(0)
    }

    fn ever(&self, told: &[Told], revision: usize) -> u8 {
        let widest = |note: usize| self.of(told, note).iter().map(|r| told[*r].level).max().unwrap_or(0);
        let notes = self.notes(told, revision).into_iter().map(widest);
        notes.chain([told[revision].level]).min().unwrap_or(0)
    }

    /// What leaves for an audience: every revision, and what of it.
    pub fn leaves(&self, told: &[Told], audience: u8) -> Known {
        if audience == 0 {
            return self.clone();
        }
        let mut file = Known::default();
        let (mut named, mut once_named) = (BTreeSet::new(), BTreeSet::new());
        let records: BTreeSet<usize> = self.held.keys().map(|r| told[*r].record).collect();
        let what = |record: usize| self.of(told, record).first().map(|r| told[*r].what);
        for record in records.iter().copied().filter(|r| what(*r) != Some(What::Group)) {
            for (revision, held) in self.spell(told, record, audience).held {
                for (path, group) in &told[revision].names {
                    let goes = limit(told[revision].what, path, false) >= audience;
                    let still_held =
                        matches!(&self.held[&revision].0, Some((paths, _)) if paths.contains(path));
                    if matches!(&held.0, Some((paths, _)) if paths.contains(path)) {
                        named.insert(*group);
                    }
                    if goes && still_held && self.ever(told, revision) >= audience {
                        once_named.insert(*group);
                    }
                }
                file.held.insert(revision, held);
            }
        }
        for record in records.iter().copied().filter(|r| what(*r) == Some(What::Group)) {
            let on_purpose = self.of(told, record).iter().any(|r| {
                matches!(&self.held[r].0, Some((p, _)) if p.contains("added_on_purpose"))
                    && told[*r].words["added_on_purpose"] == true
            });
            let spelled = self.spell(told, record, audience).held;
            if named.contains(&record) || on_purpose {
                file.held.extend(spelled);
            } else if once_named.contains(&record) {
                file.held.extend(spelled.into_keys().map(|r| (r, Held(None))));
            }
        }
        if audience < 2 {
            file.signed = self.signed.intersection(&file.held.keys().copied().collect()).copied().collect();
        }
        file
    }

    fn spell(&self, told: &[Told], record: usize, audience: u8) -> Known {
        let mut spelled = Known::default();
        let of = self.of(told, record);
        if !of.iter().any(|r| self.ever(told, *r) >= audience) {
            return spelled;
        }
        let heads = self.heads(told, record);
        let gone = self.erased(told, record) || self.out_of_sight(told, record);
        let goes = !gone && self.level_now(told, record) >= audience;
        let agrees = |r: &usize| {
            let seen = matches!(&self.held[r].0, Some((paths, _)) if paths.contains("told_purpose"));
            seen && told[*r].words["told_purpose"] == "asked_and_agreed"
        };
        let agreed = heads.iter().all(agrees);
        let nameless = heads.iter().any(|h| told[*h].what == What::Group && self.wishes_no_name(told, *h));
        for revision in of {
            let held = match &self.held[&revision].0 {
                Some((paths, all)) if goes && heads.contains(&revision) => {
                    let mut open = self.open(told, revision);
                    open.retain(|path| limit(told[revision].what, path, agreed) >= audience);
                    open.retain(|path| !(nameless && NAMING.contains(&path.as_str())));
                    let cut = open != *paths;
                    Some((open, *all && !cut))
                }
                _ => None,
            };
            spelled.held.insert(revision, Held(held));
        }
        spelled
    }
}
