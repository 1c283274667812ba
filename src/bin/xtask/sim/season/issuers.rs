//! Packs that name keys to seal for: of two who issue them, one may be a stranger, and only a person says which.

use super::super::world::Chance;
use super::{Checked, Season};
use chrono::NaiveDate;
use ginnel::app::App;
use ginnel::domain::ids::{FileId, RecordId, RevisionId};
use ginnel::domain::keys::Recipient;
use ginnel::domain::revision::{Act, Fields, Kind, Revision, Sharing, Spelling};
use ginnel::exchange::header::Purpose;
use ginnel::exchange::write::{Facts, Signer, write_file};
use ginnel::vault::envelope::identity;
use ginnel::vault::signing::{DeviceKey, PublicKey, Voucher, WorkerKey};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// Those who name keys.
pub struct Issuers {
    all: [(DeviceKey, WorkerKey); 2],
    /// Whom the worker confirmed.
    confirmed: Option<usize>,
    /// All that the worker ever confirmed.
    ever: BTreeSet<usize>,
    /// Who signed each state of keys.
    signed: BTreeMap<RevisionId, usize>,
    /// What opens what is sealed for a recipient that was named.
    secrets: BTreeMap<String, String>,
}

impl Issuers {
    /// Two of them.
    pub fn new(seed: u64) -> Self {
        let mut chance = Chance::new(!seed);
        let mut issuer =
            || (DeviceKey::from_secret(&bytes(&mut chance)), WorkerKey::from_secret(&bytes(&mut chance)));
        Self {
            all: [issuer(), issuer()],
            confirmed: None,
            ever: BTreeSet::new(),
            signed: BTreeMap::new(),
            secrets: BTreeMap::new(),
        }
    }

    /// What opens what is sealed for this recipient.
    pub fn secret(&self, recipient: &str) -> Option<String> {
        self.secrets.get(recipient).cloned()
    }

    /// What opens what is sealed for these, a secret each, and those of all others that were ever named.
    pub fn secrets(&self, named: &[Recipient]) -> (Vec<String>, Vec<String>) {
        let is_named = |key: &String| named.iter().any(|one| one.key == *key);
        let (ours, others): (Vec<_>, Vec<_>) = self.secrets.iter().partition(|(key, _)| is_named(key));
        let only =
            |found: Vec<(&String, &String)>| found.into_iter().map(|(_, secret)| secret.clone()).collect();
        (only(ours), only(others))
    }

    /// What those are called whom the worker confirmed.
    pub fn label_of_confirmed(&self) -> Option<String> {
        self.confirmed.map(label)
    }

    /// Signs what was no phone's to send.
    pub fn signer(&self) -> Signer<'_> {
        let (device, worker) = &self.all[0];
        Signer { device, voucher: Voucher::sign(device, worker) }
    }

    fn key(&self, who: usize) -> PublicKey {
        self.all[who].1.public()
    }

    /// A pack in which one names keys, in the name of the other perhaps.
    fn pack(&mut self, signer: usize, named: usize, chance: &mut Chance) -> Result<Vec<u8>, String> {
        let mut fields = Fields::from([
            ("issuer".to_owned(), json!(self.key(named).to_hex())),
            ("label".to_owned(), json!("The desk")),
        ]);
        for nth in 0..2 {
            let pair = identity();
            let recipient = json!({"label": label(signer), "order": nth, "key": pair.recipient});
            self.secrets.insert(pair.recipient, pair.secret.to_string());
            fields.insert(format!("recipients.0a0a0a0a-0a0a-4a0a-8a0a-0a0a0a0a0a0{nth}"), recipient);
        }
        let made_on = NaiveDate::from_ymd_opt(2026, 1, 19).unwrap_or_default();
        let revision = Revision {
            id: RevisionId::from_random(bytes(chance)),
            record: RecordId::from_random(bytes(chance)),
            kind: Kind::Keys,
            parents: Vec::new(),
            act: Act::Write,
            closes: Vec::new(),
            spelling: Spelling::Whole,
            by: None,
            on: made_on,
            n: None,
            sharing: Sharing::Publishable,
            fields,
            extra: BTreeMap::new(),
        };
        self.signed.insert(revision.id, signer);
        let facts = Facts {
            id: FileId::from_random(bytes(chance)),
            purpose: Purpose::Pack,
            audience: Sharing::Publishable,
            made_on,
            app: "0.1.0".to_owned(),
            author: None,
            role: None,
            to: None,
            vouchers: Vec::new(),
        };
        let (device, worker) = &self.all[signer];
        let signer = Signer { device, voucher: Voucher::sign(device, worker) };
        let parts =
            write_file(facts, &[revision], Some(&signer)).map_err(|error| format!("no pack: {error:?}"))?;
        parts.into_iter().next().ok_or("an empty pack".to_owned())
    }
}

impl Season {
    /// Somebody's keys come in a pack, and change nothing of whom files are sealed for unless that one was confirmed.
    pub(super) fn bring_keys(&mut self, app: &App, chance: &mut Chance) -> Checked {
        let signer = chance.below(2);
        let named = if chance.once_in(4) { 1 - signer } else { signer };
        let pack = self.issuers.pack(signer, named, chance)?;
        self.bring(app, chance, &pack, &format!("issuer {signer} in the name of {named}"))?;
        self.sealed_for_whom_they_confirmed()
    }

    /// The worker has compared six words.
    pub(super) fn confirm_issuer(&mut self, app: &App, chance: &mut Chance) -> Checked {
        let who = chance.below(2);
        let done = self.phone.with_faults(chance, app.pin_issuer(self.issuers.key(who)));
        self.tell(format!("confirmed issuer {who}: {done:?}"));
        let is_done = matches!(done, Some(Ok(())));
        let found = self.phone.opened()?.issuer();
        let is = |one: Option<usize>| one.map(|one| self.issuers.key(one)) == found;
        if is(Some(who)) {
            self.issuers.confirmed = Some(who);
            self.issuers.ever.insert(who);
        } else if is_done || !is(self.issuers.confirmed) {
            return Err(format!("issuer {who} was confirmed, and not {found:?}"));
        }
        self.sealed_for_whom_they_confirmed()
    }

    /// Files are sealed for whom the confirmed issuer names, and what no confirmed one signed counts nowhere.
    pub(super) fn sealed_for_whom_they_confirmed(&mut self) -> Checked {
        let app = self.phone.opened()?;
        let confirmed = self.issuers.confirmed;
        if app.issuer() != confirmed.map(|who| self.issuers.key(who)) {
            return Err(format!("{confirmed:?} was confirmed, and not {:?}", app.issuer()));
        }
        let named = app.recipients();
        if let Some(other) = named.iter().find(|one| Some(&one.label) != confirmed.map(label).as_ref()) {
            return Err(format!("{confirmed:?} was confirmed, and {} is sealed for", other.label));
        }
        let counting = self.phone.look()?.revisions.values().filter(|revision| revision.kind == Kind::Keys);
        for revision in counting {
            let signer = self.issuers.signed.get(&revision.id);
            if signer.is_none_or(|signer| !self.issuers.ever.contains(signer)) {
                return Err(format!("{signer:?} was never confirmed, and names keys"));
            }
            let own = signer.map(|signer| json!(self.issuers.key(*signer).to_hex()));
            if revision.fields.get("issuer") != own.as_ref() {
                return Err(format!("{signer:?} names keys for another"));
            }
        }
        Ok(())
    }
}

fn label(who: usize) -> String {
    format!("Desk of {who}")
}

fn bytes<const N: usize>(chance: &mut Chance) -> [u8; N] {
    std::array::from_fn(|_| chance.next().to_le_bytes()[0])
}
