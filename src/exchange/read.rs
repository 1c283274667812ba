//! Reading a file from outside, one revision at a time, so that the app can breathe between them.
//!
//! ```text
//! let mut reader = Reader::new(&bytes)?;      // the header can be shown as a preview
//! for revision in reader.by_ref() { staged.push(revision?); }
//! let header = reader.finish()?;              // only now may anything be acted on
//! ```
//!
//! Members may come in any order with any white space. Where the header stands before the revisions, as our own
//! writer puts it, opening a file costs nothing; otherwise the list is passed over once to find it.

pub use super::refusal::Refusal;

use super::header::{self, FORMAT, Header, Purpose};
use super::scan::Scanner;
use super::top::{Top, element};
use super::{json, limits, spelled};
use crate::domain::revision::{Kind, Revision};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

/// A file that is being read.
#[derive(Debug)]
pub struct Reader<'a> {
    scan: Scanner<'a>,
    top: Top,
    header: Header,
    count: usize,
    digest: Sha256,
    refused: Option<Refusal>,
}

impl<'a> Reader<'a> {
    /// Opens a file that a person brought in: signed, or an area pack.
    ///
    /// # Errors
    /// [`Refusal`] when it is too big, not one of ours, newer, or its header cannot be read.
    pub fn new(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let reader = Self::open(bytes)?;
        match reader.header.purpose {
            // Everything in the practice notebook acts, so no file that a person brings in may call itself one.
            Purpose::Practice => Err(Refusal::OtherFormat),
            Purpose::Pack => Ok(reader),
            _ if reader.header.voucher.is_none() => Err(Refusal::Unsigned),
            _ => Ok(reader),
        }
    }

    /// Opens the practice notebook that comes with the app. It is unsigned, and nothing else is read this way.
    ///
    /// # Errors
    /// As [`Reader::new`], and [`Refusal::OtherFormat`] for a file of another purpose.
    pub fn practice(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let reader = Self::open(bytes)?;
        if reader.header.purpose == Purpose::Practice { Ok(reader) } else { Err(Refusal::OtherFormat) }
    }

    fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        if bytes.len() > limits::FILE_BYTES {
            return Err(Refusal::TooBig);
        }
        let mut scan = Scanner::new(bytes);
        let top = Top::open(&mut scan, FORMAT, "revisions")?;
        let header = top.header.as_ref().ok_or(Refusal::BadHeader("header"))?;
        let header = header::decode(header).map_err(Refusal::BadHeader)?;
        if header.count > limits::FILE_REVISIONS {
            return Err(Refusal::TooMany);
        }
        Ok(Self { scan, top, header, count: 0, digest: Sha256::new(), refused: None })
    }

    /// What the file says about itself. Not yet proved: for a preview, and for [`Header::count`] as a measure of
    /// progress.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// Reads what is left, then checks count, digest, voucher and signature.
    ///
    /// # Errors
    /// The first [`Refusal`], also when [`Iterator::next`] already gave it.
    pub fn finish(self) -> Result<Header, Refusal> {
        self.finish_all().map(|(header, _)| header)
    }

    /// The same, with what stands around the records.
    ///
    /// # Errors
    /// As [`Reader::finish`].
    pub fn finish_all(mut self) -> Result<(Header, Vec<Value>), Refusal> {
        while self.next().is_some() {}
        if let Some(refusal) = self.refused {
            return Err(refusal);
        }
        let around = self.top.around.take();
        let digest = around.as_ref().map(|items| header::digest_of(items.iter().map(json::canonical)));
        if self.header.around != digest {
            return Err(Refusal::Changed);
        }
        let around = around.unwrap_or_default();
        if self.count != self.header.count || hex::encode(self.digest.finalize()) != self.header.digest {
            return Err(Refusal::Changed);
        }
        match (&self.header.voucher, &self.top.signature) {
            (None, None) => Ok((self.header, around)),
            (Some(voucher), Some(signature)) => {
                let header = self.top.header.as_ref();
                let is_signed = header.is_some_and(|h| header::is_signed_by(voucher, h, signature));
                if is_signed { Ok((self.header, around)) } else { Err(Refusal::BadSignature) }
            }
            _ => Err(Refusal::Unsigned),
        }
    }

    fn revision(&mut self) -> Result<Option<Revision>, Refusal> {
        if !self.top.has_next(&mut self.scan)? {
            return Ok(None);
        }
        self.count += 1;
        if self.count > limits::FILE_REVISIONS {
            return Err(Refusal::TooMany);
        }
        let value = element(&mut self.scan)?;
        self.digest.update(json::canonical(&value));
        self.digest.update(b"\n");
        let revision =
            spelled::from_value(&value).map_err(|fault| Refusal::BadRevision { nth: self.count, fault })?;
        let needs_signature = self.header.purpose != Purpose::Practice && !is_of_a_pack(&revision.kind);
        if self.header.voucher.is_none() && needs_signature {
            return Err(Refusal::Unsigned);
        }
        Ok(Some(revision))
    }
}

impl Iterator for Reader<'_> {
    type Item = Result<Revision, Refusal>;

    /// The next revision. After a refusal there is no more.
    fn next(&mut self) -> Option<Self::Item> {
        let revision = self.revision().transpose()?;
        if let Err(refusal) = &revision {
            self.refused = Some(refusal.clone());
            self.top.stop();
        }
        Some(revision)
    }
}

/// The kinds that an unsigned pack may carry: public facts, no words of anybody.
pub(super) fn is_of_a_pack(kind: &Kind) -> bool {
    use Kind::{Area, Organisation, Place, Prompt, PromptSet, Words};
    matches!(kind, Area | Place | Words | PromptSet | Prompt | Organisation)
}
