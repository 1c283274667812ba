//! Opening, holding and letting go of the connection.

use super::error::Fault;
use super::migrations::{self, VERSION};
use crate::app::ports::StoreError;
use futures_channel::oneshot;
use indexed_db_futures::database::{Database, VersionChangeEvent};
use indexed_db_futures::internals::SystemRepr;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::Transaction;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::spawn_local;
use web_sys::IdbOpenDbRequest;

/// An open connection. It closes when dropped, and by itself when another window wants to change or delete the
/// database: nobody's update has to wait for a forgotten tab.
pub(super) struct Connection {
    database: Database,
    open: Rc<Cell<bool>>,
    _listeners: [Closure<dyn FnMut()>; 2],
}

impl Connection {
    fn new(database: Database) -> Self {
        let open = Rc::new(Cell::new(true));
        let closed = open.clone();
        let on_close = Closure::new(move || closed.set(false));
        let (closed, handle) = (open.clone(), database.clone());
        let on_version_change = Closure::new(move || {
            closed.set(false);
            handle.as_sys().close();
        });
        database.as_sys().set_onclose(Some(on_close.as_ref().unchecked_ref()));
        database.as_sys().set_onversionchange(Some(on_version_change.as_ref().unchecked_ref()));
        Self { database, open, _listeners: [on_close, on_version_change] }
    }

    /// The database.
    pub(super) fn database(&self) -> &Database {
        &self.database
    }

    /// Whether it is open, as far as the browser has told us.
    pub(super) fn is_open(&self) -> bool {
        self.open.get()
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.database.as_sys().set_onclose(None);
        self.database.as_sys().set_onversionchange(None);
        self.database.as_sys().close();
    }
}

thread_local! {
    /// The databases for which a request waits that another window lets go of them. One that comes after it would wait behind
    /// it and never hear why.
    static BLOCKED: RefCell<BTreeSet<String>> = const { RefCell::new(BTreeSet::new()) };
}

/// Opens the database, and makes it or climbs to [`VERSION`] where needed. One of a newer build is opened as it is.
pub(super) async fn open(name: &str) -> Result<Connection, Fault> {
    let database = match request(name, Some(VERSION)).await {
        Err(Fault::Newer) => request(name, None).await?,
        other => other?,
    };
    Ok(Connection::new(database))
}

/// Asks for the database in this version, or as it is.
///
/// The request runs as a task of its own. Were it dropped half-way together with the caller, its handlers would go,
/// and the browser would later make a database without tables.
async fn request(name: &str, version: Option<u32>) -> Result<Database, Fault> {
    if BLOCKED.with_borrow(|blocked| blocked.contains(name)) {
        return Err(Fault::Final(StoreError::Blocked));
    }
    let (tell, hear) = oneshot::channel::<Result<Database, Fault>>();
    let tell = Rc::new(RefCell::new(Some(tell)));
    let when_blocked = tell.clone();
    let (of_blocked, of_opened) = (name.to_owned(), name.to_owned());
    let builder = Database::open(name.to_owned())
        .with_on_upgrade_needed(|event: VersionChangeEvent, transaction: &Transaction<'_>| {
            migrations::climb(version_number(event.old_version()), transaction)
        })
        .with_on_blocked(move |_| {
            BLOCKED.with_borrow_mut(|blocked| blocked.insert(of_blocked.clone()));
            if let Some(tell) = when_blocked.take() {
                // The caller may have gone; there is nobody else to tell.
                let _ = tell.send(Err(Fault::Final(StoreError::Blocked)));
            }
            Ok(())
        });
    let opening = match version {
        Some(version) => builder.with_version(version).build(),
        None => builder.build(),
    }?;
    spawn_local(async move {
        let opened = opening.await.map_err(Fault::from);
        BLOCKED.with_borrow_mut(|blocked| blocked.remove(&of_opened));
        let unheard = match tell.take() {
            Some(tell) => tell.send(opened).err(),
            None => Some(opened),
        };
        if let Some(Ok(database)) = unheard {
            database.close();
        }
    });
    hear.await.unwrap_or(Err(Fault::Final(StoreError::Unknown("opening was dropped".to_owned()))))
}

/// Deletes the database.
pub(super) async fn delete(name: &str) -> Result<(), Fault> {
    let (tell, hear) = oneshot::channel();
    let tell = Rc::new(RefCell::new(Some(tell)));
    let when_blocked = tell.clone();
    let on_blocked = Closure::<dyn FnMut()>::new(move || {
        if let Some(tell) = when_blocked.take() {
            // As above: there is nobody else to tell.
            let _ = tell.send(Err(Fault::Final(StoreError::Blocked)));
        }
    });
    let deleting = Database::delete_by_name(name)?;
    let request: &IdbOpenDbRequest = deleting.as_sys().unchecked_ref();
    request.set_onblocked(Some(on_blocked.as_ref().unchecked_ref()));
    spawn_local(async move {
        let deleted = deleting.await.map_err(Fault::from);
        drop(on_blocked);
        if let Some(tell) = tell.take() {
            // As above.
            let _ = tell.send(deleted);
        }
    });
    hear.await.unwrap_or(Err(Fault::Final(StoreError::Unknown("deleting was dropped".to_owned()))))
}

/// IndexedDB gives versions as floating-point numbers, which are always whole.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number from 0 to 2^53")]
pub(super) fn version_number(version: f64) -> u32 {
    version as u32
}
