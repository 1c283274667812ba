//! Words of running text, one after the other: for what is told by the words that stand together.

use std::ops::Range;

/// Blanks that stand between two words of one name.
const BLANKS: [char; 3] = [' ', '\u{a0}', '\u{202f}'];

/// The word that begins here: letters and digits, with what may stand inside a name. An *and* sign is a word too.
pub(super) fn at(text: &str, start: usize) -> Option<Range<usize>> {
    let rest = text.get(start..)?;
    if rest.starts_with('&') {
        return Some(start..start + 1);
    }
    let mut end = 0;
    let mut letters = rest.char_indices().peekable();
    while let Some((place, letter)) = letters.next() {
        let binds = place > 0 && matches!(letter, '\'' | '’' | '-' | '‐');
        let goes_on = letters.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        if !(letter.is_alphanumeric() || binds && goes_on) {
            break;
        }
        end = place + letter.len_utf8();
    }
    (end > 0).then_some(start..start + end)
}

/// The word after this place, where nothing but a blank or two stands between.
pub(super) fn after(text: &str, end: usize) -> Option<Range<usize>> {
    let rest = text.get(end..)?;
    let gap = rest.len() - rest.trim_start_matches(BLANKS).len();
    if rest.get(..gap)?.chars().count() > 2 { None } else { at(text, end + gap) }
}

/// The letters and digits that end before this place, with a blank, a dot or a comma between; and what stands between.
pub(super) fn ending(text: &str, before: usize) -> Option<(Range<usize>, &str)> {
    let head = text.get(..before)?;
    let word = head.trim_end_matches(BLANKS).trim_end_matches(['.', ',']);
    let start = word.trim_end_matches(char::is_alphanumeric).len();
    (start < word.len()).then_some((start..word.len(), head.get(word.len()..)?))
}

/// Whether it begins like a name. Most scripts have no capitals: there every word may be one.
pub(super) fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(|first| first.is_alphabetic() && !first.is_lowercase())
}

/// Whether the list has this word, in whatever case.
pub(super) fn is_one_of(word: &str, list: &[&str]) -> bool {
    list.iter().any(|one| word.eq_ignore_ascii_case(one))
}
