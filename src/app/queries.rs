//! Every read. Each is computed from the set when asked; nothing here is kept.

pub mod damaged;
pub mod find;
pub mod groups;
pub mod home;
pub mod issuer;
pub mod lines;
pub mod next_step;
pub mod note;
mod only_here;
pub mod parts;
mod rules;
pub mod safety;
pub mod settings;
pub mod warnings;
