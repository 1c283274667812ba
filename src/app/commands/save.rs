//! Saving: everything in a draft becomes revisions in one transaction, and the draft goes with it.

use super::NewRevision;
use crate::app::draft::{Draft, Entry};
use crate::app::ports::{StoreError, Table, Write};
use crate::app::rows::name;
use crate::app::{App, Failure};
use crate::domain::entries;
use crate::domain::fields;
use crate::domain::ids::RecordId;
use crate::domain::order;
use crate::domain::revision::{Act, Fields, Kind, Revision, Sharing};
use std::collections::BTreeSet;

/// What was saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// What the page was about.
    pub record: RecordId,
    /// All records that were written.
    pub records: Vec<RecordId>,
}

impl App {
    /// Saves a draft. `Ok` means that every word of it was committed strictly and read back.
    ///
    /// # Errors
    /// [`Failure::Empty`] when there is nothing to save, [`Failure::Gone`] when it changes what was erased meanwhile,
    /// else the store's: the draft is as it was then.
    pub async fn save(&self, draft: &Draft) -> Result<Saved, Failure> {
        let mut entries = to_save(draft);
        let is_change = |entry: &Entry| !entry.base.is_empty();
        let reaches_back = |entry: &Entry| entry.sharing.level() == 0 || !entry.warned.is_empty();
        if entries.iter().any(|entry| is_change(entry) && reaches_back(entry)) {
            // All that the record ever said is sealed again, or looked through for what is to be gone.
            self.read_everything().await?;
        } else if entries.iter().any(is_change) {
            self.catch_up().await?;
        }
        loop {
            match self.save_entries(draft, &entries).await {
                Err(Failure::Store(StoreError::Taken)) => self.make_way(&mut entries).await?,
                done => return done,
            }
        }
    }

    /// An earlier try that failed was kept all the same, or another window came before this one: what it wrote is read,
    /// and not written over.
    async fn make_way(&self, entries: &mut [Entry]) -> Result<(), Failure> {
        self.catch_up().await?;
        for entry in entries {
            let id = entry.revision.to_string();
            let held = self.state().notebook.get(entry.revision).is_some();
            // A row that cannot be opened keeps its place.
            if !held && !self.ports.store.rows(Table::Log, &[id]).await?.is_empty() {
                entry.revision = self.ports.ids.revision();
            }
        }
        Ok(())
    }

    async fn save_entries(&self, draft: &Draft, entries: &[Entry]) -> Result<Saved, Failure> {
        let Some(main) = entries.first() else {
            return Err(Failure::Empty);
        };
        let record = main.record;
        let mut n = self.last_n().await?;
        // What was erased, in another window perhaps, would close these words too. Nothing is awaited from here on, so
        // the commit is of what was seen here.
        if entries.iter().any(|entry| self.state().notebook.coverage(entry.record).erased) {
            return Err(Failure::Gone);
        }
        let mut revisions = Vec::new();
        for entry in entries {
            let mut new = from_entry(entry, draft);
            // A save tried twice is saved once. What was typed since the first try goes on top of it.
            if let Some(held) = self.state().notebook.get(entry.revision) {
                if held.fields == entry.fields && held.sharing == entry.sharing {
                    continue;
                }
                (new.id, new.parents) = (self.ports.ids.revision(), vec![entry.revision]);
            }
            self.take_out_warned(&mut new, &entry.warned);
            let revision = self.written_here(new, n);
            n = revision.n.unwrap_or(n);
            revisions.push(revision);
        }
        revisions.extend(self.widened_groups(entries, draft, n));
        let mut writes: Vec<Write> = self.ending(draft).into_iter().collect();
        let profile = self.profile_after(main);
        if let Some(profile) = &profile {
            writes.push(Write::Put(Table::Meta, self.meta_row(name::PROFILE, &profile.to_value())?));
        }
        let records = revisions.iter().map(|revision| revision.record).collect();
        self.keep(revisions, writes).await?;
        let mut state = self.change();
        state.end_draft(draft);
        state.profile = profile.unwrap_or_else(|| state.profile.clone());
        Ok(Saved { record, records })
    }

    /// Changes a record by one tap, and saves it. An unfinished change of the same record stays open as it is; when
    /// that is saved, both are put together.
    ///
    /// # Errors
    /// [`Failure::Gone`] when the record is not there; else the store's.
    pub async fn amend(&self, record: RecordId, change: impl FnOnce(&mut Fields)) -> Result<(), Failure> {
        let mut draft = self.fresh_change(record)?;
        if let Some(entry) = draft.main_mut() {
            change(&mut entry.fields);
        }
        self.save(&draft).await.map(drop)
    }

    /// A group known only to the writer until now, named in a note that may leave: it may leave with it.
    fn widened_groups(&self, entries: &[Entry], draft: &Draft, after: u64) -> Vec<Revision> {
        let shared = entries.iter().filter(|entry| entry.sharing.level() > 0);
        let named = order::set(shared.flat_map(|entry| fields::named_records(&entry.fields)));
        let mut n = after;
        let mut widened = Vec::new();
        for record in named {
            let Some(view) = self.state().view(record) else {
                continue;
            };
            if view.sharing != Sharing::Private || !view.state.is_open() || view.kind != Kind::Organisation {
                continue;
            }
            let revision = self.written_here(
                NewRevision {
                    record,
                    id: self.ports.ids.revision(),
                    kind: view.kind,
                    parents: view.heads,
                    act: Act::Write,
                    closes: Vec::new(),
                    sharing: Sharing::MyCoordinator,
                    on: draft.on,
                    fields: view.fields,
                },
                n,
            );
            n = revision.n.unwrap_or(n);
            widened.push(revision);
        }
        widened
    }

    /// The worker's settings after this note: its places are the first guess for the next.
    fn profile_after(&self, main: &Entry) -> Option<crate::app::profile::Profile> {
        let places: Vec<String> =
            entries::texts(&main.fields, "places").into_iter().map(str::to_owned).collect();
        let state = self.state();
        // Damaged settings are not written over by the way: whoever wrote them is told, and sets them again.
        let is_damaged = state.is_broken(Table::Meta, name::PROFILE);
        let is_new_note = main.kind == Kind::Engagement && main.base.is_empty();
        if !is_new_note || is_damaged || places == state.profile.last_places {
            return None;
        }
        Some(crate::app::profile::Profile { last_places: places, ..state.profile.clone() })
    }
}

/// The entries that become revisions: groups and places typed for the first time only where something names them.
fn to_save(draft: &Draft) -> Vec<Entry> {
    let is_reference = |entry: &Entry| {
        matches!(entry.kind, Kind::Organisation | Kind::Place)
            && entry.base.is_empty()
            && draft.main().is_some_and(|main| main.record != entry.record)
    };
    let mut named: BTreeSet<RecordId> = BTreeSet::new();
    for entry in draft.entries.iter().filter(|entry| !is_reference(entry)) {
        named.extend(fields::named_records(&entry.fields));
    }
    let main_level = draft.main().map_or(0, |main| main.sharing.level());
    draft
        .entries
        .iter()
        .filter(|entry| !is_reference(entry) || named.contains(&entry.record))
        .map(|entry| {
            let narrowed = is_reference(entry) && main_level == 0;
            Entry {
                sharing: if narrowed { Sharing::Private } else { entry.sharing.clone() },
                ..entry.clone()
            }
        })
        .collect()
}

fn from_entry(entry: &Entry, draft: &Draft) -> NewRevision {
    NewRevision {
        record: entry.record,
        id: entry.revision,
        kind: entry.kind.clone(),
        parents: entry.base.clone(),
        act: Act::Write,
        closes: Vec::new(),
        sharing: entry.sharing.clone(),
        on: draft.on,
        fields: entry.fields.clone(),
    }
}
