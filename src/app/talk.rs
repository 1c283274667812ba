//! A conversation over talking points, from the choice of questions to the answers that are saved.
//!
//! Its draft has one response for each question that was chosen; [`Talk`] is what the pages need besides, and is
//! kept with the draft, so that a reload goes on where it was.

use super::draft::{Draft, Entry, Page};
use super::{App, Failure};
use crate::domain::entries::response::{self, Asked};
use crate::domain::entries::{self, set_text, text};
use crate::domain::ids::RecordId;
use crate::domain::order;
use crate::domain::prompts::Prompt;
use crate::domain::revision::{Fields, Kind};
use crate::domain::search::fold_name;
use serde_json::json;
use std::collections::BTreeMap;

/// Questions of one conversation, at most: they are pointers to try, no questionnaire.
pub const MOST: usize = 3;

/// How far a conversation has got.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Talk {
    /// Whether the answers are being written down.
    pub writing: bool,
    /// The question in hand, by position.
    pub at: usize,
    /// How the questions went, by response.
    pub asked: BTreeMap<RecordId, Asked>,
    /// The name of a place that was typed and is in no list.
    pub place: String,
    /// The phone is turned round: what the person reads.
    pub shown: Option<Shown>,
}

/// A question on a phone that is turned round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The question.
    pub text: String,
    /// Its language.
    pub lang: String,
    /// `ltr`, `rtl` or `auto`.
    pub dir: String,
}

impl Talk {
    /// Reads what is kept with a draft; what is missing is as at the start.
    pub fn of(draft: &Draft) -> Self {
        let kept = &draft.progress;
        let member = |name: &str| kept["shown"][name].as_str().map(str::to_owned);
        let asked = kept["asked"].as_object().into_iter().flatten();
        Self {
            writing: kept["writing"].as_bool().unwrap_or(false),
            at: kept["at"].as_u64().and_then(|at| usize::try_from(at).ok()).unwrap_or(0),
            asked: order::map(
                asked.filter_map(|(id, how)| Some((RecordId::parse(id).ok()?, asked_from(how.as_str()?)?))),
            ),
            place: kept["place"].as_str().unwrap_or_default().to_owned(),
            shown: member("text").map(|text| Shown {
                text,
                lang: member("lang").unwrap_or_default(),
                dir: member("dir").unwrap_or_default(),
            }),
        }
    }

    /// Puts it into its draft.
    pub fn keep_in(&self, draft: &mut Draft) {
        let asked = self.asked.iter().map(|(record, how)| (record.to_string(), asked_code(*how).into()));
        let asked = order::object(asked);
        let shown = self
            .shown
            .as_ref()
            .map(|shown| json!({ "text": shown.text, "lang": shown.lang, "dir": shown.dir }));
        draft.progress = json!({
            "writing": self.writing, "at": self.at, "asked": asked, "place": self.place, "shown": shown,
        });
    }
}

/// How a question went, as pages and drafts spell it.
pub fn asked_code(how: Asked) -> &'static str {
    match how {
        Asked::Asked => "asked",
        Asked::RatherNot => "rather_not",
        Asked::NotReached => "not_reached",
    }
}

/// Reads [`asked_code`].
pub fn asked_from(code: &str) -> Option<Asked> {
    [Asked::Asked, Asked::RatherNot, Asked::NotReached].into_iter().find(|how| asked_code(*how) == code)
}

impl App {
    /// A conversation over these questions, each with its set, with people of these parties. One about a note takes
    /// place, day and people from it, and is shared no wider than it.
    ///
    /// # Errors
    /// [`Failure::Gone`] when the note is not there.
    pub fn begin_conversation(
        &self,
        chosen: &[(RecordId, Prompt)],
        about: Option<RecordId>,
        with: &[String],
    ) -> Result<Draft, Failure> {
        let mut fields = self.first_guess();
        let mut sharing = self.rules().starts_with;
        set_text(&mut fields, "happened_on", &self.today().to_string());
        if let [party] = with {
            set_text(&mut fields, "respondent_kind", party);
        }
        if let Some(note) = about {
            let view = self.open_view(note)?;
            for path in ["happened_on", "area", "places", "whole_area"] {
                if let Some(value) = view.fields.get(path) {
                    fields.insert(path.to_owned(), value.clone());
                } else {
                    fields.remove(path);
                }
            }
            set_text(&mut fields, "engagement_id", &note.to_string());
            sharing = sharing.narrower(view.sharing);
        }
        let mut draft = self.begin_talk();
        for (set, prompt) in chosen {
            let mut fields = fields.clone();
            set_text(&mut fields, "set_id", &set.to_string());
            set_text(&mut fields, "prompt_id", &prompt.id.to_string());
            set_text(&mut fields, "prompt_key", &prompt.key);
            set_text(&mut fields, "prompt_as_asked", &prompt.text);
            draft.entries.push(self.new_entry(Kind::Response, fields, sharing.clone()));
        }
        Talk::default().keep_in(&mut draft);
        Ok(draft)
    }

    /// The conversation in which the phone is turned round, as far as it was kept.
    pub fn turned_round(&self) -> Option<Draft> {
        let state = self.state();
        let mut talks = state.drafts.values().filter(|draft| draft.page == Page::Talk);
        talks.find(|draft| Talk::of(draft).shown.is_some()).cloned()
    }
}

impl App {
    /// A conversation as it is saved: each question with its outcome; those not reached are left out. Where a place was
    /// typed, they were there: at the known place of that name, else at `new`, which is saved with them.
    pub fn settled_talk(&self, draft: &Draft, mut new: Entry) -> Draft {
        let mut settled = settled(draft);
        let typed = Talk::of(draft).place;
        let label = typed.trim();
        if label.is_empty() || settled.entries.is_empty() {
            return settled;
        }
        let known = self.places().into_iter().find(|place| fold_name(&place.label) == fold_name(label));
        let place = known.as_ref().map_or(new.record, |place| place.id).to_string();
        // What was only a first guess gives way to what a person typed.
        let guessed = self.is_guessed(&settled);
        for Entry { fields, .. } in &mut settled.entries {
            let held = entries::texts(fields, "places").into_iter().filter(|_| !guessed);
            let places: Vec<String> = held.map(str::to_owned).chain([place.clone()]).collect();
            entries::set_codes(fields, "places", places);
        }
        if known.is_none() {
            set_text(&mut new.fields, "label", label);
            settled.entries.push(new);
        }
        settled
    }
}

fn settled(draft: &Draft) -> Draft {
    let talk = Talk::of(draft);
    let settle = |entry: &Entry| {
        let fields = &entry.fields;
        let (answer, scale) = (text(fields, "answer"), fields.get("scale"));
        // Not ticked: what was written speaks for itself.
        let how = talk.asked.get(&entry.record).copied().unwrap_or({
            if answer.trim().is_empty() && scale.is_none() { Asked::NotReached } else { Asked::Asked }
        });
        let outcome = response::outcome(how, answer, scale)?;
        let mut entry = entry.clone();
        finish(&mut entry.fields, outcome);
        Some(entry)
    };
    Draft { entries: draft.entries.iter().filter_map(settle).collect(), ..draft.clone() }
}

/// Sets the outcome, and takes away what belongs to an answer where there is none.
fn finish(fields: &mut Fields, outcome: &str) {
    if outcome == "declined" {
        fields.remove("answer");
        fields.remove("scale");
    }
    let right_to_left = is_right_to_left(text(fields, "answer"));
    if text(fields, "answer").trim().is_empty() {
        for path in ["whose_words", "checked_back", "language_used", "interpreter"] {
            fields.remove(path);
        }
    }
    set_text(fields, "dir", if right_to_left { "rtl" } else { "" });
    entries::set_text(fields, "outcome", outcome);
}

/// Whether the first letter that has a direction is written from right to left: Hebrew, Arabic and their kin.
fn is_right_to_left(words: &str) -> bool {
    let first = words.chars().find(|c| c.is_alphabetic());
    first.is_some_and(|c| {
        matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}' | '\u{1E800}'..='\u{1EFFF}')
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{DraftId, RevisionId};
    use crate::domain::revision::Sharing;
    use serde_json::Value;

    fn entry(n: u8, answer: &str, scale: Option<Value>) -> Entry {
        let mut fields = Fields::new();
        set_text(&mut fields, "answer", answer);
        set_text(&mut fields, "whose_words", "their_words");
        if let Some(scale) = scale {
            fields.insert("scale".to_owned(), scale);
        }
        Entry {
            record: RecordId::from_random([n; 16]),
            revision: RevisionId::from_random([n; 16]),
            kind: Kind::Response,
            base: Vec::new(),
            fields,
            sharing: Sharing::MyCoordinator,
            warned: Vec::new(),
        }
    }

    fn conversation(entries: Vec<Entry>, talk: &Talk) -> Draft {
        let mut draft = Draft {
            id: DraftId::from_random([1; 16]),
            hand: DraftId::from_random([1; 16]),
            page: Page::Talk,
            on: "2026-01-19".parse().unwrap(),
            touched_ms: 0,
            entries,
            progress: Value::Null,
            row: None,
        };
        talk.keep_in(&mut draft);
        draft
    }

    #[test]
    fn a_reload_goes_on_where_the_talk_was() {
        let talk = Talk {
            writing: true,
            at: 2,
            asked: [
                (RecordId::from_random([1; 16]), Asked::RatherNot),
                (RecordId::from_random([2; 16]), Asked::NotReached),
            ]
            .into(),
            place: "Reed End".to_owned(),
            shown: Some(Shown {
                text: "Who made the first move?".to_owned(),
                lang: "en-GB".to_owned(),
                dir: "ltr".to_owned(),
            }),
        };
        let kept = Draft::from_value(&conversation(Vec::new(), &talk).to_value()).unwrap();
        assert_eq!(Talk::of(&kept), talk);
        assert_eq!(Talk::of(&conversation(Vec::new(), &Talk::default())), Talk::default());
    }

    #[test]
    fn a_question_is_saved_as_it_went() {
        let (asked, not, none) = (Some(Asked::Asked), Some(Asked::RatherNot), Some(Asked::NotReached));
        for (how, answer, scale, outcome) in [
            (asked, "They rang round.", None, Some("answered")),
            (asked, "", Some(json!(2)), Some("answered")),
            (asked, " ", None, Some("no_answer")),
            (not, "typed before", None, Some("declined")),
            (none, "", None, None),
            (None, "They rang round.", None, Some("answered")),
            (None, "", None, None),
        ] {
            let entry = entry(7, answer, scale);
            let talk =
                Talk { asked: how.map(|how| (entry.record, how)).into_iter().collect(), ..Talk::default() };
            let saved = settled(&conversation(vec![entry], &talk));
            let fields = saved.entries.first().map(|entry| &entry.fields);
            assert_eq!(fields.map(|f| text(f, "outcome")), outcome, "{how:?} {answer:?}");
            if outcome == Some("declined") {
                assert_eq!(fields.map(|f| text(f, "answer")), Some(""));
            }
        }
    }

    #[test]
    fn an_answer_knows_which_way_it_is_written() {
        for (answer, dir) in [
            ("فیصلے سے پہلے ہم سے پوچھیں، بعد میں نہیں۔", "rtl"),
            ("1. فیصلے", "rtl"),
            ("Ask us before.", ""),
        ] {
            let saved = settled(&conversation(vec![entry(3, answer, None)], &Talk::default()));
            assert_eq!(text(&saved.entries[0].fields, "dir"), dir);
        }
    }
}
