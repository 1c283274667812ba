//! Files in several parts: which of them are not here.

use crate::app::App;
use crate::app::commands::bring_in::Staged;
use crate::domain::ids::FileId;

/// More parts than any file of ours has: what a file says of itself may be any number.
const MOST: u32 = 200;

impl App {
    /// The parts that are not here of a file of which one is, and how many it has.
    pub fn parts_missing(&self, file: FileId) -> (Vec<u32>, u32) {
        let state = self.state();
        let here = || state.batches.values().filter(|batch| batch.visible && batch.file == file);
        let parts = here().map(|batch| batch.part.1).max().unwrap_or(1).min(MOST);
        ((1..=parts).filter(|part| here().all(|batch| batch.part.0 != *part)).collect(), parts)
    }

    /// Whether this is a part that others of its file wait for. Bringing it in is of use where all of it is known too.
    pub fn is_missing_part(&self, staged: &Staged) -> bool {
        let (missing, parts) = self.parts_missing(staged.header.id);
        missing.contains(&staged.header.part) && missing.len() < parts as usize
    }
}
