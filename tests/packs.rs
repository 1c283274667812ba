//! The packs that come with the app: sound files, true to the table of fields, and nothing but data.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support {
    pub mod packs;
}

use chrono::NaiveDate;
use ginnel::domain::fields::{self, ValueType, codes};
use ginnel::domain::identifiers;
use ginnel::domain::ids::RecordId;
use ginnel::domain::packs::AreaSettings;
use ginnel::domain::prompts::PromptSet;
use ginnel::domain::revision::{Kind, Sharing};
use ginnel::exchange::read::{Reader, Refusal};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use support::packs::{CALDERFOLD, DEFAULT, PRACTICE, day, pack, revision, revisions, views};

fn fits(value: &Value, wanted: ValueType) -> bool {
    let texts = || value.as_array().map(|all| all.iter().filter_map(Value::as_str).collect::<Vec<_>>());
    let sorted = |known: &dyn Fn(&str) -> bool| {
        texts().is_some_and(|all| all.is_sorted() && !all.is_empty() && all.iter().all(|one| known(one)))
    };
    let is_id = |text: &str| RecordId::parse(text).is_ok();
    match wanted {
        ValueType::Line | ValueType::Words => value.as_str().is_some_and(|text| !text.trim().is_empty()),
        ValueType::Date => value.as_str().is_some_and(|text| text.parse::<NaiveDate>().is_ok()),
        ValueType::YesNo => value.is_boolean(),
        ValueType::Number => value.is_i64(),
        ValueType::OneOf(codes) => value.as_str().is_some_and(|code| codes.contains(&code)),
        ValueType::AnyOf(codes) => sorted(&|code| codes.contains(&code)),
        ValueType::Scale => value.as_i64().is_some_and(|step| (1..=5).contains(&step)) || value == "not_sure",
        ValueType::Lines => texts().is_some_and(|all| !all.is_empty()),
        ValueType::Record => value.as_str().is_some_and(is_id),
        // A conversation about the whole area has no places.
        ValueType::Records => sorted(&is_id) || value == &json!([]),
        ValueType::Object => value.is_object(),
        ValueType::Objects => value.as_array().is_some_and(|all| all.iter().all(Value::is_object)),
    }
}

#[test]
fn every_value_in_a_pack_is_one_the_table_of_fields_knows() {
    for revision in [DEFAULT, CALDERFOLD, PRACTICE].into_iter().flat_map(revisions) {
        for (path, value) in &revision.fields {
            let field = fields::find(&revision.kind, path);
            let fits = field.is_some_and(|field| fits(value, field.value));
            assert!(fits, "{} {} {path}: {value}", revision.kind.as_str(), revision.id);
        }
    }
}

#[test]
fn a_pack_is_frozen_readable_and_signed_by_nobody() {
    let mut ids = BTreeSet::new();
    for file in [DEFAULT, CALDERFOLD, PRACTICE] {
        let lines: Vec<&str> = file.lines().collect();
        let read = revisions(file);
        assert_eq!(lines.len(), read.len() + 2, "one revision a line");
        for (line, revision) in lines.iter().skip(1).zip(&read) {
            let canonical = serde_json::from_str::<Value>(line.trim_end_matches(',')).unwrap().to_string();
            assert_eq!(canonical, line.trim_end_matches(','), "sorted keys, no spaces");
            assert!(ids.insert(revision.id), "{} stands twice", revision.id);
            assert!(revision.by.is_none() && revision.n.is_none());
        }
    }
    for revision in [DEFAULT, CALDERFOLD].into_iter().flat_map(revisions) {
        assert_eq!(revision.sharing, Sharing::Publishable);
        assert!(!matches!(revision.kind, Kind::Engagement | Kind::Response | Kind::Other(_)));
    }
}

#[test]
fn the_areas_of_2019_gave_way_to_the_places_of_2022() {
    let settings = AreaSettings::read(&views(&[DEFAULT]));
    let names = |on| settings.areas_on(day(on)).iter().map(|area| area.label.as_str()).collect::<Vec<_>>();
    let before = ["Bay", "Central Lancashire", "Fylde Coast", "Pennine Lancashire", "West Lancashire"];
    let since = ["Blackburn with Darwen", "Blackpool", "Lancashire", "South Cumbria"];
    for (on, expected) in [
        ("2018-12-31", &[][..]),
        ("2019-01-01", &before[..]),
        ("2022-07-27", &before[..]),
        ("2022-07-28", &since[..]),
        ("2026-11-21", &since[..]),
    ] {
        assert_eq!(names(on), expected, "{on}");
    }
    for area in settings.areas_on(day("2020-01-01")) {
        assert!(area.became.contains("please check"), "{} says what became of it", area.label);
        assert_eq!(settings.label(area.id), Some(area.label.as_str()));
        assert_eq!(settings.words_of(Some(area.id)).word("icp"), Some("ICP"));
        assert!(area.roles.iter().all(|role| codes::PARTIES.contains(&role.party.as_str())));
    }
    assert_eq!(settings.words_of(None).word("icp"), Some("place partnership"));
}

#[test]
fn the_starter_set_asks_nineteen_questions_and_says_why() {
    let sets = PromptSet::read_all(&views(&[DEFAULT]));
    let [set] = sets.as_slice() else { panic!("one set") };
    assert_eq!((set.key.as_str(), set.version, set.prompts.len()), ("starter-en-1", 1, 19));
    assert_eq!(set.start_with, ["roots", "voice-small", "trust", "early", "learn", "next"]);
    let keys: BTreeSet<&str> = set.prompts.iter().map(|prompt| prompt.key.as_str()).collect();
    assert_eq!(keys.len(), 19);
    assert!(set.start_with.iter().all(|key| keys.contains(key.as_str())));
    for prompt in &set.prompts {
        let told = (!prompt.probes.is_empty(), prompt.text.ends_with(['?', '.']), prompt.theme.is_empty());
        assert_eq!(told, (true, true, false), "{}", prompt.key);
        for sentence in prompt.why_ask.split_inclusive(['.', '?']) {
            assert!((1..=20).contains(&sentence.split_whitespace().count()), "{}: {sentence}", prompt.key);
        }
        assert!(!prompt.why_ask.to_lowercase().contains("measure"), "why, not what is measured");
        let suits = &prompt.suits;
        assert!(
            suits.is_sorted() && suits.iter().all(|p| codes::PARTIES.contains(&p.as_str())),
            "{}",
            prompt.key
        );
    }
    let scaled = set.prompts.iter().filter(|prompt| prompt.scale.is_some()).count();
    assert_eq!(scaled, 12, "the others are answered in words alone");
    let offering: Vec<&str> =
        set.prompts.iter().filter(|p| p.offers == "promise").map(|p| p.key.as_str()).collect();
    assert_eq!(offering, ["next"]);
}

#[test]
fn whoever_one_is_with_there_is_something_to_ask() {
    let sets = PromptSet::read_all(&views(&[DEFAULT]));
    for party in codes::PARTIES {
        let suggested = sets[0].suggest(&[party]);
        assert!(suggested.len() >= 6, "{party}");
        if *party != "other" {
            assert!(
                suggested.iter().all(|prompt| prompt.suits.iter().any(|suited| suited == party)),
                "{party}"
            );
        }
    }
    assert_eq!(sets[0].suggest(&["residents"])[0].key, "roots");
    assert_eq!(sets[0].suggest(&["icp_sponsor"])[0].key, "trust");
}

#[test]
fn an_area_uses_its_own_words_and_places() {
    let settings = AreaSettings::read(&views(&[DEFAULT, CALDERFOLD]));
    let area =
        settings.areas_on(day("2026-01-19")).into_iter().find(|area| area.label == "Calderfold").unwrap().id;
    let places: Vec<&str> = settings.places_of(Some(area)).iter().map(|place| place.label.as_str()).collect();
    assert_eq!(places, ["Alder Brow", "Saltpan Row"]);
    let words = settings.words_of(Some(area));
    assert_eq!((words.word("pcn"), words.word("vcfse")), (Some("Neighbourhood"), Some("VCSE")));
    assert_eq!(
        words.word("icp"),
        Some("place partnership"),
        "what the area leaves unsaid is said everywhere"
    );
    assert!(words.terms.iter().any(|term| term.word == "The Fold"));
    assert_eq!(settings.words_of(None).word("pcn"), Some("PCN"));
}

#[test]
fn another_pack_brings_other_areas_places_words_and_questions() {
    let area = revision(1, "area", json!({"label": "Withy Marsh", "valid_from": "2027-01-01"}));
    let set = revision(
        2,
        "prompt_set",
        json!({"key": "marsh-1", "label": "Ours", "version": 3, "start_with": ["b"]}),
    );
    let ask = |n: u8, more: Value| {
        let mut fields = json!({"set": set["record"], "order": n, "theme": "Water", "suits": ["residents"]});
        fields.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        revision(n, "prompt", fields)
    };
    let pack = pack(&[
        revision(3, "place", json!({"label": "Reed End", "area": area["record"]})),
        revision(4, "words", json!({"area": area["record"], "pcn": "Ring of surgeries"})),
        ask(5, json!({"key": "a", "text": "First?", "answer": "text"})),
        ask(
            6,
            json!({
                "key": "b", "text": "Second?", "answer": "both", "low": "never", "high": "always",
                "translations.ur": {"lang": "ur", "dir": "rtl", "text": "دوسرا؟", "checked_by": "a speaker"},
                "translations.pl": {"text": "Drugie?"},
            }),
        ),
        area,
        set.clone(),
    ]);
    let views = views(&[&pack]);
    let settings = AreaSettings::read(&views);
    let areas = settings.areas_on(day("2027-03-01"));
    assert_eq!(areas.iter().map(|area| area.label.as_str()).collect::<Vec<_>>(), ["Withy Marsh"]);
    assert_eq!(settings.areas_on(day("2026-12-31")), Vec::<&ginnel::domain::packs::Area>::new());
    assert_eq!(settings.places_of(Some(areas[0].id))[0].label, "Reed End");
    assert_eq!(settings.words_of(Some(areas[0].id)).word("pcn"), Some("Ring of surgeries"));

    let sets = PromptSet::read_all(&views);
    let keys: Vec<&str> = sets[0].suggest(&["residents"]).iter().map(|prompt| prompt.key.as_str()).collect();
    assert_eq!(keys, ["b", "a"]);
    let second = &sets[0].prompts[1];
    assert_eq!(second.scale.as_ref().map(|s| (s.low.as_str(), s.high.as_str())), Some(("never", "always")));
    let urdu = second.in_language("ur").unwrap();
    assert_eq!((urdu.dir.as_str(), urdu.checked_by.as_deref()), ("rtl", Some("a speaker")));
    let polish = second.in_language("pl").unwrap();
    assert_eq!((polish.dir.as_str(), polish.checked_by.as_deref()), ("auto", None));
}

#[test]
fn a_pack_that_brings_notes_without_a_signature_is_refused() {
    let sneaky = pack(&[revision(1, "engagement", json!({"words": "somebody said"}))]);
    let refused: Vec<_> = Reader::new(sneaky.as_bytes()).unwrap().filter_map(Result::err).collect();
    assert_eq!(refused, [Refusal::Unsigned]);
    assert!(Reader::new(PRACTICE.as_bytes()).is_err(), "only the practice door reads it");
    assert!(Reader::practice(DEFAULT.as_bytes()).is_err(), "and that door reads nothing else");
}

#[test]
fn no_pack_holds_what_would_be_warned_about() {
    for file in [DEFAULT, CALDERFOLD, PRACTICE] {
        for revision in revisions(file) {
            let words = Value::from_iter(
                revision
                    .fields
                    .into_iter()
                    .filter(|(_, value)| value.as_str().is_none_or(|text| RecordId::parse(text).is_err())),
            );
            assert_eq!(identifiers::find(&words.to_string(), NaiveDate::MAX), [], "{words}");
        }
    }
}
