//! Finds where a JSON value ends without building it, so that a file of 50 MB is read one revision at a time.
//!
//! The scanner knows strings, escapes and nesting, nothing else. It is never the judge: every extent that it finds
//! is read by [`json::parse`](super::json::parse), which refuses what is no JSON.

use super::json::{Fault, Flaw};
use super::limits;
use std::ops::Range;

/// A place in the bytes of a file.
#[derive(Debug, Clone)]
pub(super) struct Scanner<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// The next byte that is not white space, without passing it.
    pub(super) fn peek(&mut self) -> Option<u8> {
        while matches!(self.bytes.get(self.at), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
        self.bytes.get(self.at).copied()
    }

    /// Passes this byte if it is next.
    pub(super) fn pass(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    /// Passes this byte, which must be next.
    pub(super) fn expect(&mut self, byte: u8) -> Result<(), Flaw> {
        match self.peek() {
            _ if self.pass(byte) => Ok(()),
            Some(_) => Err(self.flaw(Fault::NotJson)),
            None => Err(self.flaw(Fault::Truncated)),
        }
    }

    /// Passes one value of any sort, no deeper than `depth`, and says where it stands.
    pub(super) fn value(&mut self, depth: usize) -> Result<Range<usize>, Flaw> {
        let Some(first) = self.peek() else {
            return Err(self.flaw(Fault::Truncated));
        };
        let start = self.at;
        match first {
            b'"' => self.string()?,
            b'[' | b'{' => self.nested(depth)?,
            _ => self.word(),
        }
        if start == self.at { Err(self.flaw(Fault::NotJson)) } else { Ok(start..self.at) }
    }

    /// A number, `true` … or anything else up to the next mark.
    fn word(&mut self) {
        let rest = &self.bytes[self.at..];
        let end =
            rest.iter().position(|b| matches!(b, b',' | b']' | b'}' | b':' | b' ' | b'\t' | b'\n' | b'\r'));
        self.at += end.unwrap_or(rest.len());
    }

    fn string(&mut self) -> Result<(), Flaw> {
        self.at += 1;
        loop {
            match self.bytes.get(self.at) {
                Some(b'"') => break,
                Some(b'\\') => self.at += 2,
                Some(_) => self.at += 1,
                None => return Err(self.flaw(Fault::Truncated)),
            }
        }
        self.at += 1;
        Ok(())
    }

    fn nested(&mut self, depth: usize) -> Result<(), Flaw> {
        let mut open = 0;
        loop {
            match self.bytes.get(self.at) {
                Some(b'"') => {
                    self.string()?;
                    continue;
                }
                Some(b'[' | b'{') if open == depth => return Err(self.flaw(Fault::TooDeep)),
                Some(b'[' | b'{') => open += 1,
                Some(b']' | b'}') => open -= 1,
                Some(_) => {}
                None => return Err(self.flaw(Fault::Truncated)),
            }
            self.at += 1;
            if open == 0 {
                return Ok(());
            }
        }
    }

    pub(super) fn flaw(&self, fault: Fault) -> Flaw {
        Flaw { at: self.at.min(self.bytes.len()), fault }
    }
}

/// The depth of the list of revisions: the list itself, and what each revision may have.
pub(super) const LIST_DEPTH: usize = limits::DEPTH + 1;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_ends_where_json_says() {
        let cases = [
            (r#" "a\"]" ,1"#, r#""a\"]""#),
            (r#"{"a":"}","b":[{}]}}"#, r#"{"a":"}","b":[{}]}"#),
            ("12]", "12"),
            (r#""\\",2"#, r#""\\""#),
            ("[]", "[]"),
        ];
        for (text, expected) in cases {
            let extent = Scanner::new(text.as_bytes()).value(limits::DEPTH).unwrap();
            assert_eq!(&text[extent], expected);
        }
    }

    #[test]
    fn what_never_ends_is_noticed() {
        let cases = [
            ("", Fault::Truncated),
            ("\"a", Fault::Truncated),
            ("\"a\\", Fault::Truncated),
            ("[{}", Fault::Truncated),
            (",", Fault::NotJson),
            ("[[[", Fault::TooDeep),
        ];
        for (text, fault) in cases {
            assert_eq!(Scanner::new(text.as_bytes()).value(2).unwrap_err().fault, fault, "{text}");
        }
    }
}
