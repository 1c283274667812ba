//! What an organisation asks of this phone, and what it would ask.

use crate::app::App;
use crate::app::commands::bring_in::Staged;
use crate::app::state::State;
use crate::domain::ids::RecordId;
use crate::domain::merge;
use crate::domain::notebook::Notebook;
use crate::domain::revision::{Kind, Revision};
use crate::domain::rules::Rules;
use crate::exchange::import::Report;
use crate::vault::signing::PublicKey;

impl App {
    /// What holds here: nothing but what the confirmed issuer says.
    pub fn rules(&self) -> Rules {
        self.state().rules()
    }

    /// Minutes without a touch after which the notebook locks: the worker's choice, as far as the rules let it.
    pub fn lock_minutes(&self) -> u32 {
        let state = self.state();
        state.profile.lock_minutes().min(state.rules().lock_minutes)
    }

    /// What would hold once this file was taken in.
    pub fn rules_with(&self, staged: &Staged) -> Rules {
        let state = self.state();
        let issuer = state.issuer.or(staged.aside.issuer.map(|(issuer, _)| issuer));
        let profile = staged.aside.profile.as_ref().unwrap_or(&state.profile);
        state.rules_of(issuer, &profile.area, Some(&staged.report))
    }

    /// What would hold once this issuer was confirmed, in the place of any other.
    pub fn rules_under(&self, issuer: PublicKey) -> Rules {
        let state = self.state();
        let report = state.once_confirmed(issuer).map(|(report, _)| report);
        state.rules_of(Some(issuer), &state.profile.area, report.as_ref())
    }
}

impl State {
    /// Before every record was read: what held when they last were.
    pub(crate) fn rules(&self) -> Rules {
        if !self.loaded.all {
            return self.rules_before.clone();
        }
        self.rules_of(self.issuer, &self.profile.area, None)
    }

    fn rules_of(&self, issuer: Option<PublicKey>, area: &str, coming: Option<&Report>) -> Rules {
        let Some(issuer) = issuer else { return Rules::default() };
        let mut set = Notebook::default();
        let coming = coming.into_iter().flat_map(|report| report.new.iter().chain(&report.fuller));
        let is_rule = |revision: &&Revision| revision.kind == Kind::Rules;
        for revision in self.notebook.revisions().chain(coming).filter(is_rule) {
            set.add(revision.clone());
        }
        let views: Vec<_> = set.records().filter_map(|record| merge::view(&set, record)).collect();
        Rules::of(&views, &issuer.to_hex(), RecordId::parse(area).ok())
    }
}
