//! Unfinished writing: begun, kept at every change, thrown away on purpose.

use crate::app::draft::{Draft, Entry, Page};
use crate::app::ports::{StoreError, Table, Write};
use crate::app::{App, Failure, rows};
use crate::domain::entries::{self, engagement, organisation};
use crate::domain::ids::{DraftId, ItemId, RecordId};
use crate::domain::merge::{State, View};
use crate::domain::revision::{Fields, Kind, Sharing};
use serde_json::Value;

impl App {
    /// A new note, with today, the area and the places of the last note filled in. Nothing is kept before the
    /// first change.
    pub fn begin_note(&self) -> Draft {
        let mut fields = self.first_guess();
        fields.insert("happened_on".to_owned(), Value::from(self.ports.clock.today().to_string()));
        self.begin(
            Page::Note,
            vec![Entry::new(&*self.ports.ids, Kind::Engagement, fields, self.rules().starts_with)],
        )
    }

    /// A new note like an earlier one: place, with whom, group and setting; never words, quotations or promises. Of
    /// a group: a new note about it, with its places and party.
    ///
    /// # Errors
    /// [`Failure::Gone`] when the earlier one is not there.
    pub fn begin_repeat(&self, of: RecordId) -> Result<Draft, Failure> {
        let view = self.open_view(of)?;
        let mut draft = self.begin_note();
        if let Some(entry) = draft.main_mut() {
            if view.kind == Kind::Organisation {
                entry.fields.extend(organisation::noted(of, &view.fields));
                entry.sharing = view.sharing.narrower(entry.sharing.clone());
            } else {
                entry.fields.extend(engagement::repeated(&view.fields));
                // Where a rule has new notes start narrower, this one does too.
                if entry.sharing != Sharing::Private {
                    entry.sharing = view.sharing;
                }
            }
        }
        Ok(draft)
    }

    /// A change of a record: all its fields, and the heads it is based on. The draft of an earlier, unfinished
    /// change of the same record is opened again instead.
    ///
    /// # Errors
    /// [`Failure::Gone`] when the record is not there or was taken back, [`Failure::PutAway`] when its words were put
    /// away.
    pub fn begin_change(&self, record: RecordId) -> Result<Draft, Failure> {
        if let Some(open) = self.draft_of(record) {
            return Ok(open);
        }
        self.fresh_change(record)
    }

    /// A change of a record that leaves an earlier, unfinished one of it alone.
    pub(crate) fn fresh_change(&self, record: RecordId) -> Result<Draft, Failure> {
        let view = self.open_view(record)?;
        // Two versions are for a person to decide: one of them may have its words.
        if view.state != State::Conflict {
            self.has_its_words(record)?;
        }
        let entry = Entry {
            record,
            revision: self.ports.ids.revision(),
            kind: view.kind,
            base: view.heads,
            fields: view.fields,
            sharing: view.sharing,
            warned: Vec::new(),
        };
        Ok(self.begin(Page::Change, vec![entry]))
    }

    /// A conversation over talking points; its responses are added as they are written.
    pub fn begin_talk(&self) -> Draft {
        self.begin(Page::Talk, Vec::new())
    }

    /// What a record of today starts with: the area, the last places, the code and role of the worker.
    pub fn first_guess(&self) -> Fields {
        let state = self.state();
        let mut fields = Fields::new();
        entries::set_text(&mut fields, "area", &state.profile.area);
        entries::set_codes(&mut fields, "places", state.profile.last_places.iter().cloned());
        entries::set_text(&mut fields, "author", &state.profile.code);
        entries::set_text(&mut fields, "author_role", &state.profile.role);
        fields
    }

    /// Whether the places of a new note are only those of the last one, filled in beforehand: nobody said that it
    /// was there.
    pub fn is_guessed(&self, draft: &Draft) -> bool {
        let Some(main) = draft.main() else { return false };
        main.base.is_empty() && entries::texts(&main.fields, "places") == self.state().profile.last_places
    }

    /// A new group is of the party, and at the places, of the note it was first met in. A place that nobody chose or
    /// typed is not the group's.
    pub fn describe_new_groups(&self, draft: &mut Draft) {
        let guessed = self.is_guessed(draft);
        let Some(Entry { record: about, fields, .. }) = draft.main().cloned() else { return };
        for entry in &mut draft.entries {
            if entry.kind != Kind::Organisation || !entry.base.is_empty() || entry.record == about {
                continue;
            }
            let own = &mut entry.fields;
            if let [party] = entries::texts(&fields, "with_kinds")[..]
                && entries::text(own, "party").is_empty()
            {
                entries::set_text(own, "party", party);
            }
            if !guessed && entries::texts(own, "places").is_empty() {
                let places = entries::texts(&fields, "places");
                entries::set_codes(own, "places", places.into_iter().map(str::to_owned));
            }
        }
    }

    /// A place that somebody typed, to be saved with the draft it is put in: the coordinator can map it later.
    pub fn new_place(&self, label: &str) -> Entry {
        let mut fields = Fields::new();
        entries::set_text(&mut fields, "label", label);
        entries::set_text(&mut fields, "area", &self.profile().area);
        fields.insert("typed".to_owned(), Value::Bool(true));
        self.new_entry(Kind::Place, fields, Sharing::MyCoordinator)
    }

    /// A record that is not in the notebook yet, to be saved with the draft it is put in.
    pub fn new_entry(&self, kind: Kind, fields: Fields, sharing: Sharing) -> Entry {
        Entry::new(&*self.ports.ids, kind, fields, sharing)
    }

    /// The id of an item that is not in a list yet.
    pub fn new_item(&self) -> ItemId {
        self.ports.ids.item()
    }

    /// A draft as the own one of a page that opens it. What is kept and saved from here gets ids of its own, so that two
    /// windows with one draft make two drafts or versions, and neither writes over the other.
    pub fn own_copy(&self, mut draft: Draft) -> Draft {
        draft.hand = self.ports.ids.draft();
        for entry in &mut draft.entries {
            entry.revision = self.ports.ids.revision();
        }
        draft
    }

    /// A draft that was thrown away, to be kept again: under a new id, since the old one has ended.
    pub fn as_new_draft(&self, draft: Draft) -> Draft {
        let id = self.ports.ids.draft();
        Draft { id, hand: id, row: None, ..draft }
    }

    /// Tries once more to keep what the store would not: there may be room again, or another connection.
    ///
    /// # Errors
    /// The store's; the words are held as they were then.
    pub async fn keep_unkept(&self) -> Result<(), Failure> {
        let unkept: Vec<Draft> = self.state().unkept.values().cloned().collect();
        for draft in unkept {
            self.keep_draft(&draft).await?;
        }
        Ok(())
    }

    /// Keeps the draft as it is now. Called at every change; at most a second of typing is lost in a kill. Gives the id
    /// it is kept under from now on: where another hand has typed on in its row, in another window say, those words
    /// stand, and these go on in a draft of their own.
    ///
    /// # Errors
    /// The store's: the words are only on the screen and in memory then, and the screen must say so.
    pub async fn keep_draft(&self, draft: &Draft) -> Result<DraftId, Failure> {
        let mut draft = Draft { touched_ms: self.ports.clock.now_ms(), ..draft.clone() };
        let _turn = self.writing.lock().await;
        if self.state().ended.contains(&draft.hand) {
            return Ok(draft.id);
        }
        loop {
            let (id, from) = self.state().place_of(&draft);
            draft.id = id;
            let row = rows::draft_row(&*self.ports.ids, &self.state().ring, &draft)?;
            draft.row.clone_from(&from);
            let swap = Write::Swap { table: Table::Drafts, id: id.to_string(), from, to: Some(row.clone()) };
            match self.ports.store.commit(vec![swap]).await {
                Err(StoreError::Taken) => self.step_aside(&mut draft).await?,
                Ok(()) => {
                    let mut state = self.change();
                    state.unkept.retain(|_, held| held.hand != draft.hand);
                    state.drafts.insert(id, Draft { row: Some(row), ..draft });
                    return Ok(id);
                }
                Err(error) => {
                    self.change().hold_unkept(draft);
                    return Err(error.into());
                }
            }
        }
    }

    /// The row of a draft is not as its hand knows it. Where that hand wrote it all the same, and only the answer got
    /// lost, it is known now. Else the draft moves: first to where another try would move it too.
    async fn step_aside(&self, draft: &mut Draft) -> Result<(), Failure> {
        let found = self.ports.store.rows(Table::Drafts, &[draft.id.to_string()]).await?;
        let mut state = self.change();
        let held = found.first().and_then(|row| rows::draft_in(&state.ring, row));
        if held.as_ref().is_none_or(|held| held.hand != draft.hand) {
            draft.id = if draft.id == draft.hand { self.ports.ids.draft() } else { draft.hand };
            draft.row = None;
        }
        state.drafts.extend(held.map(|held| (held.id, held)));
        Ok(())
    }

    /// Throws a draft away. What another hand has typed on in its row stays.
    ///
    /// # Errors
    /// The store's: the draft is still there then.
    pub async fn drop_draft(&self, draft: &Draft) -> Result<(), Failure> {
        while let Some(ending) = self.ending(draft) {
            match self.commit(vec![ending]).await {
                Err(StoreError::Taken) => self.catch_up().await?,
                done => {
                    done?;
                    break;
                }
            }
        }
        self.change().end_draft(draft);
        Ok(())
    }

    /// The write that ends a draft, if its row is to go.
    pub(crate) fn ending(&self, draft: &Draft) -> Option<Write> {
        let (id, from) = self.state().place_to_end(draft)?;
        Some(Write::Swap { table: Table::Drafts, id: id.to_string(), from, to: None })
    }

    fn begin(&self, page: Page, entries: Vec<Entry>) -> Draft {
        let id = self.ports.ids.draft();
        Draft {
            id,
            hand: id,
            page,
            on: self.ports.clock.today(),
            touched_ms: self.ports.clock.now_ms(),
            entries,
            progress: Value::Null,
            row: None,
        }
    }

    fn draft_of(&self, record: RecordId) -> Option<Draft> {
        let state = self.state();
        let of_record =
            |draft: &&Draft| draft.page == Page::Change && draft.main().is_some_and(|e| e.record == record);
        state.drafts.values().filter(of_record).max_by_key(|draft| draft.touched_ms).cloned()
    }

    pub(crate) fn open_view(&self, record: RecordId) -> Result<View, Failure> {
        self.state().view(record).filter(|view| view.state.is_open()).ok_or(Failure::Gone)
    }
}
