//! What new slots are made of: passphrase and code, stretched, and a pair for what is written while the notebook is locked.

use super::tidied;
use crate::app::Failure;
use crate::app::heavy::{self, HeavyError};
use crate::app::ports::{Ids, Ports};
use crate::vault::keyslots::{Keyslots, Stretching, Way};
use crate::vault::recovery_code::RecoveryCode;
use crate::vault::seal::{KeyRing, NONCE_LEN};
use crate::vault::stretch::Cost;
use zeroize::Zeroizing;

/// A key that a passphrase or a code was stretched to, and with what.
pub(crate) struct Stretched {
    pub way: Way,
    pub with: Stretching,
    pub key: Zeroizing<[u8; 32]>,
}

impl Stretched {
    /// Stretches with the usual cost, or with the least where the phone has not got the memory.
    pub async fn new(ports: &Ports, way: Way, secret: &str) -> Result<Self, Failure> {
        let secret = tidied(secret);
        let mut with = Stretching { salt: ports.ids.random16(), cost: Cost::USUAL };
        let mut key = heavy::stretch(&*ports.heavy, &secret, &with).await;
        // A phone short of memory may also just stop the program.
        if matches!(key, Err(HeavyError::Memory | HeavyError::Stopped)) {
            with.cost = Cost::LEAST;
            key = heavy::stretch(&*ports.heavy, &secret, &with).await;
        }
        Ok(Self { way, with, key: key? })
    }

    pub fn add(&self, keyslots: &mut Keyslots, ids: &dyn Ids, ring: &KeyRing) -> Result<(), Failure> {
        keyslots.add(self.way, self.with, &self.key, ring, fresh(ids)).map_err(|_| Failure::Sealing)
    }
}

/// What a slot is told from others by, and what it is sealed with: both fresh.
pub(super) fn fresh(ids: &dyn Ids) -> ([u8; 8], [u8; NONCE_LEN]) {
    let (mut id, mut nonce) = ([0; 8], [0; NONCE_LEN]);
    ids.fill(&mut id);
    ids.fill(&mut nonce);
    (id, nonce)
}

/// What new keys are given: a passphrase, a code, and a pair for what is written while the notebook is locked.
pub(crate) struct Ways {
    stretched: [Stretched; 2],
    /// The secret of that pair.
    pub opener: Zeroizing<String>,
    recipient: String,
}

impl Ways {
    /// Stretches both and makes the pair.
    ///
    /// # Errors
    /// Those of the program beside the page.
    pub async fn new(ports: &Ports, passphrase: &str, code: &RecoveryCode) -> Result<Self, Failure> {
        let passphrase = Stretched::new(ports, Way::Passphrase, passphrase).await?;
        let code = Stretched::new(ports, Way::Recovery, code.digits()).await?;
        let pair = ports.heavy.run(heavy::Task::Identity, heavy::Load::default()).await?;
        let [opener, recipient] = pair.texts.as_slice() else { return Err(HeavyError::Stopped.into()) };
        let (opener, recipient) = (Zeroizing::new(opener.clone()), recipient.clone());
        Ok(Self { stretched: [code, passphrase], opener, recipient })
    }

    /// The keyslots of these keys, each slot tried.
    ///
    /// # Errors
    /// [`Failure::Sealing`].
    pub fn keyslots(&self, ids: &dyn Ids, ring: &KeyRing) -> Result<Keyslots, Failure> {
        let mut keyslots = Keyslots::closed(ring).sealing_for(self.recipient.clone());
        for one in &self.stretched {
            one.add(&mut keyslots, ids, ring)?;
        }
        Ok(keyslots)
    }
}
