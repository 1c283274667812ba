//! A row as the browser keeps it: a plain object, its sealed bytes a `Uint8Array`.

use super::error::Fault;
use crate::app::ports::Row;
use js_sys::{Object, Reflect, Uint8Array};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};

/// The suite of a row that could not be read as a row. No build seals with it, so it opens nowhere: the app names
/// the row as damaged, and the others open.
const UNREADABLE: u8 = u8::MAX;

/// The names of a row's members, made once for many rows, and what the last row had that the next most often has too.
pub(super) struct Members {
    seq: JsValue,
    id: JsValue,
    key: JsValue,
    suite: JsValue,
    batch: JsValue,
    sealed: JsValue,
    last_key: Last,
    last_batch: Last,
}

/// The browser's own copy of a text that comes many times in a row.
#[derive(Default)]
struct Last(RefCell<Option<(String, JsValue)>>);

impl Last {
    fn value(&self, text: &str) -> JsValue {
        let mut last = self.0.borrow_mut();
        match &*last {
            Some((known, value)) if known == text => value.clone(),
            _ => last.insert((text.to_owned(), text.into())).1.clone(),
        }
    }
}

impl Members {
    pub(super) fn new() -> Self {
        let [seq, id, key, suite, batch, sealed] =
            ["seq", "id", "key", "suite", "batch", "sealed"].map(JsValue::from_str);
        Self { seq, id, key, suite, batch, sealed, last_key: Last::default(), last_batch: Last::default() }
    }

    /// The object to put. Without a place the browser gives the next one.
    pub(super) fn object(&self, row: &Row, place: Option<f64>) -> Result<Object, Fault> {
        let object = Object::new();
        if let Some(place) = place {
            Reflect::set(&object, &self.seq, &place.into())?;
        }
        Reflect::set(&object, &self.id, &row.id.as_str().into())?;
        Reflect::set(&object, &self.key, &self.last_key.value(&row.key))?;
        Reflect::set(&object, &self.suite, &row.suite.into())?;
        Reflect::set(&object, &self.batch, &self.last_batch.value(&row.batch))?;
        Reflect::set(&object, &self.sealed, &Uint8Array::from(row.sealed.as_slice()))?;
        Ok(object)
    }

    /// The row in an object. One with a missing or strange member comes back as unreadable, not as an error.
    pub(super) fn row(&self, object: &JsValue) -> Row {
        let member = |name| Reflect::get(object, name).unwrap_or_default();
        let text = |name| member(name).as_string();
        let seq = member(&self.seq).as_f64().map(place_number);
        let id = text(&self.id).unwrap_or_default();
        let suite = member(&self.suite).as_f64().filter(|suite| (0.0..255.0).contains(suite));
        let sealed = member(&self.sealed).dyn_into::<Uint8Array>().ok();
        match (text(&self.key), suite, text(&self.batch), sealed) {
            (Some(key), Some(suite), Some(batch), Some(sealed)) => {
                Row { seq, id, key, suite: suite_number(suite), batch, sealed: sealed.to_vec() }
            }
            _ => nothing(seq, id),
        }
    }
}

/// A row that the browser knows and cannot give: its key is all that is known.
pub(super) fn unreadable(key: &JsValue) -> Row {
    match key.as_f64() {
        Some(place) => nothing(Some(place_number(place)), place_number(place).to_string()),
        None => nothing(None, key.as_string().unwrap_or_default()),
    }
}

fn nothing(seq: Option<u64>, id: String) -> Row {
    Row { seq, id, key: String::new(), suite: UNREADABLE, batch: String::new(), sealed: Vec::new() }
}

/// IndexedDB gives keys as floating-point numbers; generated ones are whole and stay below 2^53.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number from 1 to 2^53")]
pub(super) fn place_number(place: f64) -> u64 {
    place as u64
}

/// The key of a place.
#[expect(clippy::cast_precision_loss, reason = "places stay below 2^53")]
pub(super) fn place_key(place: u64) -> f64 {
    place as f64
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be from 0 to 255")]
fn suite_number(suite: f64) -> u8 {
    suite as u8
}
