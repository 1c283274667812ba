//! Files of ten colleagues, with as many records as asked for: notes, answers and groups, of the lengths that people
//! write, some changed since, a few taken back. Chance is counted up from a seed, so that every run makes the same.

use crate::words::{CLOSINGS, GROUPS, OPENINGS, PROMISES, TURNS};
use chrono::{Days, NaiveDate};
use ginnel::domain::ids::{FileId, ItemId, RecordId, RevisionId};
use ginnel::domain::revision::{Act, Fields, Kind, Revision, Sharing, Spelling};
use ginnel::exchange::header::Purpose;
use ginnel::exchange::read::Reader;
use ginnel::exchange::write::{Facts, Signer, write_file};
use ginnel::vault::signing::{DeviceKey, Voucher, WorkerKey};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// How many colleagues send a file.
pub const FILES: usize = 10;

/// One file a colleague. All but one of the records are shared out evenly.
pub fn files(records: usize) -> Vec<Vec<u8>> {
    (0..FILES).map(|nth| Colleague::new(nth).file(records / FILES)).collect()
}

/// Somebody who writes notes, and the chance they run on.
struct Colleague {
    nth: usize,
    device: DeviceKey,
    worker: WorkerKey,
    chance: u64,
    n: u64,
    groups: Vec<RecordId>,
    places: Vec<RecordId>,
    notes: Vec<RecordId>,
    written: Vec<Revision>,
}

impl Colleague {
    fn new(nth: usize) -> Self {
        let seed = u8::try_from(nth).expect("ten colleagues") + 1;
        Self {
            nth,
            device: DeviceKey::from_secret(&[seed; 32]),
            worker: WorkerKey::from_secret(&[seed + 100; 32]),
            chance: u64::from(seed) << 32,
            n: 0,
            groups: Vec::new(),
            places: Vec::new(),
            notes: Vec::new(),
            written: Vec::new(),
        }
    }

    /// All that this colleague wrote, as a file for us.
    fn file(mut self, records: usize) -> Vec<u8> {
        for nth in 0..records {
            match nth {
                0..5 => self.place(nth),
                5..25 => self.group(nth),
                _ if nth % 6 == 5 => self.answer(),
                _ => self.note(),
            }
        }
        let facts = Facts {
            id: FileId::from_random(self.random16()),
            purpose: Purpose::Notes,
            audience: Sharing::MyCoordinator,
            made_on: last_day(),
            app: "0.1.0".to_owned(),
            author: Some(format!("wren-{}", self.nth + 1)),
            role: Some("link_workers".to_owned()),
            to: Some("Fold CVS".to_owned()),
            vouchers: Vec::new(),
        };
        let voucher = Voucher::sign(&self.device, &self.worker);
        let signer = Signer { device: &self.device, voucher };
        let mut parts = write_file(facts, &self.written, Some(&signer)).expect("a file");
        assert_eq!(parts.len(), 1, "one part a colleague");
        let file = parts.remove(0);
        // What the phone would refuse should not be looked for in a browser.
        let mut reader = Reader::new(&file).expect("a header");
        let fault = reader.by_ref().find_map(Result::err);
        assert_eq!(fault, None, "each revision can be read");
        reader.finish().expect("it is signed");
        file
    }

    fn place(&mut self, nth: usize) {
        let label = format!("{} Row {}", GROUPS[0][(self.nth + nth) % 12], self.nth + 1);
        let record = self.write(Kind::Place, json!({"label": label, "typed": true}));
        self.places.push(record);
    }

    fn group(&mut self, nth: usize) {
        let name = format!("{} {} {}", self.pick(&GROUPS[0]), self.pick(&GROUPS[1]), self.nth * 20 + nth);
        let does = self.sentence();
        let record = self.write(
            Kind::Organisation,
            json!({"name": name, "party": "informal_group", "what_they_do": does}),
        );
        self.groups.push(record);
    }

    fn note(&mut self) {
        let mut fields = json!({
            "happened_on": self.day().to_string(),
            "places": [self.one_of(&self.places.clone()).to_string()],
            "with_kinds": [self.pick(&["residents", "informal_group", "small_vcfse", "faith", "primary_care"])],
            "orgs": [self.one_of(&self.groups.clone()).to_string()],
            "words": self.words(),
            "told_purpose": "told_verbally",
        });
        if self.once_in(3) {
            fields["setting"] = self.pick(&["community_venue", "school", "outdoors", "phone"]).into();
            fields["themes"] = json!([self.pick(&["food", "transport", "loneliness", "money", "housing"])]);
        }
        if self.once_in(5) {
            let text = self.pick(&CLOSINGS);
            let quote = json!({"order": 1, "text": text, "said_by": "residents", "checked_back": true});
            fields[format!("quotes.{}", self.item())] = quote;
        }
        if self.once_in(6) {
            // What was promised two years ago is mostly kept: a few dozen are open, as on a worker's phone.
            let state = if self.once_in(40) { "open" } else { "kept" };
            let due = (self.day() + Days::new(14)).to_string();
            let text = self.pick(&PROMISES);
            let promise = json!({"order": 1, "text": text, "by": "us", "to": {"party": "residents"}, "state": state, "due": due});
            fields[format!("promises.{}", self.item())] = promise;
        }
        if self.once_in(8) {
            fields["who_was_missing"] = self.sentence().into();
        }
        let record = self.write(Kind::Engagement, fields.clone());
        self.notes.push(record);
        if self.once_in(8) {
            fields["words"] =
                format!("{} {}", fields["words"].as_str().unwrap_or_default(), self.sentence()).into();
            self.write_again(Act::Write, fields);
        } else if self.once_in(100) {
            self.write_again(Act::Withdraw, json!({}));
        }
    }

    fn answer(&mut self) {
        let fields = json!({
            "engagement_id": self.notes.last().map(ToString::to_string).unwrap_or_default(),
            "prompt_key": self.pick(&["roots", "voice-small", "early", "trust", "decide"]),
            "prompt_as_asked": "When did somebody last ask you before deciding?",
            "outcome": "answered",
            "answer": self.words(),
            "scale": self.below(5) + 1,
            "whose_words": "their_words",
            "happened_on": self.day().to_string(),
        });
        self.write(Kind::Response, fields);
    }

    fn write(&mut self, kind: Kind, fields: Value) -> RecordId {
        let record = RecordId::from_random(self.random16());
        self.revision(record, kind, Vec::new(), Act::Write, fields);
        record
    }

    /// On top of what was written last.
    fn write_again(&mut self, act: Act, fields: Value) {
        let last = self.written.last().expect("something was written");
        let (record, kind, parent) = (last.record, last.kind.clone(), last.id);
        self.revision(record, kind, vec![parent], act, fields);
    }

    fn revision(&mut self, record: RecordId, kind: Kind, parents: Vec<RevisionId>, act: Act, fields: Value) {
        let (on, id) = (self.day(), RevisionId::from_random(self.random16()));
        self.n += 1 + self.below(200);
        let fields: Fields = fields.as_object().expect("fields").clone().into_iter().collect();
        self.written.push(Revision {
            id,
            record,
            kind,
            parents,
            act,
            closes: Vec::new(),
            spelling: Spelling::Whole,
            by: Some(self.device.fingerprint()),
            on,
            n: Some(self.n),
            sharing: Sharing::MyCoordinator,
            fields,
            extra: BTreeMap::new(),
        });
    }

    /// One to six sentences, mostly two or three.
    fn words(&mut self) -> String {
        let more = self.below(3) + if self.once_in(10) { 3 } else { 0 };
        let mut words = self.sentence();
        for _ in 0..more {
            let next = if self.once_in(2) { self.pick(&CLOSINGS).to_owned() } else { self.sentence() };
            words = format!("{words} {next}");
        }
        words
    }

    fn sentence(&mut self) -> String {
        format!("{} {}.", self.pick(&OPENINGS), self.pick(&TURNS))
    }

    fn day(&mut self) -> NaiveDate {
        last_day() - Days::new(self.below(700))
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[usize::try_from(self.next()).unwrap_or(0) % from.len()]
    }

    fn one_of(&mut self, from: &[RecordId]) -> RecordId {
        from[usize::try_from(self.next()).unwrap_or(0) % from.len()]
    }

    fn once_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    fn item(&mut self) -> ItemId {
        ItemId::from_random(self.random16())
    }

    fn random16(&mut self) -> [u8; 16] {
        let (a, b) = (self.next(), self.next());
        (u128::from(a) << 64 | u128::from(b)).to_be_bytes()
    }

    /// SplitMix64.
    fn next(&mut self) -> u64 {
        self.chance = self.chance.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.chance;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

fn last_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 23).expect("a day")
}
