//! What bringing a file in writes, worked out before the first row.

use crate::app::App;
use crate::app::commands::take_back::closed_in;
use crate::domain::ids::RecordId;
use crate::domain::revision::{Act, Fingerprint, Revision, Spelling};
use crate::exchange::import::Report;
use std::collections::{BTreeSet, HashMap};

/// What bringing a file in writes.
#[derive(Default)]
pub(super) struct Prepared {
    pub new: Vec<Revision>,
    pub fuller: Vec<Revision>,
    pub emptied: Vec<Revision>,
    /// The records in which something is closed.
    pub closing: Vec<RecordId>,
    /// The records that only the writer may see: all that they ever said is sealed with the key that is never given away.
    pub private: BTreeSet<RecordId>,
}

impl App {
    /// What is to be kept: words that are closed here are left out before they touch the disk, and words that
    /// this file closes leave it. A worker's own notebook comes back with its bin.
    ///
    /// It is worked out in slices: what it gives counts as long as nobody has taken a turn since it was begun.
    pub(super) async fn prepared(&self, report: &Report, own: &[Fingerprint]) -> Prepared {
        let mut slices = self.slices();
        let mut prepared = Prepared::default();
        let mut by_record: HashMap<RecordId, Vec<&Revision>> = HashMap::new();
        for revision in report.new.iter().chain(&report.fuller) {
            by_record.entry(revision.record).or_default().push(revision);
        }
        for record in report.records() {
            let coming = by_record.remove(&record).unwrap_or_default();
            slices.breathe().await;
            let state = self.state();
            let mut after = state.notebook.only(record);
            own.iter().for_each(|device| after.also_of(device.clone()));
            for revision in &coming {
                after.add((*revision).clone());
            }
            let coverage = after.coverage(record);
            let only_me = |revision: &Revision| revision.sharing.level() == 0;
            if after.revisions_of(record).any(only_me) && after.heads(record).into_iter().any(only_me) {
                prepared.private.insert(record);
            }
            for revision in coming.iter().filter_map(|revision| after.get(revision.id)) {
                let open = after.open(revision, &coverage);
                let is_gone = |path: &String| coverage.is_gone(revision.id, path);
                match state.notebook.get(revision.id) {
                    None if !own.is_empty() && !revision.fields.keys().any(is_gone) => {
                        prepared.new.push(revision.clone());
                    }
                    None => prepared.new.push(open),
                    // Put away since the file was looked at.
                    Some(_) if state.away.revisions.contains(&revision.id) => {}
                    Some(held) if *held != open => prepared.fuller.push(open),
                    Some(_) => {}
                }
            }
            let closes = |r: &&Revision| r.act != Act::Write || r.spelling == Spelling::Stub;
            if coming.iter().any(closes) {
                let sparer = closed_in(&after, record);
                prepared.closing.push(record);
                prepared.emptied.extend(sparer.into_iter().filter(|r| !coming.iter().any(|c| c.id == r.id)));
            }
        }
        prepared
    }
}
