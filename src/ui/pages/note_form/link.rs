//! Ties a control to what it shows of the draft: what is typed goes into the fields, and what changes there (a group
//! was picked, a selection became a quotation) comes back into the control.

use super::items;
use crate::domain::entries::{self, set_member};
use crate::domain::order;
use crate::domain::revision::Fields;
use crate::ui::drafting::Drafting;
use leptos::prelude::*;
use serde_json::{Value, json};

/// The value that stands for the whole area among the places.
pub const WHOLE_AREA: &str = "whole_area";

/// The part of the fields that a control is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// A field.
    Field(String),
    /// A member of an item of a list, by the item's path. The item begins to exist with its first member.
    Member(String, &'static str),
    /// Where it was: the places, and the whole area as one of them.
    Where,
}

impl Spot {
    fn value(&self, fields: &Fields) -> Option<Value> {
        match self {
            Self::Field(path) => fields.get(path).cloned(),
            Self::Member(path, member) => fields.get(path)?.get(member).cloned(),
            Self::Where => {
                let mut places: Vec<&str> = entries::texts(fields, "places");
                if entries::yes(fields, WHOLE_AREA) {
                    places.push(WHOLE_AREA);
                }
                (!places.is_empty()).then(|| json!(places))
            }
        }
    }

    fn put(&self, fields: &mut Fields, value: Option<Value>) {
        match self {
            Self::Field(path) => set(fields, path, value),
            Self::Member(path, member) => {
                if !fields.contains_key(path) {
                    fields.insert(path.clone(), items::fresh(path, fields));
                }
                if let Some(item) = fields.get_mut(path) {
                    // An empty text takes the member out.
                    set_member(item, member, value.unwrap_or_else(|| Value::from("")));
                }
            }
            Self::Where => {
                let chosen = strings(value.as_ref());
                let (whole, places): (Vec<_>, Vec<_>) = chosen.into_iter().partition(|id| id == WHOLE_AREA);
                entries::set_codes(fields, "places", places);
                set(fields, WHOLE_AREA, (!whole.is_empty()).then_some(Value::Bool(true)));
            }
        }
    }
}

fn set(fields: &mut Fields, path: &str, value: Option<Value>) {
    match value {
        Some(value) => fields.insert(path.to_owned(), value),
        None => fields.remove(path),
    };
}

/// How what is typed or chosen is spelled as a value.
pub struct Spelling<T: 'static> {
    parse: fn(&T) -> Option<Value>,
    show: fn(Option<&Value>) -> T,
}

/// Free words; only white space is nothing.
pub const WORDS: Spelling<String> = Spelling {
    parse: |typed| (!typed.trim().is_empty()).then(|| Value::from(typed.as_str())),
    show: |value| value.and_then(Value::as_str).unwrap_or_default().to_owned(),
};

/// Several short texts, with commas between them.
pub const LINES: Spelling<String> = Spelling {
    parse: |typed| {
        let lines: Vec<&str> = typed.split(',').map(str::trim).filter(|line| !line.is_empty()).collect();
        (!lines.is_empty()).then(|| json!(lines))
    },
    show: |value| strings(value).join(", "),
};

/// A step of a scale.
pub const STEP: Spelling<String> = Spelling {
    parse: |typed| match typed.parse::<i64>() {
        Ok(step) => Some(Value::from(step)),
        Err(_) => (!typed.is_empty()).then(|| Value::from(typed.as_str())),
    },
    show: |value| match value {
        Some(Value::Number(step)) => step.to_string(),
        other => other.and_then(Value::as_str).unwrap_or_default().to_owned(),
    },
};

/// One code.
pub const ONE: Spelling<Vec<String>> =
    Spelling { parse: |chosen| chosen.first().map(|code| Value::from(code.as_str())), show: strings };

/// Several codes or ids, sorted.
pub const ANY: Spelling<Vec<String>> = Spelling {
    parse: |chosen| {
        let sorted = order::set(chosen);
        (!sorted.is_empty()).then(|| json!(sorted))
    },
    show: strings,
};

/// Yes, or nothing.
pub const YES: Spelling<Vec<String>> = Spelling {
    parse: |chosen| (!chosen.is_empty()).then_some(Value::Bool(true)),
    show: |value| {
        let yes = value.and_then(Value::as_bool).unwrap_or(false);
        yes.then(|| "yes".to_owned()).into_iter().collect()
    },
};

/// To whom a promise was made, as `org:<id>` or `party:<code>`.
pub const WHOM: Spelling<Vec<String>> = Spelling {
    parse: |chosen| {
        let (name, value) = chosen.first()?.split_once(':')?;
        Some(json!({ name: value }))
    },
    show: |value| {
        let named = |name: &str| Some(format!("{name}:{}", value?.get(name)?.as_str()?));
        named("org").or_else(|| named("party")).into_iter().collect()
    },
};

/// A signal for a control. It writes only what a person changes: a value it does not understand stays.
pub fn link<T>(drafting: Drafting, spot: Spot, spelling: Spelling<T>) -> RwSignal<T>
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let Spelling { parse, show } = spelling;
    let of = spot.clone();
    let stored = Memo::new(move |_| drafting.fields(|fields| of.value(fields)));
    let signal = RwSignal::new(stored.with_untracked(|value| show(value.as_ref())));
    Effect::new(move |before: Option<()>| {
        let wanted = signal.with(parse);
        if before.is_some() && stored.with_untracked(|held| *held != wanted) {
            drafting.edit_fields(|fields| spot.put(fields, wanted));
        }
    });
    Effect::new(move |before: Option<()>| {
        let held = stored.get();
        if before.is_some() && signal.with_untracked(parse) != held {
            signal.set(show(held.as_ref()));
        }
    });
    signal
}

fn strings(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(text)) => vec![text.clone()],
        Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}
