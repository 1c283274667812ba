//! The worker's own settings, and what is remembered of the organisation's.

use crate::app::ports::{Table, Write};
use crate::app::profile::Profile;
use crate::app::rows::name;
use crate::app::{App, Failure};

impl App {
    /// The worker's settings.
    pub fn profile(&self) -> Profile {
        self.state().profile.clone()
    }

    /// Keeps the worker's settings.
    ///
    /// # Errors
    /// The store's: they are as they were then.
    pub async fn keep_profile(&self, profile: Profile) -> Result<(), Failure> {
        let row = self.meta_row(name::PROFILE, &profile.to_value())?;
        self.commit(vec![Write::Put(Table::Meta, row)]).await?;
        self.change().profile = profile;
        self.remember_rules().await;
        Ok(())
    }

    /// Remembers the rules for the next start: a note may be begun then before every record was read. Where this fails,
    /// they are remembered at the end of that start.
    pub(crate) async fn remember_rules(&self) {
        let rules = self.rules();
        if rules == self.state().rules_before && !self.state().is_broken(Table::Meta, name::RULES) {
            return;
        }
        let Ok(row) = self.meta_row(name::RULES, &rules.to_value()) else { return };
        if self.commit(vec![Write::Put(Table::Meta, row)]).await.is_ok() {
            self.change().rules_before = rules;
        }
    }
}
