//! What every part of the form is given, and what Save does to the draft before it is saved.

use super::items::{self, Items};
use super::{groups, places};
use crate::domain::entries::{self, text};
use crate::domain::ids::RecordId;
use crate::domain::revision::{Kind, Sharing};
use crate::ui::drafting::Drafting;
use crate::ui::session::Session;
use crate::ui::text::note_form as words;
use leptos::prelude::*;
use serde_json::json;

/// What every part of the form is given. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Form {
    /// The notebook.
    pub session: Session,
    /// What is written.
    pub drafting: Drafting,
    /// The quotations.
    pub quotes: Items,
    /// The promises.
    pub promises: Items,
    /// What is typed and not picked yet: kept with the draft, taken in by Save.
    pub typed_group: RwSignal<String>,
    /// The same, for places.
    pub typed_place: RwSignal<String>,
    /// Whether Save was pressed, so that what is wrong is said now and not while one types.
    pub tried: RwSignal<bool>,
    /// Whether one came here to write, not to go on with what was begun.
    pub begun_here: bool,
    /// Whether the record is not in the notebook yet.
    pub is_new: bool,
    /// Whether it is a note.
    pub is_note: bool,
    /// The field that Save asks for, and what is said where it is empty.
    required: Option<(&'static str, &'static str)>,
}

impl Form {
    /// The form of a draft that is open on this page.
    pub fn new(session: Session, drafting: Drafting, begun_here: bool) -> Self {
        let draft = drafting.draft();
        let kind = draft.main().map(|main| &main.kind);
        let typed = |name: &str| RwSignal::new(draft.progress[name].as_str().unwrap_or_default().to_owned());
        let form = Self {
            session,
            drafting,
            quotes: Items::of("quotes", draft.main()),
            promises: Items::of("promises", draft.main()),
            typed_group: typed("group"),
            typed_place: typed("place"),
            tried: RwSignal::new(false),
            begun_here,
            is_new: draft.main().is_none_or(|main| main.base.is_empty()),
            is_note: kind == Some(&Kind::Engagement),
            required: match kind {
                Some(Kind::Engagement) => Some(("words", words::WORDS_FIRST)),
                Some(Kind::Organisation) => Some(("name", words::NAME_FIRST)),
                _ => None,
            },
        };
        Effect::new(move |before: Option<()>| {
            let progress = json!({ "group": form.typed_group.get(), "place": form.typed_place.get() });
            if before.is_some() {
                drafting.edit(|draft| draft.progress = progress);
            }
        });
        form
    }

    /// What is written, as the table of fields knows it.
    pub fn kind(self) -> Kind {
        let kind = self.drafting.draft().main().map(|main| main.kind.clone());
        kind.unwrap_or(Kind::Engagement)
    }

    /// Who could see the record before this change.
    pub fn level_before(self) -> Option<Sharing> {
        let draft = self.drafting.draft();
        let main = draft.main().filter(|main| !main.base.is_empty())?;
        Some(self.session.app().note(main.record)?.view.sharing)
    }

    /// What a record is called, here or in the notebook.
    pub fn name_of(self, record: RecordId) -> String {
        let here = self.drafting.with(|draft| {
            let entry = draft.entries.iter().find(|entry| entry.record == record);
            entry.map(|entry| {
                let label = text(&entry.fields, "label");
                (if label.is_empty() { text(&entry.fields, "name") } else { label }).to_owned()
            })
        });
        here.unwrap_or_else(|| self.session.app().name_of(record))
    }

    /// What is missing and must not be: the words of a note, the name of a group.
    pub fn error(self) -> Signal<String> {
        Signal::derive(move || {
            let Some((path, error)) = self.required else {
                return String::new();
            };
            let missing = self.drafting.fields(|fields| text(fields, path).trim().is_empty());
            if self.tried.get() && missing { error.to_owned() } else { String::new() }
        })
    }

    /// Takes in what is still typed, and puts the draft in order.
    pub fn settle(self) {
        groups::settle(self);
        places::settle(self);
        self.drafting.edit(|draft| {
            self.session.app().describe_new_groups(draft);
            if let Some(main) = draft.main_mut() {
                items::prune(&mut main.fields);
            }
        });
        self.date_wishes();
    }

    /// A group's wishes are of the day they were last changed.
    fn date_wishes(self) {
        let draft = self.drafting.draft();
        let Some(main) = draft.main().filter(|main| main.kind == Kind::Organisation) else {
            return;
        };
        let before = self.session.app().note(main.record);
        let before = before.and_then(|note| note.view.fields.get("wishes").cloned());
        if before.as_ref() != main.fields.get("wishes") {
            let today = self.session.app().today().to_string();
            self.drafting.edit_fields(|fields| entries::set_text(fields, "wishes_on", &today));
        }
    }
}
