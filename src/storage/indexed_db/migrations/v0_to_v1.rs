//! From nothing to the three tables.

use indexed_db_futures::database::Database;
use indexed_db_futures::prelude::*;
use indexed_db_futures::{KeyPath, Result};

/// `log` keeps the order in which rows came, and finds them by id; `drafts` and `meta` are kept by id.
pub(super) fn add_tables(database: &Database) -> Result<()> {
    let log =
        database.create_object_store("log").with_auto_increment(true).with_key_path(KeyPath::One("seq"));
    log.build()?.create_index("id", KeyPath::One("id")).with_unique(true).build()?;
    database.create_object_store("drafts").with_key_path(KeyPath::One("id")).build()?;
    database.create_object_store("meta").with_key_path(KeyPath::One("id")).build()?;
    Ok(())
}
