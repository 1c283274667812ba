//! Cards: pages of the notebook, as they lie in lists.

use leptos::prelude::*;

/// What a tag or notice means, beside its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Just so.
    #[default]
    Calm,
    /// The product's own colour.
    Accent,
    /// It worked.
    Good,
    /// Look here.
    Warn,
    /// It failed.
    Bad,
}

/// A few words in a pill: a group, a state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// Its words.
    pub text: String,
    /// What it means.
    pub tone: Tone,
}

/// What a list shows of a note.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NoteRow {
    /// Where the note opens, base path included.
    pub href: String,
    /// Place and day, in the order shown.
    pub line: Vec<String>,
    /// Its first sentence.
    pub headline: String,
    /// Groups and states.
    pub tags: Vec<Tag>,
    /// Not saved yet: drawn as unfinished.
    pub draft: bool,
}

/// A plain card around anything.
#[component]
pub fn Card(
    /// What is on it.
    children: Children,
) -> impl IntoView {
    view! { <section class="card">{children()}</section> }.into_any()
}

/// A note in a list: place and day, headline, groups and states. All of it can be tapped. Put it in a
/// `<ul class="cards" role="list">`.
#[component]
pub fn NoteCard(
    /// What to show.
    row: NoteRow,
    /// The level of its heading: 3 where the list stands under a heading of its own.
    #[prop(default = 2)]
    level: u8,
) -> impl IntoView {
    let line = row.line.into_iter().map(|part| view! { <span dir="auto">{part}</span> }).collect::<Vec<_>>();
    view! {
        <li>
            <article class="card" class:card--draft=row.draft>
                <p class="card__line">{line}</p>
                {title(level, row.href, row.headline)}
                <Tags tags=row.tags />
            </article>
        </li>
    }
    .into_any()
}

fn title(level: u8, href: String, headline: String) -> AnyView {
    let link = view! {
        <a href=href>
            <span dir="auto">{headline}</span>
        </a>
    };
    if level == 3 {
        view! { <h3 class="card__title">{link}</h3> }.into_any()
    } else {
        view! { <h2 class="card__title">{link}</h2> }.into_any()
    }
}

/// Pills in a row; nothing at all when there are none.
#[component]
pub fn Tags(
    /// The pills, in order.
    tags: Vec<Tag>,
) -> impl IntoView {
    if tags.is_empty() {
        return ().into_any();
    }
    let draw = |tag: Tag| {
        let class = match tag.tone {
            Tone::Calm => "govuk-tag",
            Tone::Accent => "govuk-tag tag--accent",
            Tone::Good => "govuk-tag tag--good",
            Tone::Warn | Tone::Bad => "govuk-tag tag--warn",
        };
        view! { <span class=class dir="auto">{tag.text}</span> }
    };
    view! { <div class="tags">{tags.into_iter().map(draw).collect::<Vec<_>>()}</div> }.into_any()
}
