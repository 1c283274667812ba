//! Taking out what looks like one person, as it was warned of: from the words as they are, and where this worker began
//! the record, for good from every earlier version. It travels like any other words that were taken out.

use super::NewRevision;
use crate::app::draft::{Draft, Entry};
use crate::app::queries::warnings;
use crate::app::{App, Failure};
use crate::domain::ids::{RecordId, RevisionId};
use crate::domain::merge::State;
use crate::domain::order;
use crate::domain::revision::{Act, Revision};

impl App {
    /// Puts the suggestion in the place of a fragment in all words of a record, of its unfinished changes too. Two
    /// versions that wait for a decision stay two. True where no earlier version holds the fragment any more: in a
    /// record that somebody else began, the others have to wait for its writer, so it is only changed.
    ///
    /// # Errors
    /// [`Failure::Gone`] when the record is not there; else the store's: what was not replaced is found again.
    pub async fn replace(&self, record: RecordId, fragment: &str) -> Result<bool, Failure> {
        self.read_everything().await?;
        let mut draft = self.fresh_change(record)?;
        let before = self.open_view(record)?;
        if before.state == State::Conflict {
            draft.entries = self.heads_apart(&draft, record);
        }
        let fragments = [fragment.to_owned()];
        draft.entries.retain_mut(|entry| {
            entry.warned = fragments.to_vec();
            let earlier = self.earlier_paths(record, &entry.base, &fragments);
            entry.replace(fragment) || !earlier.is_empty()
        });
        if !draft.entries.is_empty() {
            self.save(&draft).await?;
        }
        self.replace_in_drafts(record, fragment, &before.heads).await?;
        Ok(self.began(record))
    }

    /// One entry for each version that waits for a decision.
    fn heads_apart(&self, draft: &Draft, record: RecordId) -> Vec<Entry> {
        let Some(main) = draft.main() else { return Vec::new() };
        let one = |head: Revision| Entry {
            revision: self.ports.ids.revision(),
            base: vec![head.id],
            fields: head.fields,
            sharing: head.sharing,
            ..main.clone()
        };
        let heads = self.versions_apart(record).into_iter();
        heads.filter(|head| head.act != Act::Withdraw || !head.closes.is_empty()).map(one).collect()
    }

    /// What is being typed on top of the record goes on from where the record is now.
    async fn replace_in_drafts(
        &self,
        record: RecordId,
        fragment: &str,
        before: &[RevisionId],
    ) -> Result<(), Failure> {
        let drafts: Vec<Draft> = self.state().drafts.values().cloned().collect();
        for mut draft in drafts {
            let mut changed = false;
            for entry in draft.entries.iter_mut().filter(|entry| entry.record == record) {
                changed |= entry.replace(fragment);
                if entry.base == before {
                    entry.base = self.open_view(record)?.heads;
                    changed = true;
                }
            }
            if changed {
                self.keep_draft(&draft).await?;
            }
        }
        Ok(())
    }

    /// Makes a change that takes out for good what the person was warned of and what the new words hold no more.
    pub(super) fn take_out_warned(&self, new: &mut NewRevision, warned: &[String]) {
        let mut gone = warned.to_vec();
        gone.retain(|fragment| !warnings::still_say(&new.kind, &new.fields, fragment));
        let closes = self.earlier_paths(new.record, &new.parents, &gone);
        if !closes.is_empty() {
            (new.act, new.closes) = (Act::Withdraw, closes);
        }
    }

    /// The paths at which any of the fragments stands in these versions or any before them, as far as they may be
    /// closed by whoever writes here.
    fn earlier_paths(&self, record: RecordId, heads: &[RevisionId], fragments: &[String]) -> Vec<String> {
        let state = self.state();
        if fragments.is_empty() || !state.notebook.is_begun_here(record) {
            return Vec::new();
        }
        let mut earlier = order::set(heads.iter().copied());
        earlier.extend(heads.iter().flat_map(|head| state.notebook.ancestors(*head)));
        let held = earlier.iter().filter_map(|id| state.notebook.get(*id));
        let in_one = |fields| warnings::paths_with(fields, fragments).cloned();
        let paths = order::set(held.flat_map(|revision| in_one(&revision.fields)));
        paths.into_iter().collect()
    }
}
