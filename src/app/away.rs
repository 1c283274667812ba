//! What this phone has let go of, and the days of use that decide when that is offered. Around the log, since the set
//! knows nothing of it: a file that comes in holds those words still, and they stay away.

use super::state::State;
use crate::domain::dates;
use crate::domain::ids::{RecordId, RevisionId};
use crate::domain::put_away;
use crate::domain::revision::Revision;
use chrono::NaiveDate;
use serde_json::{Map, Value, json};
use std::collections::{HashMap, HashSet};

/// What this phone has let go of: it went in a file, and its words are not needed here any more.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Away {
    /// The line that stays of each record.
    pub lines: HashMap<RecordId, String>,
    /// The revisions that have lost their words here, and do not get them again.
    pub revisions: HashSet<RevisionId>,
}

/// The days on which the notebook was opened.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Days {
    /// How many there were.
    pub used: u64,
    /// The last of them.
    pub last: Option<NaiveDate>,
    /// Whether the worker wants to let go of nothing for now.
    pub put_off: bool,
}

impl Away {
    /// The sealed form of what was put away at one time.
    pub fn to_value(&self) -> Value {
        let lines: Map<String, Value> =
            self.lines.iter().map(|(record, line)| (record.to_string(), line.as_str().into())).collect();
        let revisions: Vec<String> = self.revisions.iter().map(ToString::to_string).collect();
        json!({"lines": lines, "revisions": revisions})
    }

    /// The same in pieces with so many ids at most.
    pub fn in_pieces(&self, most: usize) -> impl Iterator<Item = Self> {
        let lines: Vec<_> = self.lines.iter().map(|(record, line)| (*record, line.clone())).collect();
        let revisions: Vec<RevisionId> = self.revisions.iter().copied().collect();
        let of = |ids: usize| ids.div_ceil(most / 2);
        (0..of(lines.len()).max(of(revisions.len()))).map(move |nth| {
            let here = |all: usize| (nth * (most / 2)).min(all)..((nth + 1) * (most / 2)).min(all);
            Self {
                lines: lines[here(lines.len())].iter().cloned().collect(),
                revisions: revisions[here(revisions.len())].iter().copied().collect(),
            }
        })
    }

    /// Reads the sealed form, beside what is known. `None` where it cannot be read to its end.
    pub fn also(&mut self, value: &Value) -> Option<()> {
        for (record, line) in value["lines"].as_object()? {
            self.lines.insert(RecordId::parse(record).ok()?, line.as_str()?.to_owned());
        }
        for revision in value["revisions"].as_array()? {
            self.revisions.insert(RevisionId::parse(revision.as_str()?).ok()?);
        }
        Some(())
    }
}

impl Days {
    /// The sealed form.
    pub fn to_value(self) -> Value {
        json!({
            "used": self.used,
            "last": self.last.map(|day| day.to_string()).unwrap_or_default(),
            "put_off": self.put_off,
        })
    }

    /// Reads the sealed form.
    pub fn from_value(value: &Value) -> Option<Self> {
        Some(Self {
            used: value["used"].as_u64()?,
            last: dates::day(value["last"].as_str()?),
            put_off: value["put_off"].as_bool()?,
        })
    }
}

impl State {
    /// A revision of a row as it may be held here. A row that holds more is remembered: it is to be emptied.
    pub(super) fn without_what_is_away(&mut self, revision: Revision) -> Revision {
        if !self.away.revisions.contains(&revision.id) {
            return revision;
        }
        let rest = put_away::rest(&revision);
        self.loaded.holds_what_is_away |= rest.fields.len() < revision.fields.len();
        rest
    }

    /// Lets go of the words that are held and should not be: what was put away here, or in another window.
    pub(super) fn let_go(&mut self) {
        let away: Vec<Revision> = self
            .away
            .revisions
            .iter()
            .filter_map(|id| self.notebook.get(*id))
            .filter(|held| held.fields.keys().any(|path| !put_away::stays(&held.kind, path)))
            .map(put_away::rest)
            .collect();
        away.into_iter().for_each(|rest| self.put_in_place(rest));
    }

    /// Whether what is shown of a record is a line, and its words are elsewhere. A version that came later has its own.
    pub(super) fn is_away(&self, record: RecordId) -> bool {
        let is_away = |head: &&Revision| self.away.revisions.contains(&head.id);
        self.away.lines.contains_key(&record) && self.notebook.heads(record).iter().any(is_away)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_as_it_was() {
        let record = RecordId::from_random([1; 16]);
        let revision = RevisionId::from_random([2; 16]);
        let away = Away { lines: [(record, "A line.".to_owned())].into(), revisions: [revision].into() };
        let mut read = Away::default();
        read.also(&away.to_value());
        assert_eq!(read, away);
        for last in [None, dates::day("2026-01-23")] {
            let days = Days { used: 7, last, put_off: true };
            assert_eq!(Days::from_value(&days.to_value()), Some(days));
        }
    }
}
