//! Cutting what leaves into parts that are each a sound file.

use super::NotWritten;
use crate::domain::ids::RevisionId;
use crate::domain::order;
use crate::domain::revision::Revision;
use crate::exchange::spelled;

/// One revision in its canonical bytes.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) id: RevisionId,
    pub(super) bytes: Vec<u8>,
}

/// What stands in one part.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) lines: Vec<Line>,
    /// What stands around the records.
    pub(super) around: Vec<Vec<u8>>,
}

/// What a part may hold.
pub(super) struct Room {
    pub(super) bytes: usize,
    pub(super) revisions: usize,
}

impl Room {
    fn holds(&self, bytes: usize, revisions: usize) -> bool {
        bytes <= self.bytes && revisions <= self.revisions
    }
}

/// Lays what stands around the records beside them: some of it, by its mark, in each part, the rest in the first ones.
pub(super) fn laid_around(records: Vec<Vec<Line>>, around: Vec<(Vec<u8>, bool)>, room: &Room) -> Vec<Part> {
    let (each, rest): (Vec<_>, Vec<_>) = around.into_iter().partition(|(_, in_each)| *in_each);
    let part = |lines| Part { lines, around: each.iter().map(|(item, _)| item.clone()).collect() };
    let mut parts: Vec<Part> = records.into_iter().map(part).collect();
    let (mut at, mut filled) = (0, 0);
    for (item, _) in rest {
        if filled > 0 && filled + item.len() > room.bytes {
            (at, filled) = (at + 1, 0);
        }
        if at == parts.len() {
            parts.push(part(Vec::new()));
        }
        filled += item.len();
        parts[at].around.push(item);
    }
    parts
}

/// Lays whole records into parts. A record that is more than a part by itself is spread: each of its parts has all
/// its revisions, some open and the others as stubs, so that heads and ancestry can be told from every part alone. The
/// heads are open in each: a head without words says that what it was made from is to have none either.
pub(super) fn cut(records: Vec<Vec<Line>>, room: &Room) -> Result<Vec<Vec<Line>>, NotWritten> {
    let mut parts = vec![Vec::new()];
    let mut filled = 0;
    for record in records {
        let bytes = size(&record);
        let spread = if room.holds(bytes, record.len()) { vec![record] } else { spread(record, room)? };
        for lines in spread {
            let bytes = size(&lines);
            match parts.last_mut() {
                Some(part) if part.is_empty() || room.holds(filled + bytes, part.len() + lines.len()) => {
                    part.extend(lines);
                    filled += bytes;
                }
                _ => {
                    parts.push(lines);
                    filled = bytes;
                }
            }
        }
    }
    Ok(parts)
}

fn spread(record: Vec<Line>, room: &Room) -> Result<Vec<Vec<Line>>, NotWritten> {
    let revisions: Vec<Revision> = record.iter().map(read).collect::<Result<_, _>>()?;
    let parents = order::set(revisions.iter().flat_map(|revision| revision.parents.iter().copied()));
    let closed = |(line, revision): (&Line, &Revision)| match parents.contains(&line.id) {
        true => Line { id: line.id, bytes: spelled::canonical(&revision.stub()) },
        false => line.clone(),
    };
    let stubs: Vec<Line> = record.iter().zip(&revisions).map(closed).collect();
    let closed = size(&stubs);
    // Where even the stubs fill a part, cutting would only multiply them.
    if closed > room.bytes / 2 {
        return Ok(vec![record]);
    }
    let mut parts = Vec::new();
    let mut part = stubs.clone();
    let mut filled = closed;
    for (place, line) in record.into_iter().enumerate() {
        let more = line.bytes.len() - stubs[place].bytes.len().min(line.bytes.len());
        if filled > closed && filled + more > room.bytes {
            parts.push(std::mem::replace(&mut part, stubs.clone()));
            filled = closed;
        }
        part[place] = line;
        filled += more;
    }
    parts.push(part);
    Ok(parts)
}

fn read(line: &Line) -> Result<Revision, NotWritten> {
    spelled::from_bytes(&line.bytes).map_err(|why| NotWritten::Unfit { revision: line.id, why })
}

fn size(lines: &[Line]) -> usize {
    lines.iter().map(|line| line.bytes.len() + 2).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::RecordId;
    use crate::domain::revision::{Act, Fields, Kind, Sharing, Spelling};
    use chrono::NaiveDate;
    use std::collections::{BTreeMap, BTreeSet};

    fn chain(record: u8, length: u8, words: usize) -> Vec<Line> {
        let id = |n| RevisionId::from_random([record, n, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        let revision = |n: u8| Revision {
            id: id(n),
            record: RecordId::from_random([record; 16]),
            kind: Kind::Engagement,
            parents: if n == 0 { Vec::new() } else { vec![id(n - 1)] },
            act: Act::Write,
            closes: Vec::new(),
            spelling: Spelling::Whole,
            by: None,
            on: NaiveDate::default(),
            n: None,
            sharing: Sharing::MyCoordinator,
            fields: Fields::from([("words".to_owned(), "w".repeat(words).into())]),
            extra: BTreeMap::new(),
        };
        (0..length).map(|n| Line { id: id(n), bytes: spelled::canonical(&revision(n)) }).collect()
    }

    #[test]
    fn parts_keep_records_whole_where_they_fit() {
        let records: Vec<_> = (0..10).map(|r| chain(r, 3, 100)).collect();
        let parts = cut(records, &Room { bytes: 100_000, revisions: 7 }).unwrap();
        assert_eq!(parts.iter().map(Vec::len).collect::<Vec<_>>(), [6, 6, 6, 6, 6]);
    }

    #[test]
    fn a_record_too_large_for_a_part_has_all_its_revisions_in_each_and_is_open_in_one() {
        let record = chain(1, 8, 4_000);
        let parts = cut(
            vec![chain(0, 1, 10), record.clone(), chain(2, 1, 10)],
            &Room { bytes: 14_000, revisions: 100 },
        );
        let parts = parts.unwrap();
        assert!(parts.len() > 2);
        let all: BTreeSet<RevisionId> = record.iter().map(|line| line.id).collect();
        let head = record.last().map(|line| line.id);
        let mut open = BTreeSet::new();
        for part in parts.iter().filter(|part| part.iter().any(|line| all.contains(&line.id))) {
            assert!(size(part) <= 14_000);
            let ids: BTreeSet<RevisionId> = part.iter().map(|line| line.id).collect();
            assert!(ids.is_superset(&all));
            let spelled =
                part.iter().filter(|l| all.contains(&l.id)).map(|l| spelled::from_bytes(&l.bytes).unwrap());
            let here: Vec<_> = spelled.filter(|r| r.spelling == Spelling::Whole).map(|r| r.id).collect();
            assert!(here.iter().any(|id| Some(*id) == head));
            // But for the head, each is open in one part.
            assert!(here.into_iter().all(|id| open.insert(id) || Some(id) == head));
        }
        assert_eq!(open, all);
    }

    #[test]
    fn a_record_whose_stubs_alone_fill_a_part_is_not_multiplied() {
        let parts = cut(vec![chain(1, 50, 10)], &Room { bytes: 3_000, revisions: 20 }).unwrap();
        assert_eq!(parts.iter().map(Vec::len).collect::<Vec<_>>(), [50]);
    }

    #[test]
    fn nothing_to_send_is_one_empty_part() {
        assert_eq!(cut(Vec::new(), &Room { bytes: 1, revisions: 1 }).unwrap().len(), 1);
    }
}
