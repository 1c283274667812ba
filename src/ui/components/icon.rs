//! Fifteen small drawings, as strokes in the colour of the text beside them.

use leptos::prelude::*;

/// Which drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Glyph {
    /// A house.
    Home,
    /// A magnifying glass.
    Find,
    /// A notebook.
    Book,
    /// A question mark in a ring.
    Help,
    /// Points back; turns round in right-to-left pages.
    Back,
    /// Points on; turns round in right-to-left pages.
    On,
    /// Something new.
    Plus,
    /// A speech bubble.
    Talk,
    /// Done.
    Tick,
    /// Out of the phone.
    Send,
    /// Into the phone.
    Bring,
    /// Let go of.
    Cross,
    /// Look here.
    Alert,
    /// A bin.
    Bin,
    /// Change.
    Pen,
}

impl Glyph {
    fn strokes(self) -> &'static str {
        match self {
            Self::Home => "M4 11 12 4l8 7v8a1 1 0 0 1-1 1h-4v-6H9v6H5a1 1 0 0 1-1-1z",
            Self::Find => "M4.5 11a6.5 6.5 0 1 0 13 0 6.5 6.5 0 1 0-13 0M16 16l4.5 4.5",
            Self::Book => "M6 3h11a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H6zM3.5 8H6M3.5 12H6M3.5 16H6",
            Self::Help => {
                "M3 12a9 9 0 1 0 18 0 9 9 0 1 0-18 0M9.5 9.5a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M12 17v.01"
            }
            Self::Back => "m14.5 5-7 7 7 7",
            Self::On => "m9.5 5 7 7-7 7",
            Self::Plus => "M12 5v14M5 12h14",
            Self::Talk => "M4 5h16v11h-8l-5 4v-4H4z",
            Self::Tick => "m5 12.5 4.5 4.5L19 7.5",
            Self::Send => "M12 15V4M7.5 8 12 3.5 16.5 8M5 13v6a1 1 0 0 0 1 1h12a1 1 0 0 0 1-1v-6",
            Self::Bring => "M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 16v3a1 1 0 0 0 1 1h12a1 1 0 0 0 1-1v-3",
            Self::Cross => "m7 7 10 10M17 7 7 17",
            Self::Alert => "M12 4 2.8 20h18.4zM12 10v4.5M12 17.4v.01",
            Self::Bin => "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
            Self::Pen => "m5 19 1-4L16 5l3 3L9 18zM14 7l3 3",
        }
    }
}

/// Draws it. Says nothing to a screen reader: the words beside it do.
#[component]
pub fn Icon(
    /// Which drawing.
    glyph: Glyph,
) -> impl IntoView {
    let turns = matches!(glyph, Glyph::Back | Glyph::On);
    let class = if turns { "icon icon--turns" } else { "icon" };
    view! {
        <svg class=class viewBox="0 0 24 24" aria-hidden="true">
            <path d=glyph.strokes() />
        </svg>
    }
    .into_any()
}
