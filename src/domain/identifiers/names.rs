//! Names of people, as far as a title tells them: *Mrs Khan*, *Dr. A. Quill*. A name without a title could be that of
//! a hall, a street or a dog, so it is no find.

use super::{numbers, words};
use std::ops::Range;

/// Titles that are only ever followed by a name, and what may stand for whoever has it.
const TITLES: [(&str, &str); 10] = [
    ("mr", A_PERSON),
    ("mrs", A_PERSON),
    ("ms", A_PERSON),
    ("miss", A_PERSON),
    ("mx", A_PERSON),
    ("dr", "(a doctor)"),
    ("prof", "(a professor)"),
    ("cllr", "(a councillor)"),
    ("rev", "(a minister)"),
    ("revd", "(a minister)"),
];
const A_PERSON: &str = "(a person)";
const TWO_PEOPLE: &str = "(two people)";
const AND: [&str; 2] = ["and", "&"];

/// Small words inside a name.
const INSIDE: [&str; 13] =
    ["van", "de", "der", "von", "al", "el", "bin", "bint", "ul", "la", "le", "du", "di"];

/// Words with a capital that begin the next sentence, or say when. They are not taken for a part of the name.
const NO_NAME: [&str; 35] = [
    "I",
    "I'm",
    "I’m",
    "we",
    "you",
    "he",
    "she",
    "they",
    "it",
    "the",
    "a",
    "an",
    "this",
    "that",
    "there",
    "and",
    "but",
    "then",
    "not",
    "no",
    "on",
    "in",
    "at",
    "as",
    "if",
    "so",
    "when",
    "all",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// Most words of one name.
const LONGEST: usize = 5;

/// Where a title and a name stand.
pub(super) fn find(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    // Only few letters begin a title: most of a text is passed over.
    for (at, _) in text.match_indices(['M', 'D', 'P', 'C', 'R', 'm', 'd', 'p', 'c', 'r']) {
        let inside = numbers::before(text, at).is_some_and(char::is_alphanumeric);
        if inside || found.last().is_some_and(|last| at < last.end) {
            continue;
        }
        let Some(title) = words::at(text, at) else { continue };
        if let Some(end) = end_of_name(text, &title) {
            found.push(at..end);
        }
    }
    found
}

/// What may stand for whoever a find names.
pub(super) fn role(fragment: &str) -> &'static str {
    let title = words::at(fragment, 0);
    let after = title.clone().and_then(|title| words::after(fragment, past_dot(fragment, title.end)));
    if after.is_some_and(|word| words::is_one_of(&fragment[word], &AND)) {
        return TWO_PEOPLE;
    }
    title.and_then(|title| stands_for(&fragment[title])).unwrap_or(A_PERSON)
}

/// Where a name ends that this word is the title of.
fn end_of_name(text: &str, title: &Range<usize>) -> Option<usize> {
    stands_for(&text[title.clone()])?;
    let after = past_dot(text, title.end);
    let next = words::after(text, after)?;
    // A second title: "Mr and Mrs", "Prof. Dr.".
    let second =
        if words::is_one_of(&text[next.clone()], &AND) { words::after(text, next.end)? } else { next };
    if stands_for(&text[second.clone()]).is_some() { end_of_name(text, &second) } else { name(text, after) }
}

/// What may stand for whoever has this title. All in capitals, the short ones are something else (*MS*, *DR*); and
/// *to miss* is what people do.
fn stands_for(word: &str) -> Option<&'static str> {
    let (title, role) = TITLES.iter().find(|(title, _)| word.eq_ignore_ascii_case(title))?;
    let is_title = match *title {
        "miss" => word == "Miss",
        short if short.len() == 2 => !is_shouted(word),
        _ => true,
    };
    is_title.then_some(*role)
}

/// Where the name ends that begins after this place.
fn name(text: &str, mut after: usize) -> Option<usize> {
    let mut end = None;
    let mut shouts = false;
    for _ in 0..LONGEST {
        let Some(range) = words::after(text, after) else { break };
        let word = &text[range.clone()];
        after = range.end;
        if INSIDE.contains(&word) {
            continue;
        }
        // What somebody has ends the name: "Mrs Khan's kitchen".
        let bare = ["'s", "’s", "'S", "’S"].into_iter().find_map(|has| word.strip_suffix(has));
        let said = bare.unwrap_or(word);
        let begins_like_one = said.split(['-', '\'', '’']).any(words::is_capital);
        // "Dr A. Quill", "Dr A Quill", but "the Dr I saw".
        let is_letter = said.chars().count() == 1;
        let is_initial = is_letter && (past_dot(text, after) > after || end.is_none() && said != "I");
        let is_name = begins_like_one && (is_initial || !words::is_one_of(said, &NO_NAME));
        // "Dr Quill PCN lead": letters that stand for something follow a name, unless all of it is in capitals.
        if !is_name || (end.is_some() && !shouts && is_shouted(said)) {
            break;
        }
        shouts |= is_shouted(said);
        end = Some(range.start + said.len());
        if bare.is_some() {
            break;
        }
        if is_letter {
            after = past_dot(text, after);
        }
    }
    end
}

fn past_dot(text: &str, end: usize) -> usize {
    end + usize::from(text.get(end..).is_some_and(|rest| rest.starts_with('.')))
}

/// Whether a word is in capitals throughout; one letter alone says nothing.
fn is_shouted(word: &str) -> bool {
    word.chars().count() > 1 && word.chars().all(|letter| letter.is_uppercase() || !letter.is_alphabetic())
}
