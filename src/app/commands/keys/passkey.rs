//! A passkey beside the passphrase. What the device gives for it is asked for by the screens.

use super::ways;
use crate::app::{App, Failure};
use crate::vault::keyslots::Passkey;

impl App {
    /// Whether a passkey opens the notebook too.
    pub fn has_passkey(&self) -> bool {
        self.keyslots().is_some_and(|keyslots| keyslots.passkey().is_some())
    }

    /// What to ask a device with that has no passkey for this notebook yet.
    pub fn fresh_salt(&self) -> [u8; 32] {
        self.ports.ids.random32()
    }

    /// Lets a passkey open the notebook too, in the place of one before; `secret` is what the device gave for it. The
    /// passphrase and the code stay.
    ///
    /// # Errors
    /// As [`App::change_passphrase`].
    pub async fn set_passkey(&self, passkey: &Passkey, secret: &[u8; 32]) -> Result<(), Failure> {
        self.change_slots(|app, keyslots| {
            let fresh = ways::fresh(&*app.ports.ids);
            let set = keyslots.set_passkey(passkey.clone(), secret, &app.state().ring, fresh);
            set.map_err(|_| Failure::Sealing)
        })
        .await
    }

    /// The notebook does not open with a passkey any more.
    ///
    /// # Errors
    /// The store's.
    pub async fn remove_passkey(&self) -> Result<(), Failure> {
        self.change_slots(|_, keyslots| {
            keyslots.remove_passkey();
            Ok(())
        })
        .await
    }
}
