//! The keys of a phone, and what opens it: looked at past the app, and tried at its door.

use super::super::disk::{self, Disk};
use super::super::ways::{self, Change, How, Ways};
use super::super::world::finish;
use super::Phone;
use ginnel::app::door::Shut;
use ginnel::app::open::OpenError;
use ginnel::app::ports::{Row, Table};
use ginnel::app::rows::name;
use ginnel::vault::keyslots::{KeyslotError, Way};
use ginnel::vault::seal::KeyRing;

impl Phone {
    /// Whatever became of it, something opens it; and where a passphrase does, no key lies beside it.
    pub(super) fn look_at_keys(&mut self, row: Row) -> Result<(), String> {
        let ring = self.ring(&row)?;
        let text = String::from_utf8_lossy(&row.sealed);
        let lies_there =
            [&ring.notes, &ring.mine].iter().any(|key| text.contains(&hex::encode(key.secret())));
        if !self.ways.by_itself && lies_there {
            return Err("there is a passphrase, and the key lies beside the notes".to_owned());
        }
        if self.keys.is_none() {
            self.read =
                Disk::of_device(disk::device(&self.disk, &ring).ok_or("it does not say whose it is")?);
        }
        self.keys = Some((row, ring));
        Ok(())
    }

    /// The keys that this row leads to.
    ///
    /// # Errors
    /// Nothing that ever was to open it does.
    pub fn ring(&self, row: &Row) -> Result<KeyRing, String> {
        let ring = self.ways.ring(row).or_else(|| self.tried.ring(row));
        ring.ok_or("nothing opens it any more".to_owned())
    }

    /// A row that keys before the first passphrase seal.
    ///
    /// # Errors
    /// As [`Phone::look`].
    pub fn sealed_before(&mut self) -> Result<Option<String>, String> {
        self.look()?;
        Ok(self.keys.as_ref().and_then(|(_, ring)| disk::sealed_before(&self.disk, ring)))
    }

    /// Every row of every table.
    pub fn rows(&self) -> Vec<(Table, Row)> {
        let mut rows = Vec::new();
        for table in [Table::Meta, Table::Drafts, Table::Log] {
            self.disk.each(table, |row| rows.push((table, row.clone())));
        }
        // It says who brings a file in, and nothing else.
        rows.retain(|(_, row)| row.id != name::BRINGING);
        rows
    }

    /// From now on this may open it.
    pub fn will_try(&mut self, change: &Change) {
        self.tried = self.tried.with(&Ways::default().after(change));
    }

    /// A change of what opens it was tried; a window said that it was made, or none did. Of all that ever was to open it,
    /// just what should does.
    ///
    /// # Errors
    /// What opens it and should not, or the other way round.
    pub fn has_tried(&mut self, change: &Change, said_by: Option<usize>) -> Result<(), String> {
        let may = match said_by {
            Some(_) => vec![self.ways.after(change)],
            None => self.ways.perhaps_after(change),
        };
        let found = self.found_ways()?;
        if !may.contains(&found) {
            return Err(format!(
                "said to be done: {}; it opens with {found:?}, not with {may:?}",
                said_by.is_some()
            ));
        }
        if found.by_itself != self.ways.by_itself {
            for (at, window) in self.windows.iter_mut().enumerate() {
                window.has_keys_before |= said_by != Some(at);
            }
        }
        self.ways = found;
        Ok(())
    }

    /// What opens it, tried at its door.
    fn found_ways(&self) -> Result<Ways, String> {
        self.goes_wrong.set(false);
        let opens = |with| match finish(ways::open(self.ports(), with))? {
            Ok(_) => Ok(true),
            Err(Shut::Wrong | Shut::Open(OpenError::Keys(KeyslotError::Locked))) => Ok(false),
            Err(error) => Err(format!("the notebook does not open: {error:?}")),
        };
        let mut found = Ways { by_itself: opens(None)?, ..Ways::default() };
        for (how, secret) in self.tried.secrets() {
            if opens(Some((how, secret.clone())))? {
                let place = match how {
                    How::Said(Way::Passphrase) => &mut found.passphrases,
                    How::Said(Way::Recovery) => &mut found.codes,
                    How::Passkey => &mut found.passkeys,
                };
                place.insert(secret.clone());
            }
        }
        Ok(found)
    }
}
