//! A password that was forgotten: an organisation is asked and answers, on a copy of the phone that goes wrong as any
//! other. All that its keys of notes open is back, and nothing else; and the old way to open it brings the rest.

use super::super::Plant;
use super::super::disk;
use super::super::phone::Phone;
use super::super::ways::Ways;
use super::super::world::{Chance, finish};
use super::{Checked, Season};
use ginnel::app::App;
use ginnel::app::door::{Door, RecoveryCode};
use ginnel::app::ports::{Row, Store, Table, Write};
use ginnel::app::rows;
use ginnel::vault::answer::{Request, answer, open_answer, slot};
use ginnel::vault::envelope::identity;
use ginnel::vault::keyslots::{Keyslots, Organisation};
use ginnel::vault::seal::KeyRing;
use std::collections::BTreeSet;

/// The passphrase that is set with an answer.
const FORGOTTEN: &str = "forgotten once";

impl Season {
    /// The slot follows whom the confirmed issuer names. Where there is one, it helps.
    pub(super) fn ask_the_organisation(&mut self, app: &App, chance: &mut Chance) -> Checked {
        let done = self.phone.with_faults(chance, app.keep_organisation_slot());
        self.tell(format!("kept the slot for the organisation: {done:?}"));
        if self.phone.ways.by_itself {
            return Ok(());
        }
        let fresh = self.phone.opened()?;
        finish(fresh.keep_organisation_slot())?.map_err(|error| format!("no slot is made: {error:?}"))?;
        self.phone.windows.iter_mut().for_each(|window| window.is_fresh = false);
        let recipients: Vec<String> = fresh.recipients().into_iter().map(|one| one.key).collect();
        let row = disk::other_keyslots(&self.phone.disk, None).ok_or("no keyslots")?;
        let ring = self.phone.ring(&row)?;
        let mut keyslots = Keyslots::parse(&row.sealed).map_err(|error| format!("{error:?}"))?;
        let Some(secret) = recipients.first().and_then(|first| self.issuers.secret(first)) else {
            return match keyslots.organisation() {
                None => Ok(()),
                Some(_) => Err("nobody is named, and there is a slot for them".to_owned()),
            };
        };
        if self.plant == Plant::MineInTheSlot {
            self.plant_in_the_slot(&mut keyslots, &ring, &recipients, &row)?;
        }
        let sealed = &keyslots.organisation().ok_or("somebody is named, and there is no slot")?.sealed;
        let asked = identity();
        let request = Request::new(sealed, &asked.recipient);
        let given = answer(&request, &[&secret]).and_then(|text| open_answer(&text, &asked.secret));
        let given = given.map_err(|error| format!("the desk cannot answer: {error:?}"))?;
        if given.iter().any(|key| keyslots.is_mine(key.id())) {
            return Err("the organisation is given a private key".to_owned());
        }
        self.helped(chance, &ring, &secret)
    }

    fn plant_in_the_slot(
        &self,
        keyslots: &mut Keyslots,
        ring: &KeyRing,
        recipients: &[String],
        row: &Row,
    ) -> Checked {
        let mut keys = ring.all_notes();
        keys.push(&ring.mine);
        let made_for = keyslots.organisation().map(|slot| slot.made_for.clone()).unwrap_or_default();
        let sealed = slot(&keys, recipients).map_err(|error| format!("{error:?}"))?;
        keyslots.set_organisation(Some(Organisation { made_for, sealed }));
        let row = Row { sealed: keyslots.to_bytes(), ..row.clone() };
        finish(self.phone.disk.commit(vec![Write::Put(Table::Meta, row)]))?
            .map_err(|error| format!("{error:?}"))
    }

    /// On a copy, since a worker who forgets everything has no more of a season.
    fn helped(&mut self, chance: &mut Chance, before: &KeyRing, secret: &str) -> Checked {
        self.phone.look()?;
        let said: Vec<_> = self.phone.ways.said().map(|(way, secret)| (way, secret.clone())).collect();
        let old = chance.pick(&said).ok_or("nothing opens it")?;
        let mut other = Phone::new(chance.next(), Plant::Nothing);
        for (table, row) in self.phone.rows() {
            finish(other.disk.commit(vec![Write::Put(table, row)]))?.map_err(|error| format!("{error:?}"))?;
        }
        let passphrase = FORGOTTEN.to_owned();
        let code = RecoveryCode::new(std::array::from_fn(|_| chance.below(256) as u8));
        let ports = other.ports();
        let help = async {
            let door = Door::of(ports).await.map_err(|error| format!("{error:?}"))?;
            let asked = door.ask().await.map_err(|error| format!("{error:?}"))?;
            let request = Request::parse(&asked.text).map_err(|error| format!("{error:?}"))?;
            let text = answer(&request, &[secret]).map_err(|error| format!("{error:?}"))?;
            let answered = door.answered(&text).await.map_err(|error| format!("{error:?}"))?;
            answered.set_passphrase(&passphrase, &code).await.map_err(|error| format!("{error:?}"))
        };
        let done = other.reading(chance, help);
        self.tell(format!("forgot everything, and asked: {done:?}"));
        let ways = Ways {
            passphrases: BTreeSet::from([passphrase]),
            codes: BTreeSet::from([code.digits().to_owned()]),
            ..Ways::default()
        };
        let row = disk::other_keyslots(&other.disk, None).ok_or("no keyslots")?;
        let Some(now) = ways.ring(&row) else {
            if matches!(done, Some(Ok(()))) {
                return Err("a new password was set, and opens nothing".to_owned());
            }
            other.ways = self.phone.ways.clone();
            return other.opened().map(drop);
        };
        other.ways = ways;
        self.just_the_shared(&other, before, &now)?;
        let app = other.opened()?;
        let safety = app.safety();
        if safety.broken > 0 || safety.missing > 0 {
            return Err(format!("after help it opens damaged: {safety:?}"));
        }
        if chance.once_in(2) {
            self.copied_while_closed(chance, &app, &old.1)?;
        }
        let broken_off = other.reading(chance, app.open_earlier(&old.1));
        self.tell(format!("the old way came to mind, {:?}: {broken_off:?}", old.0));
        let app = other.opened()?;
        finish(app.open_quick_notes())?.map_err(|error| format!("{error:?}"))?;
        if app.has_earlier_keys() {
            finish(app.open_earlier(&old.1))?
                .map_err(|error| format!("the old way opens nothing: {error:?}"))?;
        }
        self.all_back(&mut other)
    }

    /// A copy takes what is closed to a new phone, and the old way opens it there.
    fn copied_while_closed(&mut self, chance: &mut Chance, app: &App, old: &str) -> Checked {
        let made = finish(app.make_backup(FORGOTTEN))?.map_err(|error| format!("no copy: {error:?}"))?;
        let mut new = Phone::new(chance.next(), Plant::Nothing);
        let fresh = new.opened()?;
        for (_, part) in &made.made.parts {
            let staged =
                finish(fresh.stage_locked(part, FORGOTTEN))?.map_err(|error| format!("{error:?}"))?;
            finish(fresh.bring_in(&staged))?.map_err(|error| format!("{error:?}"))?;
        }
        let (is, was) = (fresh.safety(), app.safety());
        if (is.closed, is.broken) != (was.closed, 0) {
            return Err(format!("{was:?} were closed, and on a new phone it is {is:?}"));
        }
        if fresh.has_earlier_keys() {
            finish(fresh.open_earlier(old))?.map_err(|error| format!("not opened from a copy: {error:?}"))?;
        }
        self.tell(format!("a copy of it, {} closed, came in on a new phone", was.closed));
        self.all_back(&mut new)
    }

    /// What keys of notes sealed opens, as it was; what private ones did stays as it is.
    fn just_the_shared(&self, other: &Phone, before: &KeyRing, now: &KeyRing) -> Checked {
        let notes: BTreeSet<&str> = before.all_notes().into_iter().map(|key| key.id()).collect();
        let there = other.rows();
        for (table, row) in self.phone.rows().into_iter().filter(|(table, _)| *table == Table::Log) {
            let found = there.iter().find(|(of, held)| *of == table && held.id == row.id);
            let (_, found) = found.ok_or_else(|| format!("{} went with the password", row.id))?;
            let (was, is) = (rows::revision_in(before, &row), rows::revision_in(now, found));
            if notes.contains(row.key.as_str()) && is != was {
                return Err(format!("{} may be shared, and is not back", row.id));
            }
            if !notes.contains(row.key.as_str()) && (is.is_some() || *found != row) {
                return Err(format!("{} is private, and was opened or changed by help", row.id));
            }
        }
        Ok(())
    }

    fn all_back(&mut self, other: &mut Phone) -> Checked {
        let device = self.phone.look()?.device.clone();
        other.look()?;
        device.into_iter().for_each(|device| other.read.notebook.also_of(device));
        let again = other.opened()?;
        if again.safety().closed > 0 {
            return Err(format!("all was opened again, and is not: {:?}", again.safety()));
        }
        self.promised.shown_by(&again, other)
    }
}
