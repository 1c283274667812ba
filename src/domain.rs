//! What a notebook is, as pure functions: no I/O, no clock, no randomness, no browser.
//!
//! Start at [`revision`], then [`notebook`] (the set), [`merge`] (what is shown) and [`sharing`] (what leaves).

pub mod dates;
pub mod differences;
pub mod entries;
pub mod fields;
pub mod identifiers;
pub mod ids;
pub mod issued;
pub mod keys;
pub mod merge;
pub mod notebook;
pub mod order;
pub mod packs;
pub mod promises;
pub mod prompts;
pub mod put_away;
pub mod revision;
pub mod rules;
pub mod search;
pub mod sharing;
