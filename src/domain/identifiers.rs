//! Text that looks as if it points at one person: numbers that are given to one person, ways to reach somebody, where
//! somebody lives, a day of birth, a name after its title.
//!
//! A find is a reason to warn, never to block: one random ten-digit number in eleven looks like an NHS number. Where
//! such a thing is in its place (a group's public contact, the postcode of a venue) the caller does not ask. Roles
//! (*the vicar*), places (*Albert Street*) and illnesses are never finds: a warning that comes too often is not read.

mod address;
mod birth;
mod email;
mod insurance;
mod names;
mod numbers;
mod postcode;
mod words;

#[cfg(test)]
mod tests;

use super::order;
use chrono::NaiveDate;
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
    /// Two letters, six digits and a letter.
    InsuranceNumber,
    /// A whole postcode. Its first half alone is a district, and is fine.
    Postcode,
    /// A day in figures that is more than ten years ago.
    BirthDate,
    /// A house number and its street. The street alone is fine.
    Address,
    /// A title and a name. A role is fine.
    Name,
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
/// two things, the earlier in [`Looks`] goes first. `today` tells which days are long ago.
pub fn find(text: &str, today: NaiveDate) -> Vec<Finding> {
    let runs = numbers::digit_runs(text);
    let mut found: Vec<Finding> = Vec::new();
    for (looks, ranges) in [
        (Looks::Email, email::find(text)),
        (Looks::Phone, numbers::phones(text, &runs)),
        (Looks::NhsNumber, numbers::nhs_numbers(text, &runs)),
        (Looks::InsuranceNumber, insurance::find(text, &runs)),
        (Looks::Postcode, postcode::find(text)),
        (Looks::BirthDate, birth::find(text, &runs, today)),
        (Looks::Address, address::find(text, &runs)),
        (Looks::Name, names::find(text)),
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

/// Where a fragment that was found stands in another text: in any spelling, so *mrs. khan* too for *Mrs Khan*.
pub fn find_again(text: &str, fragment: &str) -> Vec<Finding> {
    // It was found before, so a day in it was long ago.
    let mut found = find(text, NaiveDate::MAX);
    found.retain(|finding| letters(&finding.fragment).eq(letters(fragment)));
    found
}

fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
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
        Looks::InsuranceNumber => "(a National Insurance number)".to_owned(),
        Looks::Postcode => postcode::outward(fragment),
        Looks::BirthDate => "(a date)".to_owned(),
        Looks::Address => address::street(fragment).to_owned(),
        Looks::Name => names::role(fragment).to_owned(),
    }
}
