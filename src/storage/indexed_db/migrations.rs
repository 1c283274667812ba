//! The ladder of versions of the database: one file for each step, and a step only adds.
//!
//! Nothing in a step may use names from elsewhere in the code, so that it does tomorrow what it did today.

mod v0_to_v1;

use indexed_db_futures::Result;
use indexed_db_futures::transaction::Transaction;

/// The version this build brings a database to.
pub(super) const VERSION: u32 = 1;

/// The first version that this build reads and sends, and does not change. Hundreds break, units only add: the build
/// before an update can go on with what the update left behind, so a release can be taken back. IndexedDB by itself
/// would lock it out.
pub(super) const TOO_NEW: u32 = 100;

/// Takes every step from `version` on, inside the transaction of the version change: all or none.
pub(super) fn climb(version: u32, transaction: &Transaction<'_>) -> Result<()> {
    if version < 1 {
        v0_to_v1::add_tables(transaction.db())?;
    }
    Ok(())
}
