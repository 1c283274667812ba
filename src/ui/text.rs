//! Every word a person reads, in plain en-GB: short sentences, no jargon, one place a screen.
//!
//! Words that several screens share are in [`common`]; names of fields and of what may be chosen in [`labels`];
//! what to say when something fails in [`errors`]. Nothing here knows the browser, so it is tested natively.

pub mod asking;
pub mod backup;
pub mod bin;
pub mod bring_in;
pub mod common;
pub mod counts;
pub mod days;
pub mod errors;
pub mod find;
pub mod help;
pub mod home;
pub mod keys;
pub mod labels;
pub mod lists;
pub mod lock;
pub mod looks_personal;
pub mod lost;
pub mod lost_phone;
pub mod mine;
pub mod note;
pub mod note_form;
pub mod note_saved;
pub mod put_away;
pub mod refusals;
pub mod rules;
pub mod said;
pub mod send;
pub mod settings;
pub mod take_out;
pub mod talk;
pub mod to_look_at;
pub mod updates;
pub mod versions;
pub mod welcome;
