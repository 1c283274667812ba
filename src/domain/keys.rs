//! Whom a file may be sealed for, as the area settings say in a record of kind `keys` ([`issued`]).

use super::dates;
use super::entries::{items, member};
use super::ids::RecordId;
use super::issued;
use super::merge::View;
use super::revision::{Fields, Kind};
use chrono::NaiveDate;
use serde_json::Value;

/// Fewer recipients than these are none: one laptop lost must not lock anybody out.
pub const LEAST: usize = 2;

/// How long a recipient is: `age1`, 52 letters of key, 6 that prove them.
const KEY_LETTERS: usize = 62;

/// Somebody whom a file can be sealed for: the desk, its deputy, a key on paper in a safe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// The key, `age1…`.
    pub key: String,
    /// Who has it, as a role.
    pub label: String,
    /// The first day; before it, the key is not used.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub until: Option<NaiveDate>,
}

impl Recipient {
    /// Whether the key is to be used on this day. A side without a date is open.
    pub fn is_in_force(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// The recipients that the fields of a `keys` record name, in their order. One whose key or date cannot be read is left
/// out: nothing is sealed on a guess.
pub fn recipients(fields: &Fields) -> Vec<Recipient> {
    items(fields, "recipients").into_iter().filter_map(|(_, item)| recipient(item)).collect()
}

/// Whom this issuer named in its own name, in an area or where there is none, whatever their days.
pub fn named<'a>(
    views: impl IntoIterator<Item = &'a View>,
    issued_by: &str,
    area: Option<RecordId>,
) -> Vec<Recipient> {
    let mut found: Vec<Recipient> = Vec::new();
    for view in views {
        if issued::applies(view, &Kind::Keys, issued_by, area) {
            found.extend(recipients(&view.fields));
        }
    }
    found
}

/// Whom to seal for on this day, of those that were [`named`]. None at all where they are fewer than [`LEAST`].
pub fn in_force(named: &[Recipient], day: NaiveDate) -> Vec<Recipient> {
    let mut found: Vec<Recipient> = Vec::new();
    for recipient in named.iter().filter(|recipient| recipient.is_in_force(day)) {
        if found.iter().all(|known| known.key != recipient.key) {
            found.push(recipient.clone());
        }
    }
    if found.len() < LEAST { Vec::new() } else { found }
}

fn recipient(item: &Value) -> Option<Recipient> {
    let date = |name| match item.get(name) {
        None => Some(None),
        Some(value) => value.as_str().and_then(dates::day).map(Some),
    };
    let key = member(item, "key");
    is_key(key).then_some(())?;
    Some(Recipient {
        key: key.to_owned(),
        label: member(item, "label").to_owned(),
        from: date("from")?,
        until: date("until")?,
    })
}

/// Whether it looks like a recipient. Whether its letters prove right is for whoever seals.
fn is_key(text: &str) -> bool {
    let letters = text.strip_prefix("age1");
    text.len() == KEY_LETTERS
        && letters
            .is_some_and(|letters| letters.bytes().all(|b| b"qpzry9x8gf2tvdw0s3jn54khce6mua7l".contains(&b)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::merge::State;
    use crate::domain::revision::Sharing;
    use serde_json::json;

    const ISSUER: &str = "11";

    fn key(letter: char) -> String {
        format!("age1{}", letter.to_string().repeat(KEY_LETTERS - 4))
    }

    fn day(text: &str) -> NaiveDate {
        dates::day(text).unwrap()
    }

    fn keys(record: u8, issuer: &str, area: Option<u8>, recipients: &[Value]) -> View {
        let mut fields = Fields::from([("issuer".to_owned(), json!(issuer))]);
        for (nth, recipient) in recipients.iter().enumerate() {
            fields.insert(format!("recipients.{nth}"), recipient.clone());
        }
        if let Some(area) = area {
            fields.insert("area".to_owned(), json!(RecordId::from_random([area; 16]).to_string()));
        }
        View {
            record: RecordId::from_random([record; 16]),
            kind: Kind::Keys,
            heads: Vec::new(),
            state: State::Current,
            fields,
            sharing: Sharing::Publishable,
            on: day("2026-01-01"),
        }
    }

    fn labels(views: &[View], on: &str) -> Vec<String> {
        let found = in_force(&named(views, ISSUER, None), day(on));
        found.into_iter().map(|recipient| recipient.label).collect()
    }

    #[test]
    fn the_desk_and_its_deputy_get_it_each_in_their_time() {
        let views = [keys(
            1,
            ISSUER,
            None,
            &[
                json!({"key": key('q'), "label": "Desk", "from": "2026-01-01", "order": 1}),
                json!({"key": key('p'), "label": "Deputy", "until": "2026-06-30", "order": 2}),
                json!({"key": key('z'), "label": "Paper", "from": "2026-06-01", "order": 3}),
            ],
        )];
        assert_eq!(labels(&views, "2025-12-31"), Vec::<String>::new(), "the deputy alone is nobody");
        assert_eq!(labels(&views, "2026-01-01"), ["Desk", "Deputy"]);
        assert_eq!(labels(&views, "2026-06-30"), ["Desk", "Deputy", "Paper"]);
        assert_eq!(labels(&views, "2026-07-01"), ["Desk", "Paper"]);
    }

    #[test]
    fn what_another_issuer_named_is_not_used() {
        let two = [json!({"key": key('q')}), json!({"key": key('p')})];
        let others = [keys(1, "22", None, &two)];
        assert!(labels(&others, "2026-01-01").is_empty());
        assert!(named(&others, "", None).is_empty(), "and without an issuer nothing is");
    }

    #[test]
    fn one_key_twice_is_one_and_too_few_are_none() {
        for too_few in [
            vec![],
            vec![json!({"key": key('q')})],
            vec![json!({"key": key('q'), "label": "Desk"}), json!({"key": key('q'), "label": "Deputy"})],
            vec![json!({"key": key('q')}), json!({"key": "age1short"})],
            vec![json!({"key": key('q')}), json!({"key": key('p').to_uppercase()})],
            vec![json!({"key": key('q')}), json!({"key": key('b')})],
            vec![json!({"key": key('q')}), json!({"key": key('p'), "until": "soon"})],
            vec![json!({"key": key('q')}), json!({"key": key('p'), "from": 5})],
            vec![json!({"key": key('q')}), json!("age1")],
        ] {
            assert!(labels(&[keys(1, ISSUER, None, &too_few)], "2026-01-01").is_empty(), "{too_few:?}");
        }
    }

    #[test]
    fn an_area_has_its_own_keys_beside_those_of_all() {
        let views = [
            keys(1, ISSUER, None, &[json!({"key": key('q'), "label": "All"})]),
            keys(2, ISSUER, Some(7), &[json!({"key": key('p'), "label": "Seven"})]),
            keys(3, ISSUER, Some(8), &[json!({"key": key('z'), "label": "Eight"})]),
        ];
        let of = |area| {
            let area = RecordId::from_random([area; 16]);
            let found = in_force(&named(&views, ISSUER, Some(area)), day("2026-01-01"));
            found.into_iter().map(|recipient| recipient.label).collect::<Vec<_>>()
        };
        assert_eq!(of(7), ["All", "Seven"]);
        assert_eq!(of(8), ["All", "Eight"]);
        assert!(of(9).is_empty() && labels(&views, "2026-01-01").is_empty());
    }

    #[test]
    fn keys_that_were_taken_back_are_used_no_more() {
        let two = [json!({"key": key('q')}), json!({"key": key('p')})];
        let mut view = keys(1, ISSUER, None, &two);
        assert_eq!(labels(&[view.clone()], "2026-01-01").len(), 2);
        view.state = State::TakenBack;
        assert!(labels(&[view], "2026-01-01").is_empty());
    }
}
