//! Files that are sealed for a desk: opened with the key of each who has one, looked at as any open file is, and proved to
//! open for nobody else.

use super::super::Plant;
use super::super::world::{Chance, finish};
use super::files::{forged, read};
use super::{Checked, Season};
use ginnel::app::App;
use ginnel::app::commands::bring_in::NotStaged;
use ginnel::app::commands::send::MadeFile;
use ginnel::domain::ids::FileId;
use ginnel::domain::revision::{Revision, Sharing};
use ginnel::exchange::envelope::{open, seal_for};
use ginnel::exchange::header::Purpose;
use ginnel::exchange::write::{Facts, write_file};

/// Sealed files that are kept to be forged.
const KEPT: usize = 4;

/// A file on its way to the desk, and at it.
#[derive(Clone)]
pub struct Sealed {
    bytes: Vec<u8>,
    plain: Vec<u8>,
    secret: String,
}

impl Season {
    /// The file as the desk reads it, and the deputy. Each opens it alone, and whoever issues other keys does not.
    pub(super) fn opened_at_the_desk(&mut self, app: &App, mut file: MadeFile) -> Result<MadeFile, String> {
        let (secrets, strangers) = self.issuers.secrets(&app.recipients());
        let desk = self.issuers.label_of_confirmed().filter(|_| secrets.len() > 1);
        let desk = desk.ok_or("a file was sealed, and there are no two keys")?;
        if file.sealed_for.len() != secrets.len() || file.sealed_for.iter().any(|label| *label != desk) {
            return Err(format!("a file was sealed for {:?}, and {desk} was confirmed", file.sealed_for));
        }
        for (name, bytes) in &mut file.parts {
            if self.plant == Plant::SealedPrivate {
                self.plant_in_the_file(app, bytes)?;
            }
            if !name.ends_with(".age.txt") || bytes.contains(&b'<') {
                return Err(format!("{name} is not sealed"));
            }
            let mut plain = Vec::new();
            for secret in &secrets {
                plain = open(bytes, &[secret])
                    .map_err(|error| format!("does not open at the desk: {error:?}"))?
                    .to_vec();
            }
            if open(bytes, &strangers).is_ok() {
                return Err("a file opens for whom nobody confirmed".to_owned());
            }
            let sealed =
                Sealed { bytes: std::mem::replace(bytes, plain.clone()), plain, secret: secrets[0].clone() };
            self.sealed.truncate(KEPT - 1);
            self.sealed.insert(0, sealed);
        }
        Ok(file)
    }

    /// On a phone a sealed file does nothing. One that was changed or cut off opens for nobody, or says what it said.
    pub(super) fn bring_sealed(&mut self, app: &App, chance: &mut Chance) -> Checked {
        let Some(Sealed { bytes, plain, secret }) = chance.pick(&self.sealed) else { return Ok(()) };
        match finish(app.stage(&bytes))? {
            Err(NotStaged::ForDesk) => {}
            other => return Err(format!("a phone takes a file that is sealed for a desk: {other:?}")),
        }
        let (at, forged) = forged(&bytes, chance);
        if finish(app.stage(&forged))?.is_ok() {
            return Err(format!("a phone takes a forged file that was sealed for a desk: byte {at}"));
        }
        match open(&forged, &[secret]) {
            Ok(found) if *found != plain => Err(format!("a forged sealed file opens: byte {at}")),
            _ => Ok(()),
        }
    }

    /// Something that is only the worker's stands in the file that is sealed.
    fn plant_in_the_file(&mut self, app: &App, bytes: &mut Vec<u8>) -> Checked {
        let named = app.recipients();
        let (secrets, _) = self.issuers.secrets(&named);
        let plain = open(bytes, &secrets).map_err(|error| format!("{error:?}"))?;
        let mut revisions = read(&plain)?;
        let is_private = |r: &&Revision| r.sharing == Sharing::Private && !r.fields.is_empty();
        let leaves = |id| revisions.iter().any(|leaves| leaves.id == id);
        let private = self
            .phone
            .look()?
            .revisions
            .values()
            .map(|held| &**held)
            .find(|r| is_private(r) && !leaves(r.id));
        let Some(private) = private.cloned() else { return Ok(()) };
        let facts = Facts {
            id: FileId::from_random([0; 16]),
            purpose: Purpose::Notes,
            audience: Sharing::MyCoordinator,
            made_on: private.on,
            app: "0.1.0".to_owned(),
            author: None,
            role: None,
            to: None,
            vouchers: Vec::new(),
        };
        revisions.push(private);
        let parts = write_file(facts, &revisions, Some(&self.issuers.signer()))
            .map_err(|error| format!("{error:?}"))?;
        let recipients: Vec<String> = named.into_iter().map(|one| one.key).collect();
        *bytes = seal_for(&parts[0], &recipients).map_err(|error| format!("{error:?}"))?;
        Ok(())
    }
}
