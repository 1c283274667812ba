//! What narrows a search: place, with whom, kind, time.

use crate::app::queries::find::Wanted;
use crate::domain::fields::codes;
use crate::domain::ids::RecordId;
use crate::domain::revision::Kind;
use crate::ui::components::{Chips, Choice};
use crate::ui::session::Session;
use crate::ui::text::{find as words, labels};
use chrono::{Datelike, Days, NaiveDate};
use leptos::prelude::*;

const THIS_WEEK: &str = "week";
const THIS_MONTH: &str = "month";

/// What is chosen, as ids and codes.
#[derive(Debug, Clone, Default)]
pub struct Chosen {
    place: Vec<String>,
    with: Vec<String>,
    kind: Vec<String>,
    time: Vec<String>,
}

/// The filters on the page. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Filters {
    place: RwSignal<Vec<String>>,
    with: RwSignal<Vec<String>>,
    kind: RwSignal<Vec<String>>,
    time: RwSignal<Vec<String>>,
}

impl Filters {
    /// The filters as they were.
    pub fn new(chosen: Chosen) -> Self {
        Self {
            place: RwSignal::new(chosen.place),
            with: RwSignal::new(chosen.with),
            kind: RwSignal::new(chosen.kind),
            time: RwSignal::new(chosen.time),
        }
    }

    /// What is chosen now.
    pub fn chosen(self) -> Chosen {
        Chosen {
            place: self.place.get(),
            with: self.with.get(),
            kind: self.kind.get(),
            time: self.time.get(),
        }
    }

    /// How many are in use.
    pub fn count(self) -> Signal<usize> {
        Signal::derive(move || {
            let used = |chosen: RwSignal<Vec<String>>| usize::from(chosen.with(|values| !values.is_empty()));
            self.all().into_iter().map(used).sum()
        })
    }

    /// Nothing is chosen any more.
    pub fn clear(self) {
        self.all().into_iter().for_each(|chosen| chosen.set(Vec::new()));
    }

    /// What is looked for with these filters.
    pub fn wanted(self, text: String, today: NaiveDate) -> Wanted {
        let first = |chosen: RwSignal<Vec<String>>| chosen.with(|values| values.first().cloned());
        Wanted {
            text,
            place: first(self.place).and_then(|id| RecordId::parse(&id).ok()),
            with: first(self.with),
            kind: first(self.kind).map(|kind| Kind::from(kind.as_str())),
            since: first(self.time).and_then(|time| since(&time, today)),
        }
    }

    fn all(self) -> [RwSignal<Vec<String>>; 4] {
        [self.place, self.with, self.kind, self.time]
    }
}

/// The first day of this week (Monday) or month.
fn since(time: &str, today: NaiveDate) -> Option<NaiveDate> {
    match time {
        THIS_WEEK => today.checked_sub_days(Days::new(u64::from(today.weekday().num_days_from_monday()))),
        THIS_MONTH => today.with_day(1),
        _ => None,
    }
}

/// The chips.
pub fn chips(session: Session, filters: Filters) -> AnyView {
    let places = Signal::derive(move || {
        let places = session.watch().places().into_iter();
        places.map(|place| Choice::new(place.id.to_string(), place.label)).collect::<Vec<_>>()
    });
    let parties: Vec<Choice> = codes::PARTIES
        .iter()
        .map(|code| Choice::new(*code, labels::value_label("with_kinds", code)))
        .collect();
    let kinds = vec![
        Choice::new(Kind::Engagement.as_str(), words::NOTES),
        Choice::new(Kind::Response.as_str(), words::RESPONSES),
        Choice::new(Kind::Organisation.as_str(), words::GROUPS),
    ];
    let times = vec![Choice::new(THIS_WEEK, words::THIS_WEEK), Choice::new(THIS_MONTH, words::THIS_MONTH)];
    view! {
        <Chips legend=words::KIND choices=kinds chosen=filters.kind clearable=true />
        <Chips legend=words::WHEN choices=times chosen=filters.time clearable=true />
        <Chips legend=words::PLACE choices=places chosen=filters.place clearable=true />
        <Chips legend=words::WITH choices=parties chosen=filters.with clearable=true />
    }
    .into_any()
}
