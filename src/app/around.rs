//! What a worker's own notebook has around its records, as a backup carries it: an item each (`docs/format.md`, section
//! 12). The file says whose it is by its signature; here it is only spelled and read.

use super::away::{Away, Days};
use super::closed::{self, Placed};
use super::draft::Draft;
use super::profile::Profile;
use super::rows;
use super::state::{Issuer, Sent, State, Told, Waiting};
use crate::vault::signing::{Voucher, WorkerKey};
use serde_json::{Map, Value, json};
use std::collections::HashSet;

/// Ids in one item: a file has no item of more than 20,000 values.
const IDS: usize = 10_000;

/// What a notebook has besides records.
#[derive(Default)]
pub struct Around {
    /// Whose notebook it is.
    pub worker: Option<WorkerKey>,
    /// The worker's settings.
    pub profile: Option<Profile>,
    /// Whoever issues the area settings, once that was confirmed.
    pub issuer: Option<Issuer>,
    /// Devices that were met.
    pub vouchers: Vec<Voucher>,
    /// Devices that were this worker's under another key: an organisation has helped with a forgotten passphrase.
    pub own: Vec<Voucher>,
    /// What that phone has let go of.
    pub away: Away,
    /// Its days of use.
    pub days: Option<Days>,
    /// Files made there.
    pub sent: Vec<Sent>,
    /// What waited to be looked at.
    pub waiting: Vec<Waiting>,
    /// Unfinished writing.
    pub drafts: Vec<Draft>,
    /// What stayed closed there, and the rows that lead to its keys.
    pub closed: Vec<Placed>,
}

/// An item, and what it is for.
pub struct Item {
    /// As it stands in the file.
    pub value: Value,
    /// Whether each part of a file must have it: it says whose notebook it is.
    pub in_each: bool,
}

/// The items of a notebook, with what is closed in it. What the worker wrote or decided is in them; the keys of this
/// device are not.
pub fn items(state: &State, closed: &[Placed]) -> Vec<Item> {
    let mut items = vec![
        item("worker", true, json!({"key": hex::encode(*state.worker.secret())})),
        item("settings", true, state.profile.to_value()),
    ];
    // A part is of use alone: whoever opens what is closed in it needs the way to its keys.
    closed
        .iter()
        .for_each(|row| items.push(item("closed", closed::leads_to_keys(row), closed::to_value(row))));
    let mut add = |is, value| items.push(item(is, false, value));
    if let Some(issuer) = &state.issuer {
        add("issuer", rows::issuer_to_value((*issuer, state.issuer_since)));
    }
    state.vouchers.iter().for_each(|voucher| add("voucher", voucher.to_value()));
    state.own.iter().for_each(|voucher| add("own", voucher.to_value()));
    add("days", state.days.to_value());
    state.away.in_pieces(IDS).for_each(|away| add("away", away.to_value()));
    state.drafts.values().for_each(|draft| add("draft", draft.to_value()));
    state.waiting.values().for_each(|waiting| add("waiting", rows::waiting_to_value(waiting)));
    // What went with a later file too need not be said of an earlier one: with one file a week, most of it went often.
    let mut went = HashSet::new();
    for sent in state.sent.iter().rev() {
        let mut line = Sent { open: Default::default(), ..sent.clone() };
        for id in sent.open.iter().filter(|id| !went.contains(*id)) {
            line.open.insert(*id);
            if line.open.len() == IDS {
                add("sent", rows::sent_to_value(&line));
                line.open.clear();
            }
        }
        add("sent", rows::sent_to_value(&line));
        if sent.told == Told::Went {
            went.extend(sent.open.iter().copied());
        }
    }
    items
}

/// A file has no `null`: a member without a value is left out.
fn item(is: &str, in_each: bool, value: Value) -> Item {
    let mut members = Map::new();
    members.insert("is".to_owned(), is.into());
    if let Value::Object(object) = value {
        members.extend(object.into_iter().filter(|(_, value)| !value.is_null()));
    }
    Item { value: Value::Object(members), in_each }
}

impl Around {
    /// Reads the items of a file. What no build of this app wrote, or a later one did, is passed over.
    pub fn read(items: &[Value]) -> Self {
        let mut around = Self::default();
        for item in items {
            // Whatever is not understood is none of ours, and hides nothing else.
            let _ = around.read_item(item);
        }
        around
    }

    fn read_item(&mut self, item: &Value) -> Option<()> {
        let key = || item["key"].as_str();
        match item["is"].as_str()? {
            "worker" => {
                let secret: [u8; 32] = hex::decode(key()?).ok()?.try_into().ok()?;
                self.worker = Some(WorkerKey::from_secret(&secret));
            }
            "settings" => self.profile = Some(Profile::from_value(item)),
            "issuer" => self.issuer = Some(rows::issuer_from_value(item)?),
            "voucher" => self.vouchers.push(voucher(item)?),
            "own" => self.own.push(voucher(item)?),
            "days" => self.days = Some(Days::from_value(item)?),
            "away" => self.away.also(item)?,
            "closed" => self.closed.push(closed::from_value(item)?),
            "draft" => self.drafts.push(Draft::from_value(item)?),
            "waiting" => self.waiting.push(rows::waiting_from_value(item)?),
            "sent" => {
                let sent = rows::sent_from_value(item)?;
                match self.sent.iter_mut().find(|known| known.file == sent.file) {
                    Some(known) => known.open.extend(sent.open),
                    None => self.sent.push(sent),
                }
            }
            _ => {}
        }
        Some(())
    }
}

/// A voucher has its own members and no other.
fn voucher(item: &Value) -> Option<Voucher> {
    let mut members = item.as_object()?.clone();
    members.remove("is");
    Voucher::from_value(&Value::Object(members))
}
