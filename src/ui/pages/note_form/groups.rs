//! Which group: picked while typing, added when it is new, never doubled by case, accents or spacing.

use super::Form;
use crate::app::draft::Entry;
use crate::app::queries::groups::Group;
use crate::domain::entries::{self, set_codes, set_text, text};
use crate::domain::ids::RecordId;
use crate::domain::revision::{Fields, Kind, Sharing};
use crate::domain::search::fold_name;
use crate::ui::components::{Choice, GroupPicker};
use crate::ui::text::note_form as words;
use leptos::prelude::*;

/// Groups offered while one types, and before.
const OFFERED: usize = 6;
const LIKELY: usize = 4;

/// The picker.
pub fn draw(form: Form) -> AnyView {
    let query = form.typed_group;
    let picked = Memo::new(move |_| form.drafting.fields(|fields| owned(fields, "orgs")));
    // By itself: it asks the whole notebook, and the draft changes with every letter.
    let known = Memo::new(move |_| known(form, &query.get()));
    let matches = Memo::new(move |_| [added(form, &query.get()), known.get()].concat());
    let found = Signal::derive(move || {
        let typing = query.with(|typed| !typed.trim().is_empty());
        let picked = picked.get();
        if !typing && !picked.is_empty() {
            return Vec::new();
        }
        let offered = matches.get().into_iter().filter(|group| !picked.contains(&group.0.value));
        let offered = offered.map(|(choice, _)| choice);
        offered.take(if typing { OFFERED } else { LIKELY }).collect::<Vec<_>>()
    });
    let shown = Signal::derive(move || {
        let choice = |id: String| {
            let name = RecordId::parse(&id).map(|id| form.name_of(id)).unwrap_or_default();
            Choice::new(id, name)
        };
        picked.get().into_iter().map(choice).collect::<Vec<_>>()
    });
    let can_add = Signal::derive(move || {
        query.with(|typed| !typed.trim().is_empty())
            && !matches.with(|all| all.iter().any(|(_, exact)| *exact))
    });
    view! {
        <GroupPicker
            label=words::GROUP
            query=query
            found=found
            picked=shown
            can_add=can_add
            on_pick=Callback::new(move |id: String| pick(form, &id))
            on_drop=Callback::new(move |id: String| let_go(form, &id))
            on_add=Callback::new(move |name: String| add(form, &name))
        />
    }
    .into_any()
}

/// Groups of the notebook that fit, best first, and whether one is called exactly so.
fn known(form: Form, typed: &str) -> Vec<(Choice, bool)> {
    let known = form.session.watch().pick_groups(typed, OFFERED + 2);
    known.into_iter().map(|group| (choice(&group), group.exact)).collect()
}

/// The same of this draft.
fn added(form: Form, typed: &str) -> Vec<(Choice, bool)> {
    let wanted = fold_name(typed);
    let fits = |entry: &Entry| {
        let name = text(&entry.fields, "name");
        let folded = fold_name(name);
        let is_new = entry.kind == Kind::Organisation && entry.base.is_empty();
        (is_new && folded.contains(&wanted))
            .then(|| (Choice::new(entry.record.to_string(), name), folded == wanted))
    };
    form.drafting.with(|draft| draft.entries.iter().filter_map(fits).collect())
}

fn choice(group: &Group) -> Choice {
    let hint = [
        group.alias.clone().unwrap_or_default(),
        group.place_names.join(", "),
        if group.unnamed { words::UNNAMED.to_owned() } else { String::new() },
    ];
    let hint: Vec<String> = hint.into_iter().filter(|part| !part.is_empty()).collect();
    Choice { hint: hint.join(" · "), ..Choice::new(group.record.to_string(), group.name.clone()) }
}

/// Takes what is still typed: the group that is called so, else a new one. Nothing typed is lost by Save.
pub fn settle(form: Form) {
    let typed = form.typed_group.get_untracked();
    if typed.trim().is_empty() {
        return;
    }
    let matches = untrack(|| [added(form, &typed), known(form, &typed)].concat());
    let exact = matches.into_iter().find(|(_, exact)| *exact);
    match exact {
        Some((choice, _)) => pick(form, &choice.value),
        None => add(form, typed.trim()),
    }
    form.typed_group.set(String::new());
}

/// Picks a group. It says with whom and where, as far as the note does not say so already.
fn pick(form: Form, id: &str) {
    let group = RecordId::parse(id).ok().and_then(|id| form.session.app().note(id));
    let guess = form.session.app().is_guessed(&form.drafting.draft());
    form.drafting.edit_fields(|fields| {
        let mut orgs = owned(fields, "orgs");
        orgs.push(id.to_owned());
        set_codes(fields, "orgs", orgs);
        let Some(group) = &group else { return };
        if entries::texts(fields, "with_kinds").is_empty() {
            set_codes(fields, "with_kinds", owned_text(&group.view.fields, "party"));
        }
        let there = owned(&group.view.fields, "places");
        if !there.is_empty() && guess {
            set_codes(fields, "places", there);
        }
    });
}

fn let_go(form: Form, id: &str) {
    form.drafting.edit_fields(|fields| {
        let left = owned(fields, "orgs").into_iter().filter(|other| other != id);
        set_codes(fields, "orgs", left.collect::<Vec<_>>());
    });
}

/// A group that is not in the notebook yet; it is saved with the note.
fn add(form: Form, name: &str) {
    let mut fields = Fields::new();
    set_text(&mut fields, "name", name);
    let entry = form.session.app().new_entry(Kind::Organisation, fields, Sharing::MyCoordinator);
    let id = entry.record.to_string();
    form.drafting.add(entry);
    pick(form, &id);
}

fn owned(fields: &Fields, path: &str) -> Vec<String> {
    entries::texts(fields, path).into_iter().map(str::to_owned).collect()
}

fn owned_text(fields: &Fields, path: &str) -> Option<String> {
    Some(text(fields, path).to_owned()).filter(|text| !text.is_empty())
}
