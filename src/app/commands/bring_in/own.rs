//! Bringing in a worker's own notebook, as a backup or as a rescue file has it: records like those of any file, and
//! beside them what makes this phone a device of that worker.

use super::{Aside, NotStaged, Staged};
use crate::app::around::Around;
use crate::app::commands::keys::tidied;
use crate::app::draft::Draft;
use crate::app::heavy::{HeavyError, Load, Task};
use crate::app::ports::{Table, Write};
use crate::app::rows::{self, name};
use crate::app::state::{Kept, Waiting};
use crate::app::{App, Failure};
use crate::domain::revision::{Fingerprint, Revision};
use crate::exchange::header::{Header, Purpose};
use crate::exchange::read::{Reader, Refusal};
use crate::vault::signing::{PublicKey, Voucher, WorkerKey};
use std::sync::Arc;
use zeroize::Zeroizing;

impl App {
    /// Reads a backup and says what taking it in would do. Changes nothing.
    pub(super) async fn stage_backup(&self, bytes: &[u8], secret: &str) -> Result<Staged, NotStaged> {
        let load = Load { texts: vec![tidied(secret).to_string()], bytes: bytes.to_vec() };
        let plain = self.ports.heavy.run(Task::OpenBackup, load).await.map_err(|error| match error {
            HeavyError::Wrong => NotStaged::WrongSecret,
            HeavyError::Envelope => NotStaged::Refused(Refusal::Changed),
            // Ours ask for no more work than a phone can do.
            HeavyError::Refused => NotStaged::Refused(Refusal::OtherFormat),
            error => NotStaged::Failed(error.into()),
        })?;
        let plain = Zeroizing::new(plain.bytes);
        let mut reader = Reader::new(&plain).map_err(NotStaged::Refused)?;
        let revisions = self.all_of(&mut reader).await?;
        let (mut header, around) = reader.finish_all().map_err(NotStaged::Refused)?;
        if header.purpose != Purpose::Backup {
            return self.judged(header, revisions, None).await;
        }
        let mut around = Around::read(&around);
        let signer = header.voucher.map(|voucher| voucher.worker);
        around.worker = around.worker.filter(|worker| Some(worker.public()) == signer);
        header.vouchers.append(&mut around.vouchers);
        let kept = Some(Kept { on: header.made_on, n: 0 });
        // Whoever wrote a note on a new phone before thinking of the backup is still who they are. Once something was
        // sent it was sent as somebody: that stands.
        let joins = self.state().sent.is_empty();
        let staged = self.staged_own(header, revisions, around, joins).await?;
        Ok(Staged { aside: Aside { kept, ..staged.aside }, ..staged })
    }

    /// What of a worker's own notebook would come in. Where it `joins`, this phone becomes a device of that worker.
    pub(super) async fn staged_own(
        &self,
        header: Header,
        revisions: Vec<Revision>,
        around: Around,
        joins: bool,
    ) -> Result<Staged, NotStaged> {
        let here = self.state().worker.public();
        let whose = around.worker.as_ref().map(WorkerKey::public).filter(|worker| joins || *worker == here);
        let mut own = whose.map(|worker| devices_of(worker, &header)).unwrap_or_default();
        if whose.is_some() {
            let others = around.own.iter().filter(|voucher| voucher.holds());
            own.extend(others.map(|voucher| voucher.device.fingerprint()));
        }
        let staged = self.judged(header, revisions, whose).await?;
        Ok(Staged { aside: self.aside(around, whose, own), ..staged })
    }

    /// What is not here of the rest. A draft that was saved here since stays away.
    fn aside(&self, around: Around, whose: Option<PublicKey>, own: Vec<Fingerprint>) -> Aside {
        let state = self.state();
        let is_here = |draft: &Draft| {
            let saved = |id| state.notebook.get(id).is_some();
            state.drafts.contains_key(&draft.id) || draft.entries.iter().any(|entry| saved(entry.revision))
        };
        let is_known = |waiting: &Waiting| {
            let id = waiting.revision.id;
            state.notebook.get(id).is_some() || state.waiting.contains_key(&id)
        };
        let Around {
            worker,
            profile,
            issuer,
            mut away,
            days,
            own: mut others,
            mut sent,
            mut waiting,
            mut drafts,
            mut closed,
            ..
        } = around;
        drafts.retain(|draft| !is_here(draft));
        waiting.retain(|one| !is_known(one));
        sent.retain(|sent| whose.is_some() && state.sent.iter().all(|known| known.file != sent.file));
        // What is here with its words stays so: another phone of this worker let go of them, and not this one.
        away.revisions.retain(|id| whose.is_some() && state.notebook.get(*id).is_none());
        away.lines.retain(|record, _| whose.is_some() && !state.notebook.holds(*record));
        others.retain(|voucher| whose.is_some() && voucher.holds() && !state.own.contains(voucher));
        // Nobody can judge what it says until it is opened, so it is taken from nobody else.
        closed.retain(|_| whose.is_some());
        let worker = worker.filter(|worker| whose.is_some() && worker.public() != state.worker.public());
        Aside {
            is_anothers: whose.is_none(),
            profile: profile.filter(|_| worker.is_some()),
            worker: worker.map(Arc::new),
            issuer: issuer.filter(|_| whose.is_some() && state.issuer.is_none()),
            away,
            days: days.filter(|days| whose.is_some() && days.used > state.days.used),
            others,
            own,
            sent,
            waiting,
            drafts,
            stays_closed: closed.iter().filter(|placed| !state.has_closed(placed)).count(),
            closed,
            ..Aside::default()
        }
    }

    /// The rows around the log that make this notebook what the other was. `worker` is none where it has become
    /// somebody's meanwhile, or was that worker's before.
    pub(super) fn own_rows(&self, aside: &Aside, worker: Option<&WorkerKey>) -> Result<Vec<Write>, Failure> {
        let mut rows = Vec::new();
        if let Some(worker) = worker {
            let state = self.state();
            rows.push(rows::identity_row(&*self.ports.ids, &state.ring, &state.device, worker)?);
        }
        let joined = worker.is_some();
        if let Some(profile) = aside.profile.as_ref().filter(|_| joined) {
            rows.push(self.meta_row(name::PROFILE, &profile.to_value())?);
        }
        if let Some(kept) = aside.kept.filter(|_| joined) {
            rows.push(self.meta_row(name::BACKUP, &rows::kept_to_value(kept))?);
        }
        if let Some(issuer) = aside.issuer {
            rows.push(self.meta_row(name::ISSUER, &rows::issuer_to_value(issuer))?);
        }
        if let Some(days) = aside.days {
            rows.push(self.meta_row(name::DAYS, &days.to_value())?);
        }
        if !aside.away.lines.is_empty() {
            let id = format!("{}{}", name::AWAY, self.ports.ids.file());
            rows.push(self.meta_row(&id, &aside.away.to_value())?);
        }
        if !aside.others.is_empty() {
            let all = self.state().own.iter().chain(&aside.others).map(Voucher::to_value).collect();
            rows.push(self.meta_row(name::OWN, &all)?);
        }
        for sent in &aside.sent {
            rows.push(self.meta_row(&format!("{}{}", name::SENT, sent.file), &rows::sent_to_value(sent))?);
        }
        Ok(rows.into_iter().map(|row| Write::Put(Table::Meta, row)).collect())
    }

    /// The phone is one now: what that worker's other devices wrote is looked at anew, as its own. None where it was
    /// that worker's before, and more devices are known.
    pub(super) async fn now_device_of(&self, worker: Option<&WorkerKey>) {
        if let Some(worker) = worker {
            self.change().worker = WorkerKey::from_secret(&worker.secret());
        }
        let _turn = self.writing.lock().await;
        // Where this fails, the next opening does it.
        let _ = self.read_again().await;
    }

    /// The drafts of another notebook, sealed with the keys of this phone, but for those whose place is taken.
    pub(super) async fn drafts_again(&self, drafts: &[Draft]) -> Result<Vec<Draft>, Failure> {
        let ids: Vec<String> = drafts.iter().map(|draft| draft.id.to_string()).collect();
        let taken = self.ports.store.rows(Table::Drafts, &ids).await?;
        let free = drafts.iter().filter(|draft| !taken.iter().any(|row| row.id == draft.id.to_string()));
        let state = self.state();
        free.map(|draft| {
            let row = rows::draft_row(&*self.ports.ids, &state.ring, draft)?;
            Ok(Draft { row: Some(row), ..draft.clone() })
        })
        .collect()
    }
}

/// The devices that a worker is known to have.
fn devices_of(worker: PublicKey, header: &Header) -> Vec<Fingerprint> {
    let vouchers = header.voucher.iter().chain(&header.vouchers);
    let own = vouchers.filter(|voucher| voucher.worker == worker && voucher.holds());
    own.map(|voucher| voucher.device.fingerprint()).collect()
}

/// Adds the row of a draft where there is none.
pub(super) fn added(draft: &Draft) -> Write {
    Write::Swap { table: Table::Drafts, id: draft.id.to_string(), from: None, to: draft.row.clone() }
}
