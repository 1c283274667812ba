//! Unfinished writing in memory: whose hand keeps which draft in which row, and what the store would not keep.

use super::draft::Draft;
use super::ports::{Row, Table};
use super::state::State;
use crate::domain::ids::DraftId;

impl State {
    /// Where the hand of this draft keeps it, and the row that it may write over.
    pub fn place_of(&self, draft: &Draft) -> (DraftId, Option<Row>) {
        let kept = self.drafts.values().find(|held| held.hand == draft.hand).unwrap_or(draft);
        (kept.id, kept.row.clone())
    }

    /// The same for a draft that is to end; none where another hand has typed on in the row, which stays.
    pub fn place_to_end(&self, draft: &Draft) -> Option<(DraftId, Option<Row>)> {
        let (id, row) = self.place_of(draft);
        let is_anothers = self.drafts.get(&id).is_some_and(|held| held.row != row);
        let keeps_its_place = is_anothers || self.is_broken(Table::Drafts, &id.to_string());
        (!keeps_its_place).then_some((id, row))
    }

    /// A draft was saved or thrown away.
    pub fn end_draft(&mut self, draft: &Draft) {
        if let Some((id, _)) = self.place_to_end(draft) {
            self.drafts.remove(&id);
        }
        self.unkept.retain(|_, held| held.hand != draft.hand);
        self.ended.insert(draft.hand);
    }

    /// The store would not keep this draft.
    pub fn hold_unkept(&mut self, draft: Draft) {
        self.unkept.retain(|_, held| held.hand != draft.hand);
        self.unkept.insert(draft.id, draft.clone());
        self.drafts.insert(draft.id, draft);
    }

    /// The drafts were read again: what the store would not keep goes on top of what it has, and leaves alone what
    /// another window has typed.
    pub fn hold_unkept_again(&mut self) {
        for mut draft in self.unkept.clone().into_values() {
            match self.drafts.get(&draft.id) {
                Some(held) if held.hand == draft.hand => draft.row.clone_from(&held.row),
                Some(_) => (draft.id, draft.row) = (draft.hand, None),
                None => {}
            }
            let is_free = self.drafts.get(&draft.id).is_none_or(|held| held.hand == draft.hand);
            if is_free {
                self.drafts.insert(draft.id, draft);
            }
        }
    }
}
