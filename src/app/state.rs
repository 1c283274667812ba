//! What an open notebook holds in memory.

use super::away::{Away, Days};
use super::draft::Draft;
use super::earlier::Earlier;
use super::index::Index;
use super::ports::{Row, Table, Write};
use super::profile::Profile;
use crate::domain::ids::{DraftId, FileId, RecordId, RevisionId};
use crate::domain::merge::{self, View};
use crate::domain::notebook::{Added, Notebook};
use crate::domain::order;
use crate::domain::revision::{Fingerprint, Revision};
use crate::domain::rules::Rules;
use crate::vault::seal::KeyRing;
use crate::vault::signing::{DeviceKey, PublicKey, Voucher, WorkerKey};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use zeroize::Zeroizing;

/// The notebook and what stands around it.
pub struct State {
    /// The set.
    pub notebook: Notebook,
    /// What lists and Find read.
    pub index: Index,
    /// The data keys.
    pub ring: KeyRing,
    /// The row of the ways to get at them.
    pub keyslots: Row,
    /// The key of this device.
    pub device: DeviceKey,
    /// The key of this worker.
    pub worker: WorkerKey,
    /// Who writes here.
    pub profile: Profile,
    /// Unfinished writing.
    pub drafts: BTreeMap<DraftId, Draft>,
    /// What was written while the notebook was locked, and is to be opened.
    pub quick: Vec<Row>,
    /// The secret that opens it.
    pub opener: Option<Zeroizing<String>>,
    /// Drafts whose last words the store would not keep: they are held here, so that leaving their page loses nothing.
    pub unkept: BTreeMap<DraftId, Draft>,
    /// Hands whose draft was saved or thrown away: what they keep late must not come back.
    pub ended: BTreeSet<DraftId>,
    /// Files brought in, those taken out again included.
    pub batches: BTreeMap<FileId, Batch>,
    /// The file that brought a row; none for what was written here.
    pub batch_of: HashMap<RevisionId, FileId>,
    /// Devices and the workers they belong to; the first seen of a device stands.
    pub vouchers: Vec<Voucher>,
    /// Devices and workers that this person was before, and is.
    pub own: Vec<Voucher>,
    /// Whoever issues the area settings, once a person confirmed it.
    pub issuer: Option<PublicKey>,
    /// The day on which that was; none where an earlier build kept it.
    pub issuer_since: Option<NaiveDate>,
    /// What the issuer asked of this phone when every record was last read: it holds until they are again.
    pub rules_before: Rules,
    /// Files made here, earliest first.
    pub sent: Vec<Sent>,
    /// The last backup that was kept elsewhere.
    pub kept: Option<Kept>,
    /// What came and did not act.
    pub waiting: BTreeMap<RevisionId, Waiting>,
    /// What this phone has let go of.
    pub away: Away,
    /// The days on which the notebook was opened.
    pub days: Days,
    /// Rows that could not be opened. The others are not affected.
    pub broken: BTreeSet<(Table, String)>,
    /// Keys that were replaced with an organisation's help.
    pub earlier: Vec<Earlier>,
    /// Rows that only those keys open.
    pub closed: BTreeSet<(Table, String)>,
    /// How far the log has been read.
    pub loaded: Loaded,
    /// The row of the last write that built on what was read, as far as this window has read.
    pub turn: Option<Row>,
    /// The highest `n` this device has used, as far as it is known.
    pub last_n: u64,
}

/// How far the log has been read, from the newest row backwards.
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    /// Whether every row has been read.
    pub all: bool,
    /// The oldest row read.
    pub oldest: Option<u64>,
    /// The newest row read in order: what other windows keep lies above it.
    pub newest: Option<u64>,
    /// Rows in the log, as far as this window knows.
    pub rows: u64,
    /// Whether a row was met that keys seal which are retired now.
    pub sealed_before: bool,
    /// Whether a row was met that holds words which were put away.
    pub holds_what_is_away: bool,
    /// Rows the sentinel remembers and the log does not have.
    pub missing: u64,
    /// Headers of what files that are not visible brought: only they are needed, and only where something that counts
    /// was made from it.
    pub hidden: HashMap<RevisionId, (FileId, Revision)>,
}

/// A file that was brought in. Its rows count while it is visible.
#[derive(Debug, Clone, PartialEq)]
pub struct Batch {
    /// Names the bringing in: the same file may come twice.
    pub batch: FileId,
    /// The file's own id.
    pub file: FileId,
    /// Whether its rows count.
    pub visible: bool,
    /// The day it was brought in.
    pub on: NaiveDate,
    /// The code of whoever made it, as the file says.
    pub from: String,
    /// `notes`, `pack` …, as the file says.
    pub purpose: String,
    /// Which part of the file it is, from 1, and how many there are.
    pub part: (u32, u32),
    /// How many revisions it brought.
    pub brought: u64,
    /// Revisions it also held that another file had brought before: they stay when that one is taken out.
    pub also: BTreeSet<RevisionId>,
}

impl Batch {
    /// A file of which the row is damaged. What it brought counts: of two ways to be wrong, the one that hides nothing.
    /// It can be taken out again, which puts the row anew.
    pub fn unread(batch: FileId) -> Self {
        Self {
            batch,
            file: batch,
            visible: true,
            on: NaiveDate::default(),
            from: String::new(),
            purpose: String::new(),
            part: (1, 1),
            brought: 0,
            also: BTreeSet::new(),
        }
    }

    /// Whether its row is damaged.
    pub fn is_unread(&self) -> bool {
        self.on == NaiveDate::default()
    }
}

/// The key of whoever issues the area settings, and since when.
pub type Issuer = (PublicKey, Option<NaiveDate>);

/// A file that was made here.
#[derive(Debug, Clone, PartialEq)]
pub struct Sent {
    /// The file's id.
    pub file: FileId,
    /// The day it was made.
    pub on: NaiveDate,
    /// What the worker calls whoever gets it.
    pub to: String,
    /// How many days of use there had been.
    pub day: u64,
    /// What the worker said of it.
    pub told: Told,
    /// The revisions that were open in it.
    pub open: BTreeSet<RevisionId>,
}

/// What the worker said became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// It was made, and has not left this phone as far as the phone knows.
    Made,
    /// It was handed to the phone's own way out; nobody was asked yet.
    Handed,
    /// It went.
    Went,
    /// It did not go.
    DidNot,
    /// The worker is not sure.
    NotSure,
}

/// A backup that the worker says is kept elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// The day it was made.
    pub on: NaiveDate,
    /// The highest `n` of this device that is in it.
    pub n: u64,
}

/// A revision that came and did not act.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiting {
    /// The revision.
    pub revision: Revision,
    /// Why it waits; a code of `exchange::import`.
    pub why: String,
    /// The device that signed the file.
    pub from: Option<Fingerprint>,
}

impl State {
    /// A notebook of which no row was read yet.
    pub fn new(ring: KeyRing, device: DeviceKey, worker: WorkerKey, keyslots: Row) -> Self {
        Self {
            notebook: Notebook::of([device.fingerprint()]),
            index: Index::default(),
            ring,
            keyslots,
            device,
            worker,
            profile: Profile::default(),
            drafts: BTreeMap::new(),
            quick: Vec::new(),
            opener: None,
            unkept: BTreeMap::new(),
            ended: BTreeSet::new(),
            batches: BTreeMap::new(),
            batch_of: HashMap::new(),
            vouchers: Vec::new(),
            own: Vec::new(),
            issuer: None,
            issuer_since: None,
            rules_before: Rules::default(),
            sent: Vec::new(),
            kept: None,
            waiting: BTreeMap::new(),
            away: Away::default(),
            days: Days::default(),
            broken: BTreeSet::new(),
            earlier: Vec::new(),
            closed: BTreeSet::new(),
            loaded: Loaded::default(),
            turn: None,
            last_n: 0,
        }
    }

    /// The devices whose words are this worker's own: this one, those that a restored notebook was written with, and those
    /// from before an organisation's help. To be called before the first revision is taken in.
    pub fn know_own_devices(&mut self) {
        let worker = self.worker.public();
        let is_own = |voucher: &Voucher| {
            voucher.worker == worker || self.own.iter().any(|own| own.worker == voucher.worker)
        };
        let before = self.vouchers.iter().chain(&self.own);
        let before = before.filter(|voucher| is_own(voucher) && voucher.holds());
        let before = before.map(|voucher| voucher.device.fingerprint());
        self.notebook = Notebook::of(before.chain([self.device.fingerprint()]));
    }

    /// Whether this device and its worker are written down among [`own`](Self::own).
    pub fn knows_itself(&self) -> bool {
        let (device, worker) = (self.device.public(), self.worker.public());
        self.own.iter().any(|own| own.device == device && own.worker == worker)
    }

    /// Whether nothing was written or sent with this device yet.
    pub fn is_unused(&self) -> bool {
        let device = self.device.fingerprint();
        self.sent.is_empty()
            && self.notebook.revisions().all(|revision| revision.by.as_ref() != Some(&device))
    }

    /// Whether this row could not be opened.
    pub fn is_broken(&self, table: Table, id: &str) -> bool {
        let row = (table, id.to_owned());
        self.broken.contains(&row) || self.closed.contains(&row)
    }

    /// The damaged rows that these writes put anew.
    pub fn broken_among(&self, writes: &[Write]) -> Vec<(Table, String)> {
        if self.broken.is_empty() {
            return Vec::new();
        }
        let put = writes.iter().filter_map(|write| match write {
            Write::Put(table, row) | Write::Swap { table, to: Some(row), .. } => {
                Some((*table, row.id.clone()))
            }
            Write::Add(_) | Write::Swap { .. } | Write::Delete(..) => None,
        });
        put.filter(|row| self.broken.contains(row)).collect()
    }

    /// Takes what is known of a file that was made here, in place of what was known of it.
    pub fn remember_sent(&mut self, sent: Sent) {
        self.sent.retain(|known| known.file != sent.file);
        self.sent.push(sent);
    }

    /// Files made here, earliest first.
    pub fn in_order(&mut self) {
        order::by_key(&mut self.sent, |sent| (sent.on, sent.file));
    }

    /// Takes a revision into the set and brings the index up to date.
    pub fn take_in(&mut self, revision: Revision) -> Added {
        let (record, parents) = (revision.record, revision.parents.clone());
        if revision.by.as_ref() == Some(&self.device.fingerprint()) {
            self.last_n = self.last_n.max(revision.n.unwrap_or(0));
        }
        let added = self.notebook.add(revision);
        if matches!(added, Added::New | Added::Fuller) {
            self.index.refresh(&self.notebook, &self.away.lines, record);
        }
        for parent in parents {
            if let Some((file, header)) = self.loaded.hidden.remove(&parent) {
                self.batch_of.insert(parent, file);
                self.take_in(header);
            }
        }
        added
    }

    /// Takes a revision out of the set: the file that brought it does not count any more. Where something that counts
    /// was made from it, its header stays, so that ancestry can still be told.
    pub fn forget(&mut self, id: RevisionId) {
        let Some(revision) = self.notebook.get(id).cloned() else { return };
        if self.has_children(&revision) {
            return self.put_in_place(revision.stub());
        }
        if let Some(file) = self.batch_of.remove(&id) {
            self.loaded.hidden.insert(id, (file, revision.stub()));
        }
        self.notebook.remove(id);
        self.index.refresh(&self.notebook, &self.away.lines, revision.record);
        // What stayed only for its sake can go now.
        for parent in revision.parents {
            if !self.counts(parent, self.batch_of.get(&parent).copied()) {
                self.forget(parent);
            }
        }
    }

    /// The headers of what a record has in rows that do not count, each with the file that brought it.
    pub fn uncounted(&self, record: RecordId) -> Vec<(FileId, Revision)> {
        let mut uncounted = Vec::new();
        for (file, header) in self.loaded.hidden.values() {
            if header.record == record {
                uncounted.push((*file, header.clone()));
            }
        }
        for revision in self.notebook.revisions_of(record) {
            if let Some(file) = self.batch_of.get(&revision.id)
                && !self.counts(revision.id, Some(*file))
            {
                uncounted.push((*file, revision.stub()));
            }
        }
        uncounted
    }

    /// Whether a revision that is held was made from this one.
    pub fn has_children(&self, revision: &Revision) -> bool {
        self.notebook.revisions_of(revision.record).any(|r| r.parents.contains(&revision.id))
    }

    /// Puts a sparer spelling in place and brings the index up to date.
    pub fn put_in_place(&mut self, revision: Revision) {
        let record = revision.record;
        self.notebook.replace(revision);
        self.index.refresh(&self.notebook, &self.away.lines, record);
    }

    /// The record as it is shown.
    pub fn view(&self, record: RecordId) -> Option<View> {
        merge::view(&self.notebook, record)
    }

    /// Whether a batch's rows count.
    pub fn counts(&self, id: RevisionId, batch: Option<FileId>) -> bool {
        let visible = |file: &FileId| self.batches.get(file).is_some_and(|b| b.visible);
        match batch {
            None => true,
            Some(file) => visible(&file) || self.batches.values().any(|b| b.visible && b.also.contains(&id)),
        }
    }
}
