//! Promises made in notes, and to whom word is owed. Kept, changed and let go stand equal, and nothing here says how
//! late anything is.

use super::dates;
use super::entries::{items, member, set_member, text};
use super::ids::RecordId;
use super::merge::View;
use super::order;
use super::revision::{Fields, Kind};
use chrono::{Days, NaiveDate};
use serde_json::Value;

/// A promise is due soon from this many days before its day.
const SOON: Days = Days::new(7);

/// A promise, and the note it was made in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// The note.
    pub note: RecordId,
    /// Its path in the note, `promises.<id>`.
    pub path: String,
    /// The day of the note.
    pub made_on: NaiveDate,
    /// Its place among the promises of the note.
    pub order: i64,
    /// What was promised.
    pub text: String,
    /// Who promised: the code `us`, `them` or `both`.
    pub by: String,
    /// To whom.
    pub to: Whom,
    /// The day it was promised for.
    pub due: Option<NaiveDate>,
    /// What became of it.
    pub state: State,
    /// A word why, where it was changed or let go.
    pub why: String,
}

/// To whom a promise was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whom {
    /// A group.
    Group(RecordId),
    /// A party, by its code.
    Party(String),
    /// Nobody was named.
    Unsaid,
}

/// What became of a promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Still to do.
    Open,
    /// Done.
    Kept,
    /// Something else was agreed.
    Changed,
    /// Given up, with a word why.
    LetGo,
    /// A state of a later build: shown as it came, and not reminded of.
    Other(String),
}

impl State {
    /// The code as notes spell it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Open => "open",
            Self::Kept => "kept",
            Self::Changed => "changed",
            Self::LetGo => "let_go",
            Self::Other(code) => code,
        }
    }
}

impl From<&str> for State {
    fn from(code: &str) -> Self {
        match code {
            "" | "open" => Self::Open,
            "kept" => Self::Kept,
            "changed" => Self::Changed,
            "let_go" => Self::LetGo,
            other => Self::Other(other.to_owned()),
        }
    }
}

impl Promise {
    /// Whether it is still to be kept. One without a state is.
    pub fn is_open(&self) -> bool {
        self.state == State::Open
    }

    /// Whether to remind of it today: open, and its day is within a week or behind us.
    pub fn is_due_soon(&self, today: NaiveDate) -> bool {
        let soon = today.checked_add_days(SOON).unwrap_or(NaiveDate::MAX);
        self.is_open() && self.due.is_some_and(|due| due <= soon)
    }

    /// The order of lists: those with a day first, soonest first, then the others, oldest first.
    pub fn display_order(&self) -> impl Ord + use<> {
        (self.due.unwrap_or(NaiveDate::MAX), self.made_on, self.note, self.order, self.path.clone())
    }
}

/// The promises of one note, in their order.
pub fn of_note(note: &View) -> Vec<Promise> {
    let made_on = dates::day(text(&note.fields, "happened_on")).unwrap_or(note.on);
    items(&note.fields, "promises")
        .into_iter()
        .map(|(id, item)| Promise {
            note: note.record,
            path: format!("promises.{id}"),
            made_on,
            order: item.get("order").and_then(Value::as_i64).unwrap_or(i64::MAX),
            text: member(item, "text").to_owned(),
            by: member(item, "by").to_owned(),
            to: whom(item.get("to")),
            due: dates::day(member(item, "due")),
            state: State::from(member(item, "state")),
            why: member(item, "why").to_owned(),
        })
        .collect()
}

/// Reads the `to` of a promise.
pub fn whom(to: Option<&Value>) -> Whom {
    let named = |name| to.and_then(|to| to.get(name)).and_then(Value::as_str);
    match (named("org").and_then(|id| RecordId::parse(id).ok()), named("party")) {
        (Some(group), _) => Whom::Group(group),
        (None, Some(party)) => Whom::Party(party.to_owned()),
        (None, None) => Whom::Unsaid,
    }
}

/// The open promises of all notes, in the order of lists.
pub fn open<'a>(views: impl IntoIterator<Item = &'a View>) -> Vec<Promise> {
    let mut open: Vec<Promise> = open_notes(views).flat_map(of_note).filter(Promise::is_open).collect();
    order::by_key(&mut open, Promise::display_order);
    open
}

/// The notes whose people have not yet been told what happened, oldest first.
pub fn owed_word<'a>(views: impl IntoIterator<Item = &'a View>) -> Vec<&'a View> {
    let mut owed: Vec<&View> =
        open_notes(views).filter(|note| text(&note.fields, "loop") == "not_yet").collect();
    order::by_key(&mut owed, |note| {
        (dates::day(text(&note.fields, "happened_on")).unwrap_or(note.on), note.record)
    });
    owed
}

fn open_notes<'a>(views: impl IntoIterator<Item = &'a View>) -> impl Iterator<Item = &'a View> {
    views.into_iter().filter(|view| view.kind == Kind::Engagement && view.state.is_open())
}

/// Writes what became of the promise at a path; members of a later build stay. An empty `why` takes the old one out.
pub fn settle(fields: &mut Fields, path: &str, state: &State, why: &str) {
    if let Some(item) = fields.get_mut(path) {
        set_member(item, "state", Value::from(state.as_str()));
        set_member(item, "why", Value::from(why));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::merge;
    use crate::domain::revision::Sharing;
    use serde_json::json;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn note(n: u8, happened_on: &str, more: Value) -> View {
        let mut fields: Fields = more.as_object().unwrap().clone().into_iter().collect();
        fields.insert("happened_on".to_owned(), json!(happened_on));
        View {
            record: RecordId::from_random([n; 16]),
            kind: Kind::Engagement,
            heads: Vec::new(),
            state: merge::State::Current,
            fields,
            sharing: Sharing::Private,
            on: day("2026-02-01"),
        }
    }

    #[test]
    fn open_promises_stand_soonest_first_and_those_without_a_day_last() {
        let notes = [
            note(1, "2026-01-19", json!({"promises.a": {"order": 1, "text": "no day, later"}})),
            note(
                2,
                "2026-01-12",
                json!({"promises.b": {"order": 2, "text": "no day, earlier", "state": "open"}}),
            ),
            note(
                3,
                "2026-01-20",
                json!({
                    "promises.c": {"text": "April", "due": "2026-04-30"},
                    "promises.d": {"text": "January", "due": "2026-01-23", "state": "open"},
                    "promises.e": {"text": "done", "due": "2026-01-01", "state": "kept"},
                    "promises.f": {"text": "given up", "state": "let_go", "why": "no kitchen"},
                    "promises.g": {"text": "later build", "state": "handed_on"},
                }),
            ),
        ];
        let texts: Vec<String> = open(&notes).into_iter().map(|p| p.text).collect();
        assert_eq!(texts, ["January", "April", "no day, earlier", "no day, later"]);
    }

    #[test]
    fn a_promise_comes_up_a_week_before_its_day_and_stays_up() {
        let notes = [note(1, "2026-01-19", json!({"promises.a": {"text": "pan", "due": "2026-01-23"}}))];
        let promise = &open(&notes)[0];
        for (today, expected) in
            [("2026-01-15", false), ("2026-01-16", true), ("2026-01-23", true), ("2027-01-01", true)]
        {
            assert_eq!(promise.is_due_soon(day(today)), expected, "{today}");
        }
    }

    #[test]
    fn settling_a_promise_keeps_what_a_later_build_wrote() {
        let mut fields: Fields =
            [("promises.a".to_owned(), json!({"text": "pan", "state": "open", "shape": "round"}))].into();
        settle(&mut fields, "promises.a", &State::LetGo, "no kitchen");
        assert_eq!(
            fields["promises.a"],
            json!({"text": "pan", "state": "let_go", "why": "no kitchen", "shape": "round"})
        );
        settle(&mut fields, "promises.a", &State::Kept, "");
        assert_eq!(fields["promises.a"], json!({"text": "pan", "state": "kept", "shape": "round"}));
        settle(&mut fields, "promises.other", &State::Kept, "");
        assert_eq!(fields.len(), 1);
    }

    #[test]
    fn word_is_owed_until_people_were_told() {
        let notes = [
            note(1, "2026-01-20", json!({"loop": "not_yet"})),
            note(2, "2026-01-19", json!({"loop": "not_yet"})),
            note(3, "2026-01-18", json!({"loop": "told_them"})),
            note(4, "2026-01-18", json!({})),
        ];
        let owed: Vec<RecordId> = owed_word(&notes).into_iter().map(|n| n.record).collect();
        assert_eq!(owed, [notes[1].record, notes[0].record]);
    }

    #[test]
    fn a_promise_says_to_whom() {
        let group = RecordId::from_random([9; 16]);
        for (to, expected) in [
            (json!({"org": group.to_string()}), Whom::Group(group)),
            (json!({"party": "primary_care"}), Whom::Party("primary_care".to_owned())),
            (json!({"org": "not an id", "party": "council"}), Whom::Party("council".to_owned())),
            (json!("somebody"), Whom::Unsaid),
        ] {
            let notes = [note(1, "2026-01-19", json!({"promises.a": {"to": to}}))];
            assert_eq!(open(&notes)[0].to, expected);
        }
    }
}
