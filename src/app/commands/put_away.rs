//! Putting away: words that went in a file leave this phone, when the worker says so. One line of each stays.

use crate::app::away::{Away, Days};
use crate::app::ports::{StoreError, Table, Write};
use crate::app::queries::lines::{Line, line};
use crate::app::rows::name;
use crate::app::state::{State, Told};
use crate::app::{App, Failure};
use crate::domain::ids::{RecordId, RevisionId};
use crate::domain::merge;
use crate::domain::put_away;
use crate::domain::revision::{Kind, Revision};
use std::collections::HashSet;

/// Rows of one transaction.
const SLICE_ROWS: usize = 500;

impl App {
    /// The records that may be put away, latest first: one's own, sent long enough ago as the worker said, as they are
    /// now, and with nothing owed. Only what is for nobody else, and what never left, is never among them.
    pub fn may_be_put_away(&self) -> Vec<Line> {
        let state = self.state();
        let went = went_long_ago(&state);
        if went.is_empty() {
            return Vec::new();
        }
        let mut lines = Vec::new();
        for (record, _) in state.index.latest_first() {
            if may_go(&state, record, &went) {
                lines.extend(line(&state, record));
            }
        }
        lines
    }

    /// Lets go of the words of these records, as far as they may be put away still: a line of each stays, with the day,
    /// the place and the group. Nobody else's copy is touched.
    ///
    /// # Errors
    /// The store's. What was marked is away; rows that still hold words lose them at the next start.
    pub async fn put_away(&self, records: &[RecordId]) -> Result<(), Failure> {
        loop {
            self.read_everything().await?;
            let since = self.state().turn.clone();
            let away = letting_go(&self.state(), records);
            if away.lines.is_empty() {
                return Ok(());
            }
            let id = format!("{}{}", name::AWAY, self.ports.ids.file());
            let writes = vec![Write::Put(Table::Meta, self.meta_row(&id, &away.to_value())?)];
            match self.commit_in_turn(writes, since).await {
                Err(Failure::Store(StoreError::Taken)) => {}
                done => {
                    done?;
                    {
                        let mut state = self.change();
                        state.away.lines.extend(away.lines);
                        state.away.revisions.extend(away.revisions);
                        state.loaded.holds_what_is_away = true;
                        state.let_go();
                    }
                    return self.empty_what_is_away().await;
                }
            }
        }
    }

    /// Takes the words out of the rows of what was put away: after it was marked, and at a start that finds some left.
    ///
    /// # Errors
    /// The store's: it goes on at the next start.
    pub async fn empty_what_is_away(&self) -> Result<(), Failure> {
        if !self.state().loaded.holds_what_is_away {
            return Ok(());
        }
        let ids: Vec<RevisionId> = self.state().away.revisions.iter().copied().collect();
        for slice in ids.chunks(SLICE_ROWS) {
            loop {
                let since = self.state().turn.clone();
                let rest: Vec<Revision> = {
                    let state = self.state();
                    slice.iter().filter_map(|id| state.notebook.get(*id)).cloned().collect()
                };
                match self.commit_in_turn(self.rows_in_place(&rest)?, since).await {
                    // It may have been erased meanwhile.
                    Err(Failure::Store(StoreError::Taken)) => self.catch_up().await?,
                    done => {
                        done?;
                        break;
                    }
                }
            }
            self.ports.breath.turn().await;
        }
        self.change().loaded.holds_what_is_away = false;
        Ok(())
    }

    /// Says that nothing is to be put away for now. It is offered again for what went longer ago.
    ///
    /// # Errors
    /// The store's.
    pub async fn put_off_putting_away(&self) -> Result<(), Failure> {
        let days = self.state().days;
        self.keep_days(Days { put_off: true, ..days }).await
    }

    /// Counts this day as one on which the notebook was opened.
    ///
    /// # Errors
    /// The store's: it is counted another time then, or not.
    pub async fn count_day(&self) -> Result<(), Failure> {
        let days = self.state().days;
        let today = Some(self.today());
        if days.last == today {
            return Ok(());
        }
        self.keep_days(Days { used: days.used + 1, last: today, ..days }).await
    }

    async fn keep_days(&self, days: Days) -> Result<(), Failure> {
        self.commit(vec![Write::Put(Table::Meta, self.meta_row(name::DAYS, &days.to_value())?)]).await?;
        self.change().days = days;
        Ok(())
    }

    /// That a record is as its writer left it. What is made from a line alone would be without the words elsewhere too.
    pub(crate) fn has_its_words(&self, record: RecordId) -> Result<(), Failure> {
        if self.state().is_away(record) { Err(Failure::PutAway) } else { Ok(()) }
    }
}

/// The revisions that were open in files which went long enough ago.
fn went_long_ago(state: &State) -> HashSet<RevisionId> {
    let after = put_away::after(state.rules().put_away_after, state.days.put_off);
    let long_ago = |sent: &&crate::app::state::Sent| {
        sent.told == Told::Went && state.days.used.saturating_sub(sent.day) >= after
    };
    state.sent.iter().filter(long_ago).flat_map(|sent| sent.open.iter().copied()).collect()
}

fn may_go(state: &State, record: RecordId, went: &HashSet<RevisionId>) -> bool {
    let Some(entry) = state.index.get(record) else { return false };
    let is_settled = matches!(entry.kind, Kind::Engagement | Kind::Response)
        && entry.state == merge::State::Current
        && entry.sharing.level() > 0
        && !(entry.unfinished || entry.promised || entry.owed);
    let is_sent = |head: &&Revision| went.contains(&head.id) && state.notebook.is_own(head);
    let is_open = |draft: &crate::app::draft::Draft| draft.entries.iter().any(|entry| entry.record == record);
    is_settled
        && state.notebook.heads(record).iter().all(is_sent)
        && !state.is_away(record)
        && !state.drafts.values().any(is_open)
}

/// What is let go of with these records, of those that may be put away.
fn letting_go(state: &State, records: &[RecordId]) -> Away {
    let went = went_long_ago(state);
    let mut away = Away::default();
    for record in records.iter().filter(|record| may_go(state, **record, &went)) {
        if let Some(line) = line(state, *record) {
            away.lines.insert(*record, line.headline);
            away.revisions.extend(state.notebook.revisions_of(*record).map(|revision| revision.id));
        }
    }
    away
}
