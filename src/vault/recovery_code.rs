//! The recovery code: 48 digits on paper that open the notebook when the passphrase is forgotten.
//!
//! Eight groups of six digits, each a number below 65,536 times eleven: 128 random bits, typed with the keys for
//! numbers, and a group with a slip in it is noticed before it is tried.

use std::fmt;
use zeroize::Zeroizing;

/// Groups of a code.
const GROUPS: usize = 8;
/// Digits of a group.
const DIGITS: usize = 6;
/// Every group is a multiple of it.
const CHECK: u32 = 11;

/// A code. Wiped when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryCode(Zeroizing<String>);

/// What is wrong with a code that somebody typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotACode {
    /// It has this many digits, and not 48.
    Digits(usize),
    /// There is a slip in this group (1 to 8).
    Group(usize),
}

impl RecoveryCode {
    /// Makes a code of 16 bytes, which must come from a secure source of randomness.
    pub fn new(random: [u8; 2 * GROUPS]) -> Self {
        let mut digits = Zeroizing::new(String::with_capacity(GROUPS * DIGITS));
        for pair in random.chunks(2) {
            let number = u32::from(pair[0]) << 8 | u32::from(pair[1]);
            digits.push_str(&format!("{:0DIGITS$}", number * CHECK));
        }
        Self(digits)
    }

    /// Reads what somebody typed: only its digits count.
    ///
    /// # Errors
    /// See [`NotACode`]; the first slip is named.
    pub fn parse(typed: &str) -> Result<Self, NotACode> {
        let digits: Zeroizing<String> = Zeroizing::new(typed.chars().filter(char::is_ascii_digit).collect());
        let is_group = |group: &&[u8]| {
            let number = group.iter().fold(0, |number, digit| number * 10 + u32::from(digit - b'0'));
            number % CHECK == 0 && number / CHECK <= u32::from(u16::MAX)
        };
        let whole = digits.as_bytes().chunks(DIGITS).filter(|group| group.len() == DIGITS);
        if let Some(slip) = whole.take(GROUPS).position(|group| !is_group(&group)) {
            return Err(NotACode::Group(slip + 1));
        }
        if digits.len() == GROUPS * DIGITS { Ok(Self(digits)) } else { Err(NotACode::Digits(digits.len())) }
    }

    /// Its digits, for the slot: it is stretched as a passphrase is.
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// Its groups, for paper.
    pub fn groups(&self) -> impl Iterator<Item = &str> {
        (0..GROUPS).filter_map(|group| self.0.get(group * DIGITS..(group + 1) * DIGITS))
    }
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_code_is_eight_groups_of_six_digits() {
        let code = RecoveryCode::new([0, 0, 0, 1, 255, 255, 1, 0, 0, 0, 0, 0, 0, 0, 0, 9]);
        let groups: Vec<&str> = code.groups().collect();
        assert_eq!(groups, ["000000", "000011", "720885", "002816", "000000", "000000", "000000", "000099"]);
    }

    #[test]
    fn a_slip_is_named_by_its_group() {
        let right = "000000 000011 720885 002816 000000 000000 000000 000099";
        assert!(RecoveryCode::parse(right).is_ok());
        for (typed, wrong) in [
            ("", NotACode::Digits(0)),
            ("000000 000011", NotACode::Digits(12)),
            ("000000 000012", NotACode::Group(2)),
            ("000000 000011 720896 002816 000000 000000 000000 000099", NotACode::Group(3)),
            ("000000 000011 720885 002816 000000 000000 000000 000090", NotACode::Group(8)),
            ("000000 000011 720885 002816 000000 000000 000000 000099 1", NotACode::Digits(49)),
            ("0000000 00011 720885 002816 000000 000000 000000 00009", NotACode::Digits(47)),
        ] {
            assert_eq!(RecoveryCode::parse(typed), Err(wrong), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn a_code_is_read_however_it_was_spaced(random: [u8; 16], between in "[ \\-.\\n]{0,2}") {
            let code = RecoveryCode::new(random);
            let written = code.groups().collect::<Vec<_>>().join(&between);
            prop_assert_eq!(RecoveryCode::parse(&written), Ok(code));
        }

        #[test]
        fn one_wrong_digit_is_always_noticed(random: [u8; 16], place in 0usize..48, step in 1u8..10) {
            let mut digits = RecoveryCode::new(random).digits().as_bytes().to_vec();
            digits[place] = b'0' + (digits[place] - b'0' + step) % 10;
            let typed = String::from_utf8(digits).unwrap();
            prop_assert_eq!(RecoveryCode::parse(&typed), Err(NotACode::Group(place / 6 + 1)));
        }
    }
}
