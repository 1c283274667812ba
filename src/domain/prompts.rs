//! Talking points: sets of questions that come in packs. A conversation uses one to three of them; nothing here
//! knows or shows which ones were asked before.

use super::entries::{items, member, text, texts};
use super::ids::RecordId;
use super::merge::View;
use super::order;
use super::revision::Kind;
use chrono::NaiveDate;
use serde_json::Value;
use std::cmp::Reverse;

/// A set of talking points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromptSet {
    /// Its record.
    pub id: RecordId,
    /// Its short name in files, such as `starter-en-1`.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// Which edition it is.
    pub version: i64,
    /// The day it was written.
    pub on: NaiveDate,
    /// Keys of the ones to start with.
    pub start_with: Vec<String>,
    /// Its talking points, in their order.
    pub prompts: Vec<Prompt>,
}

/// One talking point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt {
    /// Its record.
    pub id: RecordId,
    /// Its short name in files, such as `roots`.
    pub key: String,
    /// Its place in the set.
    pub order: i64,
    /// What it is about.
    pub theme: String,
    /// The question.
    pub text: String,
    /// Questions to go on with.
    pub probes: Vec<String>,
    /// The ends of its scale; `None` where words alone answer it.
    pub scale: Option<Scale>,
    /// Codes of the parties it suits.
    pub suits: Vec<String>,
    /// Why it is asked, in one or two plain sentences.
    pub why_ask: String,
    /// What to offer after it: `promise`; empty for nothing.
    pub offers: String,
    /// The question in other languages.
    pub translations: Vec<Wording>,
}

/// The ends of a scale of five steps. Only the ends have words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    /// What 1 means.
    pub low: String,
    /// What 5 means.
    pub high: String,
}

/// The question in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// The language as a BCP 47 tag, such as `ur`.
    pub lang: String,
    /// The direction of writing: `ltr`, `rtl`, or `auto` where the pack does not say.
    pub dir: String,
    /// The question.
    pub text: String,
    /// Who checked it, as a role. `None`: nobody yet, and the screen says so.
    pub checked_by: Option<String>,
}

impl Prompt {
    /// The question in this language, if the pack has it.
    pub fn in_language(&self, lang: &str) -> Option<&Wording> {
        self.translations.iter().find(|wording| wording.lang == lang)
    }
}

impl PromptSet {
    /// Every set in what is shown of a notebook, with its talking points, newest first.
    pub fn read_all<'a>(views: impl IntoIterator<Item = &'a View>) -> Vec<Self> {
        let mut sets: Vec<Self> = Vec::new();
        let mut prompts: Vec<(Option<RecordId>, Prompt)> = Vec::new();
        for view in views.into_iter().filter(|view| view.state.is_open()) {
            match view.kind {
                Kind::PromptSet => sets.push(set(view)),
                Kind::Prompt => prompts.push((RecordId::parse(text(&view.fields, "set")).ok(), prompt(view))),
                _ => {}
            }
        }
        order::by_key(&mut prompts, |(_, prompt)| (prompt.order, prompt.id));
        for (of, prompt) in prompts {
            if let Some(set) = sets.iter_mut().find(|set| Some(set.id) == of) {
                set.prompts.push(prompt);
            }
        }
        order::by_key(&mut sets, |set| (Reverse((set.on, set.version)), set.id));
        sets
    }

    /// What to suggest, see [`suggest`].
    pub fn suggest(&self, with_kinds: &[&str]) -> Vec<&Prompt> {
        suggest(&self.prompts, with_kinds, &self.start_with)
    }
}

/// The talking points for these people, best first: one that suits everybody in the room before one that suits
/// some, then the ones to start with, then the order of the set. With nobody named, or nobody that any of them
/// suits, all are suggested. What was asked before plays no part: no list shows what is missing.
pub fn suggest<'a>(prompts: &'a [Prompt], with_kinds: &[&str], start_with: &[String]) -> Vec<&'a Prompt> {
    let left_out = |prompt: &Prompt| {
        with_kinds.iter().filter(|kind| !prompt.suits.iter().any(|suited| suited == *kind)).count()
    };
    let suits_somebody = |prompt: &&Prompt| left_out(prompt) < with_kinds.len();
    let mut suggested: Vec<&Prompt> = prompts.iter().filter(suits_somebody).collect();
    if suggested.is_empty() {
        suggested = prompts.iter().collect();
    }
    order::by_key(&mut suggested, |prompt| {
        let start = start_with.iter().position(|key| *key == prompt.key).unwrap_or(usize::MAX);
        (left_out(prompt), start, prompt.order)
    });
    suggested
}

fn set(view: &View) -> PromptSet {
    let fields = &view.fields;
    PromptSet {
        id: view.record,
        key: text(fields, "key").to_owned(),
        label: text(fields, "label").to_owned(),
        version: fields.get("version").and_then(Value::as_i64).unwrap_or_default(),
        on: view.on,
        start_with: lines(texts(fields, "start_with")),
        prompts: Vec::new(),
    }
}

fn prompt(view: &View) -> Prompt {
    let fields = &view.fields;
    let own = |path| text(fields, path).to_owned();
    let ends = Scale { low: own("low"), high: own("high") };
    let has_scale = text(fields, "answer") == "both" && !ends.low.is_empty() && !ends.high.is_empty();
    Prompt {
        id: view.record,
        key: own("key"),
        order: fields.get("order").and_then(Value::as_i64).unwrap_or(i64::MAX),
        theme: own("theme"),
        text: own("text"),
        probes: lines(texts(fields, "probes")),
        scale: has_scale.then_some(ends),
        suits: lines(texts(fields, "suits")),
        why_ask: own("why_ask"),
        offers: own("offers"),
        translations: items(fields, "translations")
            .into_iter()
            .map(|(lang, item)| wording(lang, item))
            .collect(),
    }
}

fn wording(lang: &str, item: &Value) -> Wording {
    let or = |name, otherwise: &str| match member(item, name) {
        "" => otherwise.to_owned(),
        given => given.to_owned(),
    };
    Wording {
        lang: or("lang", lang),
        dir: or("dir", "auto"),
        text: member(item, "text").to_owned(),
        checked_by: Some(member(item, "checked_by").to_owned()).filter(|who| !who.is_empty()),
    }
}

fn lines(texts: Vec<&str>) -> Vec<String> {
    texts.into_iter().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prompt(key: &str, order: i64, suits: &[&str]) -> Prompt {
        Prompt {
            id: RecordId::from_random([u8::try_from(order).unwrap(); 16]),
            key: key.to_owned(),
            order,
            theme: String::new(),
            text: String::new(),
            probes: Vec::new(),
            scale: None,
            suits: lines(suits.to_vec()),
            why_ask: String::new(),
            offers: String::new(),
            translations: Vec::new(),
        }
    }

    #[test]
    fn suggestions_follow_who_is_in_the_room() {
        let prompts = [
            prompt("first", 1, &["residents", "small_vcfse"]),
            prompt("second", 2, &["small_vcfse"]),
            prompt("third", 3, &["residents"]),
            prompt("fourth", 4, &["small_vcfse", "residents"]),
        ];
        let start = lines(vec!["fourth", "second"]);
        for (with, expected) in [
            (vec![], vec!["fourth", "second", "first", "third"]),
            (vec!["residents"], vec!["fourth", "first", "third"]),
            (vec!["small_vcfse"], vec!["fourth", "second", "first"]),
            (vec!["residents", "small_vcfse"], vec!["fourth", "first", "second", "third"]),
            (vec!["council"], vec!["fourth", "second", "first", "third"]),
            (vec!["council", "residents"], vec!["fourth", "first", "third"]),
        ] {
            let keys: Vec<&str> = suggest(&prompts, &with, &start).iter().map(|p| p.key.as_str()).collect();
            assert_eq!(keys, expected, "with {with:?}");
        }
    }
}
