//! Groups, picked while typing, and never doubled by case, accents or spacing.

use super::lines::name_of;
use crate::app::App;
use crate::domain::entries::{self, organisation};
use crate::domain::ids::RecordId;
use crate::domain::order;
use crate::domain::revision::Kind;
use crate::domain::search::fold_name;

/// A group in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The record.
    pub record: RecordId,
    /// Its own name.
    pub name: String,
    /// The other name that was typed, if it was found by that.
    pub alias: Option<String>,
    /// What kind of party it is; fills *with*.
    pub party: String,
    /// Its places, by id; fills *place*.
    pub places: Vec<String>,
    /// Labels of its places.
    pub place_names: Vec<String>,
    /// Whether it asked not to be named.
    pub unnamed: bool,
    /// Whether the typed name is exactly one of its names.
    pub exact: bool,
}

impl App {
    /// Groups whose name begins with, or holds, what was typed: exact names first, then the latest met.
    pub fn pick_groups(&self, typed: &str, limit: usize) -> Vec<Group> {
        let wanted = fold_name(typed);
        let state = self.state();
        let mut groups: Vec<(u8, usize, Group)> = Vec::new();
        let known = state.index.latest_first().filter(|(_, entry)| entry.kind == Kind::Organisation);
        for (record, _) in known.filter(|(_, entry)| entry.state.is_open()) {
            let Some(view) = state.view(record) else {
                continue;
            };
            let names = organisation::names(&view.fields);
            let found = names.iter().filter_map(|name| Some((rank(&fold_name(name), &wanted)?, *name)));
            let Some((rank, by)) = found.min_by_key(|(rank, _)| *rank) else {
                continue;
            };
            let places = entries::texts(&view.fields, "places");
            groups.push((
                rank,
                usize::MAX - state.index.naming(record).count(),
                Group {
                    record,
                    name: names[0].to_owned(),
                    alias: (by != names[0]).then(|| by.to_owned()),
                    party: entries::text(&view.fields, "party").to_owned(),
                    place_names: places
                        .iter()
                        .filter_map(|id| RecordId::parse(id).ok())
                        .map(|id| name_of(&state, id))
                        .collect(),
                    places: places.into_iter().map(str::to_owned).collect(),
                    unnamed: organisation::unnamed(&view.fields),
                    exact: rank == 0,
                },
            ));
        }
        order::by_key(&mut groups, |(rank, met, group)| (*rank, *met, group.name.clone()));
        groups.into_iter().take(limit).map(|(_, _, group)| group).collect()
    }
}

/// 0 the same name · 1 begins with it · 2 holds it · none: does not.
fn rank(name: &str, wanted: &str) -> Option<u8> {
    if name == wanted {
        Some(0)
    } else if name.starts_with(wanted) {
        Some(1)
    } else if name.contains(wanted) {
        Some(2)
    } else {
        None
    }
}
