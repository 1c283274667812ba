//! `cargo xtask pack`: area settings that name keys to lock files with, and rules for phones, until the desk has a screen
//! for it.
//!
//! The file of the desk holds the keys that sign and what was issued before, so that the next pack is a change of this
//! one; rules stay as they were until others are given. It is made at the first run. Whoever has it can name keys in the desk's place.

use crate::{HELP, Outcome, option};
use chrono::{DateTime, NaiveDate};
use ginnel::domain::ids::{FileId, RecordId, RevisionId};
use ginnel::domain::revision::{Act, Fields, Kind, Revision, Sharing, Spelling};
use ginnel::domain::rules::Rules;
use ginnel::exchange::envelope::seal_for;
use ginnel::exchange::header::Purpose;
use ginnel::exchange::spelled;
use ginnel::exchange::write::{Facts, Signer, write_file};
use ginnel::vault::envelope::NotSealed;
use ginnel::vault::signing::{DeviceKey, Voucher, WorkerKey};
use ginnel::vault::six_words::of_issuer;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::time::SystemTime;

/// Writes the pack, and prints the six words that the coordinator reads out on the phone.
///
/// # Errors
/// A sentence, when the keys are not what they should be, or a file cannot be read or written.
pub fn run(words: &[String]) -> Outcome {
    let out = option(words, "--out")?.unwrap_or("area-settings.json");
    let label = option(words, "--label")?.unwrap_or("The desk");
    let mut rest = words.iter();
    let mut named = Vec::new();
    while let Some(word) = rest.next() {
        match word.starts_with("--") {
            true => drop(rest.next()),
            false => named.push(word.as_str()),
        }
    }
    let [desk, keys @ ..] = &named[..] else { return Err(HELP.to_owned()) };
    let mut desk = Desk::at(Path::new(desk))?;
    desk.name_keys(label, &recipients(keys)?)?;
    if let Some(file) = option(words, "--rules")? {
        desk.set_rules(label, rules(file)?)?;
    }
    let pack = desk.pack()?;
    // First the desk: a pack that it does not remember could never be changed.
    desk.keep()?;
    fs::write(out, pack).map_err(|error| format!("{out}: {error}"))?;
    println!(
        "{out} names {} keys. Send it to your workers.\nThey ring you. Let them know your voice, then read out:\n\n    {}\n\n\
        Keep {} where nobody else can read it: whoever has it can name other keys.",
        keys.len(),
        of_issuer(desk.worker.public()).join(" "),
        desk.file
    );
    Ok(())
}

/// Whoever issues area settings.
struct Desk {
    file: String,
    device: DeviceKey,
    worker: WorkerKey,
    /// What was issued, earliest first: of what something later stands on, the header.
    issued: Vec<Revision>,
}

impl Desk {
    fn at(path: &Path) -> Result<Self, String> {
        let file = path.display().to_string();
        if !path.exists() {
            let (device, worker) = (DeviceKey::from_secret(&random()?), WorkerKey::from_secret(&random()?));
            return Ok(Self { file, device, worker, issued: Vec::new() });
        }
        let not_one = || format!("{file} is no file of a desk.");
        let text = fs::read_to_string(path).map_err(|error| format!("{file}: {error}"))?;
        let value: Value = serde_json::from_str(&text).map_err(|_| not_one())?;
        let secret =
            |name: &str| -> Option<[u8; 32]> { hex::decode(value[name].as_str()?).ok()?.try_into().ok() };
        let (device, worker) = secret("device").zip(secret("worker")).ok_or_else(not_one)?;
        let issued = value["issued"].as_array().into_iter().flatten().map(spelled::from_value);
        let issued = issued.collect::<Result<_, _>>().map_err(|_| not_one())?;
        let (device, worker) = (DeviceKey::from_secret(&device), WorkerKey::from_secret(&worker));
        Ok(Self { file, device, worker, issued })
    }

    fn keep(&self) -> Outcome {
        let issued: Vec<Value> = self.issued.iter().map(spelled::to_value).collect();
        let (device, worker) = (self.device.secret(), self.worker.secret());
        let desk = json!({"device": hex::encode(*device), "worker": hex::encode(*worker), "issued": issued});
        let mut options = File::options();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&self.file);
        let kept =
            file.and_then(|mut file| std::io::Write::write_all(&mut file, desk.to_string().as_bytes()));
        kept.map_err(|error| format!("{}: {error}", self.file))
    }

    /// These keys, in the place of those that were named before.
    fn name_keys(&mut self, label: &str, recipients: &[(String, String)]) -> Outcome {
        let mut fields = Fields::new();
        for (nth, (name, key)) in recipients.iter().enumerate() {
            let item = RecordId::from_random(half(random()?));
            fields.insert(format!("recipients.{item}"), json!({"label": name, "key": key, "order": nth}));
        }
        self.issue(Kind::Keys, label, fields)
    }

    /// These rules, in the place of those that were set before.
    fn set_rules(&mut self, label: &str, rules: Fields) -> Outcome {
        self.issue(Kind::Rules, label, rules)
    }

    fn issue(&mut self, kind: Kind, label: &str, mut fields: Fields) -> Outcome {
        fields.insert("issuer".to_owned(), json!(self.worker.public().to_hex()));
        fields.insert("label".to_owned(), json!(label));
        let before = self.issued.iter_mut().rfind(|revision| revision.kind == kind);
        let revision = Revision {
            id: RevisionId::from_random(half(random()?)),
            record: before.as_ref().map_or(RecordId::from_random(half(random()?)), |before| before.record),
            kind,
            parents: before.as_ref().map(|before| before.id).into_iter().collect(),
            act: Act::Write,
            closes: Vec::new(),
            spelling: Spelling::Whole,
            by: None,
            on: today(),
            n: None,
            sharing: Sharing::Publishable,
            fields,
            extra: BTreeMap::new(),
        };
        if let Some(before) = before {
            *before = before.stub();
        }
        self.issued.push(revision);
        Ok(())
    }

    /// The file.
    fn pack(&self) -> Result<Vec<u8>, String> {
        let facts = Facts {
            id: FileId::from_random(half(random()?)),
            purpose: Purpose::Pack,
            audience: Sharing::Publishable,
            made_on: today(),
            app: env!("CARGO_PKG_VERSION").to_owned(),
            author: None,
            role: None,
            to: None,
            vouchers: Vec::new(),
        };
        let signer = Signer { device: &self.device, voucher: Voucher::sign(&self.device, &self.worker) };
        let parts =
            write_file(facts, &self.issued, Some(&signer)).map_err(|error| format!("No pack: {error:?}"))?;
        parts.into_iter().next().ok_or_else(|| "An empty pack.".to_owned())
    }
}

/// `Name=age1…`, each tried as the phones will.
fn recipients(words: &[&str]) -> Result<Vec<(String, String)>, String> {
    let pair = |word: &&str| word.split_once('=').map(|(name, key)| (name.to_owned(), key.to_owned()));
    let pairs: Vec<_> = words.iter().map(pair).collect::<Option<_>>().ok_or(HELP)?;
    let keys: Vec<String> = pairs.iter().map(|(_, key)| key.clone()).collect();
    match seal_for(b"", &keys) {
        Ok(_) => Ok(pairs),
        Err(NotSealed::TooFew) => {
            Err("Name two different keys at least: one that is lost must not lock you out.".to_owned())
        }
        Err(_) => {
            Err("One of these is no key. age-keygen makes one; name the line that begins with age1."
                .to_owned())
        }
    }
}

/// The rules in this file, each of which is to change something on a phone.
fn rules(file: &str) -> Result<Fields, String> {
    let text = fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
    let rules: Fields =
        serde_json::from_str(&text).map_err(|_| format!("{file} is no JSON object of rules."))?;
    for (path, value) in &rules {
        let alone = Rules::from_value(&json!({path: value}));
        let narrows = Rules { set_by: String::new(), ..alone } != Rules::default();
        if *path != "area" && !narrows {
            return Err(format!(
                "{path}: {value} changes nothing on a phone. Leave it out, or look in docs/what-we-record.md."
            ));
        }
    }
    Ok(rules)
}

fn random() -> Result<[u8; 32], String> {
    let mut bytes = [0; 32];
    let read = File::open("/dev/urandom").and_then(|mut source| source.read_exact(&mut bytes));
    read.map(|()| bytes).map_err(|error| format!("/dev/urandom: {error}"))
}

fn half(bytes: [u8; 32]) -> [u8; 16] {
    let mut half = [0; 16];
    half.copy_from_slice(&bytes[..16]);
    half
}

fn today() -> NaiveDate {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let now = i64::try_from(since.as_secs()).ok().and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    now.unwrap_or_default().date_naive()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ginnel::domain::keys;
    use ginnel::domain::merge::{self, View};
    use ginnel::domain::notebook::Notebook;
    use ginnel::exchange::read::Reader;
    use ginnel::vault::envelope::identity;

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    /// What a phone would show after this file.
    fn taken_in(notebook: &mut Notebook, file: &[u8]) -> Vec<View> {
        for revision in Reader::new(file).unwrap() {
            notebook.add(revision.unwrap());
        }
        notebook.records().filter_map(|record| merge::view(notebook, record)).collect()
    }

    #[test]
    fn a_desk_names_keys_and_later_others_in_their_place() {
        let folder = std::env::temp_dir().join(format!("ginnel-pack-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let at = |name: &str| folder.join(name).display().to_string();
        let (desk, out) = (at("desk.json"), at("pack.json"));
        let mut notebook = Notebook::default();
        let mut issuers = Vec::new();
        for names in [["Desk", "Deputy"], ["Desk", "Paper in the safe"]] {
            let named = names.map(|name| format!("{name}={}", identity().recipient));
            run(&words(&["--label", "Calderfold desk", &desk, &named[0], &named[1], "--out", &out])).unwrap();
            let file = fs::read(&out).unwrap();
            let views = taken_in(&mut notebook, &file);
            let reader = Reader::new(&file).unwrap();
            issuers.push(reader.finish().unwrap().voucher.unwrap().worker.to_hex());
            let named = keys::in_force(&keys::named(&views, &issuers[0], None), today());
            assert_eq!(named.into_iter().map(|key| key.label).collect::<Vec<_>>(), names);
        }
        assert_eq!(issuers[0], issuers[1], "the six words stay");

        // Rules come beside the keys, stay where none are given, and give way to others.
        let file = at("rules.json");
        for (given, minutes) in [(Some(json!({"lock_minutes": 3})), 3), (None, 3), (Some(json!({})), 30)] {
            let keys = ["Desk", "Deputy"].map(|name| format!("{name}={}", identity().recipient));
            let mut command = words(&[&desk, &keys[0], &keys[1], "--out", &out]);
            if let Some(given) = given {
                fs::write(&file, given.to_string()).unwrap();
                command.extend(words(&["--rules", &file]));
            }
            run(&command).unwrap();
            let views = taken_in(&mut notebook, &fs::read(&out).unwrap());
            assert_eq!(Rules::of(&views, &issuers[0], None).lock_minutes, minutes);
            assert_eq!(keys::in_force(&keys::named(&views, &issuers[0], None), today()).len(), 2);
        }

        let one = format!("Desk={}", identity().recipient);
        for slip in
            [json!({"lock_minuets": 3}), json!({"retention_days": 20}), json!({"label": "Us"}), json!([])]
        {
            fs::write(&file, slip.to_string()).unwrap();
            let two = format!("Deputy={}", identity().recipient);
            run(&words(&[&desk, &one, &two, "--rules", &file, "--out", &out])).unwrap_err();
        }
        for (keys, part) in [
            (vec![&one[..]], "two different"),
            (vec![&one, &one], "two different"),
            (vec![&one, "Deputy=age1x"], "age-keygen"),
        ] {
            let refused = run(&words(&[&[&desk[..]], &keys[..]].concat()));
            assert!(refused.unwrap_err().contains(part), "{keys:?}");
        }
        fs::remove_dir_all(folder).unwrap();
    }
}
