//! Words of a record in a list.

/// Its words are still to come.
pub const NO_WORDS: &str = "No words yet";
/// Two versions wait for a decision.
pub const TWO_VERSIONS: &str = "Two versions";
/// Something is missing.
pub const FINISH_LATER: &str = "Finish later";

/// It went, as the worker said.
pub fn sent(day: &str) -> String {
    format!("Sent {day}")
}
