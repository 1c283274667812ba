//! Every write ([`commands`]) and every read ([`queries`]) of the notebook, over a few [`ports`].
//!
//! Async, never reactive: a command returns after the words are kept, and whoever shows them asks again.
//! [`App`] is the one handle; [`open`] makes it. Its state is in memory, behind a cell that is never borrowed
//! across an await.

pub mod around;
pub mod asking;
pub mod away;
pub mod catch_up;
pub mod closed;
pub mod commands;
pub mod door;
pub mod draft;
pub mod earlier;
mod hands;
pub mod heavy;
pub mod index;
pub mod open;
pub mod ports;
pub mod profile;
pub mod queries;
pub mod rescue;
pub mod rows;
pub mod shipped;
mod slices;
pub mod state;
pub mod talk;

use futures_util::lock::Mutex;
use heavy::HeavyError;
use ports::{Ports, StoreError, Write};
use state::State;
use std::cell::{Ref, RefCell, RefMut};
use std::rc::Rc;

/// An open notebook. Cheap to clone; all clones are one.
#[derive(Clone)]
pub struct App {
    ports: Ports,
    state: Rc<RefCell<State>>,
    writing: Rc<Mutex<()>>,
}

impl App {
    /// The state, to read. Never hold it across an await.
    pub(crate) fn state(&self) -> Ref<'_, State> {
        self.state.borrow()
    }

    /// Commits to the store, one at a time: a draft kept late must not come after the save that ends it.
    pub(crate) async fn commit(&self, writes: Vec<Write>) -> Result<(), StoreError> {
        let _turn = self.writing.lock().await;
        let mended = self.state().broken_among(&writes);
        self.ports.store.commit(writes).await?;
        self.change().broken.retain(|row| !mended.contains(row));
        Ok(())
    }

    /// The state, to change after the store said yes. Never hold it across an await.
    pub(crate) fn change(&self) -> RefMut<'_, State> {
        self.state.borrow_mut()
    }
}

/// Why a command did nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// The store could not keep it.
    Store(StoreError),
    /// There is no such record, draft or file here (any more).
    Gone,
    /// There is nothing to save.
    Empty,
    /// Nothing was marked to be taken out.
    Unchanged,
    /// No file could carry it: most likely more than 64 KB of words in one box.
    TooLong,
    /// A row could not be sealed.
    Sealing,
    /// The program beside the page did not do its part.
    Heavy(HeavyError),
    /// Its words were put away on this phone: what is made from the rest would be without them elsewhere too.
    PutAway,
    /// It was another password.
    WrongPassword,
    /// Another window has set a passphrase: this one has the keys before, and is to be opened again.
    Locked,
}

impl From<HeavyError> for Failure {
    fn from(error: HeavyError) -> Self {
        Self::Heavy(error)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}
