//! Every word a person reads, in plain en-GB: short sentences, no jargon, one place a screen.
//!
//! Words that several screens share are in [`common`]; names of fields and of what may be chosen in [`labels`];
//! what to say when something fails in [`errors`]. Nothing here knows the browser, so it is tested natively.

pub mod common;
pub mod errors;
pub mod labels;
