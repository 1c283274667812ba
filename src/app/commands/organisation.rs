//! The slot for an organisation: kept up to date while the notebook is open. And what stayed closed after its help:
//! opened again with the password of that time, or the printed code.

use crate::app::door::Shut;
use crate::app::earlier::Earlier;
use crate::app::heavy::{HeavyError, Load, Task};
use crate::app::open::{ALL, OpenError};
use crate::app::ports::{StoreError, Table, Write};
use crate::app::rescue::keys_in;
use crate::app::rows::{self, name};
use crate::app::{App, Failure};
use crate::vault::keyslots::{Organisation, made_for};
use crate::vault::signing::Voucher;
use serde_json::Value;
use zeroize::Zeroizing;

/// What an organisation's slot should hold, where it does not.
struct Wanted {
    recipients: Vec<String>,
    keys: Zeroizing<Vec<u8>>,
    made_for: String,
}

impl App {
    /// Whether there is a slot for an organisation.
    pub fn has_organisation_slot(&self) -> bool {
        self.keyslots().is_some_and(|keyslots| keyslots.organisation().is_some_and(Organisation::helps))
    }

    /// Makes the slot for whom files are sealed for today, in the place of one that is out of date; removes it where they
    /// are nobody any more. A request that was made at the door ends here. Does nothing where all is as it should be, so it may be
    /// called after every change. Without a password there is nothing to forget, and no slot.
    ///
    /// # Errors
    /// That of the store, or of the program beside the page: the slot is as it was then.
    pub async fn keep_organisation_slot(&self) -> Result<(), Failure> {
        while let Some(wanted) = self.slot_wanted() {
            let Some(mut keyslots) = self.keyslots() else { return Ok(()) };
            let from = self.state().keyslots.clone();
            keyslots.set_asked(None);
            keyslots.set_organisation(self.sealed_for(wanted).await?);
            let to = rows::keyslots_row(&keyslots);
            let swap =
                Write::Swap { table: Table::Meta, id: to.id.clone(), from: Some(from), to: Some(to.clone()) };
            let mut own = self.state().own.clone();
            if !self.state().knows_itself() {
                let state = self.state();
                own.push(Voucher::sign(&state.device, &state.worker));
            }
            let own_row = self.meta_row(name::OWN, &own.iter().map(Voucher::to_value).collect())?;
            // Either slot stands whole: the store changes them in one step, and reads back what it kept.
            match self.commit(vec![swap, Write::Put(Table::Meta, own_row)]).await {
                Err(StoreError::Taken) => self.catch_up().await?,
                done => {
                    done?;
                    let mut state = self.change();
                    (state.keyslots, state.own) = (to, own);
                }
            }
        }
        Ok(())
    }

    fn slot_wanted(&self) -> Option<Wanted> {
        let keyslots = self.keyslots().filter(|keyslots| !keyslots.has_open_slot())?;
        if !self.is_loaded() || self.has_old_keys() {
            return None;
        }
        if self.issuer().is_none() && keyslots.organisation().is_none() && keyslots.asked().is_none() {
            return None;
        }
        let recipients: Vec<String> = self.recipients().into_iter().map(|recipient| recipient.key).collect();
        let state = self.state();
        let keys = state.ring.all_notes();
        let wanted = (!recipients.is_empty()).then(|| made_for(&keys, &recipients));
        let is = keyslots.organisation().map(|slot| &slot.made_for);
        // Where a row is damaged it may be the very one that names them.
        let as_wanted = is == wanted.as_ref() || (wanted.is_none() && !state.broken.is_empty());
        let knows_own = wanted.is_none() || state.knows_itself();
        let is_asked = keyslots.asked().is_some();
        (!(as_wanted && knows_own) || is_asked).then(|| Wanted {
            recipients,
            keys: Zeroizing::new(keys.iter().flat_map(|key| *key.secret()).collect()),
            made_for: wanted.unwrap_or_default(),
        })
    }

    async fn sealed_for(&self, wanted: Wanted) -> Result<Option<Organisation>, Failure> {
        if wanted.recipients.is_empty() {
            return Ok(None);
        }
        let load = Load { texts: wanted.recipients, bytes: wanted.keys.to_vec() };
        match self.ports.heavy.run(Task::SealSlot, load).await {
            Ok(done) => Ok(done
                .texts
                .into_iter()
                .next()
                .map(|sealed| Organisation { made_for: wanted.made_for, sealed })),
            // A recipient whose letters do not prove right: nobody could be helped by it.
            Err(HeavyError::Envelope) => {
                Ok(Some(Organisation { made_for: wanted.made_for, sealed: String::new() }))
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Whether an organisation has helped, and what it could not open was not opened since.
    pub fn has_earlier_keys(&self) -> bool {
        !self.state().earlier.is_empty()
    }

    /// Opens what stayed closed after the organisation's help, with the password of that time or the printed code. It is
    /// sealed with the keys of today then, and the earlier ones go. It may be broken off anywhere, and said again.
    ///
    /// # Errors
    /// [`Shut::Wrong`] where it opens nothing; else the store's. What was opened until then stays so.
    pub async fn open_earlier(&self, secret: &str) -> Result<(), Shut> {
        let sets = self.state().earlier.clone();
        for earlier in sets {
            let ring = match keys_in(&*self.ports.heavy, &earlier.keyslots, Some(secret)).await {
                // Of another time.
                Err(Shut::Wrong) => continue,
                ring => ring?,
            };
            let opener = earlier.rows.iter().find(|row| row.id == name::OPENER);
            let opener = opener.and_then(|row| rows::open_row(&ring, Table::Meta, row));
            self.change().ring.take_up(&ring);
            let done = self.take_up_again(&earlier, opener.as_ref().and_then(Value::as_str)).await;
            return done.map_err(|failure| match failure {
                Failure::Heavy(error) => Shut::Heavy(error),
                Failure::Store(error) => Shut::Open(OpenError::Store(error)),
                _ => Shut::Open(OpenError::Sealing),
            });
        }
        Err(Shut::Wrong)
    }

    /// With the keys of that time in the ring for as long as this window is open.
    async fn take_up_again(&self, earlier: &Earlier, opener: Option<&str>) -> Result<(), Failure> {
        self.seal_again_telling(&|_| ()).await?;
        if let Some(opener) = opener {
            let drafts = self.ports.store.newest(Table::Drafts, None, ALL).await?;
            let quick = drafts.into_iter().filter(|row| row.suite == rows::SUITE_LOCKED).collect();
            self.draft_quick_notes(quick, opener).await?;
        }
        self.commit(vec![Write::Delete(Table::Meta, earlier.row.id.clone())]).await?;
        let _turn = self.writing.lock().await;
        Ok(self.read_again().await?)
    }
}
