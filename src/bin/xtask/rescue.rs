//! `cargo xtask rescue FILE`: what a rescue file holds, read without a phone; and with `--out`, written as a file that
//! any Ginnel takes in.

use crate::{Outcome, option};
use futures_util::FutureExt;
use ginnel::app::door::Shut;
use ginnel::app::heavy::{self, HeavyError, Load, Task};
use ginnel::app::open::OpenError;
use ginnel::app::ports::Heavy;
use ginnel::app::rescue::{Rescue, Rescued, keys_in};
use ginnel::domain::ids::FileId;
use ginnel::domain::revision::{Kind, Sharing};
use ginnel::exchange::header::Purpose;
use ginnel::exchange::rescue::{Header, Reader};
use ginnel::exchange::spelled;
use ginnel::exchange::write::{Facts, Signer, write_file};
use ginnel::vault::keyslots::KeyslotError;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fs;
use zeroize::Zeroizing;

/// Reads the file named first, and writes what `--out` asks for.
///
/// # Errors
/// When the file is no rescue file, is locked, or cannot be written.
pub fn run(words: &[String]) -> Outcome {
    let path = words.first().filter(|word| !word.starts_with("--"));
    let path = path.ok_or("Which file? cargo xtask rescue FILE [--locked] [--out FILE]")?;
    let bytes = fs::read(path).map_err(|error| format!("{path}: {error}"))?;
    let (header, sealed, whole) = read(&bytes)?;
    println!(
        "Made on {} by build {}, part {} of {}.",
        header.made_on, header.build, header.part, header.parts
    );
    if let Err(why) = whole {
        println!("Not all of it is here ({why}). What is here follows.");
    }
    let secret = if words.iter().any(|word| word == "--locked") { Some(asked()?) } else { None };
    let rescued = opened(&sealed, secret.as_ref().map(|secret| secret.as_str()))?;
    print!("{}", told(&header, &sealed, &rescued));
    match option(words, "--out")? {
        Some(out) => write(&rescued, &header, &bytes, out),
        None => Ok(()),
    }
}

/// The rows of a file, as many as there are, and whether it is whole.
fn read(bytes: &[u8]) -> Result<(Header, Rescue, Result<(), String>), String> {
    let mut reader = Reader::new(bytes).map_err(|why| format!("This is no rescue file: {}.", why.name()))?;
    let header = reader.header().clone();
    let mut sealed = Rescue::default();
    reader.by_ref().map_while(Result::ok).for_each(|row| sealed.put(row));
    let whole = reader.finish().map(drop).map_err(|why| why.name().to_owned());
    Ok((header, sealed, whole))
}

/// A line from whoever sits here: it is not to stand among the commands that a shell remembers.
fn asked() -> Result<Zeroizing<String>, String> {
    println!("Password or printed code:");
    let mut line = Zeroizing::new(String::new());
    std::io::stdin().read_line(&mut line).map_err(|error| error.to_string())?;
    Ok(line)
}

/// Does heavy work here and now.
struct Here;

#[async_trait::async_trait(?Send)]
impl Heavy for Here {
    async fn run(&self, task: Task, load: Load) -> Result<Load, HeavyError> {
        heavy::run(task, &load)
    }
}

fn opened(sealed: &Rescue, secret: Option<&str>) -> Result<Rescued, String> {
    let keyslots = sealed.keyslots().map_err(|error| Shut::Open(OpenError::Keys(error)));
    // Here everything answers at once.
    let open = |keyslots| {
        keys_in(&Here, &keyslots, secret).now_or_never().unwrap_or(Err(Shut::Heavy(HeavyError::Stopped)))
    };
    let ring = keyslots.and_then(open).map_err(|shut| match shut {
        Shut::Open(OpenError::Keys(KeyslotError::Locked)) => {
            "It is locked. Say it again with --locked, and type the password or the printed code."
        }
        Shut::Wrong => "That password or code does not open it.",
        Shut::Open(OpenError::Keys(KeyslotError::Newer)) => {
            "Its keys were written by a newer build. Use that one."
        }
        Shut::Heavy(_) => "This computer ran short of memory. Close other programs and try again.",
        Shut::Open(_) => {
            "Its keys are missing or damaged, so nothing in it can be opened. Is there another file, or the phone?"
        }
    })?;
    let mut rescued = sealed.begin(ring);
    sealed.log().iter().for_each(|row| rescued.take(row));
    Ok(rescued)
}

/// Rows by table, what of them opens, each damaged one by name, and what is in them.
fn told(header: &Header, sealed: &Rescue, rescued: &Rescued) -> String {
    let mut told = String::new();
    let mut line = |text: String| told += &(text + "\n");
    for (table, rows) in sealed.counts() {
        let damaged = rescued.state.broken.iter().filter(|(of, _)| *of == table).count();
        let closed = rescued.state.closed.iter().filter(|(of, _)| *of == table).count();
        line(format!(
            "{:6} {rows} rows, {} open, {damaged} damaged",
            table.name(),
            rows.saturating_sub(damaged + closed)
        ));
        if closed > 0 {
            line(format!("       {closed} closed: a phone opens them in Settings, with the password before"));
        }
    }
    if sealed.unknown > 0 {
        line(format!("       {} rows of tables that this build does not know", sealed.unknown));
    }
    for (table, id) in &rescued.state.broken {
        line(format!("damaged: {} {id}", table.name()));
    }
    for (table, key) in &header.unread {
        line(format!("the browser could not give: {table} {key}"));
    }
    let of = |kind: Kind| rescued.state.index.latest_first().filter(|(_, entry)| entry.kind == kind).count();
    line(format!(
        "{} revisions: {} notes, {} talking points, {} groups. {} drafts. {} to look at.",
        rescued.state.notebook.len(),
        of(Kind::Engagement),
        of(Kind::Response),
        of(Kind::Organisation),
        rescued.state.drafts.len(),
        rescued.state.waiting.len(),
    ));
    told
}

/// Writes a backup, *Only me* notes too, signed by the rescued device; where its keys are damaged, the bare revisions.
/// Drafts are no revisions: they go beside it as JSON to read.
fn write(rescued: &Rescued, header: &Header, bytes: &[u8], out: &str) -> Outcome {
    let revisions: Vec<_> = rescued.revisions().cloned().collect();
    let files = match (&rescued.signs, rescued.voucher()) {
        (Some((device, _)), Some(voucher)) => {
            let facts = facts(rescued, header, bytes);
            write_file(facts, &revisions, Some(&Signer { device, voucher }))
                .map_err(|why| format!("No file could be written: {why:?}"))?
        }
        _ => {
            println!(
                "The keys of the device are damaged, so no Ginnel would take a file of it: bare revisions."
            );
            let all: Vec<Value> = revisions.iter().map(spelled::to_value).collect();
            vec![pretty(&json!({ "revisions": all }))]
        }
    };
    let of = files.len();
    for (nth, file) in files.iter().enumerate() {
        let name = if of == 1 { out.to_owned() } else { format!("{out}.part-{}-of-{of}", nth + 1) };
        put(&name, file)?;
    }
    if !rescued.state.drafts.is_empty() {
        let drafts: Vec<Value> = rescued.state.drafts.values().map(|draft| draft.to_value()).collect();
        put(&format!("{out}.drafts.json"), &pretty(&json!({ "drafts": drafts })))?;
    }
    println!(
        "These files are not locked, and hold notes marked Only me. Delete them when they are brought in."
    );
    Ok(())
}

fn facts(rescued: &Rescued, header: &Header, bytes: &[u8]) -> Facts {
    let code = rescued.state.profile.code.trim();
    // The same rescue file gives the same file: it can be told apart from others, and made twice.
    let digest = Sha256::digest(bytes);
    let mut id = [0; 16];
    id.copy_from_slice(&digest[..16]);
    Facts {
        id: FileId::from_random(id),
        purpose: Purpose::Backup,
        audience: Sharing::Private,
        made_on: header.made_on,
        app: env!("CARGO_PKG_VERSION").to_owned(),
        author: (!code.is_empty()).then(|| code.to_owned()),
        role: None,
        to: None,
        vouchers: rescued.state.vouchers.clone(),
    }
}

fn pretty(value: &Value) -> Vec<u8> {
    format!("{value:#}\n").into_bytes()
}

fn put(name: &str, bytes: &[u8]) -> Outcome {
    fs::write(name, bytes).map_err(|error| format!("{name}: {error}"))?;
    println!("Written: {name}");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use ginnel::app::ports::Table;
    use ginnel::exchange;
    use ginnel::exchange::rescue::base64;

    /// The phone of the first release, as its rescue page would have saved it.
    fn file(change: impl FnOnce(&mut Vec<Value>)) -> Vec<u8> {
        let frozen = include_str!("../../../tests/fixtures/profiles/0.1/notebook.json");
        let frozen: Value = serde_json::from_str(frozen).unwrap();
        let mut rows = Vec::new();
        for table in [Table::Meta, Table::Drafts, Table::Log] {
            for row in frozen[table.name()].as_array().unwrap() {
                let mut row = row.clone();
                row["table"] = table.name().into();
                row["sealed"] = base64(&hex::decode(row["sealed"].as_str().unwrap()).unwrap()).into();
                rows.push(row);
            }
        }
        change(&mut rows);
        let header = json!({"build": "b", "made_on": "2026-01-23", "part": 1, "parts": 1, "rows": rows.len(), "unread": []});
        let rows = Value::Array(rows);
        format!("{{\"format\":\"ginnel-rescue\",\"version\":1,\"header\":{header},\"rows\":{rows}}}")
            .into_bytes()
    }

    #[test]
    fn it_says_what_opens_and_names_each_row_that_does_not() {
        let spoilt = file(|rows| {
            let row = rows.iter_mut().find(|row| row["table"] == "log").unwrap();
            row["sealed"] = "AAAA".into();
        });
        let (header, sealed, whole) = read(&spoilt).unwrap();
        assert_eq!(whole, Ok(()));
        let told = told(&header, &sealed, &opened(&sealed, None).unwrap());
        assert_eq!(told.matches("1 damaged").count(), 1, "{told}");
        assert_eq!(told.matches("damaged: log ").count(), 1, "{told}");
        assert!(told.contains("notes") && told.contains("drafts"), "{told}");
    }

    #[test]
    fn a_file_that_was_cut_off_still_gives_what_is_there() {
        let whole = file(|_| ());
        let (_, all, _) = read(&whole).unwrap();
        let (_, some, why) = read(&whole[..whole.len() * 2 / 3]).unwrap();
        assert_eq!(why, Err("Truncated".to_owned()));
        assert!(!some.log().is_empty() && some.log().len() < all.log().len());
    }

    #[test]
    fn what_it_writes_is_a_sound_file_with_every_revision() {
        let bytes = file(|_| ());
        let (header, sealed, _) = read(&bytes).unwrap();
        let rescued = opened(&sealed, None).unwrap();
        let folder = std::env::temp_dir().join(format!("ginnel-rescue-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let out = folder.join("backup.json").display().to_string();
        write(&rescued, &header, &bytes, &out).unwrap();
        let written = fs::read(&out).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        let mut reader = exchange::read::Reader::new(&written).unwrap();
        let count = reader.by_ref().map(Result::unwrap).count();
        assert_eq!(count, rescued.state.notebook.len());
        assert_eq!(reader.finish().unwrap().purpose, Purpose::Backup);
    }

    #[test]
    fn a_file_without_keys_says_so() {
        let bytes = file(|rows| rows.retain(|row| row["id"] != "keyslots"));
        let (_, sealed, _) = read(&bytes).unwrap();
        assert!(opened(&sealed, None).err().unwrap().contains("keys are missing"));
    }
}
