//! Fields of a conversation, bound to what stands on the page.

use crate::domain::entries::{set_codes, set_text, text, texts};
use crate::domain::ids::RecordId;
use crate::domain::revision::Fields;
use crate::ui::drafting::Drafting;
use leptos::prelude::*;
use serde_json::Value;

/// Whose fields.
#[derive(Clone, Copy)]
pub(super) enum Of {
    /// One answer's.
    One(RecordId),
    /// Those of all answers, written once.
    All,
}

/// One text.
pub(super) fn line(talk: Drafting, of: Of, path: &'static str) -> RwSignal<String> {
    bound(
        talk,
        of,
        path,
        |fields, path| text(fields, path).to_owned(),
        |f, path, words| {
            set_text(f, path, words);
        },
    )
}

/// One code, as chips have it: none or one.
pub(super) fn code(talk: Drafting, of: Of, path: &'static str) -> RwSignal<Vec<String>> {
    let read = |fields: &Fields, path: &str| {
        let code = text(fields, path);
        if code.is_empty() { Vec::new() } else { vec![code.to_owned()] }
    };
    bound(talk, of, path, read, |fields, path, codes| {
        set_text(fields, path, codes.first().map_or("", String::as_str));
    })
}

/// Several codes or ids.
pub(super) fn codes(talk: Drafting, of: Of, path: &'static str) -> RwSignal<Vec<String>> {
    let read = |fields: &Fields, path: &str| texts(fields, path).into_iter().map(str::to_owned).collect();
    bound(talk, of, path, read, |fields, path, codes: &Vec<String>| {
        set_codes(fields, path, codes.iter().cloned());
    })
}

/// Yes, or nothing said.
pub(super) fn yes(talk: Drafting, of: Of, path: &'static str) -> RwSignal<Vec<String>> {
    let read = |fields: &Fields, path: &str| {
        let yes = crate::domain::entries::yes(fields, path);
        if yes { vec![path.to_owned()] } else { Vec::new() }
    };
    bound(talk, of, path, read, |fields, path, chosen: &Vec<String>| {
        if chosen.is_empty() {
            fields.remove(path);
        } else {
            fields.insert(path.to_owned(), Value::Bool(true));
        }
    })
}

/// A step of a scale: `1` to `5`, `not_sure`, or nothing.
pub(super) fn step(talk: Drafting, of: Of, path: &'static str) -> RwSignal<String> {
    let read = |fields: &Fields, path: &str| match fields.get(path) {
        Some(Value::Number(step)) => step.to_string(),
        Some(Value::String(step)) => step.clone(),
        _ => String::new(),
    };
    bound(talk, of, path, read, |fields, path, step: &String| match step.parse::<i64>() {
        Ok(number) => {
            fields.insert(path.to_owned(), Value::from(number));
        }
        Err(_) => set_text(fields, path, step),
    })
}

fn bound<T: Clone + PartialEq + Send + Sync + 'static>(
    talk: Drafting,
    of: Of,
    path: &'static str,
    read: fn(&Fields, &str) -> T,
    write: fn(&mut Fields, &str, &T),
) -> RwSignal<T> {
    let is_meant = move |record: RecordId| match of {
        Of::One(one) => one == record,
        Of::All => true,
    };
    let held = move || {
        let draft = talk.draft();
        let entry = draft.entries.iter().find(|entry| is_meant(entry.record));
        read(entry.map_or(&Fields::new(), |entry| &entry.fields), path)
    };
    let signal = RwSignal::new(held());
    Effect::new(move |_| {
        let value = signal.get();
        if value == held() {
            return;
        }
        talk.edit(|draft| {
            for entry in draft.entries.iter_mut().filter(|entry| is_meant(entry.record)) {
                write(&mut entry.fields, path, &value);
            }
        });
    });
    signal
}
