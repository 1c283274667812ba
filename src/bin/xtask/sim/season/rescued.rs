//! The rescue page saves what lies on the disk, and another phone takes it in.

use super::super::Plant;
use super::super::phone::Phone;
use super::super::rescue_file::rescue_file;
use super::super::world::{Chance, finish};
use super::{Checked, Season};
use ginnel::app::commands::bring_in::NotStaged;

impl Season {
    /// All that counted is on the other phone. Where there is a passphrase, nothing is without it.
    pub(super) fn rescue(&mut self, chance: &mut Chance) -> Checked {
        let file = rescue_file(&self.phone.rows());
        if file.contains('<') {
            return Err("typed words lie open in a rescue file".to_owned());
        }
        let mut other = Phone::new(chance.next(), Plant::Nothing);
        let app = other.opened()?;
        let staged = finish(app.stage(file.as_bytes()))?;
        self.tell("a rescue file was taken in elsewhere".to_owned());
        if !self.phone.ways.by_itself {
            return match staged {
                Err(NotStaged::Locked) => Ok(()),
                other => Err(format!("a locked notebook was rescued: {other:?}")),
            };
        }
        let staged = staged.map_err(|error| format!("a rescue file is refused: {error:?}"))?;
        other.look()?;
        // What the phone wrote is the other's own from now on.
        let device = self.phone.look()?.device.clone();
        device.into_iter().for_each(|device| other.read.notebook.also_of(device));
        finish(app.bring_in(&staged))?.map_err(|error| format!("a rescue file is not kept: {error:?}"))?;
        let (here, there) = (&self.phone.read, other.look()?);
        for (id, held) in &here.revisions {
            if there.revisions.get(id).is_none_or(|came| came.fields != held.fields) {
                return Err(format!(
                    "{id} was rescued, and is not as it was\nOn the disk:\n{}",
                    here.story()
                ));
            }
        }
        let again = other.opened()?;
        self.promised.shown_by(&again, &mut other)
    }
}
