//! Passphrases and recovery codes, rows sealed again, locking, and what is written at the door.

use super::super::Plant;
use super::super::checks::view;
use super::super::disk;
use super::super::ways::{Change, passkey};
use super::super::world::{Chance, finish};
use super::races::{ACTS, Thing, all_in};
use super::{Checked, Season};
use ginnel::app::App;
use ginnel::app::commands::bring_in::NotStaged;
use ginnel::app::door::Door;
use ginnel::app::ports::{Row, Store, Table, Write};
use serde_json::{Value, json};

impl Season {
    /// What nobody guesses, and is nowhere else.
    fn passphrase(&mut self) -> String {
        self.words += 1;
        format!("kettle ladder {}", self.words)
    }

    /// The first passphrase; where there is one, it is refused.
    pub(super) fn first_passphrase(&mut self, app: &App, chance: &mut Chance) -> Checked {
        let (passphrase, code) = (self.passphrase(), app.fresh_code());
        let change = Change::First(passphrase.clone(), code.digits().to_owned());
        let is_first = self.phone.ways.by_itself;
        self.phone.will_try(&change);
        let done = self.phone.with_faults(chance, app.set_passphrase(&passphrase, &code));
        self.tell(format!("set the first passphrase: {done:?}"));
        let is_done = matches!(done, Some(Ok(())));
        if is_done && !is_first {
            return Err("a first passphrase was set where there is one".to_owned());
        }
        if is_done {
            self.plant_beside_the_door()?;
        }
        self.phone.has_tried(&change, is_done.then_some(self.phone.in_front))
    }

    fn plant_beside_the_door(&mut self) -> Checked {
        if !matches!(self.plant, Plant::KeepOpenSlot | Plant::ForgetRetired) {
            return Ok(());
        }
        let row = disk::other_keyslots(&self.phone.disk, None).ok_or("no keyslots")?;
        let ring = self.phone.ring(&row)?;
        let mut value: Value = serde_json::from_slice(&row.sealed).map_err(|error| error.to_string())?;
        if self.plant == Plant::ForgetRetired {
            value["retired"] = json!([]);
        } else if let Some(slots) = value["slots"].as_array_mut() {
            let all = [&ring.notes, &ring.mine].into_iter().chain(ring.retired.iter().flatten());
            let keys: Value =
                all.map(|key| (key.id().to_owned(), json!(hex::encode(key.secret())))).collect();
            slots.push(json!({"kind": "open", "keys": keys}));
        }
        let row = Row { sealed: value.to_string().into_bytes(), ..row };
        finish(self.phone.disk.commit(vec![Write::Put(Table::Meta, row)]))?
            .map_err(|error| format!("{error:?}"))
    }

    /// Another passphrase, or another code.
    pub(super) fn other_way(&mut self, app: &App, chance: &mut Chance) -> Checked {
        if self.phone.ways.by_itself {
            return Ok(());
        }
        if chance.once_in(3) {
            return self.other_passkey(app, chance);
        }
        let (passphrase, code) = (self.passphrase(), app.fresh_code());
        let is_code = chance.once_in(2);
        let change = if is_code {
            Change::Code(code.digits().to_owned())
        } else {
            Change::Passphrase(passphrase.clone())
        };
        self.phone.will_try(&change);
        let done = if is_code {
            self.phone.with_faults(chance, app.change_code(&code))
        } else {
            self.phone.with_faults(chance, app.change_passphrase(&passphrase))
        };
        self.tell(format!("another way to open it, a code {is_code}: {done:?}"));
        self.phone.has_tried(&change, matches!(done, Some(Ok(()))).then_some(self.phone.in_front))
    }

    /// Another passkey, or none any more.
    fn other_passkey(&mut self, app: &App, chance: &mut Chance) -> Checked {
        let secret = (!chance.once_in(3)).then(|| hex::encode(app.fresh_salt()));
        let change = Change::Passkey(secret.clone());
        self.phone.will_try(&change);
        let done = match &secret {
            Some(secret) => {
                let (passkey, secret) = passkey(secret);
                self.phone.with_faults(chance, app.set_passkey(&passkey, &secret))
            }
            None => self.phone.with_faults(chance, app.remove_passkey()),
        };
        self.tell(format!("a passkey, or none: {secret:?}: {done:?}"));
        self.phone.has_tried(&change, matches!(done, Some(Ok(()))).then_some(self.phone.in_front))
    }

    /// What the keys before sealed is sealed again: once it is said to be done, no row is left.
    pub(super) fn seal_again(&mut self, app: &App, chance: &mut Chance) -> Checked {
        let done = self.phone.with_faults(chance, app.seal_again(|_| ()));
        self.tell(format!("sealed everything again: {done:?}"));
        let knows_the_keys =
            self.phone.windows.get(self.phone.in_front).is_some_and(|window| !window.has_keys_before);
        if matches!(done, Some(Ok(())))
            && knows_the_keys
            && let Some(row) = self.phone.sealed_before()?
        {
            return Err(format!("all was sealed again, but the keys before the passphrase open {row}"));
        }
        Ok(())
    }

    /// The first passphrase is set, or everything sealed again, while another window is at something else.
    pub(super) fn at_once_with_new_keys(&mut self, app: &App, chance: &mut Chance) -> Checked {
        let front = self.phone.in_front;
        let Some(other) = self.other_window(chance)? else { return Ok(()) };
        let mut change = None;
        let one = if self.phone.ways.by_itself && chance.once_in(2) {
            let (passphrase, code) = (self.passphrase(), app.fresh_code());
            change = Some(Change::First(passphrase.clone(), code.digits().to_owned()));
            Thing::FirstPassphrase(passphrase, code)
        } else {
            Thing::SealAgain
        };
        let another = match self.something_to_give_up(&other, chance) {
            Some(given_up) => given_up,
            None => self.something(&other, chance)?,
        };
        change.iter().for_each(|change| self.phone.will_try(change));
        let done = self.phone.both_with_faults(chance, one.at(app), another.at(&other));
        self.tell(format!("{} and {} at once: {done:?}", one.told(), another.told()));
        if let Some(change) = change {
            self.phone.has_tried(&change, matches!(done[0], Some(Ok(()))).then_some(front))?;
        }
        match (another, &done[1]) {
            (_, Some(Err(NotStaged::Refused(why)))) => Err(format!("a sound file is refused: {why:?}")),
            (Thing::Save(draft), Some(Ok(()))) => self.promise_saved(&draft),
            (Thing::Bring(bytes), Some(Ok(()))) => all_in(&self.phone.opened()?, &bytes),
            _ => Ok(()),
        }
    }

    /// A record to be rid of, one time in two.
    fn something_to_give_up(&mut self, app: &App, chance: &mut Chance) -> Option<Thing> {
        let record = chance.pick(&self.records()).filter(|_| chance.once_in(2))?;
        let now = view(app, record).filter(|view| view.state.is_open())?;
        let without = self.without_words(&now.fields);
        self.promised.gave_up.insert(record);
        self.give_up_drafts(record);
        Some(Thing::GiveUp(record, chance.below(ACTS.len()), without))
    }

    /// The first passphrase is set in one window, and the other, which knows nothing of it, is worked in.
    pub(super) fn sleep_through(&mut self, app: &App, chance: &mut Chance) -> Checked {
        let front = self.phone.in_front;
        let Some(other) = self.other_window(chance)? else { return Ok(()) };
        let behind = self.phone.in_front;
        if self.phone.ways.by_itself {
            self.phone.in_front = front;
            self.first_passphrase(app, chance)?;
        }
        if self.phone.windows.len() == 2 && chance.once_in(2) {
            self.phone.in_front = front;
            match chance.below(3) {
                0 => self.take_back(app, chance)?,
                1 => self.take_out(app, chance)?,
                _ => self.change(app, chance)?,
            }
        }
        for _ in 0..chance.below(4) {
            if self.phone.windows.len() < 2 {
                break;
            }
            self.phone.in_front = behind;
            match chance.below(9) {
                0 | 1 => self.write(&other, chance)?,
                2 => self.change(&other, chance)?,
                3 => self.save_page(&other, chance)?,
                4 => self.take_out(&other, chance)?,
                5 => self.erase(&other, chance)?,
                6 => self.send(&other, chance)?,
                7 => self.bring_own(&other, chance)?,
                _ => self.take_file_out(&other, chance)?,
            }
        }
        Ok(())
    }

    /// Locked. Something is written at the door, mostly, before it is opened again.
    pub(super) fn lock(&mut self, chance: &mut Chance) -> Checked {
        self.phone.windows.clear();
        if self.phone.ways.by_itself || chance.once_in(3) {
            self.tell("the phone locks".to_owned());
            return Ok(());
        }
        let words = self.typed();
        let before = self.phone.look()?.quick.clone();
        let ports = self.phone.ports();
        let begun = chance.once_in(2);
        let note = async {
            let door = Door::of(ports).await.map_err(|error| format!("{error:?}"))?;
            let kept = async {
                let begun = if begun { Some(door.quick_note("half of it", None).await?) } else { None };
                door.quick_note(&words, begun).await
            };
            kept.await.map(drop).map_err(|error| format!("{error:?}"))
        };
        let done = self.phone.reading(chance, note);
        self.tell(format!("the phone locks, and {words} is written at the door: {done:?}"));
        let kept: Vec<String> = self.phone.look()?.quick.difference(&before).cloned().collect();
        match (done, kept.as_slice()) {
            (Some(Ok(())), [id]) => drop(self.promised.quick.insert(id.clone(), words)),
            (Some(Ok(())), _) => return Err(format!("a tick, but {words} is not on the disk")),
            _ => {}
        }
        Ok(())
    }

    /// What was written at the door is the first thing to read. Says whether the phone is still on.
    pub(super) fn read_quick_notes(&mut self, app: &App, chance: &mut Chance) -> Result<bool, String> {
        if self.phone.look()?.quick.is_empty() || chance.once_in(4) {
            return Ok(true);
        }
        let done = self.phone.with_faults(chance, app.open_quick_notes());
        self.tell(format!("opened what was written at the door: {done:?}"));
        self.promised.quick_notes(self.phone.look()?)?;
        match (&done, self.promised.quick.values().next()) {
            (Some(Ok(())), Some(words)) => Err(format!("{words} was to be opened, and waits still")),
            _ => Ok(done.is_some()),
        }
    }
}
