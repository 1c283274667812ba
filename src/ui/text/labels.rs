//! What fields, and the codes one chooses from, are called on screen. A code or path of a later build shows as it
//! came, so that nothing is hidden.

/// The name of a field, by its path (`words`, `quotes.<id>`). Empty for a path of a later build.
pub fn label(path: &str) -> &'static str {
    match path.split('.').next().unwrap_or(path) {
        "happened_on" => "When",
        "area" => "Area",
        "places" => "Where",
        "typed_place" => "Where, in your own words",
        "whole_area" => "The whole area",
        "with_kinds" => "With whom",
        "words" => "What happened",
        "orgs" => "Groups",
        "setting" => "What kind of place",
        "activity" => "What it was",
        "size_band" => "How many people",
        "quotes" => "Their words",
        "depth" => "Whose decision",
        "assets" => "What is strong here",
        "assets_text" => "What is strong, in words",
        "who_was_missing" => "Who was missing",
        "themes" => "What it was about",
        "tags" => "Your own labels",
        "promises" => "Promises",
        "loop" => "Did they hear what happened?",
        "told_purpose" => "Did they know why you write?",
        "author" => "Written by",
        "author_role" => "Their role",
        "sharing" => "Who it is for",
        "name" => "Name",
        "aliases" => "Other names",
        "party" => "What kind of group",
        "size" => "Who does the work",
        "what_they_do" => "What they do",
        "public_contact" => "Contact they have made public",
        "identifiers" => "Public numbers",
        "wishes" => "What they have asked for",
        "wishes_on" => "Asked on",
        "added_on_purpose" => "Added by hand",
        "engagement_id" => "From this note",
        "prompt_as_asked" => "What you asked",
        "outcome" => "How it went",
        "answer" => "Answer",
        "scale" => "From 1 to 5",
        "whose_words" => "Whose words",
        "respondent_kind" => "Who answered",
        "language_used" => "Language",
        "interpreter" => "Who interpreted",
        "checked_back" => "Read back to them",
        _ => "",
    }
}

/// What a code is called where `path` is the field it stands in. An unknown code is shown as it came.
pub fn value_label<'a>(path: &str, code: &'a str) -> &'a str {
    let known = match path.split('.').next().unwrap_or(path) {
        "with_kinds" | "party" | "author_role" | "respondent_kind" | "said_by" | "to" => party(code),
        "setting" => setting(code),
        "activity" => activity(code),
        "size_band" => size_band(code),
        "depth" => depth(code),
        "assets" => asset(code),
        "themes" => theme(code),
        "loop" => told_back(code),
        "told_purpose" => told_purpose(code),
        "size" => group_size(code),
        "wishes" => wish(code),
        "outcome" => outcome(code),
        "whose_words" => whose_words(code),
        "interpreter" => interpreter(code),
        "by" => promise_by(code),
        "state" => promise_state(code),
        "sharing" => sharing(code),
        "scale" if code == "not_sure" => "Not sure",
        _ => "",
    };
    if known.is_empty() { code } else { known }
}

/// One line that says what choosing this means, for the choices that need it; otherwise empty.
pub fn value_hint(path: &str, code: &str) -> &'static str {
    match (path, code) {
        ("sharing", "private") => "It is never in a file for anyone else.",
        ("sharing", "my_coordinator") => "It goes in the file you send.",
        ("sharing", "all_areas") => "Your coordinator may pass it on without names.",
        ("sharing", "publishable") => "It may be printed or put online.",
        ("wishes", "do_not_name") => "Files say “a small group”.",
        _ => "",
    }
}

/// What a kind of record is called.
pub fn kind(kind: &str) -> &'static str {
    match kind {
        "engagement" => "Note",
        "organisation" => "Group",
        "response" => "Talking point",
        "area" => "Area",
        "place" => "Place",
        "words" => "Words used here",
        "prompt_set" => "Set of talking points",
        "prompt" => "Talking point to ask",
        "keys" => "Keys to lock files with",
        "rules" => "Rules for this phone",
        _ => "Something newer",
    }
}

/// The fold of the form, by its name in the table of fields.
pub fn fold(fold: crate::domain::fields::Fold) -> &'static str {
    use crate::domain::fields::Fold;
    match fold {
        Fold::Open | Fold::Quiet => "",
        Fold::TheirWords => "Their words",
        Fold::Promise => "A promise",
        Fold::Missing => "Who was missing, what is strong",
        Fold::More => "More",
    }
}

fn party(code: &str) -> &'static str {
    match code {
        "residents" => "Residents",
        "informal_group" => "Informal group",
        "small_vcfse" => "Small charity or group",
        "larger_vcfse" => "Larger charity",
        "vcfse_infrastructure" => "Charity support body",
        "faith" => "Faith group",
        "link_workers" => "Link workers",
        "primary_care" => "GP practice or clinic",
        "pcn_lead" => "PCN lead",
        "public_health" => "Public health",
        "council" => "Council",
        "icp_ics" => "Health and care partnership",
        "icp_sponsor" => "Partnership sponsor",
        "other_nhs" => "Other NHS",
        "learning_partner" => "Learning partner",
        "other" => "Someone else",
        _ => "",
    }
}

fn setting(code: &str) -> &'static str {
    match code {
        "community_venue" => "Hall or community place",
        "faith_place" => "Place of worship",
        "gp_or_pcn_site" => "GP or PCN building",
        "council_site" => "Council building",
        "school" => "School",
        "outdoors" => "Outdoors",
        "event" => "At an event",
        "online" => "Online",
        "phone" => "By phone",
        "home" => "Somebody’s home",
        _ => "",
    }
}

fn activity(code: &str) -> &'static str {
    match code {
        "chat" => "A chat",
        "group_visit" => "Visit to a group",
        "meeting" => "Meeting",
        "event" => "Event",
        "walkabout" => "Walk round",
        "call" => "Call",
        "site_visit" => "Visit to a place",
        _ => "",
    }
}

fn size_band(code: &str) -> &'static str {
    match code {
        "1" => "One",
        "2-4" => "2 to 4",
        "5-15" => "5 to 15",
        "16-49" => "16 to 49",
        "50+" => "50 or more",
        _ => "",
    }
}

fn depth(code: &str) -> &'static str {
    match code {
        "informed" => "They were told",
        "consulted" => "They were asked",
        "involved" => "They helped to shape it",
        "collaborated" => "We decided together",
        "community_led" => "They led",
        _ => "",
    }
}

fn asset(code: &str) -> &'static str {
    match code {
        "gifts" => "People’s gifts",
        "associations" => "Clubs and groups",
        "institutions" => "Schools, surgeries and the like",
        "place" => "Buildings and green places",
        "exchange" => "Sharing, trade and jobs",
        "stories" => "Stories",
        _ => "",
    }
}

fn theme(code: &str) -> &'static str {
    match code {
        "money" => "Money",
        "housing" => "Housing",
        "food" => "Food",
        "work" => "Work",
        "loneliness" => "Loneliness",
        "mood" => "Mood",
        "caring" => "Caring",
        "moving_more" => "Moving more",
        "transport" => "Transport",
        "digital" => "Getting online",
        "safety" => "Safety",
        "green_space" => "Green space",
        "access_to_care" => "Getting care",
        "other" => "Something else",
        _ => "",
    }
}

fn told_back(code: &str) -> &'static str {
    match code {
        "not_yet" => "Not yet",
        "told_them" => "I told them",
        "not_needed" => "No need",
        _ => "",
    }
}

fn told_purpose(code: &str) -> &'static str {
    match code {
        "public_meeting" => "It was a public meeting",
        "told_verbally" => "I told them",
        "leaflet" => "They had a leaflet",
        "asked_and_agreed" => "I asked and they agreed",
        "no" => "No",
        _ => "",
    }
}

fn group_size(code: &str) -> &'static str {
    match code {
        "volunteers" => "Volunteers only",
        "few_paid" => "A few paid staff",
        "larger" => "More paid staff",
        _ => "",
    }
}

fn wish(code: &str) -> &'static str {
    match code {
        "do_not_name" => "Do not name us",
        "ask_before_writing" => "Ask before you write",
        "no_more_visits" => "No more visits",
        _ => "",
    }
}

fn outcome(code: &str) -> &'static str {
    match code {
        "answered" => "Answered",
        "declined" => "Rather not",
        "no_answer" => "Asked, no answer",
        _ => "",
    }
}

fn whose_words(code: &str) -> &'static str {
    match code {
        "their_words" => "Their words",
        "my_paraphrase" => "My summary",
        "my_reading" => "How I read it",
        _ => "",
    }
}

fn interpreter(code: &str) -> &'static str {
    match code {
        "none" => "Nobody",
        "person" => "Interpreter in the room",
        "phone" => "Interpreter by phone",
        "family" => "Family or friend",
        _ => "",
    }
}

fn promise_by(code: &str) -> &'static str {
    match code {
        "us" => "We promised",
        "them" => "They promised",
        "both" => "We both promised",
        _ => "",
    }
}

fn promise_state(code: &str) -> &'static str {
    match code {
        "open" => "Open",
        "kept" => "Kept",
        "changed" => "Changed",
        "let_go" => "Let go",
        _ => "",
    }
}

fn sharing(code: &str) -> &'static str {
    match code {
        "private" => "Only me",
        "my_coordinator" => "My coordinator",
        "all_areas" => "All areas, no names",
        "publishable" => "Anyone may read",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fields::{self, Fold, ValueType, codes};
    use crate::domain::revision::Kind;

    #[test]
    fn every_field_on_a_form_and_every_choice_has_its_words() {
        for kind in [Kind::Engagement, Kind::Organisation, Kind::Response] {
            for field in fields::of(&kind) {
                if field.fold != Fold::Quiet {
                    assert!(!label(field.path).is_empty(), "no label for {}", field.path);
                }
                if let ValueType::OneOf(codes) | ValueType::AnyOf(codes) = field.value {
                    for code in codes {
                        assert_ne!(value_label(field.path, code), *code, "no words for {}", field.path);
                    }
                }
            }
        }
        let inside =
            [("by", codes::PROMISE_BY), ("state", codes::PROMISE_STATES), ("said_by", codes::PARTIES)];
        for (path, codes) in inside {
            for code in codes {
                assert_ne!(value_label(path, code), *code, "no words for {path}");
            }
        }
    }

    #[test]
    fn a_choice_of_a_later_build_shows_as_it_came() {
        assert_eq!(value_label("setting", "space_station"), "space_station");
        assert_eq!(label("later_field"), "");
    }
}
