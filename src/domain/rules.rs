//! What an organisation asks of its phones, in a record of kind `rules` of the area settings ([`issued`]). A rule narrows
//! what a phone does without it: what would widen it, or cannot be read, is as if it were not there, and takes nothing
//! else with it.

use super::ids::RecordId;
use super::issued;
use super::merge::View;
use super::put_away::OFFERED_AFTER;
use super::revision::{Kind, Sharing};
use serde_json::{Value, json};

/// The longest time to lock that anybody can choose, in minutes.
pub const LONGEST_LOCK: u32 = 30;

/// The shorter ones.
const TIMES: [u32; 3] = [1, 5, 15];

/// More days of use than this cannot be asked for: a slip of the pen must not keep words on phones for ever.
pub const LATEST_OFFER: u64 = 730;

/// What holds on a phone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// Days of use after which putting away is offered. Later is narrower: no words leave a phone that would have stayed.
    pub put_away_after: u64,
    /// What a new note starts with.
    pub starts_with: Sharing,
    /// The longest time to lock that a worker can choose, in minutes.
    pub lock_minutes: u32,
    /// Whether names of groups may go to other areas.
    pub names_cross: bool,
    /// What whoever set them is called; may be empty.
    pub set_by: String,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            put_away_after: OFFERED_AFTER,
            starts_with: Sharing::MyCoordinator,
            lock_minutes: LONGEST_LOCK,
            names_cross: true,
            set_by: String::new(),
        }
    }
}

impl Rules {
    /// What this issuer asks for in its own name, in an area and where there is none. Of several, the narrowest of each
    /// holds.
    pub fn of<'a>(
        views: impl IntoIterator<Item = &'a View>,
        issued_by: &str,
        area: Option<RecordId>,
    ) -> Self {
        let mut rules = Self::default();
        for view in views {
            if issued::applies(view, &Kind::Rules, issued_by, area) {
                rules.narrow(&|path| view.fields.get(path));
            }
        }
        rules
    }

    /// The times to lock that can be chosen, in minutes: the limit itself is the longest.
    pub fn lock_choices(&self) -> impl Iterator<Item = u32> {
        let limit = self.lock_minutes;
        TIMES.into_iter().filter(move |minutes| *minutes < limit).chain([limit])
    }

    /// The form in which a phone remembers them: that of a record.
    pub fn to_value(&self) -> Value {
        json!({
            "label": self.set_by,
            "retention_days": self.put_away_after,
            "default_sharing": self.starts_with.as_str(),
            "lock_minutes": self.lock_minutes,
            "org_names_cross_areas": self.names_cross,
        })
    }

    /// Reads that form, or the members of a record.
    pub fn from_value(value: &Value) -> Self {
        let mut rules = Self::default();
        rules.narrow(&|path| value.get(path));
        rules
    }

    fn narrow<'a>(&mut self, get: &dyn Fn(&str) -> Option<&'a Value>) {
        let number = |path| get(path).and_then(Value::as_u64);
        let text = |path| get(path).and_then(Value::as_str).unwrap_or_default();
        if let Some(days) = number("retention_days") {
            self.put_away_after = self.put_away_after.max(days.min(LATEST_OFFER));
        }
        if let Some(minutes) = number("lock_minutes").and_then(|minutes| u32::try_from(minutes).ok()) {
            self.lock_minutes = self.lock_minutes.min(minutes.max(1));
        }
        if text("default_sharing") == Sharing::Private.as_str() {
            self.starts_with = Sharing::Private;
        }
        self.names_cross &= get("org_names_cross_areas") != Some(&Value::Bool(false));
        if self.set_by.is_empty() {
            text("label").clone_into(&mut self.set_by);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::merge::State;
    use crate::domain::revision::Fields;

    const ISSUER: &str = "11";

    fn rules(record: u8, fields: Value) -> View {
        let mut fields: Fields = serde_json::from_value(fields).unwrap();
        fields.entry("issuer".to_owned()).or_insert(json!(ISSUER));
        View {
            record: RecordId::from_random([record; 16]),
            kind: Kind::Rules,
            heads: Vec::new(),
            state: State::Current,
            fields,
            sharing: Sharing::Publishable,
            on: chrono::NaiveDate::default(),
        }
    }

    fn of(views: &[View]) -> (u64, &'static str, u32, bool) {
        let rules = Rules::of(views, ISSUER, None);
        let starts_with = if rules.starts_with == Sharing::Private { "private" } else { "my_coordinator" };
        (rules.put_away_after, starts_with, rules.lock_minutes, rules.names_cross)
    }

    const NONE: (u64, &str, u32, bool) = (30, "my_coordinator", 30, true);

    #[test]
    fn a_rule_narrows_and_what_would_widen_or_cannot_be_read_is_as_if_it_were_not_there() {
        let all = json!({"retention_days": 60, "default_sharing": "private", "lock_minutes": 3,
            "org_names_cross_areas": false});
        let narrow = (60, "private", 3, false);
        for (path, value, expected) in [
            ("retention_days", json!(30), (30, "private", 3, false)),
            ("retention_days", json!(29), (30, "private", 3, false)),
            ("retention_days", json!(0), (30, "private", 3, false)),
            ("retention_days", json!(-60), (30, "private", 3, false)),
            ("retention_days", json!("90"), (30, "private", 3, false)),
            ("retention_days", json!([90]), (30, "private", 3, false)),
            ("retention_days", json!(9_007_199_254_740_991_u64), (LATEST_OFFER, "private", 3, false)),
            ("default_sharing", json!("my_coordinator"), (60, "my_coordinator", 3, false)),
            ("default_sharing", json!("all_areas"), (60, "my_coordinator", 3, false)),
            ("default_sharing", json!("publishable"), (60, "my_coordinator", 3, false)),
            ("default_sharing", json!("county"), (60, "my_coordinator", 3, false)),
            ("default_sharing", json!(0), (60, "my_coordinator", 3, false)),
            ("lock_minutes", json!(0), (60, "private", 1, false)),
            ("lock_minutes", json!(-1), (60, "private", 30, false)),
            ("lock_minutes", json!(31), (60, "private", 30, false)),
            ("lock_minutes", json!(9_007_199_254_740_991_u64), (60, "private", 30, false)),
            ("lock_minutes", json!("3"), (60, "private", 30, false)),
            ("org_names_cross_areas", json!(true), (60, "private", 3, true)),
            ("org_names_cross_areas", json!("no"), (60, "private", 3, true)),
            ("of_a_later_build", json!(true), narrow),
        ] {
            let mut fields = all.clone();
            fields[path] = value.clone();
            assert_eq!(of(&[rules(1, fields)]), expected, "{path}: {value}");
        }
        assert_eq!(of(&[rules(1, all)]), narrow);
        assert_eq!(of(&[rules(1, json!({}))]), NONE);
        assert_eq!(of(&[]), NONE);
    }

    #[test]
    fn of_several_the_narrowest_of_each_holds_in_any_order() {
        let mut all = [
            rules(1, json!({"retention_days": 90, "lock_minutes": 15, "org_names_cross_areas": true})),
            rules(2, json!({"retention_days": 60, "lock_minutes": 5, "default_sharing": "private"})),
            rules(3, json!({"org_names_cross_areas": false, "default_sharing": "my_coordinator"})),
        ];
        for _ in 0..3 {
            all.rotate_left(1);
            assert_eq!(of(&all), (90, "private", 5, false));
        }
    }

    #[test]
    fn only_what_the_issuer_says_of_the_area_or_of_all_and_has_not_taken_back() {
        let area = |n: u8| RecordId::from_random([n; 16]);
        let here = rules(1, json!({"lock_minutes": 5, "area": area(7).to_string()}));
        let minutes = |view: &View, at| Rules::of([view], ISSUER, at).lock_minutes;
        assert_eq!(minutes(&here, Some(area(7))), 5);
        assert_eq!((minutes(&here, Some(area(8))), minutes(&here, None)), (30, 30));
        assert_eq!(of(&[rules(2, json!({"lock_minutes": 5, "issuer": "22"}))]), NONE);
        assert_eq!(of(&[View { state: State::TakenBack, ..rules(3, json!({"lock_minutes": 5})) }]), NONE);
        assert_eq!(of(&[View { kind: Kind::Keys, ..rules(4, json!({"lock_minutes": 5})) }]), NONE);
    }

    #[test]
    fn no_longer_time_than_the_limit_can_be_chosen_and_the_limit_can() {
        for (limit, choices) in [(30, &[1, 5, 15, 30][..]), (15, &[1, 5, 15]), (7, &[1, 5, 7]), (1, &[1])] {
            let rules = Rules { lock_minutes: limit, ..Rules::default() };
            assert_eq!(rules.lock_choices().collect::<Vec<_>>(), choices);
        }
    }

    #[test]
    fn what_is_remembered_is_read_as_it_was() {
        let all = json!({"retention_days": 60, "default_sharing": "private", "lock_minutes": 3,
            "org_names_cross_areas": false, "label": "The desk"});
        for rules in [Rules::default(), Rules::of(&[rules(1, all)], ISSUER, None)] {
            assert_eq!(Rules::from_value(&rules.to_value()), rules);
        }
    }

    #[test]
    fn who_set_them_is_said_as_they_say_it() {
        let named = [rules(1, json!({})), rules(2, json!({"label": "The desk"}))];
        assert_eq!(Rules::of(&named, ISSUER, None).set_by, "The desk");
    }
}
