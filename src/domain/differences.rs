//! What differs between two texts, word by word.

/// A run of words, and which of two texts has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The words, with the white space after them.
    pub text: String,
    /// Who has them.
    pub side: Side,
}

/// Which of two texts has a run of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Both.
    Both,
    /// Only the old one.
    Old,
    /// Only the new one.
    New,
}

/// Most pairs of words that are compared one by one. Beyond it, what lies between the common beginning and the
/// common end counts as rewritten.
const MOST_PAIRS: usize = 250_000;

/// The words of both texts in reading order, what went before what came. White space is not compared.
pub fn between(old: &str, new: &str) -> Vec<Piece> {
    let (mut old, mut new) = (words(old), words(new));
    let start = common(old.iter(), new.iter());
    let mut pieces = Vec::new();
    push(&mut pieces, Side::Both, new.drain(..start));
    old.drain(..start);
    let end = common(old.iter().rev(), new.iter().rev());
    let after = new.split_off(new.len() - end);
    old.truncate(old.len() - end);
    if old.len() * new.len() > MOST_PAIRS {
        push(&mut pieces, Side::Old, old);
        push(&mut pieces, Side::New, new);
    } else {
        compare(&old, &new, &mut pieces);
    }
    push(&mut pieces, Side::Both, after);
    pieces
}

fn words(text: &str) -> Vec<&str> {
    let mut words: Vec<&str> = Vec::new();
    let mut start = 0;
    let mut in_space = false;
    for (at, c) in text.char_indices() {
        if in_space && !c.is_whitespace() {
            words.push(&text[start..at]);
            start = at;
        }
        in_space = c.is_whitespace();
    }
    if start < text.len() {
        words.push(&text[start..]);
    }
    words
}

fn same(one: &str, other: &str) -> bool {
    one.trim() == other.trim()
}

fn common<'a>(one: impl Iterator<Item = &'a &'a str>, other: impl Iterator<Item = &'a &'a str>) -> usize {
    one.zip(other).take_while(|(one, other)| same(one, other)).count()
}

/// The longest run of common words, by the usual table.
fn compare(old: &[&str], new: &[&str], pieces: &mut Vec<Piece>) {
    let width = new.len() + 1;
    let mut longest = vec![0u32; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            longest[i * width + j] = if same(old[i], new[j]) {
                longest[(i + 1) * width + j + 1] + 1
            } else {
                longest[(i + 1) * width + j].max(longest[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < old.len() || j < new.len() {
        let both = i < old.len() && j < new.len();
        if both && same(old[i], new[j]) {
            push(pieces, Side::Both, [new[j]]);
            (i, j) = (i + 1, j + 1);
        } else if j == new.len() || (both && longest[(i + 1) * width + j] >= longest[i * width + j + 1]) {
            push(pieces, Side::Old, [old[i]]);
            i += 1;
        } else {
            push(pieces, Side::New, [new[j]]);
            j += 1;
        }
    }
}

fn push<'a>(pieces: &mut Vec<Piece>, side: Side, words: impl IntoIterator<Item = &'a str>) {
    for word in words {
        match pieces.last_mut() {
            Some(last) if last.side == side => last.text.push_str(word),
            _ => pieces.push(Piece { text: word.to_owned(), side }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn marked(old: &str, new: &str) -> String {
        between(old, new)
            .into_iter()
            .map(|piece| match piece.side {
                Side::Both => piece.text,
                Side::Old => format!("[-{}]", piece.text.trim()),
                Side::New => format!("[+{}]", piece.text.trim()),
            })
            .collect()
    }

    #[test]
    fn what_changed_is_marked_and_nothing_else() {
        for (old, new, expected) in [
            ("two beds are ready", "two beds are ready", "two beds are ready"),
            ("two beds are ready", "three beds are ready", "[-two][+three]beds are ready"),
            ("a b c", "a c", "a [-b]c"),
            ("a c", "a b c", "a [+b]c"),
            ("", "new words", "[+new words]"),
            ("old words", "", "[-old words]"),
            ("one line", "one\nline", "one\nline"),
            ("Ring 07700.", "Ring the hall.", "Ring [-07700.][+the hall.]"),
        ] {
            assert_eq!(marked(old, new), expected);
        }
    }

    #[test]
    fn long_rewritten_texts_are_not_compared_word_by_word() {
        let long = |word: &str| format!("same {}end", format!("{word} ").repeat(2_000));
        let sides: Vec<Side> = between(&long("old"), &long("new")).iter().map(|p| p.side).collect();
        assert_eq!(sides, [Side::Both, Side::Old, Side::New, Side::Both]);
    }

    proptest! {
        #[test]
        fn each_text_can_be_read_from_the_pieces(old in "[ab \n]{0,30}", new in "[ab \n]{0,30}") {
            let pieces = between(&old, &new);
            let of = |side: Side| -> Vec<String> {
                let text: String = pieces.iter().filter(|p| p.side == Side::Both || p.side == side).map(|p| format!("{} ", p.text)).collect();
                text.split_whitespace().map(str::to_owned).collect()
            };
            prop_assert_eq!(of(Side::Old), old.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
            prop_assert_eq!(of(Side::New), new.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
        }
    }
}
