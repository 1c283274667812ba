//! Area settings, as the packs that were taken in say them: areas, places and the words used there. Nothing here
//! or anywhere else in the code names an area.

use super::dates;
use super::entries::{items, member, text};
use super::ids::RecordId;
use super::merge::View;
use super::order;
use super::revision::{Fields, Kind};
use chrono::NaiveDate;
use serde_json::Value;
use std::collections::BTreeMap;

/// An area of the programme, while it lasts. Boundaries move: a later area is a record of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// Its record.
    pub id: RecordId,
    /// Its name.
    pub label: String,
    /// The kind of test it carries: `neighbourhood_test`, `system_test`.
    pub level: String,
    /// First day.
    pub valid_from: Option<NaiveDate>,
    /// Last day.
    pub valid_to: Option<NaiveDate>,
    /// What became of it, in words.
    pub became: String,
    /// Its own description of itself.
    pub description: String,
    /// Which parties are at work there.
    pub roles: Vec<RolePresent>,
}

/// A party that is at work in an area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RolePresent {
    /// The code of the party.
    pub party: String,
    /// Since when, where that is known.
    pub since: Option<NaiveDate>,
}

impl Area {
    /// Whether it exists on this day. A side without a date is open.
    pub fn is_valid_on(&self, day: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }
}

/// A place in an area: a neighbourhood, a village.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its record.
    pub id: RecordId,
    /// Its name.
    pub label: String,
    /// The area it lies in, where that is known.
    pub area: Option<RecordId>,
    /// Whether a worker typed it, for the coordinator to map later.
    pub typed: bool,
}

/// What people of an area call things.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    words: BTreeMap<String, String>,
    /// Terms with what they mean, in the order given.
    pub terms: Vec<Term>,
}

/// A term of an area, explained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The term.
    pub word: String,
    /// What it means.
    pub means: String,
}

impl Words {
    /// What `vcfse`, `pcn`, `icp` or `place` is called here, if a pack says so.
    pub fn word(&self, key: &str) -> Option<&str> {
        self.words.get(key).map(String::as_str)
    }

    fn lay_over(&mut self, fields: &Fields) {
        let own = |(path, value): (&String, &Value)| Some((path.clone(), value.as_str()?.to_owned()));
        self.words.extend(fields.iter().filter(|(path, _)| *path != "area").filter_map(own));
        for (_, item) in items(fields, "own") {
            let term =
                Term { word: member(item, "word").to_owned(), means: member(item, "means").to_owned() };
            match self.terms.iter_mut().find(|known| known.word == term.word) {
                Some(known) => *known = term,
                None => self.terms.push(term),
            }
        }
    }
}

/// Every area, place and word that is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AreaSettings {
    areas: BTreeMap<RecordId, Area>,
    places: BTreeMap<RecordId, Place>,
    words: Vec<Fields>,
}

impl AreaSettings {
    /// Reads them from what is shown of a notebook; other kinds, and what was taken back, are passed over.
    pub fn read<'a>(views: impl IntoIterator<Item = &'a View>) -> Self {
        let mut settings = Self::default();
        for view in views.into_iter().filter(|view| view.state.is_open()) {
            match view.kind {
                Kind::Area => {
                    settings.areas.insert(view.record, area(view));
                }
                Kind::Place => {
                    settings.places.insert(view.record, place(view));
                }
                Kind::Words => settings.words.push(view.fields.clone()),
                _ => {}
            }
        }
        settings
    }

    /// The area with this id.
    pub fn area(&self, id: RecordId) -> Option<&Area> {
        self.areas.get(&id)
    }

    /// The place with this id.
    pub fn place(&self, id: RecordId) -> Option<&Place> {
        self.places.get(&id)
    }

    /// What an area or a place is called; nothing for one that no pack names.
    pub fn label(&self, id: RecordId) -> Option<&str> {
        let area = self.area(id).map(|area| area.label.as_str());
        area.or_else(|| self.place(id).map(|place| place.label.as_str())).filter(|label| !label.is_empty())
    }

    /// The areas that exist on this day, by name.
    pub fn areas_on(&self, day: NaiveDate) -> Vec<&Area> {
        self.areas_that(|area| area.is_valid_on(day))
    }

    /// The areas that had ended before this day and of which it is said what became of them, by name.
    pub fn areas_before(&self, day: NaiveDate) -> Vec<&Area> {
        self.areas_that(|area| area.valid_to.is_some_and(|to| to < day) && !area.became.is_empty())
    }

    fn areas_that(&self, fits: impl Fn(&Area) -> bool) -> Vec<&Area> {
        let mut areas: Vec<&Area> =
            self.areas.values().filter(|area| !area.label.is_empty() && fits(area)).collect();
        order::by_key(&mut areas, |area| (super::search::fold(&area.label), area.id));
        areas
    }

    /// The places of an area (of no area: those that belong to none), by name.
    pub fn places_of(&self, area: Option<RecordId>) -> Vec<&Place> {
        let mut places: Vec<&Place> =
            self.places.values().filter(|place| place.area == area && !place.label.is_empty()).collect();
        order::by_key(&mut places, |place| (super::search::fold(&place.label), place.id));
        places
    }

    /// The words of an area, laid over those that hold everywhere.
    pub fn words_of(&self, area: Option<RecordId>) -> Words {
        let mut words = Words::default();
        let everywhere = self.words.iter().filter(|fields| !fields.contains_key("area"));
        let here = self.words.iter().filter(|fields| area.is_some() && record(fields, "area") == area);
        for fields in everywhere.chain(here) {
            words.lay_over(fields);
        }
        words
    }
}

fn area(view: &View) -> Area {
    let fields = &view.fields;
    let own = |path| text(fields, path).to_owned();
    let roles = fields.get("roles").and_then(Value::as_array).into_iter().flatten();
    Area {
        id: view.record,
        label: own("label"),
        level: own("level"),
        valid_from: dates::day(text(fields, "valid_from")),
        valid_to: dates::day(text(fields, "valid_to")),
        became: own("became"),
        description: own("description"),
        roles: roles
            .map(|role| RolePresent {
                party: member(role, "party").to_owned(),
                since: dates::day(member(role, "since")),
            })
            .collect(),
    }
}

fn place(view: &View) -> Place {
    Place {
        id: view.record,
        label: text(&view.fields, "label").to_owned(),
        area: record(&view.fields, "area"),
        typed: super::entries::yes(&view.fields, "typed"),
    }
}

fn record(fields: &Fields, path: &str) -> Option<RecordId> {
    RecordId::parse(text(fields, path)).ok()
}
