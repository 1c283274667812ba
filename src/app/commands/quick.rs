//! What was written while the notebook was locked: opened, and made a draft like any other.

use crate::app::draft::{Draft, Page};
use crate::app::heavy::{HeavyError, Load, Task};
use crate::app::ports::{Row, StoreError, Table, Write};
use crate::app::{App, Failure, rows};
use crate::domain::dates;
use crate::domain::ids::DraftId;
use serde_json::Value;

impl App {
    /// Makes drafts of what was written while the notebook was locked. What cannot be opened is left as it is, and named
    /// among what cannot be read.
    ///
    /// # Errors
    /// That of the store, or of the program beside the page: what was not opened is still there.
    pub async fn open_quick_notes(&self) -> Result<(), Failure> {
        let (waiting, opener) = (self.state().quick.clone(), self.state().opener.clone());
        let Some(opener) = opener else { return Ok(()) };
        self.draft_quick_notes(waiting, &opener).await
    }

    /// The same for these rows, with the secret that they were sealed for.
    pub(super) async fn draft_quick_notes(&self, waiting: Vec<Row>, opener: &str) -> Result<(), Failure> {
        for row in waiting {
            match self.quick_note_in(&row, opener).await? {
                Some(draft) => self.keep_in_place(&row, draft).await?,
                None => self.change().cannot_open(Table::Drafts, &row),
            }
            self.change().quick.retain(|quick| quick.id != row.id);
        }
        Ok(())
    }

    /// The draft that such a row becomes; none where it cannot be opened.
    pub(super) async fn quick_note_in(&self, row: &Row, opener: &str) -> Result<Option<Draft>, Failure> {
        let load = Load { texts: vec![opener.to_string()], bytes: row.sealed.clone() };
        match self.ports.heavy.run(Task::OpenNote, load).await {
            Ok(plain) => Ok(self.drafted(row, &plain.bytes)),
            Err(HeavyError::Envelope) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// A new note with these words, as it would have been begun that day.
    fn drafted(&self, row: &Row, plain: &[u8]) -> Option<Draft> {
        let quick: Value = serde_json::from_slice(plain).ok()?;
        let id = DraftId::parse(quick["id"].as_str()?).ok().filter(|id| id.to_string() == row.id)?;
        let on = dates::day(quick["on"].as_str()?)?;
        let mut draft = self.begin_note();
        let main = draft.main_mut()?;
        main.fields.insert("words".to_owned(), Value::from(quick["words"].as_str()?));
        main.fields.insert("happened_on".to_owned(), Value::from(on.to_string()));
        let touched_ms = quick["touched_ms"].as_u64()?;
        Some(Draft { id, hand: id, page: Page::Note, on, touched_ms, ..draft })
    }

    async fn keep_in_place(&self, quick: &Row, draft: Draft) -> Result<(), Failure> {
        let row = rows::draft_row(&*self.ports.ids, &self.state().ring, &draft)?;
        let swap = Write::Swap {
            table: Table::Drafts,
            id: row.id.clone(),
            from: Some(quick.clone()),
            to: Some(row.clone()),
        };
        match self.commit(vec![swap]).await {
            // Another window was quicker, and has it.
            Err(StoreError::Taken) => Ok(self.catch_up().await?),
            done => {
                done?;
                self.change().drafts.insert(draft.id, Draft { row: Some(row), ..draft });
                Ok(())
            }
        }
    }
}
