//! Letting go of what went long ago.

use super::super::world::Chance;
use super::{Checked, Season};
use ginnel::app::App;
use ginnel::domain::ids::RecordId;
use ginnel::domain::put_away::OFFERED_AFTER;
use ginnel::domain::revision::Revision;

impl Season {
    /// The app is used day by day. What is offered then is the worker's own, shared, and went as it is; some of it is put
    /// away, and no row holds its words.
    pub(super) fn put_away(&mut self, app: &App, chance: &mut Chance) -> Checked {
        for _ in 0..chance.below(OFFERED_AFTER as usize) + 1 {
            self.phone.world.jump(chance.below(100_000));
            if self.phone.with_faults(chance, app.count_day()).is_none() {
                return Ok(());
            }
        }
        let offered: Vec<RecordId> = app.may_be_put_away().iter().map(|line| line.record).collect();
        // A window that has not seen the last change offers it, and does not put it away.
        let is_fresh = self.phone.windows.get(self.phone.in_front).is_some_and(|window| window.is_fresh);
        let disk = self.phone.look()?;
        let before = disk.away.len();
        for record in &offered {
            let may_not = |head: &&Revision| !self.went.contains(&head.id) || head.sharing.level() == 0;
            if let Some(head) = disk.notebook.heads(*record).into_iter().find(may_not).filter(|_| is_fresh) {
                return Err(format!("{} may be put away, and it never left", head.id));
            }
        }
        let records: Vec<RecordId> = offered.into_iter().filter(|_| !chance.once_in(3)).collect();
        self.promised.put_away.extend(&records);
        let done = self.phone.with_faults(chance, app.put_away(&records));
        self.tell(format!("put away {records:?}: {done:?}"));
        let disk = self.phone.look()?;
        match (done, disk.to_be_emptied) {
            (Some(Ok(())), Some(left)) if disk.away.len() > before => {
                Err(format!("{left} was put away, and its words are on the disk\n{}", disk.story()))
            }
            _ => Ok(()),
        }
    }
}
