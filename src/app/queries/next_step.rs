//! The one next step that Mine offers to *Is my data safe?*.

use super::only_here::{LONG_AGO_DAYS, is_much};
use super::safety::Safety;
use crate::app::state::Told;
use chrono::NaiveDate;

/// What the phone says of itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Phone {
    /// An iPhone or iPad in a browser tab, whose notes are cleared after seven days without a visit.
    pub apple_tab: bool,
    /// Whether the browser promised to keep the notebook; `None` where it does not say.
    pub kept: Option<bool>,
}

/// One thing to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NextStep {
    /// Put the app on the home screen.
    Install,
    /// Send a file: something has waited for long, or never left.
    Send,
    /// Make a backup: much, or what is old, stands on this phone and nowhere else.
    Backup,
    /// Ask the browser to keep the notebook.
    Keep,
    /// Send a file when it suits: the last one went lately.
    SendSoon,
    /// Write a first note.
    Write,
    /// Nothing: everything has gone.
    AllSent,
}

/// What to offer, the worst risk first.
pub fn next_step(safety: &Safety, phone: Phone, today: NaiveDate) -> NextStep {
    let empty = safety.notes + safety.responses + safety.drafts == 0;
    let went_lately = safety.last_sent.as_ref().is_some_and(|sent| {
        sent.told == Told::Went && today.signed_duration_since(sent.on).num_days() < LONG_AGO_DAYS
    });
    if phone.apple_tab {
        NextStep::Install
    } else if safety.unsent > 0 && !went_lately {
        NextStep::Send
    } else if is_much(safety.only_here, safety.only_here_since, today) {
        NextStep::Backup
    } else if !empty && phone.kept == Some(false) {
        NextStep::Keep
    } else if safety.unsent > 0 {
        NextStep::SendSoon
    } else if empty {
        NextStep::Write
    } else {
        NextStep::AllSent
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::state::Sent;
    use crate::domain::ids::FileId;
    use std::collections::BTreeSet;

    fn safety(notes: usize, unsent: usize, last: Option<(Told, &str)>) -> Safety {
        Safety {
            notes,
            responses: 0,
            drafts: 0,
            unsent,
            last_sent: last.map(|(told, on)| Sent {
                file: FileId::from_random([1; 16]),
                on: on.parse().unwrap(),
                to: String::new(),
                day: 0,
                told,
                open: BTreeSet::new(),
            }),
            only_here: 0,
            only_here_since: None,
            last_backup: None,
            broken: 0,
            closed: 0,
            missing: 0,
            waiting: 0,
            binned: 0,
            complete: true,
        }
    }

    #[test]
    fn mine_offers_the_one_step_that_keeps_notes_safest() {
        let phone = |kept| Phone { apple_tab: false, kept };
        let tab = Phone { apple_tab: true, kept: Some(true) };
        let went = Some((Told::Went, "2026-01-20"));
        let went_long_ago = Some((Told::Went, "2026-01-10"));
        let handed = Some((Told::Handed, "2026-01-20"));
        for (notes, unsent, last, phone, expected) in [
            (0, 0, None, tab, NextStep::Install),
            (4, 4, None, tab, NextStep::Install),
            (0, 0, None, phone(Some(false)), NextStep::Write),
            (4, 4, None, phone(Some(false)), NextStep::Send),
            (4, 4, handed, phone(Some(true)), NextStep::Send),
            (4, 1, went_long_ago, phone(Some(true)), NextStep::Send),
            (4, 1, went, phone(Some(false)), NextStep::Keep),
            (4, 1, went, phone(Some(true)), NextStep::SendSoon),
            (4, 1, went, phone(None), NextStep::SendSoon),
            (4, 0, went_long_ago, phone(Some(false)), NextStep::Keep),
            (4, 0, went_long_ago, phone(Some(true)), NextStep::AllSent),
            (4, 0, None, phone(None), NextStep::AllSent),
        ] {
            let step = next_step(&safety(notes, unsent, last), phone, "2026-01-24".parse().unwrap());
            assert_eq!(step, expected, "{notes} notes, {unsent} unsent, {last:?}, {phone:?}");
        }
    }

    #[test]
    fn a_backup_is_offered_for_much_or_for_what_is_old_and_after_what_can_be_sent() {
        let went = Some((Told::Went, "2026-01-20"));
        for (only_here, since, unsent, expected) in [
            (0, None, 0, NextStep::AllSent),
            (1, Some("2026-01-18"), 0, NextStep::AllSent),
            (1, Some("2026-01-17"), 0, NextStep::Backup),
            (9, Some("2026-01-24"), 0, NextStep::AllSent),
            (10, Some("2026-01-24"), 0, NextStep::Backup),
            (10, Some("2026-01-24"), 3, NextStep::Backup),
            (9, Some("2026-01-24"), 3, NextStep::SendSoon),
        ] {
            let since = since.map(|day| day.parse().unwrap());
            let safety = Safety { only_here, only_here_since: since, ..safety(12, unsent, went) };
            let phone = Phone { apple_tab: false, kept: Some(true) };
            let step = next_step(&safety, phone, "2026-01-24".parse().unwrap());
            assert_eq!(step, expected, "{only_here} since {since:?}");
        }
        let never = Safety { only_here: 12, ..safety(12, 12, None) };
        assert_eq!(next_step(&never, Phone::default(), "2026-01-24".parse().unwrap()), NextStep::Send);
    }
}
