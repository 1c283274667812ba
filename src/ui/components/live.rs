//! A part of a page that is drawn again when what it reads changes.

use leptos::prelude::*;

/// Draws it, and again whenever a signal that it read changes. As `{move || …}` in a view does; but of those each brings
/// a kilobyte of program with it, and all of these share one.
pub fn live<V: IntoAny>(mut draw: impl FnMut() -> V + Send + 'static) -> AnyView {
    erased(Box::new(move || draw().into_any()))
}

fn erased(mut draw: Box<dyn FnMut() -> AnyView + Send>) -> AnyView {
    (move || draw()).into_any()
}
