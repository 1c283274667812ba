//! Sending: what would leave, the file itself, and what the worker says became of it. Nothing here deletes.

use crate::app::heavy::{Load, Task};
use crate::app::ports::{Table, Write};
use crate::app::queries::lines::Line;
use crate::app::queries::warnings::{self, Warning};
use crate::app::rows::{self, name};
use crate::app::state::{Sent, State, Told};
use crate::app::{App, Failure};
use crate::domain::fields;
use crate::domain::ids::{FileId, RecordId};
use crate::domain::keys::Recipient;
use crate::domain::order;
use crate::domain::revision::{Kind, Revision, Sharing};
use crate::domain::sharing::Outgoing;
use crate::exchange::header::Purpose;
use crate::exchange::write::{Facts, Signer, Writer};
use crate::vault::signing::Voucher;
use std::collections::BTreeSet;

/// How the name of a file ends that whoever has it can read.
const OPEN: &str = "json";
/// How that of a sealed one does: plain text to every program on the way, which some phones ask for.
const SEALED: &str = "age.txt";

/// What would leave, to be looked at first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Leaving {
    /// Notes that go with their words.
    pub notes: Vec<Line>,
    /// Responses that go with their words.
    pub responses: Vec<Line>,
    /// Groups that go by name.
    pub groups: Vec<Line>,
    /// Groups that go without a name, by their wish.
    pub unnamed: usize,
    /// Records that were taken back or narrowed since they were shared: the file asks for them back.
    pub asked_back: usize,
    /// Unfinished notes that stay until they are finished or sent on purpose.
    pub held: Vec<Line>,
    /// Notes and responses that are *Only me*.
    pub stay: usize,
    /// What looks like one person in what goes.
    pub warnings: Vec<Warning>,
}

/// A file that was made and is ready to be handed over.
#[derive(Debug, Clone, PartialEq)]
pub struct MadeFile {
    /// Its id.
    pub file: FileId,
    /// Names without words in them: the worker code, the day, the part.
    pub parts: Vec<(String, Vec<u8>)>,
    /// Whom it is sealed for, by what they are called. Empty where whoever has the file can read it.
    pub sealed_for: Vec<String>,
}

impl App {
    /// What would leave for the coordinator. Unfinished notes only `with_unfinished`. Looks in slices: what changes
    /// meanwhile is for the next look.
    pub async fn leaving(&self, with_unfinished: bool) -> Leaving {
        let (held, revisions) = self.chosen(with_unfinished).await;
        let mut leaving = Leaving {
            held: held.iter().filter_map(|record| self.line(*record)).collect(),
            stay: stays(&self.state()),
            ..Leaving::default()
        };
        let mut asked_back = BTreeSet::new();
        let mut slices = self.slices();
        for revision in &revisions {
            slices.breathe().await;
            let is_head =
                |state: &State| state.notebook.heads(revision.record).iter().any(|h| h.id == revision.id);
            if !is_head(&self.state()) {
                continue;
            }
            if revision.fields.is_empty() {
                asked_back.insert(revision.record);
                continue;
            }
            let found = warnings::in_fields(revision.record, &revision.kind, &revision.fields, self.today());
            leaving.warnings.extend(found);
            match revision.kind {
                Kind::Engagement => leaving.notes.extend(self.line(revision.record)),
                Kind::Response => {
                    let note = fields::linked_note(&revision.fields).and_then(|note| self.line(note));
                    // It is of the circle of its note, where that is the smaller one.
                    leaving.responses.extend(self.line(revision.record).map(|line| {
                        Line {
                            sharing: note
                                .map_or(Sharing::Publishable, |note| note.sharing)
                                .narrower(line.sharing.clone()),
                            ..line
                        }
                    }));
                }
                Kind::Organisation if fields::wishes_no_name(&revision.fields) => leaving.unnamed += 1,
                Kind::Organisation => leaving.groups.extend(self.line(revision.record)),
                _ => {}
            }
        }
        leaving.asked_back = asked_back.len();
        leaving
    }

    /// Makes the file for the coordinator, signed by this device, and remembers that it was made: on a phone that is
    /// full, only until it is closed, since the words must get out.
    ///
    /// # Errors
    /// [`Failure::TooLong`] when a record fits in no file; [`Failure::Locked`] where there are new keys; else the
    /// store's, when it cannot be read.
    pub async fn make_file(&self, to: &str, with_unfinished: bool) -> Result<MadeFile, Failure> {
        self.make(to, with_unfinished, false).await
    }

    /// The same file; with `is_sealed`, each part sealed for whoever the confirmed issuer names on this day.
    ///
    /// # Errors
    /// As [`App::make_file`]; [`Failure::Heavy`] where it could not be sealed, fewer than two recipients included. There
    /// is no file then, and none that is not sealed in its place.
    pub async fn make(&self, to: &str, with_unfinished: bool, is_sealed: bool) -> Result<MadeFile, Failure> {
        self.load_rest(|| ()).await?;
        // What another window narrowed a moment ago must not leave from this one.
        self.catch_up().await?;
        if self.has_old_keys() {
            // Nor can what it took back since be read here.
            return Err(Failure::Locked);
        }
        let (_, revisions) = {
            // Nothing may be narrowed or taken back between the first record that is looked at and the last.
            let _turn = self.writing.lock().await;
            self.chosen(with_unfinished).await
        };
        let facts = self.facts(Purpose::Notes, Sharing::MyCoordinator, to);
        let (file, today) = (facts.id, facts.made_on);
        let mut parts = self.written(Writer::default(), &revisions, facts).await?;
        let recipients = if is_sealed { self.recipients() } else { Vec::new() };
        if is_sealed {
            for part in &mut parts {
                *part = self.sealed(std::mem::take(part), &recipients).await?;
            }
        }
        let open = revisions.iter().filter(|r| !r.fields.is_empty()).map(|r| r.id).collect();
        let day = self.state().days.used;
        let sent = Sent { file, on: today, to: to.to_owned(), day, told: Told::Made, open };
        if self.keep_sent(sent.clone()).await.is_err() {
            self.change().remember_sent(sent);
        }
        let name = format!("{}{today}", named(&self.profile().code));
        let sealed_for = recipients.into_iter().map(|recipient| recipient.label).collect();
        let ending = if is_sealed { SEALED } else { OPEN };
        Ok(MadeFile { file, parts: with_names(&name, ending, parts), sealed_for })
    }

    /// What a file made now says of itself.
    pub(super) fn facts(&self, purpose: Purpose, audience: Sharing, to: &str) -> Facts {
        let state = self.state();
        Facts {
            id: self.ports.ids.file(),
            purpose,
            audience,
            made_on: self.ports.clock.today(),
            app: env!("CARGO_PKG_VERSION").to_owned(),
            author: filled(&state.profile.code),
            role: filled(&state.profile.role),
            to: filled(to),
            vouchers: state.vouchers.clone(),
        }
    }

    /// The parts of a file with these revisions, signed by this device. Works in slices.
    pub(super) async fn written(
        &self,
        mut writer: Writer,
        revisions: &[Revision],
        facts: Facts,
    ) -> Result<Vec<Vec<u8>>, Failure> {
        let mut slices = self.slices();
        for revision in revisions {
            writer.add(revision).map_err(|_| Failure::TooLong)?;
            slices.breathe().await;
        }
        let voucher = {
            let state = self.state();
            Voucher::sign(&state.device, &state.worker)
        };
        let mut parts = writer.parts(facts).map_err(|_| Failure::TooLong)?;
        while parts
            .step(Some(&Signer { device: &self.state().device, voucher }))
            .map_err(|_| Failure::TooLong)?
        {
            slices.breathe().await;
        }
        Ok(parts.made())
    }

    async fn sealed(&self, part: Vec<u8>, recipients: &[Recipient]) -> Result<Vec<u8>, Failure> {
        let texts = recipients.iter().map(|recipient| recipient.key.clone()).collect();
        Ok(self.ports.heavy.run(Task::SealFile, Load { texts, bytes: part }).await?.bytes)
    }

    /// What stays until it is finished, and what goes. Looks in slices.
    async fn chosen(&self, with_unfinished: bool) -> (BTreeSet<RecordId>, Vec<Revision>) {
        let held = if with_unfinished { BTreeSet::new() } else { unfinished(&self.state()) };
        let mut slices = self.slices();
        let outgoing = Outgoing::new(&self.state().notebook, Sharing::MyCoordinator, held.clone());
        let mut outgoing = outgoing.under(&self.rules());
        while outgoing.step(&self.state().notebook) {
            slices.breathe().await;
        }
        let revisions = outgoing.finish(&self.state().notebook);
        (held, revisions)
    }

    /// Remembers what became of a file, as far as the phone or the worker can say.
    ///
    /// # Errors
    /// [`Failure::Gone`] for a file that was not made here; else the store's.
    pub async fn tell(&self, file: FileId, told: Told) -> Result<(), Failure> {
        let known = self.state().sent.iter().find(|sent| sent.file == file).cloned();
        self.keep_sent(Sent { told, ..known.ok_or(Failure::Gone)? }).await
    }

    async fn keep_sent(&self, sent: Sent) -> Result<(), Failure> {
        let row = self.meta_row(&format!("{}{}", name::SENT, sent.file), &rows::sent_to_value(&sent))?;
        self.commit(vec![Write::Put(Table::Meta, row)]).await?;
        self.change().remember_sent(sent);
        Ok(())
    }
}

/// Unfinished notes of one's own that would leave.
fn unfinished(state: &State) -> BTreeSet<RecordId> {
    let is_own = |record| state.notebook.heads(record).iter().any(|head| state.notebook.is_own(head));
    let unfinished = state.index.latest_first().filter(|(_, e)| e.unfinished && e.sharing.level() > 0);
    order::set(unfinished.map(|(record, _)| record).filter(|record| is_own(*record)))
}

fn stays(state: &State) -> usize {
    let private = state.index.latest_first().filter(|(_, entry)| {
        matches!(entry.kind, Kind::Engagement | Kind::Response)
            && entry.state.is_open()
            && entry.sharing.level() == 0
    });
    private.count()
}

fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The worker code as the beginning of a file's name.
pub(super) fn named(code: &str) -> String {
    let code: String = code.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    if code.is_empty() { "ginnel-".to_owned() } else { format!("ginnel-{code}-") }
}

/// The parts of a file, each under its name.
pub(super) fn with_names(name: &str, ending: &str, parts: Vec<Vec<u8>>) -> Vec<(String, Vec<u8>)> {
    let of = parts.len();
    let part = |nth: usize| if of == 1 { String::new() } else { format!("-part-{nth}-of-{of}") };
    let parts = parts.into_iter().enumerate();
    parts.map(|(nth, bytes)| (format!("{name}{}.{ending}", part(nth + 1)), bytes)).collect()
}
