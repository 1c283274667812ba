//! Taking back, its undo, taking out for good, erasing, and the bin.

use super::super::checks::view;
use super::super::world::Chance;
use super::{Checked, Season};
use ginnel::app::App;
use ginnel::app::draft::Draft;
use ginnel::domain::ids::RecordId;
use ginnel::domain::revision::{Fields, Revision};
use serde_json::json;

impl Season {
    pub(super) fn take_back(&mut self, app: &App, chance: &mut Chance) -> Checked {
        let Some(record) = chance.pick(&self.records()) else { return Ok(()) };
        self.promised.gave_up.insert(record);
        let done = self.phone.with_faults(chance, app.take_back(record));
        self.tell(format!("took back {record}: {done:?}"));
        match (done, view(app, record)) {
            (Some(Ok(())), Some(view)) if view.state.is_open() => {
                Err(format!("{record} was taken back and still stands"))
            }
            _ => Ok(()),
        }
    }

    pub(super) fn undo(&mut self, app: &App, chance: &mut Chance) -> Checked {
        let binned: Vec<RecordId> = app.bin().iter().map(|line| line.record).collect();
        let Some(record) = chance.pick(&binned) else { return Ok(()) };
        let done = self.phone.with_faults(chance, app.undo_take_back(record));
        self.tell(format!("took {record} out of the bin: {done:?}"));
        if !matches!(done, Some(Ok(()))) {
            return Ok(());
        }
        let Some(now) = view(app, record).filter(|view| view.state.is_open()) else {
            return Err(format!("{record} was brought back and does not stand"));
        };
        let disk = self.phone.look()?;
        let kept: Vec<_> = now
            .heads
            .iter()
            .filter_map(|id| disk.revisions.get(id).map(|r| (record, *id, r.fields.clone())))
            .collect();
        if kept.is_empty() {
            return Err(format!("a tick, but nothing of {record} is on the disk"));
        }
        self.promised.tick(disk, &kept)
    }

    pub(super) fn take_out(&mut self, app: &App, chance: &mut Chance) -> Checked {
        let Some(record) = chance.pick(&self.records()) else { return Ok(()) };
        let Some(now) = view(app, record).filter(|view| view.state.is_open()) else { return Ok(()) };
        let fields = self.without_words(&now.fields);
        self.promised.gave_up.insert(record);
        self.give_up_drafts(record);
        let done = self.phone.with_faults(chance, app.take_out(record, fields.clone()));
        self.tell(format!("took words of {record} out for good: {done:?}"));
        if !matches!(done, Some(Ok(()))) {
            return Ok(());
        }
        let closed: Vec<String> =
            now.fields.iter().filter(|(p, v)| fields.get(*p) != Some(v)).map(|(p, _)| p.clone()).collect();
        let disk = self.phone.look()?;
        for id in &now.heads {
            let left = disk.revisions.get(id).map(|r| r.fields.clone()).unwrap_or_default();
            if let Some(path) = closed.iter().find(|path| left.contains_key(*path)) {
                return Err(format!("{path} of {id} was taken out for good and is still on the disk"));
            }
        }
        Ok(())
    }

    /// What a record says once its words are taken out.
    pub(super) fn without_words(&mut self, fields: &Fields) -> Fields {
        let mut fields = fields.clone();
        let out = self.typed();
        for path in ["words", "name", "answer"] {
            fields.entry(path.to_owned()).and_modify(|value| *value = json!(out));
        }
        fields
    }

    /// Words that were taken out for good or erased do not live on in unfinished writing: it goes with them.
    pub(super) fn give_up_drafts(&mut self, record: RecordId) {
        let of_record = |draft: &Draft| draft.entries.iter().any(|entry| entry.record == record);
        self.promised.drafts.retain(|_, kept| !kept.iter().any(of_record));
        self.pages.retain(|(_, page)| !of_record(page));
    }

    pub(super) fn erase(&mut self, app: &App, chance: &mut Chance) -> Checked {
        let Some(record) = chance.pick(&self.records()).filter(|_| chance.once_in(2)) else { return Ok(()) };
        self.promised.gave_up.insert(record);
        self.give_up_drafts(record);
        let done = self.phone.with_faults(chance, app.erase(record));
        self.tell(format!("erased {record}: {done:?}"));
        if !matches!(done, Some(Ok(()))) {
            return Ok(());
        }
        let disk = self.phone.look()?;
        let words = |r: &&Revision| r.fields.keys().any(|p| p != "engagement_id");
        match disk.of(record).find(words) {
            Some(left) => Err(format!("{record} was erased and {} is still on the disk", left.id)),
            None => Ok(()),
        }
    }

    pub(super) fn empty_bin(&mut self, app: &App, chance: &mut Chance) -> Checked {
        let done = self.phone.with_faults(chance, app.empty_bin());
        self.tell(format!("emptied the bin: {done:?}"));
        Ok(())
    }
}
