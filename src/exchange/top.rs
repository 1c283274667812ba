//! The outermost object of a file: its members in any order, each once, and its one long list an item at a time.

use super::json::{self, Fault, Flaw};
use super::limits;
use super::refusal::Refusal;
use super::scan::{LIST_DEPTH, Scanner};
use crate::vault::signing::Signature;
use serde_json::Value;
use std::collections::BTreeSet;

/// The list of what a backup has around its records. Short: it is read in one go.
const AROUND: &str = "around";

/// The one version there is of every format.
pub(super) const VERSION: u64 = 1;

/// Where a reader stands in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum List {
    Begin,
    Between,
    End,
}

/// The members of the outermost object.
#[derive(Debug)]
pub(super) struct Top {
    /// The name that the file must give its format.
    of: &'static str,
    /// The name of the list.
    items: &'static str,
    at: List,
    names: BTreeSet<String>,
    format: Option<()>,
    version: Option<()>,
    pub(super) header: Option<Value>,
    pub(super) signature: Option<Signature>,
    /// The items of `around`, where there is one.
    pub(super) around: Option<Vec<Value>>,
    /// The place of the first item, behind `[`.
    list: Option<usize>,
    /// Whether the end of the object was met.
    is_read: bool,
}

impl Top {
    /// Reads the object up to the list if the header stands before it, otherwise all, and turns back to the list.
    pub(super) fn open(
        scan: &mut Scanner<'_>,
        of: &'static str,
        items: &'static str,
    ) -> Result<Self, Refusal> {
        let mut top = Self {
            of,
            items,
            at: List::Begin,
            names: BTreeSet::new(),
            format: None,
            version: None,
            header: None,
            signature: None,
            around: None,
            list: None,
            is_read: false,
        };
        if !scan.pass(b'{') {
            return Err(if json::is_json(scan.bytes) {
                Refusal::OtherFormat
            } else {
                Refusal::NotJson(scan.at)
            });
        }
        top.read(scan)?;
        if top.format.is_none() || top.version.is_none() {
            return Err(Refusal::OtherFormat);
        }
        if top.header.is_none() {
            return Err(Refusal::BadHeader("header"));
        }
        scan.at = top.list.ok_or(Refusal::BadHeader(items))?;
        Ok(top)
    }

    /// Whether another item of the list comes; it stands next then. What stands behind the list is read with its end.
    pub(super) fn has_next(&mut self, scan: &mut Scanner<'_>) -> Result<bool, Refusal> {
        match self.at {
            List::End => return Ok(false),
            List::Begin | List::Between if scan.pass(b']') => {
                self.at = List::End;
                if !self.is_read {
                    self.read_on(scan)?;
                }
                return Ok(false);
            }
            List::Begin => {}
            List::Between => scan.expect(b',')?,
        }
        self.at = List::Between;
        Ok(true)
    }

    /// After a refusal there are no more items.
    pub(super) fn stop(&mut self) {
        self.at = List::End;
    }

    fn read(&mut self, scan: &mut Scanner<'_>) -> Result<(), Refusal> {
        if scan.pass(b'}') {
            return self.end(scan);
        }
        loop {
            let name = element(scan)?;
            let Value::String(name) = name else {
                return Err(Refusal::NotJson(scan.at));
            };
            scan.expect(b':')?;
            if !self.names.insert(name.clone()) {
                return Err(Refusal::DuplicateKey(scan.at));
            }
            if name == self.items {
                begin_list(scan, self.items)?;
                self.list = Some(scan.at);
                if self.format.is_some() && self.version.is_some() && self.header.is_some() {
                    return Ok(());
                }
                scan.at -= 1;
                scan.value(LIST_DEPTH)?;
            } else if name == AROUND {
                self.around = Some(short_list(scan)?);
            } else {
                self.member(&name, element(scan)?)?;
            }
            if scan.pass(b'}') {
                return self.end(scan);
            }
            scan.expect(b',')?;
        }
    }

    /// Reads the members behind the list.
    fn read_on(&mut self, scan: &mut Scanner<'_>) -> Result<(), Refusal> {
        if scan.pass(b'}') {
            return self.end(scan);
        }
        scan.expect(b',')?;
        if scan.peek() == Some(b'}') {
            return Err(Refusal::NotJson(scan.at));
        }
        self.read(scan)
    }

    fn member(&mut self, name: &str, value: Value) -> Result<(), Refusal> {
        match name {
            "format" if value == self.of => self.format = Some(()),
            "format" => return Err(Refusal::OtherFormat),
            "version" => match value.as_u64() {
                Some(VERSION) => self.version = Some(()),
                Some(newer) if newer > VERSION => return Err(Refusal::NewerVersion(newer)),
                _ => return Err(Refusal::OtherFormat),
            },
            "header" => self.header = Some(value),
            "signature" => {
                let signature = value.as_str().and_then(Signature::from_hex);
                self.signature = Some(signature.ok_or(Refusal::BadSignature)?);
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, scan: &mut Scanner<'_>) -> Result<(), Refusal> {
        self.is_read = true;
        if scan.peek().is_some() { Err(Refusal::NotJson(scan.at)) } else { Ok(()) }
    }
}

fn begin_list(scan: &mut Scanner<'_>, name: &'static str) -> Result<(), Refusal> {
    match scan.peek() {
        Some(b'[') => Ok(scan.expect(b'[')?),
        Some(_) => Err(Refusal::BadHeader(name)),
        None => Err(Refusal::Truncated),
    }
}

/// Each of its items is as large as a revision may be.
fn short_list(scan: &mut Scanner<'_>) -> Result<Vec<Value>, Refusal> {
    begin_list(scan, AROUND)?;
    let mut items = Vec::new();
    if scan.pass(b']') {
        return Ok(items);
    }
    loop {
        items.push(element(scan)?);
        if items.len() > limits::FILE_REVISIONS {
            return Err(Refusal::TooMany);
        }
        if scan.pass(b']') {
            return Ok(items);
        }
        scan.expect(b',')?;
    }
}

/// Reads the value that comes next, strictly.
pub(super) fn element(scan: &mut Scanner<'_>) -> Result<Value, Refusal> {
    let extent = scan.value(limits::DEPTH)?;
    let at_the_end = extent.end == scan.bytes.len();
    json::parse(&scan.bytes[extent.clone()]).map_err(|flaw| {
        // Inside an extent nothing can be missing: what ends early there is simply wrong.
        let fault = if flaw.fault == Fault::Truncated && !at_the_end { Fault::NotJson } else { flaw.fault };
        Flaw { at: extent.start + flaw.at, fault }.into()
    })
}
