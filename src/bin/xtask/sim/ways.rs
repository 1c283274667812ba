//! What opens a phone: what its worker knows of it, and what is really so.

use super::world::{Chance, cheap};
use ginnel::app::App;
use ginnel::app::door::{Door, Passkey, Shut};
use ginnel::app::ports::{Ports, Row};
use ginnel::vault::keyslots::{Keyslots, Way};
use ginnel::vault::seal::KeyRing;
use std::collections::BTreeSet;

/// What opens a phone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ways {
    /// It opens of itself: there was no passphrase yet.
    pub by_itself: bool,
    /// Passphrases. More than one only where a change was broken off.
    pub passphrases: BTreeSet<String>,
    /// Recovery codes, likewise.
    pub codes: BTreeSet<String>,
    /// What a device gives for a passkey, likewise: 64 hex digits. They may be none.
    pub passkeys: BTreeSet<String>,
}

/// How somebody gets in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Something is said.
    Said(Way),
    /// The device gives something.
    Passkey,
}

/// A change of what opens a phone.
#[derive(Debug, Clone)]
pub enum Change {
    /// The first passphrase, with its recovery code.
    First(String, String),
    /// Another passphrase.
    Passphrase(String),
    /// Another code.
    Code(String),
    /// Another passkey, or none any more.
    Passkey(Option<String>),
}

impl Ways {
    /// Those of a new phone.
    pub fn of_a_new_phone() -> Self {
        Self { by_itself: true, ..Self::default() }
    }

    /// Each of them that somebody has to say.
    pub fn said(&self) -> impl Iterator<Item = (Way, &String)> {
        let passphrases = self.passphrases.iter().map(|one| (Way::Passphrase, one));
        passphrases.chain(self.codes.iter().map(|one| (Way::Recovery, one)))
    }

    /// Each of them.
    pub fn secrets(&self) -> impl Iterator<Item = (How, &String)> {
        let passkeys = self.passkeys.iter().map(|one| (How::Passkey, one));
        self.said().map(|(way, one)| (How::Said(way), one)).chain(passkeys)
    }

    /// One of them; `None` where nobody has to say anything.
    pub fn one(&self, chance: &mut Chance) -> Option<(How, String)> {
        let all: Vec<_> = self.secrets().map(|(how, secret)| (how, secret.clone())).collect();
        if self.by_itself { None } else { chance.pick(&all) }
    }

    /// All of both.
    pub fn with(&self, more: &Self) -> Self {
        Self {
            by_itself: self.by_itself || more.by_itself,
            passphrases: self.passphrases.union(&more.passphrases).cloned().collect(),
            codes: self.codes.union(&more.codes).cloned().collect(),
            passkeys: self.passkeys.union(&more.passkeys).cloned().collect(),
        }
    }

    /// What opens the phone once the change was made.
    pub fn after(&self, change: &Change) -> Self {
        let only = |secret: &String| BTreeSet::from([secret.clone()]);
        match change {
            Change::First(passphrase, code) => {
                Self { passphrases: only(passphrase), codes: only(code), ..Self::default() }
            }
            Change::Passphrase(passphrase) => Self { passphrases: only(passphrase), ..self.clone() },
            Change::Code(code) => Self { codes: only(code), ..self.clone() },
            Change::Passkey(passkey) => Self { passkeys: passkey.iter().cloned().collect(), ..self.clone() },
        }
    }

    /// What may open the phone after a change of which nobody said that it was made.
    pub fn perhaps_after(&self, change: &Change) -> Vec<Self> {
        let after = self.after(change);
        match change {
            Change::First(..) | Change::Passkey(_) => vec![self.clone(), after],
            _ => vec![self.clone(), self.with(&after), after],
        }
    }

    /// The keys in this row, with any of these.
    pub fn ring(&self, row: &Row) -> Option<KeyRing> {
        let keyslots = Keyslots::parse(&row.sealed).ok()?;
        let sealed = |(how, secret): (How, &String)| {
            let How::Said(way) = how else {
                let (passkey, secret) = passkey(secret);
                return keyslots.unlock_with_passkey(&passkey, &secret).ok();
            };
            keyslots.stretchings(way).into_iter().find_map(|with| {
                let (memory, passes) = (with.cost.memory_kib.to_string(), with.cost.passes.to_string());
                keyslots.unlock(&with, &cheap(&[secret.clone(), memory, passes], &with.salt)).ok()
            })
        };
        self.secrets().find_map(sealed).or_else(|| keyslots.ring().ok())
    }
}

/// Opens a phone: of itself, or at its door.
pub async fn open(ports: Ports, with: Option<(How, String)>) -> Result<App, Shut> {
    let Some((how, secret)) = with else { return App::open(ports).await.map_err(Shut::Open) };
    let door = Door::of(ports).await.map_err(Shut::Open)?;
    match how {
        How::Said(way) => door.open(way, &secret).await,
        How::Passkey => {
            let (passkey, secret) = passkey(&secret);
            door.open_with_passkey(&passkey, &secret).await
        }
    }
}

/// The passkey for which a device gives this, and what it gives.
pub fn passkey(secret: &str) -> (Passkey, [u8; 32]) {
    let mut given = [0; 32];
    // Those of a season are hex digits; another would open nothing.
    let _ = hex::decode_to_slice(secret, &mut given);
    (Passkey { credential: given[..16].to_vec(), salt: given }, given)
}
