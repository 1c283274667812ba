//! The outermost object of a file: its members in any order, each once.

use crate::exchange::header::{FORMAT, VERSION};
use crate::exchange::json::{self, Fault, Flaw};
use crate::exchange::limits;
use crate::exchange::refusal::Refusal;
use crate::exchange::scan::{LIST_DEPTH, Scanner};
use crate::vault::signing::Signature;
use serde_json::Value;
use std::collections::BTreeSet;

/// The members of the outermost object.
#[derive(Debug, Default)]
pub(super) struct Top {
    names: BTreeSet<String>,
    pub(super) format: Option<()>,
    pub(super) version: Option<()>,
    pub(super) header: Option<Value>,
    pub(super) signature: Option<Signature>,
    /// The place of the first revision, behind `[`.
    pub(super) list: Option<usize>,
    /// Whether the end of the object was met.
    pub(super) is_read: bool,
}

impl Top {
    /// Reads members up to the revisions if the header stands before them, otherwise all.
    pub(super) fn read(&mut self, scan: &mut Scanner<'_>) -> Result<(), Refusal> {
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
            if name == "revisions" {
                match scan.peek() {
                    Some(b'[') => scan.expect(b'[')?,
                    Some(_) => return Err(Refusal::BadHeader("revisions")),
                    None => return Err(Refusal::Truncated),
                }
                self.list = Some(scan.at);
                if self.format.is_some() && self.version.is_some() && self.header.is_some() {
                    return Ok(());
                }
                scan.at -= 1;
                scan.value(LIST_DEPTH)?;
            } else {
                self.member(&name, element(scan)?)?;
            }
            if scan.pass(b'}') {
                return self.end(scan);
            }
            scan.expect(b',')?;
        }
    }

    /// Reads the members behind the list of revisions.
    pub(super) fn read_on(&mut self, scan: &mut Scanner<'_>) -> Result<(), Refusal> {
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
            "format" if value == FORMAT => self.format = Some(()),
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
