//! A new log under the browser's own database, from a window's first write on.
//!
//! Chromium keeps IndexedDB in LevelDB, and where a browser ended without closing it, it goes on in the log of before. After
//! the power went, the end of that log may be zeros: its length had reached the disk, its last bytes, of some write that nobody had
//! asked to be strict, had not. When LevelDB next reads the log, it passes over all that stands behind zeros in the same 32 KB, and so
//! over writes that were strict, acknowledged and read back. (Measured: of 14 phones whose power went twice within a
//! minute, one lost a saved note that way.) To delete a database has LevelDB write out all that it holds in memory and begin a new log.
//! Other browsers make and delete a small database, and nothing else comes of it.

use super::open;

/// Has the browser begin a new log. When it does not work, all is as it was without.
pub(super) async fn begin(name: String) {
    let name = format!("{name}-fresh-log");
    if let Ok(connection) = open::open(&name).await {
        // One that was there already, since a window ended here, goes too.
        drop(connection);
        let _ = open::delete(&name).await;
    }
}
