//! The file that travels, `ginnel-export` version 1: writing it, reading it strictly, and deciding what of it acts.
//!
//! `docs/format.md` has the rules, `tests/reader.py` is a second reader written from them alone. Bytes from outside
//! pass through [`read`] (is this a sound file?) and then [`import`] (what of it may change anything here?). Until
//! [`read::Reader::finish`] has said yes, nothing that was read may be acted on.
//!
//! Reading order: [`limits`], [`json`] (strict values), [`spelled`] (a revision as JSON), [`header`], [`write`](mod@write),
//! [`read`], [`import`], [`envelope`] (the same bytes, sealed). Beside them stands [`rescue`]: a notebook's sealed rows,
//! from a phone whose app did not start.

pub mod envelope;
pub mod header;
pub mod import;
pub mod json;
pub mod limits;
mod members;
pub mod read;
mod refusal;
pub mod rescue;
mod scan;
pub mod spelled;
mod top;
pub mod write;
