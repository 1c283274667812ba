//! Invented workers, devices and notes to write files from. Ids count up, so that every run makes the same bytes.

use chrono::NaiveDate;
use ginnel::domain::ids::{FileId, RecordId, RevisionId};
use ginnel::domain::revision::{Act, Fields, Kind, Revision, Sharing, Spelling};
use ginnel::exchange::header::{Header, Purpose};
use ginnel::exchange::json;
use ginnel::exchange::read::{Reader, Refusal};
use ginnel::exchange::spelled;
use ginnel::exchange::write::{Facts, Signer, write_file};
use ginnel::vault::signing::{DeviceKey, Voucher, WorkerKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// A worker with one device.
pub struct Person {
    pub device: DeviceKey,
    pub worker: WorkerKey,
}

pub fn person(seed: u8) -> Person {
    device_of(seed, seed)
}

/// Another device of the worker with this seed.
pub fn device_of(worker: u8, device: u8) -> Person {
    Person {
        device: DeviceKey::from_secret(&[device; 32]),
        worker: WorkerKey::from_secret(&[worker + 100; 32]),
    }
}

impl Person {
    pub fn voucher(&self) -> Voucher {
        Voucher::sign(&self.device, &self.worker)
    }

    pub fn signer(&self) -> Signer<'_> {
        Signer { device: &self.device, voucher: self.voucher() }
    }

    /// A revision by this person's device. `n` gives its id, `record` the record's.
    pub fn revision(&self, n: u8, record: u8, parents: &[u8], fields: Value) -> Revision {
        Revision {
            id: revision_id(n),
            record: record_id(record),
            kind: Kind::Engagement,
            parents: parents.iter().map(|p| revision_id(*p)).collect(),
            act: Act::Write,
            closes: Vec::new(),
            spelling: Spelling::Whole,
            by: Some(self.device.fingerprint()),
            on: day(19),
            n: Some(u64::from(n) * 3),
            sharing: Sharing::MyCoordinator,
            fields: fields_of(fields),
            extra: BTreeMap::new(),
        }
    }
}

pub fn fields_of(fields: Value) -> Fields {
    fields.as_object().expect("an object").clone().into_iter().collect()
}

pub fn revision_id(n: u8) -> RevisionId {
    RevisionId::from_random([0xa, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, n])
}

pub fn record_id(n: u8) -> RecordId {
    RecordId::from_random([0xb, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, n])
}

pub fn day(of_january: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, of_january).expect("a day")
}

pub fn facts(purpose: Purpose) -> Facts {
    Facts {
        id: FileId::from_random([0xc; 16]),
        purpose,
        audience: Sharing::MyCoordinator,
        made_on: day(23),
        app: "0.1.0".to_owned(),
        author: Some("wren-4".to_owned()),
        role: Some("link_workers".to_owned()),
        to: Some("Coordinator, Calderfold".to_owned()),
        vouchers: Vec::new(),
    }
}

/// One part of notes for the coordinator.
pub fn notes(person: &Person, revisions: &[Revision]) -> Vec<u8> {
    let mut parts = write_file(facts(Purpose::Notes), revisions, Some(&person.signer())).expect("a file");
    assert_eq!(parts.len(), 1);
    parts.remove(0)
}

/// Every spelling, every act, and text that a careless reader would trip over.
pub fn week() -> Vec<Revision> {
    let wren = person(1);
    let write = |n, record, parents: &[u8], fields| wren.revision(n, record, parents, fields);
    let note = json!({
        "happened_on": "2026-01-19",
        "typed_place": "Tea urn corner, Alder Brow hall",
        "whole_area": false,
        "with_kinds": ["residents", "small_vcfse"],
        "words": "The hall was full. “Nobody asks us <b>before</b>”, she said. ☕ \u{200f}مرحبا\u{200f}",
        "tags": ["warm hub", "e\u{301}te\u{301}", "=1+1"],
        "quotes.0a0a0a0a-0a0a-4a0a-8a0a-0a0a0a0a0a01":
            {"order": 1, "text": "Ask us\nfirst.\t\"Always\" \\ /", "said_by": "residents", "checked_back": true},
        "promises.0a0a0a0a-0a0a-4a0a-8a0a-0a0a0a0a0a02":
            {"order": 1, "text": "bring the bus times", "by": "us", "to": {"party": "residents"}, "state": "open"},
    });
    vec![
        write(1, 1, &[], json!({})).stub(),
        write(2, 1, &[1], note),
        write(3, 2, &[], json!({})).stub(),
        Revision { act: Act::Withdraw, ..write(4, 2, &[3], json!({})) },
        Revision { spelling: Spelling::Part, ..write(5, 3, &[], json!({"words": "Chairs came late."})) },
        Revision {
            act: Act::Withdraw,
            closes: vec!["who_was_missing".to_owned(), "words".to_owned()],
            ..write(6, 3, &[5], json!({"words": "Chairs came.", "loop": "not_yet"}))
        },
        write(7, 4, &[], json!({"words": "kept by nobody"})).stub(),
        Revision { act: Act::Erase, ..write(8, 4, &[7], json!({})) },
        Revision {
            kind: Kind::Organisation,
            sharing: Sharing::AllAreas,
            ..write(9, 5, &[], json!({"name": "Friday Kettle Club", "party": "informal_group"}))
        },
        Revision { sharing: Sharing::Private, ..write(10, 6, &[], json!({})) }.stub(),
        write(11, 7, &[], json!({"words": "first"})),
        write(12, 7, &[11], json!({"words": "by the door"})),
        Revision { by: None, n: None, on: day(20), ..write(13, 7, &[11], json!({"words": "by the stove"})) },
        Revision {
            kind: Kind::Response,
            sharing: Sharing::Publishable,
            ..write(
                14,
                8,
                &[],
                json!({"prompt_key": "roots", "outcome": "answered", "scale": 4, "answer": "We began with tea."}),
            )
        },
    ]
}

/// Members and names that only a later build knows.
pub fn later_revisions() -> Vec<Value> {
    let mut values: Vec<Value> = week()[..2].iter().map(spelled::to_value).collect();
    values[0]["seal"] = json!({"rings": [1, 2, {"deep": [true]}]});
    values[1]["fields"]["moods.of-the_room"] = json!([{"a": -9_007_199_254_740_991i64}, "x", false, {}]);
    values[1]["fields"]["with_kinds"] = json!({"not": "an array here"});
    let mut other = spelled::to_value(&person(1).revision(40, 9, &[], json!({"Words": "a harvest"})));
    other["kind"] = json!("harvest");
    other["act"] = json!("hand_over");
    other["closes"] = json!(["fields.yet.unknown"]);
    other["sharing"] = json!("my_county");
    values.push(other);
    values
}

/// Writes a file from loose parts, right or wrong: an independent second writer, and a forger.
pub fn forge(person: &Person, revisions: &[Value], change: impl Fn(&mut Value)) -> String {
    let lines: Vec<String> = revisions.iter().map(canonical).collect();
    let digest = Sha256::digest(lines.iter().map(|line| format!("{line}\n")).collect::<String>());
    let mut header = json!({
        "id": FileId::from_random([0xd; 16]).to_string(), "purpose": "notes", "audience": "my_coordinator",
        "made_on": "2026-01-23", "app": "0.9.0", "count": lines.len(), "digest": hex::encode(digest),
        "part": 1, "parts": 1, "voucher": person.voucher().to_value(),
    });
    change(&mut header);
    let header = canonical(&header);
    let signature = person.device.sign(b"ginnel-export 1\n", header.as_bytes()).to_hex();
    let list = lines.join(",\n");
    format!(
        "{{\"format\":\"ginnel-export\",\"version\":1,\n\"header\":{header},\n\"signature\":\"{signature}\",\n\"revisions\":[\n{list}\n]}}\n"
    )
}

fn canonical(value: &Value) -> String {
    String::from_utf8(json::canonical(value)).unwrap()
}

/// All of a file, or why not.
pub fn read(bytes: &[u8]) -> Result<(Header, Vec<Revision>), Refusal> {
    let mut reader = Reader::new(bytes)?;
    let revisions = reader.by_ref().collect::<Result<Vec<_>, _>>()?;
    reader.finish().map(|header| (header, revisions))
}

/// The bytes of a fixture.
pub fn fixture(name: &str) -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/files").join(name)
}
