//! Writing: notes, changes, drafts, and what a save must hold.

use super::super::Plant;
use super::super::checks::view;
use super::super::disk;
use super::super::world::Chance;
use super::{Checked, Season};
use ginnel::app::App;
use ginnel::app::draft::{Draft, Entry};
use ginnel::domain::ids::{RecordId, RevisionId};
use ginnel::domain::revision::{Fields, Kind, Sharing};
use ginnel::vault::seal::KeyRing;
use serde_json::json;

impl Season {
    /// Words that are nowhere else.
    pub(super) fn typed(&mut self) -> String {
        self.words += 1;
        format!("<{}>", self.words)
    }

    /// A new note, sometimes with a group or an answer, kept as a draft and perhaps saved.
    pub(super) fn write(&mut self, app: &App, chance: &mut Chance) -> Checked {
        let mut draft = app.begin_note();
        let words = self.typed();
        let level =
            Sharing::from(["my_coordinator", "my_coordinator", "private", "all_areas"][chance.below(4)]);
        let name = self.typed();
        if let Some(note) = draft.main_mut() {
            note.fields.insert("words".into(), json!(words));
            note.sharing = level;
        }
        let note = draft.main().map(|entry| entry.record.to_string()).unwrap_or_default();
        match chance.below(4) {
            0 => {
                let fields: Fields = [("name".to_owned(), json!(name))].into();
                let group = app.new_entry(Kind::Organisation, fields, Sharing::MyCoordinator);
                let known = group.record.to_string();
                draft.entries.push(group);
                if let Some(note) = draft.main_mut() {
                    note.fields.insert("orgs".into(), json!([known]));
                }
            }
            1 => {
                let fields: Fields =
                    [("engagement_id".to_owned(), json!(note)), ("answer".to_owned(), json!(name))].into();
                draft.entries.push(app.new_entry(Kind::Response, fields, Sharing::MyCoordinator));
            }
            _ => {}
        }
        self.type_on(app, chance, draft)
    }

    /// A change of a record: new words, another level, a wish, a promise, something of a later build.
    pub(super) fn change(&mut self, app: &App, chance: &mut Chance) -> Checked {
        let Some(record) = chance.pick(&self.records()) else { return Ok(()) };
        let Ok(mut draft) = app.begin_change(record) else { return Ok(()) };
        let words = self.typed();
        let group = app.pick_groups("", 1).first().map(|group| group.record.to_string());
        if let Some(entry) = draft.main_mut() {
            let (path, value) = match (chance.below(8), &entry.kind) {
                (0, Kind::Organisation) => ("wishes", json!(["do_not_name"])),
                (1, Kind::Organisation) => ("wishes", json!(["no_more_visits"])),
                (_, Kind::Organisation) => ("name", json!(words)),
                (_, Kind::Response) => ("answer", json!(words)),
                (0, _) => {
                    ("promises.0b0c2d3e-4f50-4a1b-8c2d-000000000001", json!({"text": words, "by": "us"}))
                }
                (1, _) => ("later.path", json!({"deep": [words]})),
                (2, _) if group.is_some() => ("orgs", json!([group])),
                (3, _) => ("tags", json!([words])),
                _ => ("words", json!(words)),
            };
            entry.fields.insert(path.to_owned(), value);
            if chance.once_in(4) {
                entry.sharing = Sharing::from(["private", "my_coordinator", "all_areas"][chance.below(3)]);
            }
        }
        self.type_on(app, chance, draft)
    }

    /// Typing: the draft is kept, and then saved, or the page left open.
    pub(super) fn type_on(&mut self, app: &App, chance: &mut Chance, draft: Draft) -> Checked {
        if chance.once_in(2) {
            let kept = self.phone.with_faults(chance, app.keep_draft(&draft));
            self.tell(format!("typed {}: {kept:?}", inside(&draft)));
            let known = self.promised.drafts.get(&draft.id).cloned();
            match (kept, known) {
                (Some(Ok(())), _) => drop(self.promised.drafts.insert(draft.id, vec![draft.clone()])),
                // It may be on the disk as it is now, or as it was.
                (_, Some(known)) => {
                    drop(self.promised.drafts.insert(draft.id, [known, vec![draft.clone()]].concat()));
                }
                (_, None) => {}
            }
        }
        if self.phone.windows.is_empty() {
            return Ok(());
        }
        if chance.once_in(3) {
            self.pages.push((self.phone.in_front, draft));
            return Ok(());
        }
        self.save(app, chance, draft)
    }

    pub(super) fn save_page(&mut self, app: &App, chance: &mut Chance) -> Checked {
        let Some(mut draft) = self.page(chance) else { return Ok(()) };
        let words = self.typed();
        if let Some(entry) = draft.main_mut().filter(|_| chance.once_in(2)) {
            let path = match entry.kind {
                Kind::Organisation => "what_they_do",
                Kind::Response => "answer",
                _ => "words",
            };
            entry.fields.insert(path.to_owned(), json!(words));
        }
        self.save(app, chance, draft)
    }

    pub(super) fn save(&mut self, app: &App, chance: &mut Chance, draft: Draft) -> Checked {
        let mut given = draft.clone();
        if self.plant == Plant::DropParent && chance.once_in(10) {
            given.entries.iter_mut().for_each(|entry| entry.base.clear());
        }
        let kept_before = self.promised.drafts.remove(&draft.id);
        let saved = self.phone.with_faults(chance, app.save(&given));
        self.tell(format!("saved {}: {saved:?}", inside(&draft)));
        let Some(Ok(saved)) = saved else {
            // The draft is still there, or the save that failed took it along with keeping its words.
            let ring = self.phone.ring()?;
            let all_in = draft.entries.iter().all(|e| {
                disk::revision(&self.phone.disk, &ring, e.revision).is_some_and(|r| r.fields == e.fields)
            });
            match kept_before {
                Some(known) if !all_in => drop(self.promised.drafts.insert(draft.id, known)),
                _ => {}
            }
            if !self.phone.windows.is_empty() {
                self.pages.push((self.phone.in_front, draft));
            }
            return Ok(());
        };
        self.pages.retain(|(_, page)| page.id != draft.id);
        let ring = self.phone.ring()?;
        let main = draft.main().map(|entry| entry.record);
        let counts = |record| saved.records.contains(&record) || main == Some(record);
        let kept: Vec<(RecordId, RevisionId, Fields)> = draft
            .entries
            .iter()
            .filter(|entry| counts(entry.record))
            .map(|entry| (entry.record, self.saved_as(app, &ring, entry), entry.fields.clone()))
            .collect();
        self.promised.tick(&self.phone, &ring, &kept)?;
        for entry in draft.entries.iter().filter(|entry| counts(entry.record)) {
            let heads = view(app, entry.record).map(|view| view.heads).unwrap_or_default();
            if let Some(base) = entry.base.iter().find(|base| heads.contains(base)) {
                return Err(format!(
                    "{base} was changed, and still stands beside its change as a version of its own"
                ));
            }
        }
        Ok(())
    }

    /// The revision that an entry became: its own, or where an earlier try of it was kept, one on top.
    pub(super) fn saved_as(&self, app: &App, ring: &KeyRing, entry: &Entry) -> RevisionId {
        let heads = view(app, entry.record).map(|view| view.heads).unwrap_or_default();
        let holds = |id: &RevisionId| {
            disk::revision(&self.phone.disk, ring, *id).is_some_and(|row| row.fields == entry.fields)
        };
        [vec![entry.revision], heads].concat().into_iter().find(holds).unwrap_or(entry.revision)
    }

    pub(super) fn drop_page(&mut self, app: &App, chance: &mut Chance) -> Checked {
        let Some(draft) = self.page(chance) else { return Ok(()) };
        self.promised.drafts.remove(&draft.id);
        let dropped = self.phone.with_faults(chance, app.drop_draft(draft.id));
        self.tell(format!("threw away {}: {dropped:?}", inside(&draft)));
        Ok(())
    }
}

/// What a draft says, in one line.
fn inside(draft: &Draft) -> String {
    let entry = |e: &Entry| {
        format!("{} {} as {} on {:?}: {}", e.kind.as_str(), e.record, e.revision, e.base, json!(e.fields))
    };
    draft.entries.iter().map(entry).collect::<Vec<_>>().join(" and ")
}
