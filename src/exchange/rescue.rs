//! The rescue file, `ginnel-rescue` version 1: the sealed rows of a phone whose app did not start, as `rescue.html`
//! saved them (`docs/format.md`, section 11).
//!
//! Here rows are only found and unpacked. Whether one is what it says is decided by its seal, so a row that is spelled
//! wrongly is no reason to refuse the others: it comes out as one that opens nowhere.

use super::limits;
use super::refusal::Refusal;
use super::scan::Scanner;
use super::top::Top;
use crate::domain::dates;
use chrono::NaiveDate;
use serde_json::Value;

/// The `format` member of every rescue file.
pub const FORMAT: &str = "ginnel-rescue";

/// The suite of a row that was not spelled as one: no build seals with it.
const UNREADABLE: u8 = u8::MAX;

/// What a rescue file says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The build whose page wrote it.
    pub build: String,
    /// The day it was made.
    pub made_on: NaiveDate,
    /// Which part this is, from 1.
    pub part: u32,
    /// How many parts there are.
    pub parts: u32,
    /// How many rows it has.
    pub rows: usize,
    /// Rows that the browser could not give, by table and key.
    pub unread: Vec<(String, String)>,
}

/// A row as the phone kept it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedRow {
    /// The table it is in, which may be one of a later build.
    pub table: String,
    /// Its id there.
    pub id: String,
    /// The id of the key that sealed it.
    pub key: String,
    /// How it was sealed.
    pub suite: u8,
    /// The file that brought it, or empty.
    pub batch: String,
    /// The sealed bytes.
    pub sealed: Vec<u8>,
}

/// A rescue file that is being read, a row at a time.
#[derive(Debug)]
pub struct Reader<'a> {
    scan: Scanner<'a>,
    top: Top,
    header: Header,
    rows: usize,
    refused: Option<Refusal>,
}

/// Whether the bytes say that they are a rescue file, as our page writes it: the format comes first. Any other file is
/// for [`read`](super::read), which refuses what it does not know.
pub fn is_rescue(bytes: &[u8]) -> bool {
    let mut scan = Scanner::new(bytes);
    let is = |scan: &mut Scanner<'_>, word: &[u8]| scan.value(1).is_ok_and(|extent| bytes[extent] == *word);
    scan.pass(b'{') && is(&mut scan, b"\"format\"") && scan.pass(b':') && is(&mut scan, b"\"ginnel-rescue\"")
}

impl<'a> Reader<'a> {
    /// Opens the file.
    ///
    /// # Errors
    /// [`Refusal`] when it is too big, no rescue file, a newer one, or its header cannot be read.
    pub fn new(bytes: &'a [u8]) -> Result<Self, Refusal> {
        if bytes.len() > limits::FILE_BYTES {
            return Err(Refusal::TooBig);
        }
        let mut scan = Scanner::new(bytes);
        let top = Top::open(&mut scan, FORMAT, "rows").map_err(|why| match why {
            Refusal::BadHeader(_) => Refusal::OtherFormat,
            other => other,
        })?;
        let header = top.header.as_ref().and_then(header).ok_or(Refusal::BadHeader("header"))?;
        Ok(Self { scan, top, header, rows: 0, refused: None })
    }

    /// What the file says about itself.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// Reads what is left, and says whether all of it is there.
    ///
    /// # Errors
    /// The first [`Refusal`]; [`Refusal::Changed`] when there are fewer or more rows than the header says.
    pub fn finish(mut self) -> Result<Header, Refusal> {
        while self.next().is_some() {}
        match self.refused {
            Some(refusal) => Err(refusal),
            None if self.rows != self.header.rows => Err(Refusal::Changed),
            None => Ok(self.header),
        }
    }

    fn row(&mut self) -> Result<Option<SealedRow>, Refusal> {
        if !self.top.has_next(&mut self.scan)? {
            return Ok(None);
        }
        self.rows += 1;
        if self.rows > limits::FILE_REVISIONS {
            return Err(Refusal::TooMany);
        }
        let extent = self.scan.value(limits::DEPTH)?;
        let value: Value = serde_json::from_slice(&self.scan.bytes[extent.clone()])
            .map_err(|_| Refusal::NotJson(extent.start))?;
        Ok(Some(unpacked(&value)))
    }
}

impl Iterator for Reader<'_> {
    type Item = Result<SealedRow, Refusal>;

    /// The next row. After a refusal there is no more.
    fn next(&mut self) -> Option<Self::Item> {
        let row = self.row().transpose()?;
        if let Err(refusal) = &row {
            self.refused = Some(refusal.clone());
            self.top.stop();
        }
        Some(row)
    }
}

fn header(value: &Value) -> Option<Header> {
    let number = |name: &str| u32::try_from(value[name].as_u64()?).ok();
    let unread = value["unread"].as_array().into_iter().flatten();
    Some(Header {
        build: text(value, "build"),
        made_on: dates::day(value["made_on"].as_str()?)?,
        part: number("part")?,
        parts: number("parts")?,
        rows: usize::try_from(value["rows"].as_u64()?).ok()?,
        unread: unread.map(|row| (text(row, "table"), text(row, "key"))).collect(),
    })
}

fn unpacked(value: &Value) -> SealedRow {
    let suite = value["suite"].as_u64().and_then(|suite| u8::try_from(suite).ok());
    let sealed = value["sealed"].as_str().and_then(from_base64);
    SealedRow {
        table: text(value, "table"),
        id: text(value, "id"),
        key: text(value, "key"),
        suite: suite.filter(|_| sealed.is_some()).unwrap_or(UNREADABLE),
        batch: text(value, "batch"),
        sealed: sealed.unwrap_or_default(),
    }
}

fn text(value: &Value, name: &str) -> String {
    value[name].as_str().unwrap_or_default().to_owned()
}

/// Base64 (RFC 4648, section 4, with padding).
pub fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let held = three.iter().fold(0_usize, |held, byte| held << 8 | usize::from(*byte))
            << (8 * (3 - three.len()));
        for place in 0..4 {
            let digit = DIGITS[held >> (18 - 6 * place) & 63];
            text.push(if place > three.len() { '=' } else { char::from(digit) });
        }
    }
    text
}

/// Reads base64 (RFC 4648, section 4, with padding).
pub fn from_base64(text: &str) -> Option<Vec<u8>> {
    let digits = text.trim_end_matches('=');
    let mut bytes = Vec::with_capacity(digits.len() / 4 * 3 + 2);
    let (mut held, mut bits) = (0_u32, 0_u32);
    for digit in digits.bytes() {
        let six = match digit {
            b'A'..=b'Z' => digit - b'A',
            b'a'..=b'z' => digit - b'a' + 26,
            b'0'..=b'9' => digit - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        held = held << 6 | u32::from(six);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits) as u8);
            held &= (1 << bits) - 1;
        }
    }
    (text.len().is_multiple_of(4) && held == 0).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_read_as_the_rfc_spells_it() {
        for (text, bytes) in [("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYmE=", "fooba")]
        {
            assert_eq!(from_base64(text).as_deref(), Some(bytes.as_bytes()), "{text}");
        }
        assert_eq!(from_base64("+/+/"), Some(vec![0xfb, 0xff, 0xbf]));
        for wrong in ["Z", "Zg", "Zg=", "Zh==", "Zm9 ", "Zm-_", "Zm8=Zm8="] {
            assert_eq!(from_base64(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_row_that_is_spelled_wrongly_comes_out_as_one_that_opens_nowhere() {
        let file = |row: &str| {
            let head = r#"{"format":"ginnel-rescue","version":1,"header":{"build":"b","made_on":"2026-01-23","part":1,"parts":1,"rows":1},"rows":["#;
            format!("{head}{row}]}}")
        };
        for row in
            ["7", "{}", r#"{"table":"log","id":"a","suite":1,"sealed":"?"}"#, r#"{"suite":999,"sealed":""}"#]
        {
            let text = file(row);
            let mut reader = Reader::new(text.as_bytes()).unwrap();
            assert_eq!(reader.next().unwrap().unwrap().suite, UNREADABLE, "{row}");
            assert!(reader.finish().is_ok());
        }
    }

    #[test]
    fn only_what_calls_itself_a_rescue_file_is_one() {
        assert!(is_rescue(br#" {"format" : "ginnel-rescue","version":1}"#));
        for other in
            ["", "{}", r#"{"format":"ginnel-export"}"#, r#"{"rows":"ginnel-rescue"}"#, r#"["format"]"#]
        {
            assert!(!is_rescue(other.as_bytes()), "{other}");
        }
    }
}
