//! The pages, one file each, in the order in which a person meets them.

pub mod bin;
pub mod bring_in;
pub mod find;
pub mod help;
pub mod home;
pub mod lost;
pub mod mine;
pub mod note_change;
pub mod note_form;
pub mod note_new;
pub mod note_read;
pub mod note_saved;
pub mod note_take_out;
pub mod note_two_versions;
pub mod note_versions;
pub mod reading;
pub mod send;
pub mod settings;
pub mod talk;
pub mod to_look_at;
pub mod updates;
pub mod welcome;
