//! Opening a notebook: the keys, what stands around it, and the newest rows at once; the rest in slices.
//!
//! Home never waits for the whole set.

use super::App;
use super::away::Days;
use super::earlier::Earlier;
use super::ports::{Ports, Row, StoreError, Table, Write};
use super::profile::Profile;
use super::rows::{self, name};
use super::state::{Batch, State};
use crate::domain::ids::{FileId, RevisionId};
use crate::domain::rules::Rules;
use crate::vault::keyslots::{KeyslotError, Keyslots};
use crate::vault::seal::{DataKey, KeyRing};
use crate::vault::signing::{DeviceKey, Voucher, WorkerKey};
use serde_json::Value;
use std::cell::RefCell;
use std::rc::Rc;
use zeroize::Zeroizing;

/// Rows read before the first screen is drawn.
pub(super) const FIRST_ROWS: usize = 60;
/// Rows asked of the store at a time.
pub(super) const CHUNK_ROWS: usize = 500;
/// More small rows than any phone has: drafts and meta rows are read whole.
pub(super) const ALL: usize = 1_000_000;

/// Why a notebook did not open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenError {
    /// The store did not answer.
    Store(StoreError),
    /// The keys could not be had.
    Keys(KeyslotError),
    /// The row with the device's and the worker's keys is damaged.
    Identity,
    /// A new notebook's keys could not be sealed.
    Sealing,
}

impl From<StoreError> for OpenError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl App {
    /// Opens the notebook of these ports, making its keys the first time, with its newest rows. Call
    /// [`App::load_rest`] next.
    ///
    /// # Errors
    /// See [`OpenError`]; nothing was changed then. A notebook with a passphrase is [`KeyslotError::Locked`]: it opens at
    /// its [`Door`](super::door::Door).
    pub async fn open(ports: Ports) -> Result<Self, OpenError> {
        Self::open_with(ports, &Keyslots::ring).await
    }

    /// The same, with keys that were got in some other way. (A type of its own for each way would have all of this in the
    /// program once more.)
    pub(super) async fn open_with(
        ports: Ports,
        keys: &dyn Fn(&Keyslots) -> Result<KeyRing, KeyslotError>,
    ) -> Result<Self, OpenError> {
        let meta = ports.store.newest(Table::Meta, None, ALL).await?;
        let held = ports.store.count(Table::Log).await?;
        let keyslots = meta.iter().find(|row| row.id == name::KEYSLOTS).cloned();
        let (ring, device, worker, keyslots) = match keyslots {
            Some(row) => {
                let ring =
                    Keyslots::parse(&row.sealed).and_then(|slots| keys(&slots)).map_err(OpenError::Keys)?;
                let (device, worker) = identity(&ring, &meta).ok_or(OpenError::Identity)?;
                (ring, device, worker, row)
            }
            // Rows without keyslots are a damaged notebook, not a new one: new keys would only hide that.
            None if held > 0 => return Err(OpenError::Keys(KeyslotError::Damaged)),
            None => make_keys(&ports).await?,
        };
        let mut state = State::new(ring, device, worker, keyslots);
        state.loaded.rows = held;
        state.loaded.missing = ports.sentinel.expected().saturating_sub(held);
        read_meta(&mut state, &meta);
        state.know_own_devices();
        read_drafts(&mut state, ports.store.newest(Table::Drafts, None, ALL).await?);
        if state.loaded.missing == 0 {
            ports.sentinel.remember(held);
        }
        let app = Self { ports, state: Rc::new(RefCell::new(state)), writing: Rc::default() };
        app.load_chunk(FIRST_ROWS).await?;
        Ok(app)
    }

    /// Reads the rest of the log, newest first, giving way between slices. `progress` is called after each chunk.
    ///
    /// # Errors
    /// The store's; what was read until then stands, and calling again goes on from there.
    pub async fn load_rest(&self, progress: impl Fn()) -> Result<(), StoreError> {
        if self.is_loaded() {
            return Ok(());
        }
        while !self.is_loaded() {
            self.load_chunk(CHUNK_ROWS).await?;
            progress();
        }
        self.remember_rules().await;
        Ok(())
    }

    async fn load_chunk(&self, limit: usize) -> Result<(), StoreError> {
        let before = self.state().loaded.oldest;
        let chunk = self.ports.store.newest(Table::Log, before, limit).await?;
        let mut slices = self.slices();
        let read = chunk.len();
        if before.is_none() {
            self.change().loaded.newest = chunk.first().and_then(|row| row.seq);
        }
        for row in chunk {
            self.change().take_in_row(&row);
            self.change().loaded.oldest = row.seq;
            slices.breathe().await;
        }
        self.change().loaded.all = read < limit;
        Ok(())
    }

    /// Whether every row has been read.
    pub fn is_loaded(&self) -> bool {
        self.state().loaded.all
    }
}

impl State {
    /// Takes in a row of the log: a bad one is named and left aside, one of an invisible file remembered.
    pub(super) fn take_in_row(&mut self, row: &Row) {
        self.loaded.sealed_before |= self.ring.successor(&row.key).is_some();
        let Some(revision) = rows::revision_in(&self.ring, row) else {
            return self.cannot_open(Table::Log, row);
        };
        let revision = self.without_what_is_away(revision);
        let batch = FileId::parse(&row.batch).ok();
        let id = revision.id;
        let counts = self.counts(id, batch);
        if !counts && !self.has_children(&revision) {
            self.loaded.hidden.extend(batch.map(|file| (id, (file, revision.stub()))));
            return;
        }
        self.batch_of.extend(batch.map(|file| (id, file)));
        self.take_in(if counts { revision } else { revision.stub() });
    }
}

/// A fresh notebook: its keys are kept before the first word can be.
async fn make_keys(ports: &Ports) -> Result<(KeyRing, DeviceKey, WorkerKey, Row), OpenError> {
    let secret = || ports.ids.random32();
    let ring = KeyRing { notes: DataKey::new(secret()), mine: DataKey::new(secret()), retired: Vec::new() };
    let (device, worker) = (DeviceKey::from_secret(&secret()), WorkerKey::from_secret(&secret()));
    // Making and sealing keys are two tasks of the browser.
    ports.breath.turn().await;
    let identity =
        rows::identity_row(&*ports.ids, &ring, &device, &worker).map_err(|_| OpenError::Sealing)?;
    let keyslots = rows::keyslots_row(&Keyslots::open(&ring));
    let writes = vec![Write::Put(Table::Meta, keyslots.clone()), Write::Put(Table::Meta, identity)];
    ports.store.commit(writes).await?;
    Ok((ring, device, worker, keyslots))
}

pub(super) fn identity(ring: &KeyRing, meta: &[Row]) -> Option<(DeviceKey, WorkerKey)> {
    let row = meta.iter().find(|row| row.id == name::IDENTITY)?;
    let keys = rows::open_row(ring, Table::Meta, row)?;
    let secret = |name: &str| -> Option<[u8; 32]> { hex::decode(keys[name].as_str()?).ok()?.try_into().ok() };
    Some((DeviceKey::from_secret(&secret("device")?), WorkerKey::from_secret(&secret("worker")?)))
}

pub(super) fn read_drafts(state: &mut State, drafts: Vec<Row>) {
    state.quick.clear();
    for row in drafts {
        state.loaded.sealed_before |= state.ring.successor(&row.key).is_some();
        if row.suite == rows::SUITE_LOCKED {
            // A copy brings such rows to a phone without a password too, where nothing but the old one opens them.
            match state.opener.is_none() && !state.earlier.is_empty() {
                true => state.cannot_open(Table::Drafts, &row),
                false => state.quick.push(row),
            }
            continue;
        }
        match rows::draft_in(&state.ring, &row) {
            Some(draft) => drop(state.drafts.insert(draft.id, draft)),
            None => state.cannot_open(Table::Drafts, &row),
        }
    }
}

pub(super) fn read_meta(state: &mut State, meta: &[Row]) {
    // First of all: they say whether what does not open is closed, or damaged.
    let earlier = meta.iter().filter(|row| row.id.starts_with(name::EARLIER));
    state.earlier = earlier.clone().filter_map(Earlier::parse).collect();
    for damaged in earlier.filter(|row| state.earlier.iter().all(|earlier| earlier.row.id != row.id)) {
        state.broken.insert((Table::Meta, damaged.id.clone()));
    }
    let apart = |row: &Row| {
        [name::KEYSLOTS, name::IDENTITY].contains(&row.id.as_str()) || row.id.starts_with(name::EARLIER)
    };
    for row in meta.iter().filter(|row| !apart(row)) {
        if row.id == name::TURN {
            state.turn = Some(row.clone());
        }
        state.loaded.sealed_before |= state.ring.successor(&row.key).is_some();
        let understood = rows::open_row(&state.ring, Table::Meta, row)
            .and_then(|value| read_meta_row(state, &row.id, &value));
        if understood.is_none() {
            state.cannot_open(Table::Meta, row);
            let batch = row.id.strip_prefix(name::BATCH).and_then(|id| FileId::parse(id).ok());
            state.batches.extend(batch.map(|batch| (batch, Batch::unread(batch))));
            // Whoever lost the settings is not new here.
            state.profile.started |= row.id == name::PROFILE;
        }
    }
    state.in_order();
}

fn vouchers_in(value: &Value) -> Option<Vec<Voucher>> {
    Some(value.as_array()?.iter().filter_map(Voucher::from_value).collect())
}

fn read_meta_row(state: &mut State, id: &str, value: &Value) -> Option<()> {
    if id == name::PROFILE {
        state.profile = Profile::from_value(value);
    } else if id == name::VOUCHERS {
        state.vouchers = vouchers_in(value)?;
    } else if id == name::OWN {
        state.own = vouchers_in(value)?;
    } else if id == name::ISSUER {
        let (issuer, since) = rows::issuer_from_value(value)?;
        (state.issuer, state.issuer_since) = (Some(issuer), since);
    } else if id == name::RULES {
        state.rules_before = Rules::from_value(value);
    } else if id == name::BACKUP {
        state.kept = Some(rows::kept_from_value(value)?);
    } else if id == name::OPENER {
        state.opener = Some(Zeroizing::new(value.as_str()?.to_owned()));
    } else if id == name::DAYS {
        state.days = Days::from_value(value)?;
    } else if id.starts_with(name::AWAY) {
        state.away.also(value)?;
    } else if id.starts_with(name::BATCH) {
        let batch = rows::batch_from_value(value)?;
        state.batches.insert(batch.batch, batch);
    } else if id.starts_with(name::SENT) {
        state.sent.push(rows::sent_from_value(value)?);
    } else if let Some(revision) = id.strip_prefix(name::WAITING) {
        state.waiting.insert(RevisionId::parse(revision).ok()?, rows::waiting_from_value(value)?);
    }
    Some(())
}
