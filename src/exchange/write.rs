//! Writing a file: one revision a line, so that a person can read it, cut into parts that are each valid alone.

mod parts;

use super::header::{self, FORMAT, Header, Purpose, VERSION};
use super::read::is_of_a_pack;
use super::spelled::{self, Unfit};
use super::{json, limits};
use crate::domain::ids::{FileId, RecordId, RevisionId};
use crate::domain::revision::{Fingerprint, Revision, Sharing};
use crate::vault::signing::{DeviceKey, Voucher};
use chrono::NaiveDate;
use parts::{Line, Part, Room, cut, laid_around};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

/// What the maker of a file says about it. The rest of the [`Header`] is worked out.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    /// Names the sending.
    pub id: FileId,
    /// What it is for.
    pub purpose: Purpose,
    /// Who may see what is in it.
    pub audience: Sharing,
    /// Today.
    pub made_on: NaiveDate,
    /// The version of this program.
    pub app: String,
    /// The worker code. Left out for audiences beyond the coordinator.
    pub author: Option<String>,
    /// The worker's role, a party.
    pub role: Option<String>,
    /// Whom it is for.
    pub to: Option<String>,
    /// Other devices this phone knows. Those go along that wrote something in the file.
    pub vouchers: Vec<Voucher>,
}

/// The device that signs, and the voucher that says whose it is.
#[derive(Debug)]
pub struct Signer<'a> {
    /// The key of this device.
    pub device: &'a DeviceKey,
    /// For that key.
    pub voucher: Voucher,
}

/// Why no file was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotWritten {
    /// This revision cannot be spelled in a file.
    Unfit {
        /// Which one.
        revision: RevisionId,
        /// What is wrong with it.
        why: Unfit,
    },
    /// A text for the header is empty or too long, or there are too many vouchers.
    Header,
    /// Only area packs and the practice notebook may go without a signature.
    Unsigned,
    /// One record alone is more than a file may hold.
    TooBig,
}

/// Writes a file in one go: [`Writer`] for a few revisions.
///
/// # Errors
/// See [`NotWritten`].
pub fn write_file(
    facts: Facts,
    revisions: &[Revision],
    signer: Option<&Signer<'_>>,
) -> Result<Vec<Vec<u8>>, NotWritten> {
    let mut writer = Writer::default();
    for revision in revisions {
        writer.add(revision)?;
    }
    writer.finish(facts, signer)
}

/// Takes revisions one at a time, so that the app can breathe between them.
#[derive(Debug, Default)]
pub struct Writer {
    /// Where each record stands in `records`.
    places: HashMap<RecordId, usize>,
    /// The lines of each record, in the order in which records came.
    records: Vec<Vec<Line>>,
    /// The devices that wrote what is in the file.
    devices: BTreeSet<Fingerprint>,
    needs_signature: bool,
    /// What stands around the records, and whether each part has it.
    around: Vec<(Vec<u8>, bool)>,
}

impl Writer {
    /// Adds a revision in the spelling in which it is to leave. What may leave, and that all ancestors go with it,
    /// was decided by `domain::sharing`.
    ///
    /// # Errors
    /// [`NotWritten::Unfit`]; nothing was added then.
    pub fn add(&mut self, revision: &Revision) -> Result<(), NotWritten> {
        let unfit = |why| NotWritten::Unfit { revision: revision.id, why };
        let bytes = spelled::canonical(revision);
        spelled::from_bytes(&bytes).map_err(unfit)?;
        let place = *self.places.entry(revision.record).or_insert(self.records.len());
        if place == self.records.len() {
            self.records.push(Vec::new());
        }
        if let Some(lines) = self.records.get_mut(place) {
            lines.push(Line { id: revision.id, bytes });
        }
        self.devices.extend(revision.by.clone());
        self.needs_signature |= !is_of_a_pack(&revision.kind);
        Ok(())
    }

    /// Adds a thing that stands around the records, `in_each` part or in one. Gives false, and adds nothing, where it is
    /// longer or deeper than a file may hold.
    pub fn add_around(&mut self, item: &Value, in_each: bool) -> bool {
        let bytes = json::canonical(item);
        let fits = json::parse(&bytes).is_ok();
        if fits {
            self.around.push((bytes, in_each));
        }
        fits
    }

    /// Cuts into parts, signs, and gives the bytes of each part, all in one go.
    ///
    /// # Errors
    /// See [`NotWritten`].
    pub fn finish(self, facts: Facts, signer: Option<&Signer<'_>>) -> Result<Vec<Vec<u8>>, NotWritten> {
        let mut parts = self.parts(facts)?;
        while parts.step(signer)? {}
        Ok(parts.made)
    }

    /// Cuts into parts, which are then made step by step, so that the app can breathe between them.
    ///
    /// # Errors
    /// See [`NotWritten`].
    pub fn parts(self, mut facts: Facts) -> Result<Parts, NotWritten> {
        let needs_signature = match facts.purpose {
            Purpose::Pack => self.needs_signature,
            Purpose::Practice => false,
            _ => true,
        };
        facts.vouchers.retain(|v| self.devices.contains(&v.device.fingerprint()));
        facts.vouchers.truncate(limits::VOUCHERS);
        let room = Room { bytes: limits::PART_BYTES, revisions: limits::PART_REVISIONS };
        let parts = laid_around(cut(self.records, &room)?, self.around, &room);
        let count = u32::try_from(parts.len()).map_err(|_| NotWritten::TooBig)?;
        let left = (1..=count).zip(parts).collect();
        Ok(Parts { facts, needs_signature, count, left, digest: Sha256::new(), taken: 0, made: Vec::new() })
    }
}

/// Lines taken into the digest in one step: a few milliseconds on a slow phone.
const STEP_LINES: usize = 256;

/// The parts of a file while they are made.
#[derive(Debug)]
pub struct Parts {
    facts: Facts,
    needs_signature: bool,
    count: u32,
    left: VecDeque<(u32, Part)>,
    /// Over the lines of the first part left that were taken.
    digest: Sha256,
    taken: usize,
    made: Vec<Vec<u8>>,
}

impl Parts {
    /// Does one step. Gives whether there are more.
    ///
    /// # Errors
    /// See [`NotWritten`].
    pub fn step(&mut self, signer: Option<&Signer<'_>>) -> Result<bool, NotWritten> {
        if signer.is_none() && self.needs_signature {
            return Err(NotWritten::Unsigned);
        }
        let Some((nth, part)) = self.left.front() else {
            return Ok(false);
        };
        let lines = &part.lines;
        let end = lines.len().min(self.taken + STEP_LINES);
        for line in &lines[self.taken..end] {
            self.digest.update(&line.bytes);
            self.digest.update(b"\n");
        }
        self.taken = end;
        if end == lines.len() {
            let digest = hex::encode(self.digest.finalize_reset());
            self.made.push(write_part(&self.facts, (*nth, self.count), part, digest, signer)?);
            self.left.pop_front();
            self.taken = 0;
        }
        Ok(!self.left.is_empty())
    }

    /// The bytes of each part made.
    pub fn made(self) -> Vec<Vec<u8>> {
        self.made
    }
}

fn write_part(
    facts: &Facts,
    (part, parts): (u32, u32),
    Part { lines, around }: &Part,
    digest: String,
    signer: Option<&Signer<'_>>,
) -> Result<Vec<u8>, NotWritten> {
    let header = header::encode(&Header {
        id: facts.id,
        purpose: facts.purpose.clone(),
        audience: facts.audience.clone(),
        made_on: facts.made_on,
        app: facts.app.clone(),
        count: lines.len(),
        digest,
        around: (!around.is_empty()).then(|| header::digest_of(around)),
        part,
        parts,
        author: facts.author.clone(),
        role: facts.role.clone(),
        to: facts.to.clone(),
        voucher: signer.map(|s| s.voucher),
        vouchers: facts.vouchers.clone(),
        extra: BTreeMap::new(),
    });
    let canonical = json::canonical(&header);
    if json::parse(&canonical).is_err() || header::decode(&header).is_err() {
        return Err(NotWritten::Header);
    }
    let mut file = format!("{{\"format\":{},\"version\":{VERSION},\n\"header\":", json!(FORMAT)).into_bytes();
    file.extend(canonical);
    if let Some(signer) = signer {
        let signature = Value::from(header::sign(signer.device, &header).to_hex());
        file.extend(format!(",\n\"signature\":{signature}").into_bytes());
    }
    file.extend(b",\n\"revisions\":[");
    write_lines(&mut file, lines.iter().map(|line| &line.bytes));
    if !around.is_empty() {
        file.extend(b",\n\"around\":[");
        write_lines(&mut file, around.iter());
    }
    file.extend(b"}\n");
    let too_big = file.len() > limits::FILE_BYTES || lines.len() > limits::FILE_REVISIONS;
    if too_big { Err(NotWritten::TooBig) } else { Ok(file) }
}

fn write_lines<'a>(file: &mut Vec<u8>, lines: impl Iterator<Item = &'a Vec<u8>>) {
    for (nth, line) in lines.enumerate() {
        file.extend(if nth == 0 { b"\n".as_slice() } else { b",\n" });
        file.extend(line);
    }
    file.extend(b"\n]");
}
