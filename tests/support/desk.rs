//! Area settings as a desk issues them: signed, and naming keys to seal for; and the desk itself.
#![allow(dead_code, reason = "not every suite needs all of it")]

use super::sample::{Person, facts, fields_of, person};
use ginnel::domain::revision::{Kind, Revision, Sharing};
use ginnel::exchange::header::Purpose;
use ginnel::exchange::write::{Facts, write_file};
use ginnel::vault::answer::{Request, answer};
use ginnel::vault::envelope::{KeyPair, identity};
use ginnel::vault::signing::PublicKey;
use serde_json::{Value, json};

/// A state of a `keys` record, as whoever issues settings writes it: without the author's part.
pub fn keys(issuer: PublicKey, n: u8, record: u8, parents: &[u8], recipients: &[(&str, Value)]) -> Revision {
    let mut fields = fields_of(json!({"issuer": issuer.to_hex(), "label": "Calderfold desk"}));
    for (nth, (label, more)) in recipients.iter().enumerate() {
        let mut item = more.clone();
        item["label"] = json!(label);
        item["order"] = json!(nth);
        fields.insert(format!("recipients.0a0a0a0a-0a0a-4a0a-8a0a-0a0a0a0a0a{nth:02}"), item);
    }
    let revision = person(1).revision(n, record, parents, json!({}));
    Revision { kind: Kind::Keys, sharing: Sharing::Publishable, fields, ..revision }.without_author()
}

/// A state of a `rules` record, as whoever issues settings writes it.
pub fn rules(issuer: PublicKey, n: u8, record: u8, parents: &[u8], fields: Value) -> Revision {
    let revision = keys(issuer, n, record, parents, &[]);
    let fields = revision.fields.into_iter().chain(fields_of(fields)).collect();
    Revision { kind: Kind::Rules, fields, ..revision }
}

/// A signed pack.
pub fn pack(from: &Person, revisions: &[Revision]) -> Vec<u8> {
    let facts = Facts { audience: Sharing::Publishable, author: None, role: None, ..facts(Purpose::Pack) };
    write_file(facts, revisions, Some(&from.signer())).unwrap().remove(0)
}

/// Who has the keys, in their order.
pub const WHO: [&str; 2] = ["The desk", "The deputy"];

/// Whoever issues the area settings.
pub struct Desk {
    person: Person,
    /// The key pairs, the desk's own first.
    pub keys: Vec<KeyPair>,
}

impl Desk {
    /// With two fresh keys.
    pub fn new() -> Self {
        Self { person: person(2), keys: vec![identity(), identity()] }
    }

    /// The key that a person confirms.
    pub fn issuer(&self) -> PublicKey {
        self.person.worker.public()
    }

    /// A pack with a state of the record that names the keys, on top of those earlier ones.
    pub fn pack(&self, n: u8, parents: &[u8]) -> Vec<u8> {
        let state = |n, parents: &[u8], named: &[KeyPair]| {
            let named = named.iter().zip(WHO).map(|(pair, who)| (who, json!({"key": pair.recipient})));
            keys(self.issuer(), n, 1, parents, &named.collect::<Vec<_>>())
        };
        let mut revisions: Vec<Revision> = parents.iter().map(|n| state(*n, &[], &[]).stub()).collect();
        revisions.push(state(n, parents, &self.keys));
        pack(&self.person, &revisions)
    }

    /// What one of them sends back, once both have compared the words.
    pub fn answer(&self, who: usize, text: &str) -> String {
        answer(&Request::parse(text).unwrap(), &[&*self.keys[who].secret]).unwrap()
    }
}
