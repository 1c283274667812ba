//! The things on a page, one file a noun. They take signals and callbacks, and know neither app nor storage.
//!
//! Start at [`shell`] (what stands on every screen) and [`page`]. The markup is styled by `style/components.css`.

pub mod button;
pub mod card;
pub mod chips;
pub mod choice;
pub mod day_picker;
pub mod empty_state;
pub mod error_summary;
pub mod field;
pub mod fold;
pub mod group_picker;
pub mod icon;
pub mod notice;
pub mod page;
pub mod password_field;
pub mod rows;
pub mod save_bar;
pub mod scale;
pub mod shell;
pub mod text_field;
pub mod turned_round;
pub mod undo_bar;
pub mod words_box;

pub use button::{Button, ButtonLink, ButtonRow, Look};
pub use card::{Card, NoteCard, NoteRow, Tag, Tags, Tone};
pub use chips::Chips;
pub use choice::Choice;
pub use day_picker::DayPicker;
pub use empty_state::EmptyState;
pub use error_summary::{ErrorSummary, FieldError};
pub use fold::Fold;
pub use group_picker::GroupPicker;
pub use icon::{Glyph, Icon};
pub use notice::NoticeBox;
pub use page::{Back, Page};
pub use password_field::{PasswordField, PasswordIs};
pub use rows::{RowLink, Rows};
pub use save_bar::SaveBar;
pub use scale::ScaleRadios;
pub use shell::{Place, Shell};
pub use text_field::TextField;
pub use turned_round::TurnedRound;
pub use undo_bar::UndoBar;
pub use words_box::WordsBox;
