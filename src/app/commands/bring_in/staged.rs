//! What a file would bring, before it is taken in.

use crate::app::away::{Away, Days};
use crate::app::closed::Placed;
use crate::app::draft::Draft;
use crate::app::profile::Profile;
use crate::app::state::{Issuer, Kept, Sent, Waiting};
use crate::app::{App, Failure};
use crate::domain::ids::{RecordId, RevisionId};
use crate::domain::order;
use crate::domain::revision::Fingerprint;
use crate::exchange::header::Header;
use crate::exchange::import::Report;
use crate::exchange::read::Refusal;
use crate::vault::signing::{Voucher, WorkerKey};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A file that was read and checked, and changes nothing yet.
#[derive(Debug, Clone)]
pub struct Staged {
    /// What the file says about itself, proved.
    pub header: Header,
    /// What taking it in would do.
    pub report: Report,
    /// Everything the file holds that was here before.
    pub(super) known: Vec<RevisionId>,
    /// Revisions whose words the file has, and that were put away here: they stay away, and count as known.
    pub put_away: usize,
    /// What a rescued notebook, or a backup, has besides records.
    pub aside: Aside,
}

/// What a worker's own notebook has besides records, and is not here.
#[derive(Debug, Clone, Default)]
pub struct Aside {
    /// Whether the file is a rescued notebook.
    pub is_rescued: bool,
    /// Whether it stays another worker's: something was sent from here as somebody else.
    pub is_anothers: bool,
    /// Unfinished writing that is not here.
    pub drafts: Vec<Draft>,
    /// What stayed closed there, with the rows that lead to its keys.
    pub(super) closed: Vec<Placed>,
    /// How many of them are not here, neither closed nor open.
    pub stays_closed: usize,
    /// What waited there to be looked at, and is not known here.
    pub waiting: Vec<Waiting>,
    /// Rows that do not open, or that were not to be had. All others are in the report.
    pub damaged: usize,
    /// Whose notebook it is, where this phone becomes a new device of that worker: nothing was sent from it yet.
    pub(super) worker: Option<Arc<WorkerKey>>,
    /// That worker's settings.
    pub(crate) profile: Option<Profile>,
    /// The issuer who was confirmed there, where nobody was here.
    pub(crate) issuer: Option<Issuer>,
    /// Files made there.
    pub(super) sent: Vec<Sent>,
    /// What that phone had let go of.
    pub(super) away: Away,
    /// Its days of use.
    pub(super) days: Option<Days>,
    /// Devices that were this worker's under another key.
    pub(super) others: Vec<Voucher>,
    /// The backup that it is.
    pub(super) kept: Option<Kept>,
    /// The devices that it was written with, where it is this worker's own.
    pub(super) own: Vec<Fingerprint>,
}

/// Why a file was not staged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotStaged {
    /// The file.
    Refused(Refusal),
    /// The store.
    Failed(Failure),
    /// A rescued notebook that has a passphrase: ask for it, or for the recovery code, and use
    /// [`App::stage_locked`].
    Locked,
    /// A backup: ask for the passphrase of the day it was made, and use [`App::stage_locked`].
    Backup,
    /// What was given opens it not.
    WrongSecret,
    /// A rescued notebook whose keys cannot be read.
    NoKeys,
    /// It is sealed for the keys of a desk, which no phone has.
    ForDesk,
}

impl Staged {
    /// Whether it is a notebook, as a rescue or a backup has it, and not a file for others.
    pub fn is_own_notebook(&self) -> bool {
        self.aside.is_rescued || self.aside.kept.is_some()
    }

    /// Whether this phone becomes a new device of whoever wrote it.
    pub fn joins(&self) -> bool {
        self.aside.worker.is_some()
    }

    /// How many records of each kind would be new here.
    pub fn new_records(&self, app: &App) -> BTreeMap<String, usize> {
        let mut counted: BTreeMap<String, BTreeSet<RecordId>> = BTreeMap::new();
        for revision in self.report.new.iter().filter(|r| !app.state().notebook.holds(r.record)) {
            counted.entry(revision.kind.as_str().to_owned()).or_default().insert(revision.record);
        }
        order::map(counted.into_iter().map(|(kind, records)| (kind, records.len())))
    }
}
