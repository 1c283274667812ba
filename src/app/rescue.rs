//! A rescued notebook: the rows of a rescue file, opened with the keys that lie among them. Nothing is kept here; what
//! becomes of it is for `commands/bring_in.rs` and for `cargo xtask rescue`.

use super::closed::Placed;
use super::commands::keys::way_of;
use super::door::Shut;
use super::heavy;
use super::open::{OpenError, identity, read_drafts, read_meta};
use super::ports::{Heavy, Row, Table};
use super::rows::{self, name};
use super::state::State;
use crate::domain::revision::Revision;
use crate::exchange::rescue::SealedRow;
use crate::vault::keyslots::{KeyslotError, Keyslots};
use crate::vault::seal::KeyRing;
use crate::vault::signing::{DeviceKey, Voucher, WorkerKey};

/// The rows of a rescue file, as sealed as they came.
#[derive(Debug, Default)]
pub struct Rescue {
    meta: Vec<Row>,
    drafts: Vec<Row>,
    log: Vec<Row>,
    /// Rows of tables that this build does not know.
    pub unknown: usize,
}

/// What was in them.
pub struct Rescued {
    /// The notebook. Its keys sign nothing any more.
    pub state: State,
    /// The keys of the phone that was rescued, if that row opened.
    pub signs: Option<(DeviceKey, WorkerKey)>,
}

/// The keys of a notebook that was rescued, out of its own keyslots: by themselves, or with its passphrase or code.
///
/// # Errors
/// [`KeyslotError::Locked`] in a [`Shut::Open`] where neither was given, [`Shut::Wrong`] where it opens nothing; the rows
/// stay closed then.
pub async fn keys_in(heavy: &dyn Heavy, keyslots: &Keyslots, secret: Option<&str>) -> Result<KeyRing, Shut> {
    let shut = |error| Shut::Open(OpenError::Keys(error));
    let (Err(KeyslotError::Locked), Some(secret)) = (keyslots.ring(), secret) else {
        return keyslots.ring().map_err(shut);
    };
    let (way, secret) = way_of(secret);
    let tried = heavy::tried(heavy, keyslots, way, &secret).await.map_err(Shut::Heavy)?;
    let (stretching, key) = tried.ok_or(Shut::Wrong)?;
    keyslots.unlock(&stretching, &key).map_err(shut)
}

impl Rescue {
    /// Puts a row where it belongs.
    pub fn put(&mut self, row: SealedRow) {
        let SealedRow { table, id, key, suite, batch, sealed } = row;
        let row = Row { seq: None, id, key, suite, batch, sealed };
        match [Table::Meta, Table::Drafts, Table::Log].into_iter().find(|known| known.name() == table) {
            Some(Table::Meta) => self.meta.push(row),
            Some(Table::Drafts) => self.drafts.push(row),
            Some(Table::Log) => self.log.push(row),
            None => self.unknown += 1,
        }
    }

    /// The ways to get at the keys.
    ///
    /// # Errors
    /// [`KeyslotError::Damaged`] when the row is not there or cannot be read.
    pub fn keyslots(&self) -> Result<Keyslots, KeyslotError> {
        let row = self.meta.iter().find(|row| row.id == name::KEYSLOTS).ok_or(KeyslotError::Damaged)?;
        Keyslots::parse(&row.sealed)
    }

    /// Opens the small rows. The log is still to be [taken](Rescued::take), a row at a time.
    pub fn begin(&self, ring: KeyRing) -> Rescued {
        let signs = identity(&ring, &self.meta);
        let (device, worker) = match &signs {
            Some((device, worker)) => (device.secret(), worker.secret()),
            // It stands for nobody.
            None => Default::default(),
        };
        let (device, worker) = (DeviceKey::from_secret(&device), WorkerKey::from_secret(&worker));
        let keyslots = rows::keyslots_row(&Keyslots::closed(&ring));
        let mut state = State::new(ring, device, worker, keyslots);
        if signs.is_none() {
            state.broken.insert((Table::Meta, name::IDENTITY.to_owned()));
        }
        read_meta(&mut state, &self.meta);
        state.know_own_devices();
        read_drafts(&mut state, self.drafts.clone());
        Rescued { state, signs }
    }

    /// The rows of the log.
    pub fn log(&self) -> &[Row] {
        &self.log
    }

    /// The rows that stayed closed to the keys of this state, with those that lead to theirs.
    pub fn closed(&self, state: &State) -> Vec<Placed> {
        let tables = [(Table::Log, &self.log), (Table::Drafts, &self.drafts), (Table::Meta, &self.meta)];
        let closed =
            tables.into_iter().flat_map(|(table, rows)| state.closed_among(table, rows.iter().cloned()));
        closed.chain(state.rows_to_earlier_keys()).collect()
    }

    /// How many rows each table has.
    pub fn counts(&self) -> [(Table, usize); 3] {
        [(Table::Log, self.log.len()), (Table::Drafts, self.drafts.len()), (Table::Meta, self.meta.len())]
    }
}

impl Rescued {
    /// Opens a row of the log. One that is damaged is named in the state's `broken`.
    pub fn take(&mut self, row: &Row) {
        self.state.take_in_row(row);
    }

    /// The revisions that counted on the phone that was rescued.
    pub fn revisions(&self) -> impl Iterator<Item = &Revision> {
        self.state.notebook.revisions()
    }

    /// The rescued device and its worker.
    pub fn voucher(&self) -> Option<Voucher> {
        self.signs.as_ref().map(|(device, worker)| Voucher::sign(device, worker))
    }
}
