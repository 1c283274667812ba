//! Writing: notes, changes, drafts, and what a save must hold.

use super::super::Plant;
use super::super::checks::view;
use super::super::disk::Disk;
use super::super::world::Chance;
use super::{Checked, Season};
use ginnel::app::App;
use ginnel::app::commands::save::Saved;
use ginnel::app::draft::{Draft, Entry};
use ginnel::domain::ids::{RecordId, RevisionId};
use ginnel::domain::revision::{Fields, Kind, Revision, Sharing};
use serde_json::json;

impl Season {
    /// Words that are nowhere else.
    pub(super) fn typed(&mut self) -> String {
        self.words += 1;
        format!("<{}>", self.words)
    }

    /// A new note, sometimes with a group or an answer, kept as a draft and perhaps saved.
    pub(super) fn write(&mut self, app: &App, chance: &mut Chance) -> Checked {
        let mut draft = app.own_copy(app.begin_note());
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
        let Ok(draft) = app.begin_change(record) else { return Ok(()) };
        let mut draft = app.own_copy(draft);
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
    pub(super) fn type_on(&mut self, app: &App, chance: &mut Chance, mut draft: Draft) -> Checked {
        if chance.once_in(2) {
            self.keep(app, chance, &mut draft)?;
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

    /// A page that was left open is typed on in, and stays open.
    pub(super) fn type_on_page(&mut self, app: &App, chance: &mut Chance) -> Checked {
        let Some(mut draft) = self.page(chance) else { return Ok(()) };
        let front = self.phone.in_front;
        self.type_into(&mut draft);
        self.keep(app, chance, &mut draft)?;
        self.pages.push((front, draft));
        Ok(())
    }

    /// Other words in the main field of a draft.
    pub(super) fn type_into(&mut self, draft: &mut Draft) {
        let words = self.typed();
        if let Some(entry) = draft.main_mut() {
            let path = match entry.kind {
                Kind::Organisation => "what_they_do",
                Kind::Response => "answer",
                _ => "words",
            };
            entry.fields.insert(path.to_owned(), json!(words));
        }
    }

    /// Keeps a draft, and promises what was said to be kept.
    fn keep(&mut self, app: &App, chance: &mut Chance, draft: &mut Draft) -> Checked {
        let may_write_over = self.is_its_own(draft)?;
        let kept = self.phone.with_faults(chance, app.keep_draft(draft));
        self.tell(format!("typed {} in {} by {}: {kept:?}", inside(draft), draft.id, draft.hand));
        match kept {
            Some(Ok(id)) if id == draft.id && !may_write_over => Err(format!("{id} was written over")),
            Some(Ok(id)) => {
                draft.id = id;
                self.promised.drafts.insert(id, vec![draft.clone()]);
                Ok(())
            }
            _ => {
                // It may be on the disk as it is now, or as it was.
                let known = self.promised.drafts.get_mut(&draft.id).filter(|_| may_write_over);
                known.into_iter().for_each(|known| known.push(draft.clone()));
                Ok(())
            }
        }
    }

    /// Whether what lies on the disk under the id of a draft is of its own page, or what that page was opened with.
    pub(super) fn is_its_own(&mut self, draft: &Draft) -> Result<bool, String> {
        let held = self.phone.look()?.drafts.get(&draft.id);
        Ok(held.is_none_or(|held| held.hand == draft.hand || held.row == draft.row))
    }

    pub(super) fn save_page(&mut self, app: &App, chance: &mut Chance) -> Checked {
        let Some(mut draft) = self.page(chance) else { return Ok(()) };
        if chance.once_in(2) {
            self.type_into(&mut draft);
        }
        self.save(app, chance, draft)
    }

    pub(super) fn save(&mut self, app: &App, chance: &mut Chance, draft: Draft) -> Checked {
        let mut given = draft.clone();
        if self.plant == Plant::DropParent && chance.once_in(10) {
            given.entries.iter_mut().for_each(|entry| entry.base.clear());
        }
        // What another page has typed on under the same id stays promised.
        let kept_before =
            if self.is_its_own(&draft)? { self.promised.drafts.remove(&draft.id) } else { None };
        let saved = self.phone.with_faults(chance, app.save(&given));
        self.tell(format!("saved {}: {saved:?}", inside(&draft)));
        let Some(Ok(saved)) = saved else {
            if !self.is_in(&draft)? {
                self.promised.drafts.extend(kept_before.map(|known| (draft.id, known)));
            }
            if !self.phone.windows.is_empty() {
                self.pages.push((self.phone.in_front, draft));
            }
            return Ok(());
        };
        self.pages.retain(|(_, page)| page.hand != draft.hand);
        self.saved(&draft, &saved)?;
        for entry in draft.entries.iter().filter(|entry| counts(&draft, &saved, entry)) {
            let heads = view(app, entry.record).map(|view| view.heads).unwrap_or_default();
            if let Some(base) = entry.base.iter().find(|base| heads.contains(base)) {
                return Err(format!(
                    "{base} was changed, and still stands beside its change as a version of its own"
                ));
            }
        }
        Ok(())
    }

    /// The phone said *Saved*: every word of the draft is on the disk.
    pub(super) fn saved(&mut self, draft: &Draft, saved: &Saved) -> Checked {
        let disk = self.phone.look()?;
        let kept: Vec<(RecordId, RevisionId, Fields)> = draft
            .entries
            .iter()
            .filter(|entry| counts(draft, saved, entry))
            .map(|entry| (entry.record, saved_as(disk, entry), entry.fields.clone()))
            .collect();
        self.promised.tick(disk, &kept)
    }

    /// Whether a save that failed was kept all the same, and took the draft along.
    pub(super) fn is_in(&mut self, draft: &Draft) -> Result<bool, String> {
        let disk = self.phone.look()?;
        // Under its own id, or on top of another save of it that came first.
        let in_it = |e: &Entry| {
            let is_it = |r: &Revision| r.id == e.revision || r.parents.contains(&e.revision);
            disk.of(e.record).any(|r| is_it(r) && r.fields == e.fields)
        };
        Ok(draft.entries.iter().all(in_it))
    }

    pub(super) fn drop_page(&mut self, app: &App, chance: &mut Chance) -> Checked {
        let Some(draft) = self.page(chance) else { return Ok(()) };
        if self.is_its_own(&draft)? {
            self.promised.drafts.remove(&draft.id);
        }
        let dropped = self.phone.with_faults(chance, app.drop_draft(&draft));
        self.tell(format!("threw away {}: {dropped:?}", inside(&draft)));
        Ok(())
    }
}

/// Whether an entry of a draft had to be saved: groups that nothing names any more need not.
fn counts(draft: &Draft, saved: &Saved, entry: &Entry) -> bool {
    saved.records.contains(&entry.record) || draft.main().is_some_and(|main| main.record == entry.record)
}

/// The revision that an entry became: its own, or where another save of it came first, one on top.
pub(super) fn saved_as(disk: &Disk, entry: &Entry) -> RevisionId {
    let holds = |revision: &&Revision| revision.fields == entry.fields;
    let own = disk.revisions.get(&entry.revision).map(|own| &**own).filter(holds);
    let on_top = |revision: &&Revision| {
        holds(revision) && (revision.parents.contains(&entry.revision) || revision.parents == entry.base)
    };
    own.or_else(|| disk.of(entry.record).find(on_top)).map_or(entry.revision, |found| found.id)
}

/// What a draft says, in one line.
pub(super) fn inside(draft: &Draft) -> String {
    let entry = |e: &Entry| {
        format!("{} {} as {} on {:?}: {}", e.kind.as_str(), e.record, e.revision, e.base, json!(e.fields))
    };
    draft.entries.iter().map(entry).collect::<Vec<_>>().join(" and ")
}
