//! Quotations and promises: items of a list in the note, each with an id of its own.

use super::Form;
use super::link::{Spot, WORDS, link};
use crate::app::draft::Entry;
use crate::domain::entries::{self, member};
use crate::domain::revision::Fields;
use crate::ui::a11y;
use crate::ui::components::{Button, Look, WordsBox};
use crate::ui::text::note_form as words;
use leptos::prelude::*;
use serde_json::{Value, json};

/// The items of one list that the form shows: those of the draft, and one to begin with.
#[derive(Clone, Copy)]
pub struct Items {
    list: &'static str,
    ids: RwSignal<Vec<String>>,
}

impl Items {
    /// The items of a draft.
    pub fn of(list: &'static str, draft: Option<&Entry>) -> Self {
        let ids = draft
            .map(|entry| {
                let items = entries::items(&entry.fields, list).into_iter();
                items.map(|(id, _)| id.to_owned()).collect()
            })
            .unwrap_or_default();
        Self { list, ids: RwSignal::new(ids) }
    }

    /// How many have words.
    pub fn filled(self, form: Form) -> usize {
        form.drafting.fields(|fields| {
            let items = entries::items(fields, self.list).into_iter();
            items.filter(|(_, item)| !member(item, "text").trim().is_empty()).count()
        })
    }

    /// Makes an item of words that stand elsewhere too, and leads there.
    pub fn add(self, form: Form, text: &str) {
        let id = self.blank(form);
        let path = format!("{}.{id}", self.list);
        form.drafting.edit_fields(|fields| {
            let mut item = fresh(&path, fields);
            entries::set_member(&mut item, "text", Value::from(text));
            fields.insert(path, item);
        });
        self.lead_to(&id);
    }

    /// An id whose item has no words yet: the last of the list, or a new one behind it.
    fn blank(self, form: Form) -> String {
        let last = self.ids.with_untracked(|ids| ids.last().cloned());
        let is_blank = |id: &String| {
            let path = format!("{}.{id}", self.list);
            form.drafting
                .draft()
                .main()
                .and_then(|main| main.fields.get(&path).map(|item| member(item, "text").is_empty()))
                .unwrap_or(true)
        };
        last.filter(is_blank).unwrap_or_else(|| {
            let id = form.session.app().new_item().to_string();
            self.ids.update(|ids| ids.push(id.clone()));
            id
        })
    }

    fn lead_to(self, id: &str) {
        let id = field_id(id);
        // The item is drawn in the next turn.
        request_animation_frame(move || {
            let inside = document().get_element_by_id(&id);
            if let Some(fold) = inside.and_then(|field| field.closest("details").ok().flatten()) {
                fold.set_attribute("open", "").ok();
            }
            a11y::focus_id(&id);
        });
    }

    fn remove(self, form: Form, id: &str) {
        let path = format!("{}.{id}", self.list);
        form.drafting.edit_fields(|fields| drop(fields.remove(&path)));
        self.ids.update(|ids| ids.retain(|other| other != id));
        self.blank_if_empty(form);
    }

    fn blank_if_empty(self, form: Form) {
        if self.ids.with_untracked(Vec::is_empty) {
            self.blank(form);
        }
    }
}

/// Draws the items of a list, each with `more` under its words, and a way to add another.
pub fn draw(
    form: Form,
    items: Items,
    label: &'static str,
    another: &'static str,
    more: fn(Form, String) -> AnyView,
) -> AnyView {
    items.blank_if_empty(form);
    let one = move |id: String| {
        let path = format!("{}.{id}", items.list);
        let text = link(form.drafting, Spot::Member(path.clone(), "text"), WORDS);
        let gone = id.clone();
        let remove = Callback::new(move |()| items.remove(form, &gone));
        let empty = move || text.with(|text| text.trim().is_empty());
        view! {
            <div class="column item">
                <WordsBox label=label value=text id=field_id(&id) small=true />
                <div class="column" hidden=empty>
                    {more(form, path)}
                    <Button label=words::REMOVE_ITEM look=Look::Quiet on_press=remove />
                </div>
            </div>
        }
        .into_any()
    };
    let add = Callback::new(move |()| {
        let id = items.blank(form);
        items.lead_to(&id);
    });
    let none = move || items.filled(form) == 0;
    view! {
        <For each=move || items.ids.get() key=|id| id.clone() children=one />
        <div hidden=none>
            <Button label=another look=Look::Second on_press=add />
        </div>
    }
    .into_any()
}

/// A new item behind those that are there. What the note says already is taken over: who spoke and to whom a
/// promise was made, where there is only one it can be.
pub fn fresh(path: &str, fields: &Fields) -> Value {
    let list = path.split('.').next().unwrap_or(path);
    let order = entries::items(fields, list)
        .iter()
        .filter_map(|(_, item)| item.get("order")?.as_i64())
        .max()
        .map_or(1, |last| last + 1);
    let mut item = json!({ "order": order });
    let only = |path: &str| match entries::texts(fields, path).as_slice() {
        [only] => Some((*only).to_owned()),
        _ => None,
    };
    if list == "quotes" {
        if let Some(party) = only("with_kinds") {
            entries::set_member(&mut item, "said_by", Value::from(party));
        }
    } else {
        entries::set_member(&mut item, "state", Value::from("open"));
        let group = only("orgs").map(|group| json!({ "org": group }));
        if let Some(to) = group.or_else(|| only("with_kinds").map(|party| json!({ "party": party }))) {
            entries::set_member(&mut item, "to", to);
        }
    }
    item
}

/// Items without words are none, unless a later build put something into them.
pub fn prune(fields: &mut Fields) {
    const MEMBERS: &[&str] = &["order", "text", "said_by", "checked_back", "by", "to", "due", "state", "why"];
    fields.retain(|path, item| {
        let is_item = path.starts_with("quotes.") || path.starts_with("promises.");
        let ours =
            item.as_object().is_some_and(|item| item.keys().all(|name| MEMBERS.contains(&name.as_str())));
        !is_item || !ours || !member(item, "text").trim().is_empty()
    });
}

fn field_id(id: &str) -> String {
    format!("item-{id}")
}

/// The parties that a quotation may be of: those the note is with, else the nearest.
pub fn parties(form: Form) -> Vec<String> {
    form.drafting.fields(|fields| {
        let with = entries::texts(fields, "with_kinds");
        let near = &crate::domain::fields::codes::PARTIES[..super::field::NEAR_PARTIES];
        let likely: &[&str] = if with.is_empty() { near } else { &with };
        likely.iter().map(|code| (*code).to_owned()).collect()
    })
}
