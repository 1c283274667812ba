//! Whom files are sealed for, who says so, and what a person has to confirm first.

use crate::app::App;
use crate::app::commands::bring_in::Staged;
use crate::domain::ids::RecordId;
use crate::domain::keys::{self, Recipient};
use crate::domain::revision::Kind;
use crate::exchange::import::Why;
use crate::vault::signing::PublicKey;

/// What a file says about keys to seal for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeysInFile {
    /// Nothing, or nothing that is not here.
    None,
    /// Its signer is the issuer who was confirmed: they come in with the rest.
    Known,
    /// Nobody was confirmed yet. They wait for a person's word.
    First(PublicKey),
    /// Another issuer was confirmed. They wait, and what that one named stands.
    Other {
        /// Who signed the file.
        signed_by: PublicKey,
        /// Who was confirmed.
        confirmed: PublicKey,
    },
}

/// An issuer whose keys wait for a person's word.
#[derive(Debug, Clone, PartialEq)]
pub struct Unconfirmed {
    /// The key whose six words are to be compared.
    pub issuer: PublicKey,
    /// Whom it names, whatever their days.
    pub recipients: Vec<Recipient>,
    /// The issuer in whose place it would come.
    pub instead_of: Option<PublicKey>,
}

impl App {
    /// Whoever issues the area settings, once a person confirmed it.
    pub fn issuer(&self) -> Option<PublicKey> {
        self.state().issuer
    }

    /// Whom a file made today is to be sealed for; nobody where no issuer was confirmed, or fewer than two are named.
    pub fn recipients(&self) -> Vec<Recipient> {
        let Some(issuer) = self.issuer() else { return Vec::new() };
        let area = RecordId::parse(&self.profile().area).ok();
        let named = self.views_of(|kind| *kind == Kind::Keys);
        keys::in_force(&named, &issuer.to_hex(), area, self.today())
    }

    /// What a file that was looked at says about keys.
    pub fn keys_in(&self, staged: &Staged) -> KeysInFile {
        let report = &staged.report;
        if report.waiting.iter().any(|waiting| waiting.why == Why::Issuer)
            && let Some(voucher) = &staged.header.voucher
        {
            return match self.issuer() {
                None => KeysInFile::First(voucher.worker),
                Some(confirmed) => KeysInFile::Other { signed_by: voucher.worker, confirmed },
            };
        }
        let brings = report.new.iter().chain(&report.fuller).any(|revision| revision.kind == Kind::Keys);
        if brings { KeysInFile::Known } else { KeysInFile::None }
    }

    /// Issuers that a file named keys for and that nobody confirmed yet. Each is a question by itself.
    pub fn unconfirmed_issuers(&self) -> Vec<Unconfirmed> {
        let state = self.state();
        let mut found: Vec<Unconfirmed> = Vec::new();
        for waiting in state.waiting.values().filter(|waiting| state.names_its_signer(waiting)) {
            let Some(issuer) = state.signer_of(waiting).map(|voucher| voucher.worker) else { continue };
            let recipients = keys::recipients(&waiting.revision.fields);
            match found.iter_mut().find(|known| known.issuer == issuer) {
                Some(known) => known.recipients.extend(recipients),
                None => found.push(Unconfirmed { issuer, recipients, instead_of: state.issuer }),
            }
        }
        found
    }
}
