//! Text that looks as if it points at one person: NHS numbers, phone numbers, full postcodes, e-mail addresses.
//!
//! A find is a reason to warn, never to block: one random ten-digit number in eleven looks like an NHS number. Where
//! such a thing is in its place (a group's public contact, the postcode of a venue) the caller does not ask.

mod email;
mod numbers;
mod postcode;

use super::order;
use std::ops::Range;

/// What a piece of text looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Looks {
    /// An e-mail address.
    Email,
    /// A phone number: 01, 02, 03, 07 or +44.
    Phone,
    /// Ten digits whose check digit is right (modulus 11).
    NhsNumber,
    /// A whole postcode. Its first half alone is a district, and is fine.
    Postcode,
}

/// One find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it looks like.
    pub looks: Looks,
    /// Where it stands, in bytes on character boundaries.
    pub range: Range<usize>,
    /// The piece of text.
    pub fragment: String,
    /// What may stand in its place. It becomes part of the note, so it is plain words and carries no digit of it.
    pub suggestion: String,
}

/// Everything in the text that points at one person, in order, none overlapping another. Where one piece looks like
/// two things, e-mail goes before phone and phone before NHS number.
pub fn find(text: &str) -> Vec<Finding> {
    let runs = numbers::digit_runs(text);
    let mut found: Vec<Finding> = Vec::new();
    for (looks, ranges) in [
        (Looks::Email, email::find(text)),
        (Looks::Phone, numbers::phones(text, &runs)),
        (Looks::NhsNumber, numbers::nhs_numbers(text, &runs)),
        (Looks::Postcode, postcode::find(text)),
    ] {
        for range in ranges {
            let overlaps = found.iter().any(|f| f.range.start < range.end && range.start < f.range.end);
            if let (false, Some(fragment)) = (overlaps, text.get(range.clone())) {
                let fragment = fragment.to_owned();
                found.push(Finding { looks, suggestion: stand_in(looks, &fragment), range, fragment });
            }
        }
    }
    order::by_key(&mut found, |f| f.range.start);
    found
}

/// The text with each find replaced by its suggestion. Finds from another text are left out where they do not fit.
pub fn replace(text: &str, findings: &[Finding]) -> String {
    let mut replaced = String::with_capacity(text.len());
    let mut done = 0;
    for finding in findings {
        let fits =
            finding.range.start >= done && text.get(finding.range.clone()) == Some(finding.fragment.as_str());
        if let (true, Some(before)) = (fits, text.get(done..finding.range.start)) {
            replaced.push_str(before);
            replaced.push_str(&finding.suggestion);
            done = finding.range.end;
        }
    }
    replaced.push_str(text.get(done..).unwrap_or_default());
    replaced
}

fn stand_in(looks: Looks, fragment: &str) -> String {
    match looks {
        Looks::Email => "(an e-mail address)".to_owned(),
        Looks::Phone => "(a phone number)".to_owned(),
        Looks::NhsNumber => "(an NHS number)".to_owned(),
        Looks::Postcode => postcode::outward(fragment),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn looks(text: &str) -> Vec<(Looks, String)> {
        find(text).into_iter().map(|f| (f.looks, f.fragment)).collect()
    }

    #[test]
    fn what_points_at_one_person_is_found() {
        for (text, expected, fragment) in [
            ("his number is 943 476 5919.", Looks::NhsNumber, "943 476 5919"),
            ("9434765919", Looks::NhsNumber, "9434765919"),
            ("999-000-0018 (new)", Looks::NhsNumber, "999-000-0018"),
            ("ward 12 943 476 5919", Looks::NhsNumber, "943 476 5919"),
            ("ring 07700 900123", Looks::Phone, "07700 900123"),
            ("ring 12 times 07700900123 today", Looks::Phone, "07700900123"),
            ("+44 7700 900123", Looks::Phone, "+44 7700 900123"),
            ("on +44 (0)7700-900-123 after six", Looks::Phone, "+44 (0)7700-900-123"),
            ("0044 161 496 0000", Looks::Phone, "0044 161 496 0000"),
            ("hall: (0161) 496 0000", Looks::Phone, "(0161) 496 0000"),
            ("020 7946 0018", Looks::Phone, "020 7946 0018"),
            ("01632 96018", Looks::Phone, "01632 96018"),
            ("0300\u{a0}123 4567", Looks::Phone, "0300\u{a0}123 4567"),
            ("فون ۰۷۷۰۰ ۹۰۰۱۲۳", Looks::Phone, "۰۷۷۰۰ ۹۰۰۱۲۳"),
            ("lives at LA1 1AA", Looks::Postcode, "LA1 1AA"),
            ("la11aa", Looks::Postcode, "la11aa"),
            ("(EC1A 1BB)", Looks::Postcode, "EC1A 1BB"),
            ("write to a.b+c@example.org.", Looks::Email, "a.b+c@example.org"),
            ("café@example.co.uk, please", Looks::Email, "café@example.co.uk"),
        ] {
            assert_eq!(looks(text), [(expected, fragment.to_owned())], "{text}");
        }
    }

    #[test]
    fn what_points_at_nobody_is_left_alone() {
        for text in [
            "943 476 5918",
            "1111111111",
            "9434 765919",
            "19434765919",
            "a9434765919b",
            "LA1",
            "BB11 and LA1",
            "LA1 1AC",
            "LA11AAB",
            "on 01-02-2026 10:00",
            "2026-01-19",
            "forty at 3.5 each",
            "item 9 of 9",
            "us @ the hall",
            "@kettletable",
            "a@b",
            "x@.org",
            "0123 4567 8901 2345",
            "£0.1234567890",
            "07 at most",
            "call 999",
            "call 111",
            "0800 times",
        ] {
            assert_eq!(looks(text), [], "{text}");
        }
    }

    #[test]
    fn one_piece_is_one_find() {
        assert_eq!(looks("07700900123@example.org"), [(Looks::Email, "07700900123@example.org".to_owned())]);
        // Ten digits whose sum is right, beginning with an area code.
        assert_eq!(looks("0120000008")[0].0, Looks::Phone);
        let all = looks("a@example.org 07700 900123, 9434765919 or LA1 1AA");
        assert_eq!(
            all.iter().map(|f| f.0).collect::<Vec<_>>(),
            [Looks::Email, Looks::Phone, Looks::NhsNumber, Looks::Postcode]
        );
    }

    #[test]
    fn replacing_leaves_the_sentence() {
        for (text, expected) in [
            ("Ring 07700 900123 at tea.", "Ring (a phone number) at tea."),
            ("By la1 1aa, or ec1a1bb.", "By LA1, or EC1A."),
            ("x@example.org, 943 476 5919", "(an e-mail address), (an NHS number)"),
            ("nothing", "nothing"),
        ] {
            assert_eq!(replace(text, &find(text)), expected);
        }
        let other = find("Ring 07700 900123");
        assert_eq!(replace("é short", &other), "é short", "finds of another text change nothing");
    }

    proptest! {
        #[test]
        fn any_text_can_be_looked_through(text in "\\PC{0,60}|[0-9+() .@aA1-]{0,60}|[é٣७@+07. ]{0,40}") {
            let found = find(&text);
            let mut last = 0;
            for f in &found {
                prop_assert!(f.range.start >= last && f.range.end > f.range.start);
                prop_assert_eq!(text.get(f.range.clone()), Some(f.fragment.as_str()));
                last = f.range.end;
            }
            let _ = replace(&text, &found);
        }

        #[test]
        fn any_mobile_number_is_found_in_any_sentence(number in "07[0-9]{3} ?[0-9]{3} ?[0-9]{3}", lead in "[a-z ]{0,9}") {
            let text = format!("{lead} {number}, thanks");
            prop_assert_eq!(looks(&text), [(Looks::Phone, number)]);
        }

        #[test]
        fn one_wrong_digit_is_no_nhs_number(place in 0usize..10, step in 1u8..10) {
            let mut digits = *b"9434765919";
            digits[place] = b'0' + (digits[place] - b'0' + step) % 10;
            let text = String::from_utf8_lossy(&digits).into_owned();
            // A step of 11's multiple cannot occur within one digit, so the sum always notices.
            prop_assert!(looks(&text).iter().all(|f| f.0 != Looks::NhsNumber));
        }
    }
}
