//! *New version ready*, applied on a tap when nothing can be lost.

use crate::ui::session::Session;
use leptos::prelude::*;

/// Placeholder.
pub fn watch(_session: Session) {}

/// Placeholder.
#[component]
pub fn UpdateLine() -> impl IntoView {}
