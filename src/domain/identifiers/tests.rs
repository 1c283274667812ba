//! What is found in a text, and what is left alone. Every number and name is invented.

use super::*;
use proptest::prelude::*;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 19).unwrap()
}

fn found(text: &str) -> Vec<Finding> {
    find(text, today())
}

fn looks(text: &str) -> Vec<(Looks, String)> {
    found(text).into_iter().map(|f| (f.looks, f.fragment)).collect()
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
fn where_somebody_lives_who_they_are_and_when_they_were_born_is_found() {
    for (text, expected, fragment) in [
        ("NI number AB 12 34 56 C on the form", Looks::InsuranceNumber, "AB 12 34 56 C"),
        ("ab123456c", Looks::InsuranceNumber, "ab123456c"),
        ("(AB 123456-D)", Looks::InsuranceNumber, "AB 123456-D"),
        ("born 12/03/1948", Looks::BirthDate, "12/03/1948"),
        ("dob 1.3.1948.", Looks::BirthDate, "1.3.1948"),
        ("18-01-2016 it says", Looks::BirthDate, "18-01-2016"),
        ("at 14 Albert Street", Looks::Address, "14 Albert Street"),
        ("14 Albert street, the blue door", Looks::Address, "14 Albert street"),
        ("lives at number 14b Old Mill Rd.", Looks::Address, "number 14b Old Mill Rd"),
        ("No. 3 St. Anne’s Road West", Looks::Address, "No. 3 St. Anne’s Road"),
        ("Flat 3, 14-16 Albert Terrace", Looks::Address, "Flat 3, 14-16 Albert Terrace"),
        ("flat 2/1 The Crescent", Looks::Address, "flat 2/1 The Crescent"),
        ("14, Albert Close", Looks::Address, "14, Albert Close"),
        ("1105 Long Lane", Looks::Address, "1105 Long Lane"),
        ("12 Old Court Road", Looks::Address, "12 Old Court Road"),
        ("saw Mrs Khan today", Looks::Name, "Mrs Khan"),
        ("Mrs. Khan’s kitchen", Looks::Name, "Mrs. Khan"),
        ("mr O'Quill-Marsh said so", Looks::Name, "mr O'Quill-Marsh"),
        ("Dr A. Quill PCN lead", Looks::Name, "Dr A. Quill"),
        ("Dr A Quill", Looks::Name, "Dr A Quill"),
        ("Dr.Quill", Looks::Name, "Dr.Quill"),
        ("ask Cllr Amber Quill Tuesday", Looks::Name, "Cllr Amber Quill"),
        ("Mr and Mrs Khan run it", Looks::Name, "Mr and Mrs Khan"),
        ("Mr & Mrs Khan", Looks::Name, "Mr & Mrs Khan"),
        ("Rev. Dr Quill", Looks::Name, "Rev. Dr Quill"),
        ("Mrs van der Quill", Looks::Name, "Mrs van der Quill"),
        ("MRS AMBER QUILL", Looks::Name, "MRS AMBER QUILL"),
        ("Mrs K. We went", Looks::Name, "Mrs K"),
        ("Miss Quill", Looks::Name, "Miss Quill"),
        ("Dr خان came", Looks::Name, "Dr خان"),
    ] {
        assert_eq!(looks(text), [(expected, fragment.to_owned())], "{text}");
    }
}

#[test]
fn roles_places_and_everyday_numbers_are_left_alone() {
    for text in [
        "the vicar and the GP",
        "ask the Dr about it",
        "Dr, nurse and receptionist",
        "the MS Society, and people from DR Congo",
        "we miss Albert Street",
        "Miss this one and Miss The next",
        "the Dr I saw",
        "mr and mrs",
        "Mr.\nKhan",
        "drs Surgery",
        "Albert Street",
        "people from Albert Street, 14 of them",
        "forty on Albert Street",
        "14 people on Albert Street",
        "14 street parties, 3 busy road crossings",
        "2 Monday walk leaders",
        "In 2019 Market Street closed",
        "at 10:30 Albert Street was full",
        "10am Albert Street",
        "a 5k Albert Road run",
        "£14 Albert Street",
        "by 19-01-2026 Albert Street",
        "it was 7. The street was wet",
        "on 19/01/2016 and on 12/03/2026",
        "19/01-1948, 31/02/1948, 12/03/48 and 1948",
        "112/03/1948",
        "the hall opened on 12/03/1848",
        "charity SC 012345, company AB123456",
        "DA 12 34 56 C, GB 12 34 56 C, AO123456C",
        "AB 12 34 56 E and AB1234567C",
        "xAB123456C and AB123456CD",
        "AB 1 23 45 6 C",
    ] {
        assert_eq!(looks(text), [], "{text}");
    }
}

#[test]
fn a_day_is_found_once_it_is_ten_years_ago() {
    for (text, is_found) in [("18/01/2016", true), ("19/01/2016", false), ("01/12/2015", true)] {
        assert_eq!(!looks(text).is_empty(), is_found, "{text}");
    }
}

#[test]
fn one_piece_is_one_find() {
    assert_eq!(looks("07700900123@example.org"), [(Looks::Email, "07700900123@example.org".to_owned())]);
    // Ten digits whose sum is right, beginning with an area code.
    assert_eq!(looks("0120000008")[0].0, Looks::Phone);
    let all = looks(
        "Mrs Khan, 14 Albert Street, LA1 1AA, born 12/03/1948, AB123456C: a@example.org 07700 900123 or 9434765919",
    );
    assert_eq!(
        all.iter().map(|f| f.0).collect::<Vec<_>>(),
        [
            Looks::Name,
            Looks::Address,
            Looks::Postcode,
            Looks::BirthDate,
            Looks::InsuranceNumber,
            Looks::Email,
            Looks::Phone,
            Looks::NhsNumber
        ]
    );
}

#[test]
fn replacing_leaves_the_sentence() {
    for (text, expected) in [
        ("Ring 07700 900123 at tea.", "Ring (a phone number) at tea."),
        ("By la1 1aa, or ec1a1bb.", "By LA1, or EC1A."),
        ("x@example.org, 943 476 5919", "(an e-mail address), (an NHS number)"),
        ("nothing", "nothing"),
        ("Flat 3, 14b Albert Street has damp", "Albert Street has damp"),
        ("Mrs Khan’s kitchen", "(a person)’s kitchen"),
        ("Mr & Mrs Khan ask Dr Quill and Rev Quill", "(two people) ask (a doctor) and (a minister)"),
        ("born 12/03/1948, AB 12 34 56 C", "born (a date), (a National Insurance number)"),
    ] {
        assert_eq!(replace(text, &found(text)), expected);
    }
    let other = found("Ring 07700 900123");
    assert_eq!(replace("é short", &other), "é short", "finds of another text change nothing");
}

#[test]
fn a_fragment_is_found_again_in_another_spelling_and_not_in_another_name() {
    let again =
        |text, fragment| find_again(text, fragment).into_iter().map(|f| f.fragment).collect::<Vec<_>>();
    assert_eq!(again("mrs. Khan, Mrs Khan Quill and Mrs Khan", "Mrs Khan"), ["mrs. Khan", "Mrs Khan"]);
    assert_eq!(again("07700900123 or 07700 900124", "07700 900123"), ["07700900123"]);
    assert_eq!(again("11 High Street", "1 High Street"), [""; 0]);
    assert_eq!(again("born 12/03/1948", "12/03/1948"), ["12/03/1948"]);
}

/// Pieces that are found, each in a sentence of its own.
const PIECES: [&str; 10] = [
    "07700 900123",
    "943 476 5919",
    "AB 12 34 56 C",
    "LA1 1AA",
    "a@example.org",
    "12/03/1948",
    "14 Albert Street",
    "Flat 3, 14-16 The Crescent",
    "Mrs Khan",
    "Mr and Mrs van der Quill",
];

proptest! {
    #[test]
    fn every_piece_of_a_text_is_found_and_nothing_is_left_to_find_once_all_are_replaced(
        pieces in proptest::collection::vec((0..PIECES.len(), "(the |near |we )?[a-z]{2,6}"), 0..6),
    ) {
        let text: String = pieces.iter().map(|(at, lead)| format!("{lead}: {}; ", PIECES[*at])).collect();
        let fragments: Vec<String> = looks(&text).into_iter().map(|(_, fragment)| fragment).collect();
        let planted: Vec<&str> = pieces.iter().map(|(at, _)| PIECES[*at]).collect();
        prop_assert_eq!(&fragments, &planted);
        let replaced = replace(&text, &found(&text));
        prop_assert_eq!(looks(&replaced), []);
        for piece in planted {
            prop_assert!(!replaced.contains(piece));
        }
    }

    #[test]
    fn any_text_can_be_looked_through(
        text in "\\PC{0,60}|[0-9+() .@aA1-]{0,60}|[é٣७@+07. ]{0,40}|((Mrs?|Dr|and|&|No|Flat|[A-Z]’?é?[a-z]{0,3}|St|Road|[1-9]{1,4}[a-i]?|AB|[./,'’ -]) ?){0,12}",
    ) {
        let all = found(&text);
        let mut last = 0;
        for f in &all {
            prop_assert!(f.range.start >= last && f.range.end > f.range.start);
            prop_assert_eq!(text.get(f.range.clone()), Some(f.fragment.as_str()));
            last = f.range.end;
        }
        let _ = replace(&text, &all);
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
