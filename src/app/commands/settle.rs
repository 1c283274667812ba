//! Two versions of one record: a person decides, and the decision is a revision with both as parents.

use crate::app::draft::{Draft, Entry};
use crate::app::{App, Failure};
use crate::domain::ids::{RecordId, RevisionId};
use crate::domain::revision::{Fields, Revision};
use serde_json::Value;

impl App {
    /// Keeps one version; the other stays in the history.
    ///
    /// # Errors
    /// [`Failure::Gone`] when the version is no head any more; else the store's.
    pub async fn keep_version(&self, record: RecordId, version: RevisionId) -> Result<(), Failure> {
        let draft = self.settled(record, self.head_fields(record, version)?)?;
        self.save(&draft).await.map(drop)
    }

    /// Keeps both: one stays this record, every other becomes a record of its own.
    ///
    /// # Errors
    /// [`Failure::Gone`] when the version is no head any more; else the store's.
    pub async fn keep_both(&self, record: RecordId, version: RevisionId) -> Result<(), Failure> {
        self.has_its_words(record)?;
        let mut draft = self.settled(record, self.head_fields(record, version)?)?;
        let others: Vec<Revision> =
            self.versions_apart(record).into_iter().filter(|head| head.id != version).collect();
        for other in others {
            draft.entries.push(Entry::new(&*self.ports.ids, other.kind, other.fields, other.sharing));
        }
        self.save(&draft).await.map(drop)
    }

    /// A draft with both put together, to be finished by hand: words one after the other, everything that only
    /// one side has, and the latest where both differ.
    ///
    /// # Errors
    /// [`Failure::Gone`] when the record is not there.
    pub fn begin_together(&self, record: RecordId) -> Result<Draft, Failure> {
        self.has_its_words(record)?;
        let mut together = Fields::new();
        for head in self.versions_apart(record) {
            for (path, value) in head.fields {
                let joined = joined_words(&path, together.get(&path), &value);
                together.insert(path, joined.unwrap_or(value));
            }
        }
        self.settled(record, together)
    }

    /// The heads as they are open, earliest first.
    pub fn versions_apart(&self, record: RecordId) -> Vec<Revision> {
        let state = self.state();
        let coverage = state.notebook.coverage(record);
        state.notebook.heads(record).into_iter().map(|head| state.notebook.open(head, &coverage)).collect()
    }

    fn head_fields(&self, record: RecordId, version: RevisionId) -> Result<Fields, Failure> {
        if self.state().away.revisions.contains(&version) {
            return Err(Failure::PutAway);
        }
        let head = self.versions_apart(record).into_iter().find(|head| head.id == version);
        head.map(|head| head.fields).ok_or(Failure::Gone)
    }

    fn settled(&self, record: RecordId, fields: Fields) -> Result<Draft, Failure> {
        let mut draft = self.fresh_change(record)?;
        let heads = self.open_view(record)?.heads;
        let entry = draft.main_mut().ok_or(Failure::Gone)?;
        entry.base = heads;
        entry.fields = fields;
        Ok(draft)
    }
}

/// Free words of both sides, one after the other, unless one holds the other.
fn joined_words(path: &str, one: Option<&Value>, other: &Value) -> Option<Value> {
    let (one, other) = (one?.as_str()?, other.as_str()?);
    let free = matches!(path, "words" | "who_was_missing" | "assets_text" | "answer" | "what_they_do");
    (free && !other.contains(one)).then(|| {
        let text = if one.contains(other) { one.to_owned() } else { format!("{one}\n\n{other}") };
        Value::from(text)
    })
}
