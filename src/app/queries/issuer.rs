//! Whom files are sealed for, who says so, and what a person has to confirm first.

use crate::app::commands::bring_in::Staged;
use crate::app::heavy::{Load, Task};
use crate::app::ports::Table;
use crate::app::rows::name;
use crate::app::state::Waiting;
use crate::app::{App, Failure};
use crate::domain::entries;
use crate::domain::ids::RecordId;
use crate::domain::issued;
use crate::domain::keys::{self, Recipient};
use crate::domain::revision::Kind;
use crate::exchange::import::Why;
use crate::vault::signing::PublicKey;
use chrono::NaiveDate;

/// What a file says that only a confirmed issuer may: about keys to seal for, and rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeysInFile {
    /// Nothing, or nothing that is not here.
    None,
    /// Its signer is the issuer who was confirmed: it comes in with the rest.
    Known,
    /// Nobody was confirmed yet. It waits for a person's word.
    First(PublicKey),
    /// Another issuer was confirmed. It waits, and what that one named stands.
    Other {
        /// Who signed the file.
        signed_by: PublicKey,
        /// Who was confirmed.
        confirmed: PublicKey,
    },
}

/// An issuer whose keys or rules wait for a person's word.
#[derive(Debug, Clone, PartialEq)]
pub struct Unconfirmed {
    /// The key whose six words are to be compared.
    pub issuer: PublicKey,
    /// What it calls itself, and the area that it names keys for: its own words, which prove nothing. May be empty.
    pub says: Vec<String>,
    /// Whom it names, whatever their days; nobody where it sets rules only.
    pub recipients: Vec<Recipient>,
    /// The issuer in whose place it would come.
    pub instead_of: Option<PublicKey>,
}

/// How files that leave are sealed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sealing {
    /// Whether a person confirmed whose keys they are. Also where the row that says so is damaged: a file that was to
    /// be sealed must not go open without a word.
    pub confirmed: bool,
    /// The day on which that was, as far as it is known.
    pub since: Option<NaiveDate>,
    /// Whom the issuer named for the worker's area, whatever their days.
    pub named: Vec<Recipient>,
    /// Whom a file made today is sealed for; empty where fewer than two can be used.
    pub recipients: Vec<Recipient>,
    /// An issuer whose keys or rules wait for a person's word.
    pub asks: Option<Unconfirmed>,
}

impl App {
    /// Whoever issues the area settings, once a person confirmed it.
    pub fn issuer(&self) -> Option<PublicKey> {
        self.state().issuer
    }

    /// Whom a file made today is to be sealed for; nobody where no issuer was confirmed, or fewer than two are named.
    pub fn recipients(&self) -> Vec<Recipient> {
        keys::in_force(&self.named(), self.today())
    }

    fn named(&self) -> Vec<Recipient> {
        let Some(issuer) = self.issuer() else { return Vec::new() };
        let area = RecordId::parse(&self.profile().area).ok();
        keys::named(&self.views_of(|kind| *kind == Kind::Keys), &issuer.to_hex(), area)
    }

    /// How files that leave are sealed. Keys are known once every record was read.
    pub fn sealing(&self) -> Sealing {
        let named = self.named();
        Sealing {
            confirmed: self.issuer().is_some() || self.state().is_broken(Table::Meta, name::ISSUER),
            since: self.state().issuer_since,
            recipients: keys::in_force(&named, self.today()),
            named,
            asks: self.unconfirmed_issuers().into_iter().next(),
        }
    }

    /// The six words that two people compare before they confirm an issuer.
    ///
    /// # Errors
    /// [`Failure::Heavy`]
    pub async fn words_of_issuer(&self, issuer: PublicKey) -> Result<Vec<String>, Failure> {
        let load = Load { texts: vec![issuer.to_hex()], ..Load::default() };
        Ok(self.ports.heavy.run(Task::IssuerWords, load).await?.texts)
    }

    /// Whether a person can confirm the issuer that this waits for.
    pub fn can_be_confirmed(&self, waiting: &Waiting) -> bool {
        self.state().names_its_signer(waiting)
    }

    /// What a file that was looked at says about keys and rules.
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
        let brings =
            report.new.iter().chain(&report.fuller).any(|revision| issued::is_issued(&revision.kind));
        if brings { KeysInFile::Known } else { KeysInFile::None }
    }

    /// Issuers that a file named keys or set rules for and that nobody confirmed yet. Each is a question by itself.
    pub fn unconfirmed_issuers(&self) -> Vec<Unconfirmed> {
        let state = self.state();
        let mut found: Vec<Unconfirmed> = Vec::new();
        for waiting in state.waiting.values().filter(|waiting| state.names_its_signer(waiting)) {
            let Some(issuer) = state.signer_of(waiting).map(|voucher| voucher.worker) else { continue };
            let place = match found.iter().position(|known| known.issuer == issuer) {
                Some(place) => place,
                None => {
                    let (says, recipients) = Default::default();
                    found.push(Unconfirmed { issuer, says, recipients, instead_of: state.issuer });
                    found.len() - 1
                }
            };
            let (known, fields) = (&mut found[place], &waiting.revision.fields);
            known.recipients.extend(keys::recipients(fields));
            let area = RecordId::parse(entries::text(fields, "area")).ok().and_then(|area| state.view(area));
            let area = area.as_ref().map_or("", |view| entries::text(&view.fields, "label"));
            for said in [entries::text(fields, "label"), area] {
                if !said.is_empty() && !known.says.iter().any(|known| known == said) {
                    known.says.push(said.to_owned());
                }
            }
        }
        found
    }
}
