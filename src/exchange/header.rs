//! The header of a file: who made it, for whom, and a digest that ties it to the revisions it stands above.

use super::members::{Members, is_name};
use super::spelled::RevisionFault;
use super::{json, limits, top};
use crate::domain::dates;
use crate::domain::ids::FileId;
use crate::domain::order;
use crate::domain::revision::{Fingerprint, Sharing};
use crate::vault::signing::{DeviceKey, Signature, Voucher};
use chrono::NaiveDate;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;

/// The `format` member of every file.
pub const FORMAT: &str = "ginnel-export";
/// The one version there is.
pub const VERSION: u64 = top::VERSION;
/// What the device signs, before the canonical header.
const SIGNS: &[u8] = b"ginnel-export 1\n";

/// The members of a header that this build knows.
const MEMBERS: &[&str] = &[
    "id", "purpose", "audience", "made_on", "app", "count", "digest", "part", "parts", "author", "role",
    "to", "voucher", "vouchers", "around",
];

/// What a file says about itself, all of it covered by the signature.
#[derive(Debug, Clone, PartialEq)]
pub struct Header {
    /// Names the sending. Parts of one sending share it.
    pub id: FileId,
    /// What the file is for.
    pub purpose: Purpose,
    /// Who may see what is in it.
    pub audience: Sharing,
    /// The day it was made.
    pub made_on: NaiveDate,
    /// The version of the program that made it.
    pub app: String,
    /// How many revisions it has.
    pub count: usize,
    /// SHA-256, in hex, over the canonical bytes of each revision and a line feed, in the order of the file.
    pub digest: String,
    /// The same over what stands around the records, where the file has that.
    pub around: Option<String>,
    /// Which part of the sending this is, from 1.
    pub part: u32,
    /// How many parts the sending has.
    pub parts: u32,
    /// The worker code, a label: `wren-4`.
    pub author: Option<String>,
    /// The role of the author, a party.
    pub role: Option<String>,
    /// Whom it is for, a label.
    pub to: Option<String>,
    /// The device that signed, and its worker.
    pub voucher: Option<Voucher>,
    /// Other devices that the sender knows, so that the reader can tell whose records they began.
    pub vouchers: Vec<Voucher>,
    /// Members of a later build.
    pub extra: BTreeMap<String, Value>,
}

impl Header {
    /// The device that signed the file.
    pub fn signer(&self) -> Option<Fingerprint> {
        self.voucher.map(|v| v.device.fingerprint())
    }
}

/// What a file is for. It changes who may read it where, never what a revision means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// Records for somebody else.
    Notes,
    /// Area settings from whoever issues them.
    Pack,
    /// A worker's own copy.
    Backup,
    /// The invented notebook to look around in. Only its own door reads it.
    Practice,
    /// A purpose of a later build: read like notes.
    Other(String),
}

impl Purpose {
    /// The name as files spell it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Notes => "notes",
            Self::Pack => "pack",
            Self::Backup => "backup",
            Self::Practice => "practice",
            Self::Other(text) => text,
        }
    }
}

impl From<&str> for Purpose {
    fn from(text: &str) -> Self {
        match text {
            "notes" => Self::Notes,
            "pack" => Self::Pack,
            "backup" => Self::Backup,
            "practice" => Self::Practice,
            other => Self::Other(other.to_owned()),
        }
    }
}

/// The header as a JSON object.
pub(super) fn encode(header: &Header) -> Value {
    let mut object = order::object(header.extra.iter().map(|(n, v)| (n.clone(), v.clone())));
    let mut put = |name: &str, value: Value| object.insert(name.to_owned(), value);
    put("id", header.id.to_string().into());
    put("purpose", header.purpose.as_str().into());
    put("audience", header.audience.as_str().into());
    put("made_on", header.made_on.to_string().into());
    put("app", header.app.as_str().into());
    put("count", header.count.into());
    put("digest", header.digest.as_str().into());
    put("part", header.part.into());
    put("parts", header.parts.into());
    for (name, text) in [("author", &header.author), ("role", &header.role), ("to", &header.to)] {
        if let Some(text) = text {
            put(name, text.as_str().into());
        }
    }
    if let Some(digest) = &header.around {
        put("around", digest.as_str().into());
    }
    if let Some(voucher) = &header.voucher {
        put("voucher", voucher.to_value());
    }
    if !header.vouchers.is_empty() {
        put("vouchers", header.vouchers.iter().map(Voucher::to_value).collect());
    }
    Value::Object(object)
}

/// Reads a header, or says which member of it is not right.
pub(super) fn decode(value: &Value) -> Result<Header, &'static str> {
    let members = Members(value.as_object().ok_or("header")?);
    let header = read(&members).map_err(|fault| match fault {
        RevisionFault::Member(name) => name,
        _ => "header",
    })?;
    if header.part > header.parts { Err("part") } else { Ok(header) }
}

fn read(members: &Members<'_>) -> Result<Header, RevisionFault> {
    Ok(Header {
        id: members.text("id", |t| FileId::parse(t).ok())?,
        purpose: members.text("purpose", |t| is_name(t).then(|| Purpose::from(t)))?,
        audience: members.text("audience", |t| is_name(t).then(|| Sharing::from(t)))?,
        made_on: members.text("made_on", dates::day)?,
        app: members.text("app", label)?,
        count: members.number("count", 0)?,
        digest: members.text("digest", digest)?,
        around: members.optional("around", |v| v.as_str().and_then(digest))?,
        part: members.number("part", 1)?,
        parts: members.number("parts", 1)?,
        author: members.optional("author", |v| v.as_str().and_then(label))?,
        role: members.optional("role", |v| v.as_str().filter(|t| is_name(t)).map(str::to_owned))?,
        to: members.optional("to", |v| v.as_str().and_then(label))?,
        voucher: members.optional("voucher", Voucher::from_value)?,
        vouchers: members.optional("vouchers", decode_vouchers)?.unwrap_or_default(),
        extra: members.others(MEMBERS),
    })
}

impl Members<'_> {
    fn number<T: TryFrom<u64>>(&self, name: &'static str, least: u64) -> Result<T, RevisionFault> {
        self.optional(name, |v| v.as_u64().filter(|n| *n >= least).and_then(|n| T::try_from(n).ok()))?
            .ok_or(RevisionFault::Member(name))
    }
}

/// A short line for people: not empty, without control characters.
fn label(text: &str) -> Option<String> {
    let plain = (1..=limits::PATH_BYTES).contains(&text.len()) && !text.chars().any(char::is_control);
    plain.then(|| text.to_owned())
}

fn digest(text: &str) -> Option<String> {
    let plain = text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    plain.then(|| text.to_owned())
}

fn decode_vouchers(value: &Value) -> Option<Vec<Voucher>> {
    let all = value.as_array().filter(|all| (1..=limits::VOUCHERS).contains(&all.len()))?;
    all.iter().map(Voucher::from_value).collect()
}

/// SHA-256, in hex, over the canonical bytes of each item and a line feed.
pub(super) fn digest_of(items: impl IntoIterator<Item = impl AsRef<[u8]>>) -> String {
    let mut digest = Sha256::new();
    for item in items {
        digest.update(item);
        digest.update(b"\n");
    }
    hex::encode(digest.finalize())
}

/// Signs a header.
pub(super) fn sign(device: &DeviceKey, header: &Value) -> Signature {
    device.sign(SIGNS, &json::canonical(header))
}

/// Whether the voucher holds and its device signed this header.
pub(super) fn is_signed_by(voucher: &Voucher, header: &Value, signature: &Signature) -> bool {
    voucher.holds() && voucher.device.verifies(SIGNS, &json::canonical(header), signature)
}
