//! Strict JSON for bytes from outside: what two readers could understand differently is refused.
//!
//! A [`Value`] that comes out of [`parse`] has no null, no fraction, no number beyond ±(2^53−1), no object with one
//! key twice, and keeps to [`limits`]. Serde's parser does the grammar; this only looks at what it finds.

use super::limits;
use serde::de::{self, DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;
use serde_json::{Map, Value};
use std::cell::Cell;
use std::fmt;

/// What is wrong with a piece of JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It is not JSON (RFC 8259), or not UTF-8, or begins with a byte order mark, or has half a surrogate pair.
    NotJson,
    /// It ends too early.
    Truncated,
    /// It has a `null`: a member without a value is left out instead.
    Null,
    /// It has a fraction, an exponent, `-0` or a number beyond ±(2^53−1).
    BadNumber,
    /// One object has a key twice.
    DuplicateKey,
    /// A string is over [`limits::STRING_BYTES`].
    TooLong,
    /// It is nested deeper than [`limits::DEPTH`].
    TooDeep,
    /// It is more than [`limits::ITEM_VALUES`] or [`limits::ITEM_BYTES`].
    TooBig,
}

/// A fault and where it was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flaw {
    /// Bytes from the start, as near as the parser knows.
    pub at: usize,
    /// What is wrong.
    pub fault: Fault,
}

/// Reads one JSON value that fills all of `bytes` (white space around it is allowed).
///
/// # Errors
/// The first [`Flaw`].
pub fn parse(bytes: &[u8]) -> Result<Value, Flaw> {
    let seen = Seen::default();
    let mut parser = serde_json::Deserializer::from_slice(bytes);
    let strict = Strict { depth: 0, seen: &seen };
    let value = strict.deserialize(&mut parser).and_then(|value| parser.end().map(|()| value));
    let value = value.map_err(|error| Flaw {
        at: offset(bytes, error.line(), error.column()),
        fault: seen.fault.get().unwrap_or_else(|| of_grammar(&error)),
    })?;
    // The canonical form is never longer than another spelling of the same.
    if bytes.len() > limits::ITEM_BYTES && canonical(&value).len() > limits::ITEM_BYTES {
        return Err(Flaw { at: 0, fault: Fault::TooBig });
    }
    Ok(value)
}

/// The canonical bytes: members sorted by their UTF-8 bytes, no white space, only the escapes that JSON requires.
pub fn canonical(value: &Value) -> Vec<u8> {
    if is_in_order(value) {
        return value.to_string().into_bytes();
    }
    let mut sorted = value.clone();
    sorted.sort_all_objects();
    sorted.to_string().into_bytes()
}

/// Whether the members of every object stand in the order of their names. On the phone they always do; where some
/// dependency of a developer's tool asks serde_json to keep the order in which members came, they may not.
fn is_in_order(value: &Value) -> bool {
    match value {
        Value::Object(members) => members.keys().is_sorted() && members.values().all(is_in_order),
        Value::Array(items) => items.iter().all(is_in_order),
        _ => true,
    }
}

/// Whether the bytes are JSON of any sort. Keeps nothing in memory.
pub fn is_json(bytes: &[u8]) -> bool {
    serde_json::from_slice::<IgnoredAny>(bytes).is_ok()
}

fn of_grammar(error: &serde_json::Error) -> Fault {
    match error.classify() {
        Category::Eof => Fault::Truncated,
        // `1e999` is JSON, but serde_json stops at it before a visitor sees it. A test holds this wording.
        _ if error.to_string().starts_with("number out of range") => Fault::BadNumber,
        _ => Fault::NotJson,
    }
}

fn offset(bytes: &[u8], line: usize, column: usize) -> usize {
    let before: usize =
        bytes.split_inclusive(|b| *b == b'\n').take(line.saturating_sub(1)).map(<[u8]>::len).sum();
    (before + column.saturating_sub(1)).min(bytes.len())
}

/// What the visitors of one parse share.
#[derive(Default)]
struct Seen {
    fault: Cell<Option<Fault>>,
    values: Cell<usize>,
}

impl Seen {
    /// Remembers the fault (serde's errors carry only text) and stops the parser.
    fn refuse<T, E: de::Error>(&self, fault: Fault) -> Result<T, E> {
        self.fault.set(Some(fault));
        Err(E::custom("refused"))
    }

    fn string<E: de::Error>(&self, text: String) -> Result<String, E> {
        if text.len() > limits::STRING_BYTES { self.refuse(Fault::TooLong) } else { Ok(text) }
    }

    fn integer<E: de::Error>(&self, number: Option<i64>) -> Result<Value, E> {
        match number {
            Some(n) if (-limits::INTEGER..=limits::INTEGER).contains(&n) => Ok(Value::from(n)),
            _ => self.refuse(Fault::BadNumber),
        }
    }
}

#[derive(Clone, Copy)]
struct Strict<'a> {
    depth: usize,
    seen: &'a Seen,
}

impl Strict<'_> {
    fn inside<E: de::Error>(self) -> Result<Self, E> {
        if self.depth == limits::DEPTH {
            self.seen.refuse(Fault::TooDeep)
        } else {
            Ok(Self { depth: self.depth + 1, ..self })
        }
    }
}

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        let values = self.seen.values.get() + 1;
        self.seen.values.set(values);
        if values > limits::ITEM_VALUES {
            return self.seen.refuse(Fault::TooBig);
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string, a whole number, true, false, an array or an object")
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Value, E> {
        self.seen.integer(Some(value))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Value, E> {
        self.seen.integer(i64::try_from(value).ok())
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<Value, E> {
        self.seen.integer(None)
    }

    fn visit_unit<E: de::Error>(self) -> Result<Value, E> {
        self.seen.refuse(Fault::Null)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Value, E> {
        self.visit_string(text.to_owned())
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<Value, E> {
        self.seen.string(text).map(Value::String)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let inside = self.inside()?;
        let mut array = Vec::new();
        while let Some(item) = items.next_element_seed(inside)? {
            array.push(item);
        }
        Ok(Value::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let inside = self.inside()?;
        let mut object = Map::new();
        while let Some(key) = members.next_key::<String>()? {
            let key = self.seen.string(key)?;
            if object.contains_key(&key) {
                return self.seen.refuse(Fault::DuplicateKey);
            }
            let value = members.next_value_seed(inside)?;
            object.insert(key, value);
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> Fault {
        parse(text.as_bytes()).unwrap_err().fault
    }

    #[test]
    fn what_two_readers_could_read_differently_is_refused() {
        let cases = [
            ("", Fault::Truncated),
            ("[1", Fault::Truncated),
            ("{\"a\":\"b", Fault::Truncated),
            ("[1] 2", Fault::NotJson),
            ("[1,]", Fault::NotJson),
            ("NaN", Fault::NotJson),
            ("01", Fault::NotJson),
            ("'a'", Fault::NotJson),
            ("\u{feff}1", Fault::NotJson),
            (r#""\ud800""#, Fault::NotJson),
            (r#""\udc00\ud800""#, Fault::NotJson),
            ("\"\u{1}\"", Fault::NotJson),
            ("null", Fault::Null),
            (r#"{"a":[null]}"#, Fault::Null),
            ("1.0", Fault::BadNumber),
            ("1e2", Fault::BadNumber),
            ("1e999", Fault::BadNumber),
            ("-0", Fault::BadNumber),
            ("9007199254740992", Fault::BadNumber),
            ("-9007199254740992", Fault::BadNumber),
            ("123456789012345678901234567890", Fault::BadNumber),
            (r#"{"a":1,"a":1}"#, Fault::DuplicateKey),
            (r#"{"a":1,"\u0061":2}"#, Fault::DuplicateKey),
        ];
        for (text, expected) in cases {
            assert_eq!(fault(text), expected, "{text}");
        }
        assert_eq!(parse(b"\"\xff\"").unwrap_err().fault, Fault::NotJson);
    }

    #[test]
    fn limits_are_exact() {
        let nested = |n: usize| format!("{}1{}", "[".repeat(n), "]".repeat(n));
        let text = |n: usize| format!("\"{}\"", "é".repeat(n / 2));
        let array = |n: usize| format!("[{}]", vec!["1"; n - 1].join(","));
        let strings = |n: usize| format!("[{}]", vec![text(limits::STRING_BYTES); n].join(","));
        let key = format!("{{{}:1}}", text(limits::STRING_BYTES + 2));
        for good in
            [nested(limits::DEPTH), text(limits::STRING_BYTES), array(limits::ITEM_VALUES), strings(15)]
        {
            assert!(parse(good.as_bytes()).is_ok(), "{} bytes", good.len());
        }
        assert_eq!(fault(&nested(limits::DEPTH + 1)), Fault::TooDeep);
        assert_eq!(fault(&text(limits::STRING_BYTES + 2)), Fault::TooLong);
        assert_eq!(fault(&key), Fault::TooLong);
        assert_eq!(fault(&array(limits::ITEM_VALUES + 1)), Fault::TooBig);
        assert_eq!(fault(&strings(16)), Fault::TooBig);
    }

    #[test]
    fn the_canonical_form_sorts_and_escapes_as_the_format_says() {
        let spelled = r#" { "b" : "\u00e9\/\u007f\u2028\"\\\b\f\n\r\t\u001F" , "a" : [ 1 , true ] , "é" : { } , "Z" : -3 } "#;
        let canonical = canonical(&parse(spelled.as_bytes()).unwrap());
        let expected =
            "{\"Z\":-3,\"a\":[1,true],\"b\":\"é/\u{7f}\u{2028}\\\"\\\\\\b\\f\\n\\r\\t\\u001f\",\"é\":{}}";
        assert_eq!(String::from_utf8(canonical).unwrap(), expected);
    }

    #[test]
    fn a_flaw_says_where_it_is() {
        assert_eq!(parse(b"{\n\"a\":null}").unwrap_err(), Flaw { at: 9, fault: Fault::Null });
    }
}
