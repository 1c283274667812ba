//! What of a file may act here. Pure: nothing is changed, the [`Report`] says what would be.
//!
//! A set of revisions grows by union, so most of a file simply enters. From elsewhere, a few things could hide or
//! widen what is held here: taking back, erasing, a wider circle, a head without words. They act only in a file
//! whose signer belongs to the worker who began the record (`owners`), and wait otherwise, outside the set.
//!
//! Waiting is never silent and never lossy: the revision is kept as it came, with [`Why`].

mod owners;
mod report;
mod shape;

pub use report::{Report, Waiting, Why};

use super::header::{Header, Purpose};
use crate::domain::ids::{FileId, RecordId, RevisionId};
use crate::domain::issued;
use crate::domain::notebook::{self, Added, Notebook};
use crate::domain::revision::{Act, Fingerprint, Revision, Sharing, Spelling};
use crate::vault::signing::{PublicKey, Voucher};
use chrono::NaiveDate;
use owners::Owners;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Whom this phone knows.
#[derive(Debug, Clone)]
pub struct Trust<'a> {
    /// This device.
    pub device: Fingerprint,
    /// The worker it belongs to. When a worker restores a backup on a new phone, the worker key of that backup.
    pub worker: PublicKey,
    /// Whoever issues the area settings, once a person confirmed it: nobody else names keys to seal for, or sets
    /// rules.
    pub issuer: Option<PublicKey>,
    /// Devices met before. The first voucher for a device stays, whatever a later file says.
    pub vouchers: &'a [Voucher],
}

/// Decides what of a file may act. `header` and `revisions` are those of a reader that finished well.
pub fn stage(notebook: &Notebook, trust: &Trust<'_>, header: &Header, revisions: Vec<Revision>) -> Report {
    let mut report = Report::default();
    let mut fresh = sort_out_known(notebook, revisions, &mut report);
    let (mut owners, vouchers) = Owners::new(notebook, trust, header, &fresh.revisions);
    report.vouchers = vouchers;

    hold_back_issued(&owners, &mut fresh, &mut report);
    look_at_fuller(notebook, &mut owners, &mut report);
    shape::hold_back_misshapen(notebook, &mut fresh);
    let judged: Vec<_> =
        fresh.acting().filter(|r| !owners.may_act(r)).map(|r| (r.id, judge(notebook, &fresh, r))).collect();
    for (id, why) in judged {
        if let Some(why) = why {
            fresh.hold_back(id, why);
        }
    }
    shape::hold_back_what_stands_on_waiting(&mut fresh);
    hold_back_narrowing_heads(notebook, header, &mut owners, &mut fresh);

    for revision in fresh.revisions {
        match fresh.waiting.get(&revision.id) {
            Some(why) => report.waiting.push(Waiting { revision, why: *why }),
            None => report.new.push(revision),
        }
    }
    report
}

/// What of these may act, once a person has confirmed the issuer they waited for. `voucher` is that of a device which
/// signed for it.
pub fn confirmed(notebook: &Notebook, trust: &Trust<'_>, voucher: Voucher, waiting: Vec<Revision>) -> Report {
    let header = Header {
        id: FileId::from_random([0; 16]),
        purpose: Purpose::Pack,
        audience: Sharing::Private,
        made_on: NaiveDate::default(),
        app: String::new(),
        count: waiting.len(),
        digest: String::new(),
        around: None,
        part: 1,
        parts: 1,
        author: None,
        role: None,
        to: None,
        voucher: Some(voucher),
        vouchers: Vec::new(),
        extra: BTreeMap::new(),
    };
    stage(notebook, trust, &header, waiting)
}

/// Keys to seal for, and rules, come from whoever issues the area settings, and from nobody else: whoever could name a
/// key could read what is sealed.
fn hold_back_issued(owners: &Owners<'_>, fresh: &mut Fresh, report: &mut Report) {
    let waits = |revision: &Revision| issued::is_issued(&revision.kind) && !owners.may_issue(revision);
    for revision in fresh.revisions.iter().filter(|revision| waits(revision)) {
        fresh.waiting.entry(revision.id).or_insert(Why::Issuer);
    }
    let (held, others) = std::mem::take(&mut report.fuller).into_iter().partition(waits);
    report.fuller = others;
    let held: Vec<Revision> = held;
    report.waiting.extend(held.into_iter().map(|revision| Waiting { revision, why: Why::Issuer }));
}

/// The revisions of the file that are not held here, each id once, and those of them that wait.
#[derive(Default)]
struct Fresh {
    revisions: Vec<Revision>,
    places: HashMap<RevisionId, usize>,
    waiting: HashMap<RevisionId, Why>,
}

impl Fresh {
    fn get(&self, id: RevisionId) -> Option<&Revision> {
        self.places.get(&id).and_then(|place| self.revisions.get(*place))
    }

    fn acting(&self) -> impl Iterator<Item = &Revision> {
        self.revisions.iter().filter(|r| !self.waiting.contains_key(&r.id))
    }

    /// The first reason stays.
    fn hold_back(&mut self, id: RevisionId, why: Why) {
        self.waiting.entry(id).or_insert(why);
    }
}

/// Counts what is held already, and puts several spellings of one id together. The set's own union decides what is
/// damage.
fn sort_out_known(notebook: &Notebook, revisions: Vec<Revision>, report: &mut Report) -> Fresh {
    let mut fresh = Fresh::default();
    let mut union = Notebook::default();
    let (mut in_conflict, mut fuller) = (HashSet::new(), BTreeSet::new());
    for revision in revisions {
        let id = revision.id;
        if let Some(known) = notebook.get(id) {
            if union.get(id).is_none() {
                union.replace(known.clone());
            }
            match union.add(revision.clone()) {
                Added::Damage => report.waiting.push(Waiting { revision, why: Why::Damage }),
                Added::Fuller => drop(fuller.insert(id)),
                Added::New | Added::Known => report.known += 1,
            }
            continue;
        }
        match fresh.places.get(&id) {
            None => {
                fresh.places.insert(id, fresh.revisions.len());
                fresh.revisions.push(revision);
            }
            Some(place) => {
                let first = &mut fresh.revisions[*place];
                let mut both = Notebook::default();
                both.replace(first.clone());
                if both.add(revision.clone()) == Added::Damage {
                    in_conflict.insert(id);
                    report.waiting.push(Waiting { revision, why: Why::Damage });
                } else {
                    report.known += 1;
                    both.get(id).cloned().into_iter().for_each(|together| *first = together);
                }
            }
        }
    }
    report.fuller = fuller.into_iter().filter_map(|id| union.get(id).cloned()).collect();
    in_conflict.into_iter().for_each(|id| fresh.hold_back(id, Why::Damage));
    fresh
}

/// What only whoever began the record may fill in. A head that came without words stays without. And a first
/// revision that came without its author stays so: otherwise anybody could claim to have begun the record.
fn look_at_fuller(notebook: &Notebook, owners: &mut Owners<'_>, report: &mut Report) {
    for fuller in std::mem::take(&mut report.fuller) {
        let Some(held) = notebook.get(fuller.id) else {
            continue;
        };
        if owners.may_act(&fuller) {
            report.fuller.push(fuller);
            continue;
        }
        let is_withheld =
            notebook.heads(held.record).iter().any(|head| head.id == held.id && notebook::is_withheld(head));
        let claims = held.parents.is_empty() && held.is_authorless();
        let revision = if claims { fuller.without_author() } else { fuller };
        if is_withheld {
            report.waiting.push(Waiting { revision, why: Why::Reopened });
        } else if revision == *held {
            report.known += 1;
        } else {
            report.fuller.push(revision);
        }
    }
}

/// Why a revision of somebody else's record waits, as far as it can be told by itself.
fn judge(notebook: &Notebook, fresh: &Fresh, revision: &Revision) -> Option<Why> {
    match revision.act {
        Act::Withdraw => return Some(Why::TakenBack),
        Act::Erase => return Some(Why::Erased),
        Act::Other(_) => return Some(Why::UnknownAct),
        Act::Write => {}
    }
    let parent = |id: &RevisionId| notebook.get(*id).or_else(|| fresh.get(*id));
    let levels: Option<Vec<u8>> =
        revision.parents.iter().map(|id| parent(id).map(|p| p.sharing.level())).collect();
    match levels {
        None => Some(Why::NoParent),
        // The narrowest parent counts: putting versions together must not widen one of them.
        Some(levels) => {
            levels.into_iter().min().filter(|least| revision.sharing.level() > *least).map(|_| Why::Raised)
        }
    }
}

/// Heads of somebody else's record that would close it for us: without words, or at a level below the audience of
/// the file. One that goes may lay bare another, so this is asked until nothing changes.
///
/// In a file that this worker made for others, a head goes without words to draw a record back from *them*: come home,
/// it must not close what is held here.
fn hold_back_narrowing_heads(
    notebook: &Notebook,
    header: &Header,
    owners: &mut Owners<'_>,
    fresh: &mut Fresh,
) {
    let closes = |r: &Revision| {
        r.act == Act::Write && (r.spelling == Spelling::Stub || r.sharing.level() < header.audience.level())
    };
    let for_others = owners.is_own && header.audience.level() > 0;
    let came_home =
        |r: &Revision| for_others && r.sharing.level() >= header.audience.level() && notebook.holds(r.record);
    let suspects: Vec<RevisionId> =
        fresh.acting().filter(|r| closes(r) && (came_home(r) || !owners.may_act(r))).map(|r| r.id).collect();
    let records: HashSet<RecordId> =
        suspects.iter().filter_map(|id| fresh.get(*id)).map(|r| r.record).collect();
    // How many acting revisions were made from each one.
    let mut children: HashMap<RevisionId, usize> = HashMap::new();
    let held = records.iter().flat_map(|record| notebook.revisions_of(*record));
    for parent in held.chain(fresh.acting()).flat_map(|r| &r.parents) {
        *children.entry(*parent).or_default() += 1;
    }
    let mut to_look_at = suspects.clone();
    let suspects: HashSet<RevisionId> = suspects.into_iter().collect();
    while let Some(id) = to_look_at.pop() {
        if children.get(&id).is_some_and(|n| *n > 0) || fresh.waiting.contains_key(&id) {
            continue;
        }
        let parents = fresh.get(id).map(|r| r.parents.clone()).unwrap_or_default();
        fresh.hold_back(id, Why::Narrowed);
        for parent in parents {
            if let Some(n) = children.get_mut(&parent) {
                *n -= 1;
            }
            if suspects.contains(&parent) {
                to_look_at.push(parent);
            }
        }
    }
}
