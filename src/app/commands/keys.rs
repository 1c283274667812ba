//! The passphrase and the recovery code: set, changed, and what follows for rows that are here already.

mod passkey;
mod ways;

use crate::app::heavy::{self, HeavyError};
use crate::app::open::{ALL, CHUNK_ROWS};
use crate::app::ports::{Ids, Ports, Row, StoreError, Table, Write};
use crate::app::rows::{self, name};
use crate::app::{App, Failure};
use crate::vault::keyslots::{Keyslots, Way};
use crate::vault::recovery_code::RecoveryCode;
use crate::vault::seal::{DataKey, KeyRing};
use serde_json::Value;
use ways::Stretched;
pub(crate) use ways::Ways;
use zeroize::Zeroizing;

/// Fewest characters of a passphrase; three of the words that are offered always have more.
pub const SHORTEST: usize = 10;

/// A passphrase as it is stretched: keyboards add a blank at the end, and nobody sees it.
pub(crate) fn tidied(typed: &str) -> Zeroizing<String> {
    Zeroizing::new(typed.trim().to_owned())
}

/// What somebody typed where either will do. Whoever has the paper types its digits; nobody has a passphrase that happens
/// to be a code.
pub(crate) fn way_of(typed: &str) -> (Way, Zeroizing<String>) {
    match RecoveryCode::parse(typed) {
        Ok(code) => (Way::Recovery, Zeroizing::new(code.digits().to_owned())),
        Err(_) => (Way::Passphrase, tidied(typed)),
    }
}

/// Whether it is long enough, and not digits alone: those are what people unlock phones with.
pub fn is_enough(passphrase: &str) -> bool {
    let tidied = tidied(passphrase);
    tidied.chars().count() >= SHORTEST && !tidied.chars().all(|c| c.is_ascii_digit())
}

impl App {
    /// Whether a passphrase keeps others out.
    pub fn has_passphrase(&self) -> bool {
        self.keyslots().is_some_and(|keyslots| !keyslots.has_open_slot())
    }

    /// Whether another window has made new keys: what is typed here still opens there, but this one should lock.
    pub fn has_old_keys(&self) -> bool {
        let state = self.state();
        Keyslots::parse(&state.keyslots.sealed).is_ok_and(|keyslots| !keyslots.are_of(&state.ring))
    }

    /// A recovery code that nobody has seen yet. It opens nothing until it is set.
    pub fn fresh_code(&self) -> RecoveryCode {
        fresh_code(&self.ports)
    }

    /// Three words that would do as a passphrase.
    ///
    /// # Errors
    /// See [`HeavyError`].
    pub async fn three_words(&self) -> Result<String, HeavyError> {
        three_words(&self.ports).await
    }

    /// Sets the first passphrase, with its recovery code: new keys, kept in slots that were tried before, in one
    /// step with all small rows sealed again. Whatever is written from now on is sealed with them; call
    /// [`App::seal_again`] next for what is in the log.
    ///
    /// # Errors
    /// The store's, or that of the program beside the page: the notebook is as it was then. [`Failure::Locked`] where there is a
    /// passphrase already.
    pub async fn set_passphrase(&self, passphrase: &str, code: &RecoveryCode) -> Result<(), Failure> {
        let ways = Ways::new(&self.ports, passphrase, code).await?;
        loop {
            self.catch_up().await?;
            if self.has_old_keys() || self.has_passphrase() {
                return Err(Failure::Locked);
            }
            let fresh = || DataKey::new(self.ports.ids.random32());
            let ring = self.state().ring.renewed(fresh(), fresh());
            let keyslots = ways.keyslots(&*self.ports.ids, &ring)?;
            match self.renew(ring, &keyslots, &ways.opener).await {
                Err(Failure::Store(StoreError::Taken)) => {}
                done => {
                    done?;
                    self.change().opener = Some(ways.opener.clone());
                    // Where this fails, the next change or the next opening does it.
                    self.keep_organisation_slot().await.ok();
                    return Ok(());
                }
            }
        }
    }

    /// Tries the passphrase or the recovery code of today. It is asked for before either is changed: whoever finds the
    /// notebook open for a minute must not take a way in along, or leave its owner none. (Before a passkey is set, the
    /// device asks for its own lock.)
    ///
    /// # Errors
    /// [`Failure::WrongPassword`] where it opens nothing, or those of the program beside the page.
    pub async fn prove(&self, typed: &str) -> Result<(), Failure> {
        let keyslots = self.keyslots().ok_or(Failure::Sealing)?;
        let (way, secret) = way_of(typed);
        let tried = heavy::tried(&*self.ports.heavy, &keyslots, way, &secret).await?;
        tried.map(drop).ok_or(Failure::WrongPassword)
    }

    /// Sets another passphrase: it is added, proved, and only then is the one before removed.
    ///
    /// # Errors
    /// As [`App::set_passphrase`]; one of the two opens the notebook whatever happens.
    pub async fn change_passphrase(&self, passphrase: &str) -> Result<(), Failure> {
        let stretched = Stretched::new(&self.ports, Way::Passphrase, passphrase).await?;
        self.put_in_front(stretched).await
    }

    /// Sets another recovery code, as [`App::change_passphrase`].
    ///
    /// # Errors
    /// As there.
    pub async fn change_code(&self, code: &RecoveryCode) -> Result<(), Failure> {
        let stretched = Stretched::new(&self.ports, Way::Recovery, code.digits()).await?;
        self.put_in_front(stretched).await
    }

    /// Whether rows are sealed with keys that were readable on this phone before the first passphrase.
    pub fn is_to_be_sealed_again(&self) -> bool {
        self.state().loaded.sealed_before
    }

    /// Seals with the new keys what the keys before them sealed: first what is small, then the log, newest first, a slice at a time. It may be broken off
    /// anywhere, and goes on when it is called again. `progress` is told how many rows were looked at.
    ///
    /// # Errors
    /// The store's: what was sealed again until then stays so, and everything opens.
    pub async fn seal_again(&self, progress: impl Fn(usize)) -> Result<(), Failure> {
        self.seal_again_telling(&progress).await
    }

    /// One body for all that are told.
    pub(super) async fn seal_again_telling(&self, progress: &dyn Fn(usize)) -> Result<(), Failure> {
        self.seal_small_again().await?;
        let (mut before, mut looked_at) = (None, 0);
        loop {
            let since = self.state().turn.clone();
            let chunk = self.ports.store.newest(Table::Log, before, CHUNK_ROWS / 2).await?;
            let Some(oldest) = chunk.last().and_then(|row| row.seq) else {
                self.change().loaded.sealed_before = false;
                return Ok(());
            };
            let writes = self.chunk_again(&chunk).await;
            let written = if writes.is_empty() { Ok(None) } else { self.commit_in_turn(writes, since).await };
            match written {
                // What was read may have been emptied meanwhile: it is read again.
                Err(Failure::Store(StoreError::Taken)) => {
                    self.catch_up().await?;
                    continue;
                }
                done => drop(done?),
            }
            before = Some(oldest);
            looked_at += chunk.len();
            progress(looked_at);
        }
    }

    async fn chunk_again(&self, chunk: &[Row]) -> Vec<Write> {
        let mut slices = self.slices();
        let mut writes = Vec::new();
        for row in chunk {
            let again = rows::sealed_again(&*self.ports.ids, &self.state().ring, Table::Log, row);
            writes.extend(again.map(|row| Write::Put(Table::Log, Row { seq: None, ..row })));
            slices.breathe().await;
        }
        writes
    }

    pub(crate) fn keyslots(&self) -> Option<Keyslots> {
        Keyslots::parse(&self.state().keyslots.sealed).ok()
    }

    /// Puts the new keys in force.
    async fn renew(&self, ring: KeyRing, keyslots: &Keyslots, opener: &str) -> Result<(), Failure> {
        let ids = &*self.ports.ids;
        let slots = rows::keyslots_row(keyslots);
        let opener = opener_row(ids, &ring, opener)?;
        let mut writes = vec![self.keyslots_swap(&slots), Write::Put(Table::Meta, opener)];
        let again = small_again(&self.ports, &ring).await?;
        writes.extend(again.iter().map(|(table, from, to)| swap(*table, from, to)));
        // A window with the keys before finds out at its next turn.
        let turn = turn_row(ids, &ring)?;
        let since = self.state().turn.clone();
        writes.push(Write::Swap {
            table: Table::Meta,
            id: turn.id.clone(),
            from: since,
            to: Some(turn.clone()),
        });
        self.commit(writes).await?;
        {
            let mut state = self.change();
            (state.ring, state.keyslots, state.turn) = (ring, slots, Some(turn));
            state.loaded.sealed_before = true;
        }
        self.know_again(again);
        Ok(())
    }

    /// A window that slept through the first passphrase keeps drafts and settings with the keys before.
    async fn seal_small_again(&self) -> Result<(), Failure> {
        loop {
            let ring = self.state().ring.clone();
            let again = small_again(&self.ports, &ring).await?;
            if again.is_empty() {
                return Ok(());
            }
            match self.commit(again.iter().map(|(table, from, to)| swap(*table, from, to)).collect()).await {
                Err(StoreError::Taken) => {}
                done => {
                    done?;
                    self.know_again(again);
                    return Ok(());
                }
            }
        }
    }

    /// The rows of drafts are these now.
    fn know_again(&self, again: Vec<(Table, Row, Row)>) {
        let mut state = self.change();
        for (_, _, row) in again.into_iter().filter(|(table, ..)| *table == Table::Drafts) {
            if let Some(draft) = state.drafts.values_mut().find(|draft| draft.id.to_string() == row.id) {
                draft.row = Some(row);
            }
        }
    }

    async fn put_in_front(&self, one: Stretched) -> Result<(), Failure> {
        let with = one.with;
        self.change_slots(|app, keyslots| {
            // A second try, after another window changed something else.
            if keyslots.unlock(&with, &one.key).is_ok() {
                return Ok(());
            }
            one.add(keyslots, &*app.ports.ids, &app.state().ring)
        })
        .await?;
        // What the store gave back is what has to open.
        let proved = self.keyslots().is_some_and(|keyslots| keyslots.unlock(&with, &one.key).is_ok());
        if !proved {
            return Err(Failure::Store(StoreError::NotKept));
        }
        self.change_slots(|_, keyslots| {
            keyslots.keep_newest(one.way);
            Ok(())
        })
        .await
    }

    async fn change_slots(
        &self,
        change: impl Fn(&Self, &mut Keyslots) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        loop {
            let mut keyslots = self.keyslots().ok_or(Failure::Sealing)?;
            change(self, &mut keyslots)?;
            let row = rows::keyslots_row(&keyslots);
            match self.commit(vec![self.keyslots_swap(&row)]).await {
                Err(StoreError::Taken) => self.catch_up().await?,
                done => {
                    done?;
                    self.change().keyslots = row;
                    return Ok(());
                }
            }
        }
    }

    fn keyslots_swap(&self, to: &Row) -> Write {
        swap(Table::Meta, &self.state().keyslots.clone(), to)
    }
}

/// A recovery code that nobody has seen yet.
pub(crate) fn fresh_code(ports: &Ports) -> RecoveryCode {
    RecoveryCode::new(ports.ids.random16())
}

/// As [`App::three_words`].
pub(crate) async fn three_words(ports: &Ports) -> Result<String, HeavyError> {
    let mut random = [0; 5];
    ports.ids.fill(&mut random);
    let load = heavy::Load { bytes: random.to_vec(), ..Default::default() };
    Ok(ports.heavy.run(heavy::Task::Words, load).await?.texts.join(" "))
}

/// The small rows that keys before these sealed: each as it is, and sealed again.
pub(crate) async fn small_again(ports: &Ports, ring: &KeyRing) -> Result<Vec<(Table, Row, Row)>, StoreError> {
    let mut again = Vec::new();
    for table in [Table::Meta, Table::Drafts] {
        for row in ports.store.newest(table, None, ALL).await? {
            let sealed = rows::sealed_again(&*ports.ids, ring, table, &row);
            // The turn is put anew by whoever has the new keys, and by nobody else.
            again.extend(sealed.filter(|row| row.id != name::TURN).map(|sealed| (table, row, sealed)));
        }
    }
    Ok(again)
}

/// The row of the secret that opens what is written while the notebook is locked.
pub(crate) fn opener_row(ids: &dyn Ids, ring: &KeyRing, opener: &str) -> Result<Row, Failure> {
    rows::seal_row(ids, Table::Meta, name::OPENER.to_owned(), &ring.mine, &opener.into())
}

/// The row of a turn that new keys take.
pub(crate) fn turn_row(ids: &dyn Ids, ring: &KeyRing) -> Result<Row, Failure> {
    rows::seal_row(ids, Table::Meta, name::TURN.to_owned(), &ring.notes, &Value::Null)
}

pub(crate) fn swap(table: Table, from: &Row, to: &Row) -> Write {
    Write::Swap { table, id: to.id.clone(), from: Some(from.clone()), to: Some(to.clone()) }
}
