//! The worker's own settings.

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
        Ok(())
    }
}
