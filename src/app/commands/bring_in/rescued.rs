//! Bringing in a rescued notebook: its rows are opened with its own keys, and from there on it is a file like others.

use super::{Aside, NotStaged, Staged};
use crate::app::around::Around;
use crate::app::door::Shut;
use crate::app::open::OpenError;
use crate::app::ports::Table;
use crate::app::rescue::{Rescue, Rescued, keys_in};
use crate::app::{App, Failure};
use crate::domain::ids::FileId;
use crate::domain::revision::Sharing;
use crate::exchange::header::{Header, Purpose};
use crate::exchange::rescue;
use crate::vault::keyslots::KeyslotError;
use sha2::{Digest as _, Sha256};

impl App {
    /// Reads a rescue file and says what taking it in would do. Changes nothing.
    ///
    /// Its rows were kept by somebody's phone as they are, so they come in as that phone's own backup would: signed by
    /// it as far as its keys are there, since whoever has the file has them.
    pub(super) async fn stage_rescued(
        &self,
        bytes: &[u8],
        secret: Option<&str>,
    ) -> Result<Staged, NotStaged> {
        self.load_rest(|| ()).await.map_err(|error| NotStaged::Failed(error.into()))?;
        let mut reader = rescue::Reader::new(bytes).map_err(NotStaged::Refused)?;
        let mut sealed = Rescue::default();
        let mut slices = self.slices();
        for row in reader.by_ref() {
            sealed.put(row.map_err(NotStaged::Refused)?);
            slices.breathe().await;
        }
        let file = reader.finish().map_err(NotStaged::Refused)?;
        let keyslots = sealed.keyslots().map_err(|_| NotStaged::NoKeys)?;
        let ring = keys_in(&*self.ports.heavy, &keyslots, secret).await.map_err(|shut| match shut {
            Shut::Open(OpenError::Keys(KeyslotError::Locked)) => NotStaged::Locked,
            Shut::Open(_) => NotStaged::NoKeys,
            Shut::Wrong => NotStaged::WrongSecret,
            Shut::Heavy(error) => NotStaged::Failed(error.into()),
        })?;
        let mut rescued = sealed.begin(ring);
        for row in sealed.log() {
            rescued.take(row);
            slices.breathe().await;
        }
        self.open_rescued_quick_notes(&mut rescued).await.map_err(NotStaged::Failed)?;
        let revisions = rescued.revisions().cloned().collect();
        let header = Self::described_by(&rescued, &file);
        let damaged = rescued.state.broken.len() + file.unread.len();
        let closed = sealed.closed(&rescued.state);
        let around = Around {
            worker: rescued.signs.take().map(|(_, worker)| worker),
            profile: Some(rescued.state.profile),
            issuer: rescued.state.issuer.map(|key| (key, rescued.state.issuer_since)),
            // They are in the header.
            vouchers: Vec::new(),
            own: rescued.state.own,
            away: rescued.state.away,
            days: Some(rescued.state.days),
            sent: rescued.state.sent,
            waiting: rescued.state.waiting.into_values().collect(),
            drafts: rescued.state.drafts.into_values().collect(),
            closed,
        };
        let joins = self.state().is_unused();
        let staged = self.staged_own(header, revisions, around, joins).await?;
        Ok(Staged { aside: Aside { is_rescued: true, damaged, ..staged.aside }, ..staged })
    }

    /// What was written while that notebook was locked, and nobody has opened since.
    async fn open_rescued_quick_notes(&self, rescued: &mut Rescued) -> Result<(), Failure> {
        for row in std::mem::take(&mut rescued.state.quick) {
            let draft = match rescued.state.opener.clone() {
                Some(opener) => self.quick_note_in(&row, &opener).await?,
                None => None,
            };
            match draft {
                Some(draft) => drop(rescued.state.drafts.insert(draft.id, draft)),
                None => rescued.state.cannot_open(Table::Drafts, &row),
            }
        }
        Ok(())
    }

    /// What a backup would say of itself.
    fn described_by(rescued: &Rescued, file: &rescue::Header) -> Header {
        let code = &rescued.state.profile.code;
        Header {
            id: named_by(rescued, file),
            purpose: Purpose::Backup,
            audience: Sharing::Private,
            made_on: file.made_on,
            app: String::new(),
            count: 0,
            digest: String::new(),
            around: None,
            part: file.part,
            parts: file.parts,
            author: (!code.is_empty()).then(|| code.clone()),
            role: None,
            to: None,
            voucher: rescued.voucher(),
            vouchers: rescued.state.vouchers.clone(),
            extra: Default::default(),
        }
    }
}

/// Parts that were saved together belong together, and say no name: each has the same keys, the same day and one number of parts.
fn named_by(rescued: &Rescued, file: &rescue::Header) -> FileId {
    let keys = rescued.state.ring.notes.id();
    let digest = Sha256::digest(format!("ginnel-rescue {keys} {} {}", file.made_on, file.parts));
    FileId::from_random(*digest.first_chunk().unwrap_or(&[0; 16]))
}
